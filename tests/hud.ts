// HUD's own tables of three projects of the Data Lab test kit, and what of ours is not equal to them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import type { Report } from '#pipelines/sources/hmis-csv/hud/definition.ts';
import { makeTables, type Table } from '#pipelines/sources/hmis-csv/hud/report.ts';
import { findProjects, listProjects } from '#pipelines/sources/hmis-csv/hud/projects.ts';
import type { Home } from '#pipelines/home.ts';
import type { Store } from '#lib/server/store.ts';
import { fromVault } from '#lib/server/vault.ts';
import { FIXTURES } from './home.ts';

/** The projects by the folder of their expected tables. */
export const PROJECTS: Record<string, { name: string; report: Report }> = {
	'apr-psh-coc-1': { name: 'DataLab - PSH CoC I', report: 'apr' },
	'apr-rrh-coc-1': { name: 'DataLab - RRH CoC I', report: 'apr' },
	'caper-so-esg': { name: 'DataLab - SO ESG', report: 'caper' }
};

export const PERIOD = { from: '2021-10-01', to: '2022-09-30' };

/** An expected table as lines of cells, the header first. */
export function expectedTable(folder: string, question: string): string[][] {
	const text = readFileSync(join(FIXTURES, 'expected', folder, `${question}.csv`), 'utf8');
	return Papa.parse<string[]>(text.trim()).data;
}

/** The tables of projects by name; the source's own ids of projects are those of the home's vault. */
export async function tablesOf(
	home: Home,
	{ db }: Store,
	report: Report,
	names: readonly string[],
	period: { from: string; to: string }
): Promise<Table[]> {
	const programs = findProjects(await listProjects(db), names).map(({ program_id }) => program_id);
	return fromVault(home, (vault) =>
		db.beside((own) => makeTables(own, { report, programs, ...period }, (...id) => vault.find(...id)))
	);
}

/** The cell of a table by its labels. */
export function cell(tables: readonly Table[], question: string, row: string, column = 'Total'): number {
	const table = tables.find((each) => each.question === question);
	const cells = table?.rows.find(({ label }) => label === row)?.cells;
	const found = cells?.[table?.columns.indexOf(column) ?? -1];
	if (typeof found !== 'number') throw new Error(`${question} has no cell "${row}", "${column}".`);
	return found;
}
