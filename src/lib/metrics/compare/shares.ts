import { normalTails, tTails } from '../estimate/distributions.ts';
import { fisher, type Counts } from './fisher.ts';

/** A share that is known as well as from `effective_n` independent rows. */
export interface EstimatedShare {
	share: number;
	/** Above 0, not necessarily whole. */
	effective_n: number;
}

/** A test of a difference: its statistic, its degrees of freedom (null: the normal distribution), and its p. */
export interface Tested {
	statistic: number;
	df: number | null;
	p: number;
}

/**
 * Tests the difference of two shares against its standard error: Student's t on so many degrees of freedom, or the
 * normal distribution. The variance of a share is share · (1 − share) ÷ effective n: of clustered rows the
 * ratio-estimator variance, of a time to event Aalen and Johansen's. A share of 0 or 1 has none of its own; it
 * takes that of both together, so that a few who all did alike prove nothing.
 * Rule: METHODS.md §4, oracles clustered.json and time-to-event.json.
 */
export function testShares(group: EstimatedShare, rest: EstimatedShare, df: number | null): Tested {
	const together =
		(group.share * group.effective_n + rest.share * rest.effective_n) /
		(group.effective_n + rest.effective_n);
	const variance = ({ share, effective_n }: EstimatedShare) => {
		const certain = share <= 0 || share >= 1;
		const of = certain ? together : share;
		return (of * (1 - of)) / effective_n;
	};
	const std_error = Math.sqrt(variance(group) + variance(rest));
	const statistic = std_error > 0 ? (group.share - rest.share) / std_error : 0;
	return { statistic, df, p: Math.min(1, df === null ? normalTails(statistic) : tTails(statistic, df)) };
}

/**
 * The p of `testShares`, or that of Fisher's exact test on the effective numbers where it is larger. A t or z of a
 * few rows far from one half is far too sure: with 1 of 12 against 40 % it says 0.0001 where the exact test says 0.02,
 * and a scan of hundreds of groups would find one such by chance. Of clustered rows the t is on Satterthwaite's degrees
 * of freedom, which are those of the oracle (clusters − 2) at most, and fewer where one side has few clusters.
 */
export function cautiousP(group: EstimatedShare & Clustered, rest: EstimatedShare & Clustered): number {
	const together =
		(group.share * group.effective_n + rest.share * rest.effective_n) /
		(group.effective_n + rest.effective_n);
	const df = group.clusters === undefined || rest.clusters === undefined ? null : satterthwaite(group, rest);
	if (df !== null && df < 1) return 1;
	return Math.max(testShares(group, rest, df).p, fisher(whole(group, together), whole(rest, together)));
}

/** In how many clusters its rows lie, where the variance of a share is over clusters. */
interface Clustered {
	clusters?: number;
}

function satterthwaite(...sides: (EstimatedShare & Clustered)[]): number {
	const parts = sides.map(({ share, effective_n, clusters = 1 }) => ({
		variance: (share * (1 - share)) / effective_n,
		df: clusters - 1
	}));
	if (parts.some(({ df }) => df < 1)) return 0;
	const sum = parts.reduce((total, { variance }) => total + variance, 0);
	const squares = parts.reduce((total, { variance, df }) => total + variance ** 2 / df, 0);
	return squares > 0 ? sum ** 2 / squares : parts.reduce((total, { df }) => total + df, 0);
}

/** Whole counts that say no more than the share does: rounded towards what both have together. */
function whole({ share, effective_n }: EstimatedShare, together: number): Counts {
	const n = Math.max(1, Math.floor(effective_n + 1e-9));
	const successes = share * n;
	const rounded = share < together ? Math.ceil(successes - 1e-9) : Math.floor(successes + 1e-9);
	return { n, successes: Math.min(n, Math.max(0, rounded)) };
}
