import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../home.ts';
import { readModel } from '../../model/definition.ts';
import { columnsOf, columnsOfFile, filesOf, type Column } from '../format.ts';

const ID = 'canonical-csv';

/** One file that can be filled in by hand, for a page that lists them. */
export type Template = {
	table: string;
	/** What one row of it is. */
	row: string;
	columns: {
		name: string;
		type: Column['type'];
		/** True where a line without it is rejected. */
		required: boolean;
		meaning: string;
		/** The same in Spanish. */
		es: string;
		/** The words that it may hold; of a `label`, those that have a meaning. */
		values?: string[];
	}[];
};

/** Every file of canonical CSV with its columns, about.csv first, then as `columns.csv` lists them. */
export function describeTemplates(): Template[] {
	const rows = new Map(readModel().map((table) => [table.id, table.head.row]));
	return filesOf(ID).map((table) => ({
		table,
		row: rows.get(table) ?? 'what the upload is, in one row',
		columns: columnsOfFile(ID, table).map(({ column, type, need, meaning, es, values }) => ({
			name: column,
			type,
			required: need.includes('primary') || need.includes('key'),
			meaning,
			es,
			...(values.length > 0 ? { values } : {})
		}))
	}));
}

/**
 * The template of a table as CSV: the header and one made-up row. All templates together are an upload that
 * is taken without a complaint.
 */
export function templateOf(table: string): string {
	const columns = columnsOf(ID).filter((column) => column.file === table);
	const line = (cells: string[]) =>
		cells.map((cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
	return `${line(columns.map((column) => column.column))}\n${line(columns.map((column) => column.example))}\n`;
}

/** Writes every template into a folder as `<table>.csv`. */
export function writeTemplates(folder = join(ROOT, 'static', 'templates')): void {
	mkdirSync(folder, { recursive: true });
	for (const table of filesOf(ID)) writeFileSync(join(folder, `${table}.csv`), templateOf(table));
}

if (process.argv[1] === import.meta.filename) writeTemplates();
