import { posix } from 'node:path';
import type { Package } from '../archive.ts';
import { formatOf, unescaped, type Format } from './cells.ts';
import { readXml } from './xml.ts';

/** A workbook but for its rows: `part` is its own. `formats` are by the number of a cell's style, `strings` by their number. */
export type Workbook = {
	part: string;
	sheets: { name: string; hidden: boolean; part: string }[];
	formats: Format[];
	strings: string[];
	is1904: boolean;
	/** When it was last saved, by its own word; ISO. */
	modified: string | null;
};

/** How many letters the texts of a workbook may have together: they are held in memory while its rows are read. */
const LETTERS = 200_000_000;

/** More than can be read, as opposed to what is damaged. */
export class TooMuch extends Error {}

/**
 * Reads what a workbook's rows refer to.
 * @returns null where the package is no workbook
 * @throws Error where a part is missing or damaged
 */
export async function readWorkbook(parts: Package): Promise<Workbook | null> {
	const start = (await relations(parts, '')).find(({ type }) => type === 'officeDocument');
	if (!start || !/workbook|\.xml$/i.test(start.target) || /\.bin$/i.test(start.target)) return null;
	const beside = await relations(parts, start.target);
	const named = new Map(beside.map(({ id, type, target }) => [id, { type, target }]));
	const { sheets, is1904, isWorkbook } = await readSheets(parts, start.target);
	if (!isWorkbook) return null;
	const part = (type: string) => beside.find((each) => each.type === type)?.target;
	return {
		part: start.target,
		sheets: sheets.flatMap(({ id, ...sheet }) => {
			const to = named.get(id);
			return to?.type === 'worksheet' ? [{ ...sheet, part: to.target }] : [];
		}),
		is1904,
		formats: await readFormats(parts, part('styles')),
		strings: await readStrings(parts, part('sharedStrings')),
		modified: await readModified(parts)
	};
}

/** The relations of a part, or of the package where `of` is empty: their targets as paths within it. */
async function relations(
	parts: Package,
	of: string
): Promise<{ id: string; type: string; target: string }[]> {
	const folder = posix.dirname(of);
	const path = posix.join(folder, '_rels', `${posix.basename(of)}.rels`);
	const found: { id: string; type: string; target: string }[] = [];
	if (!parts.has(path)) return found;
	await readXml(await parts.read(path), {
		open(name, { Id = '', Type = '', Target = '', TargetMode }) {
			if (name !== 'Relationship' || TargetMode === 'External') return;
			const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target);
			found.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), target });
		}
	});
	return found;
}

async function readSheets(
	parts: Package,
	part: string
): Promise<{
	sheets: { name: string; hidden: boolean; id: string }[];
	is1904: boolean;
	isWorkbook: boolean;
}> {
	const sheets: { name: string; hidden: boolean; id: string }[] = [];
	let is1904 = false;
	let isWorkbook = false;
	await readXml(await parts.read(part), {
		open(name, attributes) {
			if (name === 'workbook') isWorkbook = true;
			if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
			if (name !== 'sheet') return;
			const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
			sheets.push({
				name: unescaped(attributes.name ?? ''),
				hidden: (attributes.state ?? 'visible') !== 'visible',
				id
			});
		}
	});
	return { sheets, is1904, isWorkbook };
}

async function readFormats(parts: Package, part: string | undefined): Promise<Format[]> {
	const codes = new Map<string, string>();
	const formats: Format[] = [];
	let inCells = false;
	if (part === undefined || !parts.has(part)) return formats;
	await readXml(await parts.read(part), {
		open(name, { numFmtId = '0', formatCode }) {
			if (name === 'numFmt' && formatCode !== undefined) codes.set(numFmtId, formatCode);
			else if (name === 'cellXfs') inCells = true;
			else if (name === 'xf' && inCells) formats.push(formatOf(numFmtId, codes.get(numFmtId)));
		},
		close(name) {
			if (name === 'cellXfs') inCells = false;
		}
	});
	return formats;
}

async function readStrings(parts: Package, part: string | undefined): Promise<string[]> {
	const strings: string[] = [];
	if (part === undefined || !parts.has(part)) return strings;
	let letters = 0;
	let text = '';
	let inText = false;
	let phonetic = false;
	await readXml(await parts.read(part), {
		open(name) {
			if (name === 'si') text = '';
			else if (name === 'rPh') phonetic = true;
			else if (name === 't') inText = !phonetic;
		},
		text(more) {
			if (!inText) return;
			text += more;
			letters += more.length;
			if (letters > LETTERS) throw new TooMuch('its texts are too many');
		},
		close(name) {
			if (name === 'si') strings.push(unescaped(text));
			else if (name === 'rPh') phonetic = false;
			else if (name === 't') inText = false;
		}
	});
	return strings;
}

async function readModified(parts: Package): Promise<string | null> {
	const part = 'docProps/core.xml';
	if (!parts.has(part)) return null;
	let inside = false;
	let text = '';
	await readXml(await parts.read(part), {
		open(name) {
			inside = name === 'modified';
		},
		text(more) {
			if (inside) text += more;
		},
		close() {
			inside = false;
		}
	});
	const at = new Date(text.trim());
	return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
