import type { Database } from './duckdb.ts';
import type { Home } from './home.ts';
import { openVault } from './vault.ts';

/**
 * Fills `given.enrollment.source_order` where a person has several enrollments that begin, or end, on one
 * day: there the order of the source's own ids decides (HMIS.md, "ties"), which pseudonyms do not keep. The
 * ids are read from the vault; shorter ones come first, then by text.
 */
export async function orderTies(db: Database, home: Home): Promise<void> {
	const tied = await db.rows(`
		select enrollment_id::varchar as enrollment_id from (
			select enrollment_id, count(*) over (partition by person, started_on) as starts,
				case when exited_on is not null then count(*) over (partition by person, exited_on) end as exits
			from (select e.*, coalesce(p.person_id, e.client_id) as person from given.enrollment e left join given.person p using (client_id)))
		where starts > 1 or exits > 1`);
	const vault = openVault(home, { readOnly: true });
	const known: { enrollment: string; id: string }[] = [];
	try {
		for (const row of tied) {
			const enrollment = String(row.enrollment_id);
			const id = vault.find(enrollment);
			if (id !== null) known.push({ enrollment, id });
		}
	} finally {
		vault.close();
	}
	if (known.length === 0) return;
	known.sort((a, b) => a.id.length - b.id.length || (a.id < b.id ? -1 : 1));
	await db.run('create table given.tie (enrollment_id varchar, source_order integer)');
	await db.append(
		'tie',
		known.map(({ enrollment }, index) => [enrollment, index]),
		'main',
		'given'
	);
	await db.run(
		`update given.enrollment set source_order = tie.source_order from given.tie where tie.enrollment_id = given.enrollment.enrollment_id::varchar`
	);
	await db.run('drop table given.tie');
}
