/** Values in ascending order, each with how many rows have it. Days or minutes, as the metric says. */
export type Histogram = readonly (readonly [value: number, count: number])[];

export interface Duration {
	/** The values that were counted. */
	n: number;
	median: number;
	/** The median's 95 % interval; null where n is below 6, too few for one. */
	lower: number | null;
	upper: number | null;
	/** The 90th percentile. */
	p90: number;
	/** The share of values at or below the standard, 0 to 1; null without a standard. */
	within_standard: number | null;
}

/** Ranks of order statistics, counted from 1. */
export interface Ranks {
	lower: number;
	upper: number;
}

const TAIL = 0.025;
const TOLERANCE = 1e-9;

/**
 * The quantile at p (0 to 1) of values in ascending order: linear between the two order statistics next to
 * 1 + (n − 1)p. Throws RangeError where there are no values or p lies outside 0 to 1.
 * Rule: type 7 of Hyndman and Fan 1996, R's default; METHODS.md §4.
 */
export function quantileType7(sorted: readonly number[], p: number): number {
	return quantile(sorted.length, p, (rank) => sorted[rank - 1]!);
}

/**
 * The ranks of the two order statistics that enclose the median with a confidence of at least 95 %:
 * k and n − k + 1, where k is the smallest number with P(X ≤ k) ≥ 0.025 for X binomial (n, ½).
 * Null where k is 0, which is for n below 6. Throws RangeError unless n is a whole number from 0.
 * Rule: METHODS.md §4, oracle median.json.
 */
export function medianInterval(n: number): Ranks | null {
	if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`${n} is not a number of values.`);
	const k = halfBinomialQuantile(n);
	return k === 0 ? null : { lower: k, upper: n - k + 1 };
}

/**
 * Median with its order-statistic interval, 90th percentile, and the share within the standard, of complete
 * durations. Null where there are none. Throws RangeError unless values are finite and ascend, and counts
 * are whole and at least 1.
 * Rule: METHODS.md §4, oracle median.json.
 */
export function duration(histogram: Histogram, standard: number | null = null): Duration | null {
	check(histogram);
	const n = histogram.reduce((sum, [, count]) => sum + count, 0);
	if (n === 0) return null;
	const at = (rank: number) => orderStatistic(histogram, rank);
	const ranks = medianInterval(n);
	return {
		n,
		median: quantile(n, 0.5, at),
		lower: ranks && at(ranks.lower),
		upper: ranks && at(ranks.upper),
		p90: quantile(n, 0.9, at),
		within_standard: standard === null ? null : countUpTo(histogram, standard + TOLERANCE) / n
	};
}

function quantile(n: number, p: number, orderStatistic: (rank: number) => number): number {
	if (n < 1 || !(p >= 0 && p <= 1)) throw new RangeError(`The quantile at ${p} of ${n} values: none.`);
	const place = 1 + (n - 1) * p;
	const low = orderStatistic(Math.floor(place));
	const high = orderStatistic(Math.ceil(place));
	// Rounding may carry the sum past `high` by its last bit.
	return Math.min(high, low + (place - Math.floor(place)) * (high - low));
}

function orderStatistic(histogram: Histogram, rank: number): number {
	let seen = 0;
	for (const [value, count] of histogram) {
		seen += count;
		if (seen >= rank) return value;
	}
	throw new RangeError(`Rank ${rank} of ${seen} values: none.`);
}

function countUpTo(histogram: Histogram, limit: number): number {
	return histogram.reduce((sum, [value, count]) => (value <= limit ? sum + count : sum), 0);
}

/**
 * qbinom(0.025, n, ½), by stepping down from the middle, where symmetry gives the distribution function:
 * ½ for odd n, ½ + P(X = n/2) / 2 for even n. Sums about √n terms. Up to n = 100,000 the exact function
 * never comes closer to 0.025 than 6e-9, and rounding is some 1e-14, so the rank is exact.
 */
function halfBinomialQuantile(n: number): number {
	let k = Math.floor(n / 2);
	let mass = 1;
	for (let i = 1; i <= k; i++) mass *= (2 * i - 1) / (2 * i); // C(2k, k) / 4^k
	if (n % 2 === 1) mass *= n / (n + 1);
	let upTo = n % 2 === 1 ? 0.5 : 0.5 + mass / 2;
	while (k > 0 && upTo - mass >= TAIL) {
		upTo -= mass;
		mass *= k / (n - k + 1);
		k -= 1;
	}
	return k;
}

function check(histogram: Histogram): void {
	let previous = -Infinity;
	for (const [value, count] of histogram) {
		if (!Number.isFinite(value) || value < previous || !Number.isSafeInteger(count) || count < 1) {
			throw new RangeError(`${count} rows of ${value} after ${previous}: values ascend, counts are whole.`);
		}
		previous = value;
	}
}
