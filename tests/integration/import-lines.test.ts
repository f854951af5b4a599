import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '#pipelines/duckdb.ts';
import { readTables } from '#pipelines/read.ts';
import { readFormats } from '#pipelines/sources/format.ts';
import { tablesOf } from '../dialect.ts';
import { temporaryFolder } from '../home.ts';
import { silent, changed, set, edit, accepted, refusal, stored, problemsOf } from '../uploads.ts';

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

describe('any table in any dialect', () => {
	it('is read by DuckDB as it was written', async () => {
		const columns = ['SoftwareName', 'ExportID', 'SourceID', 'SourceName', 'SoftwareVersion']; // texts that are kept
		const hmis = (await readFormats()).find((format) => format.id === 'hmis-csv');
		if (!hmis) throw new Error('There is no format.');
		const folder = temporaryFolder();
		const path = join(folder, 'Export.csv');
		const file = { name: 'Export.csv', path, bytes: 0, sha256: '', modified: null };
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
