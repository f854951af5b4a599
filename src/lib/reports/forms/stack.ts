import { csv } from '#lib/csv.ts';
import type { DisclosedResult } from '#lib/metrics/disclose/told.ts';
import type { Form, Spoken } from '../form.ts';
import type { Report, ReportFigure } from '../report.ts';
import { whyNone } from '../why-none.ts';

export const form: Form = {
	ending: 'csv',
	type: 'text/csv; charset=utf-8',
	make: (report, _, { words }) => makeStack(report, words)
};

/** The columns, the same in each report. */
export const STACK_COLUMNS = [
	'grant',
	'period',
	'metric',
	'definition_version',
	'numerator',
	'denominator',
	'value',
	'lower',
	'upper',
	'target',
	'status',
	'reason'
] as const;

/**
 * A report's figures as CSV that can be put under that of another grant: a line for each figure and period, which are the
 * quarter, what has passed of its year, and the quarters before. Numbers are whole, and empty where they are hidden or
 * there is none; `reason` says why, or what must be known of the figure. A share is 0 to 1; `denominator` is how many rows a
 * figure rests on.
 */
export function makeStack(report: Report, words: Spoken): string {
	const rows = report.figures.flatMap((figure) =>
		periodsOf(figure).map(({ result, target }) => ({
			grant: report.grant.name,
			period: `${result.period.from}/${result.period.to}`,
			metric: figure.metric,
			definition_version: figure.definition_version,
			numerator: result.numerator,
			denominator: result.n,
			value: result.value,
			lower: result.lower,
			upper: result.upper,
			target,
			status: result.status,
			reason: reasonOf(result, words)
		}))
	);
	return csv(rows, STACK_COLUMNS);
}

type Told = { result: DisclosedResult; target: number | null };

/** Each period once: in the first quarter of a year, the quarter is all that has passed of it. */
function periodsOf({ quarter, to_date, trend, promised }: ReportFigure): Told[] {
	const all: Told[] = [
		{ result: quarter, target: promised.quarter },
		{ result: to_date, target: promised.to_date },
		...trend.map((result) => ({ result, target: null }))
	];
	const found = new Map<string, Told>();
	for (const { result, target } of all) {
		const key = `${result.period.from}/${result.period.to}`;
		const earlier = found.get(key);
		found.set(key, earlier ? { ...earlier, target: earlier.target ?? target } : { result, target });
	}
	return [...found.values()];
}

function reasonOf(result: DisclosedResult, words: Spoken): string {
	const { carried, immature } = words.m.forms;
	const none = whyNone(result, words);
	if (none !== null) return none;
	return [...(result.carried ? [carried] : []), ...(result.immature ? [immature] : [])].join(' ');
}
