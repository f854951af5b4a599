import { readSettings, type Home } from '#pipelines/home.ts';
import { bars } from '#lib/charts/bars.ts';
import { listMetrics, type MetricDefinition } from '#lib/metrics/catalogue.ts';
import type { Cell, GapSide } from '#lib/metrics/gap-answer.ts';
import { scanGaps } from '#lib/metrics/gaps.ts';
import { standingOf, type Standing } from '#lib/metrics/practical.ts';
import { dimensionName, type Words } from '#lib/speak.ts';
import { may, type Viewer } from './access.ts';
import {
	assignable,
	findGap,
	notesOf,
	scopeOf,
	type Assignable,
	type FollowedGap,
	type GapNote
} from './gap-notes.ts';
import type { Picture } from './pictures.ts';
import type { Store } from './store.ts';
import { figureWords, scaleOf } from './words.ts';
import { sayGroup } from '#lib/gap-words.ts';

/** What the page of a gap that is followed shows. */
export type GapPage = {
	gap: FollowedGap;
	/** Null where there is no such figure any more. */
	metric: MetricDefinition | null;
	/** The comparison in the last twelve months known, by the rows that who looks may see; null where there is none. */
	now: Cell | null;
	/** How the group stands now, of the groups of its dimension. */
	standing: Standing | null;
	/** Whether the data goes on beyond what was known when it was opened. */
	isNewer: boolean;
	picture: Picture | null;
	notes: GapNote[];
	/** Who can be asked to see to it, where who looks may say so and it is open. */
	people: Assignable[] | null;
};

/** A gap that is followed: what it was, what it is now, and what was written down. Throws `Misused` where there is none. */
export async function readGapPage(
	home: Home,
	store: Store,
	id: string,
	viewer: Viewer,
	words: Words
): Promise<GapPage> {
	const gap = findGap(home, viewer.asker, id);
	const metric = (await listMetrics(store)).metrics.find((each) => each.id === gap.metric) ?? null;
	const now = metric && (await compareNow(store, gap, viewer));
	return {
		gap,
		metric,
		now,
		standing: now && metric && standingOf(now, metric, readSettings(home).practical_sizes),
		isNewer: now !== null && now.period.to > gap.found.period.to,
		picture: metric && drawThenAndNow(gap, now, metric, words),
		notes: notesOf(home, gap),
		people: may(viewer, 'conclusions') && gap.closed === null ? assignable(home, gap) : null
	};
}

async function compareNow(store: Store, gap: FollowedGap, viewer: Viewer): Promise<Cell | null> {
	const scan = await scanGaps(store, {
		audience: viewer.asker.audience,
		scope: scopeOf(gap, viewer.asker),
		period: {},
		where: gap.where,
		metrics: [gap.metric],
		dimensions: [gap.dimension]
	});
	return scan.cells.find(({ value }) => value === gap.value) ?? null;
}

function drawThenAndNow(
	{ found, opened }: FollowedGap,
	now: Cell | null,
	metric: MetricDefinition,
	words: Words
): Picture | null {
	const { m, format } = words;
	const w = m.gaps.one;
	const group = sayGroup(words, found);
	const row = ({ value, lower, upper, n }: GapSide, label: string) => ({
		value,
		lower,
		upper,
		n,
		label,
		immature: false,
		reason: null
	});
	const rows = (cell: Cell, when: string) => [
		row(cell.group, w.bar({ who: group, when })),
		row(cell.rest, w.bar({ who: w.others, when }))
	];
	const isSame = now !== null && now.period.to === found.period.to && now.period.from === found.period.from;
	const chart = bars({
		groups: [...rows(found, w.bars.then), ...(now && !isSame ? rows(now, w.bars.now) : [])],
		scale: scaleOf(metric),
		overall: null,
		standard: null,
		words: figureWords(words, metric, dimensionName(m, found.dimension))
	});
	return (
		chart && {
			chart,
			title: now && !isSame ? w.pictureBoth : w.pictureThen({ date: format.date(opened.at.slice(0, 10)) }),
			caption: m.metric.caption.bars
		}
	);
}
