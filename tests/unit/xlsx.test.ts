import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	utimesSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Refused } from '#pipelines/errors.ts';
import { prepareHome, type Home } from '#pipelines/home.ts';
import { readLines } from '#pipelines/lines.ts';
import { LIMITS, receive, type Limits } from '#pipelines/receive.ts';
import { splitFields } from '#pipelines/records.ts';
import { workbook, type CellXml, type SheetXml } from '../workbook.ts';
import { zip } from '../zip.ts';

let folder: string;
let home: Home;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'throughline-xlsx-'));
	home = prepareHome(join(folder, 'home'));
});
afterAll(() => {
	rmSync(folder, { recursive: true });
});
afterEach(() => {
	expect(readdirSync(home.uploads)).toEqual([]);
});

function file(name: string, content: Buffer | string): string {
	const path = join(folder, name);
	writeFileSync(path, content);
	return path;
}

/** What is received of a path: names, texts and what is known of each file. */
async function received(path: string, limits: Limits = LIMITS) {
	const upload = await receive(home, path, () => undefined, limits);
	try {
		return {
			texts: Object.fromEntries(upload.files.map((each) => [each.name, readFileSync(each.path, 'utf8')])),
			files: upload.files,
			ignored: upload.ignored,
			hash: upload.hash
		};
	} finally {
		upload.dispose();
	}
}

async function refusal(path: string, limits: Limits = LIMITS): Promise<string[]> {
	try {
		await received(path, limits);
	} catch (error) {
		if (error instanceof Refused) return error.reasons;
		throw error;
	}
	throw new Error('It was received.');
}

const book = (sheets: SheetXml[], more: Parameters<typeof workbook>[1] = {}, name = 'cases.xlsx') =>
	file(name, workbook(sheets, more));
/** The text of a sheet that is alone in its workbook. */
const text = async (rows: SheetXml['rows'], more: Parameters<typeof workbook>[1] = {}) =>
	(await received(book([{ name: 'Sheet1', rows: rows ?? [] }], more))).texts['cases.csv'];
/** What becomes of the cells of one row below a header. */
const values = async (cells: CellXml[], more: Parameters<typeof workbook>[1] = {}) =>
	((await text([cells.map((_, at) => `h${String.fromCharCode(97 + at)}`), cells], more)) ?? '').split(
		'\n'
	)[1];
const styled = (style: number, value: number | string): CellXml => ({
	xml: `<c s="${String(style)}"><v>${String(value)}</v></c>`
});

describe('a workbook', () => {
	it('is a CSV file of its own name where one sheet has rows', async () => {
		const { texts, files, ignored } = await received(
			book([
				{
					name: 'Sheet1',
					rows: [
						['Client', 'Start'],
						['C-1', '2024-01-02']
					]
				},
				{ name: 'Sheet2', rows: [] }
			])
		);
		expect(texts).toEqual({ 'cases.csv': 'Client,Start\nC-1,2024-01-02\n' });
		expect(files[0]).toMatchObject({ bytes: 28 });
		expect(ignored).toEqual([]);
	});

	it('is a file for each sheet where several have rows; hidden ones are left aside and named', async () => {
		const rows = [['Client', 'Start']];
		const { texts, ignored } = await received(
			book([
				{ name: 'Stays', rows },
				{ name: 'Lists', rows, state: 'hidden' },
				{ name: 'Old', rows, state: 'veryHidden' },
				{ name: 'Contacts 2024', rows: [['Contact', 'Day']] }
			])
		);
		expect(texts).toEqual({
			'cases - Stays.csv': 'Client,Start\n',
			'cases - Contacts 2024.csv': 'Contact,Day\n'
		});
		expect(ignored).toEqual(['cases.xlsx - Lists (hidden)', 'cases.xlsx - Old (hidden)']);
	});

	it('is told by content: one named .csv too, in a folder and in a zip beside other files', async () => {
		const bytes = workbook([{ name: 'Sheet1', rows: [['a', 'b']] }]);
		expect((await received(file('export.csv', bytes))).texts).toEqual({ 'export.csv': 'a,b\n' });
		const path = join(folder, 'several');
		mkdirSync(path);
		writeFileSync(join(path, 'stays.XLSX'), bytes);
		writeFileSync(join(path, '~$stays.xlsx'), 'x');
		writeFileSync(join(path, 'contacts.csv'), 'c,d\n');
		const texts = { 'contacts.csv': 'c,d\n', 'stays.csv': 'a,b\n' };
		const inFolder = await received(path);
		expect(inFolder.texts).toEqual(texts);
		expect(inFolder.ignored).toEqual(['~$stays.xlsx']);
		const inZip = await received(
			file(
				'export.zip',
				zip([
					{ name: 'x/stays.xlsx', data: bytes },
					{ name: 'x/contacts.csv', data: 'c,d\n' }
				])
			)
		);
		expect(inZip.texts).toEqual(texts);
		expect(inZip.hash).toBe(inFolder.hash);
	});

	it('is the same upload as long as its cells are the same, however it is packed', async () => {
		const sheets = [
			{
				name: 'Sheet1',
				rows: [
					['a', 'b'],
					['1', '2']
				]
			}
		];
		const one = await received(book(sheets, { modified: '2024-01-01T00:00:00Z' }));
		const two = await received(book(sheets, { modified: '2025-01-01T00:00:00Z', formats: ['0'] }));
		expect(one.hash).toBe(two.hash);
	});

	it('says when it was last saved; a text says when it was changed, a zip when each of its files was', async () => {
		const rows = [['a', 'b']];
		const saved = await received(book([{ name: 'S', rows }], { modified: '2024-05-06T07:08:09Z' }));
		expect(saved.files[0]?.modified).toBe('2024-05-06T07:08:09.000Z');
		const changed = new Date('2023-02-03T04:05:06.000Z');
		for (const path of [book([{ name: 'S', rows }]), file('a.csv', 'a,b\n')]) {
			utimesSync(path, changed, changed);
			expect((await received(path)).files[0]?.modified).toBe(changed.toISOString());
		}
		const zipped = await received(file('a.zip', zip([{ name: 'a.csv', data: 'a,b\n' }])));
		expect(zipped.files[0]?.modified).toMatch(/^\d{4}-\d\d-\d\dT/);
	});
});

describe('a cell', () => {
	it('is its text: shared, inline, rich, escaped, of a formula', async () => {
		const strings = [
			'<si><t>shared</t></si>',
			'<si><r><t>ri</t></r><r><rPr><b/></rPr><t>ch</t></r><rPh><t>no</t></rPh></si>'
		];
		const cells: CellXml[] = [
			{ xml: '<c t="s"><v>0</v></c>' },
			{ xml: '<c t="s"><v>1</v></c>' },
			'in & line',
			{ xml: '<c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>' },
			{ xml: '<c t="str"><f>A1&amp;"x"</f><v>made_x000D__x005F_x0041_</v></c>' },
			{ xml: '<c t="inlineStr"><is><t><![CDATA[<c>]]></t></is></c>' }
		];
		expect(await values(cells, { strings })).toBe('shared,rich,in & line,ab,made _x0041_,<c>');
	});

	it('of text keeps zeros in front, an E, and letters of any language', async () => {
		expect(await values(['000123', '02139', '1E5', 'José', '名', '😀'])).toBe('000123,02139,1E5,José,名,😀');
	});

	it('of a number has no exponent and no noise of binary fractions', async () => {
		const cells = [
			1,
			-1.5,
			'1E5',
			'1.2345678901234567E+19',
			'0.30000000000000004',
			'1E-7',
			'123456789012345',
			'1.5E+22'
		];
		expect(await values(cells.map((each) => styled(0, each)))).toBe(
			'1,-1.5,100000,12345678901234600000,0.3,0.0000001,123456789012345,15000000000000000000000'
		);
	});

	it('of a number has the zeros and marks that its format gives it: a ZIP, an id, a number of a person', async () => {
		const formats = [
			'00000',
			'000000',
			'000\\-00\\-0000',
			'[<=99999]00000;00000\\-0000',
			'[<=9999999]###\\-####;\\(###\\)\\ ###\\-####',
			'#,##0.00',
			'0',
			'# ##0'
		];
		const cells = [
			styled(1, 2139),
			styled(2, 123),
			styled(3, 12345678),
			styled(4, 21391234),
			styled(4, 2139),
			styled(5, 6175550123),
			styled(6, 1234.5),
			styled(7, 7),
			styled(8, 1234567)
		];
		expect(await values(cells, { formats })).toBe(
			'02139,000123,012-34-5678,02139-1234,02139,(617) 555-0123,1234.5,7,1234567'
		);
	});

	it('of a date is a date, by whatever format shows one', async () => {
		const formats = [
			14,
			'm/d/yyyy',
			'd "de" mmmm',
			'[$-409]dddd, mmm d',
			'yyyy\\-mm',
			22,
			'm/d/yy h:mm AM/PM',
			'General "day"',
			'0.0 "hours"',
			'[Red]0'
		];
		const cells = formats.map((_, at) => styled(at + 1, 45350));
		expect(await values(cells, { formats })).toBe(
			'2024-02-28,2024-02-28,2024-02-28,2024-02-28,2024-02-28,2024-02-28 00:00:00,2024-02-28 00:00:00,45350,45350,45350'
		);
	});

	it('of a date has its time where there is one, to the second', async () => {
		const formats = [14, 22, 'h:mm', '[h]:mm', 'mm:ss'];
		const cells = [
			styled(1, 45350.75),
			styled(2, 45350.999999),
			styled(3, 0.5),
			styled(4, 1.25),
			styled(5, 0.001),
			styled(3, 45350.5)
		];
		expect(await values(cells, { formats })).toBe(
			'2024-02-28 18:00:00,2024-02-29 00:00:00,12:00:00,30:00:00,00:01:26,2024-02-28 12:00:00'
		);
	});

	it('of a date counts from 1904 where the workbook does, and knows the leap day that never was', async () => {
		const formats = [14];
		expect(await values([styled(1, 43888), styled(1, 0)], { formats, is1904: true })).toBe(
			'2024-02-28,1904-01-01'
		);
		expect(
			await values([styled(1, 1), styled(1, 59), styled(1, 60), styled(1, 61), styled(1, 0), styled(1, -1)], {
				formats
			})
		).toBe('1900-01-01,1900-02-28,1900-02-29,1900-03-01,1900-01-00,-1');
	});

	it('of a date in the strict kind of workbook is one', async () => {
		const cells: CellXml[] = [
			{ xml: '<c t="d"><v>2024-02-28T00:00:00</v></c>' },
			{ xml: '<c t="d"><v>2024-02-28T10:30:00.000Z</v></c>' },
			{ xml: '<c t="d"><v>2024-02-28</v></c>' }
		];
		expect(await values(cells)).toBe('2024-02-28,2024-02-28 10:30:00,2024-02-28');
	});

	it('of yes or no is TRUE or FALSE; an error is no value; of a formula the last value counts', async () => {
		const cells: CellXml[] = [
			{ xml: '<c t="b"><v>1</v></c>' },
			{ xml: '<c t="b"><v>0</v></c>' },
			{ xml: '<c t="e"><v>#N/A</v></c>' },
			{ xml: '<c><f>1+1</f><v>2</v></c>' },
			{ xml: '<c><f>NOW()</f></c>' },
			'end'
		];
		expect(await values(cells)).toBe('TRUE,FALSE,,2,,end');
	});

	it('of several lines is one line, so that a row stays a line', async () => {
		expect(
			await text([
				['Client\nid', 'Note'],
				['C-1', 'a\r\nb_x0007_']
			])
		).toBe('Client id,Note\nC-1,a b\n');
	});

	it('that is merged with others has its value once', async () => {
		const xml =
			'<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row><row r="2"><c r="A2"><v>1</v></c><c r="B2"/></row></sheetData><mergeCells count="1"><mergeCell ref="A2:B2"/></mergeCells></worksheet>';
		expect((await received(book([{ name: 'S', xml }]))).texts).toEqual({ 'cases.csv': 'a,b\n1,\n' });
	});

	it('has its place by its letters, and where it has none by its order', async () => {
		const xml =
			'<x:worksheet xmlns:x="y"><x:sheetData><x:row><x:c t="str"><x:v>a</x:v></x:c><x:c t="str"><x:v>b</x:v></x:c></x:row><x:row><x:c><x:v>1</x:v></x:c></x:row><x:row r="5"><x:c r="B5"><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>';
		expect((await received(book([{ name: 'S', xml }]))).texts).toEqual({ 'cases.csv': 'a,b\n1,\n\n\n,2\n' });
	});
});

describe('the lines of a sheet', () => {
	it('are its rows: empty ones stay empty, those after the last are not there', async () => {
		const rows: SheetXml['rows'] = [
			['Client', 'Start'],
			{ row: 4, cells: ['C-1', '2024'] },
			{ row: 900, cells: [{ xml: '<c s="1"/>' }] }
		];
		expect(await text(rows)).toBe('Client,Start\n\n\nC-1,2024\n');
	});

	it('below a title keep their numbers; the title is left empty', async () => {
		const rows: SheetXml['rows'] = [
			['Client stays'],
			['Printed', '1/5/2024'],
			{ row: 4, cells: ['Client', 'Program', 'Start', 'End'] },
			['C-1', 'Homes', '2024-01-02', null],
			['C-2', 'Homes']
		];
		const { texts } = await received(book([{ name: 'S', rows }]));
		expect(texts).toEqual({
			'cases.csv': '\n\n\nClient,Program,Start,End\nC-1,Homes,2024-01-02,\nC-2,Homes,,\n'
		});
		const from = file('lines.csv', texts['cases.csv'] ?? '');
		expect(readLines(from, join(folder, 'to'), 'cases.csv')).toMatchObject({
			header: ['Client', 'Program', 'Start', 'End'],
			accepted: 2,
			rejected: []
		});
		expect(readFileSync(join(folder, 'to'), 'utf8')).toMatch(/^5,C-1/);
	});

	it('without a header begin with the first of them', async () => {
		expect(
			await text([
				[1, 'Winterbourne'],
				[2, 'Okonkwo']
			])
		).toBe('1,Winterbourne\n2,Okonkwo\n');
	});

	it('end where the header ends: what stands right of it is no column', async () => {
		expect(
			await text([
				['a', null, 'b'],
				['1', 'x', '2', 'remark'],
				[null, null, null, 'remark']
			])
		).toBe('a,,b\n1,x,2\n');
	});

	it('are read again as they were, whatever is in them', async () => {
		const cell = fc
			.array(
				fc.constantFrom(
					',',
					';',
					'|',
					'\t',
					'"',
					'\\',
					'\\"',
					"'",
					' ',
					'a',
					'0',
					'é',
					'😀',
					'=',
					'\n',
					'_x0041_',
					'&',
					'<'
				),
				{ maxLength: 6 }
			)
			.map((parts) => parts.join(''));
		const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 });
		await fc.assert(
			fc.asyncProperty(table, async (rows) => {
				const path = book([{ name: 'S', rows: [['first', 'b', 'c'], ...rows] }]);
				const from = file('again.csv', (await received(path)).texts['cases.csv'] ?? '');
				const to = join(folder, 'again');
				const { delimiter, rejected } = readLines(from, to, 'cases.csv');
				const plain = (value: string) =>
					value
						.replaceAll('_x0041_', 'A')
						.replace(/[\r\n]+/g, ' ')
						.trim();
				const want = rows
					.map((row) => row.map(plain))
					.map((row) => row.map((value) => (/[",;|\t]/.test(value) ? value.replace(/\\"/g, "\\'") : value)));
				const empty = want.map((row) => row.every((value) => value === ''));
				const last = empty.lastIndexOf(false);
				expect(rejected.map(({ line }) => line - 2)).toEqual(
					[...empty.keys()].filter((at) => at < last && empty[at])
				);
				const read = readFileSync(to, 'utf8')
					.split('\n')
					.filter((line) => line !== '');
				expect(read.map((line) => splitFields(line, delimiter))).toEqual(
					want.flatMap((row, at) => (empty[at] ? [] : [[String(at + 2), ...row]]))
				);
			}),
			{ numRuns: 30 }
		);
	});
});

describe('what is refused', () => {
	const rows = [['a', 'b']];

	it('is a workbook without a row', async () => {
		const path = book([{ name: 'S' }, { name: 'Lists', rows, state: 'hidden' }]);
		expect(await refusal(path)).toEqual([
			'cases.xlsx has no sheet with rows in it that is not hidden. Look whether it is the right file.'
		]);
	});

	it('is an old workbook and one with a password', async () => {
		const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
		for (const name of ['cases.xls', 'cases.xlsx', 'cases.csv'])
			expect(await refusal(file(name, old))).toEqual([
				`${name} is a workbook of the old Excel format (.xls), or one with a password: neither can be read. Save it as .xlsx without a password, or as CSV.`
			]);
	});

	it('is an image, a PDF or a web page under another name, each by its own', async () => {
		const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(50)]);
		expect(await refusal(file('photo.csv', png))).toEqual([
			'photo.csv is an image (PNG), whatever its name says. Export the data as CSV or .xlsx.'
		]);
		expect(await refusal(file('photo.xlsx', Buffer.from('ffd8ffe000104a46', 'hex')))).toEqual([
			'photo.xlsx is an image (JPEG), whatever its name says. Export the data as CSV or .xlsx.'
		]);
		expect(await refusal(file('report.csv', '%PDF-1.7'))).toEqual([
			'report.csv is a PDF, whatever its name says. Export the data as CSV or .xlsx.'
		]);
		expect(await refusal(file('cases.xls', '\ufeff <HTML><table>'))).toEqual([
			'cases.xls is a web page or XML, whatever its name says. Open it in a spreadsheet program and save it as .xlsx or CSV.'
		]);
		expect(await refusal(file('cases.xlsx', 'a,b\n1,2\n'))).toEqual([
			'cases.xlsx is no workbook, whatever its name says. Open it in a spreadsheet program and save it as .xlsx or CSV.'
		]);
	});

	it('is each of the files of a zip that cannot be read, all at once', async () => {
		const path = file(
			'export.zip',
			zip([
				{ name: 'x/a.csv', data: '%PDF-1' },
				{ name: 'x/b.xlsx', data: 'a,b' },
				{ name: 'c.csv', data: 'a,b' }
			])
		);
		expect(await refusal(path)).toEqual([
			'"x/a.csv" in export.zip is a PDF, whatever its name says. Export the data as CSV or .xlsx.',
			'"x/b.xlsx" in export.zip is no workbook, whatever its name says. Open it in a spreadsheet program and save it as .xlsx or CSV.'
		]);
	});

	it('is a document of another kind', async () => {
		const other = [
			zip([
				{ name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet' },
				{ name: 'content.xml', data: '<x/>' }
			]),
			zip([
				{ name: '[Content_Types].xml', data: '<Types/>' },
				{
					name: '_rels/.rels',
					data: '<Relationships><Relationship Id="r" Type="x/officeDocument" Target="word/document.xml"/></Relationships>'
				},
				{ name: 'word/document.xml', data: '<document/>' }
			]),
			zip([
				{ name: '[Content_Types].xml', data: '<Types/>' },
				{
					name: '_rels/.rels',
					data: '<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>'
				},
				{ name: 'xl/workbook.bin', data: 'x' }
			])
		];
		for (const bytes of other)
			expect(await refusal(file('cases.xlsx', bytes))).toEqual([
				'cases.xlsx is no Excel workbook of the kind .xlsx, whatever its name says. Open it in a spreadsheet program and save it as .xlsx or CSV.'
			]);
	});

	it('is a folder in which there is none but spreadsheets of other kinds', async () => {
		const path = join(folder, 'others');
		mkdirSync(path);
		writeFileSync(join(path, 'cases.ods'), 'x');
		expect(await refusal(path)).toEqual([
			'The folder others holds a spreadsheet of a kind that is not read. Save it as .xlsx or CSV.'
		]);
	});

	it('is a workbook and a text that would have one name', async () => {
		const path = join(folder, 'both');
		mkdirSync(path);
		writeFileSync(join(path, 'cases.csv'), 'a,b\n');
		writeFileSync(join(path, 'cases.xlsx'), workbook([{ name: 'S', rows }]));
		expect(await refusal(path)).toEqual([
			'both holds both cases.csv and cases.xlsx. Keep the one that belongs to this export.'
		]);
	});

	it('is a sheet that is cut off, not in order, or declares what it is to be read as', async () => {
		const start = '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>';
		const bad = [
			start,
			`${start}<row r="2"></sheetData></worksheet>`,
			`${start}<row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`,
			`${start}<row r="x"/></sheetData></worksheet>`,
			`<!DOCTYPE w [<!ENTITY a "Winterbourne">]><worksheet><sheetData/></worksheet>`,
			'<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>&Winterbourne;</v></c></row></sheetData></worksheet>',
			'<worksheet><sheetData><row r="1"><c r="ZZZZ1"><v>1</v></c></row></sheetData></worksheet>',
			`${start}<row r="500000000"><c r="A500000000"><v>1</v></c></row></sheetData></worksheet>`
		];
		for (const xml of bad)
			expect(await refusal(book([{ name: 'S', xml }])), xml).toEqual([
				'cases.xlsx is cut off or damaged: a sheet of it cannot be read to its end. Open it in a spreadsheet program, save it again and upload that.'
			]);
	});

	it('is one that explodes, packed or by repeating a long text', async () => {
		const zeros = { name: 'xl/media/x.bin', data: Buffer.alloc(3_000_000) };
		expect(await refusal(book([{ name: 'S', rows }], { parts: [zeros] }))).toEqual([
			expect.stringMatching(
				/^cases\.xlsx would unpack from \d KB to 3\.0 MB, more than is taken from one workbook\. Save its sheets as CSV and upload those\.$/
			)
		]);
		const strings = [`<si><t>${'x'.repeat(30_000)}</t></si>`];
		const many = Array.from({ length: 100 }, (): CellXml[] => [{ xml: '<c t="s"><v>0</v></c>' }, 'b']);
		expect(await refusal(book([{ name: 'S', rows: [...rows, ...many] }], { strings }))).toEqual([
			'cases.xlsx is too large a workbook: its rows are too many. Save its sheets as CSV and upload those.'
		]);
		expect(await refusal(book([{ name: 'S', rows }]), { ...LIMITS, entries: 3 })).toEqual([
			'cases.xlsx holds 6 files; at most 3 are taken. Pack only the export.'
		]);
	});

	it('or read as it is, and never a fault, where any one byte is wrong or the end is missing', async () => {
		const whole = workbook(
			[
				{
					name: 'S',
					rows: [
						['a', 'b'],
						['1', '2']
					]
				}
			],
			{ formats: [14] }
		);
		const tried = async (bytes: Buffer) => {
			const texts = await received(file('cases.xlsx', bytes)).then(
				(each) => Object.values(each.texts),
				(error: unknown) => {
					expect(error).toBeInstanceOf(Refused);
					return [];
				}
			);
			for (const each of texts) expect(each).toBe('a,b\n1,2\n');
		};
		for (let at = 4; at < whole.length; at += 23) {
			const damaged = Buffer.from(whole);
			damaged[at] = (damaged[at] ?? 0) ^ 0xff;
			await tried(damaged);
			await tried(whole.subarray(0, at));
		}
	});
});
