// Temporary homes, sample exports to change, and the `throughline` command, for tests that run the whole
// pipeline.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openDatabase, type Row } from '#pipelines/duckdb.ts';
import { homeAt, ROOT, type Home } from '#pipelines/home.ts';
import type { Imported, ImportOptions } from '#pipelines/take-in.ts';
import { work, type Job, type Outcome } from '#pipelines/job.ts';
import { measure } from '#lib/metrics/engine.ts';
import { CASEWORK, FULL_SCOPE } from '#lib/metrics/scope.ts';
import { openCurrent } from '#lib/server/store.ts';

export * from './outside.ts';
export { ROOT };
export type Version = 'fy2022' | 'fy2024' | 'fy2026';

/** The twelve enrollments that were worked by hand, and the sample agency of about sixty people. */
export const tiny = (version: Version = 'fy2026') =>
	join(ROOT, 'pipelines', 'sources', 'hmis-csv', 'sample', version);
export const SAMPLE = join(ROOT, 'data', 'sample', 'hmis-fy2026');
export const FIXTURES = join(ROOT, '..', 'shared', 'fixtures');

const folders: string[] = [];
afterAll(() => {
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder that is gone when the test file is done. */
export function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'throughline-test-'));
	folders.push(folder);
	return folder;
}

/**
 * A home of its own, empty or a copy of another; `keysOf` gives it another home's keys, so that pseudonyms
 * agree.
 */
export function newHome({ from, keysOf }: { from?: Home; keysOf?: Home } = {}): Home {
	const home = homeAt(join(temporaryFolder(), 'home'));
	if (from) cpSync(from.path, home.path, { recursive: true, preserveTimestamps: true });
	if (keysOf) {
		mkdirSync(home.path, { mode: 0o700 });
		cpSync(keysOf.secrets, home.secrets, { recursive: true });
	}
	return home;
}

/** Does one work in this process, as the child process would. */
export const run = (home: Home, job: Job, onProgress: (step: string) => void = () => undefined) =>
	work(home.path, job, onProgress);

/** Imports uploads and gives what became of the only or the last one. Fails where one is refused. */
export async function take(
	home: Home,
	paths: string | string[],
	options: ImportOptions = {}
): Promise<Imported> {
	const outcome = await run(home, { kind: 'import', paths: [paths].flat(), options });
	if (outcome.refused.length > 0) throw new Error(JSON.stringify(outcome.refused));
	const last = outcome.imported.at(-1);
	if (!last) throw new Error('Nothing was imported.');
	return last;
}

export const undo = (home: Home, batch: string | null): Promise<Outcome> =>
	run(home, { kind: 'undo', batch: batch ?? '' });
export const rebuild = (home: Home): Promise<Outcome> => run(home, { kind: 'build' });

/** The records of an export by file, to be changed in place. */
export type Tables = Record<string, Record<string, string>[]>;

/** Files that carry the figures of the scene; a small export is imported faster than one of all 24. */
export const CORE = [
	'Export',
	'Organization',
	'Project',
	'Client',
	'Enrollment',
	'Exit',
	'CurrentLivingSituation',
	'Services'
];

/**
 * Writes an export into a new folder: the files of another one (by default `CORE` of the tiny FY2026 one)
 * as `change` leaves them.
 */
export function exportOf(
	change: (tables: Tables) => void,
	{ from = tiny(), files = CORE }: { from?: string; files?: string[] | 'all' } = {}
): string {
	const stems = readdirSync(from)
		.filter((file) => file.endsWith('.csv'))
		.map((file) => file.replace(/\.csv$/, ''))
		.filter((stem) => files === 'all' || files.includes(stem));
	const headers = new Map<string, string[]>();
	const tables: Tables = {};
	for (const stem of stems) {
		const [head = '', ...lines] = readFileSync(join(from, `${stem}.csv`), 'utf8')
			.trim()
			.split(/\r?\n/);
		const columns = head.split(',');
		headers.set(stem, columns);
		tables[stem] = lines.map((line) => {
			const cells = line.split(',');
			return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
		});
	}
	change(tables);
	const folder = temporaryFolder();
	for (const [stem, columns] of headers) {
		const records = tables[stem];
		if (!records) continue; // a change may leave out a file
		const lines = records.map((record) => columns.map((column) => record[column] ?? '').join(','));
		writeFileSync(join(folder, `${stem}.csv`), `${[columns.join(','), ...lines].join('\r\n')}\r\n`);
	}
	return folder;
}

/** The record of a table with an id in its first column. */
export function record(tables: Tables, file: string, id: string): Record<string, string> {
	const found = tables[file]?.find((each) => Object.values(each)[0] === id);
	if (!found) throw new Error(`${file} has no ${id}.`);
	return found;
}

/** Takes records out of a table. */
export function remove(
	tables: Tables,
	file: string,
	gone: (record: Record<string, string>) => boolean
): void {
	tables[file] = (tables[file] ?? []).filter((each) => !gone(each));
}

/** Sets columns of Export.csv. */
export function header(tables: Tables, changes: Record<string, string>): void {
	Object.assign(tables.Export?.[0] ?? {}, changes);
}

/** One number of the published store: a metric's value in 2024, whole or of one program. */
export async function value(home: Home, metric: string, program?: string): Promise<number | null> {
	const store = await openCurrent(home);
	try {
		const { results } = await measure(store, {
			metric,
			scope: FULL_SCOPE,
			audience: CASEWORK,
			period: { from: '2024-01-01', to: '2024-12-31' },
			by: [],
			grain: null,
			where: program === undefined ? [] : [{ dimension: 'program', value: program }]
		});
		return results[0]?.value ?? null;
	} finally {
		store.db.close();
	}
}

/** Rows of the published store. */
export async function query(home: Home, sql: string): Promise<Row[]> {
	const store = await openCurrent(home);
	try {
		return await store.db.rows(sql);
	} finally {
		store.db.close();
	}
}

/** Rows of Parquet files. */
export async function parquet(sql: string): Promise<Row[]> {
	const db = await openDatabase(':memory:', temporaryFolder());
	try {
		return await db.rows(sql);
	} finally {
		db.close();
	}
}
