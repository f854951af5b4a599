// Workbooks and tab-separated texts as people save them: what comes of them is what comes of CSV.
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { importUpload } from '#pipelines/import.ts';
import { listKept } from '#pipelines/kept.ts';
import { pseudonym, pseudonymKeys } from '#pipelines/secrets.ts';
import { readRecords } from '#pipelines/sources/format.ts';
import { openVault } from '#pipelines/vault.ts';
import { TINY } from '../canonical.ts';
import { ROOT, temporaryFolder } from '../home.ts';
import { accepted, problemsOf, refusal, silent, stored } from '../uploads.ts';
import { workbook, type CellXml, type SheetXml } from '../workbook.ts';

const DAY = 86_400_000;
const FORMATS = ['mm/dd/yyyy', 'mm/dd/yyyy hh:mm', '000000'];
const serial = (text: string) => (Date.parse(`${text.replace(' ', 'T')}Z`) - Date.UTC(1899, 11, 30)) / DAY;
const cell = (style: number, value: number): CellXml => ({
	xml: `<c s="${String(style)}"><v>${String(value)}</v></c>`
});

/** A text as somebody who types into a spreadsheet has it: dates and times become numbers with a format. */
function typed(text: string): CellXml {
	if (text === '') return null;
	if (/^\d{4}-\d\d-\d\d$/.test(text)) return cell(1, serial(text));
	if (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return cell(2, serial(text));
	return /^[1-9]\d{0,3}(\.\d+)?$/.test(text) ? Number(text) : text;
}

type Records = Record<string, string>[];
const recordsOf = (file: string): Records => readRecords(join(TINY, `${file}.csv`));
const rowsOf = (records: Records): CellXml[][] => [
	Object.keys(records[0] ?? {}),
	...records.map((record) => Object.values(record).map(typed))
];

/** The worked sample as a folder in which each file is a workbook, or what `write` makes of it. */
function folderOf(
	write: (file: string, records: Records) => { name: string; data: string | Buffer } = (file, records) => ({
		name: `${file}.xlsx`,
		data: workbook([{ name: 'Sheet1', rows: rowsOf(records) }], { formats: FORMATS })
	})
): string {
	const folder = temporaryFolder();
	for (const path of readdirSync(TINY).filter((each) => each.endsWith('.csv'))) {
		const file = path.slice(0, -4);
		const { name, data } = write(file, recordsOf(file));
		writeFileSync(join(folder, name), data);
	}
	return folder;
}
const sheet = (folder: string, file: string, rows: SheetXml['rows'], strings?: string[]) => {
	writeFileSync(
		join(folder, `${file}.xlsx`),
		workbook([{ name: 'Sheet1', rows: rows ?? [] }], { formats: FORMATS, ...(strings && { strings }) })
	);
	return folder;
};

let text: Awaited<ReturnType<typeof accepted>>;
let book: typeof text;
beforeAll(async () => {
	text = await accepted(TINY);
	book = await accepted(folderOf());
});

describe('templates filled in as workbooks', () => {
	it('give what they give as CSV, line by line', async () => {
		const counts = ({ result }: typeof book) =>
			result.files.map(({ file, lines, accepted: taken, rejected }) => ({ file, lines, taken, rejected }));
		expect(counts(book)).toEqual(counts(text));
		expect(await problemsOf(book.home)).toEqual(await problemsOf(text.home));
		for (const file of ['enrollment', 'client', 'income']) {
			const select = `select columns(c -> c not like '%id' and c not like '%\\_by' escape '\\' and c not like '%\\_order' escape '\\') from $${file} order by line`;
			expect(await stored(book.home, select), file).toEqual(await stored(text.home, select));
		}
	});

	it('are recognised when they come again, saved anew', async () => {
		const again = folderOf((file, records) => ({
			name: `${file}.XLSX`,
			data: workbook([{ name: 'Other', rows: rowsOf(records) }, { name: 'Empty' }], {
				formats: FORMATS,
				modified: '2026-01-01T00:00:00Z'
			})
		}));
		expect(await importUpload(book.home, again, {}, silent)).toMatchObject({
			outcome: 'same',
			batch: book.result.batch
		});
	});

	it('keep zeros in front, of texts and of numbers that only show them', async () => {
		const folder = folderOf();
		const [head = [], ...rows] = rowsOf(recordsOf('client'));
		sheet(folder, 'client', [
			head,
			...rows,
			['000123', null, null, null, null, null, null, '02139'],
			[cell(3, 456), null, null, null, null, null, null, '02139-1234'],
			['1E5']
		]);
		const { home } = await accepted(folder);
		const vault = openVault(home);
		try {
			for (const id of ['000123', '000456', '1E5'])
				expect(vault.find(pseudonym(pseudonymKeys(home), 'tiny-agency', 'client', id))).toBe(id);
		} finally {
			vault.close();
		}
		expect(await stored(home, 'select zip3 from $client order by line desc limit 3')).toEqual([
			{ zip3: null },
			{ zip3: '021' },
			{ zip3: '021' }
		]);
	});

	it('have their rejected rows told by the sheet’s own numbers, below a title and between empty rows', async () => {
		const folder = folderOf();
		const [head = [], ...rows] = rowsOf(recordsOf('contact'));
		const bad = [...(rows[0] ?? [])];
		bad[0] = 'K99';
		bad[3] = 'Winterbourne';
		const all = [...rows.slice(0, 2), bad];
		sheet(folder, 'contact', [
			['Contacts of 2024'],
			{ row: 3, cells: head },
			...all.map((cells, at) => ({ row: 4 + at + (at > 1 ? 1 : 0), cells }))
		]);
		const { home, result } = await accepted(folder);
		expect(result.files.find(({ file }) => file === 'contact')).toMatchObject({
			lines: 4,
			accepted: 2,
			rejected: 2
		});
		const told = (await problemsOf(home)).filter((each) => each.file === 'contact.csv');
		expect(told.map(({ line, kind }) => [line, kind])).toEqual([
			[6, 'rejected'],
			[7, 'not a date'],
			[7, 'rejected']
		]);
		expect(JSON.stringify(told)).not.toContain('Winterbourne');
	});

	it('are refused where a row is longer than any row of an export, and nothing is stored', async () => {
		const folder = folderOf();
		const [head = [], first = []] = rowsOf(recordsOf('contact'));
		const long = first.map((): CellXml => ({ xml: '<c t="s"><v>0</v></c>' }));
		sheet(folder, 'contact', [head, long], [`<si><t>${randomBytes(80_000).toString('hex')}</t></si>`]);
		expect(await refusal(folder)).toEqual([
			"contact.csv line 2 is longer than 1 MB: it is no line of a case export. Check the file's line ends and export it again."
		]);
	});
});

describe('a spreadsheet of an agency’s own', () => {
	it('loses the identifiers that its headers and its values show before it is kept', async () => {
		const records = readRecords(join(ROOT, 'pipelines', 'presets', 'row-per-case', 'sample', 'cases.csv'));
		const own = records.map((record, at) => ({
			...record,
			'First Name': 'Winterbourne',
			'Column 7': `12${String(at)}-45-6789`,
			Emergency: `Maria Winterbourne ${'abcdef'.charAt(at)}`
		}));
		const path = join(temporaryFolder(), 'clients.xlsx');
		writeFileSync(
			path,
			workbook([{ name: 'Cases', rows: [['Clients of 2026'], ...rowsOf(own)] }], { formats: FORMATS })
		);
		const { home, result } = await accepted(path);
		expect(result).toMatchObject({ mapping: { name: 'row-per-case' } });
		const [kept] = listKept(home).kept;
		expect(kept?.tables[0]?.dropped.map(({ header, kind }) => [header, kind])).toEqual([
			['First Name', 'person name'],
			['Column 7', 'social security number'],
			['Emergency', 'person name']
		]);
		expect(JSON.stringify([result, kept, await problemsOf(home)])).not.toMatch(/Winterbourne|45-6789/);
	});
});

describe('tab-separated text', () => {
	it('as a spreadsheet saves it, in UTF-16 and with quotes, gives what CSV gives', async () => {
		const folder = folderOf((file) => {
			const csv = readFileSync(join(TINY, `${file}.csv`), 'utf8');
			const cells = csv
				.trimEnd()
				.split(/\r?\n/)
				.map((line) => line.split(',').join('\t'));
			const wide = Buffer.from(`\ufeff${cells.join('\r\n')}\r\n`, 'utf16le');
			return csv.includes('"')
				? { name: `${file}.csv`, data: csv }
				: { name: `${file}.${file === 'client' ? 'txt' : 'tsv'}`, data: wide };
		});
		const tabs = await accepted(folder);
		expect(tabs.result.files.map(({ lines, accepted: taken }) => [lines, taken])).toEqual(
			text.result.files.map(({ lines, accepted: taken }) => [lines, taken])
		);
		const select = 'select line, started_on, exited_on, exit_reason from $enrollment order by line';
		expect(await stored(tabs.home, select)).toEqual(await stored(text.home, select));
	});
});
