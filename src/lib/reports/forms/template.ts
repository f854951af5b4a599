import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';
import {
	explodes,
	openArchive,
	packageOf,
	type Archive,
	type Limits,
	type Package
} from '#pipelines/archive.ts';
import { Refused } from '#pipelines/errors.ts';
import { nearest } from '#pipelines/near.ts';
import { serialOf } from '#pipelines/xlsx/cells.ts';
import { fillSheet, mapSheet, type SheetMap, type Value } from '#pipelines/xlsx/fill.ts';
import { callsOut, harmIn } from '#pipelines/xlsx/harmless.ts';
import { placeOf, readNames, type DefinedName, type Place } from '#pipelines/xlsx/names.ts';
import { readWorkbook, type Workbook } from '#pipelines/xlsx/workbook.ts';
import { speak } from '#lib/speak.ts';
import type { Cell } from '../part.ts';
import type { Report } from '../report.ts';
import { templateCells } from '../template-cells.ts';

const LIMITS: Limits = { entries: 1000, bytes: 50_000_000, ratio: 200 };

/** A template with its cells filled: the names that were, and those that the report has not, with the one most like each. */
export type Filled = { filled: Buffer; used: string[]; unknown: { name: string; near: string | null }[] };

/** All names by which a template's cells can be filled from a report. */
export function templateNames(report: Report): string[] {
	return [...templateCells(report, speak(report.language)).keys()];
}

/**
 * Fills a funder's workbook (.xlsx): each cell that has a name of `templateNames` gets that value, whatever stood in it, and
 * keeps its look; a date is a date where the cell shows one, else ISO text. All else in the file stays as it is, but that
 * formulas are worked out anew when it is opened.
 * @throws Refused where it is no workbook, has macros, links to other files or the like, unpacks to too much, or where a
 * name is of several cells, of a formula or of no place, or another name is of the same cell; with all reasons at once
 */
export async function fillTemplate(template: Buffer, report: Report): Promise<Filled> {
	const archive = await openArchive(template, 'The template', LIMITS);
	try {
		checkSize(archive, template.length);
		const parts = packageOf(archive);
		await checkHarm(archive, parts);
		const book = await readWorkbook(parts);
		if (book === null)
			throw new Refused(
				'The template is no Excel workbook of the kind .xlsx. Save it as .xlsx and give that.'
			);
		return await fill({ archive, parts, book }, report);
	} catch (cause) {
		if (cause instanceof Refused) throw cause;
		// Without the parser's words: they may repeat what stands in a cell.
		throw new Refused(
			'The template is cut off or damaged: a part of it cannot be read. Open it in a spreadsheet program, save it again and give that.'
		);
	} finally {
		archive.zip.close();
	}
}

function checkSize({ entries }: Archive, packed: number): void {
	if (entries.some((entry) => (entry.generalPurposeBitFlag & 1) !== 0))
		throw new Refused('The template has a password. Save it without one.');
	const unpacked = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
	if (explodes(packed, unpacked, LIMITS))
		throw new Refused(
			'The template would unpack to more than is taken. Give one with fewer sheets and pictures.'
		);
	const names = new Set(entries.map(({ fileName }) => fileName.toLowerCase()));
	if (names.size < entries.length)
		throw new Refused(
			'The template has two files of one name in it. Save it again in a spreadsheet program.'
		);
}

async function checkHarm(archive: Archive, parts: Package): Promise<void> {
	const harm = await harmIn(archive, parts);
	if (harm.length > 0)
		throw new Refused(
			harm.map((each) => `The template has ${each}. Save it as .xlsx without, and give that.`)
		);
}

type Opened = { archive: Archive; parts: Package; book: Workbook };
type Target = { name: string; place: Place; cell: Cell };

async function fill(opened: Opened, report: Report): Promise<Filled> {
	const { archive, parts, book } = opened;
	const reasons: string[] = [];
	const cells = new Map(
		[...templateCells(report, speak(report.language))].map(([name, cell]) => [name.toLowerCase(), cell])
	);
	const names = await readNames(parts, book.part);
	const known = names.filter(({ name }) => cells.has(name.toLowerCase()));
	if (names.length === 0)
		reasons.push(
			'The template has no named cell. Name the cells that are to be filled, such as people_served.quarter.value, and give it again.'
		);
	if (names.some(({ refersTo }) => callsOut(refersTo))) reasons.push(CALLS_OUT);
	const targets = known.flatMap((each) => targetOf(each, cells, opened, reasons));
	const sheets = await mapSheets(opened);
	if (sheets.values().some(({ formulas }) => formulas.some(callsOut))) reasons.push(CALLS_OUT);
	checkCells(targets, sheets, reasons);
	if (reasons.length > 0) throw new Refused([...new Set(reasons)]);
	const changed = new Map<string, string>();
	for (const { name, part } of book.sheets) {
		const values = targets.filter(({ place }) => sameSheet(place.sheet, name));
		changed.set(
			part.toLowerCase(),
			fillSheet(
				sheets.get(name)!,
				values.map((each) => valueOf(each, sheets.get(name)!, book))
			)
		);
	}
	changed.set(book.part.toLowerCase(), workedOutAnew(await textOf(parts, book.part)));
	return {
		filled: await repack(archive, parts, changed),
		used: [...new Set(known.map(({ name }) => name))],
		unknown: names
			.filter(({ name }) => !cells.has(name.toLowerCase()))
			.map(({ name }) => ({ name, near: nearest(name, cells.keys()) }))
	};
}

const CALLS_OUT =
	'The template has a formula that fetches from elsewhere or calls a program, such as WEBSERVICE. Take it out.';

const sameSheet = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

function targetOf(
	{ name, refersTo }: DefinedName,
	cells: ReadonlyMap<string, Cell>,
	{ book }: Opened,
	reasons: string[]
): Target[] {
	const place = placeOf(refersTo);
	if (place && book.sheets.some((sheet) => sameSheet(sheet.name, place.sheet)))
		return [{ name, place, cell: cells.get(name.toLowerCase())! }];
	reasons.push(
		`${name} is the name of no cell of a sheet (${refersTo}). Let it name one cell, or remove it.`
	);
	return [];
}

async function mapSheets({ parts, book }: Opened): Promise<Map<string, SheetMap>> {
	const maps = new Map<string, SheetMap>();
	for (const { name, part } of book.sheets) maps.set(name, mapSheet(await textOf(parts, part)));
	return maps;
}

/** That each name is of one cell without a formula, and each cell of one name. */
function checkCells(
	targets: readonly Target[],
	sheets: ReadonlyMap<string, SheetMap>,
	reasons: string[]
): void {
	const taken = new Map<string, string>();
	for (const { name, place } of targets) {
		const map = [...sheets].find(([sheet]) => sameSheet(sheet, place.sheet))![1];
		const where = `${place.sheet}, ${place.range ?? `row ${String(place.row)}`}`;
		if (place.range !== null && !map.merges.has(place.range))
			reasons.push(`${name} is the name of several cells (${where}). Let it name one.`);
		const row = map.rows.find((each) => each.row === place.row);
		if (row?.cells.find(({ column }) => column === place.column)?.formula)
			reasons.push(
				`${name} is the name of a cell with a formula (${where}). Let it name another, or clear the cell.`
			);
		const key = `${place.sheet.toLowerCase()}!${String(place.row)},${String(place.column)}`;
		const other = taken.get(key);
		if (other !== undefined && other.toLowerCase() !== name.toLowerCase())
			reasons.push(`${name} and ${other} are names of the same cell (${where}). Remove one.`);
		taken.set(key, name);
	}
}

function valueOf({ place: { row, column }, cell }: Target, map: SheetMap, book: Workbook): Value {
	if (cell.value === null || cell.as === 'text') return { row, column, value: cell.text };
	if (cell.as !== 'date') return { row, column, value: cell.value };
	const style = map.rows
		.find((each) => each.row === row)
		?.cells.find((each) => each.column === column)?.style;
	const isDate = book.formats[Number(style ?? 0)]?.is === 'moment';
	return { row, column, value: isDate ? serialOf(cell.value, book.is1904) : cell.text };
}

/** A workbook's own part, so that whoever opens it works its formulas out. */
function workedOutAnew(xml: string): string {
	const without = xml.replace(/(<(?:\w+:)?calcPr\b[^>]*?)\s+fullCalcOnLoad="[^"]*"/, '$1');
	if (/<(?:\w+:)?calcPr\b/.test(without))
		return without.replace(/<(?:\w+:)?calcPr\b/, (tag) => `${tag} fullCalcOnLoad="1"`);
	return without.replace(/<\/(\w+:)?definedNames>/, (tag, prefix: string | undefined) => {
		return `${tag}<${prefix ?? ''}calcPr fullCalcOnLoad="1"/>`;
	});
}

async function textOf(parts: Package, path: string): Promise<string> {
	const bytes = await bytesOf(parts, path);
	return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

async function bytesOf(parts: Package, path: string): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of await parts.read(path)) chunks.push(chunk);
	return Buffer.concat(chunks);
}

/** The zip again, each file in its place, with the time of the oldest that a zip can have. */
async function repack(
	{ entries }: Archive,
	parts: Package,
	changed: ReadonlyMap<string, string>
): Promise<Buffer> {
	const zip = new yazl.ZipFile();
	for (const { fileName } of entries) {
		const text = changed.get(fileName.toLowerCase());
		const data = text === undefined ? await bytesOf(parts, fileName) : Buffer.from(text);
		zip.addBuffer(data, fileName, { mtime: new Date(1980, 0, 1), forceDosTimestamp: true });
	}
	zip.end();
	return buffer(zip.outputStream);
}
