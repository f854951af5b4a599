import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Measure, Shown, Told } from '#lib/format.ts';
import { speak } from '#lib/speak.ts';

const { format } = speak('en');

const ratio: Measure = { kind: 'ratio', unit: 'exits' };
const days: Measure = { kind: 'duration', unit: 'days' };
const people: Measure = { kind: 'count', unit: 'people' };

const shown = (some: Partial<Shown>): Shown => ({
	status: 'shown',
	reason: null,
	value: null,
	lower: null,
	upper: null,
	n: 0,
	numerator: null,
	standard: null,
	standard_source: null,
	verdict: null,
	...some
});

describe('an answer', () => {
	test('of a ratio has its value, interval and basis', () => {
		const result = shown({ value: 0.714, lower: 0.359, upper: 0.918, n: 7, numerator: 5 });
		expect(format.answer(result, ratio)).toBe('71 % (36 to 92 %), 5 of 7');
	});

	test('of a duration is in days, one day in the singular', () => {
		expect(format.answer(shown({ value: 2, lower: 1, upper: 4.5, n: 9 }), days)).toBe(
			'2 days (1 to 4.5 days), n = 9'
		);
		expect(format.answer(shown({ value: 1, lower: 0, upper: 1, n: 9 }), days)).toBe(
			'1 day (0 to 1 day), n = 9'
		);
	});

	test('of a count is the count', () => {
		expect(format.answer(shown({ value: 1234, n: 1234 }), people)).toBe('1,234 people');
		expect(format.answer(shown({ value: 1, n: 1 }), people)).toBe('1 person');
		expect(format.answer(shown({ value: 0 }), people)).toBe('0 people');
		expect(format.quantity(1, 'people moving in')).toBe('1 person moving in');
		expect(format.quantity(1, 'households')).toBe('1 household');
	});

	test('of a time to event is a share, of a rate a number per 30 days, of a mean a number', () => {
		const wait: Measure = { kind: 'time_to_event', unit: 'days' };
		expect(format.answer(shown({ value: 0.41, lower: 0.32, upper: 0.51, n: 118 }), wait)).toBe(
			'41 % (32 to 51 %), n = 118'
		);
		const contacts: Measure = { kind: 'rate', unit: 'contacts' };
		expect(format.answer(shown({ value: 3.21, lower: 2.9, upper: 3.5, n: 40 }), contacts)).toBe(
			'3.2 contacts per 30 days (2.9 to 3.5), n = 40'
		);
		expect(format.answer(shown({ value: 0.14, lower: 0.088, upper: 0.19, n: 68 }), contacts)).toBe(
			'0.14 contacts per 30 days (0.09 to 0.19), n = 68'
		);
		expect(format.amount(1.04, { kind: 'mean', unit: 'clients' })).toBe('1 client');
	});

	test('of dollars is money, with cents only below 100', () => {
		const paid: Measure = { kind: 'sum', unit: 'dollars' };
		expect(format.answer(shown({ value: 1240.4, n: 12 }), paid)).toBe('$1,240, n = 12');
		expect(format.answer(shown({ value: 0 }), paid)).toBe('$0, n = 0');
		for (const [value, words] of [
			[12.5, '$12.50'],
			[99.994, '$99.99'],
			[7, '$7'],
			[-650, '-$650'],
			[-0, '$0'],
			[-0.001, '$0']
		] as const)
			expect(format.amount(value, paid)).toBe(words);
		const gain: Measure = { kind: 'mean', unit: 'dollars' };
		expect(format.answer(shown({ value: 120, lower: 80.5, upper: 160, n: 30 }), gain)).toBe(
			'$120 ($80.50 to $160), n = 30'
		);
	});

	test('of a mean of shares is a percentage, which may be more than all', () => {
		const taken: Measure = { kind: 'mean', unit: 'share' };
		expect(format.answer(shown({ value: 1.04, lower: 0.875, upper: 1.205, n: 365 }), taken)).toBe(
			'104 % (88 to 121 %), n = 365'
		);
		expect(format.plain(0.625, taken)).toBe('63 %');
	});

	test('that is not shown says why', () => {
		expect(format.answer(shown({ status: 'no_data' }), ratio)).toBe('no data');
		expect(
			format.answer(shown({ status: 'no_data', reason: 'There are no exits in this period.' }), ratio)
		).toBe('no data: there are no exits in this period');
		expect(format.answer(shown({ status: 'suppressed' }), ratio)).toBe('hidden: too few people');
		expect(format.answer(shown({ status: 'not_reached', n: 4 }), days)).toBe(
			'not reached: fewer than half so far'
		);
		expect(format.answer(shown({ status: 'not_collected', reason: 'no DateOfEngagement' }), ratio)).toBe(
			'not collected: no DateOfEngagement'
		);
	});
});

describe('a percentage', () => {
	test.each([
		[0, '0 %'],
		[0.0001, 'under 0.1 %'],
		[0.004, '0.4 %'],
		[0.6000000000000001, '60 %'],
		[0.994, '99.4 %'],
		[0.99999, 'over 99.9 %'],
		[1, '100 %']
	])('%d reads %s', (share, words) => {
		expect(format.percent(share)).toBe(words);
	});
});

describe('a finding', () => {
	const told: Told = {
		kind: 'time_to_event',
		unit: 'days',
		title: 'Days to move-in',
		rows: 'households',
		finding: 'Of {n} that enrolled, {value} had a home within {day} days.',
		day: 90
	};

	test('is the metric’s own sentence with its places filled', () => {
		expect(format.finding(shown({ value: 0.41, n: 118 }), told)).toBe(
			'Of 118 households that enrolled, 41 % had a home within 90 days.'
		);
		expect(format.finding(shown({ value: 1, n: 1 }), told)).toContain('Of 1 household that');
		const first = { ...told, finding: '{value} had a home.' };
		expect(format.finding(shown({ value: 0.0001, n: 9000 }), first)).toBe('Under 0.1 % had a home.');
	});

	test('is its title and figure where it has none, or why there is no figure', () => {
		expect(format.finding(shown({ value: 0.41, n: 118 }), { ...told, finding: undefined })).toBe(
			'Days to move-in: 41 %.'
		);
		expect(format.finding(shown({ status: 'no_data', reason: 'There are no exits.' }), told)).toBe(
			'Days to move-in: no data: there are no exits.'
		);
	});
});

test('a standard and its verdict', () => {
	const result = shown({ value: 0.5, standard: 0.8, verdict: 'too little data' });
	expect(format.standard(result, ratio)).toBe('80 %');
	expect(format.verdict(result)).toBe('too little data to judge');
	expect(format.standard(shown({}), ratio)).toBeNull();
	expect(format.verdict(shown({}))).toBeNull();
	expect(format.comparison(result, ratio)).toBe('The standard is 80 %; there is too little data to judge.');
	expect(format.comparison({ ...result, verdict: null }, ratio)).toBe('The standard is 80 %.');
	const promised = { ...result, standard_source: 'target of County grant', verdict: 'worse' } as const;
	expect(format.comparison(promised, ratio)).toBe('The target is 80 %; this is worse, by more than chance.');
	expect(format.comparison(shown({ value: 0.5 }), ratio)).toBeNull();
});

test('dates and moments', () => {
	expect(format.date('2022-09-30')).toBe('30 September 2022');
	expect(format.period({ from: '2021-10-01', to: '2022-09-30' })).toBe('1 October 2021 to 30 September 2022');
	expect(format.moment('2026-11-22T05:13:59.123Z')).toBe('22 November 2026, 05:13 UTC');
	expect(format.date('soon')).toBe('soon');
	expect(format.date('2022-02-30')).toBe('2022-02-30');
	expect(format.month('2022-09-30')).toBe('September 2022');
});

test('a span is as short as it can be', () => {
	expect(format.span({ from: '2022-05-01', to: '2022-05-31' })).toBe('May 2022');
	expect(format.span({ from: '2022-05-01', to: '2022-07-31' })).toBe('May 2022 to Jul 2022');
	expect(format.span({ from: '2022-05-02', to: '2022-07-31' })).toBe('2 May 2022 to 31 Jul 2022');
});

test('an age is in days, and never of the future', () => {
	expect(format.age('2022-09-30', '2022-11-24')).toBe('55 days ago');
	expect(format.age('2022-09-30', '2022-10-01')).toBe('yesterday');
	expect(format.age('2022-09-30', '2022-09-30')).toBe('today');
	expect(format.age('2022-09-30', '2022-09-01')).toBe('today');
	expect(format.age('soon', '2022-09-01')).toBeNull();
});

test('no number, however odd, reads NaN, Infinity or -0', () => {
	const odd = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity, -0));
	const oddOrNone = fc.option(odd);
	fc.assert(
		fc.property(
			oddOrNone,
			oddOrNone,
			oddOrNone,
			odd,
			fc.constantFrom(
				ratio,
				days,
				people,
				{ kind: 'rate', unit: 'contacts' } as const,
				{ kind: 'mean', unit: 'clients' } as const,
				{ kind: 'mean', unit: 'share' } as const,
				{ kind: 'sum', unit: 'dollars' } as const
			),
			(value, lower, upper, n, measure) => {
				const result = shown({ value, lower, upper, n, numerator: n, standard: value });
				const words = `${format.answer(result, measure)} ${format.standard(result, measure) ?? ''}`;
				expect(words).not.toMatch(/NaN|Infinity|∞|(^|[ (])-0( |$)/);
			}
		)
	);
});
