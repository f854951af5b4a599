import Papa from 'papaparse';
import { columnsOfFile } from '../sources/format.ts';
import { dateOf, timeOf, type Day } from './calendar.ts';
import type { Entry } from './entries.ts';

/** A line of a file: text by column; a column that is not named is empty. */
export type Line = Record<string, string>;
/** The lines of an export by file, without the ending. */
export type Tables = Record<string, Line[]>;

/** A day as a date, empty where there is none. */
export const date = (day: Day | null) => (day === null ? '' : dateOf(day));
/** When something was written down, empty where it was not. */
export const time = (entry: Entry | null) => (entry === null ? '' : timeOf(entry.on, entry.minute));
/** An amount with cents, empty where it is not known. */
export const amount = (value: number | null) => (value === null ? '' : value.toFixed(2));

/**
 * A table as CSV with the columns that a format gives the file in a version, in their order.
 * @throws RangeError where a line has a column that the file has not
 */
export function writeTable(format: string, file: string, version: string, lines: readonly Line[]): string {
	const columns = columnsOfFile(format, file)
		.filter((column) => column.versions.includes(version))
		.map((column) => column.column);
	const known = new Set(columns);
	const strange = lines.flatMap((line) => Object.keys(line)).find((column) => !known.has(column));
	if (strange !== undefined) throw new RangeError(`${file} of ${format} has no column "${strange}".`);
	const cells = lines.map((line) => columns.map((column) => line[column] ?? ''));
	return `${Papa.unparse({ fields: columns, data: cells }, { newline: '\r\n' })}\r\n`;
}
