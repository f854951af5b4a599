import { sparkline } from '#lib/charts/sparkline.ts';
import type { Asker } from '#lib/metrics/scope.ts';
import type { Words } from '#lib/speak.ts';
import { tellTrend } from '#lib/tell-trend.ts';
import type { View } from '#lib/view.ts';
import type { Store } from './store.ts';
import { listTrends, type Traced } from './trends.ts';
import { scaleOf } from './words.ts';

/** A figure over time as a list tells it. */
export type ToldTrend = { id: string; title: string; finding: string; more: string[] };

/** A figure that changed: which way, where one way is better, and how it went. */
export type ShownChange = ToldTrend & { direction: 'better' | 'worse' | null; picture: string | null };

/** Whether figures are better or it is noise. */
export type TrendsPage = {
	changed: ShownChange[];
	/** Judged, and no more than chance. */
	steady: ToldTrend[];
	/** Not judged, each with why. */
	silent: ToldTrend[];
	looked: number;
	/** How many of those looked at chance alone would be expected to mark, in words. */
	expected: string;
	/** More changed than chance explains well: at least twice as many as expected, and two more. */
	isMore: boolean;
};

/** What each figure of which one way is better says over time, for a view and who asks. */
export async function readTrendsPage(
	store: Store,
	view: View,
	asker: Asker,
	words: Words
): Promise<TrendsPage> {
	const { changed, steady, silent, looked, expected } = await listTrends(store, asker, view);
	const tell = ({ metric, trend }: Traced): ToldTrend => ({
		id: metric.id,
		title: metric.title,
		...tellTrend(words, trend, metric)
	});
	return {
		changed: changed.map((each) => ({
			...tell(each),
			direction: each.trend.verdict.says === 'changed' ? each.trend.verdict.direction : null,
			picture: drawTrace(each, words)
		})),
		steady: steady.map(tell),
		silent: silent.map(tell),
		looked,
		expected: words.format.number(expected, 0),
		isMore: changed.length >= 2 * expected && changed.length >= expected + 2
	};
}

function drawTrace({ metric, trend: { points } }: Traced, { m, format }: Words): string | null {
	return sparkline({
		points: points.map(({ result: { value, immature } }) => ({ value, immature })),
		...(scaleOf(metric) === 'share' ? { domain: [0, 1] as const } : {}),
		standard: null,
		label: m.overview.trend({
			title: metric.title,
			parts: points
				.map(({ result }) => `${format.span(result.period)} ${format.headline(result, metric)}`)
				.join(', ')
		})
	});
}
