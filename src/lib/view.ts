/**
 * What a page shows, as its address says it: a view is a link. `from` and `to` are days, `grain` is month,
 * quarter or year, each `by` a dimension, each `where` a dimension, a colon and a value.
 */

import { addDays, addMonths, isDate, lastTwelveMonths, periodsBetween } from './metrics/periods.ts';
import type { Grain, Period } from './metrics/result.ts';

/** One filter, as in the engine's `Question`. */
export type Condition = { dimension: string; value: string };

/** The parts of the engine's `Question` that a person chooses. Without a period: the last twelve months. */
export type View = {
	period: Partial<Period>;
	grain: Grain | null;
	by: string[];
	where: Condition[];
};

/** What is wrong with an address. `m.parts.view` has a sentence for each kind. */
export type ViewProblem =
	| { kind: 'date'; value: string }
	| { kind: 'order'; from: string; to: string }
	| { kind: 'grain'; value: string }
	| { kind: 'dimension'; value: string }
	| { kind: 'condition'; value: string };

export const GRAINS = ['month', 'quarter', 'year'] as const satisfies readonly Grain[];

/** The view without any choice. */
export const DEFAULT_VIEW: View = { period: {}, grain: null, by: [], where: [] };

/**
 * Reads a view from an address. What is wrong is left out of it and told in `problems`; a parameter without
 * a value is as if it were not there, as a form sends it. `dimensions` are the ids that there are.
 */
export function readView(
	parameters: Pick<URLSearchParams, 'getAll'>,
	dimensions: readonly string[]
): { view: View; problems: ViewProblem[] } {
	const problems: ViewProblem[] = [];
	const all = (name: string) => [...new Set(parameters.getAll(name).filter((value) => value !== ''))];
	const isKnown = (value: string) => {
		if (dimensions.includes(value)) return true;
		problems.push({ kind: 'dimension', value });
		return false;
	};

	const period: Partial<Period> = {};
	for (const side of ['from', 'to'] as const) {
		const [value] = all(side);
		if (value === undefined) continue;
		if (isDate(value)) period[side] = value;
		else problems.push({ kind: 'date', value });
	}
	const { from, to } = period;
	const backwards = from !== undefined && to !== undefined && to < from;
	if (backwards) problems.push({ kind: 'order', from, to });

	const [step] = all('grain');
	const grain = GRAINS.find((each) => each === step) ?? null;
	if (step !== undefined && grain === null) problems.push({ kind: 'grain', value: step });

	const by = all('by').filter(isKnown);
	const where: Condition[] = [];
	for (const text of all('where')) {
		const at = text.indexOf(':');
		if (at < 1) problems.push({ kind: 'condition', value: text });
		else if (isKnown(text.slice(0, at)))
			where.push({ dimension: text.slice(0, at), value: text.slice(at + 1) });
	}
	return { view: { period: backwards ? {} : period, grain, by, where }, problems };
}

/** The names and values of a view in an address, in a fixed order: the same view is the same link. */
export function viewParameters({ period, grain, by, where }: View): [name: string, value: string][] {
	const one = (name: string, value: string | null | undefined): [string, string][] =>
		value === null || value === undefined ? [] : [[name, value]];
	return [
		...one('from', period.from),
		...one('to', period.to),
		...one('grain', grain),
		...by.map((value): [string, string] => ['by', value]),
		...where.map((condition): [string, string] => ['where', writeCondition(condition)])
	];
}

/** A view as the end of an address, "?from=2026-07-01&…", or nothing where nothing is chosen. */
export function writeView(view: View): string {
	const text = new URLSearchParams(viewParameters(view)).toString();
	return text === '' ? '' : `?${text}`;
}

/** A link to a view of the page that one is on; without any choice it clears them. */
export function linkTo(view: View): string {
	return writeView(view) || '?';
}

/** A filter as it stands in an address: "program:Harbor Rapid". */
export function writeCondition({ dimension, value }: Condition): string {
	return `${dimension}:${value}`;
}

/** Whether two filters are the same. */
export function isSameCondition(a: Condition, b: Condition): boolean {
	return a.dimension === b.dimension && a.value === b.value;
}

export type PresetId = 'last-12-months' | 'this-quarter' | 'last-quarter' | 'this-year' | 'last-year';
/** A period to choose by one click; `chosen` is what the view then says, `period` the days that it means. */
export type Preset = { id: PresetId; period: Period; chosen: Partial<Period> };

/**
 * The periods that people ask for most, counted back from the last day observed: the clock is never asked.
 * What goes on after that day ends on it. `fiscalYearStart` is the month 1 to 12. None without a day.
 */
export function presets(observedUntil: string | null, fiscalYearStart: number): Preset[] {
	if (observedUntil === null) return [];
	const holding = (day: string, grain: Grain): Period => {
		const months = grain === 'year' ? 12 : 3;
		const parts = periodsBetween(addMonths(day, -months), day, grain, fiscalYearStart);
		return parts.at(-1) ?? { from: day, to: day };
	};
	const before = ({ from }: Period, grain: Grain): Period => holding(addDays(from, -1), grain);
	const quarter = holding(observedUntil, 'quarter');
	const year = holding(observedUntil, 'year');
	const preset = (id: PresetId, period: Period): Preset => ({ id, period, chosen: period });
	return [
		{ id: 'last-12-months', period: lastTwelveMonths(observedUntil), chosen: {} },
		preset('this-quarter', quarter),
		preset('last-quarter', before(quarter, 'quarter')),
		preset('this-year', year),
		preset('last-year', before(year, 'year'))
	];
}
