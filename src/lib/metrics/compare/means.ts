import { tTails } from '../estimate/distributions.ts';
import type { ClusterValueSums } from '../estimate/mean.ts';
import type { Tested } from './shares.ts';

/**
 * Welch's t of the difference of two means over clusters, the variance of each the ratio estimator's k/(k − 1) · Σ
 * (y_c − mean · n_c)² / n², on Satterthwaite's degrees of freedom. With one row per cluster it is the ordinary Welch
 * test. Null where either side has fewer than two clusters, which cannot say how much clusters differ.
 * Rule: Welch 1947; METHODS.md §4, clustered.json's variance.
 */
export function testMeans(group: ClusterValueSums, rest: ClusterValueSums): Tested | null {
	if (group.clusters < 2 || rest.clusters < 2) return null;
	const [a, b] = [variance(group), variance(rest)];
	const difference = group.sum / group.n - rest.sum / rest.n;
	if (a + b <= 0) return { statistic: 0, df: group.clusters + rest.clusters - 2, p: 1 }; // all alike: nothing to judge by
	const statistic = difference / Math.sqrt(a + b);
	const df = (a + b) ** 2 / (a ** 2 / (group.clusters - 1) + b ** 2 / (rest.clusters - 1));
	return { statistic, df, p: Math.min(1, tTails(statistic, df)) };
}

function variance({ n, sum, clusters, sumSquares, sumCross, sumN2 }: ClusterValueSums): number {
	const value = sum / n;
	const squaredResiduals = Math.max(0, sumSquares - 2 * value * sumCross + value * value * sumN2);
	return ((clusters / (clusters - 1)) * squaredResiduals) / (n * n);
}
