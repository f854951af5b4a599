import type { Interval } from '../estimate/proportion.ts';

/** A figure with its 95 % interval, null where it has none. */
export interface Figure {
	value: number;
	lower: number | null;
	upper: number | null;
}

/**
 * The group's figure less the rest's, with the 95 % interval that the two intervals make together, also where they
 * are not as wide on either side. Null limits where either figure has none.
 * Rule: Newcombe 1998, method 10; Zou and Donner 2008.
 */
export function difference(
	group: Figure,
	rest: Figure
): { value: number; lower: number | null; upper: number | null } {
	const value = group.value - rest.value;
	const [a, b] = [reach(group), reach(rest)];
	if (a === null || b === null) return { value, lower: null, upper: null };
	return {
		value,
		lower: value - Math.hypot(a.lower, b.upper),
		upper: value + Math.hypot(a.upper, b.lower)
	};
}

/** How far the limits lie from the figure. */
function reach({ value, lower, upper }: Figure): Interval | null {
	if (lower === null || upper === null) return null;
	return { lower: Math.max(0, value - lower), upper: Math.max(0, upper - value) };
}
