import { writeXlsx, type Cell as SheetCell, type CellStyle, type WriteSheet } from 'hucre/xlsx';
import { escaped } from '#pipelines/xlsx/cells.ts';
import type { Form, Spoken } from '../form.ts';
import type { Cell, CellKind, Part } from '../part.ts';
import type { Report } from '../report.ts';
import { titleOf } from '../title.ts';

type Table = Extract<Part, { is: 'table' }>;

export const form: Form = {
	ending: 'xlsx',
	type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	make: (report, parts, { words }) => makeWorkbook(report, parts, words)
};

/** How numbers of a kind are shown (ECMA-376 part 1, 18.8.31). */
const FORMATS: Record<Exclude<CellKind, 'text'>, string> = {
	count: '#,##0',
	share: '0.0 %',
	number: '#,##0.00',
	dollars: '"$"#,##0.00',
	date: 'yyyy-mm-dd'
};

const FONT = { name: 'Calibri', size: 11 };
const WRAPPED: CellStyle = { alignment: { wrapText: true, vertical: 'top' } };
const TITLE: CellStyle = { font: { ...FONT, size: 16, bold: true } };
const LABEL: CellStyle = { font: { ...FONT, bold: true }, alignment: { vertical: 'top' } };
const HEADER: CellStyle = {
	font: { ...FONT, bold: true },
	fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E8E8E8' } },
	...WRAPPED
};

const NARROWEST = 10;
const WIDEST = 60;
const DAY = 86_400_000;

/**
 * A report as a workbook (.xlsx): what it is and what its sheets are, a sheet for each table, and a data dictionary. Numbers
 * are numbers and dates are dates; what has none is the text that says why. There is no formula in it, and nothing that
 * changes from one making to the next.
 */
export async function makeWorkbook(report: Report, parts: readonly Part[], words: Spoken): Promise<Buffer> {
	const w = words.m.forms.workbook;
	const tables = parts.filter((part) => part.is === 'table');
	const names = nameSheets(
		tables.map(({ caption }) => caption),
		[w.first, w.dictionary]
	);
	const named = tables.map((table, at) => ({ table, name: names[at]! }));
	const made = new Date(`${report.observed_until}T00:00:00Z`);
	const bytes = await writeXlsx({
		sheets: [
			{ name: w.first, ...firstSheet(report, parts, named, words) },
			...named.map(({ table, name }) => ({ name, ...tableSheet(table) })),
			{ name: w.dictionary, ...dictionary(report, named, words) }
		],
		defaultFont: FONT,
		properties: {
			title: titleOf(report, parts),
			creator: words.m.frame.name,
			created: made,
			modified: made
		}
	});
	return Buffer.from(bytes);
}

/** At most 31 letters, none of those that a sheet's name may not have, and no two alike whatever their case. */
function nameSheets(captions: readonly string[], taken: readonly string[]): string[] {
	const used = new Set(['history', ...taken.map((name) => name.toLowerCase())]);
	return captions.map((caption, at) => {
		const plain = escaped(caption)
			.replace(/[\\/?*[\]:]/g, ' ')
			.replace(/\s+/g, ' ')
			.replace(/^[\s']+|[\s'.]+$/g, '');
		for (let number = 1; ; number++) {
			const ending = number === 1 ? '' : ` ${String(number)}`;
			const name = cut(plain || String(at + 1), 31 - ending.length) + ending;
			if (used.has(name.toLowerCase())) continue;
			used.add(name.toLowerCase());
			return name;
		}
	});
}

/** A text of so many letters (UTF-16, as a spreadsheet counts), at the end of a word where it must be cut. */
function cut(text: string, most: number): string {
	if (text.length <= most) return text;
	const short = text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '');
	const whole = /^(.{10,})\s/u.exec(short)?.[1] ?? short;
	return `${whole.replace(/[\s',;]+$/, '')}…`;
}

type Placed = { value: Cell | string; style?: CellStyle };
type Sheet = Omit<WriteSheet, 'name'>;

/** Rows of cells as a sheet; where none is given, a cell is left empty. */
function sheet(rows: readonly (Placed | null)[][], widths: readonly number[], more: Sheet = {}): Sheet {
	const cells = new Map<string, Partial<SheetCell>>();
	for (const [row, placed] of rows.entries())
		for (const [column, cell] of placed.entries())
			if (cell !== null) cells.set(`${String(row)},${String(column)}`, typed(cell));
	return { cells, columns: widths.map((width) => ({ width })), ...more };
}

function typed({ value: cell, style = {} }: Placed): Partial<SheetCell> {
	if (typeof cell === 'string') return { value: escaped(cell), style };
	if (cell.value === null || cell.as === 'text' || !Number.isFinite(cell.value))
		return { value: escaped(cell.text), style };
	return {
		value: cell.as === 'date' ? new Date(cell.value * DAY) : cell.value,
		style: { ...style, numFmt: FORMATS[cell.as] }
	};
}

const texts = (values: readonly string[], style: CellStyle = WRAPPED): Placed[] =>
	values.map((value) => ({ value, style }));

function tableSheet({ columns, rows }: Table): Sheet {
	const body = rows.map((row) =>
		row.map((value, at): Placed => {
			const right = columns[at]?.number ? { horizontal: 'right' as const } : {};
			return { value, style: { alignment: { ...WRAPPED.alignment, ...right } } };
		})
	);
	const widths = columns.map(({ title }, at) =>
		widthOf([title, ...rows.map((row) => row[at]?.text ?? '')], 40)
	);
	const header = columns.map(({ title, number }): Placed => {
		const right = number ? { horizontal: 'right' as const } : {};
		return { value: title, style: { ...HEADER, alignment: { ...HEADER.alignment, ...right } } };
	});
	return sheet([header, ...body], widths, { freezePane: { rows: 1 } });
}

function widthOf(values: readonly string[], most: number): number {
	return Math.min(most, Math.max(NARROWEST, ...values.map((value) => value.length + 2)));
}

function firstSheet(
	report: Report,
	parts: readonly Part[],
	named: readonly { table: Table; name: string }[],
	{ m, format }: Spoken
): Sheet {
	const w = m.forms.workbook;
	const { grant, quarter } = report;
	const pair = (label: string, value: string): Placed[] => [
		{ value: label, style: LABEL },
		{ value, style: WRAPPED }
	];
	const blank: Placed[] = [];
	return sheet(
		[
			[{ value: titleOf(report, parts), style: TITLE }],
			blank,
			pair(w.grant, grant.name),
			pair(w.funder, grant.funder),
			pair(w.programs, grant.programs.join('; ')),
			pair(w.quarter, format.period(quarter)),
			pair(w.observed, format.date(report.observed_until)),
			pair(w.store, report.store),
			...(report.summary === null ? [] : [pair(w.summary, report.summary)]),
			blank,
			[null, { value: w.inert, style: WRAPPED }],
			blank,
			texts([w.sheet, w.holds, w.rows], HEADER),
			...named.map(({ table, name }): Placed[] => [
				...texts([name, table.caption]),
				{ value: { text: format.number(table.rows.length), value: table.rows.length, as: 'count' } }
			]),
			texts([w.dictionary, w.what])
		],
		[34, WIDEST, NARROWEST]
	);
}

function dictionary(
	{ figures }: Report,
	named: readonly { table: Table; name: string }[],
	{ m }: Spoken
): Sheet {
	const w = m.forms.workbook;
	const columns = named.flatMap(({ table, name }) =>
		table.columns.map(({ title, about, number }, at) => {
			const kinds = new Set(
				table.rows.flatMap((row) => (row[at] && row[at].value !== null ? [row[at].as] : []))
			);
			const types = kinds.size > 0 ? [...kinds] : [number ? ('number' as const) : ('text' as const)];
			return texts([name, title, about, types.map((kind) => w.types[kind]).join('; ')]);
		})
	);
	const metrics = figures.map((figure) =>
		texts([
			...[figure.metric, figure.title, figure.question, figure.counts ?? ''],
			...[figure.leaves_out ?? '', figure.unit, figure.definition_version, figure.source]
		])
	);
	return sheet(
		[
			texts([w.sheet, w.column, w.about, w.type], HEADER),
			...columns,
			[],
			texts([w.metric, w.title, w.question, w.counts, w.leaves, w.unit, w.version, w.source], HEADER),
			...metrics
		],
		[34, 34, WIDEST, WIDEST, 40, 16, 18, 40],
		{ freezePane: { rows: 1 } }
	);
}
