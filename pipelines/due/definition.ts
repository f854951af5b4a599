import { join } from 'node:path';
import { z } from 'zod';
import type { Database } from '../duckdb.ts';
import { Fault } from '../errors.ts';
import { readSqlFolder, type SqlFile } from '../frontmatter.ts';
import { ROOT, type Settings } from '../home.ts';
import { isInModel } from '../model/definition.ts';

/** What a kind says of itself in words: in English, and under `es` in Spanish. */
const texts = {
	title: z.string().min(3),
	/** One of them, and several: “14 documents”. */
	one: z.string().min(3),
	other: z.string().min(3),
	/** What is in it and by which day, and what is not, as sentences in plain words. */
	counts: z.string().min(8),
	leaves_out: z.string().min(8),
	/** What somebody does about it. */
	what_to_do: z.string().min(8)
};

const dueSchema = z.strictObject({
	...texts,
	/** The same in Spanish; what is not there is said in its own words. */
	es: z.strictObject(texts).partial().optional(),
	/** Its place among the kinds. */
	place: z.int().min(1),
	/** `table.column`s of the model without which a source does not collect it. */
	needs: z.array(z.string().refine(isInModel, { error: 'write table.column of the model' })).min(1),
	/** The figure that tells how often it is done in time. */
	metric: z.string().min(3)
});

/**
 * A kind of thing that falls due: one SELECT of `enrollment_id`, `record_id` (the record that it is about), `what` (which
 * one of the kind), `since_on` (since when it is to be done) and `due_on` (its last day), a row for each that is not done on
 * the last day known. `$contact_days` in it is the setting.
 */
export type DueKind = SqlFile<z.infer<typeof dueSchema>>;

const FOLDER = 'pipelines/due';

/** The kinds of things that fall due, in their order. @throws Fault where a file of ours is broken */
export function readDueKinds(folder = join(ROOT, FOLDER)): DueKind[] {
	const { files, broken } = readSqlFolder(folder, dueSchema);
	const places = new Set(files.map(({ head }) => head.place));
	const problems = broken.map(({ problem }) => problem);
	if (places.size < files.length) problems.push('Two files have the same place. Give each its own.');
	if (problems.length > 0) throw new Fault(problems.map((each) => `${FOLDER}: ${each}`).join('\n'));
	return files.sort((a, b) => a.head.place - b.head.place);
}

/**
 * Fills the table `due`: everything that is not done on the last day known of its source, whose it is now (the rule
 * `case_worker`), of sources that collect it. It needs the rules of the model, and `given`, what the sources said.
 */
export async function writeDue(
	db: Database,
	{ contact_days }: Pick<Settings, 'contact_days'>
): Promise<void> {
	await db.run(
		'create table due (kind varchar, enrollment_id uuid, record_id uuid, what varchar, since_on date, due_on date, source varchar, client_id uuid, household_id uuid, program_id uuid, worker_id uuid, observed_until date)'
	);
	for (const { id, head, sql } of readDueKinds()) {
		const needs = [...new Set(head.needs)];
		await db.run(
			`insert into due
			select $id, d.enrollment_id, d.record_id, d.what, d.since_on, d.due_on, e.source, e.client_id, e.household_id, e.program_id, w.worker_id, e.observed_until
			from (${sql.replaceAll('$contact_days', String(contact_days))}) d
			join enrollment e using (enrollment_id)
			join case_worker() w using (enrollment_id)
			where e.source in (
				select source from collected where table_name || '.' || column_name in (${needs.map((_, at) => `$need${String(at)}`).join(', ')})
				group by source having count(distinct table_name || '.' || column_name) = ${String(needs.length)}
			)`,
			{ id, ...Object.fromEntries(needs.map((need, at) => [`need${String(at)}`, need])) }
		);
	}
}
