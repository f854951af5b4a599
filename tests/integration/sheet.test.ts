// The sheet for a one-to-one, of known content in the worked sample; whose it is; and a supervision meeting that is written
// down moves “Supervision held” in the tiny agency.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Home } from '#pipelines/home.ts';
import { OTHER, agreedLast, type Given } from '#lib/supervision.ts';
import type { Role } from '#lib/roles.ts';
import { ABILITIES, askerOf, type Viewer } from '#lib/server/access.ts';
import { openApp } from '#lib/server/app-db.ts';
import { readSheet, type Sheet } from '#lib/server/sheet-page.ts';
import { openCurrent, readStore } from '#lib/server/store.ts';
import { listOpenMeetings, sendMeetings } from '#lib/server/supervision-batch.ts';
import { correctSupervision, listSupervisions, logSupervision } from '#lib/server/supervisions.ts';
import { latestWork } from '#lib/server/work.ts';
import type { Known } from '#lib/team.ts';
import { newHome, query, ROOT, run, take, undo, value } from '../home.ts';

const SAMPLES = join(ROOT, 'pipelines', 'sources', 'canonical-csv', 'sample');

function somebody(
	role: Role,
	reach: { teams?: string[]; worker?: string; programs?: string[] } = {}
): Viewer {
	const whole = { role, programs: [], teams: [], worker: null, ...reach };
	return {
		id: role,
		name: `A ${role}`,
		email: `${role}@example.org`,
		role,
		abilities: ABILITIES[role],
		asker: askerOf(whole),
		funder: null
	};
}

/** The home that the server serves. */
function serve(home: Home): void {
	process.env.THROUGHLINE_HOME = home.path;
}
afterAll(() => {
	delete process.env.THROUGHLINE_HOME;
});

async function workers(home: Home): Promise<Record<string, Known>> {
	const rows = await query(home, 'select worker_id::varchar as id, label as worker, source from worker');
	return Object.fromEntries(rows.map((row) => [String(row.worker), row as Known]));
}

const sheetOf = (viewer: Viewer, { id }: Known): Promise<Sheet> =>
	readStore((store) => readSheet(store, viewer, id, null));

describe('the sheet of the worked sample', () => {
	let home: Home;
	let known: Record<string, Known>;
	beforeAll(async () => {
		home = newHome();
		await take(home, join(SAMPLES, 'worked'));
		serve(home);
		known = await workers(home);
	});

	it('has Ben’s households, with what is to be done first and how much more', async () => {
		const sheet = await sheetOf(somebody('supervisor', { teams: ['South'] }), known.Ben!);
		expect(
			sheet.cases.map(({ source_enrollment_id: id, days, last_contact_on: contact, next, more }) => [
				id,
				days,
				contact,
				`${next?.kind ?? ''} ${next?.due_on ?? ''}`,
				more
			])
		).toMatchInlineSnapshot(`
			[
			  [
			    "E02",
			    316,
			    "2025-01-15",
			    "documents 2024-09-19",
			    1,
			  ],
			  [
			    "E11",
			    147,
			    "2025-06-01",
			    "plan-reviews 2025-06-30",
			    1,
			  ],
			]
		`);
		expect(sheet.counts.over.things).toBe(3);
		expect(sheet.member?.team).toBe('South');
		expect(sheet.log).toEqual([]);
	});

	it('is of another team as if it were not there, as is one that there is not', async () => {
		const viewer = somebody('supervisor', { teams: ['South'] });
		const none = 'There is no such worker, or it is not one of yours.';
		await expect(sheetOf(viewer, known.Ada!)).rejects.toThrow(none);
		await expect(
			sheetOf(viewer, { ...known.Ada!, id: '00000000-0000-0000-0000-000000000000' })
		).rejects.toThrow(none);
		await expect(sheetOf(somebody('worker', { worker: known.Ben!.id }), known.Ada!)).rejects.toThrow(none);
		expect((await sheetOf(somebody('administrator'), known.Ada!)).worker.worker).toBe('Ada');
	});

	it('is a worker’s own, who reads the log and does not write it; who keeps the data reads none', async () => {
		const own = await sheetOf(somebody('worker', { worker: known.Ben!.id }), known.Ben!);
		expect([own.log, own.open]).toEqual([[], null]);
		expect((await sheetOf(somebody('data steward'), known.Ben!)).log).toBeNull();
	});

	it('is written down as a look at this worker', () => {
		const entries = openApp(home).prepare("select detail from audit where subject = 'sheet'").all();
		expect(String(entries[0]?.detail)).toContain('"worker:Ben"');
	});
});

const NOTHING: Given = {
	meeting: OTHER,
	planned_on: '',
	held_on: '',
	fell_out: '',
	next_on: '',
	topics: 'The two new households',
	reason: '',
	agreed: [],
	steps: []
};

/** Waits until a work that was begun has ended. */
async function ended(): Promise<void> {
	await vi.waitFor(
		() => {
			expect(latestWork()?.state).not.toBe('running');
		},
		{ timeout: 60_000, interval: 100 }
	);
	expect(latestWork()).toMatchObject({ state: 'done' });
}

describe('a supervision meeting of the tiny agency', () => {
	const viewer = somebody('supervisor', { teams: ['East'] });
	const today = '2025-06-02';
	let home: Home;
	let ben: Known;
	beforeAll(async () => {
		home = newHome();
		await take(home, join(SAMPLES, 'tiny'));
		serve(home);
		ben = (await workers(home)).Ben!;
	});
	const open = (but: string | null = null) => readStore((store) => listOpenMeetings(store, home, ben, but));
	const held = () => value(home, 'supervision-held');

	it('is one that was planned, or another; all that will not do is said at once', async () => {
		const facts = { open: await open(), today };
		expect(facts.open.map(({ planned_on }) => planned_on)).toEqual(['2025-03-01', '2024-05-02']);
		const log = (given: Partial<Given>) => logSupervision(home, viewer, ben, { ...NOTHING, ...given }, facts);
		expect(log({ topics: ' ', planned_on: '2024-05-02', next_on: '2024-05-02' })).toEqual({
			planned_on: 'listed',
			held_on: 'needed',
			next_on: 'past',
			topics: 'needed'
		});
		expect(log({ meeting: 'none', held_on: '2025-06-03' })).toEqual({
			meeting: 'unknown',
			held_on: 'future'
		});
		expect(log({ fell_out: 'yes', held_on: '2025-06-01' })).toEqual({
			planned_on: 'needed',
			held_on: 'both'
		});
		expect(log({ held_on: today, agreed: [{ what: '', who: 'Ben', until: '2025-07-01' }] })).toEqual({
			agreed: { 0: 'what' }
		});
		expect(listSupervisions(home, ben.id)).toEqual([]);
		expect(() => logSupervision(home, somebody('worker'), ben, NOTHING, facts)).toThrow('no such log');
	});

	it('moves the figure once it is imported, as a batch that can be taken back', async () => {
		expect(await held()).toBe(0.5);
		const facts = { open: await open(), today };
		const meeting = facts.open.find(({ planned_on }) => planned_on === '2024-05-02')!.id;
		const agreed = [
			{ what: 'Call the landlord of E3', who: 'Ben', until: '2025-06-20' },
			{ what: '', who: 'Ben', until: '' }
		];
		const given = { ...NOTHING, meeting, held_on: '2024-05-10', next_on: '2024-07-01', agreed };
		expect(logSupervision(home, viewer, ben, given, facts)).toBeNull();
		expect(await sendMeetings(home, viewer, ben.source)).toBe('begun');
		await ended();
		// Of the three planned in 2024 two were held: that of July, planned in this one, was not.
		expect(await held()).toBeCloseTo(2 / 3);
		const [told] = listSupervisions(home, ben.id);
		expect(told).toMatchObject({ held_on: '2024-05-10', planned_on: '2024-05-02', sent: true });
		expect((await open()).map(({ planned_on }) => planned_on)).toEqual(['2025-03-01', '2024-07-01']);
		expect(await query(home, 'select supervisor_id is not null as led from supervision')).toEqual(
			Array(3).fill({ led: true })
		);
		const copy = newHome({ from: home });
		const batches = await query(copy, 'select max(batch_id) as id from supervision');
		await undo(copy, String(batches[0]?.id));
		expect(await value(copy, 'supervision-held')).toBe(0.5);
	});

	it('is followed by the one that was planned in it, which says what became of what was agreed', async () => {
		const facts = { open: await open(), today };
		const meeting = facts.open.find(({ planned_on }) => planned_on === '2024-07-01')!.id;
		const [first] = agreedLast(listSupervisions(home, ben.id));
		expect(first).toMatchObject({ what: 'Call the landlord of E3', state: 'open', until: '2025-06-20' });
		const steps = [{ id: first!.id, step: 'carried on', until: '2025-07-20' }];
		const given = { ...NOTHING, meeting, held_on: '2024-07-01', steps };
		expect(logSupervision(home, viewer, ben, given, facts)).toBeNull();
		expect(agreedLast(listSupervisions(home, ben.id))).toMatchObject([
			{ state: 'carried on', until: '2025-07-20', agreed_on: '2024-05-10', told_on: '2024-07-01' }
		]);
		await sendMeetings(home, viewer, ben.source);
		await ended();
		expect(await held()).toBe(1);
	});

	it('is corrected for a reason: what was told before stays, and a newer batch supersedes the first', async () => {
		const first = listSupervisions(home, ben.id).find(({ planned_on }) => planned_on === '2024-07-01')!.first;
		const facts = { open: await open(first), today };
		const meeting = facts.open.find(({ planned_on }) => planned_on === '2024-07-01')!.id;
		const given = { ...NOTHING, meeting, fell_out: 'yes', topics: 'Ben was ill' };
		expect(correctSupervision(home, viewer, ben, first, given, facts)).toEqual({ reason: 'needed' });
		const why = { ...given, reason: 'The wrong day' };
		expect(correctSupervision(home, viewer, ben, first, why, facts)).toBeNull();
		const told = listSupervisions(home, ben.id).find((each) => each.first === first);
		expect(told).toMatchObject({ held_on: null, reason: 'The wrong day', sent: false });
		expect(told?.before).toMatchObject([{ held_on: '2024-07-01', topics: 'The two new households' }]);
		// It was another meeting after all, of which the figures knew nothing.
		const again = { ...NOTHING, held_on: '2024-09-02', planned_on: '2024-09-01', reason: 'Another' };
		expect(
			correctSupervision(home, viewer, ben, first, again, { open: await open(first), today })
		).toBeNull();
		await sendMeetings(home, viewer, ben.source);
		await ended();
		expect(await held()).toBeCloseTo(3 / 4);
		expect((await open()).map(({ planned_on }) => planned_on)).toEqual(['2025-03-01', '2024-07-01']);
	});

	it('is in the audit log by worker and day, and never by what was said', () => {
		const entries = openApp(home)
			.prepare("select action, subject, detail from audit where action like '%a supervision' order by seq")
			.all();
		expect(entries.map(({ action, subject }) => `${String(action)}: ${String(subject)}`)).toEqual([
			'logged a supervision: Ben',
			'logged a supervision: Ben',
			'corrected a supervision: Ben',
			'corrected a supervision: Ben'
		]);
		expect(JSON.stringify(entries)).not.toContain('households');
	});

	it('is the worker’s still after new keys, and the planned one it was', async () => {
		const own = newHome({ from: home });
		await run(own, { kind: 'rotate' });
		const renewed = (await workers(own)).Ben!;
		expect(renewed.id).not.toBe(ben.id);
		expect(listSupervisions(own, renewed.id)).toHaveLength(2);
		const store = await openCurrent(own);
		const meetings = await listOpenMeetings(store, own, renewed);
		store.db.close();
		expect(meetings.map(({ planned_on }) => planned_on)).toEqual(['2025-03-01', '2024-07-01']);
	});
});
