import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readBatches } from '#pipelines/batch.ts';
import type { Home } from '#pipelines/home.ts';
import { byWorker, column, refusal, state, TINY, upload } from '../canonical.ts';
import {
	exportOf,
	newHome,
	parquet,
	problems,
	published,
	query,
	run,
	take,
	tiny,
	undo,
	value
} from '../home.ts';

const HMIS_SOURCE = 'tiny-tiny-county-sample';

describe('a roster for another source', () => {
	const roster = (changes: { about?: string; team_membership?: string; assignment?: string } = {}) =>
		upload({
			about: changes.about ?? 'source_name,exported_at,period_from,period_to,kind\n,2025-06-30,,,full\n',
			worker: 'worker_id,display_name,role,fte\nU1,Ada,case manager,1\nU9,Zoe,case manager,1\n',
			team_membership:
				changes.team_membership ?? 'worker_id,team,valid_from\nU1,East,2020-01-01\nU2,West,2020-01-01\n',
			assignment:
				changes.assignment ??
				'enrollment_id,worker_id,valid_from\nE04,U9,2024-01-01\nE04,U1,2025-02-01\nE99,U9,2024-01-01\n'
		});
	const plain = (text: string) => text.replace(/worker [0-9a-f]{8}/g, 'a worker');
	let alone: Home;
	beforeAll(async () => {
		alone = newHome();
		await take(
			alone,
			exportOf(() => undefined)
		);
	});
	const both = async (...paths: string[]) => {
		const copy = newHome({ from: alone });
		await take(copy, paths, { source: HMIS_SOURCE });
		return copy;
	};

	it('names its workers, puts them into teams and hands them cases', async () => {
		const copy = await both(roster());
		expect(await problems(copy)).toEqual([]);
		const workers = await query(copy, 'select worker_id, label from worker');
		expect(new Set(workers.map((row) => row.worker_id)).size).toBe(workers.length);
		expect(workers.map((row) => plain(String(row.label))).sort()).toEqual(['Ada', 'Zoe', 'a worker']);
		expect(
			await query(
				copy,
				`select a.valid_from::varchar as since, a.observed_until::varchar as until, w.label, e.started_on::varchar as started
				from assignment a join worker w using (worker_id) join enrollment e using (enrollment_id)`
			)
		).toEqual([
			{ since: '2024-01-01', until: '2024-12-31', label: 'Zoe', started: expect.any(String) as string }
		]);
		expect(
			await column(copy, "select count(*) from problem where check_id = 'assignment-without-enrollment'")
		).toEqual([1]);
		expect(await byWorker(copy, 'enrollments-started')).toContainEqual(['Zoe', 1]);
	});

	it('says nothing of how far the source is known, and changes nothing of its cases', async () => {
		const copy = await both(roster());
		expect(
			await query(copy, 'select source_name, format, observed_until::varchar as until from source')
		).toEqual(await query(alone, 'select source_name, format, observed_until::varchar as until from source'));
		const cases = ['client', 'program', 'enrollment', 'contact', 'service'];
		expect(await state(copy, cases)).toEqual(await state(alone, cases));
		for (const metric of ['people-served', 'exits-to-permanent-housing'])
			expect(await value(copy, metric)).toBe(await value(alone, metric));
	});

	it('is replaced by the next full one, and goes when it is taken back', async () => {
		const copy = await both(
			roster(),
			roster({
				about: 'source_name,exported_at,period_from,period_to,kind\n,2025-07-31,,,full\n',
				team_membership: 'worker_id,team,valid_from\nU1,North,2025-07-01\n'
			})
		);
		expect(await column(copy, 'select team from team_membership')).toEqual(['North']);
		expect(await query(copy, 'select count(*) as n from enrollment')).toEqual(
			await query(alone, 'select count(*) as n from enrollment')
		);
		for (const { id } of readBatches(copy).batches.slice(1)) await undo(copy, id);
		expect(published(copy)).toBe(published(alone));
	});

	it('loses its rows of a person who is purged', async () => {
		const copy = await both(roster());
		const rows = () =>
			parquet(`select count(*) as n from read_parquet('${join(copy.batches, '*', 'assignment*.parquet')}')`);
		expect(await rows()).toEqual([{ n: 3 }]);
		await run(copy, { kind: 'purge', batches: [], client: '004', source: null });
		expect(await rows()).toEqual([{ n: 1 }]);
	});

	it('is refused where there is no such source, and so are cases of a source that is there in another format', async () => {
		expect(await refusal(alone, roster(), { source: 'tiny-tiny-country-sample' })).toEqual([
			'A roster adds to a source that is there already, and there is none named "tiny-tiny-country-sample". Name it with --source; there are: tiny-tiny-county-sample.'
		]);
		expect(await refusal(newHome(), roster(), { source: HMIS_SOURCE })).toEqual([
			expect.stringMatching(/Import its export first\.$/)
		]);
		expect(await refusal(alone, TINY, { source: HMIS_SOURCE })).toEqual([
			expect.stringMatching(
				/^The source "tiny-tiny-county-sample" is already there in another format \(batch b0001/
			)
		]);
		const home = newHome();
		await take(home, TINY);
		expect(await refusal(home, tiny(), { source: 'Tiny agency' })).toEqual([
			expect.stringMatching(/^The source "tiny-agency" is already there in another format/)
		]);
	});
});
