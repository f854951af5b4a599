import { sayGap, sayHowSure } from '#lib/gap-words.ts';
import { traceFlow } from '#lib/metrics/flow.ts';
import type { Words } from '#lib/speak.ts';
import type { View } from '#lib/view.ts';
import type { Viewer } from './access.ts';
import { tellFlow } from './flow-page.ts';
import { findBehind } from './gaps-page.ts';
import { servedHome } from './reading.ts';
import type { Store } from './store.ts';
import { tellTrends, type Change, type ToldTrends } from './trends-page.ts';
import { listTrends } from './trends.ts';

/** What a program manager asks after how many were served, each as sentences; the pages behind them tell it at length. */
export type Answers = {
	/** Where cases get stuck: the finding, and what else is to be said. */
	stuck: { headline: string; more: string[] };
	/** Who is left behind: how many gaps of how many comparisons, and the first few, each with how sure it is. */
	behind: { gaps: number; comparisons: number; first: { id: string; gap: string; sure: string }[] };
	/** Whether it is better, or noise. */
	changes: Pick<ToldTrends, 'looked' | 'expected' | 'isMore'> & {
		changed: number;
		first: Change[];
	};
};

/** So many of each are told; the pages have all. */
const MOST = 3;

/** Answers the first questions of a program manager for a view and who asks, all from one store. */
export async function readAnswers(store: Store, view: View, viewer: Viewer, words: Words): Promise<Answers> {
	const { asker } = viewer;
	const { period, where } = view;
	const [flow, found, trends] = await Promise.all([
		traceFlow(store, { ...asker, period, where, by: null }),
		findBehind(servedHome(), store, view, asker),
		listTrends(store, asker, view)
	]);
	const { headline, sentences } = tellFlow(flow, words);
	const { changed, looked, expected, isMore } = tellTrends(trends, words);
	return {
		stuck: { headline, more: sentences.slice(0, 2) },
		behind: {
			gaps: found.behind.length,
			comparisons: found.comparisons,
			first: found.behind.slice(0, MOST).map(({ cell, metric }) => ({
				id: [cell.metric, cell.dimension, cell.value].join(' '),
				gap: sayGap(words, cell, metric),
				sure: sayHowSure(words, cell)
			}))
		},
		changes: {
			changed: changed.length,
			first: changed.slice(0, MOST),
			looked,
			expected,
			isMore
		}
	};
}
