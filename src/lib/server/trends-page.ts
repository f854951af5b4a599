import type { Asker } from '#lib/metrics/scope.ts';
import type { Words } from '#lib/speak.ts';
import { tellTrend } from '#lib/tell-trend.ts';
import type { View } from '#lib/view.ts';
import type { Store } from './store.ts';
import { drawCourse } from './pictures.ts';
import { listTrends, type Traced, type Trends } from './trends.ts';

/** A figure over time as a list tells it. */
export type ToldTrend = { id: string; title: string; finding: string; more: string[] };

/** A figure that changed, and which way, where one way is better. */
export type Change = ToldTrend & { direction: 'better' | 'worse' | null };

/** What every figure says over time. */
export type ToldTrends = {
	changed: Change[];
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

/** A change with a small picture of how it went. */
export type ShownChange = Change & { picture: string | null };

/** Whether figures are better or it is noise. */
export type TrendsPage = Omit<ToldTrends, 'changed'> & { changed: ShownChange[] };

/** Says what each figure of which one way is better does over time. */
export function tellTrends({ changed, steady, silent, looked, expected }: Trends, words: Words): ToldTrends {
	const tell = ({ metric, trend }: Traced): ToldTrend => ({
		id: metric.id,
		title: metric.title,
		...tellTrend(words, trend, metric)
	});
	return {
		changed: changed.map((each) => ({
			...tell(each),
			direction: each.trend.verdict.says === 'changed' ? each.trend.verdict.direction : null
		})),
		steady: steady.map(tell),
		silent: silent.map(tell),
		looked,
		expected: words.format.number(expected, 0),
		isMore: changed.length >= 2 * expected && changed.length >= expected + 2
	};
}

/** Every figure of which one way is better over time, for a view and who asks, with pictures of what changed. */
export async function readTrendsPage(
	store: Store,
	view: View,
	asker: Asker,
	words: Words
): Promise<TrendsPage> {
	const trends = await listTrends(store, asker, view);
	const told = tellTrends(trends, words);
	const pictures = trends.changed.map(({ metric, trend }) =>
		drawCourse({ metric, results: trend.points.map(({ result }) => result), standard: null }, words)
	);
	return {
		...told,
		changed: told.changed.map((change, at) => ({ ...change, picture: pictures[at] ?? null }))
	};
}
