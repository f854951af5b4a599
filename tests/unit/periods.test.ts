import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	addDays,
	addMonths,
	endOfMonth,
	isDate,
	lastTwelveMonths,
	periodsBetween
} from '../../src/lib/metrics/periods.ts';
import type { Grain } from '../../src/lib/metrics/result.ts';

/** Days 1600-01-01 to 2400-12-31: both kinds of century, leap and not. */
const date = fc
	.date({ min: new Date('1600-01-01T00:00:00Z'), max: new Date('2400-12-31T00:00:00Z'), noInvalidDate: true })
	.map((moment) => moment.toISOString().slice(0, 10));
const grain = fc.constantFrom<Grain>('month', 'quarter', 'year');
const fiscalYearStart = fc.integer({ min: 1, max: 12 });

describe('isDate', () => {
	it.each(['2024-02-29', '2000-02-29', '2025-12-31', '0001-01-01', '9999-12-31'])('%s is a date', (text) => {
		expect(isDate(text)).toBe(true);
	});

	it.each([
		'2023-02-29',
		'1900-02-29',
		'2025-04-31',
		'2025-13-01',
		'2025-00-10',
		'2025-01-00',
		'0000-01-01',
		'2025-1-1',
		'2025-01-01T00:00:00Z',
		'2025-01-01\n',
		' 2025-01-01',
		'20250101',
		'٢٠٢٥-٠١-٠١',
		''
	])('%j is none', (text) => {
		expect(isDate(text)).toBe(false);
	});
});

describe('addDays', () => {
	it('crosses 29 February in a leap year only', () => {
		expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
		expect(addDays('2023-02-28', 1)).toBe('2023-03-01');
		expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
	});

	it('does not trip over the days on which clocks change', () => {
		expect(addDays('2025-03-09', 1)).toBe('2025-03-10');
		expect(addDays('2025-11-02', 1)).toBe('2025-11-03');
	});

	it('keeps the first century where it is', () => {
		expect(addDays('0099-12-31', 1)).toBe('0100-01-01');
	});

	it('comes back', () => {
		fc.assert(
			fc.property(date, fc.integer({ min: -100_000, max: 100_000 }), (day, days) => {
				expect(addDays(addDays(day, days), -days)).toBe(day);
			})
		);
	});

	it('refuses what is no date, no whole number, or past the calendar', () => {
		expect(() => addDays('2023-02-30', 1)).toThrow('"2023-02-30" is not a date');
		expect(() => addDays('2023-02-28', 0.5)).toThrow(RangeError);
		expect(() => addDays('2023-02-28', NaN)).toThrow(RangeError);
		expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
		expect(() => addDays('0001-01-01', -1)).toThrow(RangeError);
	});
});

describe('addMonths', () => {
	it('stays at the end of a shorter month', () => {
		expect(addMonths('2025-01-31', 1)).toBe('2025-02-28');
		expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
		expect(addMonths('2025-03-31', -1)).toBe('2025-02-28');
		expect(addMonths('2025-08-31', 1)).toBe('2025-09-30');
	});

	it('crosses years both ways', () => {
		expect(addMonths('2024-12-15', 1)).toBe('2025-01-15');
		expect(addMonths('2025-01-15', -13)).toBe('2023-12-15');
		expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
	});

	it('comes back from any day up to the 28th', () => {
		fc.assert(
			fc.property(date, fc.integer({ min: -1200, max: 1200 }), (day, months) => {
				fc.pre(Number(day.slice(8)) <= 28);
				expect(addMonths(addMonths(day, months), -months)).toBe(day);
			})
		);
	});

	it('refuses what is no date or past the calendar', () => {
		expect(() => addMonths('today', 1)).toThrow(RangeError);
		expect(() => addMonths('2025-01-01', 1.5)).toThrow(RangeError);
		expect(() => addMonths('9999-12-01', 1)).toThrow(RangeError);
	});
});

describe('endOfMonth', () => {
	it('knows the lengths of February', () => {
		expect(endOfMonth('2024-02-01')).toBe('2024-02-29');
		expect(endOfMonth('2023-02-28')).toBe('2023-02-28');
		expect(endOfMonth('2100-02-10')).toBe('2100-02-28');
	});

	it('is the day before the first of the next month', () => {
		fc.assert(
			fc.property(date, (day) => {
				expect(endOfMonth(day)).toBe(addDays(`${addMonths(day, 1).slice(0, 8)}01`, -1));
			})
		);
	});
});

describe('periodsBetween', () => {
	it('cuts the first and the last month short and says so', () => {
		expect(periodsBetween('2024-01-15', '2024-03-31', 'month', 1)).toEqual([
			{ from: '2024-01-15', to: '2024-01-31' },
			{ from: '2024-02-01', to: '2024-02-29' },
			{ from: '2024-03-01', to: '2024-03-31' }
		]);
	});

	it('gives the federal year its quarters, from October', () => {
		expect(periodsBetween('2021-10-01', '2022-09-30', 'quarter', 10).map(({ from }) => from)).toEqual([
			'2021-10-01',
			'2022-01-01',
			'2022-04-01',
			'2022-07-01'
		]);
	});

	it('gives a year from February quarters that no calendar quarter matches', () => {
		expect(periodsBetween('2024-01-10', '2024-05-10', 'quarter', 2)).toEqual([
			{ from: '2024-01-10', to: '2024-01-31' },
			{ from: '2024-02-01', to: '2024-04-30' },
			{ from: '2024-05-01', to: '2024-05-10' }
		]);
	});

	it('splits a calendar year at the fiscal one from July', () => {
		expect(periodsBetween('2024-01-01', '2024-12-31', 'year', 7)).toEqual([
			{ from: '2024-01-01', to: '2024-06-30' },
			{ from: '2024-07-01', to: '2024-12-31' }
		]);
	});

	it('of a single day is that day', () => {
		const day = { from: '2024-02-29', to: '2024-02-29' };
		expect(periodsBetween('2024-02-29', '2024-02-29', 'year', 1)).toEqual([day]);
	});

	it('ends with the calendar', () => {
		expect(periodsBetween('9999-12-01', '9999-12-31', 'month', 1)).toHaveLength(1);
	});

	it('covers every day of the range once, whatever the grain and the fiscal year', () => {
		fc.assert(
			fc.property(
				date,
				fc.integer({ min: 0, max: 5000 }),
				grain,
				fiscalYearStart,
				(from, days, grain, start) => {
					const to = addDays(from, days);
					const periods = periodsBetween(from, to, grain, start);
					expect(periods[0]?.from).toBe(from);
					expect(periods.at(-1)?.to).toBe(to);
					for (const [i, period] of periods.entries()) {
						expect(period.from <= period.to).toBe(true);
						if (i > 0) expect(period.from).toBe(addDays(periods[i - 1]!.to, 1));
					}
				}
			)
		);
	});

	it('has whole periods of one, three or twelve months, which start where the fiscal year says', () => {
		const months = { month: 1, quarter: 3, year: 12 };
		fc.assert(
			fc.property(
				date,
				fc.integer({ min: 0, max: 3000 }),
				grain,
				fiscalYearStart,
				(from, days, grain, start) => {
					const periods = periodsBetween(from, addDays(from, days), grain, start);
					for (const [i, period] of periods.entries()) {
						if (i === 0 || i === periods.length - 1) continue; // the range may cut these short
						const whole = addDays(addMonths(period.from, months[grain]), -1) === period.to;
						const onStart =
							period.from.endsWith('-01') && (Number(period.from.slice(5, 7)) - start) % months[grain] === 0;
						expect(whole && onStart).toBe(true);
					}
				}
			)
		);
	});

	it('refuses a range that ends before it starts, and a thirteenth month', () => {
		expect(() => periodsBetween('2024-02-01', '2024-01-31', 'month', 1)).toThrow('ends before it starts');
		for (const start of [0, 13, 1.5, NaN]) {
			expect(() => periodsBetween('2024-01-01', '2024-01-31', 'month', start)).toThrow('give 1 to 12');
		}
		expect(() => periodsBetween('2024-01-01', '2024-02-30', 'month', 1)).toThrow('2024-02-30');
	});
});

describe('lastTwelveMonths', () => {
	it('of data known up to 30 September 2022 start on 1 October 2021', () => {
		expect(lastTwelveMonths('2022-09-30')).toEqual({ from: '2021-10-01', to: '2022-09-30' });
	});

	it('of data known up to 29 February 2024 start on 1 March 2023', () => {
		expect(lastTwelveMonths('2024-02-29').from).toBe('2023-03-01');
	});

	it('of data known up to 28 February 2025 are twelve whole months, from 1 March 2024', () => {
		expect(lastTwelveMonths('2025-02-28').from).toBe('2024-03-01');
	});

	it('are 365 days, or 366 where they hold a 29 February', () => {
		fc.assert(
			fc.property(date, (day) => {
				const { from, to } = lastTwelveMonths(day);
				expect(to).toBe(day);
				const length = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
				const leapDay = [from, to].some((end) => {
					const leap = `${end.slice(0, 4)}-02-29`;
					return isDate(leap) && leap >= from && leap <= to;
				});
				expect(length).toBe(leapDay ? 366 : 365);
			})
		);
	});
});
