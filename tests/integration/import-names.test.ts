import { readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBatches } from '#pipelines/batch.ts';
import { build } from '#pipelines/build.ts';
import { openStoreFile, type Row } from '#pipelines/duckdb.ts';
import { importUpload } from '#pipelines/import.ts';
import { storeFile } from '#pipelines/publish.ts';
import { pseudonym, pseudonymKeys } from '#pipelines/secrets.ts';
import { openVault } from '#pipelines/vault.ts';
import { temporaryFolder } from '../home.ts';
import {
	silent,
	changed,
	set,
	add,
	edit,
	packed,
	readyHome,
	accepted,
	refusal,
	stored,
	NEEDED
} from '../uploads.ts';

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
				examples: [
					'Exit.csv: 1 column is not part of the format and was not read. If one of the columns is missing, look for a slip in its name.'
				]
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
		const keys = pseudonymKeys(home);
		const vault = openVault(home);
		try {
			for (const id of ids)
				expect(vault.find(pseudonym(keys, 'tiny-tiny-county-sample', 'client', id))).toBe(id);
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
