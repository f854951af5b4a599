import type { Summarise } from './kind.ts';

/** A count is its rows; it has no interval. */
export const count: Summarise = ({ groups }) =>
	Promise.resolve(
		new Map(
			groups.map(({ key, n }) => [
				key,
				{ value: n, lower: null, upper: null, numerator: null, also: {}, canDiffer: () => true }
			])
		)
	);
