import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { Fault } from '../../../errors.ts';
import { readSqlFolder, type SqlFile } from '../../../frontmatter.ts';
import { inOrder } from '../../../model/definition.ts';
import { formatFolder, readRecords } from '../../format.ts';

/**
 * HUD's reports that are made of these questions: the Annual Performance Report, the one of ESG, and the System
 * Performance Measures, which are of all projects of a source that covers the system.
 */
export const REPORTS = ['apr', 'caper', 'spm'] as const;
export type Report = (typeof REPORTS)[number];

const FOLDER = join(formatFolder('hmis-csv'), 'hud');

/** Labels in their order: a list of them, or the name of one in `labels/`. */
const labels = z
	.union([z.string(), z.array(z.string()).min(1)])
	.transform((given) => (typeof given === 'string' ? labelsOf(given) : given));

const questionSchema = z.strictObject({
	title: z.string(),
	/** The reports that have it. */
	reports: z.array(z.enum(REPORTS)).min(1),
	/** Without rows the SELECT gives whole lines, one for each project, with `source` and the columns. */
	rows: labels.default([]),
	columns: labels,
	/** Of a question without rows the columns that hold pseudonyms, several with commas between, and of what. */
	ids: z.record(z.string(), z.enum(['organization', 'program'])).default({}),
	/** Labels of rows or columns whose cells are the mean of `value`; a share is the mean of 0 and 1. All others count people. */
	mean: z.array(z.string()).default([]),
	/** Likewise the median. */
	median: z.array(z.string()).default([]),
	/** Cells that HUD leaves empty: columns by row. */
	blank: z.record(z.string(), z.array(z.string())).default({}),
	/** Of a table about the quality of data: by row the checks that find the same records, to be mended there. */
	checks: z.record(z.string(), z.array(z.string())).default({}),
	/** Where ours is not HUD's, and why. */
	departures: z.array(z.string()).default([])
});

/**
 * A question of the reports, by its file. Its SELECT gives rows of `enrollment_id`, `in_rows` and `in_columns` (lists of
 * labels: the row stands in each cell where one of either meets; empty ones are of no cell), and may give `value` and
 * `because`, the fact that puts the person there. So every cell is the people in it.
 */
export type Question = SqlFile<z.infer<typeof questionSchema>> & { name: string };

const tableSchema = z.strictObject({
	/** What one row is. */
	row: z.string(),
	/** Tables that it is made from. */
	after: z.array(z.string()).default([])
});

/** A table that questions share, made anew for each report. */
export type SharedTable = SqlFile<z.infer<typeof tableSchema>>;

function readFolder<Head>(folder: string, schema: z.ZodType<Head>): SqlFile<Head>[] {
	const { files, broken } = readSqlFolder(join(FOLDER, folder), schema);
	if (broken[0]) throw new Fault(broken.map(({ problem }) => `hud/${folder}: ${problem}`).join('\n'));
	return files;
}

/** The questions of a report, in the order of their numbers. */
export function readQuestions(report: Report): Question[] {
	return readFolder('questions', questionSchema)
		.filter(({ head }) => head.reports.includes(report))
		.map((file) => ({ ...file, name: file.id.charAt(0).toUpperCase() + file.id.slice(1) }))
		.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}

/** The tables that questions share, each after those it is made from. */
export function readTables(): SharedTable[] {
	return inOrder(readFolder('tables', tableSchema), 'hud/tables');
}

/** A list of labels, `labels/<name>.csv`, with what each stands for in the data; a label may stand for several things. */
export function readLabels(name: string): Record<string, string>[] {
	return readRecords(join(FOLDER, 'labels', `${name}.csv`));
}

/** The names of the lists of labels. */
export function labelLists(): string[] {
	return readdirSync(join(FOLDER, 'labels'))
		.map((file) => basename(file, '.csv'))
		.sort();
}

function labelsOf(name: string): string[] {
	return [...new Set(readLabels(name).map(({ label = '' }) => label))];
}
