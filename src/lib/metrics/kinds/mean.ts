import { mean as estimateMean } from '../estimate/mean.ts';
import { CLUSTER, eachGroup, type Summarise } from './kind.ts';

/**
 * A mean over rows, clustered by household, or by worker where the rows are a worker's alone. Sums are made in
 * one order, so that equal stores give equal figures to the last digit.
 */
export const mean: Summarise = (asked) => {
	const keys = asked.keys.join(', ');
	return eachGroup(
		asked,
		`select ${keys}, ${CLUSTER} as cluster, count(*) as n, sum(value::double order by value) as s from ${asked.rows} group by all order by all`,
		(rows) => {
			const clusters = rows.map((row) => ({ n: Number(row.n), sum: Number(row.s) }));
			const total = (of: (cluster: { n: number; sum: number }) => number) =>
				clusters.reduce((sum, cluster) => sum + of(cluster), 0);
			const estimate = estimateMean({
				n: total(({ n }) => n),
				sum: total(({ sum }) => sum),
				clusters: clusters.length,
				sumSquares: total(({ sum }) => sum * sum),
				sumCross: total(({ n, sum }) => n * sum),
				sumN2: total(({ n }) => n * n)
			});
			return {
				value: estimate?.value ?? null,
				lower: estimate?.lower ?? null,
				upper: estimate?.upper ?? null,
				numerator: null,
				also: {},
				canDiffer: () => estimate?.lower !== null
			};
		}
	);
};
