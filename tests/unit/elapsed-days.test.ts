import fc from 'fast-check';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '#pipelines/duckdb.ts';
import { readHolidays, writeCalendar } from '#pipelines/holidays.ts';
import { readRules, ruleSql } from '#pipelines/model/definition.ts';

const { days } = readHolidays(null, []);
const holidays = new Set(days.map(({ day }) => day));
const DAY = 86_400_000;
const iso = (at: number) => new Date(at).toISOString().slice(0, 10);
const weekday = (day: string) => new Date(day).getUTCDay();

let db: Database;
beforeAll(async () => {
	db = await openDatabase(':memory:', tmpdir());
	await writeCalendar(db, { own: false, days });
	const rules = readRules().filter(({ head }) => head.gives === 'value');
	for (const statement of rules.flatMap(ruleSql)) await db.run(statement);
});
afterAll(() => {
	db.close();
});

async function elapsed(from: string | null, to: string | null, unit: string): Promise<number | null> {
	const { n } = await db.row('select elapsed_days($from::date, $to::date, $unit)::integer as n', {
		from,
		to,
		unit
	});
	return n === null ? null : Number(n);
}
async function lastDay(from: string, limit: number, unit: string): Promise<string> {
	const { day } = await db.row(
		'select numbered_day(k, $unit)::varchar as day from (select day_number($from::date, $unit) + $limit::integer as k)',
		{ from, limit, unit }
	);
	return String(day);
}

/** The days after one up to and including another that count, one by one. */
function countDays(from: string, to: string, unit: string): number {
	let n = 0;
	for (let at = Date.parse(from) + DAY; at <= Date.parse(to); at += DAY) {
		const day = iso(at);
		const off = weekday(day) === 0 || weekday(day) === 6 || holidays.has(day);
		if (unit === 'calendar days' || !off) n++;
	}
	return n;
}

describe('elapsed days', () => {
	it.each([
		['2026-11-20', '2026-11-20', 0, 'on the day itself'],
		['2026-11-20', '2026-11-23', 1, 'from Friday to Monday'],
		['2026-11-20', '2026-11-22', 0, 'from Friday to Sunday'],
		['2026-11-21', '2026-11-22', 0, 'within a weekend'],
		['2026-11-25', '2026-11-27', 1, 'over Thanksgiving'],
		['2021-12-30', '2022-01-03', 1, 'over a New Year’s Day that is observed on the Friday before'],
		['2024-02-28', '2024-03-01', 2, 'over a leap day'],
		['2026-11-20', '2026-11-02', 0, 'backwards']
	])('from %s to %s in business days are %i: %s', async (from, to, n) => {
		expect(await elapsed(from, to, 'business days')).toBe(n);
	});

	it('in calendar days count every day, and none backwards', async () => {
		expect(await elapsed('2024-02-28', '2024-03-01', 'calendar days')).toBe(2);
		expect(await elapsed('2024-03-01', '2024-02-28', 'calendar days')).toBe(0);
	});

	it('are not known where one of the days is not', async () => {
		for (const unit of ['calendar days', 'business days']) {
			expect(await elapsed(null, '2024-03-01', unit)).toBeNull();
			expect(await elapsed('2024-03-01', null, unit)).toBeNull();
		}
	});

	const day = fc
		.integer({ min: Date.parse('2018-06-01') / DAY, max: Date.parse('2031-06-30') / DAY })
		.map((n) => iso(n * DAY));
	const unit = fc.constantFrom('calendar days', 'business days');

	it('are those that a person counts, day by day', async () => {
		await fc.assert(
			fc.asyncProperty(day, fc.integer({ min: -20, max: 420 }), unit, async (from, further, unit) => {
				const to = iso(Date.parse(from) + further * DAY);
				expect(await elapsed(from, to, unit)).toBe(countDays(from, to, unit));
			}),
			{ numRuns: 400 }
		);
	});

	it('stay within a limit up to its last day, and no day longer', async () => {
		await fc.assert(
			fc.asyncProperty(day, fc.integer({ min: 0, max: 40 }), unit, async (from, limit, unit) => {
				const last = await lastDay(from, limit, unit);
				expect(countDays(from, last, unit)).toBeLessThanOrEqual(limit);
				expect(countDays(from, iso(Date.parse(last) + DAY), unit)).toBe(limit + 1);
			}),
			{ numRuns: 200 }
		);
	});
});

describe('our holidays', () => {
	/** The nth (from 1) or, with 0, the last of a weekday in a month. */
	function nth(year: number, month: number, of: number, n: number): string {
		const all = Array.from({ length: 31 }, (_, at) => iso(Date.UTC(year, month - 1, at + 1))).filter(
			(day) => Number(day.slice(5, 7)) === month && weekday(day) === of
		);
		return all.at(n - 1) ?? '';
	}
	function observed(year: number, month: number, date: number): string {
		const at = Date.UTC(year, month - 1, date);
		return iso(at + ({ 6: -DAY, 0: DAY }[weekday(iso(at))] ?? 0));
	}

	it('are the eleven of 5 U.S.C. 6103 in each year from 2019 to 2030, Juneteenth since 2021', () => {
		const expected = [];
		for (let year = 2019; year <= 2031; year++)
			expected.push(
				observed(year, 1, 1),
				nth(year, 1, 1, 3),
				nth(year, 2, 1, 3),
				nth(year, 5, 1, 0),
				...(year >= 2021 ? [observed(year, 6, 19)] : []),
				observed(year, 7, 4),
				nth(year, 9, 1, 1),
				nth(year, 10, 1, 2),
				observed(year, 11, 11),
				nth(year, 11, 4, 4),
				observed(year, 12, 25)
			);
		expect(days.map(({ day }) => day)).toEqual(
			expected.filter((day) => day >= '2019' && day < '2031').sort()
		);
		expect([...holidays]).toEqual(expect.arrayContaining(['2021-06-18', '2022-12-26', '2027-12-31']));
	});

	it('fall on no weekend, and each says where it is from', () => {
		expect(days.filter(({ day }) => [0, 6].includes(weekday(day)))).toEqual([]);
		expect(days.filter(({ source }) => !/6103|11582/.test(source))).toEqual([]);
	});
});
