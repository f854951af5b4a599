import { findMetric } from '#lib/metrics/catalogue.ts';
import type { MetricDefinition } from '#lib/metrics/catalogue.ts';
import { DIMENSIONS } from '#lib/metrics/dimensions.ts';
import { measure, measureBeside, wholeOf } from '#lib/metrics/engine.ts';
import type { Histogram } from '#lib/metrics/estimate/duration.ts';
import type { Question } from '#lib/metrics/question.ts';
import type { MetricAnswer, Result } from '#lib/metrics/result.ts';
import type { Asker } from '#lib/metrics/scope.ts';
import { countValues, traceCurves, type Curve } from '#lib/metrics/shapes.ts';
import { shortSources } from '#lib/metrics/sources.ts';
import type { Trend } from '#lib/metrics/trend.ts';
import type { Comparison } from '#lib/metrics/units.ts';
import { listStandards, type StandardInForce } from '#lib/standards.ts';
import type { View } from '#lib/view.ts';
import { readComparison } from './comparison.ts';
import { ask, besideOf, type Beside } from './overview.ts';
import type { Store } from './store.ts';
import { readTrend, type ShownStep } from './trends.ts';

/** Everything that a metric's page shows, all of it from one store. */
export type MetricPage = {
	metric: MetricDefinition;
	answer: Omit<MetricAnswer, 'results'>;
	whole: Result;
	/** The figures that must stand beside it. */
	beside: Beside[];
	/** The figure over time, and the step changes that a manager marked. */
	trend: Trend;
	steps: ShownStep[];
	/** The figure for each value of a dimension. */
	breakdown: { by: string; results: Result[] };
	/** Where its values are workers, teams, programs or sites: how these stand to each other. */
	comparison: Comparison | null;
	/** Of a time to event, the curve of the whole, then those of up to four groups that were asked for. */
	curves: (Curve & { group: string | null })[];
	/** Of a duration, how many rows have each value. */
	histogram: Histogram | null;
	/** The dimensions by which it can be broken down. */
	dimensions: string[];
	/** The time limits that its rows are held to, by event and program. */
	limits: StandardInForce[];
	/** Source systems whose data ends before the period does. */
	short: { name: string; observedUntil: string }[];
};

const MOST_CURVES = 4;

/** Answers a view of one metric for who asks. Throws `Misused` for a metric or a dimension that there is not. */
export async function readMetricPage(
	store: Store,
	id: string,
	view: View,
	asker: Asker
): Promise<MetricPage> {
	const { sql: _, rows_sql: __, ...metric } = await findMetric(store, id);
	const question = ask(id, view, asker);
	const { results, ...answer } = await measure(store, { ...question, problems: true });
	const whole = wholeOf({ ...answer, results });
	const by = view.by[0] ?? (metric.of === 'worker' ? 'worker' : 'program'); // a worker's row has no program
	const held = (await listStandards(store)).metrics.find(({ metric: { id: each } }) => each === id);
	const broken = await measure(store, { ...question, period: whole.period, by: [by] });
	return {
		metric: { ...metric, problem: null },
		answer,
		whole,
		beside: (await measureBeside(store, question)).map(besideOf),
		...(await readTrend(store, id, view, asker)),
		breakdown: { by, results: broken.results },
		comparison: await readComparison(store, { ...question, period: whole.period }, by),
		curves: await readCurves(store, question, view, whole),
		histogram: await readHistogram(store, question, whole),
		dimensions: DIMENSIONS.map(({ id }) => id),
		limits: held?.standards.filter(({ holds }) => holds === 'time limit') ?? [],
		short: await shortSources(store, whole.period.to)
	};
}

async function readCurves(
	store: Store,
	asked: Question,
	view: View,
	{ status, period }: Result
): Promise<MetricPage['curves']> {
	const { kind, headline, also } = await findMetric(store, asked.metric);
	if (kind !== 'time_to_event' || status !== 'shown') return [];
	const days = also.map((each) => (each === 'half_by' ? 0 : each.share_by));
	const upTo = Math.max(2 * (headline.share_by ?? 0), ...days);
	const question = { ...asked, period };
	const [whole] = await traceCurves(store, question, upTo);
	const curves: MetricPage['curves'] = whole ? [{ group: null, ...whole.shape }] : [];
	if (view.by.length === 0) return curves;
	const groups = await traceCurves(store, { ...question, by: view.by }, upTo);
	if (groups.length > MOST_CURVES) return curves;
	return groups.map(({ group, shape }) => ({ group: group.join(', '), ...shape }));
}

async function readHistogram(
	store: Store,
	question: Question,
	{ status, period }: Result
): Promise<Histogram | null> {
	const { kind } = await findMetric(store, question.metric);
	if (kind !== 'duration' || status !== 'shown') return null;
	const [whole] = await countValues(store, { ...question, period });
	return whole?.shape ?? null;
}
