import { join } from 'node:path';
import { z } from 'zod';
import type { Database } from '../duckdb.ts';
import { messageOf, Misused } from '../errors.ts';
import { readSqlFolder, type SqlFile } from '../frontmatter.ts';
import { ROOT, type Home } from '../home.ts';
import { isInModel } from '../model/definition.ts';
import { placesOf } from './places.ts';

/** From what must not count to what should be looked at; in this order problems are told. */
export const SEVERITIES = ['blocks', 'error', 'warning'] as const;

const columns = z.array(z.string().regex(/^[a-z_]+\.[a-z0-9_]+$/, { error: 'write table.column' }));

/** What a check says of itself in words: in English, and under `es` in Spanish. */
const texts = {
	title: z.string().min(3),
	/** Why it matters and which figures it touches, in the words of who looks after the source system. */
	guidance: z.string().default(''),
	/** What to do about it in the source system. */
	remedy: z.string().min(8)
};

const checkSchema = z.strictObject({
	...texts,
	/**
	 * The same in Spanish; what is not there is said in its own words. `details` are the sentences that the SELECT makes, with `{1}`,
	 * `{2}` … where it puts something, each with what is said for it.
	 */
	es: z
		.strictObject({ ...texts, guidance: z.string(), details: z.record(z.string(), z.string()) })
		.partial()
		.optional(),
	/** `blocks`: an upload with it is refused (`blocking.ts`); `error`: a figure is touched; `warning`: it should be looked at. */
	severity: z.enum(SEVERITIES),
	/**
	 * `table.column`s, or `table.kind`s, of the model that say too little or what cannot be. It touches the figures that need one of
	 * them, on the rows of its record.
	 */
	touches: columns.default([]),
	/** Where it can be mended, likewise; without it, in what it touches. */
	mend: columns.optional()
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
	const broken = [...ours.broken, ...theirs.broken].map((each) => each.problem);
	const checks = [...byId.values()].filter(({ id, head }) => {
		const unknown = [...head.touches, ...(head.mend ?? [])].filter((column) => !isInModel(column));
		if (unknown.length > 0)
			broken.push(
				`${id}.sql: there is no ${unknown.join(' and no ')} in the model. Correct it in touches or mend, or remove it.`
			);
		return unknown.length === 0;
	});
	return { checks, broken };
}

/** The check of an id, ours or the home's. @throws Misused where there is none */
export function findCheck(home: Home | null, id: string): Check {
	const { checks } = readChecks(home);
	const check = checks.find((each) => each.id === id);
	if (check) return check;
	throw new Misused(`There is no check "${id}". There are: ${checks.map((each) => each.id).join(', ')}.`);
}

/**
 * Runs every check over the canonical tables (and over `given`, what the sources said) and fills the tables
 * `problem`, `check_touches` (which columns a check is about) and `check_mend` (where it is mended, by format). A check that
 * fails is returned as a sentence and left out.
 */
export async function runChecks(
	db: Database,
	checks: Check[],
	formats: readonly { id: string }[]
): Promise<string[]> {
	await db.run(
		'create table problem (check_id varchar, title varchar, severity varchar, guidance varchar, remedy varchar, source varchar, table_name varchar, record_id uuid, enrollment_id uuid, detail varchar)'
	);
	await db.run('create table check_touches (check_id varchar, "column" varchar)');
	await db.run(
		'create table check_mend (check_id varchar, format varchar, place integer, file varchar, "column" varchar, element varchar)'
	);
	const failed: string[] = [];
	for (const check of checks) {
		const { title, severity, guidance, remedy } = check.head;
		try {
			await db.run(
				`insert into problem select $id, $title, $severity, $guidance, $remedy, ${COLUMNS.map((column) => `c.${column}`).join(', ')} from (${check.sql}) c`,
				{ id: check.id, title, severity, guidance, remedy }
			);
		} catch (error) {
			failed.push(
				`checks/${check.id}.sql: ${messageOf(error).split('\n')[0] ?? ''} A check selects ${COLUMNS.join(', ')}.`
			);
		}
	}
	await db.append(
		'check_touches',
		checks.flatMap(({ id, head }) => head.touches.map((column) => [id, column]))
	);
	await db.append(
		'check_mend',
		checks.flatMap(({ id, head }) =>
			formats.flatMap((format) =>
				placesOf(head.mend ?? head.touches, format.id).map(({ file, column, element }, place) => [
					id,
					format.id,
					place,
					file,
					column,
					element
				])
			)
		)
	);
	return failed;
}
