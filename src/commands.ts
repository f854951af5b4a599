import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Command } from 'commander';
import { readBatches } from '#pipelines/batch.ts';
import { checkHome } from '#pipelines/check.ts';
import { Misused, Refused } from '#pipelines/errors.ts';
import { defaultHomePath, homeAt, ROOT, type Home } from '#pipelines/home.ts';
import type { Job, Outcome } from '#pipelines/job.ts';
import { printProgress } from '#pipelines/progress.ts';
import { runJob } from '#pipelines/run.ts';
import { listMetrics } from '#lib/metrics/catalogue.ts';
import { measure, measureBeside } from '#lib/metrics/engine.ts';
import { listRows } from '#lib/metrics/rows.ts';
import type { Grain } from '#lib/metrics/result.ts';
import { shortSources } from '#lib/metrics/sources.ts';
import { CASEWORK, FULL_SCOPE } from '#lib/metrics/scope.ts';
import type { Condition } from '#lib/metrics/select.ts';
import { listProblems } from '#lib/problems.ts';
import { COMMAND_LINE } from '#lib/server/audit.ts';
import { openCurrent, type Store } from '#lib/server/store.ts';
import { withSourceIds } from '#lib/server/vault.ts';
import { writtenDown } from '#lib/server/work-audit.ts';
import { listStandards } from '#lib/standards.ts';
import { checkAudit, noteShown, registerAudit } from './audit-commands.ts';
import { besideLines, heldCells, printOutcome, resultCells, write, type Form } from './print.ts';
import { registerOperations } from './operations-commands.ts';
import { registerPeople } from './people-commands.ts';
import { registerSample } from './sample-command.ts';

type FormOptions = { json?: boolean; csv?: boolean };
type PeriodOptions = { from?: string; to?: string; where?: Condition[] };

/** Adds every command of `throughline` to the program: parse, call, print. */
export function register(program: Command): void {
	const home = (): Home => homeAt(program.opts<{ home?: string }>().home ?? defaultHomePath());
	const run = (job: Job) =>
		writtenDown(home(), COMMAND_LINE, job, () => runJob(home().path, job, printProgress(process.stderr)));
	const forms = (command: Command) => command.option('--json', 'print JSON').option('--csv', 'print CSV');

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
			'JSON file that says what the export does not, such as the order of its dates'
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

	forms(program.command('batches').description('list what was imported')).action((options: FormOptions) => {
		const { batches, damaged } = readBatches(home());
		for (const each of damaged) process.stderr.write(`${each.problem}\n`);
		const rows = batches.map((batch) => ({
			id: batch.id,
			state: batch.state,
			source: batch.source,
			format: `${batch.format} ${batch.version}`,
			from: batch.period.from,
			to: batch.period.to,
			observed_until: batch.observed_until,
			exported_at: batch.exported_at,
			accepted_at: batch.accepted_at,
			lines: sum(batch.files.map((file) => file.lines)),
			accepted: sum(batch.files.map((file) => file.accepted)),
			rejected: sum(batch.files.map((file) => file.rejected)),
			problems: batch.problems
		}));
		write(formOf(options), rows, batches, 'Nothing was imported yet.');
	});

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

	forms(program.command('metrics').description('list the metrics')).action(async (options: FormOptions) => {
		await withStore(home(), async (store) => {
			const { metrics, broken } = await listMetrics(store);
			for (const each of broken) process.stderr.write(`Left out: ${each.problem}\n`);
			const rows = metrics.map((metric) => ({
				id: metric.id,
				kind: metric.kind,
				group: metric.group,
				better: metric.headline.better,
				control: metric.control,
				question: metric.question,
				source: metric.source
			}));
			write(formOf(options), rows, { metrics, broken }, 'There are no metrics.');
		});
	});

	forms(
		period(program.command('metric').description('a figure, whole or by group and period').argument('<id>'))
	)
		.option('--by <dimension>', 'group by a dimension; may be given several times', collect, [])
		.option('--grain <grain>', 'one figure for each month, quarter or year')
		.action(async (id: string, options: FormOptions & PeriodOptions & { by: string[]; grain?: string }) => {
			await withStore(home(), async (store) => {
				const question = {
					metric: id,
					scope: FULL_SCOPE,
					audience: CASEWORK,
					period: periodOf(options),
					by: options.by,
					grain: grainOf(options.grain),
					where: options.where ?? []
				};
				const answer = await measure(store, question);
				const beside = await measureBeside(store, question);
				for (const { source, reason } of answer.left_out)
					process.stderr.write(`Not in these figures: ${source}. ${reason}\n`);
				for (const { name, observedUntil } of await shortSources(
					store,
					answer.results.at(-1)?.period.to ?? '0001-01-01'
				))
					process.stderr.write(
						`The data of ${name} is known until ${observedUntil}; what came later is not in these figures.\n`
					);
				for (const line of besideLines(beside)) process.stderr.write(`${line}\n`);
				if ([...question.by, ...question.where.map(({ dimension }) => dimension)].includes('worker'))
					noteShown(home(), 'saw figures by worker', options, id, answer.results.length, {
						by: question.by,
						period: question.period,
						where: question.where
					});
				write(
					formOf(options),
					answer.results.map((result) => resultCells(answer, result, formOf(options), beside)),
					answer,
					'There are no rows.'
				);
			});
		});

	forms(period(program.command('rows').description('the case list behind a figure').argument('<id>')))
		.option('--source-ids', 'add the source system’s own ids from the vault')
		.action(async (id: string, options: FormOptions & PeriodOptions & { sourceIds?: boolean }) => {
			await withStore(home(), async (store) => {
				const list = await listRows(store, {
					metric: id,
					scope: FULL_SCOPE,
					audience: CASEWORK,
					period: periodOf(options),
					where: options.where ?? []
				});
				const rows = options.sourceIds ? withSourceIds(home(), CASEWORK, list.rows) : list.rows;
				noteShown(home(), 'saw rows', options, id, rows.length, {
					period: list.period,
					where: options.where ?? []
				});
				write(formOf(options), rows, { ...list, rows }, 'There are no rows.');
			});
		});

	forms(
		program.command('standards').description('what the figures are held to: standards, targets, holidays')
	).action(async (options: FormOptions) => {
		await withStore(home(), async (store) => {
			const held = await listStandards(store);
			for (const note of held.notes) process.stderr.write(`Note: ${note}\n`);
			write(formOf(options), heldCells(held), held, 'No figure is held to anything.');
		});
	});

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
	registerOperations(program, { home, run, forms });
	registerAudit(forms(program.command('audit')), home);

	program
		.command('serve')
		.description('serve the pages (npm start)')
		.action(() => {
			const { status } = spawnSync(process.execPath, [join(ROOT, 'src', 'start.ts')], {
				stdio: 'inherit',
				env: { ...process.env, THROUGHLINE_HOME: home().path }
			});
			process.exitCode = status ?? 3;
		});
}

function finish(outcome: Outcome, form: Form): void {
	printOutcome(outcome, form);
	if (outcome.refused.length > 0)
		throw new Refused(
			outcome.refused.flatMap(({ path, reasons }) =>
				reasons.map((reason) => (outcome.refused.length > 1 ? `${path}: ${reason}` : reason))
			)
		);
}

async function withStore(home: Home, use: (store: Store) => Promise<void>): Promise<void> {
	const store = await openCurrent(home);
	try {
		await use(store);
	} finally {
		store.db.close();
	}
}

function period(command: Command): Command {
	return command
		.option('--from <date>', 'first day, such as 2026-07-01')
		.option('--to <date>', 'last day')
		.option(
			'--where <dimension=value>',
			'only rows of this group; may be given several times',
			(text: string, earlier: Condition[]) => {
				const at = text.indexOf('=');
				if (at < 1) throw new Misused(`--where ${text}: write dimension=value, such as program=Harbor.`);
				return [...earlier, { dimension: text.slice(0, at), value: text.slice(at + 1) }];
			},
			[]
		);
}

const collect = (text: string, earlier: string[]) => [...earlier, text];
const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);
const formOf = ({ json, csv }: FormOptions): Form => (json ? 'json' : csv ? 'csv' : 'table');
const periodOf = ({ from, to }: PeriodOptions) => ({
	...(from === undefined ? {} : { from }),
	...(to === undefined ? {} : { to })
});

function grainOf(text: string | undefined): Grain | null {
	if (text === undefined) return null;
	if (text === 'month' || text === 'quarter' || text === 'year') return text;
	throw new Misused(`--grain ${text}: it is month, quarter or year.`);
}
