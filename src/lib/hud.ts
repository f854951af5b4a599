/** What HUD's tables are asked for, as an address says it: a view is a link. Projects are named as the data has them. */
export type HudView = { report: string; projects: string[]; from: string; to: string };

/** A cell of HUD's tables, by its labels. */
export type HudCell = { question: string; row: string; column: string };

/**
 * Why an address asks for nothing: there is no such report, a day is none, the period ends before it begins, no project is chosen,
 * one is not there, no source covers the system, or only a part of the system is to be seen.
 */
export type HudTrouble = 'report' | 'day' | 'order' | 'none' | 'unknown' | 'system' | 'part';

/** A view, and a cell of it, as the end of an address. */
export function writeHud({ report, projects, from, to }: HudView, cell: Partial<HudCell> = {}): string {
	const parameters = new URLSearchParams({ report });
	for (const project of projects) parameters.append('project', project);
	for (const [name, value] of Object.entries({ from, to, ...cell })) parameters.set(name, value);
	return `?${parameters.toString()}`;
}

/** The number that questions share, of which a page is: Q6 of Q6a and Q6b, M3 of M3-2. */
export function numberOf(question: string): string {
	return /^[A-Z]+\d+/.exec(question)?.[0] ?? question;
}

/** What a cell says: counts whole, averages to 0.01, shares to 0.001; null where HUD leaves it empty. */
export function sayCell(
	value: number | string | null,
	say: (value: number, digits: number) => string
): string | null {
	if (value === null || typeof value === 'string') return value;
	if (Number.isInteger(value)) return say(value, 0);
	return say(value, Math.abs(value) < 1 ? 3 : 2);
}
