import { literal, type Database } from './duckdb.ts';
import type { Home } from './home.ts';
import { readDay, readLines } from './setting-lines.ts';

const COLUMNS = ['date', 'name', 'source'] as const;

/** One line of holidays.csv: an ISO day on which nobody works. */
export type Holiday = { line: number; day: string; name: string; source: string };
export type Holidays = { own: boolean; days: Holiday[] };

/**
 * Reads the holidays: the home's `holidays.csv`, else ours, the days on which US federal holidays are observed
 * (5 U.S.C. 6103: what falls on a Saturday is observed on the Friday before, on a Sunday on the Monday after).
 * What is wrong is added to `reasons`.
 */
export function readHolidays(home: Home | null, reasons: string[]): Holidays {
	const lineOf = new Map<string, number>();
	const { own, lines } = readLines(home, 'holidays.csv', COLUMNS, reasons, (cells, wrong, line) => {
		const day = readDay('date', cells.date, wrong);
		if (cells.name === '') wrong.say('name', '', 'name the holiday.');
		const earlier = day === null ? undefined : lineOf.get(day);
		if (earlier !== undefined)
			wrong.say('date', cells.date, `line ${String(earlier)} has that day. Remove one.`);
		if (day === null) return null;
		lineOf.set(day, earlier ?? line);
		return { day, name: cells.name, source: cells.source };
	});
	return { own, days: lines };
}

/**
 * Writes the tables `holiday` (day, name, source) and `calendar` (day, business_days: how many there were from
 * 1900 to that day, Mondays to Fridays that are no holidays).
 */
export async function writeCalendar(db: Database, { days }: Holidays): Promise<void> {
	await db.run('create table holiday (day date, name varchar, source varchar)');
	const rows = days.map((each) => `(${[each.day, each.name, each.source].map(literal).join(', ')})`);
	if (rows.length > 0) await db.run(`insert into holiday values ${rows.join(', ')}`);
	// 1900-01-01 was a Monday: five business days for each whole week since, less the holidays that fell on them.
	await db.run(`create table calendar as
		with day as (select date '1900-01-01' + i::integer as day, i from range(date '2101-01-01' - date '1900-01-01') days(i)),
		off as (select day, row_number() over (order by day) as n from holiday where isodow(day) <= 5)
		select d.day, (5 * (d.i // 7) + least(d.i % 7 + 1, 5) - coalesce(o.n, 0))::integer as business_days
		from day d asof left join off o on o.day <= d.day`);
}
