import { mean as estimateMean, sumClusterValues } from '../estimate/mean.ts';
import { CLUSTER, eachGroup, type Summarise } from './kind.ts';

/**
 * A mean over rows, each counting by its weight, clustered by household, or by worker where the rows are theirs
 * alone. Rows of programs alone are all that there are, and no sample of any: they have no interval. Sums are made in one order, so that equal stores give equal figures to the last digit.
 */
export const mean: Summarise = (asked) => {
	const keys = asked.keys.join(', ');
	const isSample = asked.selection.metric.of !== 'program';
	return eachGroup(
		asked,
		`with weighed as (
			select ${keys}, ${CLUSTER} as cluster, value::double as value, coalesce(weight, 1)::double as weight from ${asked.rows}
		)
		select ${keys}, cluster, count(*) as rows, sum(weight order by weight) as n, sum(value * weight order by value, weight) as s
		from weighed group by all order by all`,
		(rows) => {
			const clusters = rows.map((row) => ({ rows: Number(row.rows), n: Number(row.n), sum: Number(row.s) }));
			const estimate = estimateMean(sumClusterValues(clusters));
			const lower = estimate?.lower ?? null;
			return {
				value: estimate?.value ?? null,
				lower: isSample ? lower : null,
				upper: isSample ? (estimate?.upper ?? null) : null,
				numerator: null,
				also: {},
				canDiffer: () => isSample && lower !== null
			};
		}
	);
};
