import type { Store } from '#lib/server/store.ts';
import { judge } from './judge.ts';
import { isImmature, prepare, type Asked, type Question } from './question.ts';
import { remember } from './remember.ts';
import type { MetricAnswer, Period, Result } from './result.ts';
import type { StoredMetric } from './select.ts';
import { summarise, type Estimate } from './summarise.ts';
import { isTotal } from './total.ts';

/**
 * Answers a question: one result for each period and group, in the one schema of `result.ts`. Throws
 * `Misused` for what there is not.
 */
export function measure(store: Store, question: Question): Promise<MetricAnswer> {
	const { metric, scope, audience, period = {}, by, grain, where } = question;
	const key = JSON.stringify([metric, scope, audience, period.from, period.to, by, grain, where]);
	return remember(store, `measure ${key}`, () => answer(store, question));
}

async function answer(store: Store, question: Question): Promise<MetricAnswer> {
	const asked = await prepare(store, question);
	const estimates = asked.missing === null ? await summarise(store.db, asked) : [];
	const results: Result[] = [];
	for (const [at, period] of asked.periods.entries()) {
		const own = estimates.filter((estimate) => estimate.period === at);
		if (own.length === 0 && (asked.by.length === 0 || asked.missing !== null))
			results.push(await withoutRows(store, asked, period));
		for (const estimate of own) results.push(settle(asked, period, estimate));
	}
	const { metric } = asked;
	return {
		metric: metric.id,
		kind: metric.kind,
		unit: metric.unit,
		share_by: metric.headline.share_by ?? null,
		store: store.id,
		observed_until: asked.observedUntil,
		grain: question.grain,
		left_out: asked.leftOut,
		results
	};
}

async function withoutRows(store: Store, asked: Asked, period: Period): Promise<Result> {
	const { metric, observedUntil, anybody, missing, sources, where } = asked;
	const empty = {
		period,
		group: {},
		lower: null,
		upper: null,
		n: 0,
		clients: 0,
		numerator: null,
		standard: null,
		standard_source: null,
		verdict: null,
		immature: isImmature(asked, period),
		also: {}
	};
	const noData = (reason: string): Result => ({ ...empty, status: 'no_data', reason, value: null });
	if (missing !== null) return { ...empty, status: 'not_collected', reason: missing, value: null };
	if (sources.length === 0) return noData('Nothing was imported yet.');
	if (!anybody)
		return noData(
			where.length === 0
				? 'There are no enrollments.'
				: `No enrollment has ${where.map((condition) => `${condition.dimension} "${condition.value}"`).join(' and ')}.`
		);
	if (observedUntil !== null && period.from > observedUntil)
		return noData(`The data is known up to ${observedUntil}.`);
	const limit = await missingLimit(store, metric);
	if (limit !== null) return noData(limit);
	if (isTotal(metric)) return { ...empty, status: 'shown', reason: null, value: 0 };
	return noData(`There are no ${metric.rows} in this period.`);
}

/** A metric that asks for a time limit has no rows without one: says so, or null. */
async function missingLimit(store: Store, metric: StoredMetric): Promise<string | null> {
	if (!Array.isArray(metric.time_limits)) return null;
	const { n } = await store.db.row('select count(*) as n from time_limit where metric = $metric', {
		metric: metric.id
	});
	return n === 0 ? `standards.csv has no time limit for ${metric.id}. Add one.` : null;
}

function settle(asked: Asked, period: Period, estimate: Estimate): Result {
	const { metric, by } = asked;
	const { standard, value, lower, upper } = estimate;
	const immature = isImmature(asked, period);
	const judged = !isTotal(metric) && standard !== null && !(immature && metric.kind === 'time_to_event');
	return {
		period,
		group: Object.fromEntries(by.map((id, index) => [id, estimate.group[index] ?? ''])),
		status: value === null ? 'no_data' : 'shown',
		reason: value === null ? (estimate.reason ?? `There are no ${metric.rows} to measure.`) : null,
		value,
		lower,
		upper,
		n: estimate.n,
		clients: estimate.clients,
		numerator: estimate.numerator,
		standard: standard?.value ?? null,
		standard_source: standard?.source ?? null,
		verdict: judged
			? judge({
					value,
					lower,
					upper,
					standard: standard.value,
					better: metric.headline.better,
					canDiffer: estimate.canDiffer(standard.value)
				})
			: null,
		immature,
		also: estimate.also
	};
}
