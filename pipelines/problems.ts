import { join } from 'node:path';
import type { Manifest } from './batch.ts';
import { literal, openDatabase, type Database } from './duckdb.ts';
import type { Home } from './home.ts';

/**
 * What is wrong with a value or a line of an export, beside its line: `rejected` lines are not in the
 * batch.
 */
export const PROBLEM_KINDS = [
	'rejected',
	'not a date',
	'not a number',
	'not a code',
	'not a label',
	'not a ZIP',
	'not in the list',
	'not yes or no',
	'not a source',
	'unknown client',
	'ambiguous dates',
	'same id twice',
	'columns ignored',
	'lines ignored',
	'files ignored',
	'text decoded'
] as const;
export type ProblemKind = (typeof PROBLEM_KINDS)[number];

/** The columns of the table `problem`, in their order. */
const COLUMNS = ['file', 'line', 'column_name', 'kind', 'reason', 'mend', 'message'] as const;

/**
 * Makes the table `problem` (`COLUMNS`; `message` is place, reason and mend in one) and two macros:
 * `problem_of(file, line, column, kind, reason, mend)`, a row of it, and `shown(text)`, the text in quotes, or NULL.
 */
export async function prepareProblems(db: Database): Promise<void> {
	await db.run(
		`create table problem (${COLUMNS.map((column) => `${column} ${column === 'line' ? 'bigint' : 'varchar'}`).join(', ')})`
	);
	await db.run(`create or replace macro problem_of(f, l, c, k, r, m) as
		{file: f, line: l, column_name: c, kind: k, reason: r, mend: m, message: f || ' line ' || l || ': ' || r || ' ' || m}`);
	// A value is repeated only where it has the shape of a date or of a number of at most five digits, such
	// as a spreadsheet's
	// day number: anything else may be a name, a number of a person or a phone.
	await db.run(String.raw`create or replace macro shown(v) as case
		when regexp_full_match(v, '[0-9]{3}[-/.][0-9]{2}[-/.][0-9]{4}') then null
		when regexp_full_match(v, '[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}([ T][0-9:.]{1,12}( ?[APap][Mm])?)?') or regexp_full_match(v, '[-+.,]?[0-9]{0,5}([.,][0-9]{0,2})?') then '"' || v || '"' end`);
}

/** A problem that was found outside the database. `place` is what the message names, by default file and line. */
export type FoundProblem = {
	file: string;
	line: number | null;
	column: string | null;
	kind: ProblemKind;
	place?: string;
	reason: string;
	mend: string;
};

/** Adds problems that were found outside the database. */
export async function addProblems(db: Database, problems: readonly FoundProblem[]): Promise<void> {
	await db.append(
		'problem',
		problems.map(({ file, line, column, kind, reason, mend, ...rest }) => {
			const place = rest.place ?? (line === null ? file : `${file} line ${String(line)}`);
			return [file, line, column, kind, reason, mend, `${place}: ${reason} ${mend}`];
		})
	);
}

/**
 * A SELECT of the problems of a batch (`COLUMNS`) from its file, as SQL. Older batches have reason and mend in
 * their message alone: of those the reason is all that the message says.
 */
export function selectProblems(parquet: string): string {
	const place = `file || coalesce(' line ' || line, '') || ': '`;
	const said = `case when starts_with(message, ${place}) then substr(message, length(${place}) + 1) else message end`;
	return `select ${COLUMNS.map((column) => (column === 'reason' ? `coalesce(reason, ${said}) as reason` : column)).join(', ')}
		from (select null::varchar as reason, null::varchar as mend where false union all by name from read_parquet(${literal(parquet)}))`;
}

/** One problem of a batch; `line` is null where it is of the whole file, `mend` where an older batch does not say it apart. */
export type BatchProblem = {
	file: string;
	line: number | null;
	column_name: string | null;
	kind: string;
	reason: string;
	mend: string | null;
	message: string;
};

/** Which problems of a batch are asked for; without either, all of them. */
export type ProblemFilter = { kind?: string | undefined; file?: string | undefined };

/** How many problems of a kind a file has, with its first messages. */
export type ProblemCount = { kind: string; file: string; count: number; examples: string[] };

/**
 * The problems of a batch, live or undone, by file and line: as many as `limit` from `offset` on, and how
 * many there are by kind and file. Throws where the file of problems is missing or damaged.
 */
export async function readProblems(
	home: Home,
	batch: Pick<Manifest, 'id' | 'problems_parquet'>,
	filter: ProblemFilter = {},
	{ limit, offset }: { limit: number; offset: number } = { limit: 2 ** 31, offset: 0 }
): Promise<{ counts: ProblemCount[]; total: number; rows: BatchProblem[] }> {
	const db = await openDatabase(':memory:', '');
	try {
		const parquet = `(${selectProblems(join(home.batches, batch.id, batch.problems_parquet))})`;
		const counts = await db.rows(
			`select kind, file, count(*) as count, min_by(message, row(line), 3)::json::varchar as examples from ${parquet} group by kind, file order by count desc, kind, file`
		);
		const wanted = ['kind', 'file'] as const;
		const asked = wanted.filter((column) => filter[column] !== undefined);
		const where = asked.map((column) => `${column} = $${column}`).join(' and ') || 'true';
		const values = Object.fromEntries(asked.map((column) => [column, filter[column] ?? '']));
		const { total } = await db.row(`select count(*) as total from ${parquet} where ${where}`, values);
		const rows = await db.rows(
			`select ${COLUMNS.join(', ')} from ${parquet} where ${where} order by file, line nulls first, column_name, message limit ${String(limit)} offset ${String(offset)}`,
			values
		);
		return {
			counts: counts.map((row) => ({
				kind: String(row.kind),
				file: String(row.file),
				count: Number(row.count),
				examples: JSON.parse(String(row.examples)) as string[]
			})),
			total: Number(total),
			rows: rows as BatchProblem[]
		};
	} finally {
		db.close();
	}
}
