import { duration as estimateDuration } from '../estimate/duration.ts';
import { eachGroup, type Summarise } from './kind.ts';

/** A duration is shown by its median. */
export const duration: Summarise = (asked) => {
	const keys = asked.keys.join(', ');
	return eachGroup(
		asked,
		`select ${keys}, days::double as days, count(*) as n from ${asked.rows} group by ${keys}, days order by days`,
		(rows, { standard }) => {
			const estimate = estimateDuration(
				rows.map((row) => [Number(row.days), Number(row.n)] as const),
				standard?.value ?? null
			);
			return {
				value: estimate?.median ?? null,
				lower: estimate?.lower ?? null,
				upper: estimate?.upper ?? null,
				numerator: null,
				also: { p90: estimate?.p90 ?? null, within_standard: estimate?.within_standard ?? null },
				canDiffer: () => true
			};
		}
	);
};
