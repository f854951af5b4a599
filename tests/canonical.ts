// Uploads written by hand, and what the store holds of them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Home } from '#pipelines/home.ts';
import type { ImportOptions } from '#pipelines/take-in.ts';
import { query, ROOT, run, temporaryFolder } from './home.ts';

/** Six stays of five people, worked by hand in canonical-csv.test.ts. */
export const TINY = join(ROOT, 'pipelines', 'sources', 'canonical-csv', 'sample', 'tiny');

/** A folder of files as they are written here. */
export const upload = (files: Record<string, string>): string => {
	const folder = temporaryFolder();
	for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, `${name}.csv`), text);
	return folder;
};
export const refusal = async (home: Home, path: string, options: ImportOptions = {}): Promise<string[]> => {
	const outcome = await run(home, { kind: 'import', paths: [path], options });
	expect(outcome.imported).toEqual([]);
	return outcome.refused.flatMap((each) => each.reasons);
};
export const column = async (home: Home, sql: string) =>
	(await query(home, sql)).map((row) => Object.values(row)[0]);

/** How many rows of a metric each worker has. */
export const byWorker = async (home: Home, metric: string) =>
	(
		await query(
			home,
			`select w.label, count(*) as n from metric."${metric}" m join worker w using (worker_id) group by all order by 1`
		)
	).map((row) => [row.label, row.n]);
const TABLES = ['client', 'program', 'enrollment', 'contact', 'service', 'income', 'referral', 'assignment'];
/** What the store says, but for the batches that it is from. */
export const state = async (
	home: Home,
	tables = [...TABLES, 'worker', 'team_membership', 'supervision', 'source']
) => {
	const found: Record<string, unknown> = {};
	for (const table of tables) {
		const batch = table === 'source' ? '' : 'exclude (batch_id)';
		found[table] = await query(home, `select columns(* ${batch})::varchar from ${table} order by all`);
	}
	return found;
};
