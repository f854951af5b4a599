import { listMetrics } from '#lib/metrics/catalogue.ts';
import { FEWEST_POINTS } from '#lib/metrics/compare/limits.ts';
import type { MarkKind } from '#lib/metrics/compare/marks.ts';
import { OWNER } from '#lib/metrics/scope.ts';
import { traceTrend } from '#lib/metrics/trend.ts';
import type { Store } from '#lib/server/store.ts';

/** One chart of a metric over time: how many points were judged, which marks it has, whether a sentence claims a change. */
export type Charted = {
	metric: string;
	chart: string;
	points: number;
	marks: MarkKind[];
	claimed: boolean;
	/** What the page says of how often chance makes a claim. */
	by_chance: number;
	/** The months of the marks that are claimed. */
	at: string[];
};

/** The charts that an agency's metrics have over time, where there are points enough to judge. */
export async function chartAll(store: Store): Promise<Charted[]> {
	const { metrics } = await listMetrics(store);
	const charts: Charted[] = [];
	for (const { id: metric } of metrics) {
		const trend = await traceTrend(store, { ...OWNER, metric, grain: null, where: [] });
		const { verdict, by_chance: chance } = trend;
		const judged = trend.segments.every(({ status }) => status === 'judged');
		if (!judged || verdict.says === 'too few' || verdict.points < FEWEST_POINTS || chance === null) continue;
		const marked = trend.points.filter(({ mark }) => mark !== null);
		charts.push({
			metric,
			chart: trend.chart,
			points: verdict.points,
			marks: [...new Set(marked.flatMap(({ mark }) => mark?.kind ?? []))],
			claimed: verdict.says === 'changed',
			by_chance: chance,
			at: marked.map(({ result }) => result.period.from)
		});
	}
	return charts;
}
