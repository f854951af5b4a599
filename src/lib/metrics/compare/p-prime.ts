import { meanOf, movingRanges, tolerance, type Expected } from './limits.ts';

/** What the mean moving range of standard normal values is. */
const RANGE_OF_NORMAL = 1.128;

/** A share, 0 to 1, and the rows that it is of: they need not be whole where it is an effective n. */
export type Part = { share: number; n: number };

/** Of each part what one can expect of it, in the same order. */
export type PPrime = {
	centre: number;
	/** How much more the shares vary than rows drawn at random would: 1 where they do not. */
	sigmaZ: number;
	expected: Expected[];
};

/**
 * The limits of shares of varying numbers of rows (Laney's p′ chart): p̄ ± 3 · σ_i · σ_z, with p̄ the share of all rows,
 * σ_i = √(p̄ (1 − p̄) ÷ n_i), and σ_z the mean moving range of z_i = (p_i − p̄) ÷ σ_i over 1.128. They are the wider the
 * fewer rows a share is of, and stay within 0 and 1. Null where there are fewer than two shares, or all are the same.
 * Throws RangeError for a share outside 0 to 1 and for an n that is not above 0: a share of nothing is none.
 * Rule: METHODS.md §4, oracle p-prime.json.
 */
export function pPrime(parts: readonly Part[]): PPrime | null {
	for (const { share, n } of parts)
		if (!(share >= 0 && share <= 1 && n > 0 && n < Infinity))
			throw new RangeError(`A trend of the share ${String(share)} of ${String(n)} rows: there is none.`);
	if (parts.length < 2) return null;
	const rows = parts.reduce((sum, { n }) => sum + n, 0);
	const centre = parts.reduce((sum, { share, n }) => sum + share * n, 0) / rows;
	const variance = centre * (1 - centre);
	if (parts.every(({ share }) => Math.abs(share - centre) <= tolerance()) || variance <= 0) return null;
	const sigma = ({ n }: Part) => Math.sqrt(variance / n);
	const sigmaZ =
		meanOf(movingRanges(parts.map((part) => (part.share - centre) / sigma(part)))) / RANGE_OF_NORMAL;
	if (!(sigmaZ > tolerance())) return null;
	return {
		centre,
		sigmaZ,
		expected: parts.map((part) => {
			const reach = 3 * sigma(part) * sigmaZ;
			return { centre, reach, lower: Math.max(0, centre - reach), upper: Math.min(1, centre + reach) };
		})
	};
}
