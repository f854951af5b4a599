import { join } from 'node:path';
import { name, type Database } from './duckdb.ts';
import { forEach } from './errors.ts';
import { bytesOf } from './files.ts';
import { readLines } from './lines.ts';
import type { NamedHeader } from './profiles.ts';
import type { Progress } from './progress.ts';
import { loadLines, planColumns, readOf, tablesOfFormat, type FileRead, type RawTable } from './read.ts';
import type { Upload } from './receive.ts';
import type { SourceFormat } from './sources/format.ts';

/**
 * A file of no format of ours, read as text: table `source.<table>` with `line` and, for each column that is kept, its
 * text as `c<index>`, empty as NULL. A column that was taken out has its place in the header, without its name.
 */
export type SourceTable = FileRead & { table: string };

/** SQL name of a source's table. */
export function sourceName({ table }: Pick<SourceTable, 'table'>): string {
	return `source.${name(table)}`;
}

/** A file's name with its header, as profiles are matched with it. */
export function namedHeader({ received, lines }: Pick<SourceTable, 'received' | 'lines'>): NamedHeader {
	return { name: received.name, header: lines.header };
}

/** The columns of a source's table that have a header, with their places in the file. */
export function sourceColumns({
	lines
}: Pick<SourceTable, 'lines'>): { name: string; header: string; place: number }[] {
	return lines.header.flatMap((header, place) =>
		header === '' ? [] : [{ name: `c${String(place)}`, header, place }]
	);
}

/**
 * Reads every file of an upload as text, whatever its columns are.
 * @throws Refused with every reason of every file at once
 */
export async function readSource(db: Database, upload: Upload, progress: Progress): Promise<SourceTable[]> {
	await db.run('create schema if not exists source');
	const total = bytesOf(upload.files);
	let done = 0;
	return forEach(upload.files, async (received, index) => {
		const table = `t${String(index)}`;
		const path = join(upload.folder, `${table}.lines`);
		const lines = readLines(received.path, path, received.name, (bytes) => {
			done += bytes;
			progress(`Reading ${received.name}`, done, total);
		});
		const select = sourceColumns({ lines }).map(
			(column) => `nullif(trim(${column.name}), '') as ${column.name}`
		);
		await loadLines(db, sourceName({ table }), lines, select);
		return { table, ...readOf(received, lines) };
	});
}

/** Takes columns out of a source's table for good: of the header their place stays, without the name. */
export async function dropColumns(
	db: Database,
	table: SourceTable,
	places: readonly number[]
): Promise<SourceTable> {
	for (const place of places)
		await db.run(`alter table ${sourceName(table)} drop column ${name(`c${String(place)}`)}`);
	const header = table.lines.header.map((each, index) => (places.includes(index) ? '' : each));
	return { ...table, lines: { ...table.lines, header } };
}

/**
 * Makes a format's raw tables of a source's text tables, as `readTables` makes them of files.
 * @throws Refused with every reason at once
 */
export async function rawFromSource(
	db: Database,
	label: string,
	source: readonly (SourceTable & { unknown: number })[],
	format: SourceFormat
): Promise<RawTable[]> {
	await db.run('create schema if not exists raw');
	const files = source.map((table) => ({ name: table.received.name, table }));
	return tablesOfFormat(format, label, files, async (file, { table }) => {
		const { select, ...plan } = planColumns(format, file, table.received.name, table.lines.header);
		await db.run(
			`create table raw.${name(file)} as select ${['line', ...select].join(', ')} from ${sourceName(table)}`
		);
		return {
			file,
			received: table.received,
			lines: table.lines,
			...plan,
			unknown: plan.unknown + table.unknown
		};
	});
}

/** Whether a table is one that a format may look at as a whole. */
export function isSmall({ lines }: Pick<SourceTable, 'lines'>): boolean {
	return lines.accepted <= SMALL;
}

/** All records of a small table by header in lower case, as a format looks at them. */
export async function smallTable(db: Database, table: SourceTable): Promise<Record<string, string>[]> {
	const columns = sourceColumns(table);
	const rows = await db.rows(
		`select ${columns.map((column) => column.name).join(', ')} from ${sourceName(table)} order by line`
	);
	return rows.map((row) =>
		Object.fromEntries(columns.map((column) => [column.header.toLowerCase(), String(row[column.name] ?? '')]))
	);
}

const SMALL = 10_000;
