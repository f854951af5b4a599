import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesOf } from '#pipelines/sources/format.ts';
import { describeTemplates, templateOf } from '#pipelines/sources/canonical-csv/templates.ts';
import { byWorker, column } from '../canonical.ts';
import { newHome, problems, query, record, take, value } from '../home.ts';
import { TEMPLATES, changed, home, first } from '../agency.ts';

describe('the tiny agency', () => {
	it('is taken whole, without a complaint', async () => {
		expect(first).toMatchObject({
			outcome: 'accepted',
			source: 'tiny-agency',
			format: 'canonical-csv',
			observed_until: '2024-12-31',
			problems: []
		});
		expect(first.files.map((file) => file.rejected)).toEqual(first.files.map(() => 0));
		expect(await problems(home)).toEqual([]);
	});

	it('has people in the words of the lists, its own words, and three digits of the ZIP at most', async () => {
		expect(
			await query(
				home,
				`select sex_or_gender as s, race_ethnicity as r, veteran as v, disabling_condition as d, language as l, zip3 as z
				from client order by birth_date nulls last`
			)
		).toEqual([
			{ s: 'own word', r: 'declined', v: 'no', d: 'does not know', l: 'Spanish', z: '606' },
			{ s: 'woman', r: 'White', v: 'no', d: 'no', l: 'English', z: '021' },
			{ s: 'man', r: 'Asian', v: 'yes', d: 'yes', l: 'Somali', z: '000' },
			{
				s: 'not collected',
				r: 'not collected',
				v: 'not collected',
				d: 'not collected',
				l: 'English',
				z: '021'
			},
			{ s: 'non-binary', r: 'White', v: 'declined', d: 'yes', l: 'English', z: '606' }
		]);
	});

	it('has a head in each household, also where nobody was named', async () => {
		expect(
			await query(
				home,
				`select started_on::varchar as started, is_head_of_household as head, moved_in_on::varchar as moved_in
				from enrollment order by started_on, head desc`
			)
		).toEqual([
			{ started: '2024-02-01', head: true, moved_in: '2024-03-01' },
			{ started: '2024-02-01', head: false, moved_in: '2024-03-01' },
			{ started: '2024-03-01', head: true, moved_in: '2024-03-01' },
			{ started: '2024-04-10', head: true, moved_in: null },
			{ started: '2024-05-01', head: true, moved_in: '2024-05-01' },
			{ started: '2024-06-01', head: true, moved_in: null }
		]);
		expect(await column(home, "select check_id from problem where check_id like 'household%'")).toEqual([]);
	});

	it('groups destinations by the list where the upload does not say, and leaves out what leaves the count', async () => {
		expect(
			await query(
				home,
				`select exit_destination as d, exit_destination_group as g, exit_is_positive as p
				from enrollment where exited_on is not null order by d, p`
			)
		).toEqual([
			{ d: 'emergency shelter', g: 'homeless', p: false },
			{ d: 'hospital', g: 'excluded', p: null },
			{ d: 'public housing unit', g: 'permanent', p: true },
			{ d: 'public housing unit', g: 'permanent', p: true },
			{ d: 'with a cousin', g: 'temporary', p: false }
		]);
		expect(await value(home, 'exits-to-permanent-housing')).toBe(2 / 3); // outreach is not asked
	});

	it('names its workers, and gives those that are not in the roster a code', async () => {
		expect(await column(home, 'select label from worker order by display_name nulls last')).toEqual([
			'Ada',
			'Ben',
			'Cleo',
			expect.stringMatching(/^worker [0-9a-f]{8}$/)
		]);
		expect(await byWorker(home, 'exits')).toEqual([
			['Ada', 1],
			['Ben', 2], // E1 was handed to Ben in July, E3 was always Ben's
			['Cleo', 1],
			[expect.stringMatching(/^worker /), 1]
		]);
	});

	it('fills incomes, bed nights, pending referrals and the primary assignment', async () => {
		expect(
			await query(
				home,
				'select stage, earned::double as e, other::double as o, total::double as t from income'
			)
		).toEqual(
			expect.arrayContaining([
				{ stage: 'start', e: 0, o: 0, t: 0 },
				{ stage: 'exit', e: 900, o: 250.5, t: 1150.5 }
			])
		);
		expect(
			await column(home, "select kind || ' ' || result from contact order by occurred_on, kind")
		).toEqual([
			'visit attended',
			'call no_show',
			'visit cancelled_by_agency',
			'outreach attended',
			'outreach attended',
			'bed night attended'
		]);
		expect(await column(home, 'select result from referral order by made_on')).toEqual([
			'no capacity',
			'pending'
		]);
		expect(
			await query(home, 'select count(*) filter ("primary") as p, count(*) as n from assignment')
		).toEqual([{ p: 5, n: 6 }]);
		expect(await query(home, 'select count(*) as n from supervision')).toEqual([{ n: 2 }]); // March is not known yet
	});

	it('collects the columns that its files have, and no others', async () => {
		const collected = await column(home, "select table_name || '.' || column_name from collected order by 1");
		expect(collected).toEqual(
			expect.arrayContaining(['enrollment.engaged_on', 'team_membership.team', 'contact.bed_night'])
		);
		expect(collected).not.toContain('document.due_on');
		expect(collected).not.toContain('program.operating_from');
	});
});

describe('stays of one person that begin on one day', () => {
	it('are ordered by the ids of the source system, shorter ones first', async () => {
		const ties = newHome();
		await take(
			ties,
			changed((tables) => {
				for (const [from, to] of [
					['E4', 'E10'],
					['E6', 'E9']
				] as const) {
					Object.assign(record(tables, 'enrollment', from), {
						enrollment_id: to,
						started_on: '2024-03-01',
						exit_reason: to
					});
				}
			})
		);
		expect(
			await column(
				ties,
				'select exit_reason from enrollment where source_order is not null order by source_order'
			)
		).toEqual(['E9', 'E10'].map((id) => (id === 'E10' ? null : id)));
	});
});

describe('the templates', () => {
	it('lie in static/templates as columns.csv has them (node pipelines/sources/canonical-csv/templates.ts)', () => {
		expect(readdirSync(TEMPLATES).sort()).toEqual(
			filesOf('canonical-csv')
				.map((file) => `${file}.csv`)
				.sort()
		);
		for (const file of filesOf('canonical-csv'))
			expect(readFileSync(join(TEMPLATES, `${file}.csv`), 'utf8'), file).toBe(templateOf(file));
	});

	it('are together an upload of every table without a complaint', async () => {
		const all = newHome();
		const { files, problems: found } = await take(all, TEMPLATES);
		expect(found).toEqual([]);
		expect(files).toHaveLength(20);
		for (const file of files) expect(file).toMatchObject({ lines: 1, accepted: 1, rejected: 0 });
		for (const { table } of describeTemplates().filter((each) => each.table !== 'about'))
			expect(await column(all, `select count(*) > 0 from "${table}"`), table).toEqual([true]);
		// Each template has one row, so the worker's supervisor is in none.
		expect(await column(all, 'select distinct check_id from problem')).toEqual(['worker-not-on-roster']);
		expect(await query(all, "select count(*) as n from enrollment where source = 'made-up-agency'")).toEqual([
			{ n: 1 }
		]);
	});

	it('say what each row and each column is', () => {
		const templates = describeTemplates();
		expect(templates).toHaveLength(20);
		for (const { table, row, columns } of templates) {
			expect(row.length, table).toBeGreaterThan(8);
			expect(columns.some((each) => each.required) || table === 'about', table).toBe(true);
			for (const each of columns) expect(each.meaning.length, `${table}.${each.name}`).toBeGreaterThan(4);
			for (const each of columns) if (each.type === 'choice') expect(each.values?.length).toBeGreaterThan(1);
		}
	});
});
