import { binomialQuantile, normalQuantile, poissonQuantile } from '../estimate/distributions.ts';
import { quantileType7 } from '../estimate/duration.ts';

/**
 * A unit's value on the size that it rests on: a share of 0 to 1 on its effective number of rows, or a rate on its
 * effective exposure, so that value × n are events.
 */
export type Point = { value: number; n: number };

/** What is compared: shares have limits from the binomial distribution, rates from Poisson's. */
export type Measure = 'share' | 'rate';

/** What units are compared with. */
export type Pool = {
	measure: Measure;
	/** All events ÷ all that they could come from. */
	value: number;
	/** How much units differ beyond chance, on the scale of `angle`: Spiegelhalter's additive variance. */
	tau2: number;
};

/** Between which values chance alone leaves 95 % and 99.8 % of units of a size. */
export type Limits = { lower95: number; upper95: number; lower998: number; upper998: number };

/** What chance leaves beyond the limits on either side, of 95 % and of 99.8 %. */
const TAILS = { outer: 0.025, far: 0.001 } as const;
const TOLERANCE = 1e-9;

/**
 * The value on the scale on which chance has the same variance everywhere, 1 ÷ (4n): the arcsine of the root of a
 * share, from 0 to π/2, and the root of a rate.
 */
export function angle(measure: Measure, value: number): number {
	return measure === 'share' ? Math.asin(Math.sqrt(Math.min(1, Math.max(0, value)))) : Math.sqrt(value);
}

/** The value at an angle. Angles beyond the ends of the scale are taken for its ends, so that none folds back. */
export function atAngle(measure: Measure, at: number): number {
	const kept = Math.max(0, at);
	return measure === 'share' ? Math.sin(Math.min(Math.PI / 2, kept)) ** 2 : kept * kept;
}

/** How far a value lies from the pooled one, in standard errors of chance alone. */
export function zOf(measure: Measure, { value, n }: Point, pooled: number): number {
	return 2 * Math.sqrt(n) * (angle(measure, value) - angle(measure, pooled));
}

/**
 * Between which values a unit of a size lies but for a chance of at most `tail` on either side: the exact limits of the
 * binomial or Poisson distribution about the pooled value. n is taken down to whole rows of a share, at least one.
 * Without any there are no limits but the least and the greatest value that there can be.
 * Rule: METHODS.md §4, oracle units.csv.
 */
function exactSpan({ measure, value }: Pick<Pool, 'measure' | 'value'>, n: number, tail: number): Span {
	if (!(n > 0)) return [0, measure === 'share' ? 1 : Infinity];
	if (measure === 'rate')
		return [poissonQuantile(tail, n * value) / n, poissonQuantile(1 - tail, n * value) / n];
	const size = Math.max(1, Math.floor(n + TOLERANCE));
	return [binomialQuantile(tail, size, value) / size, binomialQuantile(1 - tail, size, value) / size];
}

type Span = [lower: number, upper: number];

/**
 * The same, allowing for how much units differ anyway. Never narrower than chance alone makes it; within the values
 * that there can be.
 */
export function span(pool: Pool, n: number, tail: number): Span {
	const [lower, upper] = exactSpan(pool, n, tail);
	if (pool.tau2 <= 0 || !(n > 0)) return [lower, upper];
	const middle = angle(pool.measure, pool.value);
	const spread = normalQuantile(1 - tail) * Math.sqrt(1 / (4 * n) + pool.tau2);
	return [
		Math.min(lower, atAngle(pool.measure, middle - spread)),
		Math.max(upper, atAngle(pool.measure, middle + spread))
	];
}

/** The limits of 95 % and 99.8 % for a unit of a size. */
export function limitsOf(pool: Pool, n: number): Limits {
	const [lower95, upper95] = span(pool, n, TAILS.outer);
	const [lower998, upper998] = span(pool, n, TAILS.far);
	return { lower95, upper95, lower998, upper998 };
}

/** Corners of the picture's lines. */
const CORNERS = 120;

/**
 * The limits by size up to the greatest, as lines: of sizes that grow, from 1. Exact limits go by whole rows and so have teeth;
 * the lines pass along their outer tips, so that they only widen as sizes fall and nothing outside of a line is within its limits.
 */
export function traceLimits(pool: Pool, greatest: number): ({ n: number } & Limits)[] {
	const end = Math.max(2, Math.ceil(greatest));
	const sizes = Array.from({ length: CORNERS }, (_, at) =>
		Math.round(1 + (end - 1) * (at / (CORNERS - 1)) ** 2)
	);
	const lines = [...new Set(sizes)].map((n) => ({ n, ...limitsOf(pool, n) }));
	for (let at = lines.length - 2; at >= 0; at--) {
		const [line, next] = [lines[at]!, lines[at + 1]!];
		for (const lower of ['lower95', 'lower998'] as const) line[lower] = Math.min(line[lower], next[lower]);
		for (const upper of ['upper95', 'upper998'] as const) line[upper] = Math.max(line[upper], next[upper]);
	}
	return lines;
}

/** On which side of limits a value lies, beyond them; null within. */
export function sideOf(value: number, [lower, upper]: Span): 'below' | 'above' | null {
	if (value < lower - TOLERANCE) return 'below';
	return value > upper + TOLERANCE ? 'above' : null;
}

/**
 * How much units differ beyond chance. `phi` is the mean square of their z, cut off at the 10 % and 90 % quantiles (type 7)
 * of all of them; 1 is what chance gives. `tau2` is the variance between them that makes up the rest, at least 0.
 * Rule: Spiegelhalter 2005; METHODS.md §4, oracle units.json.
 */
export function overdispersion(
	measure: Measure,
	points: readonly Point[],
	pooled: number
): { phi: number; tau2: number } {
	const known = points.filter(({ n }) => n > 0);
	if (known.length < 2) return { phi: 1, tau2: 0 };
	const z = known.map((point) => zOf(measure, point, pooled));
	const sorted = [...z].sort((a, b) => a - b);
	const [low, high] = [quantileType7(sorted, 0.1), quantileType7(sorted, 0.9)];
	const squares = z.map((each) => Math.min(high, Math.max(low, each)) ** 2);
	const count = known.length;
	const phi = squares.reduce((sum, each) => sum + each, 0) / count;
	const weights = known.map(({ n }) => 4 * n);
	const sum = weights.reduce((total, each) => total + each, 0);
	const rest = sum - weights.reduce((total, each) => total + each * each, 0) / sum;
	return { phi, tau2: Math.max(0, (count * phi - (count - 1)) / rest) };
}
