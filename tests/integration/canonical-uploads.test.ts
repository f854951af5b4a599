import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBatches } from '#pipelines/batch.ts';
import { templateOf } from '#pipelines/sources/canonical-csv/templates.ts';
import { column, refusal, state, TINY, upload } from '../canonical.ts';
import {
	newHome,
	parquet,
	published,
	query,
	record,
	remove,
	take,
	temporaryFolder,
	undo,
	value
} from '../home.ts';
import { zip } from '../zip.ts';
import { changed, about, later, none, home, homeWith } from '../agency.ts';

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
			'client.csv is missing. Only changes, or an upload of nothing but worker, team_membership, absence, assignment, supervision, go without client, program, enrollment.',
			'program.csv is missing. Only changes, or an upload of nothing but worker, team_membership, absence, assignment, supervision, go without client, program, enrollment.',
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
