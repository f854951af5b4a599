/** Calendar arithmetic on ISO dates, 'yyyy-mm-dd', years 0001 to 9999. No clock, no time zone. */

import type { Grain, Period } from './result.ts';

const MONTHS_IN: Record<Grain, number> = { month: 1, quarter: 3, year: 12 };
const DAY_MS = 86_400_000;

/** Whether the text is a date of the Gregorian calendar, written yyyy-mm-dd and nothing else. */
export function isDate(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const { year, month, day } = split(text);
	return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** The date so many days later, earlier if negative. Throws RangeError for no date or no whole number. */
export function addDays(date: string, days: number): string {
	check(date);
	whole(days);
	const moved = new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS);
	return write(moved.getUTCFullYear(), moved.getUTCMonth() + 1, moved.getUTCDate());
}

/**
 * The same day so many months later (earlier if negative), or the month's last day where it has no such
 * day: a month after 31 January is 28 or 29 February. Throws RangeError for no date or no whole number.
 */
export function addMonths(date: string, months: number): string {
	check(date);
	whole(months);
	const { year, month, day } = split(date);
	const count = year * 12 + (month - 1) + months;
	const toYear = Math.floor(count / 12);
	const toMonth = count - toYear * 12 + 1;
	return write(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)));
}

/** The last day of the date's month. Throws RangeError for no date. */
export function endOfMonth(date: string): string {
	check(date);
	const { year, month } = split(date);
	return write(year, month, daysInMonth(year, month));
}

/**
 * The months, quarters or years that the range touches, in order, clipped to it: together they cover every
 * day of it once. Quarters and years follow the fiscal year, which starts on the first of month
 * `fiscalYearStart` (1 to 12; 10 for the federal year).
 * Throws RangeError for no date, a range that ends before it starts, or no such month.
 */
export function periodsBetween(from: string, to: string, grain: Grain, fiscalYearStart: number): Period[] {
	check(from);
	check(to);
	if (to < from) throw new RangeError(`The period from ${from} to ${to} ends before it starts.`);
	if (!Number.isInteger(fiscalYearStart) || fiscalYearStart < 1 || fiscalYearStart > 12) {
		throw new RangeError(`The fiscal year cannot start in month ${fiscalYearStart}: give 1 to 12.`);
	}
	const length = MONTHS_IN[grain];
	let start = wholeAround(from, grain, fiscalYearStart).from;
	const periods: Period[] = [];
	for (;;) {
		const end = endOfMonth(addMonths(start, length - 1));
		periods.push({
			from: start < from ? from : start,
			to: end > to ? to : end
		});
		if (end >= to) return periods;
		start = addDays(end, 1);
	}
}

/** Whether the period is a whole month, quarter or year, and not a part of one. The fiscal year as in `periodsBetween`. */
export function isWhole({ from, to }: Period, grain: Grain, fiscalYearStart: number): boolean {
	const whole = wholeAround(from, grain, fiscalYearStart);
	return whole.from === from && whole.to === to;
}

/** The whole month, quarter or year that holds a day. Throws RangeError for no date. */
export function wholeAround(day: string, grain: Grain, fiscalYearStart: number): Period {
	check(day);
	const { year, month } = split(day);
	const monthsInto = (month - fiscalYearStart + 12) % MONTHS_IN[grain];
	const from = addMonths(write(year, month, 1), -monthsInto);
	return { from, to: endOfMonth(addMonths(from, MONTHS_IN[grain] - 1)) };
}

/**
 * The last so many whole months, quarters or years of which every day is known, from the first of them to the last; null
 * where there is none. Throws RangeError for no date.
 */
export function lastWhole(
	count: number,
	known: Period,
	grain: Grain,
	fiscalYearStart: number
): Period | null {
	const around = wholeAround(known.to, grain, fiscalYearStart);
	const to = around.to <= known.to ? around.to : addDays(around.from, -1);
	const begins = wholeAround(known.from, grain, fiscalYearStart);
	const first = begins.from >= known.from ? begins.from : addDays(begins.to, 1);
	const back = addMonths(addDays(to, 1), -count * MONTHS_IN[grain]);
	const from = back > first ? back : first;
	return from <= to ? { from, to } : null;
}

/**
 * The twelve months that end on the day up to which the data is known: from the day after the same
 * date one year before; twelve whole months where the last is whole. Throws RangeError for no date.
 */
export function lastTwelveMonths(observedUntil: string): Period {
	const from =
		observedUntil === endOfMonth(observedUntil)
			? addDays(endOfMonth(addMonths(observedUntil, -12)), 1)
			: addDays(addMonths(observedUntil, -12), 1);
	return { from, to: observedUntil };
}

/** The parts in which a period is best looked at: months up to three years, then quarters, then years. */
export function grainFor({ from, to }: Period): Grain {
	if (addMonths(from, 36) > to) return 'month';
	return addMonths(from, 120) > to ? 'quarter' : 'year';
}

function split(date: string): { year: number; month: number; day: number } {
	return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

function write(year: number, month: number, day: number): string {
	if (!(year >= 1 && year <= 9999))
		throw new RangeError(`Year ${year} is outside the calendar, 0001 to 9999.`);
	return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join(
		'-'
	);
}

function daysInMonth(year: number, month: number): number {
	if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
	return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function check(date: string): void {
	if (!isDate(date))
		throw new RangeError(`"${date}" is not a date. Write it as yyyy-mm-dd, like 2024-02-29.`);
}

function whole(count: number): void {
	if (!Number.isSafeInteger(count)) throw new RangeError(`${count} is not a whole number.`);
}
