// Where workers stand in a list, found in pages, files and answers alike: none stands there by result.

/** A list in which workers stand, each once: their names in its order, and the figures beside them by column. */
export type Listing = { where: string; names: string[]; columns: number[][] };

/** Fewer can stand in any order by accident. */
const FEWEST = 4;

/**
 * The list of workers that rows of cells make: those in whose first cell that names a worker at all each name stands
 * once. Null where fewer than four workers stand so, as in a list of cases.
 */
export function findListing(
	where: string,
	rows: readonly (readonly string[])[],
	workers: readonly string[]
): Listing | null {
	const named = rows.flatMap((cells) => {
		const name = cells.map((cell) => nameIn(cell, workers)).find((each) => each !== null);
		return name === undefined ? [] : [{ name, cells }];
	});
	const names = named.map(({ name }) => name);
	if (names.length < FEWEST || new Set(names).size < names.length) return null;
	const width = Math.max(...named.map(({ cells }) => cells.length));
	const columns = Array.from({ length: width }, (_, at) =>
		named.map(({ cells }) => figureIn(cells[at] ?? ''))
	);
	return { where, names, columns: columns.filter((each): each is number[] => !each.includes(null)) };
}

function nameIn(cell: string, workers: readonly string[]): string | null {
	const text = cell.trim();
	return (
		workers.find((name) => text === name || text.startsWith(`${name} `) || text.startsWith(`${name},`)) ??
		null
	);
}

/** The number that a cell begins with. */
function figureIn(cell: string): number | null {
	const found = /^[^\d\-−]{0,2}([-−]?\d[\d,]*(?:\.\d+)?)/.exec(cell.trim())?.[1];
	return found === undefined ? null : Number(found.replace('−', '-').replaceAll(',', ''));
}

/** What is wrong with the order of a list of workers; null where it is by name. */
export function misorder({ where, names }: Listing): string | null {
	const first = names.findIndex((name, at) => at > 0 && compare(names[at - 1] ?? '', name) > 0);
	return first === -1 ? null : `${where}: ${names[first] ?? ''} stands after ${names[first - 1] ?? ''}`;
}

/** Whether a list by name would also be one by a figure: of such a one nobody can tell by what it is ordered. */
export function tellsNothing({ columns }: Listing): boolean {
	return columns.some(
		(column) =>
			new Set(column).size > 2 &&
			(column.every((each, at) => at === 0 || each >= column[at - 1]!) ||
				column.every((each, at) => at === 0 || each <= column[at - 1]!))
	);
}

function compare(one: string, other: string): number {
	return one.localeCompare(other, 'en', { sensitivity: 'base' });
}

/** Every list of workers in an answer of the command line or the API. */
export function findListings(where: string, answer: unknown, workers: readonly string[]): Listing[] {
	if (typeof answer !== 'object' || answer === null) return [];
	const inner = Object.entries(answer).flatMap(([key, value]) =>
		findListings(`${where}.${key}`, value, workers)
	);
	if (!Array.isArray(answer)) return inner;
	const own = findListing(where, answer.map(cellsOf), workers);
	return own === null ? inner : [own, ...inner];
}

function cellsOf(item: unknown): string[] {
	if (typeof item === 'string' || typeof item === 'number') return [String(item)];
	if (typeof item !== 'object' || item === null || Array.isArray(item)) return [];
	return Object.values(item).flatMap((value: unknown) =>
		typeof value === 'object' && value !== null && !Array.isArray(value)
			? Object.values(value).map((each) => (typeof each === 'object' ? '' : String(each)))
			: [Array.isArray(value) ? '' : String(value)]
	);
}

const RANKING = /\brank(s|ed|ing|ings)?\b|\bleague|\bleader ?board|\bpercentile|\bquartile/i;
const JUDGING = /\b(best|worst|top|bottom|highest|lowest|scores?|scored|outperform\w*|underperform\w*)\b/i;
const WORKERS = /\b(workers?|case managers?|staff|colleagues?|peers?)\b/i;
const DENIED = /\b(no|never|nor|not|without|neither)\b/i;

/** The sentences of a text that rank: by a word that does nothing else, or by one that does so of workers. */
export function findRanking(text: string): string[] {
	return text
		.split(/(?<=[\w)%][\w)%][.!?])\s+|\n+/)
		.filter(
			(sentence) =>
				!DENIED.test(sentence) &&
				(RANKING.test(sentence) || (JUDGING.test(sentence) && WORKERS.test(sentence)))
		);
}

/** The names among those of an answer that rank. */
export function findRankingNames(names: readonly string[]): string[] {
	return names.filter((name) =>
		/(^|_)(rank|ranking|percentile|quartile|league|leader|score|best|worst|top|bottom|place|standing)(_|$|\d)/.test(
			name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase()
		)
	);
}
