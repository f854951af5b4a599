import type { Database } from './duckdb.ts';
import type { Home } from './home.ts';
import { readDay, readSettingLines, Wrong } from './setting-lines.ts';

/** One line of holidays.csv: an ISO day on which nobody works. */
export type Holiday = { line: number; day: string; name: string; source: string };
export type Holidays = { own: boolean; days: Holiday[] };

/**
 * Reads the holidays: the home's `holidays.csv`, else ours, the days on which US federal holidays are observed
 * (5 U.S.C. 6103: what falls on a Saturday is observed on the Friday before, on a Sunday on the Monday after).
 * What is wrong is added to `reasons`.
 */
export function readHolidays(home: Home | null, reasons: string[]): Holidays {
	const { own, lines } = readSettingLines(home, 'holidays.csv', ['date', 'name', 'source'], reasons);
	const days: Holiday[] = [];
	for (const { line, cells } of lines) {
		const wrong = new Wrong('holidays.csv', line, reasons);
		const day = readDay('date', cells.date, wrong);
		if (cells.name === '') wrong.say('name', '', 'name the holiday.');
		const earlier = days.find((each) => each.day === day);
		if (earlier) wrong.say('date', cells.date, `line ${String(earlier.line)} has that day. Remove one.`);
		if (day !== null && wrong.none) days.push({ line, day, name: cells.name, source: cells.source });
	}
	return { own, days };
}

/**
 * Writes the tables `holiday` (day, name, source) and `calendar` (day, business_days: how many there were from
 * 1900 to that day, Mondays to Fridays that are no holidays).
 */
export async function writeCalendar(db: Database, { days }: Holidays): Promise<void> {
	await db.run('create table holiday (day date, name varchar, source varchar)');
	for (const { day, name, source } of days)
		await db.run('insert into holiday values ($day::date, $name, $source)', { day, name, source });
	await db.run(`create table calendar as
		select d.day, count(*) filter (isodow(d.day) <= 5 and h.day is null) over (order by d.day)::integer as business_days
		from (select unnest(generate_series(date '1900-01-01', date '2100-12-31', interval 1 day))::date as day) d
		left join holiday h using (day)
		order by d.day`);
}
