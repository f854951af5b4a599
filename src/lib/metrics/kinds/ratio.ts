import { proportion } from '../estimate/proportion.ts';
import { canDiffer } from '../judge.ts';
import { CLUSTER, eachGroup, type Summarise } from './kind.ts';

/** A ratio is a proportion of its rows, clustered by household. */
export const ratio: Summarise = (asked) => {
	const keys = asked.keys.join(', ');
	return eachGroup(
		asked,
		`with cluster as (
			select ${keys}, ${CLUSTER} as cluster, count(*) as n, count(*) filter (success) as s from ${asked.rows} group by all
		)
		select ${keys}, sum(n) as n, sum(s) as s, count(*) as clusters, sum(s * s) as ss, sum(s * n) as sn, sum(n * n) as nn from cluster group by ${keys}`,
		([row = {}]) => {
			const estimate = proportion({
				n: Number(row.n),
				successes: Number(row.s),
				clusters: Number(row.clusters),
				sumSuccess2: Number(row.ss),
				sumSuccessN: Number(row.sn),
				sumN2: Number(row.nn)
			});
			const effective = estimate?.effective_n ?? 0;
			return {
				value: estimate?.value ?? null,
				lower: estimate?.lower ?? null,
				upper: estimate?.upper ?? null,
				numerator: Number(row.s),
				also: { effective_n: effective },
				canDiffer: (standard) => canDiffer(effective, standard)
			};
		}
	);
};
