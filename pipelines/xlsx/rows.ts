import { isoMoment, shown, unescaped } from './cells.ts';
import type { Workbook } from './workbook.ts';
import { readXml } from './xml.ts';

/** Cells of one row by column, both from 0 and without those that are empty; `row` as the sheet counts, from 1. */
export type Row = { row: number; cells: Map<number, string> };

/** As many columns as a sheet has. */
const COLUMNS = 16_384;
const MOST_ROWS = 1_048_576;

/**
 * Tells each row of a sheet that has a value, in order: texts as they are (line breaks within become a blank, so that a
 * row is a line), numbers and dates as `shown` writes them, TRUE and FALSE; formulas by the value that was last worked
 * out. Errors such as #N/A are no value. Of merged cells the first has the value.
 * @throws Error where the sheet is damaged or its rows are not in order
 */
export async function readRows(
	stream: AsyncIterable<Buffer>,
	book: Workbook,
	take: (row: Row) => void
): Promise<void> {
	let row: Row = { row: 0, cells: new Map() };
	let last = 0;
	let column = -1;
	let cell = { type: '', style: '' };
	let text = '';
	let reading = false;
	let phonetic = false;
	await readXml(stream, {
		open(name, attributes) {
			switch (name) {
				case 'row':
					row = { row: Number(attributes.r ?? last + 1), cells: new Map() };
					column = -1;
					break;
				case 'c':
					column = attributes.r === undefined ? column + 1 : columnOf(attributes.r);
					if (!(column < COLUMNS)) throw new Error('a cell lies beyond the last column');
					cell = { type: attributes.t ?? 'n', style: attributes.s ?? '0' };
					text = '';
					break;
				case 'rPh':
					phonetic = true;
					break;
				case 'v':
				case 't':
					reading = !phonetic;
			}
		},
		text(more) {
			if (reading) text += more;
		},
		close(name) {
			switch (name) {
				case 'v':
				case 't':
					reading = false;
					break;
				case 'rPh':
					phonetic = false;
					break;
				case 'c': {
					const value = clean(valueOf(text, cell, book));
					if (value !== '') row.cells.set(column, value);
					break;
				}
				case 'row':
					if (!(row.row > last)) throw new Error('its rows are not in order');
					if (row.row > MOST_ROWS) throw new Error('it has more rows than a sheet can have');
					last = row.row;
					if (row.cells.size > 0) take(row);
			}
		}
	});
}

function valueOf(text: string, { type, style }: { type: string; style: string }, book: Workbook): string {
	switch (type) {
		case 's':
			return book.strings[Number(text)] ?? '';
		case 'str':
		case 'inlineStr':
			return unescaped(text);
		case 'b':
			return text === '' ? '' : text === '1' || text === 'true' ? 'TRUE' : 'FALSE';
		case 'e':
			return '';
		case 'd':
			return isoMoment(text);
		default: {
			const value = Number(text);
			if (text.trim() === '' || !Number.isFinite(value)) return '';
			return shown(value, book.formats[Number(style)] ?? { is: 'number' }, book.is1904);
		}
	}
}

/** A value on one line, without letters that no text has. */
function clean(value: string): string {
	return value
		.replace(/[\r\n]+/g, ' ')
		.replace(/[^\P{Cc}\t]/gu, '')
		.trim();
}

/** `C7` is in column 2. */
export function columnOf(reference: string): number {
	let column = 0;
	for (let at = 0; at < reference.length; at++) {
		const letter = reference.charCodeAt(at) | 32;
		if (letter < 97 || letter > 122) break;
		column = column * 26 + letter - 96;
	}
	return column - 1;
}
