import { dimension, PEOPLE } from '../dimensions.ts';
import type { Period } from '../result.ts';
import type { StoredMetric } from '../select.ts';
import type { Ledger } from './counts.ts';
import type { Headcount, Heads } from './heads.ts';

/** Numbers of one figure: all of its rows and clients, and those of whom it says yes and no. */
export type Figure = Omit<Headcount, 'period'> & {
	/** What it is one of: figures of one metric, and of the same rows but for time and group, hang together. */
	family: string;
	metric: StoredMetric;
	period: Period;
};

/** The places of a figure's numbers in a ledger. */
export type Places = { rows: number; clients: number; yes: number | null; no: number | null };

/** What a figure is told apart by from all others of its family. */
export const figureKey = ({ period, group }: Pick<Figure, 'period' | 'group'>): string =>
	JSON.stringify([period.from, period.to, Object.entries(group).sort()]);

/**
 * Whether the figure says something of the people of its group, so that near an end it would say it of each of them. Of
 * what workers do it says nothing.
 */
export function tellsOfPeople({ metric, group }: Pick<Figure, 'metric' | 'group'>): boolean {
	return metric.control !== 'worker' && PEOPLE.some(({ id }) => id in group);
}

/**
 * Notes the numbers of figures, with all that who reads them can know of how they hang together: yes and no are all;
 * groups are the whole; `slices`, figures of all spans of time between any two ends of periods, make up the longer ones.
 * Rows add up, where each lies in one place; clients may be in several. What counts the same for one time and group is one
 * number, of whichever figure it is. Gives where each figure's numbers are, by the figure.
 */
export function noteFigures(
	ledger: Ledger,
	figures: readonly Figure[],
	slices: readonly Figure[]
): Map<Figure, Places> {
	const noted = new Map<string, Places>();
	const places = new Map<Figure, Places>();
	for (const figure of [...figures, ...slices]) {
		const key = `${figure.family} ${figureKey(figure)}`;
		const own = noted.get(key) ?? note(ledger, figure);
		noted.set(key, own);
		places.set(figure, own);
	}
	for (const [family, own] of Map.groupBy(places.keys(), (figure) => figure.family)) {
		const each = [...new Map(own.map((figure) => [figureKey(figure), figure])).values()];
		const relate = (total: Figure, parts: Figure[], id: string | null) => {
			const of = parts.map((part) => places.get(part)!);
			noteRelation(ledger, total, places.get(total)!, of, id);
		};
		const spans = slices.filter((slice) => slice.family === family);
		for (const total of each) {
			for (const [id, parts] of splits(total, each)) relate(total, parts, id);
			const parts = spans.filter((span) => isWithin(span, total));
			if (parts.length > 0) relate(total, parts, null);
		}
	}
	return places;
}

function note(ledger: Ledger, figure: Figure): Places {
	const key = figureKey(figure);
	// That all of a figure's rows are of the yes or the no is for nobody to know: then these are no one number.
	const isOwn = ({ rows, of }: Heads, part: string) => rows === 0 || (part !== 'rows' && of === figure.of);
	const noteRows = (heads: Heads, part: string) =>
		ledger.note(`${key} ${isOwn(heads, part) ? `${part} ${figure.family}` : `rows ${heads.of}`}`, heads.rows);
	const whose = figure.clients === 0 ? figure.family : figure.whose;
	const clients = ledger.note(`${key} clients ${whose}`, figure.clients);
	const rows = noteRows(figure, 'rows');
	ledger.atMost(clients, [rows]);
	if (figure.yes === null || figure.no === null) return { rows, clients, yes: null, no: null };
	const places = { rows, clients, yes: noteRows(figure.yes, 'yes'), no: noteRows(figure.no, 'no') };
	ledger.sum(rows, [places.yes, places.no]);
	return places;
}

/** A figure's groups by each further dimension by which there are any. */
function splits(total: Figure, own: readonly Figure[]): Map<string, Figure[]> {
	const known = Object.entries(total.group);
	const finer = own.filter(
		({ group, period }) =>
			period.from === total.period.from &&
			period.to === total.period.to &&
			Object.keys(group).length === known.length + 1 &&
			known.every(([id, value]) => group[id] === value)
	);
	return Map.groupBy(finer, ({ group }) => Object.keys(group).find((id) => !(id in total.group))!);
}

/** Whether a figure is of a part of another's time, and of the same group. */
function isWithin(part: Figure, whole: Figure): boolean {
	const [inner, outer] = [part.period, whole.period];
	if (inner.from < outer.from || inner.to > outer.to) return false;
	if (inner.from === outer.from && inner.to === outer.to) return false;
	return figureKey({ ...part, period: outer }) === figureKey(whole);
}

/** @param id the dimension by which the parts are told apart; null: by time */
function noteRelation(
	ledger: Ledger,
	{ metric }: Figure,
	total: Places,
	parts: readonly Places[],
	id: string | null
): void {
	const of = (part: keyof Places) => parts.flatMap((each) => each[part] ?? []);
	const told = id === null ? null : dimension(id);
	const isOfClient = told?.people === 'client';
	if (isOfClient) ledger.sum(total.clients, of('clients'));
	else ledger.union(total.clients, of('clients'));
	const addsUp = metric.one_row_per === undefined || isOfClient || told?.ofRow === true;
	if (addsUp) ledger.sum(total.rows, of('rows'));
	else ledger.union(total.rows, of('rows'));
	for (const part of ['yes', 'no'] as const) {
		const place = total[part];
		if (place === null) continue;
		// Where a person has one row in each part, the one that is kept of them all is among those.
		if (addsUp) ledger.sum(place, of(part));
		else ledger.atMost(place, of(part));
	}
}
