import { logChoose } from '../estimate/distributions.ts';
import { Z95, type Interval } from '../estimate/proportion.ts';

/** So many rows, and so many successes among them. Both are whole, 0 ≤ successes ≤ n. */
export interface Counts {
	n: number;
	successes: number;
}

/** Tables whose probabilities differ by less than rounding are taken for equally likely, as R does. */
const RELATIVE = 1 + 1e-7;

/**
 * Fisher's exact test, two-sided: the chance, if both groups had one share and with the margins as they are, of a
 * table at most as likely as the one observed. In (0, 1]; 1 where either group is empty.
 * Throws RangeError for counts that no table has.
 * Rule: METHODS.md §4, oracle comparisons.csv (R's fisher.test).
 */
export function fisher(group: Counts, rest: Counts): number {
	check(group);
	check(rest);
	const all = group.successes + rest.successes;
	const fewest = Math.max(0, all - rest.n);
	const most = Math.min(all, group.n);
	const logLikely = (successes: number) => logChoose(group.n, successes) + logChoose(rest.n, all - successes);
	const observed = logLikely(group.successes);
	let total = 0;
	let asUnlikely = 0;
	// Relative to the likeliest table, so that nothing overflows.
	const mode = Math.min(
		most,
		Math.max(fewest, Math.floor(((group.n + 1) * (all + 1)) / (group.n + rest.n + 2)))
	);
	const highest = logLikely(mode);
	for (let successes = fewest; successes <= most; successes++) {
		const log = logLikely(successes);
		const likely = Math.exp(log - highest);
		total += likely;
		if (log <= observed + Math.log(RELATIVE)) asUnlikely += likely;
	}
	return Math.min(1, Math.max(Number.MIN_VALUE, asUnlikely / total));
}

/**
 * The group's share over the rest's, with its 95 % interval on the log scale (Katz 1978). Null where either has no
 * rows or no successes: there the ratio has no logarithm.
 * Throws RangeError for counts that no table has.
 * Rule: METHODS.md §4, oracle comparisons.csv.
 */
export function riskRatio(group: Counts, rest: Counts): ({ ratio: number } & Interval) | null {
	check(group);
	check(rest);
	if (group.successes === 0 || rest.successes === 0) return null;
	const ratio = group.successes / group.n / (rest.successes / rest.n);
	const variance = 1 / group.successes - 1 / group.n + 1 / rest.successes - 1 / rest.n;
	const factor = Math.exp(Z95 * Math.sqrt(Math.max(0, variance)));
	return { ratio, lower: ratio / factor, upper: ratio * factor };
}

function check({ n, successes }: Counts): void {
	const whole = Number.isSafeInteger(n) && Number.isSafeInteger(successes);
	if (!whole || successes < 0 || successes > n)
		throw new RangeError(`${successes} successes in ${n} rows: both are whole, from 0 to the rows.`);
}
