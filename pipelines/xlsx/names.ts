import type { Package } from '../archive.ts';
import { unescaped } from './cells.ts';
import { columnOf } from './rows.ts';
import { readXml } from './xml.ts';

/** A name that a workbook gives to cells or to a formula; those of the spreadsheet program itself are left out. */
export type DefinedName = { name: string; refersTo: string };

/** One cell, or the range from its first to its last: rows from 1, columns from 0. `range` is as merged cells name it. */
export type Place = { sheet: string; row: number; column: number; range: string | null };

/** The names in a workbook's own part. @throws Error where it is damaged */
export async function readNames(parts: Package, part: string): Promise<DefinedName[]> {
	const names: DefinedName[] = [];
	let open: DefinedName | null = null;
	await readXml(await parts.read(part), {
		open(tag, { name = '', hidden = '0' }) {
			if (tag === 'definedName' && !/^_xl/i.test(name) && !['1', 'true'].includes(hidden))
				open = { name: unescaped(name), refersTo: '' };
		},
		text(more) {
			if (open) open.refersTo += more;
		},
		close(tag) {
			if (tag === 'definedName' && open) {
				names.push(open);
				open = null;
			}
		}
	});
	return names;
}

/** Where a name points: `'My sheet'!$B$3`, or a range of it. Null where that is no place in this workbook. */
export function placeOf(refersTo: string): Place | null {
	const found =
		/^=?(?:'((?:[^']|'')+)'|([^'![\]:]+))!\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/i.exec(
			refersTo.trim()
		);
	if (!found) return null;
	const [, quoted, plain, from = '', row = '', to, last] = found;
	const sheet = quoted?.replaceAll("''", "'") ?? plain ?? '';
	if (quoted?.includes('[')) return null;
	const isRange = to !== undefined && (to.toUpperCase() !== from.toUpperCase() || last !== row);
	const range = isRange ? `${from}${row}:${to}${last ?? ''}`.toUpperCase() : null;
	return { sheet, row: Number(row), column: columnOf(`${from}${row}`), range };
}
