import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Command } from 'commander';
import { checkHome } from '#pipelines/check.ts';
import { Misused } from '#pipelines/errors.ts';
import { HEAP_OF_SERVER } from '#pipelines/heap.ts';
import { defaultHomePath, homeAt, ROOT, type Home } from '#pipelines/home.ts';
import type { Job } from '#pipelines/job.ts';
import { printProgress } from '#pipelines/progress.ts';
import { runJob } from '#pipelines/run.ts';
import { CASEWORK } from '#lib/metrics/scope.ts';
import { listProblems } from '#lib/problems.ts';
import { COMMAND_LINE } from '#lib/server/audit.ts';
import { withSourceIds } from '#lib/server/vault.ts';
import { writtenDown } from '#lib/server/work-audit.ts';
import { registerBatches } from './batch-commands.ts';
import { checkAudit, noteShown, registerAudit } from './audit-commands.ts';
import { registerCrosswalk } from './crosswalk-command.ts';
import { registerFigures } from './figure-commands.ts';
import { registerFlow } from './flow-commands.ts';
import { registerKeys } from './key-commands.ts';
import { withStore } from './open.ts';
import { finish, formOf, withForms as forms, write, type FormOptions } from './print.ts';
import { registerMappings } from './mapping-commands.ts';
import { registerOperations } from './operations-commands.ts';
import { registerPeople } from './people-commands.ts';
import { registerReports } from './report-commands.ts';
import { registerSample } from './sample-command.ts';

/** Adds every command of `throughline` to the program: parse, call, print. */
export function register(program: Command): void {
	const home = (): Home => homeAt(program.opts<{ home?: string }>().home ?? defaultHomePath());
	const run = (job: Job) =>
		writtenDown(home(), COMMAND_LINE, job, () => runJob(home().path, job, printProgress(process.stderr)));

	forms(
		program
			.command('import')
			.description('import exports and build the figures')
			.argument('<path...>', 'zip, folder or file')
	)
		.option('--source <name>', 'name of the source system, the same for each of its exports')
		.option('--format <id>', 'the export format, where it cannot be told')
		.option(
			'--mapping <file>',
			'JSON file that says what the export does not, such as the order of its dates or what its columns mean; or the name of a mapping that is kept'
		)
		.option('--dry-run', 'check the export and store nothing')
		.action(
			async (
				paths: string[],
				options: FormOptions & { source?: string; format?: string; mapping?: string; dryRun?: boolean }
			) => {
				const { json: _, csv: __, ...rest } = options;
				finish(await run({ kind: 'import', paths, options: rest }), formOf(options));
			}
		);

	registerBatches(program, home);
	registerMappings(program, { home, run });
	registerCrosswalk(program, { home, run });

	forms(
		program
			.command('undo')
			.description('take a batch back; the figures become what they were without it')
			.argument('<batch>')
	).action(async (batch: string, options: FormOptions) => {
		finish(await run({ kind: 'undo', batch }), formOf(options));
	});

	forms(program.command('purge').description('delete batches, or a client’s rows in every batch, for good'))
		.option('--batch <id...>', 'batches to delete')
		.option('--client <id>', 'a client, by pseudonym or by the source system’s own id')
		.option('--source <key>', 'the source system that the id is from')
		.requiredOption('--yes', 'confirm: what is purged cannot be brought back')
		.action(async (options: FormOptions & { batch?: string[]; client?: string; source?: string }) => {
			if (!options.batch && options.client === undefined)
				throw new Misused('Say what to purge: --batch ID or --client ID.');
			const outcome = await run({
				kind: 'purge',
				batches: options.batch ?? [],
				client: options.client ?? null,
				source: options.source ?? null
			});
			finish(outcome, formOf(options));
			if (options.client !== undefined)
				process.stderr.write(
					'If the source system still holds this client, its next export brings the rows back: delete them there too.\n'
				);
		});

	forms(program.command('build').description('build the figures from the batches')).action(
		async (options: FormOptions) => {
			finish(await run({ kind: 'build' }), formOf(options));
		}
	);

	registerFigures(program, home);
	registerFlow(program, home);
	registerReports(program, home);

	forms(program.command('problems').description('what is wrong in the exports, by line and by record'))
		.argument('[id]', 'only this check or kind of problem')
		.option('--batch <id>', 'only lines of this batch')
		.option('--source-ids', 'add the source system’s own ids from the vault')
		.action(
			async (id: string | undefined, options: FormOptions & { batch?: string; sourceIds?: boolean }) => {
				await withStore(home(), async (store) => {
					const list = await listProblems(store, { id, batch: options.batch });
					const rows = options.sourceIds ? withSourceIds(home(), CASEWORK, list) : list;
					noteShown(home(), 'saw rows', options, 'problems', rows.length);
					write(formOf(options), rows, { store: store.id, problems: rows }, 'There are no problems.');
				});
			}
		);

	forms(program.command('check').description('look whether everything in the home is whole')).action(
		async (options: FormOptions) => {
			const findings = [...(await checkHome(home())), ...(await checkAudit(home()))];
			write(formOf(options), findings, findings, '');
			if (findings.some((finding) => finding.level === 'problem')) process.exitCode = 1;
		}
	);

	registerSample(forms(program.command('sample')));
	registerPeople(program, home);
	registerKeys(program, home);
	registerOperations(program, { home, run });
	registerAudit(forms(program.command('audit')), home);

	program
		.command('serve')
		.description('serve the pages (npm start)')
		.action(() => {
			const { status } = spawnSync(process.execPath, [...HEAP_OF_SERVER, join(ROOT, 'src', 'start.ts')], {
				stdio: 'inherit',
				env: { ...process.env, THROUGHLINE_HOME: home().path }
			});
			process.exitCode = status ?? 3;
		});
}
