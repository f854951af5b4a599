// Three releases to one funder: two quarters, and the second again after a late import. What they say, whether they can be made
// again, and what can be worked out from all of them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CASEWORK, FULL_SCOPE } from '#lib/metrics/scope.ts';
import { reportBytes } from '#lib/reports/forms/json.ts';
import { readGrants } from '#lib/reports/grants.ts';
import { quartersOf } from '#lib/reports/quarters.ts';
import type { Report } from '#lib/reports/report.ts';
import { closeApp, openApp } from '#lib/server/app-db.ts';
import { COMMAND_LINE } from '#lib/server/audit.ts';
import { ABILITIES, askerOf, type Viewer } from '#lib/server/access.ts';
import { closeGap, noteOnGap, openGap } from '#lib/server/gap-notes.ts';
import { addPerson } from '#lib/server/people.ts';
import { offerGaps } from '#lib/server/report-gaps.ts';
import { listPressing, makeDraft } from '#lib/server/report-desk.ts';
import { approveDraft, findDraft, openDraft, sendDraft, takeBackDraft } from '#lib/server/report-drafts.ts';
import { openOwedDrafts } from '#lib/server/report-schedule.ts';
import { findRelease, releaseDraft } from '#lib/server/report-releases.ts';
import { verifyRelease } from '#lib/server/report-verify.ts';
import { openCurrent } from '#lib/server/store.ts';
import { workOut } from '../attacker.ts';
import { CELL } from '../gap.ts';
import { newHome, run, take, undo } from '../home.ts';
import { alike, exportStays, type Stay } from '../made-agency.ts';
import { readForms } from '../read-forms.ts';
import { keptFrom, publish } from '../release-attacker.ts';

const K = 11;
const GRANT = 'Housing grant';
const EXITS = 'exits-to-permanent-housing';
const ANN = { id: 'ann', name: 'Ann Approver' };
const BEN = { id: 'ben', name: 'Ben Approver' };
const home = newHome();

const STAY = { program: 'North', race: 'White', sex: 'woman', from: '2024-01-10', to: null, housed: false };
const SECOND = { from: '2024-04-20' };
const LEFT = { to: '2024-02-20' };
const group = (first: number, count: number, own: Partial<Stay>) => alike(count, first, { ...STAY, ...own });

/** Until the end of March, of June, and as a late import has it: three more in the second quarter, and fourteen in the first. */
const QUARTER = [
	...group(1000, 60, {}),
	...group(1100, 40, { ...LEFT, housed: true }),
	...group(1200, 30, { ...LEFT, sex: 'man' }),
	...group(1300, 4, { race: 'Asian' }),
	...group(1400, 7, { race: 'Asian', sex: 'man' }),
	...group(1500, 25, { race: 'Black' }),
	...group(1600, 33, { race: 'Black', sex: 'man', program: 'South' }),
	...group(1700, 18, { program: 'South', ...LEFT, housed: true })
];
const HALF = [
	...QUARTER,
	...group(2000, 35, SECOND),
	...group(2100, 3, { ...SECOND, race: 'Asian', program: 'South' }),
	...group(2200, 22, { ...SECOND, race: 'Black', to: '2024-05-30', housed: true }),
	...group(2300, 16, { ...SECOND, sex: 'man', to: '2024-06-10', program: 'South' })
];
const LATE = [
	...HALF,
	...group(3000, 3, { ...SECOND, race: 'Black' }),
	...group(3100, 14, { ...LEFT, housed: true, race: 'Black', sex: 'man' })
];

const at = { q1: '2024-01-01', q2: '2024-04-01' };
const ids: string[] = [];
const drafted: string[][] = [];
let pressing: string[] = [];
let lateBatch: string | null = null;

/** What the server does when it takes up a store; twice, as for two stores of the same data. */
async function draftOwed() {
	const store = await openCurrent(home);
	for (const _ of ['once', 'again'])
		drafted.push((await openOwedDrafts(store, home)).map((id) => findDraft(home, id)!.from));
	store.db.close();
}

/** The reports of which a manager's start page speaks on a day. */
async function whatPresses(today: string) {
	const store = await openCurrent(home);
	const due = await listPressing(store, home, { asker: { audience: CASEWORK, scope: FULL_SCOPE } }, today);
	store.db.close();
	return due.map(({ quarter, standing, isLate, due: day }) =>
		[quarter.from, standing, day, isLate ? 'late' : 'soon'].join(', ')
	);
}

/** Opens and sends the draft on a quarter, as it would be made now. */
async function send(from: string) {
	const [grant] = readGrants(home);
	const quarter = quartersOf(grant!).find((each) => each.from === from)!;
	const id = openDraft(home, COMMAND_LINE, {
		...{ grant: GRANT, funder: grant!.funder, report: 'quarterly', language: 'en' },
		...{ from, to: quarter.to }
	});
	const store = await openCurrent(home);
	const made = await makeDraft(store, home, { draft: findDraft(home, id)!, grant: grant! });
	store.db.close();
	sendDraft(home, COMMAND_LINE, findDraft(home, id)!, made);
	return findDraft(home, id)!;
}

function approve(id: string) {
	for (const by of [ANN, BEN]) {
		const draft = findDraft(home, id)!;
		approveDraft(home, by, draft, draft.frozen!.hash);
	}
	return findDraft(home, id)!;
}

const grantLine = (k: number) =>
	writeFileSync(
		join(home.path, 'grants.csv'),
		'grant,funder,programs,from,to,year_starts,breakdowns,k,basis,due_days,responsible\r\n' +
			`${GRANT},City,North; South,2024-01-01,2024-12-31,1,program; race_ethnicity+sex_or_gender,${String(k)},,30,\r\n`
	);

beforeAll(async () => {
	await take(home, exportStays(QUARTER, '2024-03-31'));
	mkdirSync(join(home.path, 'reports', 'quarterly'), { recursive: true });
	writeFileSync(
		join(home.path, 'reports', 'quarterly', 'report.yaml'),
		'title: Quarterly report\nparts: [summary, how much, better off, served, restated]\nfigures: [people-served, enrollments-started, exits-to-permanent-housing]\nserved: [people-served, enrollments-started, exits-to-permanent-housing]\n'
	);
	grantLine(K);
	writeFileSync(join(home.path, 'settings.json'), JSON.stringify({ report_approvals: 2 }));
	await draftOwed();
	const first = await send(at.q1);
	expect(() => releaseDraft(home, COMMAND_LINE, first)).toThrow('2 people have to approve');
	grantLine(5);
	expect(() => releaseDraft(home, COMMAND_LINE, approve(first.id))).toThrow('was changed since');
	grantLine(K);
	ids.push(releaseDraft(home, COMMAND_LINE, findDraft(home, first.id)!));
	await take(home, exportStays(HALF, '2024-06-30', '2024-07-01 10:00:00'));
	await draftOwed();
	pressing = await whatPresses('2024-07-16');
	const second = await send(at.q2);
	ids.push(releaseDraft(home, COMMAND_LINE, approve(second.id)));
	lateBatch = (await take(home, exportStays(LATE, '2024-06-30', '2024-07-20 10:00:00'))).batch;
	const third = await send(at.q2);
	ids.push(releaseDraft(home, COMMAND_LINE, approve(third.id)));
});
afterAll(() => {
	closeApp(home);
});

const report = (release: number): Report => findRelease(home, ids[release]!)!.content;
const figure = (release: number, metric: string) =>
	report(release).figures.find((each) => each.metric === metric)!;

describe('a quarter whose data is whole', () => {
	it('has a draft without anybody asking for it, once, opened by Throughline and written down so', () => {
		expect(drafted).toEqual([[at.q1], [], [at.q2], []]);
		const by = openApp(home)
			.prepare("select actor_name from audit where action = 'opened a report' order by seq")
			.all()
			.map(({ actor_name }) => actor_name);
		expect(by).toEqual(['Throughline', 'Throughline', 'command line']);
	});

	it('is told of on the start page two weeks before it is due', async () => {
		expect(pressing).toEqual([`${at.q2}, drafted, 2024-07-30, soon`]);
		expect(await whatPresses('2024-07-31')).toEqual([]);
		expect(await whatPresses('2024-10-31')).toEqual(['2024-07-01, not whole, 2024-10-30, late']);
	});
});

describe('a quarter that is released again after a late import', () => {
	it('tells as it was what changed by three, and what changed by many with what it was and why', () => {
		expect(figure(2, 'enrollments-started').quarter).toEqual({
			...figure(1, 'enrollments-started').quarter,
			carried: true
		});
		const changes = report(2).restated.changes.filter(
			({ metric, group }) => metric === 'enrollments-started' && Object.keys(group).length === 0
		);
		const said = changes.map(({ period, before, now }) => [period.from, period.to, before.n, now.n]);
		// What would give the three away, whole or in part, is hidden; what is told is right.
		for (const [from, to, before, now] of said) {
			const isHalf = to === '2024-06-30';
			expect([from, before]).toEqual(['2024-01-01', isHalf ? 293 : 217]);
			expect([null, isHalf ? 310 : 231]).toContain(now);
		}
		expect(said.some(([, , , now]) => now !== null)).toBe(true);
		for (const { reasons } of changes) expect(reasons.join(' ')).toContain('Made agency');
	});

	it('comes in the place of the one before, which stays to the byte what it was', () => {
		const old = findRelease(home, ids[1]!)!;
		expect(old.superseded).toBe(true);
		expect(reportBytes(old.content).toString()).toBe(old.report_json);
		expect(figure(1, 'enrollments-started').to_date.n).toBe(293);
	});
});

it('no number that is hidden can be worked out from all forms of three releases together', async () => {
	const told = await Promise.all(
		[QUARTER, HALF, LATE].map(async (stays, release) => ({
			stays,
			readings: await readForms(report(release))
		}))
	);
	const { published, torn } = publish(told, K);
	expect(torn).toEqual([]);
	const kept = keptFrom(published);
	const hidden = Object.keys(kept);
	for (const [metric, least] of [
		['people-served', 20],
		['enrollments-started', 20],
		['exits-to-permanent-housing', 40]
	] as const)
		expect([metric, hidden.filter((name) => name.includes(metric)).length > least]).toEqual([metric, true]);
	const weak = Object.entries(workOut(published, K - 1)).filter(
		([name, { lower, upper }]) => name in kept && (upper < K || upper - lower < K - 1)
	);
	expect(weak.map(([name, { lower, upper }]) => [name, lower, upper])).toEqual([]);
});

it('what is told in two releases is the same, or differs by eleven or more', () => {
	const seen = new Map<string, number>();
	for (const release of [0, 1, 2])
		for (const { metric, quarter, to_date, trend } of report(release).figures)
			for (const { n, numerator, period } of [quarter, to_date, ...trend])
				for (const [part, value] of [
					['n', n],
					['yes', numerator],
					['no', n === null || numerator === null ? null : n - numerator]
				] as const) {
					if (value === null) continue;
					const key = JSON.stringify([metric, period, part]);
					const apart = Math.abs(value - (seen.get(key) ?? value));
					expect([key, apart === 0 || apart >= K]).toEqual([key, true]);
					seen.set(key, value);
				}
});

describe('a gap that is followed', () => {
	it('is offered for the report by its group and what is done, unless it tells of few people, numbers, teams or others’ programs', async () => {
		const reach = { programs: 'all' as const, teams: [], worker: null, role: 'program manager' as const };
		const person = addPerson(home, { name: 'Mona', email: 'mona@example.org', ...reach }, 'active');
		const mona: Viewer = { ...person, abilities: ABILITIES[reach.role], asker: askerOf(reach) };
		const cell = { ...CELL, metric: EXITS, dimension: 'sex_or_gender', value: 'man' };
		const side = { ...CELL.group, clients: K };
		const safe = openGap(home, mona, { ...cell, group: side, rest: side }, []);
		noteOnGap(home, mona, safe, 'A landlord liaison\nhas begun her work.');
		const counted = openGap(home, mona, { ...cell, value: 'woman', group: side, rest: side }, []);
		noteOnGap(home, mona, counted, 'Three of 12 were called.');
		const few = { ...side, clients: K - 1 };
		openGap(home, mona, { ...cell, value: 'few', group: few, rest: side }, []);
		openGap(home, mona, { ...cell, dimension: 'team', group: side, rest: side }, []);
		openGap(home, mona, { ...cell, group: side, rest: side }, [{ dimension: 'program', value: 'East' }]);
		closeGap(
			home,
			mona,
			openGap(home, mona, { ...cell, value: 'closed', group: side, rest: side }, []),
			'Done.'
		);
		const store = await openCurrent(home);
		const offered = await offerGaps(store, home, mona, {
			draft: { language: 'en' },
			grant: readGrants(home)[0]!
		});
		store.db.close();
		expect(offered).toHaveLength(2);
		const [of, without] = ['A landlord liaison', ''].map((note) =>
			offered.find((text) => text.includes('What is done') === (note !== ''))
		);
		expect(of).toMatch(
			/“Exits to permanent housing”.* since .* What is done: A landlord liaison has begun her work\.$/
		);
		expect(without).not.toMatch(/12|Three/);
	});
});

describe('a release that is made again', () => {
	const verify = async (release: number) => (await verifyRelease(home, ids[release]!, () => undefined))?.is;

	it('is the same, after the import that came later and after that was taken back', async () => {
		expect(await verify(1)).toBe('same');
		await undo(home, lateBatch);
		expect(await verify(2)).toBe('same');
	});

	it('is not given out where its funder was given another since', async () => {
		const draft = await send(at.q2);
		openApp(home)
			.exec(`insert into report_release select 'other', draft, 'Other', funder, report, from_day, to_day, 1, content, hash,
			told, inputs, approved, released_by, released_by_name, released_at from report_release limit 1`);
		expect(() => releaseDraft(home, COMMAND_LINE, approve(draft.id))).toThrow('another report since');
		takeBackDraft(home, COMMAND_LINE, findDraft(home, draft.id)!);
	});

	it('is gone where a client that it counted was purged, and stays what it was', async () => {
		const before = findRelease(home, ids[1]!)!.report_json;
		await run(home, { kind: 'purge', batches: [], client: 'C2000', source: null });
		expect([await verify(1), await verify(2)]).toEqual(['gone', 'gone']);
		expect(await verify(0)).toBe('same');
		expect(findRelease(home, ids[1]!)!.report_json).toBe(before);
	});

	it('is called changed where what is kept was tampered with', async () => {
		const db = openApp(home);
		for (const { name } of db
			.prepare("select name from sqlite_master where type = 'trigger' and tbl_name = 'report_release'")
			.all())
			db.exec(`drop trigger "${String(name)}"`);
		db.prepare("update report_release set content = replace(content, '293', '294') where id = ?").run(
			ids[1]!
		);
		expect(await verify(1)).toBe('changed');
	});
});
