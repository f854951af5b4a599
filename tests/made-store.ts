// A store of people made up, whose rows are changed in place: what is asked of many small agencies needs one import.
import { openDatabase } from '#pipelines/duckdb.ts';
import type { Home } from '#pipelines/home.ts';
import { currentStoreId, storeFile } from '#pipelines/publish.ts';
import type { Store } from '#lib/server/store.ts';
import { take, temporaryFolder } from './home.ts';
import { exportStays, PROGRAMS, type Stay } from './made-agency.ts';

const TABLES = ['client', 'enrollment', 'metric."enrollments-started"'] as const;

/** Imports one stay in each program into a home, and gives who makes it a store of other stays: of those that have not ended. */
export async function makeStore(home: Home, until: string) {
	const one = { race: 'White', sex: 'woman', from: until, to: null, housed: false };
	await take(
		home,
		exportStays(
			PROGRAMS.map((program, id) => ({ ...one, id, program })),
			until
		)
	);
	const db = await openDatabase(':memory:', temporaryFolder());
	await db.run(`attach '${storeFile(home, currentStoreId(home)!)}' as made (read_only)`);
	await db.run('copy from database made to memory');
	await db.run('detach made');
	for (const [at, table] of TABLES.entries())
		await db.run(`create table like_${String(at)} as from ${table} limit 1`);
	let made = 0;
	const holding = async (stays: readonly Stay[]): Promise<Store> => {
		const values = stays.map(
			({ id, program, race, sex, from }) =>
				`('00000000-0000-4000-8000-${String(id).padStart(12, '0')}'::uuid, '${program}', '${race}', '${sex}', '${from}'::date)`
		);
		await db.run(
			`create or replace table stay as select s.*, p.program_id from (values ${values.join(', ')}) s(id, program, race, sex, first_day) join program p on p.label = s.program`
		);
		const own = 's.id as client_id';
		const enrolled = `${own}, s.id as enrollment_id, s.id as household_id, s.id as household_head_id, s.program_id as program_id, s.first_day as started_on`;
		for (const [at, columns] of [
			`${own}, s.race as race_ethnicity, s.sex as sex_or_gender`,
			enrolled,
			`${enrolled}, s.first_day as cohort_date`
		].entries()) {
			await db.run(`delete from ${TABLES[at]!}`);
			await db.run(
				`insert into ${TABLES[at]!} select t.* replace (${columns}) from stay s, like_${String(at)} t`
			);
		}
		return { id: `made ${String(made++)}`, db };
	};
	return { db, holding };
}
