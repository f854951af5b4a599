import { z } from 'zod';
import { decodedChunks, detectEncoding } from './decode.ts';
import { Refused } from './errors.ts';
import { settingFile, type Home } from './home.ts';
import { didYouMean } from './near.ts';
import { Records, type FoundRecord } from './records.ts';

/** One line of a settings file: where it begins, and its cells by column, trimmed. */
type SettingLine<Column extends string> = { line: number; cells: Record<Column, string> };

/**
 * Reads a settings file of the home, else ours (`own` tells which): what `read` makes of each line, with its
 * number. What is wrong is added to `reasons`, each with its line and the mend; lines that are wrong are left
 * out.
 */
export function readLines<Column extends string, Read extends object>(
	home: Home | null,
	file: string,
	columns: readonly Column[],
	reasons: string[],
	read: (cells: Record<Column, string>, wrong: Wrong, line: number) => Read | null
): { own: boolean; lines: (Read & { line: number })[] } {
	const { path, own } = settingFile(home, file);
	const lines = findLines(path, file, columns, reasons).flatMap(({ line, cells }) => {
		const wrong = new Wrong(file, line, reasons);
		const found = read(cells, wrong, line);
		return found && wrong.none ? [{ line, ...found }] : [];
	});
	return { own, lines };
}

/** The lines of a settings file that have the columns, by name and in any order. */
function findLines<Column extends string>(
	path: string,
	file: string,
	columns: readonly Column[],
	reasons: string[]
): SettingLine<Column>[] {
	const found: Omit<FoundRecord, 'bytes' | 'blank'>[] = [];
	try {
		const records = new Records(file, {
			record: (record) => {
				if (!record.blank) found.push({ ...record });
			}
		});
		for (const chunk of decodedChunks(path, detectEncoding(path, file), file)) records.push(chunk);
		records.end();
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		reasons.push(...error.reasons);
		return [];
	}
	const [first, ...rest] = found;
	if (!first) {
		reasons.push(
			`${file} is empty: it has not even a header. Its first line is ${columns.join(',')}. Remove the file to keep to ours.`
		);
		return [];
	}
	const header = first.fields().map((name) => name.trim().toLowerCase());
	const wrong = headerReasons(file, header, columns);
	if (wrong.length > 0) {
		reasons.push(...wrong);
		return [];
	}
	const lines: SettingLine<Column>[] = [];
	for (const record of rest) {
		const place = `${file} line ${String(record.line)}`;
		const fields = record.fields();
		if (record.problem !== null) reasons.push(`${place}: ${record.problem.reason} ${record.problem.mend}`);
		else if (record.count !== header.length)
			reasons.push(
				`${place} has ${record.count === 1 ? '1 field' : `${String(record.count)} fields`}, the header has ${String(header.length)}. Look for a missing or extra comma or quote.`
			);
		else if (fields.some((field) => field.trim() !== ''))
			lines.push({
				line: record.line,
				cells: Object.fromEntries(
					columns.map((column) => [column, (fields[header.indexOf(column)] ?? '').trim()])
				) as Record<Column, string>
			});
	}
	return lines;
}

function headerReasons(file: string, header: readonly string[], columns: readonly string[]): string[] {
	const place = `${file} line 1`;
	const missing = columns.filter((column) => !header.includes(column));
	return [
		...missing.map(
			(column) => `${place}: there is no column ${column}. The columns are ${columns.join(',')}.`
		),
		...header.flatMap((name, at) => {
			if (name === '') return [`${place}: column ${String(at + 1)} has no name. Name it, or remove it.`];
			if (header.indexOf(name) !== at)
				return [`${place}: there are two columns ${name}. Remove one, with its cells.`];
			if (columns.includes(name)) return [];
			return [
				`${place}: "${name}" is no column of this file.${didYouMean(name, missing)} Correct its name, or remove it.`
			];
		})
	];
}

/** What is wrong with one line of a settings file: each reason with its place, value and mend. */
export class Wrong {
	none = true;
	#place: string;
	#reasons: string[];
	constructor(file: string, line: number, reasons: string[]) {
		this.#place = `${file} line ${String(line)}`;
		this.#reasons = reasons;
	}
	say(column: string, value: string, reason: string): null {
		this.none = false;
		this.#reasons.push(`${this.#place}, ${column} "${value}": ${reason}`);
		return null;
	}
}

/** The number in a cell; null, with the reason said, where there is none. */
export function readNumber(column: string, text: string, wrong: Wrong): number | null {
	if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
	return wrong.say(column, text, 'write a number, such as 3 or 0.8.');
}

/** The ISO day in a cell; null, with the reason said, where there is none. */
export function readDay(column: string, text: string, wrong: Wrong): string | null {
	if (z.iso.date().safeParse(text).success) return text;
	return wrong.say(column, text, 'write a day of the calendar, such as 2026-07-01.');
}
