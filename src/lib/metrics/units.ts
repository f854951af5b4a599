import { COMPARED } from '#pipelines/metrics/definition.ts';
import type { Store } from '#lib/server/store.ts';
import { listMetrics } from './catalogue.ts';
import type { Tally } from './compare/case-mix.ts';
import { traceLimits, type Limits, type Point } from './compare/funnel.ts';
import { FEW_CLIENTS, farTail, positionOf, type Family, type Position } from './compare/position.ts';
import { compare, poolOf, type Pooled, type Side, type Standing } from './compare/units.ts';
import { measure } from './engine.ts';
import { quantileType7 } from './estimate/duration.ts';
import { addMonths, endOfMonth } from './periods.ts';
import { isImmature, prepare, type Asked, type Question } from './question.ts';
import { remember } from './remember.ts';
import type { MetricAnswer, Period, Result } from './result.ts';
import type { StoredMetric } from './select.ts';
import { collectingSources } from './sources.ts';
import { measureOf, tally, type Tallies } from './tallies.ts';

/** What can be compared with each other. */
export const UNITS = ['worker', 'team', 'program', 'site'] as const;
export type Unit = (typeof UNITS)[number];

/** Whether a dimension is one of units that are compared. */
export function isUnit(dimension: string): dimension is Unit {
	return (UNITS as readonly string[]).includes(dimension);
}

/** One unit: its figure, and where that stands among all. */
export type ComparedUnit = Pick<
	Standing,
	'unit' | 'clients' | 'crude' | 'adjusted' | 'limits' | 'z' | 'reliability' | 'side'
> & {
	/** The figure as `measure` gives it by this unit. */
	result: Result;
	position: Position;
	/** The value most likely its own: only where seven tenths of what is seen are no chance. */
	shrunk: number | null;
	/** Between which values the middle half of its peers lies: only with five peers or more. */
	peers: { lower: number; upper: number; count: number } | null;
	/** True where it has rows that who asks may not see, or filtered out. */
	part: boolean;
};

/** Why units are not compared. */
export type NotCompared =
	'total' | 'mean' | 'no standard' | 'not collected' | 'immature' | 'no rows' | 'one alone';

/** What all units together are, to compare with. */
export type PoolAnswer = Pick<Pooled, 'value' | 'phi' | 'tau2' | 'adjusted'> & {
	/** How many units have rows. */
	units: number;
	tau2_dl: number;
	mu_dl: number | null;
	/** True where it is the whole agency, false where it is only what who asks may see. */
	whole: boolean;
	/** What chance may leave beyond the limits of "worth a conversation", on either side. */
	far_tail: number;
	/** The limits by size, as lines. */
	lines: ({ n: number } & Limits)[];
};

export type Comparison = Pick<MetricAnswer, 'metric' | 'kind' | 'unit' | 'store' | 'observed_until'> & {
	/** What is compared with what. */
	by: Unit;
	/** Whose doing the figure is. */
	control: StoredMetric['control'];
	/** What the mix of cases is told apart by; empty where values are not adjusted. */
	case_mix: StoredMetric['case_mix'];
	period: Period;
	/** The window that ended six months before. */
	earlier: Period;
} & (
		| { not_compared: NotCompared; pool: null; units: [] }
		| { not_compared: null; pool: PoolAnswer; units: ComparedUnit[] }
	);

/** From so many others on a comparison gives none of them away. */
const ENOUGH_OTHERS = 5;
const RELIABLE = 0.7;
const MONTHS_BEFORE = 6;
const TOLERANCE = 1e-9;

/**
 * Compares the units of a metric that who asks may see with all of the agency's: their own figures, limits of chance, and what
 * may be said of each, in alphabetical order. The whole agency's rows make the pool, with the same filters, but for those by
 * worker, by team and by the unit itself, which only choose what is shown; where fewer than five others are behind it,
 * it is made of what who asks may see. Throws as `measure` does.
 */
export async function compareUnits(
	store: Store,
	question: Omit<Question, 'by' | 'grain'>,
	by: Unit
): Promise<Comparison> {
	const prepared = await prepare(store, { ...question, by: [], grain: null });
	const { metric, scope, periods, where, grant } = prepared;
	const key = JSON.stringify([metric.id, by, scope, question.audience, periods, where, grant]);
	return remember(store, `units ${key}`, () => answer(store, question, prepared, by));
}

async function answer(
	store: Store,
	question: Omit<Question, 'by' | 'grain'>,
	prepared: Asked,
	by: Unit
): Promise<Comparison> {
	const { metric, where } = prepared;
	const period = prepared.periods[0]!;
	const earlier = sixMonthsBefore(period);
	const head = {
		metric: metric.id,
		kind: metric.kind,
		unit: metric.unit,
		store: store.id,
		observed_until: prepared.observedUntil,
		by,
		control: metric.control,
		case_mix: metric.case_mix,
		period,
		earlier
	};
	const not = (reason: NotCompared): Comparison => ({
		...head,
		not_compared: reason,
		pool: null,
		units: []
	});
	const reason = neverCompared(prepared);
	if (reason !== null) return not(reason);
	const choosing = where.filter(({ dimension }) => ['worker', 'team', by].includes(dimension));
	const asked = {
		...prepared,
		periods: [period, earlier],
		where: where.filter((condition) => !choosing.includes(condition))
	};
	const [now, before] = (await tally(store, asked, by, choosing)) as [Tallies, Tallies];
	if (now.within.length === 0)
		return not(metric.kind === 'duration' && now.pool.length === 0 ? 'no standard' : 'no rows');
	// Of few others a figure of all would tell what is theirs.
	const whole = [now, before].every(({ others }) => others === 0 || others >= ENOUGH_OTHERS);
	const poolOfWindow = (window: Tallies) => makePool(metric, whole ? window.pool : window.within);
	const [pool, earlierPool] = [poolOfWindow(now), poolOfWindow(before)];
	if (pool.tallies.length < 2) return not('one alone');
	const family: Family = {
		units: pool.tallies.filter(({ clients }) => clients >= FEW_CLIENTS).length,
		figures: await countFigures(store),
		ofClients: metric.of === 'enrollment'
	};
	const { results } = await measure(store, { ...question, period, by: [by], grain: null });
	const byUnit = new Map(results.map((result) => [result.group[by], result]));
	const standings = new Map(pool.tallies.map((each) => [each.unit, compare(pool, each)]));
	const units = now.within.flatMap((own): ComparedUnit[] => {
		const result = byUnit.get(own.unit);
		if (result === undefined) return [];
		const earlierOwn = before.within.find(({ unit }) => unit === own.unit);
		const standing = compare(pool, own);
		const then = earlierOwn && earlierPool.tallies.length >= 2 ? compare(earlierPool, earlierOwn) : null;
		const all = now.pool.find(({ unit }) => unit === own.unit);
		return [
			{
				...shown(standing),
				result,
				position: positionOf(standing, then, family),
				shrunk: standing.reliability >= RELIABLE ? standing.shrunk : null,
				peers: middleHalf([...standings.values()].filter(({ unit }) => unit !== own.unit)),
				part: all !== undefined && all.of > own.of + TOLERANCE
			}
		];
	});
	return {
		...head,
		not_compared: null,
		pool: {
			value: pool.value,
			units: pool.tallies.length,
			phi: pool.phi,
			tau2: pool.tau2,
			adjusted: pool.adjusted,
			tau2_dl: pool.between?.tau2 ?? 0,
			mu_dl: pool.between?.mu ?? null,
			whole,
			far_tail: farTail(family),
			lines: traceLimits(pool, Math.max(...units.map((each) => judged(each).n)))
		},
		units: units.sort((a, b) => a.unit.localeCompare(b.unit))
	};
}

/** Which side is the better one, of a unit's value as it is compared: a duration's is the share that is within its standard. */
export function isBetter(
	{ kind, headline }: Pick<StoredMetric, 'kind' | 'headline'>,
	side: Side
): boolean | null {
	if (headline.better === 'neutral') return null;
	const higher = (headline.better === 'higher') !== (kind === 'duration');
	return (side === 'above') === higher;
}

function neverCompared(asked: Asked): NotCompared | null {
	const { metric, periods, missing } = asked;
	if (!COMPARED.includes(metric.kind)) return metric.kind === 'mean' ? 'mean' : 'total';
	if (missing !== null) return 'not collected';
	const [period] = periods;
	return metric.kind === 'time_to_event' && period && isImmature(asked, period) ? 'immature' : null;
}

function makePool(metric: StoredMetric, tallies: readonly Tally[]): Pooled {
	return poolOf(measureOf(metric), tallies, { adjust: metric.case_mix.length > 0 });
}

/** The window as long as this one that ended six months before it: months that are whole stay whole. */
function sixMonthsBefore({ from, to }: Period): Period {
	const last = addMonths(to, -MONTHS_BEFORE);
	return { from: addMonths(from, -MONTHS_BEFORE), to: to === endOfMonth(to) ? endOfMonth(last) : last };
}

/** How many figures units are compared by. */
function countFigures(store: Store): Promise<number> {
	return remember(store, 'compared figures', async () => {
		const { metrics } = await listMetrics(store);
		const compared = metrics.filter(({ kind }) => COMPARED.includes(kind));
		const collecting = await Promise.all(compared.map((metric) => collectingSources(store, metric)));
		return collecting.filter(({ missing }) => missing === null).length;
	});
}

function middleHalf(peers: readonly Standing[]): ComparedUnit['peers'] {
	const values = peers
		.filter(({ clients }) => clients >= FEW_CLIENTS)
		.map((peer) => judged(peer).value)
		.sort((a, b) => a - b);
	if (values.length < ENOUGH_OTHERS) return null;
	return {
		lower: quantileType7(values, 0.25),
		upper: quantileType7(values, 0.75),
		count: values.length
	};
}

/** What is judged: adjusted for the mix of cases where it can be. */
export function judged({ crude, adjusted }: { crude: Point; adjusted: Point | null }): Point {
	return adjusted ?? crude;
}

function shown({ unit, clients, crude, adjusted, limits, z, reliability, side }: Standing) {
	return { unit, clients, crude, adjusted, limits, z, reliability, side };
}
