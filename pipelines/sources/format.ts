import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Database } from '../duckdb.ts';
import { ROOT } from '../home.ts';

/**
 * One column of a source table, from the format's `columns.csv`.
 *
 * - treatment: `keep`; `drop` (direct identifiers and free text: never read); `given` (only whether there
 *   was a value is kept, as `<column>_given`); for ids the kind of thing they name, which becomes a
 *   pseudonym (`record` for a row's own id)
 * - type: `text` is kept as it is and so only fits what names no person (a program's name); a `code` is at
 *   most two letters and a short number, and what is not becomes empty
 * - need: `primary` (the row's own id), `key` (a line without it is rejected), `figure` (a date that
 *   figures need: two readings refuse the import), `ahead` (may lie after the export), `private` (its
 *   values are never shown), and the record's stamps `created`, `updated`, `deleted`
 */
const columnSchema = z.object({
	file: z.string(),
	column: z.string(),
	type: z.enum(['text', 'code', 'id', 'integer', 'decimal', 'date', 'datetime']),
	treatment: z.enum([
		'keep',
		'drop',
		'given',
		'client',
		'household',
		'enrollment',
		'worker',
		'program',
		'organization',
		'record'
	]),
	versions: z.string().transform((text) => text.split(' ')),
	need: z
		.string()
		.transform((text) => text.split(' ').filter((word) => word !== ''))
		.pipe(z.array(z.enum(['primary', 'key', 'figure', 'ahead', 'private', 'created', 'updated', 'deleted'])))
});

export type Column = z.infer<typeof columnSchema>;
export type Need = Column['need'][number];

/** What an upload says of itself. Dates are ISO; `exported_at` has the time. */
export type Identified = {
	version: string;
	/** Key of the source system: lower-case letters, digits, hyphens. */
	source: string;
	source_name: string;
	period: { from: string; to: string };
	exported_at: string;
	/** The last day on which its data is known: the earlier of export and end of period. */
	observed_until: string;
	/**
	 * True where the export holds everything of its projects and period, false where it holds changes only.
	 */
	full: boolean;
};

/** The upload as a format sees it before anything is read into tables. */
export type Candidate = {
	/** File names without ending, as written. */
	names: string[];
	/** All records of a small file, by header; throws `Refused` where it is large or unreadable. */
	records: (name: string) => Record<string, string>[];
	db: Database;
	/** `--source`, if given. */
	source: string | null;
};

/** One export format: a folder below `pipelines/sources`, whose `identify.ts` exports this as `format`. */
export type SourceFormat = {
	id: string;
	title: string;
	/** Files without which the upload is refused. */
	required: string[];
	/** Null where the upload is not of this format; `Refused` where it is, but cannot be taken. */
	identify: (candidate: Candidate) => Promise<Identified | null>;
	/**
	 * Brings the rows of older versions into the newest shape: replacement expressions by file and column.
	 */
	upgrades: (file: string) => { column: string; sql: string }[];
	retire: (schema: string, files: string[]) => string[];
};

/** The folder of a format. */
export function formatFolder(id: string): string {
	return join(ROOT, 'pipelines', 'sources', id);
}

/** Every format there is: each folder with an `identify.ts`. */
export async function readFormats(): Promise<SourceFormat[]> {
	const folder = join(ROOT, 'pipelines', 'sources');
	const ids = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
	return Promise.all(
		ids.map(async ({ name }) => {
			const url = pathToFileURL(join(folder, name, 'identify.ts')).href;
			return ((await import(url)) as { format: SourceFormat }).format;
		})
	);
}

const cache = new Map<string, Column[]>();

/** The columns of a format, in the order of its `columns.csv`. */
export function columnsOf(formatId: string): Column[] {
	const known = cache.get(formatId);
	if (known) return known;
	const [head = '', ...lines] = readFileSync(join(formatFolder(formatId), 'columns.csv'), 'utf8')
		.trim()
		.split(/\r?\n/);
	const names = head.split(',');
	const columns = lines.map((line) => {
		const cells = line.split(',');
		return columnSchema.parse(Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])));
	});
	cache.set(formatId, columns);
	return columns;
}

/** The columns of one file of a format. */
export function columnsOfFile(formatId: string, file: string): Column[] {
	return columnsOf(formatId).filter((column) => column.file === file);
}

/** The names of a format's files. */
export function filesOf(formatId: string): string[] {
	return [...new Set(columnsOf(formatId).map((column) => column.file))];
}

/** The column as it is stored: `<column>_given` where only its presence is kept. */
export function storedName(column: Column): string {
	return column.treatment === 'given' ? `${column.column}_given` : column.column;
}

/** The column with a need in a file, or null. */
export function columnWith(columns: Column[], need: Need): Column | null {
	return columns.find((column) => column.need.includes(need)) ?? null;
}

/** DuckDB's type of a stored column. */
export function storedType(column: Column): string {
	if (column.treatment === 'given') return 'boolean';
	return {
		text: 'varchar',
		code: 'varchar',
		id: 'uuid',
		integer: 'integer',
		decimal: 'decimal(14,2)',
		date: 'date',
		datetime: 'timestamp'
	}[column.type];
}
