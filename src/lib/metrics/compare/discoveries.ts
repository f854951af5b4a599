/** A difference is more than chance where q is at most this. */
export const MOST_Q = 0.05;

/**
 * Benjamini and Hochberg's q of each p, in the order given: among all tests whose q is at most 5 %, one in twenty
 * at most is expected to be chance. p ≤ q ≤ 1, and a smaller p has no larger q.
 * Throws RangeError for a p outside 0 to 1.
 * Rule: Benjamini and Hochberg 1995; METHODS.md §4, oracle comparisons.csv.
 */
export function adjust(p: readonly number[]): number[] {
	for (const each of p) if (!(each >= 0 && each <= 1)) throw new RangeError(`p = ${each}: from 0 to 1.`);
	const largestFirst = p.map((_, at) => at).sort((a, b) => p[b]! - p[a]!);
	const q = new Array<number>(p.length).fill(1);
	let least = 1;
	for (const [place, at] of largestFirst.entries()) {
		const rank = p.length - place;
		// p · (m / rank) may miss p in its last bit where the rank is m.
		least = Math.min(least, Math.max(p[at]!, (p[at]! * p.length) / rank));
		q[at] = least;
	}
	return q;
}
