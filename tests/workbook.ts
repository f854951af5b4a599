import { zip, type ZipEntry } from './zip.ts';

/** A cell as its sheet has it: a text becomes an inline string, a number a number, XML stands as it is. */
export type CellXml = string | number | { xml: string } | null;

/** One sheet: its rows, each with its number where it is not the next one; or all of its XML. */
export type SheetXml = {
	name: string;
	state?: 'hidden' | 'veryHidden';
	rows?: (CellXml[] | { row: number; cells: CellXml[] })[];
	xml?: string;
};

const TYPE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const escaped = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The letters of a column, from 0. */
const letters = (column: number): string =>
	(column < 26 ? '' : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));

function cellXml(cell: CellXml, at: string): string {
	if (cell === null) return '';
	if (typeof cell === 'number') return `<c r="${at}"><v>${String(cell)}</v></c>`;
	if (typeof cell === 'string')
		return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
	return cell.xml.replace('<c', `<c r="${at}"`);
}

function sheetXml({ rows = [], xml }: SheetXml): string {
	if (xml !== undefined) return xml;
	let last = 0;
	const lines = rows.map((each) => {
		const { row, cells } = Array.isArray(each) ? { row: last + 1, cells: each } : each;
		last = row;
		return `<row r="${String(row)}">${cells.map((cell, at) => cellXml(cell, letters(at) + String(row))).join('')}</row>`;
	});
	return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

/**
 * Writes a workbook by hand. `formats` are the codes of styles 1, 2 …, or ids of those built in; `strings` are the XML
 * of the shared ones; `parts` take the place of others or are added.
 */
export function workbook(
	sheets: SheetXml[],
	{
		formats = [],
		strings,
		is1904 = false,
		modified,
		parts = []
	}: {
		formats?: (string | number)[];
		strings?: string[];
		is1904?: boolean;
		modified?: string;
		parts?: ZipEntry[];
	} = {}
): Buffer {
	const relation = (id: string, type: string, target: string) =>
		`<Relationship Id="${id}" Type="${TYPE}/${type}" Target="${target}"/>`;
	const relations = (all: string[]) => `<Relationships>${all.join('')}</Relationships>`;
	const styles = formats.map((code, at) => (typeof code === 'number' ? code : 164 + at));
	const entries: ZipEntry[] = [
		{ name: '[Content_Types].xml', data: '<Types/>' },
		{ name: '_rels/.rels', data: relations([relation('rId1', 'officeDocument', 'xl/workbook.xml')]) },
		{
			name: 'xl/workbook.xml',
			data: `<workbook xmlns:r="${TYPE}"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${sheets
				.map(
					({ name, state }, at) =>
						`<sheet name="${escaped(name)}" sheetId="${String(at + 1)}"${state ? ` state="${state}"` : ''} r:id="rId${String(at + 1)}"/>`
				)
				.join('')}</sheets></workbook>`
		},
		{
			name: 'xl/_rels/workbook.xml.rels',
			data: relations([
				...sheets.map((_, at) =>
					relation(`rId${String(at + 1)}`, 'worksheet', `worksheets/sheet${String(at + 1)}.xml`)
				),
				relation('rId98', 'styles', '/xl/styles.xml'),
				...(strings ? [relation('rId99', 'sharedStrings', 'sharedStrings.xml')] : [])
			])
		},
		{
			name: 'xl/styles.xml',
			data: `<styleSheet><numFmts>${formats
				.map((code, at) =>
					typeof code === 'number'
						? ''
						: `<numFmt numFmtId="${String(164 + at)}" formatCode="${escaped(code)}"/>`
				)
				.join(
					''
				)}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${styles
				.map((id) => `<xf numFmtId="${String(id)}"/>`)
				.join('')}</cellXfs></styleSheet>`
		},
		...(strings ? [{ name: 'xl/sharedStrings.xml', data: `<sst>${strings.join('')}</sst>` }] : []),
		...(modified
			? [
					{
						name: 'docProps/core.xml',
						data: `<cp:coreProperties><dcterms:modified xsi:type="dcterms:W3CDTF">${modified}</dcterms:modified></cp:coreProperties>`
					}
				]
			: []),
		...sheets.map((sheet, at) => ({
			name: `xl/worksheets/sheet${String(at + 1)}.xml`,
			data: sheetXml(sheet)
		}))
	];
	const replaced = new Set(parts.map(({ name }) => name));
	return zip(
		[...entries.filter(({ name }) => !replaced.has(name)), ...parts].map((each) => ({
			deflate: true,
			...each
		}))
	);
}
