import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { literal, name, type Database } from './duckdb.ts';
import { Fault, forEach, messageOf, Refused } from './errors.ts';
import { bytesOf } from './files.ts';
import { readLines, saidOf, type Lines } from './lines.ts';
import { addProblems } from './problems.ts';
import type { Progress } from './progress.ts';
import type { ReceivedFile, Upload } from './receive.ts';
import { splitFields } from './records.ts';
import { columnsOfFile, filesOf, storedName, type Column, type SourceFormat } from './sources/format.ts';

/** What is known of a file whose lines were read: as it was received, and as it was written. */
export type FileRead = {
	received: Omit<ReceivedFile, 'path'>;
	lines: Omit<Lines, 'path'>;
};

/** A source file read as text: table `raw.<file>` with `line` and the columns that may be read. */
export type RawTable = FileRead & {
	file: string;
	columns: Column[];
	/** How many columns have a header that the format does not know. */
	unknown: number;
	/**
	 * Of a table that a profile made: the source's own headers by column. Such a table has, beside `line`, the name of
	 * each row's file (`file_name`) and a number of its own (`row`), for a line can make several rows.
	 */
	mapped?: { titles: Record<string, string> };
};

const SMALL = 1_000_000;

/** The file's name without folder and ending, as formats compare it. */
export function stem(file: Pick<ReceivedFile, 'name'>): string {
	return file.name.replace(/\.[^.]+$/, '');
}

/** All records of a small file (at most 1 MB) by header: for a format's own look at an upload. */
export function smallRecords(upload: Upload, fileStem: string): Record<string, string>[] {
	const file = upload.files.find((each) => stem(each).toLowerCase() === fileStem.toLowerCase());
	if (!file) return [];
	if (file.bytes > SMALL)
		throw new Refused(
			`${file.name} has ${String(file.bytes)} bytes; it should be a small file. Check the export.`
		);
	const path = `${file.path}.small`;
	const lines = readLines(file.path, path, file.name);
	const [first] = lines.rejected;
	if (first) throw new Refused(`${file.name} line ${String(first.line)}: ${saidOf(first)}`);
	const text = readFileSync(path, 'utf8');
	rmSync(path);
	return splitRecords(text).map((record) => {
		const cells = splitFields(record, lines.delimiter).slice(1);
		return Object.fromEntries(
			lines.header.map((column, index) => [column.toLowerCase(), (cells[index] ?? '').trim()])
		);
	});
}

function splitRecords(text: string): string[] {
	const records: string[] = [];
	let from = 0;
	let quoted = false;
	for (let at = 0; at < text.length; at++) {
		if (text[at] === '"') quoted = !quoted;
		else if (text[at] === '\n' && !quoted) {
			records.push(text.slice(from, at));
			from = at + 1;
		}
	}
	return records;
}

/**
 * Reads every file of an upload that the format knows into tables of text, `raw."<File>"`, by header name.
 * Columns that hold direct identifiers or free text, and columns that the format does not know, are not
 * read at all.
 * @throws Refused with every reason of every file at once
 */
export async function readTables(
	db: Database,
	upload: Upload,
	format: SourceFormat,
	progress: Progress
): Promise<RawTable[]> {
	await db.run('create schema if not exists raw');
	const total = bytesOf(upload.files);
	let done = 0;
	return tablesOfFormat(format, upload.name, upload.files, (file, received) =>
		readTable(db, upload, format, file, received, (bytes) => {
			done += bytes;
			progress(`Reading ${received.name}`, done, total);
		})
	);
}

/**
 * Reads the file of each table of a format, found by its name.
 * @throws Refused with every reason of every file at once, a missing one that the format cannot be without among them
 */
export async function tablesOfFormat<F extends Pick<ReceivedFile, 'name'>>(
	format: SourceFormat,
	label: string,
	files: readonly F[],
	read: (file: string, received: F) => Promise<RawTable>
): Promise<RawTable[]> {
	const tables = await forEach(filesOf(format.id), async (file) => {
		const received = files.find((each) => stem(each).toLowerCase() === file.toLowerCase());
		if (received) return [await read(file, received)];
		if (!format.required.includes(file)) return [];
		throw new Refused(`${file}.csv is missing from ${label}. Export all files of the ${format.title}.`);
	});
	return tables.flat();
}

/** How many files of an upload have no table's name. Texts are no tables. */
export function countOtherFiles(
	files: readonly Pick<ReceivedFile, 'name'>[],
	format: Pick<SourceFormat, 'id'>
): number {
	const known = new Set(filesOf(format.id).map((file) => file.toLowerCase()));
	return files.filter((file) => !/\.txt$/i.test(file.name) && !known.has(stem(file).toLowerCase())).length;
}

/**
 * Adds a problem where so many files of an upload have no table's name: one may be misspelled. Names are not told: a
 * file may be named after a person.
 */
export async function reportOtherFiles(db: Database, label: string, others: number): Promise<void> {
	if (others === 0) return;
	await addProblems(db, [
		{
			file: label,
			line: null,
			column: null,
			kind: 'files ignored',
			reason: `${others === 1 ? '1 file is not part of the format and was' : `${String(others)} files are not part of the format and were`} not read.`,
			mend: "If one of its tables is missing, look for a slip in a file's name."
		}
	]);
}

async function readTable(
	db: Database,
	upload: Upload,
	format: SourceFormat,
	file: string,
	received: ReceivedFile,
	onBytes: (bytes: number) => void
): Promise<RawTable> {
	const path = join(upload.folder, `${file}.lines`);
	const known = columnsOfFile(format.id, file);
	const names = new Set(known.map((column) => column.column.toLowerCase()));
	const lines = readLines(received.path, path, received.name, onBytes, names);
	const { select, ...plan } = planColumns(format, file, received.name, lines.header);
	await loadLines(db, `raw.${name(file)}`, lines, select);
	return { file, ...readOf(received, lines), ...plan };
}

/**
 * Which columns of a file are read, by its header, and the SQL of each from the columns `c0`, `c1` …; `unknown` is
 * how many the format does not know. A header without a name is of a column that is not there.
 * @throws Refused where a column is missing without which no line counts
 */
export function planColumns(
	format: SourceFormat,
	file: string,
	label: string,
	header: readonly string[]
): Pick<RawTable, 'columns' | 'unknown'> & { select: string[] } {
	const known = columnsOfFile(format.id, file);
	const names = new Set(known.map((column) => column.column.toLowerCase()));
	const at = new Map(header.map((column, index) => [column.toLowerCase(), index]));
	const columns = known.filter(
		(column) => column.treatment !== 'drop' && at.has(column.column.toLowerCase())
	);
	const missing = known.filter(
		(column) => (column.need.includes('primary') || column.need.includes('key')) && !columns.includes(column)
	);
	if (missing.length > 0)
		throw new Refused(
			missing.map(
				(column) =>
					`${label} has no column ${column.column}. Its header must name it. Check that the file belongs to the ${format.title}.`
			)
		);
	const select = columns.map((column) => {
		const written = `trim(c${String(at.get(column.column.toLowerCase()))})`;
		const text = `nullif(${format.guarded ? unguarded(written) : written}, '')`;
		return `${column.treatment === 'given' ? `${text} is not null` : text} as ${name(storedName(column))}`;
	});
	return {
		columns,
		select,
		unknown: header.filter((column) => column !== '' && !names.has(column.toLowerCase())).length
	};
}

/** What is kept of a file when its lines are in a table. */
export function readOf({ path: _, ...received }: ReceivedFile, { path: __, ...lines }: Lines): FileRead {
	return { received, lines };
}

/**
 * Makes a table of the lines of a file, all text: `line`, and of the columns `c0`, `c1` … what `select` says. The
 * file of lines is gone then.
 */
export async function loadLines(db: Database, table: string, lines: Lines, select: string[]): Promise<void> {
	const types = ['line', ...lines.header.map((_, index) => `c${String(index)}`)].map(
		(each) => `${name(each)}: '${each === 'line' ? 'BIGINT' : 'VARCHAR'}'`
	);
	const read =
		db.write(`create table ${table} as select ${['line', ...select].join(', ')} from read_csv(${literal(lines.path)},
		columns = {${types.join(', ')}}, auto_detect = false, header = false, delim = ${literal(lines.delimiter)}, quote = '"', escape = '"',
		new_line = '\\n', strict_mode = true, null_padding = false, max_line_size = 2500000)`);
	const n = await read.catch((error: unknown): never => {
		if (!/CSV Error/i.test(messageOf(error))) throw error;
		// Without the cause: DuckDB's words repeat the line, and a line may hold names.
		throw new Fault(
			`${table}: its lines were found sound, but could not be read. Nothing was stored. Please report this file's shape.`
		);
	});
	if (n !== lines.accepted)
		throw new Fault(
			`${table}: ${String(lines.accepted)} lines were found sound, but ${String(n)} were read. Nothing was stored. Please report this file's shape.`
		);
	rmSync(lines.path);
}

/** SQL of a text without the apostrophe that a file for spreadsheets has before what begins like a formula. */
function unguarded(text: string): string {
	return String.raw`case when starts_with(${text}, '''') then regexp_replace(${text}, '^''([=+@\t\r-])', '\1') else ${text} end`;
}
