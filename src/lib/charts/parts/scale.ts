/** A straight scale from values to pixels. */
export interface Linear {
	domain: readonly [number, number];
	range: readonly [number, number];
}

/** The pixel of a value. */
export function place({ domain: [from, to], range: [start, end] }: Linear, value: number): number {
	return start + ((value - from) / (to - from)) * (end - start);
}

const DAYS = [1, 2, 5, 7, 10, 14, 30, 60, 90, 180, 365, 730, 1825, 3650];

/** The smallest calendar-like step, in whole days, that divides the span into at most so many parts. */
export function dayStep(span: number, most: number): number {
	return DAYS.find((step) => span / step <= most) ?? Math.ceil(span / most);
}

/** 0, step, 2 step, … up to `last`. */
export function multiples(step: number, last: number): number[] {
	return Array.from({ length: Math.floor(last / step + 1e-9) + 1 }, (_, i) => round(i * step));
}

/** Round ticks from 0 to the first that reaches the highest value: steps of 1, 2 or 5 times a power of ten. */
export function ticksTo(highest: number, most: number, { whole = false } = {}): number[] {
	const top = highest > 0 && Number.isFinite(highest) ? highest : 1;
	const power = 10 ** Math.floor(Math.log10(top / most));
	const step = [1, 2, 5, 10].map((times) => times * power).find((each) => top / each <= most + 1e-9)!;
	const used = whole ? Math.max(1, step) : step;
	return multiples(used, Math.ceil(top / used - 1e-9) * used);
}

/** The ticks of a share: 0 to 100 %. */
export const SHARES = [0, 0.25, 0.5, 0.75, 1];

/** The ticks of shares: 0 to 100 %, or round ones as far as they go where one is more than all. */
export function sharesTo(highest: number): number[] {
	return highest > 1 ? ticksTo(highest, 5) : SHARES;
}

/** Without the last bits that multiplication leaves: 0.3, not 0.30000000000000004. */
function round(value: number): number {
	return Number(value.toPrecision(12));
}
