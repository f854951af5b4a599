import { rate as estimateRate } from '../estimate/rate.ts';
import { CLUSTER, eachGroup, type Summarise } from './kind.ts';

/** A rate: events per 30 days of exposure, summed by household, whose members' contacts go together. */
export const rate: Summarise = (asked) => {
	const keys = asked.keys.join(', ');
	return eachGroup(
		asked,
		`select ${keys}, ${CLUSTER} as cluster, sum(events)::double as events, sum(exposure_days)::double as exposure_days
		from ${asked.rows} group by all order by all`,
		(rows) => {
			const estimate = estimateRate(
				rows.map((row) => ({ events: Number(row.events), exposure_days: Number(row.exposure_days) }))
			);
			return {
				value: estimate?.per_30_days ?? null,
				lower: estimate?.lower ?? null,
				upper: estimate?.upper ?? null,
				numerator: null,
				also: {
					events: estimate?.events ?? null,
					exposure_days: estimate?.exposure_days ?? null,
					dispersion: estimate?.dispersion ?? null
				},
				canDiffer: () => true
			};
		}
	);
};
