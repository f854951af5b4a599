import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBatches } from '#pipelines/batch.ts';
import { build } from '#pipelines/build.ts';
import { literal, openDatabase, openStoreFile, type Database, type Row } from '#pipelines/duckdb.ts';
import { Refused } from '#pipelines/errors.ts';
import { prepareHome, type Home } from '#pipelines/home.ts';
import { importUpload, type ImportOptions, type Imported } from '#pipelines/import.ts';
import { storeFile } from '#pipelines/publish.ts';
import { readTables } from '#pipelines/read.ts';
import { key, pseudonym } from '#pipelines/secrets.ts';
import { readFormats } from '#pipelines/sources/format.ts';
import { openVault } from '#pipelines/vault.ts';
import { tablesOf } from '../dialect.ts';
import { exportOf, newHome, parquet, record, temporaryFolder, type Tables } from '../home.ts';
import { zip } from '../zip.ts';

const silent = () => undefined;

/** The files without which an export is refused: enough here, and quick. */
const NEEDED = ['Export', 'Client', 'Enrollment', 'Exit', 'Project'];

/** A small export with records changed. */
const changed = (change: (tables: Tables) => void = silent, files = NEEDED) => exportOf(change, { files });

/** Sets columns of the record with an id. */
const set = (tables: Tables, file: string, id: string, columns: Record<string, string>) =>
	Object.assign(record(tables, file, id), columns);

/** Adds a record like another one. */
const add = (tables: Tables, file: string, like: string, columns: Record<string, string>) =>
	tables[file]?.push({ ...record(tables, file, like), ...columns });

/** Changes the text of a file of an export. */
function edit(folder: string, file: string, change: (text: string) => string): void {
	const path = join(folder, `${file}.csv`);
	writeFileSync(path, change(readFileSync(path, 'utf8')));
}

/** Packs an export as a zip, its files as `pack` names and writes them. */
function packed(
	folder: string,
	pack: (name: string, text: string) => { name: string; data: string } = (name, data) => ({ name, data })
): string {
	const path = join(temporaryFolder(), 'export.zip');
	const entries = readdirSync(folder)
		.reverse()
		.map((name) => ({ ...pack(name, readFileSync(join(folder, name), 'utf8')), deflate: true }));
	writeFileSync(path, zip(entries));
	return path;
}

const readyHome = () => prepareHome(newHome().path);

/** Imports an export into a home of its own. */
async function accepted(
	path: string,
	options: ImportOptions = {}
): Promise<{ home: Home; result: Imported }> {
	const home = readyHome();
	const result = await importUpload(home, path, options, silent);
	expect(result.outcome).toBe('accepted');
	return { home, result };
}

/** The reasons for which an export is refused; nothing of it may be stored. */
async function refusal(path: string, options: ImportOptions = {}): Promise<string[]> {
	const home = readyHome();
	const reasons = await importUpload(home, path, options, silent).then(
		() => ['It was accepted.'],
		(error: unknown) => {
			if (error instanceof Refused) return error.reasons;
			throw error;
		}
	);
	expect(readdirSync(home.batches)).toEqual([]);
	expect(readdirSync(home.uploads)).toEqual([]);
	expect(readdirSync(home.vault)).toEqual([]);
	return reasons;
}

/** The rows of a query over files of the newest batch: `$Enrollment` stands for its Parquet file. */
function stored(home: Home, sql: string): Promise<Row[]> {
	const id = readBatches(home).batches.at(-1)?.id ?? '';
	return parquet(
		sql.replace(
			/\$(\w+)/g,
			(_, file: string) => `read_parquet(${literal(join(home.batches, id, `${file}.parquet`))})`
		)
	);
}

const problemsOf = (home: Home) =>
	stored(home, 'select file, line, column_name, kind, message from $problems order by line, kind');

const mappingFile = (mapping: object) => {
	const path = join(temporaryFolder(), 'mapping.json');
	writeFileSync(path, JSON.stringify(mapping));
	return path;
};

describe('lines that do not fit', () => {
	it('are kept out with number and reason, the others count', async () => {
		const data = changed();
		edit(data, 'Enrollment', (text) => text.replace('E03,', 'E99,001,P1\nE03,'));
		const { home, result } = await accepted(data);
		expect(result.files.find((each) => each.file === 'Enrollment')).toMatchObject({
			lines: 13,
			accepted: 12,
			rejected: 1
		});
		expect(await problemsOf(home)).toEqual([
			{
				file: 'Enrollment.csv',
				line: 4,
				column_name: null,
				kind: 'rejected',
				message:
					'Enrollment.csv line 4: The line has 3 fields, the header has 67. Look for a missing or extra delimiter or quote.'
			}
		]);
	});

	it('are those whose key column cannot be read; elsewhere a value that cannot be read becomes empty', async () => {
		const data = changed((each) => {
			set(each, 'Enrollment', 'E02', { EntryDate: '13/45/2025' });
			set(each, 'Enrollment', 'E04', { MoveInDate: '13/45/2025', LivingSituation: '1x' });
			set(each, 'Enrollment', 'E05', { PersonalID: '' });
		});
		const { home, result } = await accepted(data);
		expect(result.files.find((each) => each.file === 'Enrollment')).toMatchObject({
			lines: 12,
			accepted: 10,
			rejected: 2
		});
		const problems = await problemsOf(home);
		const mend = 'Correct it in the source system and export again.';
		expect(problems.map((each) => [each.line, each.kind, each.message])).toEqual([
			[3, 'not a date', `Enrollment.csv line 3: EntryDate "13/45/2025" is not a date. ${mend}`],
			[
				3,
				'rejected',
				`Enrollment.csv line 3: EntryDate cannot be read, and a line without it cannot be counted. ${mend}`
			],
			[5, 'not a date', `Enrollment.csv line 5: MoveInDate "13/45/2025" is not a date. ${mend}`],
			[
				5,
				'not a number',
				`Enrollment.csv line 5: LivingSituation holds a value, not shown here, that is not a number. ${mend}`
			],
			[
				6,
				'rejected',
				`Enrollment.csv line 6: PersonalID is empty, and a line without it cannot be counted. ${mend}`
			]
		]);
		expect(await stored(home, 'select line, "MoveInDate" from $Enrollment where line in (3, 5, 6)')).toEqual([
			{ line: 5, MoveInDate: null }
		]);
	});

	it('refuse a file that is damaged throughout, an open quote and a file of NUL bytes, all at once', async () => {
		const data = changed();
		edit(data, 'Enrollment', (text) => text.replace('E03,', 'E03,"'));
		edit(data, 'Client', () => `PersonalID,Sex\n${'1\n'.repeat(30)}`);
		edit(data, 'Exit', () => 'Exit\0');
		const reasons = await refusal(data);
		expect(reasons.sort()).toEqual([
			expect.stringMatching(/^Client\.csv: 30 of 30 lines do not fit the header, the first in line 2/),
			expect.stringMatching(
				/^Enrollment\.csv line 4: a quote is opened and not closed before the end of the file\. Mend/
			),
			expect.stringMatching(/^Exit\.csv holds NUL bytes/)
		]);
	});
});

describe('dates that can be read in two ways', () => {
	const two = () => changed((each) => set(each, 'Enrollment', 'E04', { EntryDate: '01/02/2024' }));

	it('refuse the import where figures need the column, with both readings and the way out', async () => {
		expect(await refusal(two())).toEqual([
			'Enrollment.csv, column EntryDate: 1 date can be read in two ways, as line 5: "01/02/2024" is 2024-01-02 or 2024-02-01. Figures need this column. Export it as yyyy-mm-dd, or say which it is in a mapping file: {"dates": {"Enrollment.EntryDate": "month first"}} (or "day first", "year first"), given with --mapping.'
		]);
	});

	it('are taken as a mapping says', async () => {
		const mapping = mappingFile({ dates: { 'Enrollment.EntryDate': 'day first' } });
		const { home, result } = await accepted(two(), { mapping });
		expect(result.problems).toEqual([]);
		expect(await stored(home, 'select "EntryDate" from $Enrollment where line in (4, 5)')).toEqual([
			{ EntryDate: '2024-03-10' },
			{ EntryDate: '2024-02-01' }
		]);
	});

	it('leave a column empty that no figure needs, and one problem says so', async () => {
		const data = changed((each) => {
			for (const project of each.Project ?? []) project.OperatingStartDate = '03-04-2020';
		});
		const { home } = await accepted(data);
		expect((await problemsOf(home)).map((each) => each.message)).toEqual([
			'Project.csv, column OperatingStartDate: 4 dates can be read in two ways, as line 2: "03-04-2020" is 2020-03-04 or 2020-04-03. No figure needs this column, so it was left empty. A mapping file can say which it is.'
		]);
		expect(await stored(home, 'select count("OperatingStartDate")::int as n from $Project')).toEqual([
			{ n: 0 }
		]);
	});

	it('are settled by one date that has one reading only, and by the day of the export', async () => {
		const data = changed((each) => {
			set(each, 'Enrollment', 'E04', { EntryDate: '01/02/2024', MoveInDate: '03/01/2025 14:30' });
			set(each, 'Enrollment', 'E06', { EntryDate: '15/02/2024' });
		});
		const { home, result } = await accepted(data); // exported on 2025-01-05: 3 January, not 1 March
		expect(result.problems).toEqual([]);
		expect(
			await stored(home, 'select "EntryDate", "MoveInDate" from $Enrollment where line in (5, 7)')
		).toEqual([
			{ EntryDate: '2024-02-01', MoveInDate: '2025-01-03' },
			{ EntryDate: '2024-02-15', MoveInDate: '2024-02-01' }
		]);
	});

	it('refuse the import where no one order reads them all', async () => {
		const data = changed((each) => {
			set(each, 'Enrollment', 'E04', { EntryDate: '01/13/2024' });
			set(each, 'Enrollment', 'E06', { EntryDate: '13/01/2024' });
		});
		expect(await refusal(data)).toEqual([
			expect.stringMatching(
				/^Enrollment\.csv, column EntryDate: dates are written in more than one order \(see lines 5 and 7\)\. Figures need this column\./
			)
		]);
	});

	it('never show a birth date', async () => {
		const reasons = await refusal(changed((each) => set(each, 'Client', '004', { DOB: '01/02/1970' })));
		expect(reasons).toHaveLength(1);
		expect(reasons[0]).toMatch(/^Client\.csv, column DOB: 1 date can be read in two ways\. Figures need/);
	});

	it('name a mapping that is wrong in every key', async () => {
		const mapping = mappingFile({ dates: { 'Enrollment.EntryDate': 'backwards' }, order: 1 });
		const reasons = await refusal(two(), { mapping });
		expect(reasons).toHaveLength(2);
		for (const reason of reasons) expect(reason.startsWith(`The mapping ${mapping}, `)).toBe(true);
	});

	it('refuse a mapping that names a column which is not there', async () => {
		const mapping = mappingFile({ dates: { 'Enrollment.EntryDay': 'day first' } });
		expect(await refusal(two(), { mapping })).toContain(
			'The mapping names "Enrollment.EntryDay", which is no column of dates in the HMIS CSV export. Write it as File.Column, such as Affiliation.DateCreated.'
		);
	});
});

describe('names of files and columns', () => {
	it('are matched whatever their case and order, with a mark, in a folder within a zip', async () => {
		const data = changed();
		const turned = (text: string) =>
			text
				.trimEnd()
				.split('\r\n')
				.map((line, index) => {
					const cells = line.split(',').reverse();
					return (index === 0 ? cells.map((cell) => ` ${cell.toUpperCase()} `) : cells).join(',');
				})
				.join('\r\n');
		const path = packed(data, (name, text) => ({
			name: `HMIS export 2025/${name.toUpperCase()}`,
			data: `\ufeff${turned(text)}`
		}));
		const home = readyHome();
		const result = await importUpload(home, path, {}, silent);
		expect(result.problems).toEqual([]);
		const plain = await accepted(data);
		const select = 'select * exclude (line) from $Enrollment order by line';
		const shape = (rows: Row[]) =>
			rows.map(({ EntryDate, MoveInDate, EnrollmentID_order: at }) => [EntryDate, MoveInDate, at]);
		expect(shape(await stored(home, select))).toEqual(shape(await stored(plain.home, select)));
	});

	it('that are missing are named all at once', async () => {
		const data = changed(silent, ['Export', 'Client', 'Enrollment', 'Project']);
		edit(data, 'Enrollment', (text) =>
			text.replace('EntryDate', 'Entry Date').replace('PersonalID', 'Person')
		);
		edit(data, 'Client', (text) => text.replace('LastName', 'Sex'));
		expect(await refusal(data)).toEqual([
			'Client.csv has the column Sex twice: columns 4 and 11 have the same name. Remove or rename one.',
			'Enrollment.csv has no column PersonalID. Its header must name it. Check that the file belongs to the HMIS CSV export.',
			'Enrollment.csv has no column EntryDate. Its header must name it. Check that the file belongs to the HMIS CSV export.',
			`Exit.csv is missing from ${basename(data)}. Export all files of the HMIS CSV export.`
		]);
	});

	it('that the format does not know are counted and not read', async () => {
		const data = changed();
		edit(data, 'Exit', (text) => text.replace('EarlyExitReason', 'Remark'));
		writeFileSync(join(data, 'Notes.csv'), 'x\n');
		const { home, result } = await accepted(data);
		expect(result.problems).toEqual([
			{
				kind: 'columns ignored',
				count: 1,
				examples: ['Exit.csv: 1 column is not part of the format and was not read.']
			},
			{
				kind: 'files ignored',
				count: 1,
				examples: [
					`${basename(data)}: 1 file is not part of the format and was not read. If one of its tables is missing, look for a slip in a file's name.`
				]
			}
		]);
		const columns = await stored(home, 'describe from $Exit');
		expect(columns.map((each) => each.column_name)).not.toContain('Remark');
	});

	it('that say nothing of a format refuse the upload with what is known', async () => {
		const path = join(temporaryFolder(), 'photo.csv');
		writeFileSync(path, 'x');
		expect(await refusal(path)).toEqual([
			expect.stringMatching(
				/^photo\.csv is not in a format that is known: .*HMIS CSV export \(--format hmis-csv\)\. It holds photo\.csv\. .*An HMIS export is a zip or a folder with Export\.csv/
			)
		]);
	});
});

describe('ids', () => {
	it('keep zeros in front, an E and letters as the source wrote them', async () => {
		const ids = ['02139', '000123', '1E5', '123', '1.0', 'ä-7'];
		const data = changed((each) => {
			for (const [index, id] of ids.entries()) {
				set(each, 'Client', `00${String(index + 1)}`, { PersonalID: id });
				set(each, 'Enrollment', `E0${String(index + 1)}`, { PersonalID: id });
			}
		});
		const { home } = await accepted(data);
		const secret = key(home, 'pseudonym');
		const vault = openVault(home);
		try {
			for (const id of ids)
				expect(vault.find(pseudonym(secret, 'tiny-tiny-county-sample', 'client', id))).toBe(id);
			const found = [...vault.pseudonyms()].map((each) => vault.find(each));
			for (const id of ids) expect(found.filter((each) => each === id)).toHaveLength(1);
		} finally {
			vault.close();
		}
	});

	it('are not the only texts that keep their zeros', async () => {
		const data = changed(
			(each) => {
				for (const place of each.ProjectCoC ?? []) place.Geocode = '025017';
			},
			[...NEEDED, 'ProjectCoC']
		);
		const { home } = await accepted(data);
		expect(await stored(home, 'select distinct "Geocode" from $ProjectCoC')).toEqual([{ Geocode: '025017' }]);
	});
});

describe('the same content again', () => {
	it('is recognised, as a folder or packed, and changes nothing; another source system may have it too', async () => {
		const data = changed();
		const { home, result } = await accepted(data);
		const path = packed(data);
		const again = await importUpload(home, path, {}, silent);
		expect(again).toMatchObject({ outcome: 'same', batch: result.batch });
		expect(readBatches(home).batches).toHaveLength(1);
		const other = await importUpload(home, path, { source: 'Other County' }, silent);
		expect(other).toMatchObject({ outcome: 'accepted', source: 'other-county' });
		expect(readBatches(home).batches).toHaveLength(2);
	});

	it('is only checked in a dry run', async () => {
		const home = readyHome();
		const result = await importUpload(home, changed(), { dryRun: true }, silent);
		expect(result).toMatchObject({ outcome: 'checked', batch: null });
		expect(readdirSync(home.batches)).toEqual([]);
		expect(readdirSync(home.vault)).toEqual([]);
	});
});

describe('Export.csv', () => {
	it('refuses an unknown version, a directive that is none, and dates that are none, at once', async () => {
		const data = changed((each) =>
			set(each, 'Export', 'T1', { CSVVersion: '2031 v1', ExportDirective: '7', ExportEndDate: '2023-12-31' })
		);
		expect(await refusal(data)).toEqual([
			'Export.csv, CSVVersion: "2031 v1" is not one of FY2022, FY2024 and FY2026. Export again in one of these versions.',
			'Export.csv, ExportDirective: "7" is neither 1 (delta) nor 2 (full refresh). Export again with one of them.',
			'Export.csv: ExportDate, ExportStartDate and ExportEndDate must be dates, the start not after the end. Export again.'
		]);
	});

	it('may have a row for each of several systems that were merged, once they are named together', async () => {
		const data = changed((each) =>
			add(each, 'Export', 'T1', { SourceID: 'SMALL', ExportDate: '2024-12-01 08:00:00' })
		);
		expect(await refusal(data)).toEqual([
			'Export.csv names 2 source systems merged into one export. Name the system that merged them: --source NAME, the same for every export of it.'
		]);
		const { result } = await accepted(data, { source: 'Both Counties' });
		expect(result).toMatchObject({ source: 'both-counties', observed_until: '2024-12-01' });
	});

	it('refuses one of which a line does not fit', async () => {
		const data = changed();
		edit(data, 'Export', (text) => `${text}T2,1\n`);
		expect(await refusal(data)).toEqual([
			expect.stringMatching(/^Export\.csv line 3: The line has 2 fields, the header has 19\./)
		]);
	});

	it('takes a delta without a full export before it', async () => {
		const data = changed((each) => set(each, 'Export', 'T1', { ExportDirective: '1' }));
		const { home } = await accepted(data);
		const built = await build(home, silent);
		expect(built.notes).toEqual([]);
		const db = await openStoreFile(storeFile(home, built.store));
		try {
			expect(await db.row('select count(*)::int as n, min(observed_until) as until from enrollment')).toEqual(
				{
					n: 12,
					until: '2024-12-31'
				}
			);
		} finally {
			db.close();
		}
	});
});

describe('what contradicts itself', () => {
	let home: Home;
	let db: Database;
	let result: Imported;
	beforeAll(async () => {
		const data = changed((each) => {
			set(each, 'Exit', 'X01', { ExitDate: '2023-01-01' }); // before its start
			set(each, 'Exit', 'X04', { ExitDate: '2030-01-01' }); // in the future
			set(each, 'Enrollment', 'E05', { EntryDate: '2030-01-01' });
			add(each, 'Enrollment', 'E06', { LivingSituation: '101' }); // the same id twice
			add(each, 'Enrollment', 'E07', { EnrollmentID: 'E70', EntryDate: '2023-06-01', HouseholdID: 'H70' }); // overlaps
			add(each, 'Enrollment', 'E08', { EnrollmentID: 'E80', PersonalID: '999', HouseholdID: 'H80' }); // nobody
			set(each, 'Enrollment', 'E10', { RelationshipToHoH: '2' }); // H7 has no head
			set(each, 'Enrollment', 'E09', { RelationshipToHoH: '1' }); // H6 has two
		});
		const made = await accepted(data);
		({ home, result } = made);
		const built = await build(home, silent);
		expect(built.notes).toEqual([]);
		db = await openStoreFile(storeFile(home, built.store));
	});
	afterAll(() => {
		db.close();
	});

	const flagged = async (check: string) => {
		const vault = openVault(home);
		const rows = await db.rows('select enrollment_id::varchar as id from problem where check_id = $check', {
			check
		});
		try {
			return rows.map((row) => vault.find(String(row.id))).sort();
		} finally {
			vault.close();
		}
	};

	it('is kept', () => {
		expect(result.files.find((each) => each.file === 'Enrollment')).toMatchObject({
			lines: 15,
			accepted: 15,
			rejected: 0
		});
	});

	it.each([
		['an exit before the start', 'exit-before-start', ['E01']],
		['an exit in the future', 'exit-after-observed', ['E04']],
		['a start in the future', 'start-after-observed', ['E05']],
		['two overlapping stays', 'overlapping-stays', ['E70']],
		['an enrollment without a client', 'enrollment-without-client', ['E80']]
	])('is flagged: %s', async (_, check, ids) => {
		expect(await flagged(check)).toEqual(ids);
	});

	it('is flagged: a household without a head, and one with two', async () => {
		expect(await flagged('household-without-head')).toEqual(['E10']);
		const [two, ...others] = await flagged('household-with-two-heads');
		expect(['E08', 'E09']).toContain(two);
		expect(others).toEqual([]);
	});

	it('is said of a line: the same id twice, of which one row counts', async () => {
		expect(await problemsOf(home)).toEqual([
			{
				file: 'Enrollment.csv',
				line: 14,
				column_name: 'EnrollmentID',
				kind: 'same id twice',
				message:
					'Enrollment.csv line 14: the same EnrollmentID as in line 7. The row that was updated last counts; remove the other in the source system.'
			}
		]);
		const { n } = await db.row('select count(*)::int as n from enrollment');
		expect(n).toBe(13); // 15 lines, one id twice, one start in the future
	});

	it('never makes a negative duration, nor one after the last observed day', async () => {
		const columns = await db.rows(
			"select table_name, column_name from duckdb_columns() where schema_name = 'metric' and column_name = 'days'"
		);
		expect(columns.length).toBeGreaterThan(0);
		for (const { table_name: table } of columns) {
			const { least } = await db.row(
				`select coalesce(min(days), 0)::int as least from metric."${String(table)}"`
			);
			expect({ table, least: Number(least) >= 0 }).toEqual({ table, least: true });
		}
		expect(
			await db.rows(
				'select * from enrollment where exited_on > observed_until or moved_in_on > observed_until or started_on > observed_until'
			)
		).toEqual([]);
	});
});

describe('any table in any dialect', () => {
	it('is read by DuckDB as it was written', async () => {
		const columns = ['SoftwareName', 'ExportID', 'SourceID', 'SourceName', 'SoftwareVersion']; // texts that are kept
		const hmis = (await readFormats()).find((format) => format.id === 'hmis-csv');
		if (!hmis) throw new Error('There is no format.');
		const folder = temporaryFolder();
		const path = join(folder, 'Export.csv');
		const file = { name: 'Export.csv', path, bytes: 0, sha256: '' };
		const upload = { folder, name: 'export', files: [file], ignored: [], hash: '', dispose: silent };
		const db = await openDatabase(':memory:', join(folder, 'scratch'));
		// As bytes: Node's decoder drops a mark (U+FEFF) at the beginning of a text.
		const plain = (text: string) => Buffer.from(text.replace(/^\p{Zs}+|\p{Zs}+$/gu, '')).toString('hex');
		try {
			await fc.assert(
				fc.asyncProperty(tablesOf(columns), async ({ cells: [header = [], ...rows], text }) => {
					writeFileSync(path, text);
					await db.run('drop schema if exists raw cascade');
					await readTables(db, upload, { ...hmis, required: [] }, silent);
					for (const [index, column] of header.entries()) {
						if (!columns.includes(column)) continue;
						const read = await db.rows(
							`select lower(hex(encode(coalesce("${column}", '')))) as bytes from raw."Export" order by line`
						);
						expect(read.map((row) => row.bytes)).toEqual(rows.map((row) => plain(row[index] ?? '')));
					}
				}),
				{ numRuns: 100 }
			);
		} finally {
			db.close();
		}
	});
});
