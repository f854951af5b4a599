import { eachGroup, type Summarise } from './kind.ts';

/** A sum is the total of its rows' values; it has no interval. */
export const sum: Summarise = (asked) => {
	const keys = asked.keys.join(', ');
	return eachGroup(
		asked,
		`select ${keys}, sum(value order by value)::double as total from ${asked.rows} group by ${keys}`,
		([row = {}]) => ({
			value: Number(row.total),
			lower: null,
			upper: null,
			numerator: null,
			also: {},
			canDiffer: () => true
		})
	);
};
