// What is due, worked by hand in the worked sample; whose it is; what is put off; and the late team of the sample agency.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Home } from '#pipelines/home.ts';
import { movedHouseholds, openHouseholds } from '#lib/cases.ts';
import { dueNotCollected, listDue, type Due } from '#lib/due.ts';
import { OWNER, type Asker } from '#lib/metrics/scope.ts';
import type { Role } from '#lib/roles.ts';
import { ABILITIES, askerOf, type Viewer } from '#lib/server/access.ts';
import { openApp } from '#lib/server/app-db.ts';
import { forgetGone, listPutOffs, putOff, wake } from '#lib/server/put-offs.ts';
import { openCurrent, type Store } from '#lib/server/store.ts';
import { readTeamPage } from '#lib/server/worklist.ts';
import { measureCaseload, listMembers } from '#lib/team.ts';
import { DEFAULT_VIEW } from '#lib/view.ts';
import { newHome, query, rebuild, ROOT, run, take } from '../home.ts';
import { sampleHome } from '../sample-homes.ts';

const WORKED = join(ROOT, 'pipelines', 'sources', 'canonical-csv', 'sample', 'worked');
const ANNUAL = join(ROOT, 'pipelines', 'sources', 'canonical-csv', 'sample', 'annual');
const none = { programs: [], teams: [], worker: null };
const supervisor = (team: string): Asker => askerOf({ role: 'supervisor', ...none, teams: [team] });

let home: Home;
let store: Store;
beforeAll(async () => {
	home = newHome();
	await take(home, WORKED);
	store = await openCurrent(home);
});
afterAll(() => {
	store.db.close();
});

const ask = (asker: Asker = OWNER, today = '2025-07-03', of = store) => listDue(of, asker, { today });
const told = (rows: Due[]) =>
	rows.map(({ kind, what, due_on, over, state, worker }) =>
		[kind, what ?? '-', due_on, over, state, worker].join(' ')
	);

describe('what is due in the worked sample, known up to 30 June 2025', () => {
	it('in the team South: a document moved on by an absence, a review of that day, and contacts', async () => {
		expect(told(await ask(supervisor('South')))).toEqual([
			'documents assessment 2024-09-19 284 over Ben', // D05, due on 10 September, while Ada was away to the 18th
			'contacts - 2025-02-14 136 over Ben', // E02: 30 days after 15 January
			'plan-reviews - 2025-06-30 0 over Ben', // L09, reviewed a day after what is known
			'contacts - 2025-07-01 -1 week Ben' // E11: 30 days after 1 June
		]);
	});

	it('in the team North: what waits too long, and what is due in the week or later', async () => {
		expect(told(await ask(supervisor('North')))).toEqual([
			'contacts - 2024-11-07 235 over Ada', // E06
			'waits placed 2024-12-30 182 over Ada', // E06: 90 days after its start
			'waits planned 2025-05-15 46 over Ada', // E12: 30 days
			'documents progress note 2025-07-01 -1 week Ada', // D13, Ada away from 30 June on
			'documents progress note 2025-07-01 -1 week Ada', // D16, written on the day after what is known
			'documents service plan 2025-07-02 -2 week Ada', // D11
			'waits placed 2025-07-14 -14 later Ada', // E12
			'plan-reviews - 2025-07-18 -18 later Ada', // L11
			'contacts - 2025-07-25 -25 later Ada' // E12, by its contact on 25 June
		]);
	});

	it('is told against today, too: what had its last day since the data ends is a list of its own', async () => {
		const later = await ask(supervisor('North'), '2025-07-12');
		expect(
			later.filter(({ state }) => state === 'since').map(({ due_on, over_today }) => [due_on, over_today])
		).toEqual([
			['2025-07-14', -2],
			['2025-07-18', -6]
		]);
		expect(later[0]).toMatchObject({ over: 235, over_today: 247 });
	});

	it('says that no source collects annual assessments, instead of an empty list', async () => {
		expect(await dueNotCollected(store)).toEqual([
			{
				kind: 'annual-assessments',
				sources: ['Worked agency'],
				columns: ['income.stage', 'income.assessed_on'],
				whole: true
			}
		]);
	});

	it('is of a worker’s own cases alone, and of nobody’s where nobody is linked', async () => {
		const ben = (await query(home, "select worker_id::varchar as id from worker where label = 'Ben'"))[0]?.id;
		const own = await ask(askerOf({ role: 'worker', ...none, worker: String(ben) }));
		expect(new Set(own.map(({ worker }) => worker))).toEqual(new Set(['Ben']));
		expect(own).toHaveLength(4);
		expect(await ask(askerOf({ role: 'worker', ...none }))).toEqual([]);
	});

	it('is nothing for an audience that may not see clients', async () => {
		await expect(
			listDue(store, { ...OWNER, audience: { may_see_clients: false } }, { today: '2025-07-03' })
		).rejects.toThrow('single clients');
	});
});

describe('the team of the worked sample', () => {
	it('has households by whose they are now, and members by whether they are away', async () => {
		const open = await openHouseholds(store, supervisor('North').scope);
		expect(open.map(({ program, worker }) => [program, worker])).toEqual([
			['Worked Rapid', 'Ada'],
			['Worked Shelter', 'Ada']
		]);
		expect(await listMembers(store, supervisor('North').scope)).toEqual([
			{ worker: 'Ada', team: 'North', fte: 1, away_from: '2025-06-30', away_to: null }
		]);
	});

	it('has the caseload that the metric gives for the last day: Ben’s two at half time are four', async () => {
		const { results } = await measureCaseload(store, supervisor('South'));
		expect(results.map(({ group, value }) => [group.worker, value])).toEqual([['Ben', 4]]);
	});

	it('has nobody who moved in its last week, and those of a quarter', async () => {
		expect(await movedHouseholds(store, OWNER.scope, 7)).toEqual([]);
		const moved = await movedHouseholds(store, OWNER.scope, 90);
		expect(moved.map(({ started_on }) => started_on)).toEqual(['2025-04-15']);
	});
});

describe('annual assessments', () => {
	it('are due on the last day that counts, 30 days after the anniversary, and not once one was made late', async () => {
		const own = newHome();
		await take(own, ANNUAL);
		const of = await openCurrent(own);
		const rows = await ask(OWNER, '2025-07-03', of);
		of.db.close();
		// A1 was assessed in time, A4 on 31 March 2025, late but made; A3, an adult of A1's household, was not, nor was A5 yet.
		expect(told(rows.filter(({ kind }) => kind === 'annual-assessments'))).toEqual([
			'annual-assessments - 2024-10-10 263 over none',
			'annual-assessments - 2025-07-15 -15 later none'
		]);
	});
});

describe('the setting “Days without contact”', () => {
	it('says when a household is on the list', async () => {
		const own = newHome({ from: home });
		writeFileSync(join(own.path, 'settings.json'), '{"contact_days": 200}');
		await rebuild(own);
		const of = await openCurrent(own);
		const rows = (await ask(OWNER, '2025-07-03', of)).filter(
			({ kind, state }) => kind === 'contacts' && state === 'over'
		);
		of.db.close();
		expect(told(rows)).toEqual(['contacts - 2025-04-26 65 over Ada']);
	});
});

function somebody(role: Role, teams: string[] = []): Viewer {
	const reach = { role, ...none, teams };
	return {
		id: role,
		name: `A ${role}`,
		email: `${role}@example.org`,
		role,
		abilities: ABILITIES[role],
		asker: askerOf(reach),
		funder: null
	};
}

describe('what is put off', () => {
	const viewer = somebody('supervisor', ['South']);
	const wanted = { until: '2025-07-20', reason: ' The clinic is closed. ', today: '2025-07-03' };

	it('is kept with until when, why and by whom, written down without the reason, and back on its day', async () => {
		const [first, second] = await ask(viewer.asker);
		expect(putOff(home, viewer, [first!, second!], wanted)).toBeNull();
		expect(listPutOffs(home, '2025-07-19').get(first!.key)).toMatchObject({
			until: '2025-07-20',
			reason: 'The clinic is closed.',
			by: 'A supervisor'
		});
		expect(listPutOffs(home, '2025-07-20').size).toBe(0);
		expect(wake(home, viewer, [first!])).toBe(1);
		expect([...listPutOffs(home, '2025-07-19').keys()]).toEqual([second!.key]);
		expect(wake(home, viewer, [first!])).toBe(0);
		const entries = openApp(home)
			.prepare("select action, subject, detail from audit where action like '%put off%' order by seq")
			.all();
		expect(entries.map(({ action }) => action)).toEqual([
			'put off what is due',
			'put off what is due',
			'took up again what was put off'
		]);
		expect(entries[0]?.subject).toBe(first!.enrollment_id);
		expect(JSON.stringify(entries)).not.toContain('clinic');
	});

	it('needs things, a day to come within a year, and a reason: all is said at once', async () => {
		const rows = await ask(viewer.asker);
		expect(putOff(home, viewer, [], { ...wanted, until: 'soon', reason: ' ' })).toEqual({
			things: 'none',
			until: 'needed',
			reason: 'needed'
		});
		expect(putOff(home, viewer, rows, { ...wanted, until: '2025-07-03' })).toEqual({ until: 'past' });
		expect(putOff(home, viewer, rows, { ...wanted, until: '2027-01-01' })).toEqual({ until: 'far' });
		expect(putOff(home, viewer, rows, { ...wanted, reason: 'x'.repeat(501) })).toEqual({ reason: 'long' });
	});

	it('is for who leads a team', async () => {
		const rows = await ask();
		expect(() => putOff(home, somebody('worker'), rows, wanted)).toThrow('no such list');
	});

	it('is forgotten with the client whom a purge deletes, and found again after new keys', async () => {
		const own = newHome({ from: home });
		const [, contact] = await ask(viewer.asker);
		putOff(own, viewer, [contact!], wanted);
		await run(own, { kind: 'rotate' });
		const rotated = await openCurrent(own);
		const [, renewed] = await ask(viewer.asker, '2025-07-03', rotated);
		rotated.db.close();
		expect(renewed!.key).not.toBe(contact!.key);
		expect(listPutOffs(own, '2025-07-03').has(renewed!.key)).toBe(true);
		await forgetGone(own);
		expect(listPutOffs(own, '2025-07-03').size).toBeGreaterThan(0);
		await run(own, { kind: 'purge', batches: [], client: 'C1', source: null });
		await forgetGone(own);
		expect(listPutOffs(own, '2025-07-03').size).toBe(0);
	});
});

describe('the sample agency', () => {
	let agency: Store;
	beforeAll(async () => {
		const sample = await sampleHome();
		process.env.THROUGHLINE_HOME = newHome().path; // for the audit log: the sample is everybody's
		agency = await openCurrent(sample);
	});
	afterAll(() => {
		agency.db.close();
		delete process.env.THROUGHLINE_HOME;
	});

	it('shows its late team: the most documents overdue for each of its households', async () => {
		const rows = (await ask(OWNER, '2026-10-01', agency)).filter(
			({ kind, state }) => kind === 'documents' && state === 'over'
		);
		const teams = ['Housing North', 'Housing South', 'Families'];
		const shares = await Promise.all(
			teams.map(async (team) => {
				const open = await openHouseholds(agency, supervisor(team).scope);
				return rows.filter((row) => row.team === team).length / open.length;
			})
		);
		expect(Math.max(...shares)).toBe(shares[teams.indexOf('Housing South')]);
	});

	it('never lets a team see another’s cases', async () => {
		const all = await ask(OWNER, '2026-10-01', agency);
		const teams = [...new Set(all.map(({ team }) => team))].filter((team) => team !== 'none');
		for (const team of teams) {
			const own = await ask(supervisor(team), '2026-10-01', agency);
			expect(own.map(({ key }) => key)).toEqual(all.filter((row) => row.team === team).map(({ key }) => key));
			const households = await openHouseholds(agency, supervisor(team).scope);
			expect(new Set(households.map((each) => each.team))).toEqual(new Set([team]));
		}
	});

	it('counts in the table of workers what is in the list, workers by name', async () => {
		const viewer = somebody('supervisor', ['Housing South']);
		const page = await readTeamPage(agency, viewer, DEFAULT_VIEW, new URL('https://here.example/team'));
		const names = page.workers.map(({ worker }) => worker);
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
		const sum = (of: (line: (typeof page.workers)[number]) => number) =>
			page.workers.reduce((total, line) => total + of(line), 0);
		expect(sum(({ over }) => over)).toBe(page.list.counts.over.things);
		expect(sum(({ households }) => households)).toBe(page.households);
		expect(page.list.n).toBe(page.list.counts.over.things + page.list.counts.week.things);
		const { started, moved_in, exited } = page.changes;
		for (const stay of [...started, ...moved_in, ...exited]) expect(stay.team).toBe('Housing South');
	});
});
