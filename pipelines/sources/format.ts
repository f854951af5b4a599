import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Database } from '../duckdb.ts';
import { ROOT, type Home } from '../home.ts';
import { splitFields } from '../records.ts';

/**
 * One column of a source table, from the format's `columns.csv`.
 *
 * - treatment: `keep`; `drop` (direct identifiers and free text: never read); `given` (only whether there
 *   was a value is kept, as `<column>_given`); for ids the kind of thing they name, which becomes a
 *   pseudonym (`record` for a row's own id)
 * - type: `text` is kept as it is and so only fits what names no person (a program's name); a `code` is at
 *   most two letters and a short number; a `label` is an agency's own words, short and without what looks
 *   like an e-mail address, a phone or a person's number; a `choice` is one of the words of its list; a
 *   `zip3` keeps the first three digits of a ZIP; a `source` names a source system that is there. What is not becomes
 *   empty
 * - need: `primary` (the row's own id; where several columns have it, they are its id together), `key` (a
 *   line without it is rejected), `figure` (a date that figures need: two readings refuse the import),
 *   `ahead` (may lie after the export), `private` (its values are never shown), `again` (a row's own id that pages of ours
 *   send again: the vault keeps it), and the record's stamps `created`, `updated`, `deleted`
 * - values: the words of the list `codes/<list>.csv`, the format's or the model's; a label may have others
 * - of_source: of an id, the column of the same row that names its source system; otherwise it is the upload's own
 * - meaning, example: for who fills the file in by hand; es: the meaning in Spanish
 * - element: what the standard behind the format calls the field, such as 3.12 Destination
 */
const columnSchema = z.object({
	file: z.string(),
	column: z.string(),
	type: z.enum([
		'text',
		'label',
		'choice',
		'code',
		'zip3',
		'id',
		'boolean',
		'integer',
		'decimal',
		'date',
		'datetime',
		'source'
	]),
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
		.pipe(
			z.array(
				z.enum(['primary', 'key', 'figure', 'ahead', 'private', 'again', 'created', 'updated', 'deleted'])
			)
		),
	values: z.array(z.string()),
	of_source: z.string().default(''),
	meaning: z.string().default(''),
	es: z.string().default(''),
	example: z.string().default(''),
	element: z.string().default('')
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
	/**
	 * True where it holds workers, teams and assignments only: it adds to a source that is there already,
	 * and says nothing of how far that is known.
	 */
	roster: boolean;
	/** True where it cannot stand alone: a roster, or changes in some files only. Its source must be there already. */
	part: boolean;
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
	/** A sentence by which a person tells that an upload is of this format. */
	hint: string;
	/**
	 * True where our own pages write such files, with an apostrophe before what a spreadsheet would take for a formula:
	 * it is then no part of the value.
	 */
	guarded: boolean;
	/** Files without which the upload is refused. */
	required: string[];
	/**
	 * The row of the about.csv beside which corrected lines of an upload come in alone, as changes as of the same
	 * moment; null where the format has no such thing.
	 */
	corrections: ((of: Identified) => Record<string, string>) | null;
	/** Null where the upload is not of this format; `Refused` where it is, but cannot be taken. */
	identify: (candidate: Candidate) => Promise<Identified | null>;
	/**
	 * Brings the rows of older versions into the newest shape: replacement expressions by file and column.
	 */
	upgrades: (file: string) => { column: string; sql: string }[];
	/** Statements that take out of the merged tables what newer exports say is gone. `files` are those that batches hold. */
	retire: (schema: string, files: string[]) => string[];
	/** The statement that makes `<schema>.observed`: up to which day each program is known. */
	observe: (schema: string) => string;
	/**
	 * A last look at the tables `typed.<file>` before they are stored: adds problems, or throws `Refused`. Null where the
	 * lines by themselves say everything.
	 */
	examine: ((db: Database, home: Home) => Promise<void>) | null;
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
		ids
			.sort((a, b) => (a.name < b.name ? -1 : 1))
			.map(async ({ name }) => {
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
	const columns = readRecords(join(formatFolder(formatId), 'columns.csv')).map((record) =>
		columnSchema.parse({ ...record, values: record.values ? wordsOf(formatId, record.values) : [] })
	);
	cache.set(formatId, columns);
	return columns;
}

/** Code lists of the model itself: the words that figures know, and what follows from each. */
export const MODEL_CODES = join(ROOT, 'pipelines', 'model', 'codes');

/** The words of a format's list `codes/<list>.csv`, or of the model's: its first column. */
export function wordsOf(formatId: string, list: string): string[] {
	const own = join(formatFolder(formatId), 'codes', `${list}.csv`);
	const path = existsSync(own) ? own : join(MODEL_CODES, `${list}.csv`);
	return readRecords(path).map((record) => Object.values(record)[0] ?? '');
}

/** The records of a CSV file of ours by header. Quotes may hold commas, no line ends. */
export function readRecords(path: string): Record<string, string>[] {
	const [head = '', ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
	const names = splitFields(head, ',');
	return lines.map((line) => {
		const cells = splitFields(line, ',');
		return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
	});
}

/**
 * The key of a source system by its name: lower-case letters, digits, hyphens. Empty where it has none of
 * them.
 */
export function sourceKey(name: string): string {
	return name
		.toLowerCase()
		.normalize('NFKD')
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '')
		.slice(0, 60);
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

/** The columns that are a row's own id together. */
export function primaryColumns(columns: Column[]): Column[] {
	return columns.filter((column) => column.need.includes('primary'));
}

/** DuckDB's type of a stored column. */
export function storedType(column: Column): string {
	if (column.treatment === 'given') return 'boolean';
	return {
		text: 'varchar',
		label: 'varchar',
		choice: 'varchar',
		code: 'varchar',
		zip3: 'varchar',
		id: 'uuid',
		boolean: 'boolean',
		integer: 'integer',
		decimal: 'decimal(14,2)',
		date: 'date',
		datetime: 'timestamp',
		source: 'varchar'
	}[column.type];
}
