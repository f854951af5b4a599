import { tQuantile } from './distributions.ts';

/**
 * What SQL delivers of a mean's rows grouped by cluster. The rows of cluster c weigh n_c together (as many as they
 * are where none has a weight), and their values, each times its weight, sum to y_c.
 */
export interface ClusterValueSums {
	rows: number;
	/** Σ n_c. */
	n: number;
	/** Σ y_c. */
	sum: number;
	/** Distinct clusters. */
	clusters: number;
	/** Σ y_c². */
	sumSquares: number;
	/** Σ y_c · n_c. */
	sumCross: number;
	/** Σ n_c². */
	sumN2: number;
}

/** Adds up clusters, each with its rows, what they weigh together, and the sum of their weighted values. */
export function sumClusterValues(
	clusters: readonly { rows: number; n: number; sum: number }[]
): ClusterValueSums {
	const sums = { rows: 0, n: 0, sum: 0, clusters: clusters.length, sumSquares: 0, sumCross: 0, sumN2: 0 };
	for (const { rows, n, sum } of clusters) {
		sums.rows += rows;
		sums.n += n;
		sums.sum += sum;
		sums.sumSquares += sum * sum;
		sums.sumCross += n * sum;
		sums.sumN2 += n * n;
	}
	return sums;
}

export interface Mean {
	value: number;
	/** The 95 % interval; null where there is one cluster, which cannot say how much clusters differ. */
	lower: number | null;
	upper: number | null;
	/** Distinct clusters. */
	clients: number;
}

/** Sums of products that rounding alone may part, relative to their size. */
const ROUNDING = 1e-9;

/**
 * The mean over rows, by their weights, with its 95 % interval over clusters: ratio-estimator variance
 * k/(k − 1) · Σ (y_c − mean · n_c)² / n² for k clusters, t on k − 1 degrees of freedom. With one row
 * per cluster it is the ordinary t interval. lower ≤ value ≤ upper. Null where there are no rows.
 * Throws RangeError for sums that no table of rows has.
 * Rule: METHODS.md §2 and §4, clustered.json's variance.
 */
export function mean(sums: ClusterValueSums): Mean | null {
	check(sums);
	const { rows, n, sum, clusters, sumSquares, sumCross, sumN2 } = sums;
	if (rows === 0) return null;
	const value = sum / n;
	if (clusters === 1) return { value, lower: null, upper: null, clients: 1 };
	const squaredResiduals = Math.max(0, sumSquares - 2 * value * sumCross + value * value * sumN2);
	const std_error = Math.sqrt((clusters / (clusters - 1)) * squaredResiduals) / n;
	const half = tQuantile(0.975, clusters - 1) * std_error;
	return { value, lower: value - half, upper: value + half, clients: clusters };
}

function check({ rows, n, sum, clusters, sumSquares, sumCross, sumN2 }: ClusterValueSums): void {
	const atMost = (a: number, b: number) => a <= b + ROUNDING * Math.abs(b);
	const possible =
		Number.isSafeInteger(rows) &&
		Number.isSafeInteger(clusters) &&
		0 <= clusters &&
		clusters <= rows &&
		(rows === 0 ? n === 0 : clusters >= 1 && n > 0) &&
		n < Infinity &&
		atMost(sumN2, n * n) &&
		atMost(n * n, clusters * sumN2) &&
		sumSquares < Infinity &&
		// Cauchy and Schwarz.
		atMost(sum * sum, clusters * sumSquares) &&
		atMost(sumCross * sumCross, sumSquares * sumN2);
	if (!possible) {
		const counts = `${rows} rows, n ${n}, sum ${sum}, clusters ${clusters}`;
		const products = `Σy² ${sumSquares}, Σyn ${sumCross}, Σn² ${sumN2}`;
		throw new RangeError(`No table of rows has ${counts}, ${products}. Every row needs a cluster.`);
	}
}
