import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readBatches } from '#pipelines/batch.ts';
import { Misused, Refused } from '#pipelines/errors.ts';
import { homeAt, prepareHome, type Home } from '#pipelines/home.ts';
import { takeLock } from '#pipelines/lock.ts';
import { OWNER } from '#lib/metrics/scope.ts';
import type { Viewer } from '#lib/server/access.ts';
import { findCase, handOver, listAssignments, readCase } from '#lib/server/assignments.ts';
import { verifyAudit } from '#lib/server/audit.ts';
import { openApp } from '#lib/server/app-db.ts';
import { openTray, sweepInbox } from '#lib/server/inbox.ts';
import {
	addAbsence,
	joinTeam,
	leaveTeam,
	removeAbsence,
	saveWorker,
	type Edit
} from '#lib/server/roster-edits.ts';
import { rosterFile } from '#lib/server/roster-files.ts';
import { importEdit, importFiles } from '#lib/server/roster-import.ts';
import { readRoster, workerOf, type Roster, type RosterWorker } from '#lib/server/roster.ts';
import { SAMPLE_HOME } from '#lib/server/sample.ts';
import { openCurrent, type Store } from '#lib/server/store.ts';
import { latestWork, type Work } from '#lib/server/work.ts';
import { column, TINY, upload } from '../canonical.ts';
import { exportOf, figures, newHome, problems, published, query, take, undo } from '../home.ts';
import { zip } from '../zip.ts';

vi.mock('#pipelines/run.ts', () => import('../work-here.ts'));

const HMIS = 'tiny-tiny-county-sample';
const TINY_AGENCY = 'tiny-agency';
const STEWARD: Viewer = {
	id: 'p1',
	name: 'Steward',
	email: 'steward@example.org',
	role: 'data steward',
	abilities: ['roster'],
	asker: OWNER,
	funder: null
};

/** A source of canonical CSV with its own roster, and an HMIS source with one of another day. */
let base: Home;
beforeAll(async () => {
	base = newHome();
	await take(base, [TINY, exportOf(() => undefined)]);
	await take(
		base,
		upload({
			about: 'source_name,exported_at,period_from,period_to,kind\n,2025-06-30,,,full\n',
			worker: 'worker_id,display_name,role,fte\nU1,Ada,case manager,1\nU9,Zoe,case manager,0.5\n',
			team_membership: 'worker_id,team,supervisor_id,valid_from\nU1,East,U9,2020-01-01\n',
			absence: 'worker_id,valid_from,valid_to\nU1,2024-07-01,2024-07-14\n',
			assignment: 'enrollment_id,worker_id,valid_from\nE04,U9,2024-01-01\nE99,U9,2024-01-01\n'
		}),
		{ source: HMIS }
	);
});

let home: Home;
beforeEach(() => {
	home = newHome({ from: base });
	process.env.THROUGHLINE_HOME = home.path;
});

async function read<Answer>(ask: (store: Store) => Promise<Answer>): Promise<Answer> {
	const store = await openCurrent(home);
	try {
		return await ask(store);
	} finally {
		store.db.close();
	}
}
const rosterOf = (source = HMIS) => read(({ db }) => readRoster(db, home, source));
const byCode = (roster: Roster, code: string): RosterWorker => {
	const found = roster.workers.find((each) => each.code === code);
	if (!found) throw new Error(`The roster has no ${code}.`);
	return found;
};

async function ended(): Promise<Work> {
	for (;;) {
		const work = latestWork();
		if (work && work.state !== 'running') return work;
		await sleep(5);
	}
}

/** Takes an edit in, and gives the batch that it became. */
async function edit({ source }: Roster, { wrong, changes }: Edit): Promise<string> {
	expect(wrong).toEqual([]);
	importEdit(home, STEWARD, source, changes);
	const { state, reasons, outcome } = await ended();
	expect({ state, reasons }).toEqual({ state: 'done', reasons: [] });
	expect(outcome?.imported.map((each) => [each.outcome, each.problems])).toEqual([['accepted', []]]);
	return outcome?.imported[0]?.batch ?? '';
}
/** Several edits as one: each takes a build. */
const together = (...edits: Edit[]): Edit => ({
	wrong: edits.flatMap(({ wrong }) => wrong),
	changes: edits.flatMap(({ changes }) => changes)
});
const LINE = { code: '', name: '', role: '', fte: '', from: '', to: '' };
const lineOf = (worker: RosterWorker) => ({
	...LINE,
	name: worker.name ?? '',
	role: worker.role ?? '',
	fte: '1'
});
/** What the tables hold, but for the batch and the day that a row is from. */
const state = async (home: Home) => {
	const found: Record<string, unknown> = {};
	for (const table of WHOLE)
		found[table] = await query(
			home,
			`select columns(* exclude (batch_id, observed_until))::varchar from ${table} order by all`
		);
	return found;
};
const WHOLE = [
	'client',
	'program',
	'enrollment',
	'contact',
	'service',
	'assignment',
	'team_membership',
	'absence'
];

describe('the roster of a source', () => {
	it('has the source system’s own codes beside the names, with teams and absences', async () => {
		const roster = await rosterOf();
		expect(roster.source).toEqual({ source: HMIS, name: 'TINY Tiny County sample' });
		const one = byCode(roster, 'U1');
		const zoe = byCode(roster, 'U9');
		expect(one).toMatchObject({
			label: 'Ada',
			listed: true,
			role: 'case manager',
			fte: 1,
			teams: [{ team: 'East', supervisor: zoe.id, from: '2020-01-01', to: null }],
			absences: [{ from: '2024-07-01', to: '2024-07-14' }]
		});
		expect(zoe).toMatchObject({ label: 'Zoe', fte: 0.5, teams: [], absences: [] });
	});

	it('tells apart who only wrote records, and knows nobody of another source', async () => {
		const roster = await rosterOf();
		expect(roster.workers.filter(({ listed }) => !listed).map(({ code }) => code)).toEqual(['U2']);
		expect((await rosterOf(TINY_AGENCY)).workers.map(({ code }) => code)).not.toContain('U1');
		await expect(rosterOf('nowhere')).rejects.toThrow(Misused);
	});
});

describe('an edit of a worker', () => {
	it('leaves every other row and every figure as it was, and is undone by undoing its batch', async () => {
		const before = { rows: await state(home), figures: await figures(home), store: published(home) };
		const workers = await query(
			home,
			'select columns(* exclude (batch_id))::varchar from worker order by worker_id'
		);
		const roster = await rosterOf();
		const one = byCode(roster, 'U1');
		const batch = await edit(
			roster,
			saveWorker(roster, one, { ...lineOf(one), role: 'senior case manager' })
		);

		expect(byCode(await rosterOf(), 'U1')).toEqual({ ...one, role: 'senior case manager' });
		expect(await state(home)).toEqual(before.rows);
		expect((await figures(home)).text).toBe(before.figures.text);
		const others = (rows: typeof workers) => rows.filter((row) => row.worker_id !== one.id);
		const after = await query(
			home,
			'select columns(* exclude (batch_id))::varchar from worker order by worker_id'
		);
		expect(others(after)).toEqual(others(workers));
		expect(await problems(home)).toEqual([]);

		await undo(home, batch);
		expect(published(home)).toBe(before.store);
		expect((await rosterOf()).workers).toEqual(roster.workers);
	});

	it('of a source with its own roster does the same', async () => {
		const before = { rows: await state(home), figures: (await figures(home)).text };
		const roster = await rosterOf(TINY_AGENCY);
		const [one] = roster.workers.filter(({ listed }) => listed);
		if (!one) throw new Error('nobody');
		await edit(
			roster,
			saveWorker(roster, one, {
				...LINE,
				name: one.name ?? '',
				role: 'lead',
				fte: String(one.fte ?? ''),
				from: one.from ?? '',
				to: one.to ?? ''
			})
		);
		expect(await state(home)).toEqual(before.rows);
		expect((await figures(home)).text).toBe(before.figures);
		expect(workerOf(await rosterOf(TINY_AGENCY), one.id)).toEqual({ ...one, role: 'lead' });
	});

	it('can be made back and forth within a second: the last one counts', async () => {
		for (const role of ['first', 'second', 'first']) {
			const roster = await rosterOf();
			const one = byCode(roster, 'U1');
			await edit(roster, saveWorker(roster, one, { ...lineOf(one), role }));
			expect(byCode(await rosterOf(), 'U1').role).toBe(role);
		}
		expect(readBatches(home).batches).toHaveLength(3 + 3);
	});

	it('puts who only wrote records on the roster, and adds who is new, under the codes of the source', async () => {
		const roster = await rosterOf();
		const writer = byCode(roster, 'U2');
		await edit(
			roster,
			together(
				saveWorker(roster, writer, { ...LINE, name: 'Bea' }),
				saveWorker(roster, null, { ...LINE, code: '-7', name: '=Cleo', from: '2024-02-01' })
			)
		);
		const after = await rosterOf();
		expect(byCode(after, 'U2')).toMatchObject({ id: writer.id, label: 'Bea', listed: true });
		expect(byCode(after, '-7')).toMatchObject({ label: '=Cleo', from: '2024-02-01', listed: true });
	});

	it('says everything that is wrong with it at once, at the field', async () => {
		const roster = await rosterOf();
		const wrong = {
			name: 'ada@example.org',
			role: 'x'.repeat(101),
			fte: '0',
			from: '2024-02-31',
			to: 'soon'
		};
		expect(saveWorker(roster, null, { code: 'U1', ...wrong })).toEqual({
			changes: [],
			wrong: [
				{ field: 'code', why: 'taken' },
				{ field: 'name', why: 'label' },
				{ field: 'role', why: 'label' },
				{ field: 'fte', why: 'fte' },
				{ field: 'from', why: 'day' },
				{ field: 'to', why: 'day' }
			]
		});
		expect(saveWorker(roster, null, { ...LINE, from: '2024-02-02', to: '2024-02-01' }).wrong).toEqual([
			{ field: 'code', why: 'needed' },
			{ field: 'to', why: 'order' }
		]);
	});
});

describe('teams and absences', () => {
	it('a new team ends the others the day before, or stands beside them', async () => {
		let roster = await rosterOf();
		const zoe = byCode(roster, 'U9');
		const one = () => byCode(roster, 'U1');
		const given = { team: 'West', from: '2024-05-01', supervisor: zoe.id };
		await edit(roster, joinTeam(roster, one(), { ...given, alone: true }));
		roster = await rosterOf();
		expect(one().teams).toEqual([
			{ team: 'West', supervisor: zoe.id, from: '2024-05-01', to: null },
			{ team: 'East', supervisor: zoe.id, from: '2020-01-01', to: '2024-04-30' }
		]);
		await edit(
			roster,
			joinTeam(roster, one(), { team: 'North', from: '2024-06-01', supervisor: '', alone: false })
		);
		roster = await rosterOf();
		expect(one().teams.map(({ team, to }) => [team, to])).toEqual([
			['North', null],
			['West', null],
			['East', '2024-04-30']
		]);
		await edit(roster, leaveTeam(roster, one(), { team: 'North', from: '2024-06-01', to: '2024-06-30' }));
		// From a day before them: what begins later goes, and the day itself may be taken again.
		roster = await rosterOf();
		await edit(
			roster,
			joinTeam(roster, one(), { team: 'West', from: '2024-05-01', supervisor: '', alone: true })
		);
		roster = await rosterOf();
		expect(one().teams).toEqual([
			{ team: 'West', supervisor: null, from: '2024-05-01', to: null },
			{ team: 'East', supervisor: zoe.id, from: '2020-01-01', to: '2024-04-30' }
		]);
	});

	it('refuses what cannot be, with every reason', async () => {
		const roster = await rosterOf();
		const one = byCode(roster, 'U1');
		const join = { team: 'East', from: '2024-01-01', supervisor: one.id, alone: false };
		expect(joinTeam(roster, one, join).wrong).toEqual([
			{ field: 'supervisor', why: 'self' },
			{ field: 'team', why: 'inTeam' }
		]);
		expect(joinTeam(roster, one, { ...join, team: '', from: '', supervisor: 'nobody' }).wrong).toEqual([
			{ field: 'team', why: 'needed' },
			{ field: 'from', why: 'needed' },
			{ field: 'supervisor', why: 'unknown' }
		]);
		expect(leaveTeam(roster, one, { team: 'East', from: '2020-01-01', to: '2019-12-31' }).wrong).toEqual([
			{ field: 'to', why: 'order' }
		]);
		expect(addAbsence(one, { from: '2024-07-14', to: '' }).wrong).toEqual([
			{ field: 'from', why: 'overlap' }
		]);
		expect(addAbsence({ ...one, code: null }, { from: '2025-07-14', to: '2025-07-01' }).wrong).toEqual([
			{ field: 'from', why: 'noCode' },
			{ field: 'to', why: 'order' }
		]);
		expect(removeAbsence(one, '2024-07-02').wrong).toEqual([{ field: 'from', why: 'unknown' }]);
	});

	it('an absence is added, given another end and taken out', async () => {
		const absences = async () => byCode(await rosterOf(), 'U1').absences;
		const roster = await rosterOf();
		const one = byCode(roster, 'U1');
		await edit(
			roster,
			together(
				addAbsence(one, { from: '2024-12-23', to: '' }),
				addAbsence(one, { from: '2024-07-01', to: '2024-07-20' })
			)
		);
		expect(await absences()).toEqual([
			{ from: '2024-12-23', to: null },
			{ from: '2024-07-01', to: '2024-07-20' }
		]);
		await edit(roster, removeAbsence(one, '2024-07-01'));
		expect(await absences()).toEqual([{ from: '2024-12-23', to: null }]);
	});
});

describe('assignments', () => {
	it('a case is found by its id in the source system, and only there', async () => {
		const found = (source: string, id: string) => read(({ db }) => findCase(db, home, source, id));
		const enrollment = (await found(HMIS, 'E04')) ?? '';
		const held = await read(({ db }) => readCase(db, home, HMIS, enrollment));
		const zoe = byCode(await rosterOf(), 'U9');
		expect(held).toMatchObject({
			id: 'E04',
			assignments: [{ worker: zoe.id, primary: true, from: '2024-01-01', to: null }]
		});
		for (const id of ['E99', 'e04', '', enrollment]) expect(await found(HMIS, id), id).toBeNull();
		expect(await found(TINY_AGENCY, 'E04')).toBeNull();
		await expect(read(({ db }) => readCase(db, home, TINY_AGENCY, enrollment))).rejects.toThrow(Misused);
		for (const none of ["' or true --", '-'.repeat(36)])
			await expect(read(({ db }) => readCase(db, home, HMIS, none))).rejects.toThrow(Misused);
	});

	it('a case is handed to another from a day: the row before ends, and no other row changes', async () => {
		const others = () =>
			query(
				home,
				"select columns(* exclude (batch_id))::varchar from canonical_csv.assignment where source <> 'tiny-tiny-county-sample' order by all"
			);
		const before = await others();
		const enrollment = (await read(({ db }) => findCase(db, home, HMIS, 'E04'))) ?? '';
		const roster = await rosterOf();
		const [one, zoe] = [byCode(roster, 'U1'), byCode(roster, 'U9')];
		const held = () => read(({ db }) => readCase(db, home, HMIS, enrollment));
		const from = '2024-07-01';
		const batch = await edit(roster, handOver(roster, await held(), { worker: one.id, from }));
		expect((await held()).assignments).toEqual([
			{ enrollment, worker: one.id, primary: true, from, to: null },
			{ enrollment, worker: zoe.id, primary: true, from: '2024-01-01', to: '2024-06-30' }
		]);
		expect(await others()).toEqual(before);
		const lines = await read(({ db }) => listAssignments(db, home, HMIS, undefined, { limit: 2, offset: 1 }));
		expect(lines.total).toBe(3);
		expect(lines.lines.map(({ id, from }) => [id, from]).sort()).toEqual([
			['E04', '2024-01-01'],
			['E99', '2024-01-01']
		]);
		const own = await read(({ db }) => listAssignments(db, home, HMIS, one.id, { limit: 9, offset: 0 }));
		expect(own.lines.map(({ id }) => id)).toEqual(['E04']);
		await undo(home, batch);
		expect((await held()).assignments).toHaveLength(1);
	});

	it('is not handed to who has it, to nobody, or outside of the stay', async () => {
		const enrollment = (await read(({ db }) => findCase(db, home, HMIS, 'E04'))) ?? '';
		const held = await read(({ db }) => readCase(db, home, HMIS, enrollment));
		const roster = await rosterOf();
		const why = (given: { worker: string; from: string }) =>
			handOver(roster, held, given).wrong.map(({ field, why }) => `${field} ${why}`);
		expect(why({ worker: byCode(roster, 'U9').id, from: '2024-07-01' })).toEqual(['worker has']);
		expect(why({ worker: '', from: '' })).toEqual(['worker needed', 'from needed']);
		expect(why({ worker: 'nobody', from: '2024-13-01' })).toEqual(['worker unknown', 'from day']);
		expect(why({ worker: byCode(roster, 'U1').id, from: '2024-04-30' })).toEqual(['from outside']);
		expect(why({ worker: byCode(roster, 'U1').id, from: '2024-09-01' })).toEqual(['from outside']);
	});
});

const file = (name: string, text: string | Buffer<ArrayBuffer>) => new File([text], name);
const inbox = () => readdirSync(home.inbox);

describe('files of a roster', () => {
	it('are downloaded and uploaded again without changing a row or a figure, also where a code looks like a formula', async () => {
		const roster = await rosterOf();
		await edit(roster, saveWorker(roster, null, { ...LINE, code: '-7', name: '=Cleo', from: '2024-02-01' }));
		const now = await rosterOf();
		expect(byCode(now, '-7').name).toBe('=Cleo');
		const before = { rows: await state(home), figures: (await figures(home)).text, workers: now.workers };
		const download = async (name: string) => (await read(({ db }) => rosterFile(db, home, HMIS, name))).body;
		expect(await download('worker.csv')).toContain("'-7,'=Cleo");
		const files = [
			file('roster.zip', await download('roster.zip')),
			file('assignment.csv', await download('assignment.csv'))
		];
		expect(await importFiles(home, STEWARD, now.source, files, 'full')).toEqual([]);
		const work = await ended();
		expect(work).toMatchObject({
			state: 'done',
			outcome: { imported: [{ outcome: 'accepted', problems: [] }] }
		});
		expect(work.outcome?.imported[0]?.files.map(({ accepted }) => accepted)).toEqual([1, 3, 1, 1, 2]);
		expect((await rosterOf()).workers).toEqual(before.workers);
		expect(await state(home)).toEqual(before.rows);
		expect((await figures(home)).text).toBe(before.figures);
		expect(inbox()).toEqual([]);
	});

	it('hold everything, or changes only', async () => {
		const { source } = await rosterOf();
		const teams = () =>
			column(home, "select team from team_membership where source = 'tiny-tiny-county-sample' order by 1");
		const team = file('team_membership.csv', 'worker_id,team,valid_from\nU2,West,2024-01-01\n');
		await importFiles(home, STEWARD, source, [team], 'changes');
		await ended();
		expect(await teams()).toEqual(['East', 'West']);
		await importFiles(home, STEWARD, source, [team], 'full');
		await ended();
		expect(await teams()).toEqual(['West']);
		expect(byCode(await rosterOf(), 'U1').label).toBe('Ada');
	});

	it('are refused with every reason, before and while they are read; nothing is left of them', async () => {
		const { source } = await rosterOf();
		const before = published(home);
		expect(await importFiles(home, STEWARD, source, [], 'full')).toEqual([{ why: 'none', name: '' }]);
		const wrong = [
			file('Worker.CSV', 'worker_id\nU1\n'),
			file('worker.csv', ''),
			file('../../notes.csv', '')
		];
		expect(await importFiles(home, STEWARD, source, wrong, 'full')).toEqual([
			{ why: 'twice', name: 'worker.csv' },
			{ why: 'name', name: 'notes.csv' }
		]);
		const broken = file('roster.zip', 'PK\u0003\u0004 no zip');
		await expect(importFiles(home, STEWARD, source, [broken], 'full')).rejects.toThrow(/cut off or damaged/);
		const cases = file(
			'roster.zip',
			zip([{ name: 'enrollment.csv', data: 'enrollment_id\nE1\n' }]) as Buffer<ArrayBuffer>
		);
		expect(await importFiles(home, STEWARD, source, [cases], 'full')).toEqual([
			{ why: 'name', name: 'enrollment.csv' }
		]);
		await importFiles(home, STEWARD, source, [file('worker.csv', 'name\nAda\n')], 'full');
		const { state, reasons } = await ended();
		expect(state).toBe('failed');
		expect(reasons).toEqual([expect.stringMatching(/^worker\.csv has no column worker_id\./)]);
		expect(published(home)).toBe(before);
		expect(inbox()).toEqual([]);
	});

	it('wait in the inbox until their own import reads them, whatever is swept before', async () => {
		const { source } = await rosterOf();
		const release = await takeLock(home, 'work', 'an import is running', 0);
		await importFiles(
			home,
			STEWARD,
			source,
			[file('worker.csv', 'worker_id,display_name\nU1,Ann\n')],
			'full'
		);
		expect(inbox()).toHaveLength(1);
		const roster = await rosterOf();
		expect(() => {
			importEdit(home, STEWARD, source, saveWorker(roster, null, { ...LINE, code: 'U8' }).changes);
		}).toThrow(Refused);
		expect(inbox()).toHaveLength(1);
		writeFileSync(join(home.uploads, 'left'), '');
		release();
		expect((await ended()).state).toBe('done');
		expect(inbox()).toEqual([]);
		expect(byCode(await rosterOf(), 'U1').label).toBe('Ann');
	});

	it('that a server left when it was cut off go when the next one starts', () => {
		const { folder } = openTray(home);
		writeFileSync(join(folder, 'file-0'), 'worker_id\n');
		sweepInbox(home);
		expect(inbox()).toEqual([]);
		sweepInbox(prepareHome(newHome().path));
	});
});

describe('who changes a roster', () => {
	it('is written down, without an id or a name', async () => {
		const roster = await rosterOf();
		await edit(roster, saveWorker(roster, null, { ...LINE, code: 'SECRET-77', name: 'Dora' }));
		const [entry] = openApp(home).prepare("select * from audit where action = 'changed the roster'").all();
		expect(entry).toMatchObject({
			actor: 'p1',
			action: 'changed the roster',
			subject: HMIS,
			detail: '{"changed":{"worker":1}}'
		});
		expect((await verifyAudit(home)).problems).toEqual([]);
		expect(readFileSync(home.app, 'latin1')).not.toMatch(/SECRET-77|Dora/);
	});

	it('does so in no sample agency', async () => {
		const { source } = await rosterOf();
		const sample = homeAt(SAMPLE_HOME);
		const was = existsSync(sample.inbox);
		expect(() => {
			importEdit(sample, STEWARD, source, []);
		}).toThrow(/sample agency/);
		await expect(importFiles(sample, STEWARD, source, [file('worker.csv', '')], 'full')).rejects.toThrow(
			/sample agency/
		);
		expect(existsSync(sample.inbox)).toBe(was);
	});
});
