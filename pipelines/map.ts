import { literal, name, type Database } from './duckdb.ts';
import { Refused } from './errors.ts';
import { checkProfile, dateOrders, MAPPED } from './profile-check.ts';
import type { Mapping } from './mapping.ts';
import { addProblems } from './problems.ts';
import {
	folded,
	same,
	type Condition,
	type Profile,
	type ProfileFile,
	type ProfileTable,
	type TakenFrom
} from './profile.ts';
import { matchProfile, missingHeaders, strangeHeaders } from './profiles.ts';
import type { RawTable } from './read.ts';
import { columnsOfFile, primaryColumns, storedName, type Column } from './sources/format.ts';
import { namedHeader, sourceColumns, sourceName, type SourceTable } from './source.ts';

/** What a profile makes of an upload: raw canonical tables, and the orders of dates that it settles. */
export type Mapped = { raw: RawTable[]; dates: Mapping['dates'] };

/**
 * Makes the raw tables of canonical CSV (`raw.<table>`) from a source's text tables, as a profile says. Each row
 * keeps the line and the file that it is of.
 * @throws Refused with every reason at once, where the profile is not one for these files
 */
export async function mapSource(
	db: Database,
	source: readonly SourceTable[],
	profile: Profile
): Promise<Mapped> {
	const reasons = checkProfile(profile);
	if (reasons.length > 0)
		throw new Refused(reasons.map((reason) => `The mapping ${profile.name}: ${reason}`));
	const match = matchProfile(
		profile,
		source.map(({ lines }) => lines.header)
	);
	if (!match) throw new Refused(missingHeaders(profile, source.map(namedHeader)));
	const files = new Map(
		profile.files.map((file, index) => [file.key, source[match.files[index] ?? -1]] as const)
	);
	const fileOf = (key: string): SourceTable => {
		const found = files.get(key);
		if (!found) throw new Refused(`The mapping ${profile.name} has no file ${JSON.stringify(key)}.`);
		return found;
	};
	await db.run('create schema if not exists raw');
	const raw: RawTable[] = [];
	const told = new Set<SourceTable>();
	for (const table of [...new Set(profile.tables.map((each) => each.table))]) {
		const parts = profile.tables.filter((each) => each.table === table);
		raw.push(await mapTable(db, table, parts, fileOf, told));
	}
	for (const [index, file] of profile.files.entries()) {
		const table = source[match.files[index] ?? -1];
		if (!table) continue;
		await reportFile(db, table, file);
		const parts = profile.tables.filter(({ from }) => from === file.key);
		await reportUntaken(db, table, parts);
	}
	return { raw, dates: Object.fromEntries(dateOrders(profile)) };
}

async function mapTable(
	db: Database,
	table: string,
	parts: ProfileTable[],
	fileOf: (key: string) => SourceTable,
	told: Set<SourceTable>
): Promise<RawTable> {
	const columns = columnsOfFile(MAPPED, table).filter(({ column }) =>
		parts.some((part) => column in part.columns)
	);
	const merged = parts.some(({ merge }) => merge);
	const selects = parts.map((part, index) => rowsOf(part, index, columns, fileOf));
	await db.run(`create table raw.${name(table)} as ${selects.join(' union all ')}`);
	if (merged) await mergeRows(db, table, columns);
	const { n } = await db.row(`select count(*) as n from raw.${name(table)}`);
	const files = [...new Set(parts.map(({ from }) => fileOf(from)))];
	// A line that fits no header is told once, with the first table that has a row for each line of its file.
	const untold = merged ? [] : files.filter((file) => !told.has(file));
	for (const file of untold) told.add(file);
	const rejected = untold.reduce((sum, { lines }) => sum + lines.rejected.length, 0);
	const first = files[0];
	if (!first) throw new Refused(`The mapping says of no file that ${table} is taken from it.`);
	return {
		file: table,
		received: { ...first.received, name: files.map(({ received }) => received.name).join(', ') },
		lines: {
			...first.lines,
			encoding: 'utf-8',
			lines: Number(n) + rejected,
			accepted: Number(n),
			rejected: []
		},
		columns,
		unknown: 0,
		mapped: { titles: titlesOf(parts) }
	};
}

/** The source's own headers, by canonical column. */
function titlesOf(parts: ProfileTable[]): Record<string, string> {
	return Object.fromEntries(
		parts.flatMap(({ columns }) =>
			Object.entries(columns).flatMap(([column, taken]) => {
				if ('column' in taken) return [[column, taken.column]];
				return 'columns' in taken ? [[column, taken.columns.join(' and ')]] : [];
			})
		)
	);
}

/** More than any file has lines. */
const LINES = 1_000_000_000_000;

/** A SELECT of the rows that a part of a profile makes: their order, file_name, line and the columns. */
function rowsOf(
	part: ProfileTable,
	index: number,
	columns: Column[],
	fileOf: (key: string) => SourceTable
): string {
	const from = fileOf(part.from);
	const alias = new Map<string, string>([
		[part.from, 'f'],
		...part.join.map(({ file }, index) => [file, `j${String(index)}`] as const)
	]);
	const at = (key: string, column: string) => place(fileOf(key), column, alias.get(key) ?? 'f');
	const select = columns.map((column) => {
		const taken = part.columns[column.column];
		return `${taken ? valueOf(taken, part.from, at) : 'null::varchar'} as ${name(storedName(column))}`;
	});
	const joins = part.join.map(({ file, on }, index) => {
		const table = fileOf(file);
		const keys = on.map(([, right]) => place(table, right, 't'));
		const meets = on.map(
			([left, right]) => `${at(part.from, left)} = ${place(table, right, `j${String(index)}`)}`
		);
		return `left join (select * from ${sourceName(table)} t qualify row_number() over (partition by ${keys.join(', ')} order by line desc) = 1) j${String(index)} on ${meets.join(' and ')}`;
	});
	const where = part.where.map((condition) => meetsSql(condition, at(part.from, condition.column)));
	return `select ${[`${String(index * LINES)} + f.line as row`, `${literal(from.received.name)} as file_name`, 'f.line as line', ...select].join(', ')} from ${sourceName(from)} f ${joins.join(' ')} ${where.length > 0 ? `where ${where.join(' and ')}` : ''}`;
}

function meetsSql(condition: Condition, value: string): string {
	if ('filled' in condition) return `${value} is ${condition.filled ? 'not ' : ''}null`;
	return `${foldedSql(value)} in (${condition.is.map((each) => literal(folded(each))).join(', ')})`;
}

/** As `folded` has it. */
function foldedSql(value: string): string {
	return String.raw`lower(regexp_replace(trim(${value}), '\s+', ' ', 'g'))`;
}

function place(table: SourceTable, column: string, alias: string): string {
	const found = sourceColumns(table).find(({ header }) => same(header, column));
	if (!found)
		throw new Refused(
			`${table.received.name} has no column ${JSON.stringify(column)}, which the mapping reads.`
		);
	return `${alias}.${found.name}`;
}

function valueOf(taken: TakenFrom, from: string, at: (key: string, column: string) => string): string {
	if ('constant' in taken) return literal(taken.constant);
	if ('columns' in taken) {
		const parts = taken.columns.map((column) => at(from, column));
		const whole = `case when coalesce(${parts.join(', ')}) is not null then concat_ws(' | ', ${parts.map((part) => `coalesce(${part}, '')`).join(', ')}) end`;
		return taken.numbered
			? `${whole} || case when row_number() over (partition by ${parts.join(', ')} order by f.line) > 1 then ' #' || row_number() over (partition by ${parts.join(', ')} order by f.line) else '' end`
			: whole;
	}
	const value = at(taken.file ?? from, taken.column);
	const codes = Object.entries(taken.codes ?? {});
	if (codes.length === 0) return value;
	const cases = codes.map(
		([theirs, ours]) => `when ${literal(folded(theirs))} then ${ours === '' ? 'null' : literal(ours)}`
	);
	return `case ${foldedSql(value)} ${cases.join(' ')} else ${value} end`;
}

/** Of several lines that speak of one thing, by its id, one row: of each column the last line that has a value. */
async function mergeRows(db: Database, table: string, columns: Column[]): Promise<void> {
	const primary = primaryColumns(columns).map((column) => name(storedName(column)));
	const others = columns
		.map((column) => name(storedName(column)))
		.filter((column) => !primary.includes(column));
	const last = others.map((column) => `arg_max(${column}, row) filter (${column} is not null) as ${column}`);
	const order = columns.map((column) => name(storedName(column))).join(', ');
	await db.run(
		`create or replace table raw.${name(table)} as select row, file_name, line, ${order} from (
			select max(row) as row, arg_max(file_name, row) as file_name, arg_max(line, row) as line, ${[...primary, ...last].join(', ')}
			from raw.${name(table)} where ${primary.map((column) => `${column} is not null`).join(' and ')} group by ${primary.join(', ')})`
	);
}

/** Says of a file how many of its lines no table takes, where every table that is made of it asks something of a line. */
async function reportUntaken(
	db: Database,
	source: SourceTable,
	parts: readonly ProfileTable[]
): Promise<void> {
	if (parts.length === 0 || parts.some(({ where }) => where.length === 0)) return;
	const taken = parts.map(({ where }) => {
		const met = where.map((condition) => meetsSql(condition, place(source, condition.column, 't')));
		return `(${met.join(' and ')})`;
	});
	const { count, first } = await db.row(
		`select count(*) as count, min(line) as first from ${sourceName(source)} t where (${taken.join(' or ')}) is not true`
	);
	if (count === 0) return;
	const asked = [...new Set(parts.flatMap(({ where }) => where.map(({ column }) => column)))];
	await addProblems(db, [
		{
			file: source.received.name,
			line: Number(first),
			column: null,
			kind: 'lines ignored',
			place: source.received.name,
			reason: `${count === 1 ? `line ${String(first)} goes` : `${String(count)} lines, the first of them line ${String(first)}, go`} into no table: the mapping takes lines by ${asked.map((each) => JSON.stringify(each)).join(' and ')}.`,
			mend: 'If they should count, change the mapping.'
		}
	]);
}

/** Says of a file what nobody asked for: lines that do not fit, columns that are new, an encoding. */
async function reportFile(db: Database, { received, lines }: SourceTable, file: ProfileFile): Promise<void> {
	const label = received.name;
	const strange = strangeHeaders(file, lines.header).length;
	await addProblems(db, [
		...lines.rejected.map((rejected) => ({
			file: label,
			column: null,
			kind: 'rejected' as const,
			...rejected
		})),
		...(strange === 0
			? []
			: [
					{
						file: label,
						line: 1,
						column: null,
						kind: 'columns ignored' as const,
						place: label,
						reason: `${strange === 1 ? '1 column was not there when the mapping was made, and was' : `${String(strange)} columns were not there when the mapping was made, and were`} not read.`,
						mend: 'If a figure needs it, change the mapping.'
					}
				]),
		...(lines.encoding === 'utf-8'
			? []
			: [
					{
						file: label,
						line: null,
						column: null,
						kind: 'text decoded' as const,
						reason: `it is not UTF-8; it was read as ${lines.encoding}.`,
						mend: 'Check that accented letters are right.'
					}
				])
	]);
}
