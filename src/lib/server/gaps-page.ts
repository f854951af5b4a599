import { Misused, Refused } from '#pipelines/errors.ts';
import { readSettings, type Home } from '#pipelines/home.ts';
import { pair } from '#lib/charts/pair.ts';
import { isShare } from '#lib/format.ts';
import { sayGap } from '#lib/gap-words.ts';
import { listMetrics, type MetricDefinition } from '#lib/metrics/catalogue.ts';
import type { Cell, Scan } from '#lib/metrics/gap-answer.ts';
import { MOST_Q } from '#lib/metrics/compare/discoveries.ts';
import { scanGaps } from '#lib/metrics/gaps.ts';
import { inOrder, standingOf, type Standing } from '#lib/metrics/practical.ts';
import type { Asker } from '#lib/metrics/scope.ts';
import type { Words } from '#lib/speak.ts';
import type { View } from '#lib/view.ts';
import { may, type Viewer } from './access.ts';
import { listGaps, openGap, type FollowedGap } from './gap-notes.ts';
import { isSample } from './sample.ts';
import type { Store } from './store.ts';

/** A gap with its metric and a small picture of both figures. */
export type ShownGap = { cell: Cell; metric: MetricDefinition; picture: string };

/** How the comparisons of one metric came out. */
export type Looked = { metric: MetricDefinition; comparisons: number } & Record<Standing, number>;

/** A gap that is followed, as a list shows it; `metric` is null where there is no such figure any more. */
export type ListedGap = Pick<FollowedGap, 'id' | 'found' | 'opened' | 'assigned' | 'closed'> & {
	metric: MetricDefinition | null;
};

/** What the page of gaps shows. */
export type GapsPage = {
	comparisons: number;
	/** How many of them chance alone would show, were each judged on its own. */
	byChance: number;
	/** Groups that are worse off, in the order in which they are told; then those that are better off. */
	behind: ShownGap[];
	ahead: ShownGap[];
	looked: Looked[];
	left: (Scan['left'][number] & { title: string })[];
	followed: ListedGap[];
	/** Whether who looks may open one: of this view, as figures of single workers and teams are not followed. */
	mayOpen: boolean;
};

/** Every comparison of groups for a view and who asks, with the gaps that they follow. */
export async function readGapsPage(
	home: Home,
	store: Store,
	view: View,
	viewer: Viewer,
	words: Words
): Promise<GapsPage> {
	const { scan, byId, standing } = await readScan(home, store, view, viewer.asker);
	const of = (wanted: Standing) => inOrder(scan.cells.filter((cell) => standing(cell) === wanted));
	const shown = (cell: Cell): ShownGap => {
		const metric = byId.get(cell.metric)!;
		return { cell, metric, picture: drawPair(cell, metric, words) };
	};
	return {
		comparisons: scan.cells.length,
		byChance: Math.round(scan.cells.length * MOST_Q),
		behind: of('behind').map(shown),
		ahead: of('ahead').map(shown),
		looked: lookedAt(scan, byId, standing),
		left: scan.left.map((each) => ({ ...each, title: byId.get(each.metric)?.title ?? each.metric })),
		followed: listGaps(home, viewer.asker).map(({ id, found, opened, assigned, closed }) => ({
			id,
			found,
			opened,
			assigned,
			closed,
			metric: byId.get(found.metric) ?? null
		})),
		mayOpen: may(viewer, 'conclusions') && !isSample(home.path) && !isOfOne(view)
	};
}

/** Groups that are worse off than all others, in the order in which they are told, of how many comparisons. */
export async function findBehind(
	home: Home,
	store: Store,
	view: View,
	asker: Asker
): Promise<{ behind: Omit<ShownGap, 'picture'>[]; comparisons: number }> {
	const { scan, byId, standing } = await readScan(home, store, view, asker);
	return {
		behind: inOrder(scan.cells.filter((cell) => standing(cell) === 'behind')).map((cell) => ({
			cell,
			metric: byId.get(cell.metric)!
		})),
		comparisons: scan.cells.length
	};
}

/** What a view's scan found, and how each of its groups stands. */
async function readScan(
	home: Home,
	store: Store,
	{ period, where }: View,
	asker: Asker
): Promise<{ scan: Scan; byId: Map<string, MetricDefinition>; standing: (cell: Cell) => Standing }> {
	const { practical_sizes: sizes } = readSettings(home);
	const scan = await scanGaps(store, { ...asker, period, where });
	const byId = new Map((await listMetrics(store)).metrics.map((metric) => [metric.id, metric]));
	return { scan, byId, standing: (cell) => standingOf(cell, byId.get(cell.metric)!, sizes) };
}

/** Figures of a single worker or team: what is done about those is no gap between groups of people. */
function isOfOne({ where }: View): boolean {
	return where.some(({ dimension }) => dimension === 'worker' || dimension === 'team');
}

/**
 * Opens a gap that the scan of a view found, and gives its id. Throws `Misused` where it found none such, `Refused` where it
 * is not followed.
 */
export async function followGap(
	home: Home,
	store: Store,
	view: View,
	viewer: Viewer,
	wanted: Pick<Cell, 'metric' | 'dimension' | 'value'>
): Promise<string> {
	const { scan, standing } = await readScan(home, store, view, viewer.asker);
	const found = scan.cells.find(
		(cell) =>
			cell.metric === wanted.metric &&
			cell.dimension === wanted.dimension &&
			cell.value === wanted.value &&
			standing(cell) === 'behind'
	);
	if (!found) throw new Misused('There is no such gap.');
	if (isOfOne(view))
		throw new Refused('Gaps of a single worker or team are not followed. Remove that filter, then open it.');
	return openGap(home, viewer, found, view.where);
}

/** Both figures of a comparison on one scale, for beside the sentence that says them. */
export function drawPair(cell: Cell, metric: MetricDefinition, words: Words): string {
	return pair({
		group: cell.group,
		others: cell.rest,
		isShare: isShare(metric),
		label: sayGap(words, cell, metric)
	});
}

function lookedAt(
	{ cells }: Scan,
	byId: ReadonlyMap<string, MetricDefinition>,
	standing: (cell: Cell) => Standing
): Looked[] {
	const found = new Map<string, Looked>();
	for (const cell of cells) {
		const known = found.get(cell.metric) ?? {
			metric: byId.get(cell.metric)!,
			comparisons: 0,
			behind: 0,
			ahead: 0,
			small: 0,
			few: 0,
			alike: 0
		};
		known.comparisons++;
		known[standing(cell)]++;
		found.set(cell.metric, known);
	}
	return [...found.values()];
}
