import { isPlainDate, readDate, settleDates, type DateReading } from './dates.ts';
import { isId, type Pseudonyms } from './deidentify.ts';
import { literal, name, type Database, type Row } from './duckdb.ts';
import { forEach, Refused } from './errors.ts';
import { EVERY_COLUMN, type Mapping } from './mapping.ts';
import { addProblems } from './problems.ts';
import type { RawTable } from './read.ts';
import {
	columnWith,
	primaryColumns,
	storedName,
	storedType,
	type Column,
	type Identified
} from './sources/format.ts';
import { misfit, readValue } from './values.ts';

/** A typed table `typed.<file>`, ready to be stored, with its count of lines. */
export type TypedTable = {
	file: string;
	columns: { name: string; type: string }[];
	accepted: number;
	rejected: number;
};

const IN_THE_SOURCE = 'Correct it in the source system and export again.';

/**
 * Turns a raw table into typed columns and pseudonyms, `typed."<File>"` (with `line`). A value that does
 * not convert becomes empty and a problem with its line; a line without one of its key columns is rejected.
 * @throws Refused where a column of dates that figures need admits two readings
 */
export async function typeTable(
	db: Database,
	table: RawTable,
	facts: Identified,
	mapping: Mapping,
	pseudonyms: Pseudonyms
): Promise<TypedTable> {
	const raw = `raw.${name(table.file)}`;
	const typed = `typed.${name(table.file)}`;
	const label = table.received.name;
	const file = fileSql(table);
	const row = rowColumn(table);
	const before = await lookAtRaw(db, table);
	const expressions = new Map(
		await forEach(table.columns, async (column): Promise<[Column, string]> => {
			const reading = isDate(column)
				? before.plain.has(column)
					? 'plain'
					: await dateReading(db, table, column, facts, mapping)
				: null;
			return [column, expression(column, reading, facts)];
		})
	);

	const ids = table.columns.filter(isId);
	const select = table.columns.map((column) => {
		const value = isId(column) ? pseudonyms.sql(column) : (expressions.get(column) ?? 'null');
		return `(${value})::${storedType(column)} as ${name(storedName(column))}`;
	});
	let accepted = await db.write(
		`create table ${typed} as select ${table.mapped ? 'r.row, ' : ''}r.line, ${select.join(', ')} from ${raw} r ${ids.map((column) => pseudonyms.join(column)).join(' ')}`,
		pseudonyms.values(ids)
	);
	const keys = table.columns.filter(
		(column) => column.need.includes('primary') || column.need.includes('key')
	);
	const primary = primaryColumns(table.columns).map((column) => column.column);
	const titles = primaryColumns(table.columns).map((column) => titleOf(table, column));
	const found = await lookAtTyped(db, table, before.counts, keys, primary);
	if (found.unreadable.length > 0) await reportUnreadable(db, table, found.unreadable);
	for (const column of found.withoutKey) {
		await db.run(
			`insert into problem select unnest(problem_of(${file}, t.line, $title, 'rejected', $title ||
				case when r.${name(column.column)} is null then ' is empty' else ' cannot be read' end || ', and a line without it cannot be counted.', $mend))
			from ${typed} t join ${raw} r using (${row}) where t.${name(storedName(column))} is null`,
			{ title: titleOf(table, column), mend: IN_THE_SOURCE }
		);
		await db.run(`delete from ${typed} where ${name(storedName(column))} is null`);
	}
	if (found.withoutKey.length > 0) accepted = Number((await db.row(`select count(*) as n from ${typed}`)).n);
	if (found.twice)
		await db.run(
			`insert into problem select unnest(problem_of(${file}, t.line, $title, 'same id twice', 'the same ' || $what || ' as in line ' || first || '. The row that was updated last counts.',
				'Remove the other in the source system.'))
			from (select ${row}, line, first(line) over (partition by ${primary.map(name).join(', ')} order by ${row}) as first, first(${row}) over (partition by ${primary.map(name).join(', ')} order by ${row}) as first_row from ${typed}) t
			join ${raw} r using (${row}) where t.${row} <> first_row`,
			{ title: titles[0] ?? '', what: titles.join(' and ') }
		);
	await addProblems(
		db,
		table.lines.rejected.map((rejected) => ({
			file: label,
			column: null,
			kind: 'rejected' as const,
			...rejected
		}))
	);
	if (table.unknown > 0)
		await addProblems(db, [
			{
				file: label,
				line: 1,
				column: null,
				kind: 'columns ignored',
				place: label,
				reason: `${table.unknown === 1 ? '1 column is not part of the format and was' : `${String(table.unknown)} columns are not part of the format and were`} not read.`,
				mend: 'If one of the columns is missing, look for a slip in its name.'
			}
		]);
	if (table.lines.encoding !== 'utf-8')
		await addProblems(db, [
			{
				file: label,
				line: null,
				column: null,
				kind: 'text decoded',
				reason: `the text is not UTF-8; it was read as ${table.lines.encoding}.`,
				mend: 'Check that accented letters are right.'
			}
		]);
	await db.run(`drop table ${raw}`);
	if (table.mapped) await db.run(`alter table ${typed} drop column row`);
	return {
		file: table.file,
		columns: table.columns.map((column) => ({ name: storedName(column), type: storedType(column) })),
		accepted,
		rejected: table.lines.lines - accepted
	};
}

/** SQL of the name of the file that a raw row `r` is of. */
function fileSql(table: RawTable): string {
	return table.mapped ? 'r.file_name' : literal(table.received.name);
}

/** The column that tells a raw table's rows apart. */
function rowColumn(table: RawTable): 'row' | 'line' {
	return table.mapped ? 'row' : 'line';
}

/** What the source calls a column. */
function titleOf({ mapped }: RawTable, { column }: Column): string {
	return mapped?.titles[column] ?? column;
}

function isDate(column: Column): boolean {
	return (column.type === 'date' || column.type === 'datetime') && column.treatment === 'keep';
}

/** The year after which a two-digit year is of the century before; null where dates may lie ahead. */
function lastYear(column: Column, facts: Identified): number | null {
	return column.need.includes('ahead') ? null : Number(facts.exported_at.slice(0, 4));
}

/** Columns whose values must convert. */
function checkedColumns(table: RawTable): Column[] {
	return table.columns.filter((column) => column.treatment === 'keep' && misfit(column) !== null);
}

/**
 * One quick pass over a raw table: the date columns in which every value has the standard's form, and how
 * many values each checked column has.
 */
async function lookAtRaw(db: Database, table: RawTable): Promise<{ plain: Set<Column>; counts: Row }> {
	const dates = table.columns.filter(isDate);
	if (table.lines.accepted === 0) return { plain: new Set(dates), counts: {} };
	const row = await db.row(
		`select ${[
			'count(*) as n',
			...dates.map(
				(column, index) =>
					`coalesce(bool_and(${isPlainDate(name(column.column))}), true) as c${String(index)}`
			),
			...countsOf(checkedColumns(table))
		].join(', ')} from raw.${name(table.file)}`
	);
	return { plain: new Set(dates.filter((_, index) => row[`c${String(index)}`] === true)), counts: row };
}

function countsOf(columns: Column[]): string[] {
	return columns.map((column, index) => `count(${name(column.column)}) as n${String(index)}`);
}

/** SQL over `r` that converts one column; ids are joined instead. */
function expression(column: Column, reading: DateReading | 'empty' | null, facts: Identified): string {
	const value = `r.${name(storedName(column))}`;
	if (reading === 'empty') return 'null';
	return reading === null ? readValue(column, value) : readDate(value, reading, lastYear(column, facts));
}

async function dateReading(
	db: Database,
	table: RawTable,
	column: Column,
	facts: Identified,
	mapping: Mapping
): Promise<DateReading | 'empty'> {
	const declared = mapping.dates[`${table.file}.${column.column}`];
	if (declared) return declared;
	const created = column.need.includes('updated') ? columnWith(table.columns, 'created') : null;
	const latest = column.need.includes('ahead') ? null : facts.exported_at;
	const settled = await settleDates(
		db,
		`raw.${name(table.file)}`,
		column.column,
		latest,
		created?.column ?? null
	);
	if (settled.kind === 'standard') return 'standard';
	if (settled.kind === 'settled') return settled.order;
	const every = mapping.dates[EVERY_COLUMN];
	if (settled.kind === 'ambiguous' && every && settled.orders.includes(every)) return every;
	const place = `${table.received.name}, column ${titleOf(table, column)}`;
	const inFile = `in a mapping file: {"dates": {"${table.file}.${column.column}": "month first"}} (or "day first", "year first"), given with --mapping`;
	const declare = table.mapped
		? `say which it is in the mapping: "dates": "month first" (or "day first", "year first") where ${table.file}.${column.column} is taken from it`
		: settled.kind === 'ambiguous'
			? `say which it is: on the page of the upload, under “Dates that can be read in two ways”, or ${inFile}`
			: `say which it is ${inFile}; those of the other order then count as empty`;
	const private_ = column.need.includes('private');
	const what =
		settled.kind === 'ambiguous'
			? `${settled.count === 1 ? '1 date' : `${String(settled.count)} dates`} can be read in two ways${private_ ? '' : `, as line ${String(settled.line)}: "${settled.value}" is ${settled.readings.join(' or ')}`}`
			: `dates are written in more than one order (see lines ${settled.lines.join(' and ')})`;
	if (column.need.includes('figure') || column.need.includes('key'))
		throw new Refused(`${place}: ${what}. Figures need this column. Export it as yyyy-mm-dd, or ${declare}.`);
	await addProblems(db, [
		{
			file: table.received.name,
			line: settled.kind === 'ambiguous' ? settled.line : (settled.lines[0] ?? null),
			column: titleOf(table, column),
			kind: 'ambiguous dates',
			place,
			reason: `${what}. No figure needs this column, so it was left empty.`,
			mend: 'Export it as yyyy-mm-dd, or say which it is, on the page of the upload or in a mapping file.'
		}
	]);
	return 'empty';
}

/**
 * One pass over a typed table: which columns lost values in the conversion, which of the `keys` have lines
 * without a value, and whether an id may be there twice.
 */
async function lookAtTyped(
	db: Database,
	table: RawTable,
	before: Row,
	keys: Column[],
	primary: string[]
): Promise<{ unreadable: Column[]; withoutKey: Column[]; twice: boolean }> {
	if (table.lines.accepted === 0) return { unreadable: [], withoutKey: [], twice: false };
	const checked = checkedColumns(table);
	const after = await db.row(
		`select ${[
			...countsOf(checked),
			...keys.map((column, index) => `count(*) - count(${name(storedName(column))}) as k${String(index)}`),
			primary.length === 0
				? 'false as twice'
				: `exists(select 1 from typed.${name(table.file)} group by ${primary.map(name).join(', ')} having count(*) > 1) as twice`
		].join(', ')} from typed.${name(table.file)}`
	);
	return {
		unreadable: checked.filter((_, index) => before[`n${String(index)}`] !== after[`n${String(index)}`]),
		withoutKey: keys.filter((_, index) => after[`k${String(index)}`] !== 0),
		twice: after.twice === true
	};
}

/** A value that was there and is empty after the conversion is a problem with its line. */
async function reportUnreadable(db: Database, table: RawTable, columns: Column[]): Promise<void> {
	const raw = `raw.${name(table.file)}`;
	const typed = `typed.${name(table.file)}`;
	const file = fileSql(table);
	const ambiguous = await db.rows(
		`select distinct column_name from problem where file = $label and kind = 'ambiguous dates'`,
		{ label: table.received.name }
	);
	for (const column of columns) {
		const title = titleOf(table, column);
		if (ambiguous.some((row) => row.column_name === title)) continue; // one problem says it for the column
		const { kind, detail } = misfit(column) ?? { kind: 'not a code', detail: '' };
		const hidden = column.need.includes('private') || column.type === 'label';
		const shown = hidden ? 'null' : `shown(r.${name(column.column)})`;
		await db.run(
			`insert into problem select unnest(problem_of(${file}, r.line, $title, $kind,
				$title || coalesce(' ' || ${shown} || ' is ', ' holds a value, not shown here, that is ') || $kind || $detail || '.', $mend))
			from ${raw} r join ${typed} t using (${rowColumn(table)}) where r.${name(column.column)} is not null and t.${name(column.column)} is null`,
			{ title, kind, detail, mend: IN_THE_SOURCE }
		);
	}
}
