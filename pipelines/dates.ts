import { DATE_ORDERS, type DateOrder } from './date-orders.ts';
import { name, type Database } from './duckdb.ts';

const MACRO: Record<DateOrder, string> = {
	'month first': 'read_month_first',
	'day first': 'read_day_first',
	'year first': 'read_year_first'
};

/** Two-digit years up to 68 are of this century where nothing else is known. */
const PIVOT = 2068;

const SHAPE = String.raw`'^([0-9]{1,4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,4})(?:[ T]+(.*))?$'`;

/**
 * Defines the SQL macros that read dates: `read_iso(text)` for the standard's form (year first with four
 * digits, or eight digits), and one per order for the rest. Each gives a TIMESTAMP, or NULL where the text
 * is no such date.
 */
export async function defineDateMacros(db: Database): Promise<void> {
	await db.run(`create or replace macro full_year(y, last_year) as case length(y) when 4 then y::int
		when 2 then (case when 2000 + y::int <= last_year then 2000 else 1900 end) + y::int end`);
	await db.run(String.raw`create or replace macro clock(t) as case when t is null or t = '' then time '00:00:00' else coalesce(
		try_cast(regexp_replace(t, '\s*(Z|[+-][0-9]{2}:?[0-9]{2})$', '') as time),
		try_strptime(upper(t), ['%I:%M:%S %p', '%I:%M %p'])::time) end`);
	await db.run(`create or replace macro day_of(y, m, d, last_year) as
		try_cast(printf('%04d-%02d-%02d', full_year(y, last_year), m::int, d::int) as date)`);
	await db.run(`create or replace macro read_iso(v, last_year := 0) as case
		when regexp_full_match(v, '[0-9]{8}') then day_of(v[1:4], v[5:6], v[7:8], last_year) + time '00:00:00'
		when regexp_matches(v, '^[0-9]{4}[-/.][0-9]{1,2}[-/.]') then ${readParts(1, 2, 3)} end`);
	const orders: [DateOrder, number, number, number][] = [
		['month first', 3, 1, 2],
		['day first', 3, 2, 1],
		['year first', 1, 2, 3]
	];
	for (const [order, year, month, day] of orders)
		await db.run(
			`create or replace macro ${MACRO[order]}(v, last_year := ${String(PIVOT)}) as coalesce(read_iso(v), ${readParts(year, month, day)})`
		);
}

function readParts(year: number, month: number, day: number): string {
	const part = (group: number) => `regexp_extract(v, ${SHAPE}, ${String(group)})`;
	return `case when regexp_matches(v, ${SHAPE}) and length(${part(month)}) <= 2 and length(${part(day)}) <= 2
		then day_of(${part(year)}, ${part(month)}, ${part(day)}, last_year) + clock(${part(4)}) end`;
}

/**
 * How a column is to be read: `plain` where every value has the standard's form exactly, so that a cast
 * will do.
 */
export type DateReading = 'plain' | 'standard' | DateOrder;

/**
 * SQL that reads a text as a TIMESTAMP, or gives NULL.
 * @param lastYear the year after which a two-digit year is of the century before (a birth in 45 is not in
 * 2045); null: 2068
 */
export function readDate(expression: string, reading: DateReading, lastYear: number | null): string {
	if (reading === 'plain') return `try_cast(${expression} as timestamp)`;
	if (reading === 'standard') return `read_iso(${expression})`;
	return `${MACRO[reading]}(${expression}, last_year := ${String(lastYear ?? PIVOT)})`;
}

/** SQL that is true where a text has the standard's form exactly (the day itself may still not exist). */
export function isPlainDate(expression: string): string {
	return String.raw`regexp_full_match(${expression}, '[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?)?')`;
}

/** How a column's dates were settled. `ambiguous` names two readings of one line's value. */
export type Settled =
	| { kind: 'standard' }
	| { kind: 'settled'; order: DateOrder }
	| { kind: 'ambiguous'; orders: DateOrder[]; count: number; line: number; value: string; readings: string[] }
	| { kind: 'conflict'; count: number; lines: number[] };

/**
 * Settles the order of day, month and year for a column over all its values (HMIS.md, "Reading it").
 * Readings that lie after the export, or before the row's own creation, are thrown out first.
 *
 * @param table the raw table, all text, with a column `line`
 * @param latest ISO day or timestamp after which no reading may lie, or null
 * @param created the raw column with the row's creation, or null where the column may lie before it
 */
export async function settleDates(
	db: Database,
	table: string,
	column: string,
	latest: string | null,
	created: string | null
): Promise<Settled> {
	const value = name(column);
	const possible = (order: DateOrder) => {
		const reading = readDate(value, order, latest === null ? null : Number(latest.slice(0, 4)));
		const conditions = [
			latest === null ? null : `${reading} < $latest::timestamp + interval 1 day`,
			created === null
				? null
				: `(read_iso(${name(created)}) is null or ${reading}::date >= read_iso(${name(created)})::date)`
		].filter((condition) => condition !== null);
		return conditions.length === 0 ? reading : `case when ${conditions.join(' and ')} then ${reading} end`;
	};
	const values: Record<string, string> = latest === null ? {} : { latest };
	const readings = `(select line, ${value} as value, ${possible('month first')} as m, ${possible('day first')} as d, ${possible('year first')} as y
		from ${table} where ${value} is not null and read_iso(${value}) is null)`;
	const summary = await db.row(
		`select count(*)::int as n, count(*) filter (m is not null or d is not null or y is not null)::int as readable,
			coalesce(bool_and(m is not null) filter (d is not null or y is not null or m is not null), true) as m,
			coalesce(bool_and(d is not null) filter (m is not null or y is not null or d is not null), true) as d,
			coalesce(bool_and(y is not null) filter (m is not null or d is not null or y is not null), true) as y from ${readings}`,
		values
	);
	if (summary.n === 0 || summary.readable === 0) return { kind: 'standard' };
	const letters: Record<DateOrder, 'm' | 'd' | 'y'> = {
		'month first': 'm',
		'day first': 'd',
		'year first': 'y'
	};
	const viable = DATE_ORDERS.filter((order) => summary[letters[order]] === true);
	const [first, ...others] = viable;
	if (first === undefined) {
		const lines = await db.rows(
			`select min(line)::int as line from ${readings} group by m is null, d is null, y is null having min(coalesce(m, d, y)) is not null order by 1`,
			values
		);
		return {
			kind: 'conflict',
			count: Number(summary.readable),
			lines: lines.map((row) => Number(row.line)).slice(0, 3)
		};
	}
	if (others.length === 0) return { kind: 'settled', order: first };
	const differ = others.map((order) => `${letters[first]} is distinct from ${letters[order]}`).join(' or ');
	const example = await db.rows(
		`select line::int as line, value, [strftime(${viable.map((order) => letters[order]).join(`, '%Y-%m-%d'), strftime(`)}, '%Y-%m-%d')]::varchar[] as readings,
			count(*) over ()::int as n from ${readings} where ${differ} order by line limit 1`,
		values
	);
	const row = example[0];
	if (!row) return { kind: 'settled', order: first };
	const shown = JSON.parse(String(row.readings)) as (string | null)[];
	return {
		kind: 'ambiguous',
		orders: viable,
		count: Number(row.n),
		line: Number(row.line),
		value: String(row.value),
		readings: shown.filter((text) => text !== null)
	};
}
