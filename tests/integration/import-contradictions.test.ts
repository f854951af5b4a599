import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from '#pipelines/build.ts';
import { openStoreFile, type Database } from '#pipelines/duckdb.ts';
import { type Home } from '#pipelines/home.ts';
import type { Imported } from '#pipelines/take-in.ts';
import { storeFile } from '#pipelines/publish.ts';
import { openVault } from '#pipelines/vault.ts';
import { silent, changed, set, add, accepted, problemsOf } from '../uploads.ts';

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
					'Enrollment.csv line 14: the same EnrollmentID as in line 7. The row that was updated last counts. Remove the other in the source system.'
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
