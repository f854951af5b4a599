import { meanOf, movingRanges, tolerance, type Expected } from './limits.ts';

/** 3 ÷ 1.128: three standard deviations, each a mean moving range over what it is of normal values. */
const TO_LIMIT = 2.66;
/** Above so many times their mean, a moving range is no noise. */
const UNUSUAL = 3.267;

/**
 * The limits of single values (an XmR chart): the mean ± 2.66 times the mean moving range. Moving ranges of 3.267
 * times their mean or more are left out once, so that a jump does not widen the limits that it is held to, unless
 * nothing but zeros would be left. Null where there are fewer than two values, or all are the same: then nothing is
 * known of what chance does. The limits are not cut at 0.
 * Throws RangeError for a value that is not finite.
 * Rule: METHODS.md §4, oracle xmr.json.
 */
export function xmr(values: readonly number[]): Expected | null {
	const wrong = values.find((value) => !Number.isFinite(value));
	if (wrong !== undefined) throw new RangeError(`A trend of ${String(wrong)}: every value must be finite.`);
	const spread = usualRange(movingRanges(values));
	const centre = meanOf(values);
	if (values.length < 2 || spread <= tolerance(centre)) return null;
	const reach = TO_LIMIT * spread;
	return { centre, reach, lower: centre - reach, upper: centre + reach };
}

function usualRange(ranges: readonly number[]): number {
	if (ranges.length === 0) return 0;
	const mean = meanOf(ranges);
	const most = UNUSUAL * mean;
	const usual = meanOf(ranges.filter((range) => range < most - tolerance(most)));
	return usual > 0 ? usual : mean;
}
