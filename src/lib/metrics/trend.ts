import { z } from 'zod';
import type { Store } from '#lib/server/store.ts';
import { findMetric } from './catalogue.ts';
import { chanceOf, CHARTS, type Chart } from './compare/chance.ts';
import { expectShares, type ExpectedShare } from './compare/few.ts';
import { FEWEST_POINTS, FEWEST_ROWS } from './compare/limits.ts';
import { findMarks, MARKS, type Mark, type Signal } from './compare/marks.ts';
import { xmr } from './compare/xmr.ts';
import { measure } from './engine.ts';
import { addDays, grainFor, isWhole, lastWhole } from './periods.ts';
import { fiscalYearStart, prepare, type Question } from './question.ts';
import { answerSchema, periodSchema, resultSchema, type Grain, type Period, type Result } from './result.ts';
import type { StoredMetric } from './select.ts';
import { firstObserved } from './sources.ts';

const day = z.iso.date();
const markSchema = z.object({ kind: z.enum(MARKS), side: z.enum(['up', 'down']) });
const stepSchema = z.object({ on: day, reason: z.string() });

const pointSchema = z.object({
	result: resultSchema,
	/** The level of its segment and the limits of what chance does, in the unit of the value; null where none are claimed. */
	centre: z.number().nullable(),
	lower: z.number().nullable(),
	upper: z.number().nullable(),
	/** `up` is above the limits or the level, or rising. */
	mark: markSchema.nullable()
});

/** Why nothing is said of points, however many there are. */
const SILENT = ['carries over', 'medians', 'too rare'] as const;

const segmentSchema = z.object({
	period: periodSchema,
	/** Points that are judged: known whole, with a figure. */
	points: z.int(),
	/**
	 * `too few`: fewer than twelve points; `all the same`: nothing varies, so nothing is known of chance; `carries over`: the
	 * points hold mostly the same rows, so chance does not act on each anew; `medians`: these go by steps of whole days;
	 * `too rare`: the points hold too few of what is counted.
	 */
	status: z.enum(['judged', 'too few', 'all the same', ...SILENT]),
	/** The step changes with which it begins. */
	steps: z.array(stepSchema)
});

const verdictSchema = z.discriminatedUnion('says', [
	z.object({ says: z.literal('too few'), points: z.int() }),
	z.object({ says: z.enum(SILENT), points: z.int() }),
	z.object({ says: z.literal('steady'), points: z.int() }),
	z.object({
		says: z.literal('changed'),
		points: z.int(),
		mark: markSchema,
		/** By the metric's headline; null where neither way is better. */
		direction: z.enum(['better', 'worse']).nullable(),
		/** The periods of the mark's first point and of its last, and how many they are. */
		first: periodSchema,
		last: periodSchema,
		length: z.int(),
		/** The value of its last point, and the level of the segment. */
		value: z.number(),
		level: z.number(),
		/** Whether its last point is the last that is judged. */
		lasts: z.boolean()
	})
]);

/** A figure over time, with what chance explains of it: what `metric --compare trend --json` prints as `comparison`. */
export const trendSchema = z.object({
	kind: z.literal('trend'),
	chart: z.enum(CHARTS),
	grain: answerSchema.shape.grain.unwrap(),
	points: z.array(pointSchema),
	segments: z.array(segmentSchema),
	/** Of the latest segment that has a point. */
	verdict: verdictSchema,
	/** In which share of charts of as many points chance alone makes a mark of which a change is claimed; null where nothing is judged. */
	by_chance: z.number().nullable()
});

export type Trend = z.infer<typeof trendSchema>;
export type TrendPoint = Trend['points'][number];
export type Segment = Trend['segments'][number];
export type Step = z.infer<typeof stepSchema>;

/** What somebody asks of a trend. Without a period: the last 24 whole months, quarters or years that are known. */
export type TrendQuestion = Omit<Question, 'by'>;

const MOST_POINTS = 24;
/** A change is claimed for these kinds of mark only (METHODS §4); the others are shown. */
const CLAIMED: readonly Mark['kind'][] = ['outside', 'one side'];

/**
 * A metric over time: which of its points differ from the others by more than chance.
 *
 * Ratios and times to event are shares of varying numbers of rows: Laney's p′ on the rows, or on the effective n
 * of the share by the headline's day, so that a month of few people has wide limits (`expectShares`). Medians, rates, means, counts and sums
 * have no such denominator: XmR, which takes the noise from the points themselves.
 *
 * A point is a whole period that is known: one that is cut off by what was asked or known, whose people were not
 * followed long enough, or whose rows still change (`settles_after`) is `immature`: it is shown, enters no limit and has no mark. A period without a figure is no
 * point, not 0. The moving range goes over the gap to the next point, as chance is the same on both sides; a run of points
 * ends at it, as nobody knows what lay between. A step change begins a segment with the period that holds its day: each
 * has a level, limits and marks of its own, or none where it has fewer than twelve points.
 *
 * Shown without limits, since nothing is known of how often chance would cross them, or it is known to be far more often than the
 * page says (tests/unit/trend-chance.test.ts): a metric that `carries_over`, whose months are not independent; a duration, whose
 * medians go by whole days; and a count, or a rate, of very few.
 *
 * Throws `Misused` for what there is not.
 * Rule: METHODS.md §4, "Trend".
 */
export async function traceTrend(
	store: Store,
	question: TrendQuestion,
	steps: readonly Step[] = []
): Promise<Trend> {
	const metric = await findMetric(store, question.metric);
	const { grain, period } = await spanOf(store, question);
	const { results, observed_until } = await measure(store, { ...question, by: [], grain, period });
	const year = await fiscalYearStart(store);
	const settled = results.map((result) => ({
		...result,
		immature:
			result.immature ||
			!isWhole(result.period, grain, year) ||
			!isSettled(metric, result.period, observed_until)
	}));
	const segments = cut(settled, steps).map((each) => judgeSegment(metric, each));
	return {
		kind: 'trend',
		chart: chartOf(metric),
		grain,
		points: segments.flatMap(({ points }) => points),
		segments: segments.map(({ segment }) => segment),
		...conclude(metric, segments)
	};
}

/** Whether what a period's rows say seldom changes any more. */
function isSettled(
	{ settles_after = 0 }: StoredMetric,
	{ to }: Period,
	observedUntil: string | null
): boolean {
	return observedUntil === null || addDays(to, settles_after) <= observedUntil;
}

/** The chart that a kind of metric is judged on. */
function chartOf({ kind }: Pick<StoredMetric, 'kind'>): Chart {
	return kind === 'ratio' || kind === 'time_to_event' ? 'p-prime' : 'xmr';
}

async function spanOf(store: Store, question: TrendQuestion): Promise<{ grain: Grain; period: Period }> {
	const { from, to } = question.period ?? {};
	const { observedUntil, sources, periods } = await prepare(store, { ...question, by: [], grain: null });
	const whole = periods[0]!;
	if (from !== undefined || to !== undefined || observedUntil === null)
		return { grain: question.grain ?? grainFor(whole), period: whole };
	const grain = question.grain ?? 'month';
	const known = { from: (await firstObserved(store, sources)) ?? whole.from, to: observedUntil };
	if (known.from > known.to) return { grain, period: whole };
	return {
		grain,
		period: lastWhole(MOST_POINTS, known, grain, await fiscalYearStart(store)) ?? known
	};
}

type Cut = { results: Result[]; steps: Step[] };

/** The results in segments: each step change begins one with the period that holds its day, unless that is the first. */
function cut(results: readonly Result[], steps: readonly Step[]): Cut[] {
	const segments: Cut[] = [];
	for (const result of results) {
		const own = steps.filter(({ on }) => on >= result.period.from && on <= result.period.to);
		const last = segments.at(-1);
		if (last === undefined || own.length > 0)
			segments.push({ results: [result], steps: last === undefined ? [] : own });
		else last.results.push(result);
	}
	return segments;
}

type Judged = { segment: Segment; points: TrendPoint[]; signals: Signal[]; counted: (Counted | null)[] };

/** What of a result enters the limits: a value, how many rows (of a rate: events) it is of, and of a share as how many they count. */
type Counted = { value: number; n: number; effective: number };

function judgeSegment(metric: StoredMetric, { results, steps }: Cut): Judged {
	const counted = results.map((result) => (result.immature ? null : countedOf(metric, result)));
	const points = counted.filter((each) => each !== null);
	const limits = points.length < FEWEST_POINTS ? null : limitsOf(chartOf(metric), points);
	const silence = silenceOf(metric, points, limits);
	let next = 0;
	const expected = counted.map((each) =>
		each === null || silence !== null ? null : (limits?.[next++] ?? null)
	);
	const { signals, marks } = findMarks(
		counted.map((each, at) => {
			const own = expected[at] ?? null;
			return each === null || own === null ? null : { value: each.value, ...own };
		})
	);
	return {
		segment: {
			period: { from: results[0]!.period.from, to: results.at(-1)!.period.to },
			points: points.length,
			status: silence ?? 'judged',
			steps
		},
		points: results.map((result, at) => {
			const { centre = null, lower = null, upper = null } = expected[at] ?? {};
			return { result, centre, lower, upper, mark: marks[at] ?? null };
		}),
		signals,
		counted
	};
}

function silenceOf(
	metric: StoredMetric,
	points: readonly Counted[],
	limits: ExpectedShare[] | null
): Exclude<Segment['status'], 'judged'> | null {
	if (metric.carries_over === true) return 'carries over';
	if (points.length < FEWEST_POINTS) return 'too few';
	if (limits === null) return 'all the same';
	if (metric.kind === 'duration') return 'medians';
	return isRare(metric, points) ? 'too rare' : null;
}

/** Whether a count, or the events of a rate, are so few that chance is far from symmetric; limits of shares allow for it. */
function isRare({ kind }: StoredMetric, points: readonly Counted[]): boolean {
	if (kind !== 'count' && kind !== 'rate') return false;
	return points.reduce((sum, { n }) => sum + n, 0) < FEWEST_ROWS * points.length;
}

function countedOf({ kind }: StoredMetric, { value, n, also }: Result): Counted | null {
	if (value === null) return null;
	const effective = also.effective_n ?? n;
	if (kind === 'rate') return { value, n: also.events ?? 0, effective };
	if (kind !== 'time_to_event') return { value, n, effective };
	return effective > 0 ? { value, n: effective, effective } : null;
}

function limitsOf(chart: Chart, points: readonly Counted[]): ExpectedShare[] | null {
	if (chart === 'p-prime')
		return expectShares(points.map(({ value, ...rest }) => ({ share: value, ...rest })));
	const found = xmr(points.map(({ value }) => value));
	if (found === null) return null;
	const isNeverNegative = points.every(({ value }) => value >= 0);
	return points.map(() => (isNeverNegative ? { ...found, lower: Math.max(0, found.lower) } : found));
}

function conclude(metric: StoredMetric, segments: readonly Judged[]): Pick<Trend, 'verdict' | 'by_chance'> {
	const last = segments.findLast(({ segment }) => segment.points > 0);
	if (last === undefined) return { verdict: { says: 'too few', points: 0 }, by_chance: null };
	const { points, status } = last.segment;
	if (status !== 'judged' && status !== 'all the same')
		return { verdict: { says: status, points }, by_chance: null };
	const by_chance = status === 'judged' ? chanceOf(chartOf(metric), points, 'claimed') : 0;
	const [claim] = last.signals
		.filter(({ kind }) => CLAIMED.includes(kind))
		// The latest; of two that end together the longer says since when.
		.sort((a, b) => b.last - a.last || a.first - b.first);
	if (claim === undefined) return { verdict: { says: 'steady', points }, by_chance };
	const { kind, side } = claim;
	const { better } = metric.headline;
	const [from, to] = [last.points[claim.first]!, last.points[claim.last]!];
	return {
		verdict: {
			says: 'changed',
			points,
			mark: { kind, side },
			direction: better === 'neutral' ? null : (side === 'up') === (better === 'higher') ? 'better' : 'worse',
			first: from.result.period,
			last: to.result.period,
			length: claim.last - claim.first + 1,
			value: to.result.value!,
			level: to.centre!,
			lasts: claim.last === last.counted.findLastIndex((each) => each !== null)
		},
		by_chance
	};
}
