import type { Database } from './duckdb.ts';

/**
 * What is wrong with a value or a line of an export, beside its line: `rejected` lines are not in the
 * batch.
 */
export const PROBLEM_KINDS = [
	'rejected',
	'not a date',
	'not a number',
	'not a code',
	'ambiguous dates',
	'same id twice',
	'columns ignored',
	'text decoded'
] as const;
export type ProblemKind = (typeof PROBLEM_KINDS)[number];

/**
 * Makes the table `problem` (file, line, column_name, kind, message) and the macro `shown(text)`: the text
 * in quotes, or NULL.
 */
export async function prepareProblems(db: Database): Promise<void> {
	await db.run(
		'create table problem (file varchar, line bigint, column_name varchar, kind varchar, message varchar)'
	);
	// A value is repeated only where it has the shape of a date or of a number of at most five digits, such
	// as a spreadsheet's
	// day number: anything else may be a name, a number of a person or a phone.
	await db.run(String.raw`create or replace macro shown(v) as case
		when regexp_full_match(v, '[0-9]{3}[-/.][0-9]{2}[-/.][0-9]{4}') then null
		when regexp_full_match(v, '[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}([ T][0-9:.]{1,12}( ?[APap][Mm])?)?') or regexp_full_match(v, '[-+.,]?[0-9]{0,5}([.,][0-9]{0,2})?') then '"' || v || '"' end`);
}

/** Adds problems that were found outside the database. */
export async function addProblems(
	db: Database,
	problems: { file: string; line: number | null; column: string | null; kind: ProblemKind; message: string }[]
): Promise<void> {
	if (problems.length === 0) return;
	const appender = await db.connection.createAppender('problem');
	for (const { file, line, column, kind, message } of problems) {
		appender.appendVarchar(file);
		if (line === null) appender.appendNull();
		else appender.appendBigInt(BigInt(line));
		if (column === null) appender.appendNull();
		else appender.appendVarchar(column);
		appender.appendVarchar(kind);
		appender.appendVarchar(message);
		appender.endRow();
	}
	appender.closeSync();
}
