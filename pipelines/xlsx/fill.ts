import { SaxesParser } from 'saxes';
import { escaped } from './cells.ts';
import { columnOf } from './rows.ts';

/** What is put into a cell, by its row (from 1) and column (from 0); an empty text empties it. */
export type Value = { row: number; column: number; value: string | number };

/** A stretch of a sheet's XML. */
type Span = { start: number; end: number };
type Edit = Span & { text: string };
type CellSpan = Span & { column: number; style: string | undefined; formula: boolean };
type RowSpan = Span & {
	row: number;
	/** Where its cells end; null where it is an empty element. */
	inner: number | null;
	style: string | undefined;
	cells: CellSpan[];
};

/** A sheet's XML with the places of its rows, cells and last results. */
export type SheetMap = {
	xml: string;
	/** What stands before the names of its elements, such as `x:`. */
	prefix: string;
	data: Span & { inner: number | null };
	rows: RowSpan[];
	/** The style of columns, from and to which, from 0. */
	columns: { from: number; to: number; style: string }[];
	/** Ranges of merged cells, such as A1:C1. */
	merges: Set<string>;
	/** The texts of its formulas, and where their last results stand. */
	formulas: string[];
	results: Span[];
};

/**
 * Finds what lies where in a sheet's XML.
 * @throws Error where it is damaged or declares a document type
 */
export function mapSheet(xml: string): SheetMap {
	const map: SheetMap = {
		xml,
		prefix: '',
		data: { start: -1, end: -1, inner: null },
		...{ rows: [], columns: [], merges: new Set(), formulas: [], results: [] }
	};
	const parser = new SaxesParser({ position: true, xmlns: false });
	let row: RowSpan | null = null;
	let cell: CellSpan | null = null;
	let resultAt = -1;
	let formula: string | null = null;
	parser.on('error', (error) => {
		throw error;
	});
	parser.on('doctype', () => {
		throw new Error('it declares a document type');
	});
	const tagAt = () => xml.lastIndexOf('<', parser.position - 1);
	parser.on('opentag', ({ name, attributes, isSelfClosing }) => {
		const start = tagAt();
		switch (local(name)) {
			case 'sheetData':
				map.prefix = name.slice(0, -'sheetData'.length);
				map.data = { start, end: -1, inner: isSelfClosing ? null : -1 };
				break;
			case 'col':
				if (attributes.style !== undefined)
					map.columns.push({
						from: Number(attributes.min) - 1,
						to: Number(attributes.max) - 1,
						style: attributes.style
					});
				break;
			case 'row': {
				const number = Number(attributes.r ?? (map.rows.at(-1)?.row ?? 0) + 1);
				if (!(number > (map.rows.at(-1)?.row ?? 0))) throw new Error('its rows are not in order');
				const inner = isSelfClosing ? null : -1;
				row = { start, end: -1, row: number, inner, style: attributes.s, cells: [] };
				map.rows.push(row);
				break;
			}
			case 'c': {
				const last = row?.cells.at(-1)?.column ?? -1;
				const column = attributes.r === undefined ? last + 1 : columnOf(attributes.r);
				if (row === null || !(column > last)) throw new Error('its cells are not in order');
				cell = { start, end: -1, column, style: attributes.s, formula: false };
				row.cells.push(cell);
				break;
			}
			case 'f':
				if (cell) cell.formula = true;
				formula = '';
				break;
			case 'v':
				resultAt = start;
				break;
			case 'mergeCell':
				map.merges.add(attributes.ref ?? '');
		}
	});
	parser.on('text', (text) => {
		if (formula !== null) formula += text;
	});
	parser.on('closetag', ({ name, isSelfClosing }) => {
		const end = parser.position;
		const inner = isSelfClosing ? null : tagAt();
		switch (local(name)) {
			case 'sheetData':
				map.data = { ...map.data, end, inner };
				break;
			case 'row':
				if (row) Object.assign(row, { end, inner });
				row = null;
				break;
			case 'c':
				if (cell) cell.end = end;
				cell = null;
				break;
			case 'f':
				map.formulas.push(formula ?? '');
				formula = null;
				break;
			case 'v':
				if (cell?.formula) map.results.push({ start: resultAt, end });
		}
	});
	parser.write(xml).close();
	if (map.data.end < 0) throw new Error('it has no cells');
	return map;
}

/**
 * A sheet's XML with values in some of its cells. A cell keeps its style, a new one has
 * that of its row or column. The last results of formulas are left out: they would be those of other values.
 */
export function fillSheet(map: SheetMap, values: readonly Value[]): string {
	const edits: Edit[] = map.results.map((span) => ({ ...span, text: '' }));
	const ordered = values.toSorted((a, b) => a.row - b.row || a.column - b.column);
	const rows = [...Map.groupBy(ordered, ({ row }) => row)];
	if (map.data.inner === null) {
		const all = rows.map(([number, filled]) => newRow(map, number, filled)).join('');
		return spliced(map.xml, [...edits, opened(map, map.data, 'sheetData', all)]);
	}
	for (const [number, filled] of rows) {
		const row = map.rows.find((each) => each.row === number);
		if (row === undefined) {
			const at = map.rows.find((each) => each.row > number)?.start ?? map.data.inner;
			edits.push({ start: at, end: at, text: newRow(map, number, filled) });
		} else if (row.inner === null) {
			const cells = filled.map((each) => cellXml(map, row, each)).join('');
			edits.push(opened(map, row, 'row', cells));
		} else
			for (const each of filled) {
				const old = row.cells.find(({ column }) => column === each.column);
				const at = row.cells.find(({ column }) => column > each.column)?.start ?? row.inner;
				edits.push({ ...(old ?? { start: at, end: at }), text: cellXml(map, row, each, old) });
			}
	}
	return spliced(map.xml, edits);
}

function newRow(map: SheetMap, number: number, filled: readonly Value[]): string {
	const cells = filled.map((each) => cellXml(map, undefined, each)).join('');
	return `<${map.prefix}row r="${String(number)}">${cells}</${map.prefix}row>`;
}

/** An empty element with something in it. */
function opened({ xml, prefix }: SheetMap, { start, end }: Span, name: string, text: string): Edit {
	const tag = xml.slice(start, end).replace(/\s*\/>$/, '>');
	return { start, end, text: `${tag}${text}</${prefix}${name}>` };
}

function spliced(xml: string, edits: readonly Edit[]): string {
	let text = '';
	let at = 0;
	for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
		text += xml.slice(at, edit.start) + edit.text;
		at = edit.end;
	}
	return text + xml.slice(at);
}

function cellXml(
	{ prefix, columns }: SheetMap,
	row: RowSpan | undefined,
	{ row: number, column, value }: Value,
	old?: CellSpan
): string {
	const ofColumn = columns.find(({ from, to }) => from <= column && column <= to)?.style;
	const style = old ? old.style : (row?.style ?? ofColumn);
	const start = `<${prefix}c r="${lettersOf(column)}${String(number)}"${style === undefined ? '' : ` s="${style}"`}`;
	if (value === '') return `${start}/>`;
	if (typeof value === 'number') return `${start}><${prefix}v>${String(value)}</${prefix}v></${prefix}c>`;
	const text = escaped(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
	return `${start} t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${text}</${prefix}t></${prefix}is></${prefix}c>`;
}

/** The letters of a column, from 0: C is 2. */
export function lettersOf(column: number): string {
	const before = Math.floor(column / 26);
	return (before === 0 ? '' : lettersOf(before - 1)) + String.fromCharCode(65 + (column % 26));
}

function local(name: string): string {
	return name.slice(name.indexOf(':') + 1);
}
