/**
 * What SQL delivers of a ratio's rows grouped by cluster: the client, or the household where its members
 * are the rows. In cluster c, n_c is the number of rows and s_c the number of successes among them.
 */
export interface ClusterSums {
	/** Rows: Σ n_c. */
	n: number;
	/** Successes: Σ s_c. */
	successes: number;
	/** Distinct clusters. */
	clusters: number;
	/** Σ s_c². */
	sumSuccess2: number;
	/** Σ s_c · n_c. */
	sumSuccessN: number;
	/** Σ n_c². */
	sumN2: number;
}

/** Adds up clusters, each with its rows and the successes among them. */
export function sumClusters(clusters: readonly { n: number; successes: number }[]): ClusterSums {
	const sums = { n: 0, successes: 0, clusters: clusters.length, sumSuccess2: 0, sumSuccessN: 0, sumN2: 0 };
	for (const { n, successes } of clusters) {
		sums.n += n;
		sums.successes += successes;
		sums.sumSuccess2 += successes * successes;
		sums.sumSuccessN += successes * n;
		sums.sumN2 += n * n;
	}
	return sums;
}

export interface Interval {
	lower: number;
	upper: number;
}

export interface Proportion extends Interval {
	value: number;
	/** As many independent rows as would know as much: n ÷ design effect. Not rounded. */
	effective_n: number;
	design_effect: number;
}

/** The standard normal's 97.5th percentile, for 95 % two-sided. */
export const Z95 = 1.959963984540054;

/**
 * Wilson's score interval of a proportion, without continuity correction, between 0 and 1.
 * `n` and `successes` need not be whole: clustered rows enter with their effective n.
 * Throws RangeError unless n > 0 and 0 ≤ successes ≤ n.
 * Rule: Wilson 1927; METHODS.md §4, oracle wilson.csv.
 */
export function wilson(successes: number, n: number, z: number = Z95): Interval {
	if (!(n > 0 && n < Infinity && successes >= 0 && successes <= n)) {
		throw new RangeError(`A proportion of ${successes} in ${n}: need n > 0 and 0 ≤ successes ≤ n.`);
	}
	const p = successes / n;
	const shrink = 1 + (z * z) / n;
	const centre = (p + (z * z) / (2 * n)) / shrink;
	const half = (z / shrink) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
	// At p = 0 and p = 1 one limit equals p, and centre ∓ half misses it by rounding. The clamp to p mends
	// it.
	return { lower: Math.max(0, Math.min(p, centre - half)), upper: Math.min(1, Math.max(p, centre + half)) };
}

/**
 * How many times larger the variance of the proportion is than if all rows were independent: from 1 to n,
 * so that the effective n lies between 1 and n. 1 where no cluster has several rows (the formula
 * would give k/(k−1), by its correction for k clusters), and where there are no rows.
 *
 * Ratio-estimator variance k/(k−1) · Σ(s_c − p·n_c)² / n² against p(1−p)/n. With a single cluster, or
 * with p of 0 or 1, every residual is zero whatever the clusters have in common, so the rows cannot say how
 * alike one client's rows are. There we take the cautious end, rows of a client wholly alike: the
 * effective n is the number of clusters.
 *
 * Throws RangeError for sums that no table of rows has.
 * Rule: METHODS.md §4, oracle clustered.json.
 */
export function designEffect(sums: ClusterSums): number {
	check(sums);
	const { n, successes, clusters, sumSuccess2, sumSuccessN, sumN2 } = sums;
	if (clusters === n) return 1;
	if (clusters === 1 || successes === 0 || successes === n) return n / clusters;
	const p = successes / n;
	const squaredResiduals = sumSuccess2 - 2 * p * sumSuccessN + p * p * sumN2;
	const variance = ((clusters / (clusters - 1)) * squaredResiduals) / (n * n);
	return Math.max(1, variance / ((p * (1 - p)) / n));
}

/**
 * The share of rows that are a success with its 95 % interval, allowing for clients who have several rows:
 * Wilson at the effective n. 0 ≤ lower ≤ value ≤ upper ≤ 1. Null where there are no rows (0/0 is not 0 %).
 * Throws RangeError for sums that no table of rows has.
 * Rule: METHODS.md §4, oracles wilson.csv and clustered.json.
 */
export function proportion(sums: ClusterSums): Proportion | null {
	const design_effect = designEffect(sums);
	if (sums.n === 0) return null;
	const value = sums.successes / sums.n;
	const effective_n = sums.n / design_effect;
	const { lower, upper } = wilson(value * effective_n, effective_n);
	// (value × m) ÷ m may miss value in its last bit, and so may the limit that equals it.
	return { value, lower: Math.min(lower, value), upper: Math.max(upper, value), effective_n, design_effect };
}

function check({ n, successes, clusters, sumSuccess2, sumSuccessN, sumN2 }: ClusterSums): void {
	const possible =
		n < Infinity &&
		0 <= successes &&
		successes <= n &&
		clusters <= n &&
		(clusters >= 1 || n === 0) &&
		successes <= sumSuccess2 &&
		sumSuccess2 <= sumSuccessN &&
		sumSuccessN <= sumN2 &&
		sumN2 <= n * n;
	if (!possible) {
		const counts = `n ${n}, successes ${successes}, clusters ${clusters}`;
		const products = `Σs² ${sumSuccess2}, Σsn ${sumSuccessN}, Σn² ${sumN2}`;
		throw new RangeError(`No table of rows has ${counts}, ${products}. Every row needs a cluster.`);
	}
}
