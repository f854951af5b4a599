import {
	limitsOf,
	overdispersion,
	span,
	sideOf,
	zOf,
	type Limits,
	type Measure,
	type Point,
	type Pool
} from './funnel.ts';
import { Strata, type Tally } from './case-mix.ts';
import { between, shrink, type Between } from './shrink.ts';

/**
 * From so many units on the limits allow for how much units differ anyway: from here on the cut at 10 and 90 % takes a unit
 * off at each end. With fewer, one that stands out would widen its own limits until it is within them.
 */
export const ENOUGH_TO_DIFFER = 11;

/** What units are compared with, and how much they differ. */
export type Pooled = Pool & {
	/** The units that have rows. */
	tallies: readonly Tally[];
	/** How many times as much they differ as chance makes them: 1 is chance. */
	phi: number;
	/** The variance between them that is no chance, and their mean; null where there are none. */
	between: Between | null;
	/** True where values are adjusted for the mix of cases. */
	adjusted: boolean;
	/** How many times larger chance is than of independent rows, over all units. */
	design_effect: number;
	strata: Strata;
};

/** How one unit stands to the pool. */
export type Standing = {
	unit: string;
	clients: number;
	/** As it is, and as it would be with the pool's mix of cases; null where that is not adjusted for. */
	crude: Point;
	adjusted: Point | null;
	/** Limits for the adjusted value, or for the crude one where there is none. */
	limits: Limits;
	/** Of the same, in standard errors of chance alone. */
	z: number;
	/** The value most likely its own, and how much of what is seen is no chance. */
	shrunk: number;
	reliability: number;
	/** How much of what is expected of it rests on its own rows, 0 to 1. */
	own: number;
	/** On which side it lies outside the 99.8 % limits; null within. */
	side: Side | null;
	/** The same of limits that are of chance alone, whatever units differ by. */
	beyondChance: Side | null;
	/** Whether it is outside only because of one other that lies far on the other side, and so moves the pooled value. */
	pulled: boolean;
	/** Whether any result of this size could lie outside of them. */
	couldDiffer: boolean;
	/** Whether it lies outside limits that chance would leave on either side as rarely as `tail`. */
	isBeyond: (tail: number) => boolean;
};

export type Side = 'below' | 'above';

/** Makes a pool of what all units' rows add up to. `adjust`: whether values are adjusted for the mix of cases. */
export function poolOf(measure: Measure, tallies: readonly Tally[], { adjust }: { adjust: boolean }): Pooled {
	const known = tallies.filter(({ of }) => of > 0);
	const strata = new Strata(measure, known);
	const { value } = strata;
	const weight = strata.whole.of;
	const pooled: Pooled = {
		measure,
		value,
		tau2: 0,
		phi: 1,
		tallies: known,
		between: null,
		adjusted: adjust,
		design_effect:
			weight > 0 ? known.reduce((sum, { design_effect, of }) => sum + design_effect * of, 0) / weight : 1,
		strata
	};
	const points = known.map((tally) => placed(pooled, tally).point);
	const { phi, tau2 } = overdispersion(measure, points, value);
	return {
		...pooled,
		phi,
		tau2: known.length >= ENOUGH_TO_DIFFER ? tau2 : 0,
		between: between(measure, points)
	};
}

/** Compares a unit that has rows with the pool. */
export function compare(pool: Pooled, tally: Tally): Standing {
	const { measure, value } = pool;
	const { crude, adjusted, point, own } = placed(pool, tally);
	const limits = limitsOf(pool, point.n);
	const side = outside(point.value, limits);
	const { value: shrunk, reliability } = pool.between
		? shrink(measure, point, pool.between)
		: { value: point.value, reliability: 0 };
	const highest = measure === 'rate' ? Infinity : highestOf(pool, tally);
	return {
		unit: tally.unit,
		clients: tally.clients,
		crude,
		adjusted,
		limits,
		z: zOf(measure, point, value),
		shrunk,
		reliability,
		own,
		side,
		beyondChance: pool.tau2 > 0 ? outside(point.value, limitsOf({ ...pool, tau2: 0 }, point.n)) : side,
		pulled: side !== null && isPulled(pool, tally, side),
		couldDiffer: pool.strata.whole.events > 0 && (outside(0, limits) ?? outside(highest, limits)) !== null,
		isBeyond: (tail) => sideOf(point.value, span(pool, point.n, tail)) !== null
	};
}

function outside(value: number, { lower998, upper998 }: Limits): Side | null {
	return sideOf(value, [lower998, upper998]);
}

/** Among few units one that lies far off moves the pooled value, and so puts the others outside on the other side. */
function isPulled(pool: Pooled, tally: Tally, side: Side): boolean {
	const { measure, value, tallies, adjusted } = pool;
	if (tallies.length < 3 || tallies.length >= ENOUGH_TO_DIFFER) return false;
	const distance = (other: Tally) =>
		zOf(measure, placed(pool, other).point, value) * (side === 'above' ? -1 : 1);
	const others = tallies.filter(({ unit }) => unit !== tally.unit);
	const furthest = others.reduce((far, other) => (distance(other) > distance(far) ? other : far));
	const rest = poolOf(
		measure,
		tallies.filter((each) => each !== furthest),
		{ adjust: adjusted }
	);
	const { point } = placed(rest, tally);
	return outside(point.value, limitsOf(rest, point.n)) !== side;
}

/** The value of a unit with the greatest result that it could have. */
function highestOf(pool: Pooled, tally: Tally): number {
	return placed(pool, { ...tally, events: tally.of }).point.value;
}

function placed(
	pool: Pick<Pooled, 'strata' | 'adjusted' | 'design_effect'>,
	tally: Tally
): { crude: Point; adjusted: Point | null; point: Point; own: number } {
	// Few households say little of how alike their rows are: never less than over all units.
	const cautious = { ...tally, design_effect: Math.max(tally.design_effect, pool.design_effect) };
	const crude = { value: tally.events / tally.of, n: tally.of / cautious.design_effect };
	const expected = pool.strata.expect(tally, pool.adjusted);
	const adjusted = pool.adjusted ? pool.strata.adjust(cautious, expected) : null;
	return { crude, adjusted, point: adjusted ?? crude, own: expected.own };
}
