import gamma from '@stdlib/stats-base-dists-gamma-quantile';
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
