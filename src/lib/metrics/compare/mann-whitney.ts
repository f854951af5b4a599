import { normalTails } from '../estimate/distributions.ts';

/** Below so many values on both sides, and without ties, the test is exact, as R's is. */
const EXACT_BELOW = 50;

/**
 * Mann and Whitney's test of whether the group's values tend to be larger or smaller than the rest's, two-sided, as
 * R's wilcox.test does it: exact for fewer than 50 values on each side without ties, else by the normal
 * approximation with the variance corrected for ties and one half for continuity. 1 where either side is empty.
 * Rule: Mann and Whitney 1947; METHODS.md §4.
 */
export function mannWhitney(group: readonly number[], rest: readonly number[]): number {
	const [m, n] = [group.length, rest.length];
	if (m === 0 || n === 0) return 1;
	const { rankSum, ties } = rank(group, rest);
	const u = rankSum - (m * (m + 1)) / 2;
	if (ties === 0 && m < EXACT_BELOW && n < EXACT_BELOW) return exact(u, m, n);
	const away = u - (m * n) / 2;
	const all = m + n;
	const variance = ((m * n) / 12) * (all + 1 - ties / (all * (all - 1)));
	if (variance <= 0) return 1; // every value is the same
	return Math.min(1, normalTails(Math.max(0, Math.abs(away) - 0.5) / Math.sqrt(variance)));
}

/** The sum of the group's mean ranks, and Σ (t³ − t) over values that t have. */
function rank(group: readonly number[], rest: readonly number[]): { rankSum: number; ties: number } {
	const values = [
		...group.map((value) => ({ value, ofGroup: true })),
		...rest.map((value) => ({ value, ofGroup: false }))
	].sort((a, b) => a.value - b.value);
	let rankSum = 0;
	let ties = 0;
	for (let first = 0; first < values.length;) {
		let end = first;
		let own = 0;
		while (end < values.length && values[end]!.value === values[first]!.value) {
			if (values[end]!.ofGroup) own++;
			end++;
		}
		const alike = end - first;
		rankSum += own * ((first + 1 + end) / 2);
		ties += alike ** 3 - alike;
		first = end;
	}
	return { rankSum, ties };
}

/** Twice the chance of the nearer tail, from how many orders of m and n values give each U. */
function exact(u: number, m: number, n: number): number {
	const orders = countOrders(m, n);
	const total = orders.reduce((sum, each) => sum + each, 0);
	const nearer = Math.min(u, m * n - u);
	const tail = orders.slice(0, nearer + 1).reduce((sum, each) => sum + each, 0);
	return Math.min(1, (2 * tail) / total);
}

/** How many orders of m and n values have each U from 0 to m · n: the coefficients of the Gaussian binomial. */
function countOrders(m: number, n: number): number[] {
	const counts = new Array<number>(m * n + 1).fill(0);
	counts[0] = 1;
	for (let i = 1; i <= m; i++) {
		for (let at = counts.length - 1; at >= n + i; at--) counts[at]! -= counts[at - n - i]!;
		for (let at = i; at < counts.length; at++) counts[at]! += counts[at - i]!;
	}
	return counts;
}
