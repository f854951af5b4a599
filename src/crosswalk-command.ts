import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { Misused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import type { Job, Outcome } from '#pipelines/job.ts';
import { countCrosswalk } from '#lib/crosswalk.ts';
import { withStore } from './open.ts';
import { finish, formOf, withForms as forms, write, type FormOptions } from './print.ts';

type With = { home: () => Home; run: (job: Job) => Promise<Outcome> };

/** Adds the command that joins the records of one person in two source systems. */
export function registerCrosswalk(program: Command, { home, run }: With): void {
	forms(
		program
			.command('crosswalk')
			.description(
				'say which clients of two source systems are one person; without a file, tell who is joined'
			)
			.argument('[file]', 'CSV with source_a, client_id_a, source_b, client_id_b')
	)
		.option('--dry-run', 'check the file and store nothing')
		.action(async (file: string | undefined, options: FormOptions & { dryRun?: boolean }) => {
			if (file === undefined) {
				await withStore(home(), async (store) => {
					const count = await countCrosswalk(store);
					const rows = count.sources.map(({ a, b, ...counts }) => ({
						source_a: a,
						source_b: b,
						...counts
					}));
					write(formOf(options), rows, { store: store.id, ...count }, 'No crosswalk counts.');
				});
				return;
			}
			await asCrosswalk(file, async (path) => {
				const outcome = await run({
					kind: 'import',
					paths: [path],
					options: { format: 'crosswalk', ...(options.dryRun ? { dryRun: true } : {}) }
				});
				const named = <Each extends { path: string }>(each: Each) => ({ ...each, path: file });
				finish(
					{ ...outcome, imported: outcome.imported.map(named), refused: outcome.refused.map(named) },
					formOf(options)
				);
			});
		});
}

/** Lends a file under the name by which the format is known: a person's file may have any. */
async function asCrosswalk(file: string, use: (path: string) => Promise<void>): Promise<void> {
	if (!statSync(file, { throwIfNoEntry: false })?.isFile())
		throw new Misused(`There is no file ${file}. Name a CSV file.`);
	const folder = mkdtempSync(join(tmpdir(), 'throughline-'));
	try {
		const path = join(folder, 'crosswalk.csv');
		copyFileSync(file, path);
		await use(path);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
