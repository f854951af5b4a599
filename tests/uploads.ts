// Small exports to change, and what becomes of them.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { readBatches } from '#pipelines/batch.ts';
import { literal, type Row } from '#pipelines/duckdb.ts';
import { Refused } from '#pipelines/errors.ts';
import { prepareHome, type Home } from '#pipelines/home.ts';
import { importUpload } from '#pipelines/import.ts';
import type { ImportOptions, Imported } from '#pipelines/take-in.ts';
import { exportOf, newHome, parquet, record, temporaryFolder, type Tables } from './home.ts';
import { zip } from './zip.ts';

export const silent = () => undefined;

/** The files without which an export is refused: enough here, and quick. */
export const NEEDED = ['Export', 'Client', 'Enrollment', 'Exit', 'Project'];

/** A small export with records changed. */
export const changed = (change: (tables: Tables) => void = silent, files = NEEDED) =>
	exportOf(change, { files });

/** Sets columns of the record with an id. */
export const set = (tables: Tables, file: string, id: string, columns: Record<string, string>) =>
	Object.assign(record(tables, file, id), columns);

/** Adds a record like another one. */
export const add = (tables: Tables, file: string, like: string, columns: Record<string, string>) =>
	tables[file]?.push({ ...record(tables, file, like), ...columns });

/** Changes the text of a file of an export. */
export function edit(folder: string, file: string, change: (text: string) => string): void {
	const path = join(folder, `${file}.csv`);
	writeFileSync(path, change(readFileSync(path, 'utf8')));
}

/** Packs an export as a zip, its files as `pack` names and writes them. */
export function packed(
	folder: string,
	pack: (name: string, text: string) => { name: string; data: string } = (name, data) => ({ name, data })
): string {
	const path = join(temporaryFolder(), 'export.zip');
	const entries = readdirSync(folder)
		.reverse()
		.map((name) => ({ ...pack(name, readFileSync(join(folder, name), 'utf8')), deflate: true }));
	writeFileSync(path, zip(entries));
	return path;
}

export const readyHome = () => prepareHome(newHome().path);

/** Imports an export into a home of its own. */
export async function accepted(
	path: string,
	options: ImportOptions = {}
): Promise<{ home: Home; result: Imported }> {
	const home = readyHome();
	const result = await importUpload(home, path, options, silent);
	expect(result.outcome).toBe('accepted');
	return { home, result };
}

/** The reasons for which an export is refused; nothing of it may be stored. */
export async function refusal(path: string, options: ImportOptions = {}): Promise<string[]> {
	const home = readyHome();
	const reasons = await importUpload(home, path, options, silent).then(
		() => ['It was accepted.'],
		(error: unknown) => {
			if (error instanceof Refused) return error.reasons;
			throw error;
		}
	);
	expect(readdirSync(home.batches)).toEqual([]);
	expect(readdirSync(home.uploads)).toEqual([]);
	expect(readdirSync(home.vault)).toEqual([]);
	return reasons;
}

/** The rows of a query over files of the newest batch: `$Enrollment` stands for its Parquet file. */
export function stored(home: Home, sql: string): Promise<Row[]> {
	const id = readBatches(home).batches.at(-1)?.id ?? '';
	return parquet(
		sql.replace(
			/\$(\w+)/g,
			(_, file: string) => `read_parquet(${literal(join(home.batches, id, `${file}.parquet`))})`
		)
	);
}

export const problemsOf = (home: Home) =>
	stored(home, 'select file, line, column_name, kind, message from $problems order by line, kind');

export const mappingFile = (mapping: object) => {
	const path = join(temporaryFolder(), 'mapping.json');
	writeFileSync(path, JSON.stringify(mapping));
	return path;
};
