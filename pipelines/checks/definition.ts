import { join } from 'node:path';
import { z } from 'zod';
import type { Database } from '../duckdb.ts';
import { messageOf } from '../errors.ts';
import { readSqlFolder, type SqlFile } from '../frontmatter.ts';
import { ROOT, type Home } from '../home.ts';

const checkSchema = z.strictObject({
	title: z.string().min(3),
	/** `error`: a figure is touched; `warning`: it should be looked at. */
	severity: z.enum(['error', 'warning']),
	/** What to do about it in the source system. */
	remedy: z.string().min(8)
});

/**
 * A check: one SELECT of `source`, `table_name`, `record_id`, `enrollment_id` and `detail`, a row for each
 * problem.
 */
export type Check = SqlFile<z.infer<typeof checkSchema>>;

const COLUMNS = ['source', 'table_name', 'record_id', 'enrollment_id', 'detail'];

/** Reads our checks and those of the home; a home's file replaces ours of the same name. */
export function readChecks(home: Home | null): { checks: Check[]; broken: string[] } {
	const ours = readSqlFolder(join(ROOT, 'pipelines', 'checks'), checkSchema);
	const theirs = home ? readSqlFolder(home.checks, checkSchema) : { files: [], broken: [] };
	const byId = new Map([...ours.files, ...theirs.files].map((file) => [file.id, file]));
	return {
		checks: [...byId.values()],
		broken: [...ours.broken, ...theirs.broken].map((each) => each.problem)
	};
}

/**
 * Runs every check over the canonical tables (and over `given`, what the sources said) and fills the table
 * `problem`. A check that fails is returned as a sentence and left out.
 */
export async function runChecks(db: Database, checks: Check[]): Promise<string[]> {
	await db.run(
		'create table problem (check_id varchar, title varchar, severity varchar, remedy varchar, source varchar, table_name varchar, record_id uuid, enrollment_id uuid, detail varchar)'
	);
	const failed: string[] = [];
	for (const check of checks)
		try {
			await db.run(
				`insert into problem select $id, $title, $severity, $remedy, ${COLUMNS.map((column) => `c.${column}`).join(', ')} from (${check.sql}) c`,
				{ id: check.id, ...check.head }
			);
		} catch (error) {
			failed.push(
				`checks/${check.id}.sql: ${messageOf(error).split('\n')[0] ?? ''} A check selects ${COLUMNS.join(', ')}.`
			);
		}
	return failed;
}
