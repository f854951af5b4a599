import type { Row } from '#pipelines/duckdb.ts';

/** The columns of rows, in the order in which they first appear. */
export function columnsOf(rows: readonly Row[]): string[] {
	return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}

/**
 * Rows as CSV (RFC 4180), safe to open in a spreadsheet: a text that begins like a formula gets an apostrophe
 * in front, numbers stay numbers. `columns` are those of the rows; name them where there may be no row.
 */
export function csv(rows: readonly Row[], columns: readonly string[] = columnsOf(rows)): string {
	const lines = [columns, ...rows.map((row) => columns.map((column) => cell(row[column])))];
	return lines.map((cells) => `${cells.join(',')}\r\n`).join('');
}

function cell(value: Row[string] | undefined): string {
	if (value === null || value === undefined) return '';
	const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
	return quoted(text);
}

function quoted(text: string): string {
	return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Texts as the lines of a CSV file that we read again: each as it is, also where it begins like a formula. */
export function plainCsv(lines: readonly (readonly string[])[]): string {
	return lines.map((cells) => `${cells.map(quoted).join(',')}\n`).join('');
}
