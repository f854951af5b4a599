import { dimension } from '../dimensions.ts';
import type { Period } from '../result.ts';
import type { StoredMetric } from '../select.ts';
import type { Ledger } from './counts.ts';
import type { Headcount, Heads } from './heads.ts';

/** Numbers of one figure: all of its rows and clients, and those of whom it says yes and no. */
export type Figure = Omit<Headcount, 'period'> & {
	metric: StoredMetric;
	/** By name, in order; of all where none is named. */
	programs: readonly string[];
	period: Period;
	/** Whether its period is cut by no other, and its programs by no others: of such the longer and wider ones are made. */
	isSpan: boolean;
	isAtom: boolean;
};

/** The places of a figure's numbers in a ledger. */
export type Places = { rows: number; clients: number; yes: number | null; no: number | null };

/** What a figure is told apart by from all others of its metric and programs. */
export const figureKey = ({ period, group }: Pick<Figure, 'period' | 'group'>): string =>
	JSON.stringify([period.from, period.to, Object.entries(group).sort()]);

/** What a figure is told apart by from all others. */
export function nameOf({
	metric,
	programs,
	...figure
}: Pick<Figure, 'programs' | 'period' | 'group'> & { metric: string }): string {
	return `${metric} ${JSON.stringify([...new Set(programs)].sort())} ${figureKey(figure)}`;
}

/**
 * Notes the numbers of figures, with all that who reads them can know of how they hang together: yes and no are all;
 * groups are the whole; spans of time between any two ends of periods make up the longer ones, and programs the larger sets of
 * them. Rows add up, where each lies in one place; clients may be in several. What counts the same for one time and group is
 * one number, of whichever figure it is. Gives where each figure's numbers are, in order.
 */
export function noteFigures(ledger: Ledger, figures: readonly Figure[]): Places[] {
	const places = figures.map((figure) => note(ledger, figure));
	for (const own of Map.groupBy(figures.keys(), (at) => figures[at]!.metric.id).values()) {
		const like = (key: (figure: Figure) => string) => {
			const sorted = Map.groupBy(own, (at) => key(figures[at]!));
			return (at: number) => sorted.get(key(figures[at]!))!;
		};
		const ofTime = like(({ programs, period }) => JSON.stringify([programs, period]));
		const overTime = like(({ programs, group }) => JSON.stringify([programs, group]));
		const overPrograms = like((figure) => figureKey(figure));
		for (const at of own) {
			const total = figures[at]!;
			const relate = (parts: number[], id: string | null) => {
				if (parts.length === 0) return;
				const of = parts.map((part) => places[part]!);
				noteRelation(ledger, total, places[at]!, of, id);
			};
			for (const [id, parts] of splits(total, ofTime(at), figures)) relate(parts, id);
			relate(
				overTime(at).filter((part) => figures[part]!.isSpan && isShorter(figures[part]!, total)),
				null
			);
			relate(
				overPrograms(at).filter((part) => figures[part]!.isAtom && isNarrower(figures[part]!, total)),
				null
			);
		}
	}
	const accruing = [...figures.keys()].filter((at) => figures[at]!.metric.accrues === true);
	const family = (at: number) => JSON.stringify([figures[at]!.metric.id, figures[at]!.programs]);
	for (const own of Map.groupBy(accruing, family).values()) noteOthers(ledger, figures, places, own);
	return places;
}

/**
 * Of a metric that accrues: those who count in a period, and not in a part of it. Who is in which group of people is the same
 * in both, so that these add up as well.
 */
function noteOthers(
	ledger: Ledger,
	figures: readonly Figure[],
	places: readonly Places[],
	own: readonly number[]
): void {
	const byKey = new Map(own.map((at) => [figureKey(figures[at]!), at]));
	const byTime = Map.groupBy(own, (at) => JSON.stringify(figures[at]!.period));
	const spans = [...byTime.values()].map(([at]) => figures[at!]!).filter(({ isSpan }) => isSpan);
	const others = (at: number, { period }: Figure): number => {
		const outer = figures[at]!;
		const part = byKey.get(figureKey({ ...outer, period }));
		const inner = part === undefined ? null : figures[part]!;
		const whose = BigInt(outer.whose) - BigInt(inner?.whose ?? 0);
		const name = `${nameOf({ ...outer, metric: outer.metric.id })} not in ${period.from} ${period.to}`;
		const place = ledger.note(`${name} ${String(whose)}`, outer.rows - (inner?.rows ?? 0));
		ledger.sum(places[at]!.rows, part === undefined ? [place] : [places[part]!.rows, place]);
		return place;
	};
	for (const at of own) {
		const total = figures[at]!;
		const groups = splits(total, byTime.get(JSON.stringify(total.period))!, figures);
		for (const inner of spans.filter((span) => isShorter(span, total))) {
			const whole = others(at, inner);
			for (const [id, parts] of groups)
				if (dimension(id).people === 'client')
					ledger.sum(
						whole,
						parts.map((part) => others(part, inner))
					);
		}
	}
}

/** What a figure is of, whichever grant or table it stands in: those of a program are the same in each. */
export function subjectOf({
	metric,
	programs,
	period,
	group: { program, ...group }
}: Pick<Figure, 'programs' | 'period' | 'group'> & { metric: string }): string {
	return nameOf({ metric, programs: program === undefined ? programs : [program], period, group });
}

/** Notes that a number is at least another that everybody knows. */
function noteLeast(ledger: Ledger, place: number, least: number): void {
	ledger.atMost(noteKnown(ledger, least), [place]);
}

/** The place of a number that everybody knows. */
export function noteKnown(ledger: Ledger, number: number): number {
	return ledger.note(`${KNOWN} ${String(number)}`, number);
}

const KNOWN = 'known';

/** The places of all numbers that everybody knows. */
export function knownIn(ledger: Ledger): Set<number> {
	return new Set(ledger.names.flatMap((name, at) => (name.startsWith(KNOWN) ? [at] : [])));
}

function note(ledger: Ledger, figure: Figure): Places {
	const key = figureKey(figure);
	const family = `${figure.metric.id} ${JSON.stringify(figure.programs)}`;
	// That all of a figure's rows are of the yes or the no is for nobody to know: then these are no one number. That nobody is on a
	// side is no number of an earlier figure once others are among its rows: nobody knows on which side these are.
	const noteSide = (heads: Heads, side: string) => {
		const own = `${side} of ${family} ${heads.of}`;
		if (heads.rows === 0) return ledger.note(`${key} ${own} among ${figure.of}`, 0);
		return ledger.note(`${key} ${heads.of === figure.of ? own : `rows ${heads.of}`}`, heads.rows);
	};
	const clients = ledger.note(`${key} clients ${figure.whose}`, figure.clients);
	const rows = ledger.note(`${key} rows ${figure.of}`, figure.rows);
	if (figure.rows === figure.clients) ledger.sum(clients, [rows]);
	else ledger.atMost(clients, [rows]);
	// A group of nobody is not told of, so that of one that is hidden it is known that somebody is in it.
	for (const place of [rows, clients]) noteLeast(ledger, place, 1);
	if (figure.yes === null || figure.no === null) return { rows, clients, yes: null, no: null };
	const places = { rows, clients, yes: noteSide(figure.yes, 'yes'), no: noteSide(figure.no, 'no') };
	ledger.sum(rows, [places.yes, places.no]);
	return places;
}

/** Of figures of one time a figure's groups, by each further dimension by which there are any. */
function splits(total: Figure, own: readonly number[], figures: readonly Figure[]): Map<string, number[]> {
	const known = Object.entries(total.group);
	const finer = own.filter((at) => {
		const { group } = figures[at]!;
		return (
			Object.keys(group).length === known.length + 1 && known.every(([id, value]) => group[id] === value)
		);
	});
	return Map.groupBy(finer, (at) => Object.keys(figures[at]!.group).find((id) => !(id in total.group))!);
}

function isShorter({ period: inner }: Figure, { period: outer }: Figure): boolean {
	if (inner.from < outer.from || inner.to > outer.to) return false;
	return inner.from !== outer.from || inner.to !== outer.to;
}

function isNarrower({ programs: inner }: Figure, { programs: outer }: Figure): boolean {
	if (outer.length === 0) return inner.length > 0;
	return inner.length < outer.length && inner.every((each) => outer.includes(each));
}

/** @param id the dimension by which the parts are told apart; null: by time, or by programs of which none is named */
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
