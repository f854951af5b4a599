import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { Misused, Refused } from '#pipelines/errors.ts';
import { readSettings, type Home } from '#pipelines/home.ts';
import { REPORTS, type Report } from '#pipelines/sources/hmis-csv/hud/definition.ts';
import { findProjects, listProjects, systemProjects } from '#pipelines/sources/hmis-csv/hud/projects.ts';
import { makeTables } from '#pipelines/sources/hmis-csv/hud/report.ts';
import { isDate } from '#lib/metrics/periods.ts';
import type { Period } from '#lib/metrics/result.ts';
import { shortSources } from '#lib/metrics/sources.ts';
import { COMMAND_LINE, record } from '#lib/server/audit.ts';
import { tableCsv } from '#lib/server/hud-files.ts';
import { fromVault } from '#lib/server/vault.ts';
import { withStore } from './open.ts';
import { formOf, withForms as forms, write, type FormOptions } from './print.ts';
import { registerVerify, writeReport, type GrantOptions } from './release-commands.ts';

type Options = FormOptions & GrantOptions & { project?: string[]; from?: string; to?: string; out?: string };

/** The commands that write a report as files, and that make a release again. */
export function registerReports(program: Command, home: () => Home): void {
	const report = program
		.command('report')
		.description(
			'write a report as files: HUD’s tables of HMIS projects or its system measures, or a report on a grant'
		);
	registerVerify(report, home);
	forms(report)
		.argument('<report>', `${HUD.join(', ')}, quarterly, or one of the home's own`)
		.option(
			'--project <name>',
			'of HUD’s tables a project, or several with commas between; people are counted once; may be given several times (hud-spm takes all)',
			(text: string, earlier: string[] | undefined) => [...(earlier ?? []), text]
		)
		.option('--from <date>', 'of HUD’s tables the first day, such as 2025-10-01')
		.option('--to <date>', 'and the last day')
		.option('--grant <name>', 'of a report on a grant: which one')
		.option(
			'--quarter <date>',
			'the first day of its quarter; without it the last one whose data is complete'
		)
		.option('--out <folder>', 'a new or empty folder')
		.action(async (name: string, options: Options) => {
			if (options.out === undefined) throw new Misused('Say where to write it: --out FOLDER.');
			const folder = resolve(options.out);
			if (existsSync(folder) && (!statSync(folder).isDirectory() || readdirSync(folder).length > 0))
				throw new Refused(
					`${folder} is not an empty folder, and nothing in it is overwritten. Name a new one, or empty it.`
				);
			if (HUD.includes(name)) await writeHud(home(), name, folder, options);
			else await writeReport(home(), name, folder, options);
		});
}

const HUD: readonly string[] = REPORTS.map((each) => `hud-${each}`);

async function writeHud(
	home: Home,
	name: string,
	folder: string,
	{ project, from, to, ...form }: Options
): Promise<void> {
	const report = name.replace('hud-', '') as Report;
	const period = periodOf({ from, to });
	if ((report === 'spm') === (project !== undefined))
		throw new Misused(
			report === 'spm'
				? 'hud-spm is of every project of the system: leave out --project.'
				: `Say which projects ${name} is of: --project NAME[,NAME…].`
		);
	await withStore(home, async (store) => {
		const known = await listProjects(store.db);
		const projects = project
			? findProjects(known, project)
			: systemProjects(known, readSettings(home).covers_system);
		const asked = {
			report,
			programs: projects.map(({ program_id }) => program_id),
			from: period.from,
			to: period.to
		};
		const tables = await fromVault(home, (vault) =>
			store.db.beside((db) => makeTables(db, asked, (...id) => vault.find(...id)))
		);
		for (const { name: source, observedUntil } of await shortSources(store, period.to))
			process.stderr.write(
				`The data of ${source} is known until ${observedUntil}; what came later is not in these tables.\n`
			);
		record(home, COMMAND_LINE, 'exported', name, {
			period: { from: period.from, to: period.to },
			programs: projects.map(({ label }) => label),
			files: tables.length
		});
		mkdirSync(folder, { recursive: true });
		for (const table of tables) writeFileSync(join(folder, `${table.question}.csv`), tableCsv(table));
		write(
			formOf(form),
			tables.map(({ question, title, rows }) => ({ file: `${question}.csv`, title, rows: rows.length })),
			{ store: store.id, ...asked, folder, tables },
			''
		);
	});
}

function periodOf({ from, to }: Pick<Options, 'from' | 'to'>): Period {
	if (from === undefined || to === undefined) throw new Misused('Say of which days: --from DATE --to DATE.');
	for (const day of [from, to])
		if (!isDate(day)) throw new Misused(`"${day}" is not a date. Write it as 2025-10-01.`);
	if (from > to) throw new Misused(`The period ends on ${to}, before it begins on ${from}.`);
	return { from, to };
}
