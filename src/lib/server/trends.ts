import { listMetrics, type MetricDefinition } from '#lib/metrics/catalogue.ts';
import type { Asker } from '#lib/metrics/scope.ts';
import { traceTrend, type Trend } from '#lib/metrics/trend.ts';
import type { View } from '#lib/view.ts';
import { ask } from './overview.ts';
import { servedHome } from './reading.ts';
import { isOwn, listSteps, type StepChange } from './steps.ts';
import type { Store } from './store.ts';

/** A step change as a page lists it; `own` is whether nothing of it lies beyond the programs of who asks. */
export type ShownStep = Pick<StepChange, 'id' | 'on' | 'reason' | 'marked' | 'takenBack'> & { own: boolean };

/** A metric over time with the step changes that apply to what a view shows. */
export async function readTrend(
	store: Store,
	metric: string,
	view: View,
	asker: Asker
): Promise<{ trend: Trend; steps: ShownStep[] }> {
	const steps = await listSteps(servedHome(), store, metric, asker, view.where);
	const active = steps.filter(({ takenBack }) => takenBack === null);
	const question = { ...ask(metric, view, asker), grain: view.grain };
	return {
		trend: await traceTrend(store, question, active),
		steps: steps.map((step) => shownStep(step, asker))
	};
}

function shownStep(step: StepChange, asker: Asker): ShownStep {
	const { id, on, reason, marked, takenBack } = step;
	return { id, on, reason, marked, takenBack, own: isOwn(step, asker) };
}

/** A metric with its figure over time. */
export type Traced = { metric: MetricDefinition; trend: Trend };

/** The figures that moved more than chance alone would move them, of those that could be judged. */
export type Trends = {
	/** What lasts first, then what is latest. */
	changed: Traced[];
	/** Those that were judged and did not change, and those that could not be, each in the catalogue's order. */
	steady: Traced[];
	silent: Traced[];
	/** How many figures have enough points and a better way, and how many chance alone would be expected to mark. */
	looked: number;
	expected: number;
};

/**
 * Every figure of which one way is better, over the last 24 whole months that are known whatever period the view has: which
 * changed, of how many, and how many would seem to have by chance. What a month carries over from the one before is
 * left out, as nothing is said of it. `only`: of these metrics alone.
 */
export async function listTrends(
	store: Store,
	asker: Asker,
	view: View,
	only: readonly string[] | null = null
): Promise<Trends> {
	const { metrics } = await listMetrics(store);
	const asked = { ...view, period: {}, grain: null };
	const trends = await Promise.all(
		metrics
			.filter(({ id }) => only?.includes(id) ?? true)
			.filter(({ headline, carries_over }) => headline.better !== 'neutral' && carries_over !== true)
			.map(async (metric) => ({ metric, ...(await readTrend(store, metric.id, asked, asker)) }))
	);
	const traced = trends.map(({ metric, trend }): Traced => ({ metric, trend }));
	const judged = traced.filter(({ trend }) => trend.by_chance !== null);
	const lasting = ({ verdict }: Trend) => verdict.says === 'changed' && verdict.lasts;
	const end = ({ verdict }: Trend) => (verdict.says === 'changed' ? verdict.last.to : '');
	const hasChanged = ({ trend }: Traced) => trend.verdict.says === 'changed';
	return {
		changed: judged
			.filter(hasChanged)
			.sort(
				(a, b) =>
					Number(lasting(b.trend)) - Number(lasting(a.trend)) || end(b.trend).localeCompare(end(a.trend))
			),
		steady: judged.filter((each) => !hasChanged(each)),
		silent: traced.filter(({ trend }) => trend.by_chance === null),
		looked: judged.length,
		expected: judged.reduce((sum, { trend }) => sum + (trend.by_chance ?? 0), 0)
	};
}
