/**
 * Results in words and numbers, the same on every page, in every list and on the command line. No
 * arithmetic beyond rounding.
 */

import type { MetricAnswer, Result } from './metrics/result.ts';

export type Measure = Pick<MetricAnswer, 'kind' | 'unit'>;
export type Shown = Pick<
	Result,
	'status' | 'reason' | 'value' | 'lower' | 'upper' | 'n' | 'numerator' | 'standard' | 'verdict'
>;

const MONTHS = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December'
];

const NO_FIGURE = 'no figure';

const STATUS: Record<Exclude<Shown['status'], 'shown'>, string> = {
	no_data: 'no data',
	not_reached: 'not reached: fewer than half so far',
	suppressed: 'hidden: too few people',
	not_collected: 'not collected'
};

/** A number with thousands separated and at most so many decimals: 1,234 or 2.5. */
export function number(value: number, decimals = 0): string {
	if (!Number.isFinite(value)) return NO_FIGURE;
	const text = value.toLocaleString('en-GB', { maximumFractionDigits: decimals });
	return text === '-0' ? '0' : text;
}

/** A share as a percentage without its sign. It is 0 or 100 only where the share is exactly none or all. */
function hundredths(share: number): string {
	const percent = share * 100;
	if (percent > 0 && percent < 0.05) return 'under 0.1';
	if (percent < 100 && percent >= 99.95) return 'over 99.9';
	const nearAnEnd = (percent > 0 && percent < 1) || (percent > 99 && percent < 100);
	return number(percent, nearAnEnd ? 1 : 0);
}

export function percent(share: number): string {
	return Number.isFinite(share) ? `${hundredths(share)} %` : NO_FIGURE;
}

/** A number of units, with the unit in the singular for one: 1 day, 2.5 days, 1 person. */
export function quantity(value: number, unit: string, decimals = 0): string {
	if (!Number.isFinite(value)) return NO_FIGURE;
	const text = number(value, decimals);
	return `${text} ${text === '1' ? singular(unit) : unit}`;
}

/** One of a unit whose first word is in the plural: person, move-in, person moving in. */
function singular(unit: string): string {
	return unit.replace(/^\S+/, (word) => (word === 'people' ? 'person' : word.replace(/s$/, '')));
}

function isShare({ kind }: Measure): boolean {
	return kind === 'ratio';
}

function decimalsOf({ kind }: Measure): number {
	return kind === 'count' ? 0 : 1;
}

/** A figure of a metric: "71 %", "2 days", "28 people". */
export function amount(value: number, measure: Measure): string {
	return isShare(measure) ? percent(value) : quantity(value, measure.unit, decimalsOf(measure));
}

/** The headline alone, or why there is none. */
export function headline(result: Shown, measure: Measure): string {
	if (result.status === 'shown') return result.value === null ? NO_FIGURE : amount(result.value, measure);
	const words = STATUS[result.status];
	return result.reason === null ? words : `${words.split(':')[0] ?? words}: ${clause(result.reason)}`;
}

/** A sentence as the end of another: no capital, unless it is of an abbreviation, and no full stop. */
function clause(sentence: string): string {
	return sentence.replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase()).replace(/\.$/, '');
}

/** The 95 % interval, "36 to 92 %", or null where there is none. */
export function interval(result: Shown, measure: Measure): string | null {
	const { status, lower, upper } = result;
	if (status !== 'shown' || lower === null || upper === null) return null;
	if (!Number.isFinite(lower) || !Number.isFinite(upper)) return null;
	if (isShare(measure)) return `${hundredths(lower)} to ${hundredths(upper)} %`;
	const decimals = decimalsOf(measure);
	return `${number(lower, decimals)} to ${quantity(upper, measure.unit, decimals)}`;
}

/**
 * What the figure rests on: "5 of 7" for a share, else the number of rows. Null where it says no more than
 * the figure.
 */
export function basis(result: Shown, { kind }: Measure): string | null {
	const { n, numerator } = result;
	if (result.status !== 'shown' || kind === 'count') return null;
	return numerator === null ? `n = ${number(n)}` : `${number(numerator)} of ${number(n)}`;
}

/** All of it: "71 % (36 to 92 %), 5 of 7". */
export function answer(result: Shown, measure: Measure): string {
	const limits = interval(result, measure);
	const rests = basis(result, measure);
	return `${headline(result, measure)}${limits === null ? '' : ` (${limits})`}${rests === null ? '' : `, ${rests}`}`;
}

/** The standard or target that the figure is held to, or null. */
export function standard(result: Shown, measure: Measure): string | null {
	return result.standard === null ? null : amount(result.standard, measure);
}

/** How the figure compares with its standard, or null where it is not judged. */
export function verdict(result: Shown): string | null {
	switch (result.verdict) {
		case null:
			return null;
		case 'better':
			return 'better, by more than chance';
		case 'worse':
			return 'worse, by more than chance';
		case 'too little data':
			return 'too little data to judge';
		default:
			return result.verdict;
	}
}

/** An ISO date in words: 30 September 2022. What is no date stays as it is. */
export function date(iso: string): string {
	const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso) ?? [];
	const name = MONTHS[Number(month) - 1];
	return name === undefined ? iso : `${Number(day)} ${name} ${year ?? ''}`;
}

/** A moment to the minute: 22 November 2026, 05:13 UTC. */
export function moment(iso: string): string {
	const at = new Date(iso);
	if (Number.isNaN(at.getTime())) return iso;
	const utc = at.toISOString();
	return `${date(utc)}, ${utc.slice(11, 16)} UTC`;
}

export function period({ from, to }: { from: string; to: string }): string {
	return `${date(from)} to ${date(to)}`;
}
