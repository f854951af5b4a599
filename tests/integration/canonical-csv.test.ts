import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readBatches } from '#pipelines/batch.ts';
import type { Home } from '#pipelines/home.ts';
import { filesOf } from '#pipelines/sources/format.ts';
import { describeTemplates, templateOf } from '#pipelines/sources/canonical-csv/templates.ts';
import { byWorker, column, refusal, state, TINY, upload } from '../canonical.ts';
import {
	exportOf,
	newHome,
	parquet,
	problems,
	published,
	query,
	record,
	remove,
	ROOT,
	take,
	temporaryFolder,
	undo,
	value,
	type Tables
} from '../home.ts';
import { zip } from '../zip.ts';

const TEMPLATES = join(ROOT, 'static', 'templates');

const changed = (change: (tables: Tables) => void) => exportOf(change, { from: TINY, files: 'all' });
const about = (tables: Tables, changes: Record<string, string>) => {
	Object.assign(tables.about?.[0] ?? {}, changes);
};
/** An upload of the next month. */
const later = (change: (tables: Tables) => void, changes: Record<string, string> = {}) =>
	changed((tables) => {
		about(tables, { exported_at: '2025-02-05', ...changes });
		change(tables);
	});
const none = (tables: Tables, ...files: string[]) => {
	for (const file of files) remove(tables, file, () => true);
};
let home: Home;
let first: Awaited<ReturnType<typeof take>>;
beforeAll(async () => {
	home = newHome();
	first = await take(home, TINY);
});
/** A home that has the tiny agency. */
const homeWith = async (...paths: string[]) => {
	const copy = newHome({ from: home });
	if (paths.length > 0) await take(copy, paths);
	return copy;
};

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

describe('an upload that is not right', () => {
	it('is refused with every reason of about.csv at once', async () => {
		const path = changed((tables) => {
			about(tables, {
				source_name: '–',
				exported_at: '02/03/2025',
				period_from: 'soon',
				period_to: '',
				kind: 'everything'
			});
			delete tables.client;
		});
		rmSync(join(path, 'program.csv'));
		expect(await refusal(newHome(), path)).toEqual([
			'client.csv is missing. Only an upload of nothing but worker, team_membership, absence, assignment, supervision goes without client, program, enrollment.',
			'program.csv is missing. Only an upload of nothing but worker, team_membership, absence, assignment, supervision goes without client, program, enrollment.',
			expect.stringMatching(/^about\.csv, source_name is empty/),
			expect.stringMatching(/^about\.csv, kind: write full/),
			'about.csv, exported_at can be read in several ways: 2025-02-03 or 2025-03-02. Write it as 2026-10-02.',
			'about.csv, period_from is not a date. Write it as 2026-10-02.',
			'about.csv, period_to is empty. Write it as 2026-10-02.'
		]);
	});

	it('is refused where about.csv has no row, two rows, or nothing beside it', async () => {
		const text = readFileSync(join(TINY, 'about.csv'), 'utf8');
		const [head = '', row = ''] = text.split('\n');
		expect(await refusal(newHome(), upload({ about: `${head}\n`, worker: templateOf('worker') }))).toContain(
			'about.csv has 0 rows. It has one, which says what the upload is.'
		);
		expect(
			await refusal(newHome(), upload({ about: `${head}\n${row}\n${row}\n`, worker: templateOf('worker') }))
		).toEqual(['about.csv has 2 rows. It has one, which says what the upload is.']);
		expect(await refusal(newHome(), upload({ about: text, contacts: templateOf('contact') }))).toEqual([
			expect.stringMatching(
				/^There is no table beside about\.csv\. The files are named as the tables: about, client/
			)
		]);
	});

	it('is refused without about.csv, with what it should have', async () => {
		expect(await refusal(newHome(), upload({ client: templateOf('client') }))).toEqual([
			expect.stringMatching(/Canonical CSV is a zip or a folder with about\.csv/)
		]);
	});

	it('is refused where a date has two readings, unless a mapping says which', async () => {
		const path = changed((tables) => {
			record(tables, 'enrollment', 'E3').started_on = '04/10/2024';
			Object.assign(record(tables, 'contact', 'K3'), { occurred_on: '12.04.2024' });
		});
		expect(await refusal(newHome(), path)).toEqual([
			expect.stringMatching(/^enrollment\.csv, column started_on: 1 date can be read in two ways, as line 4/),
			expect.stringMatching(/^contact\.csv, column occurred_on: 1 date can be read in two ways, as line 4/)
		]);
		const mapping = join(temporaryFolder(), 'mapping.json');
		writeFileSync(
			mapping,
			JSON.stringify({
				dates: { 'enrollment.started_on': 'month first', 'contact.occurred_on': 'day first' }
			})
		);
		const mapped = newHome();
		await take(mapped, path, { mapping });
		expect(
			await column(mapped, "select started_on::varchar from enrollment where exit_reason = 'left'")
		).toEqual(['2024-04-10']);
		expect(
			await column(mapped, "select occurred_on::varchar from contact where result = 'cancelled_by_agency'")
		).toEqual(['2024-04-12']);
	});

	it('loses values that do not fit and lines without a key, each a problem of its line, and no identifier stays', async () => {
		const markers = ['Winterbourne', '987-65-4321', '9876543', '555-0123', '60614'];
		const path = changed((tables) => {
			Object.assign(record(tables, 'client', 'C1'), {
				veteran: 'Winterbourne',
				language: 'jane@winterbourne.example',
				zip3: '6061',
				birth_date: 'Winterbourne 1985'
			});
			Object.assign(record(tables, 'client', 'C3'), {
				sex_or_gender: 'x'.repeat(101),
				race_ethnicity: '9876543'
			});
			Object.assign(record(tables, 'enrollment', 'E3'), {
				completed_program: 'perhaps',
				exit_destination: '987-65-4321'
			});
			Object.assign(record(tables, 'enrollment', 'E4'), { client_id: '' });
			Object.assign(record(tables, 'enrollment', 'E6'), { exit_destination_group: 'Winterbourne' });
			Object.assign(record(tables, 'contact', 'K2'), { result: 'came', kind: '(555) 555-0123' });
			Object.assign(tables.team_membership?.[0] ?? {}, { team: 'call 555-0123' });
		});
		const edit = (file: string, change: (text: string) => string) => {
			writeFileSync(join(path, file), change(readFileSync(join(path, file), 'utf8')));
		};
		edit('client.csv', (text) =>
			text
				.split('\r\n')
				.filter((line) => line !== '')
				.map(
					(line, at) =>
						`${line},${at === 0 ? 'first_name,ssn,Email' : 'Winterbourne,987-65-4321,555-0123'}\r\n`
				)
				.join('')
		);
		edit('contact.csv', (text) => `${text}K9,E1,Winterbourne\r\n`);
		writeFileSync(join(path, 'Winterbourne.csv'), 'note\r\n');
		const bad = newHome();
		const { problems: found, files } = await take(bad, path);
		expect(Object.fromEntries(found.map(({ kind, count }) => [kind, count]))).toEqual({
			'columns ignored': 1,
			'files ignored': 1,
			'not a ZIP': 1,
			'not a date': 1,
			'not a label': 6,
			'not in the list': 3,
			'not yes or no': 1,
			rejected: 3
		});
		expect(found.flatMap((each) => each.examples)).toContain(
			'contact.csv line 3: result holds a value, not shown here, that is not in the list (attended, no_show, cancelled_by_client, cancelled_by_agency, attempted). Correct it in the source system and export again.'
		);
		for (const { name, lines, accepted, rejected } of files)
			expect({ name, sum: accepted + rejected }).toEqual({ name, sum: lines });
		expect(files.filter((each) => each.rejected > 0).map((each) => [each.name, each.rejected])).toEqual([
			['team_membership.csv', 1],
			['enrollment.csv', 1],
			['contact.csv', 1]
		]);

		expect(
			await query(
				bad,
				`select exit_destination as d, exit_destination_group as g from enrollment e join program p using (program_id)
				where exited_on is not null and (exit_reason = 'left' or exited_on = date '2024-05-31') order by exited_on`
			)
		).toEqual([
			{ d: 'with a cousin', g: 'unknown' },
			{ d: 'not collected', g: 'unknown' }
		]);
		const said = JSON.stringify(found);
		for (const marker of markers) expect(said).not.toContain(marker);
		const [batch] = readBatches(bad).batches;
		for (const file of readdirSync(join(bad.batches, batch?.id ?? '')).filter((each) =>
			each.endsWith('.parquet')
		)) {
			const text = JSON.stringify(
				await parquet(`from read_parquet('${join(bad.batches, batch?.id ?? '', file)}')`)
			);
			for (const marker of markers)
				expect({ file, marker, held: text.includes(marker) }).toEqual({ file, marker, held: false });
		}
		for (const file of readdirSync(bad.path, { recursive: true, encoding: 'utf8' })) {
			if (!statSync(join(bad.path, file)).isFile()) continue;
			const bytes = readFileSync(join(bad.path, file));
			for (const marker of ['Winterbourne', '987-65-4321', '555-0123'])
				expect({ file, marker, held: bytes.includes(marker) }).toEqual({ file, marker, held: false });
		}
	});
});

describe('a second upload', () => {
	it('of the same files changes nothing', async () => {
		const copy = await homeWith();
		const before = published(copy);
		expect(await take(copy, TINY)).toMatchObject({ outcome: 'same' });
		const packed = join(temporaryFolder(), 'tiny.zip');
		writeFileSync(
			packed,
			zip(readdirSync(TINY).map((file) => ({ name: `tiny/${file}`, data: readFileSync(join(TINY, file)) })))
		);
		expect(await take(copy, packed)).toMatchObject({ outcome: 'same' });
		expect(published(copy)).toBe(before);
	});

	it('of a changed row supersedes it, and taking it back brings the old one back', async () => {
		const copy = await homeWith();
		const before = await state(copy);
		const { batch } = await take(
			copy,
			later(
				(tables) => {
					none(tables, 'client', 'contact', 'assignment', 'team_membership', 'supervision');
					remove(tables, 'enrollment', (each) => each.enrollment_id !== 'E3');
					Object.assign(record(tables, 'enrollment', 'E3'), {
						exit_destination: 'host home',
						exit_destination_group: 'permanent',
						updated_at: '2025-02-01 10:00:00'
					});
				},
				{ kind: 'changes' }
			)
		);
		expect(await value(copy, 'exits-to-permanent-housing')).toBe(1);
		expect(await query(copy, 'select count(*) as n from enrollment')).toEqual([{ n: 6 }]);
		await undo(copy, batch);
		expect(await state(copy)).toEqual(before);
		expect(published(copy)).toBe(published(home));
	});

	it('that is older changes no figure', async () => {
		const copy = await homeWith();
		const before = await state(copy);
		await take(
			copy,
			later(
				(tables) => {
					record(tables, 'enrollment', 'E3').exited_on = '';
					remove(tables, 'enrollment', (each) => each.enrollment_id === 'E6');
				},
				{ exported_at: '2025-01-02' }
			)
		);
		expect(await state(copy)).toEqual(before);
	});

	it('that is full retires what it does not hold of its programs and period, and only that', async () => {
		const copy = await homeWith(
			later((tables) => {
				remove(tables, 'program', (each) => each.program_id === 'P2');
				remove(tables, 'enrollment', (each) => each.program_id === 'P2' || each.enrollment_id === 'E4');
				remove(tables, 'contact', (each) => each.contact_id !== 'K1');
				remove(tables, 'team_membership', (each) => each.team === 'West');
				remove(tables, 'assignment', (each) => each.worker_id === 'W2' && each.enrollment_id === 'E1');
				remove(tables, 'worker', (each) => each.worker_id === 'W2');
				remove(tables, 'supervision', (each) => each.supervision_id === 'M2');
				none(tables, 'service');
			})
		);
		expect(await query(copy, 'select count(*) as n from enrollment')).toEqual([{ n: 5 }]); // without E4
		// K2 and K3 have gone with their stays held; those of outreach stay.
		expect(await query(copy, "select count(*) as n from contact where kind <> 'bed night'")).toEqual([
			{ n: 3 }
		]);
		expect(await query(copy, 'select count(*) as n from service')).toEqual([{ n: 1 }]); // S2 is of outreach
		expect(await column(copy, 'select team from team_membership order by valid_from')).toEqual([
			'East',
			'East'
		]);
		expect(await query(copy, 'select count(*) as n from assignment')).toEqual([{ n: 3 }]);
		expect(await column(copy, "select label from worker where label in ('Ada', 'Ben', 'Cleo')")).toHaveLength(
			3
		);
		expect(await query(copy, 'select count(*) as n from supervision')).toEqual([{ n: 1 }]);
	});

	it('with a new last day ends a time in a team, and a row marked as deleted goes', async () => {
		const copy = await homeWith(
			later(
				(tables) => {
					none(tables, 'client', 'enrollment', 'contact');
					remove(tables, 'team_membership', (each) => each.worker_id !== 'W1');
					Object.assign(tables.team_membership?.[0] ?? {}, { valid_to: '2024-12-01' });
					remove(tables, 'assignment', (each) => each.primary !== 'no');
					Object.assign(tables.assignment?.[0] ?? {}, { deleted: 'YES' });
				},
				{ kind: 'changes' }
			)
		);
		expect(
			await column(copy, 'select valid_to::varchar from team_membership order by valid_to nulls last')
		).toEqual(['2024-06-30', '2024-12-01', null]);
		expect(await query(copy, 'select count(*) as n from assignment')).toEqual([{ n: 5 }]);
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
