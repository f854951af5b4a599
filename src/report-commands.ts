import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Argument, type Command } from 'commander';
import { Misused, Refused } from '#pipelines/errors.ts';
import { readSettings, type Home } from '#pipelines/home.ts';
import { REPORTS, type Report } from '#pipelines/sources/hmis-csv/hud/definition.ts';
import { findProjects, listProjects, systemProjects } from '#pipelines/sources/hmis-csv/hud/projects.ts';
import { makeTables, type Table } from '#pipelines/sources/hmis-csv/hud/report.ts';
import { csv } from '#lib/csv.ts';
import { isDate } from '#lib/metrics/periods.ts';
import { shortSources } from '#lib/metrics/sources.ts';
import { COMMAND_LINE, record } from '#lib/server/audit.ts';
import { fromVault } from '#lib/server/vault.ts';
import { withStore } from './open.ts';
import { formOf, withForms as forms, write, type FormOptions } from './print.ts';

type Options = FormOptions & { project?: string[]; from: string; to: string; out: string };

/** The command that writes a report as files. */
export function registerReports(program: Command, home: () => Home): void {
	forms(
		program
			.command('report')
			.description('write HUD’s tables of HMIS projects, or its system measures, a CSV file a question')
	)
		.addArgument(new Argument('<report>', 'which report').choices(REPORTS.map((each) => `hud-${each}`)))
		.option(
			'--project <name>',
			'a project, or several with commas between; people are counted once; may be given several times (hud-spm takes all)',
			(text: string, earlier: string[] | undefined) => [...(earlier ?? []), text]
		)
		.requiredOption('--from <date>', 'first day, such as 2025-10-01')
		.requiredOption('--to <date>', 'last day')
		.requiredOption('--out <folder>', 'a new or empty folder')
		.action(async (name: string, options: Options) => {
			const folder = resolve(options.out);
			const report = name.replace('hud-', '') as Report;
			checkPeriod(options);
			if ((report === 'spm') === (options.project !== undefined))
				throw new Misused(
					report === 'spm'
						? 'hud-spm is of every project of the system: leave out --project.'
						: `Say which projects ${name} is of: --project NAME[,NAME…].`
				);
			if (existsSync(folder) && (!statSync(folder).isDirectory() || readdirSync(folder).length > 0))
				throw new Refused(
					`${folder} is not an empty folder, and nothing in it is overwritten. Name a new one, or empty it.`
				);
			await withStore(home(), async (store) => {
				const known = await listProjects(store.db);
				const projects = options.project
					? findProjects(known, options.project)
					: systemProjects(known, readSettings(home()).covers_system);
				const asked = {
					report,
					programs: projects.map(({ program_id }) => program_id),
					from: options.from,
					to: options.to
				};
				const tables = await fromVault(home(), (vault) =>
					store.db.beside((db) => makeTables(db, asked, (...id) => vault.find(...id)))
				);
				for (const { name: source, observedUntil } of await shortSources(store, options.to))
					process.stderr.write(
						`The data of ${source} is known until ${observedUntil}; what came later is not in these tables.\n`
					);
				record(home(), COMMAND_LINE, 'exported', name, {
					period: { from: options.from, to: options.to },
					programs: projects.map(({ label }) => label),
					files: tables.length
				});
				mkdirSync(folder, { recursive: true });
				for (const table of tables) writeFileSync(join(folder, `${table.question}.csv`), tableCsv(table));
				write(
					formOf(options),
					tables.map(({ question, title, rows }) => ({ file: `${question}.csv`, title, rows: rows.length })),
					{ store: store.id, ...asked, folder, tables },
					''
				);
			});
		});
}

function checkPeriod({ from, to }: Options): void {
	for (const day of [from, to])
		if (!isDate(day)) throw new Misused(`"${day}" is not a date. Write it as 2025-10-01.`);
	if (from > to) throw new Misused(`The period ends on ${to}, before it begins on ${from}.`);
}

function tableCsv({ corner, columns, rows }: Table): string {
	return csv(
		rows.map(({ label, cells }) => ({
			[corner]: label,
			...Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? null]))
		})),
		[corner, ...columns]
	);
}
