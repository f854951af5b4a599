/**
 * What one can expect of a point of a trend by chance: the level about which the points lie, and how far to either
 * side of it the limits are. The limits that are shown may lie nearer, where no value can be beyond (a share above 1):
 * `reach` is not cut, so that what is two thirds of the way to a limit does not move with it.
 */
export type Expected = { centre: number; reach: number; lower: number; upper: number };

/** Fewer points than these, and nobody can say what chance alone would do (METHODS §4). */
export const FEWEST_POINTS = 12;

/** Fewer events than these in a point, on average, and chance crosses the limits far more often than those of a symmetric noise. */
export const FEWEST_ROWS = 10;

/** How far two values may lie apart and still be the same: 1e-9, of large values that part of them. */
export function tolerance(...values: readonly number[]): number {
	return 1e-9 * Math.max(1, ...values.map(Math.abs));
}

/** The differences between neighbours, without their sign. */
export function movingRanges(values: readonly number[]): number[] {
	return values.slice(1).map((value, at) => Math.abs(value - values[at]!));
}

/** The sum over the count; NaN of nothing. */
export function meanOf(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}
