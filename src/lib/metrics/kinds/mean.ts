import { mean as estimateMean } from '../estimate/mean.ts';
import { CLUSTER, eachGroup, type Summarise } from './kind.ts';

/**
 * A mean over rows, each counting by its weight, clustered by household, or by worker or program where the rows
 * are theirs alone. Sums are made in one order, so that equal stores give equal figures to the last digit.
 */
export const mean: Summarise = (asked) => {
	const keys = asked.keys.join(', ');
	const { unit } = asked.selection.metric;
	return eachGroup(
		asked,
		`with weighed as (
			select ${keys}, ${CLUSTER} as cluster, value::double as value, coalesce(weight, 1)::double as weight from ${asked.rows}
		)
		select ${keys}, cluster, count(*) as rows, sum(weight order by weight) as n, sum(value * weight order by value, weight) as s
		from weighed group by all order by all`,
		(rows) => {
			const clusters = rows.map((row) => ({ rows: Number(row.rows), n: Number(row.n), sum: Number(row.s) }));
			const total = (of: (cluster: (typeof clusters)[number]) => number) =>
				clusters.reduce((sum, cluster) => sum + of(cluster), 0);
			const estimate = estimateMean({
				rows: total((cluster) => cluster.rows),
				n: total(({ n }) => n),
				sum: total(({ sum }) => sum),
				clusters: clusters.length,
				sumSquares: total(({ sum }) => sum * sum),
				sumCross: total(({ n, sum }) => n * sum),
				sumN2: total(({ n }) => n * n)
			});
			const lower = estimate?.lower ?? null;
			return {
				value: estimate?.value ?? null,
				lower: lower !== null && unit === 'share' ? Math.max(0, lower) : lower, // there is no share below none
				upper: estimate?.upper ?? null,
				numerator: null,
				also: {},
				canDiffer: () => lower !== null
			};
		}
	);
};
