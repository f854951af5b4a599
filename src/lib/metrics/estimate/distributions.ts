import gammaln from '@stdlib/math-base-special-gammaln';
import binomial from '@stdlib/stats-base-dists-binomial-quantile';
import gamma from '@stdlib/stats-base-dists-gamma-quantile';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import poisson from '@stdlib/stats-base-dists-poisson-quantile';
import tCdf from '@stdlib/stats-base-dists-t-cdf';
import t from '@stdlib/stats-base-dists-t-quantile';

/** From here on `gammaQuantile` expands. The package loses its digits at about 890: 1e-4 and worse. */
const LARGE_SHAPE = 500;

/**
 * The quantile at p (0 to 1) of Student's t on `df` degrees of freedom. Infinite at p = 0 and 1.
 * Throws RangeError where p lies outside 0 to 1 or df is not above 0.
 */
export function tQuantile(p: number, df: number): number {
	return defined(t(p, df), `t on ${df} degrees of freedom`, p);
}

/**
 * The quantile at p (0 to 1) of the gamma distribution with this shape and rate 1: half the chi-squared
 * quantile on 2 · shape degrees of freedom. Good to 1e-10 for p from 0.025 to 0.975.
 * Throws RangeError where p lies outside 0 to 1 or shape is below 0 or not finite.
 * Rule for large shapes: Cornish and Fisher's expansion, Goldberg and Levine 1946.
 */
export function gammaQuantile(p: number, shape: number): number {
	const quantile = shape >= LARGE_SHAPE ? expanded(p, shape) : gamma(p, shape, 1);
	return defined(quantile, `gamma of shape ${shape}`, p);
}

/**
 * The smallest number of successes in n whole trials, each with this chance, whose distribution function is at least p.
 * Throws RangeError where p or the chance lies outside 0 to 1, or n is not whole or below 0.
 */
export function binomialQuantile(p: number, n: number, chance: number): number {
	if (n === 0 && p >= 0 && p <= 1) return 0;
	return defined(binomial(p, n, chance), `binomial of ${n} trials with a chance of ${chance}`, p);
}

/**
 * The smallest number of events whose distribution function is at least p, where so many are expected.
 * Throws RangeError where p lies outside 0 to 1, or fewer than none are expected.
 */
export function poissonQuantile(p: number, expected: number): number {
	if (expected === 0 && p >= 0 && p < 1) return 0;
	// The package's approximation of small numbers may be −0.
	return defined(poisson(p, expected), `Poisson of ${expected}`, p) + 0;
}

/** The quantile at p (0 to 1) of the standard normal distribution. Throws RangeError where p lies outside 0 to 1. */
export function normalQuantile(p: number): number {
	return tQuantile(p, 1e15); // to the last digits
}

/** The chance of a standard normal value at least as far from 0, on either side. NaN of NaN. */
export function normalTails(z: number): number {
	return 2 * normalCdf(-Math.abs(z), 0, 1);
}

/**
 * The chance of a value of Student's t on `df` degrees of freedom at least as far from 0, on either side.
 * Throws RangeError where df is not above 0.
 */
export function tTails(value: number, df: number): number {
	return defined(2 * tCdf(-Math.abs(value), df), `t on ${df} degrees of freedom`, value);
}

/** The logarithm of n over k, the number of ways to choose k of n. Both are whole, 0 ≤ k ≤ n. */
export function logChoose(n: number, k: number): number {
	return gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1);
}

function expanded(p: number, shape: number): number {
	if (p === 0 || p === 1) return p === 0 ? 0 : Infinity;
	const z = t(p, 1e15); // to the last digits the normal quantile
	const root = Math.sqrt(shape);
	return (
		shape +
		root * z +
		(z ** 2 - 1) / 3 +
		(z ** 3 - 7 * z) / (36 * root) -
		(3 * z ** 4 + 7 * z ** 2 - 16) / (810 * shape) +
		(9 * z ** 5 + 256 * z ** 3 - 433 * z) / (38_880 * shape * root) +
		(12 * z ** 6 - 243 * z ** 4 - 923 * z ** 2 + 1472) / (204_120 * shape ** 2)
	);
}

function defined(quantile: number, distribution: string, p: number): number {
	if (Number.isNaN(quantile)) throw new RangeError(`The quantile at ${p} of ${distribution}: none.`);
	return quantile;
}
