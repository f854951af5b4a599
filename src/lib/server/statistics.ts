import { readMetrics } from '#pipelines/metrics/definition.ts';
import { curve } from '#lib/charts/curve.ts';
import { findMetric, listMetrics } from '#lib/metrics/catalogue.ts';
import { measure, wholeOf } from '#lib/metrics/engine.ts';
import type { FollowUp } from '#lib/metrics/estimate/time-to-event.ts';
import { alike, madeUpWaits, smallNumbers, STANDARD, verdicts, type Share } from '#lib/metrics/examples.ts';
import type { Asker } from '#lib/metrics/scope.ts';
import { listWaits } from '#lib/metrics/shapes.ts';
import { countOutcomes, countThreeWays, type Way, type WayId } from '#lib/metrics/three-ways.ts';
import type { Words } from '#lib/speak.ts';
import { inWords } from './language.ts';
import type { Named } from './methods.ts';
import { ask } from './overview.ts';
import type { Picture } from './pictures.ts';
import { fromStore, servedHome } from './reading.ts';
import type { Store } from './store.ts';
import { curveWords } from './words.ts';

/** Waits to show the three ways with, and the days whose shares are told. */
type Waits = {
	waits: FollowUp[];
	/** When they began, from null where it is ever since; null of the made-up ones. */
	period: { from: string | null; to: string } | null;
	days: number[];
	/** The day of the headline, one of `days`. */
	day: number;
};

/** The same waits counted in three ways, drawn. */
export type ThreeWays = Omit<Waits, 'waits'> & {
	ways: Omit<Way, 'points' | 'atRisk'>[];
	outcomes: ReturnType<typeof countOutcomes>;
	picture: Picture | null;
};

/** What the page of formulas shows. */
export type StatisticsPage = {
	/** The metrics of each kind. */
	kinds: { kind: string; metrics: Named[] }[];
	threeWays: ThreeWays;
	examples: {
		small: Share[];
		alike: { households: number; share: Share }[];
		standard: number;
		verdicts: ReturnType<typeof verdicts>;
	};
};

const METRIC = 'days-to-move-in';

/** What the page of formulas shows: the waits are those that who asks may see, where there are any. */
export async function readStatistics(asker: Asker, words: Words): Promise<StatisticsPage> {
	const metrics = readMetrics(servedHome()).metrics.map(inWords);
	const kinds = [...new Set(metrics.map(({ kind }) => kind))];
	const { content } = await fromStore((store) => readWaits(store, asker));
	return {
		kinds: kinds.map((kind) => ({
			kind,
			metrics: metrics.filter((each) => each.kind === kind).map(({ id, title }) => ({ id, title }))
		})),
		threeWays: drawThreeWays(content ?? madeUp(), words),
		examples: { small: smallNumbers(), alike: alike(), standard: STANDARD, verdicts: verdicts() }
	};
}

function madeUp(): Waits {
	return { waits: madeUpWaits(), period: null, days: [30, 60, 90], day: 90 };
}

/**
 * This home's waits for a home: of the last twelve months that were observed long enough, else all. Null
 * where they cannot show the difference: nobody left, or nobody moved in.
 */
async function readWaits(store: Store, asker: Asker): Promise<Waits | null> {
	const { metrics } = await listMetrics(store);
	if (!metrics.some(({ id, kind }) => id === METRIC && kind === 'time_to_event')) return null;
	const { headline, also } = await findMetric(store, METRIC);
	const day = headline.share_by ?? 0;
	const days = [day, ...also.flatMap((each) => (each === 'half_by' ? [] : [each.share_by]))].sort(
		(a, b) => a - b
	);
	const question = ask(METRIC, { period: {}, grain: null, by: [], where: [] }, asker);
	const answer = await measure(store, question);
	const { period } = wholeOf(answer);
	const ever = { from: null, to: answer.observed_until ?? period.to };
	for (const asked of [period, ever]) {
		const waits = await listWaits(store, {
			...question,
			period: { from: asked.from ?? '0001-01-01', to: asked.to }
		});
		const { event, competing } = countOutcomes(waits);
		if (event > 0 && competing > 0) return { waits, period: asked, days, day };
	}
	return null;
}

function drawThreeWays({ waits, period, days, day }: Waits, words: Words): ThreeWays {
	const { m, format } = words;
	const upTo = Math.max(2 * day, ...days);
	const ways = countThreeWays(waits, { days, upTo });
	const nameOf = (id: WayId) => m.methods.ways.names[id];
	const chart = curve({
		groups: ways.map(({ id, points, atRisk }) => ({ name: nameOf(id), points, atRisk, immature: false })),
		headline: { day, standard: null },
		words: curveWords(words, { unit: 'days' })
	});
	const at = days.indexOf(day);
	const shares = ways.map(({ shares }) => shares[at] ?? null);
	return {
		period,
		days,
		day,
		ways: ways.map(({ points: _, atRisk: __, ...way }) => way),
		outcomes: countOutcomes(waits),
		picture: chart && {
			chart,
			title: m.methods.ways.found({
				day: format.number(day),
				shares: shares.map((share) => (share === null ? m.charts.notKnown : format.percent(share)))
			}),
			caption: period === null ? m.methods.ways.captionMadeUp : m.methods.ways.caption
		}
	};
}
