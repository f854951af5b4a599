import type { DisclosedResult } from '#lib/metrics/disclose/told.ts';
import type { Measure } from '#lib/format.ts';
import { measureOf } from './cells.ts';
import type { Report, Restatement } from './report.ts';

/** Why figures may be others than in a release: what happened to the data since, and what is said of another definition. */
export type Reasons = { data: string[]; definition: string };

/** A figure that a report tells; `version` is that of its definition, null in a table of who was served. */
export type ToldFigure = { metric: string; title: string; version: string | null; result: DisclosedResult };

/** Every figure of a report once, by what it is of. */
export function figuresOf({ figures, served }: Report): Map<string, ToldFigure> {
	const found = new Map<string, ToldFigure>();
	const add = (told: Omit<ToldFigure, 'result'>, result: DisclosedResult | null) => {
		if (result === null) return;
		const { period, group } = result;
		found.set(JSON.stringify([told.metric, period.from, period.to, Object.entries(group).sort()]), {
			...told,
			result
		});
	};
	for (const { metric, title, definition_version: version, quarter, to_date, trend } of figures)
		for (const result of [...trend, to_date, quarter]) add({ metric, title, version }, result);
	for (const { metric, title, rows } of served)
		for (const { quarter, to_date } of rows)
			for (const result of [quarter, to_date]) add({ metric, title, version: null }, result);
	return found;
}

/** What the figures of a metric are in; of one that is only among who was served, as its tables say. */
export function measureIn({ figures, served }: Pick<Report, 'figures' | 'served'>, metric: string): Measure {
	return (
		figures.find((each) => each.metric === metric) ??
		measureOf(served.find((each) => each.metric === metric) ?? { unit: '' })
	);
}

/**
 * The figures that were told in a report and are another in the next one on the same grant, with why.
 */
export function findRestatements(before: Report, now: Report, { data, definition }: Reasons): Restatement[] {
	const old = figuresOf(before);
	const versions = new Map(before.figures.map((each) => [each.metric, each.definition_version]));
	return [...figuresOf(now)].flatMap(([key, { metric, title, version, result }]) => {
		const told = old.get(key)?.result;
		if (told === undefined || isSame(told, result)) return [];
		const known = versions.get(metric);
		const isRedefined = version !== null && known !== undefined && known !== version;
		return [
			{
				...{ metric, title, group: result.group, period: result.period },
				...{ before: told, now: result },
				reasons: [...(isRedefined ? [definition] : []), ...data]
			}
		];
	});
}

const COMPARED = ['status', 'value', 'n', 'numerator', 'band'] as const;

function isSame(a: DisclosedResult, b: DisclosedResult): boolean {
	return COMPARED.every((part) => a[part] === b[part]);
}
