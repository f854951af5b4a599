// Step changes: who may mark one, about what, and in whose views it applies.
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SLOW_LANGUAGE } from '#pipelines/sample/people.ts';
import { Misused, Refused } from '#pipelines/errors.ts';
import { homeAt, type Home } from '#pipelines/home.ts';
import type { Role } from '#lib/roles.ts';
import { listPrograms, listValues } from '#lib/metrics/values.ts';
import { ABILITIES, askerOf, type Viewer } from '#lib/server/access.ts';
import { openApp } from '#lib/server/app-db.ts';
import { verifyAudit } from '#lib/server/audit.ts';
import { SAMPLE_HOME } from '#lib/server/sample.ts';
import { listSteps, markStep, takeStepBack, type GivenStep } from '#lib/server/steps.ts';
import { openCurrent, type Store } from '#lib/server/store.ts';
import { readTrend } from '#lib/server/trends.ts';
import { DEFAULT_VIEW, type Condition } from '#lib/view.ts';
import { newHome } from '../home.ts';
import { command } from '../command-here.ts';
import { sampleHome } from '../sample-homes.ts';

vi.mock('#pipelines/run.ts', () => import('../work-here.ts'));

const METRIC = 'exits-to-permanent-housing';
const RAPID = 'Tideway Rapid Re-Housing';
const SUPPORTIVE = 'Millrace Supportive Housing';
const given: GivenStep = { on: '2025-11-01', reason: 'Two landlords left', of: 'metric' };
const of = (...programs: string[]): Condition[] => programs.map((value) => ({ dimension: 'program', value }));
const speaking = (...languages: string[]): Condition[] =>
	languages.map((value) => ({ dimension: 'language', value }));

let home: Home;
let store: Store;
let ids: Map<string, string>;
beforeAll(async () => {
	home = newHome({ from: await sampleHome({ clients: 300, seed: 3 }) });
	process.env.THROUGHLINE_HOME = home.path;
	store = await openCurrent(home);
	const rows = await store.db.rows('select label, program_id::varchar as id from program');
	ids = new Map(rows.map(({ label, id }) => [String(label), String(id)]));
});
afterAll(() => store.db.close());
beforeEach(() => {
	openApp(home).exec('delete from step_change_program; delete from step_change;');
});

const programs = (...names: string[]) => names.map((name) => ids.get(name) ?? '');
function person(
	role: Role,
	reach: Partial<{ programs: 'all' | string[]; teams: string[]; worker: string | null }> = {}
): Viewer {
	return {
		id: `the ${role}`,
		name: `The ${role}`,
		email: 'x@example.org',
		role,
		abilities: ABILITIES[role],
		asker: askerOf({ role, programs: [], teams: [], worker: null, ...reach }),
		funder: null
	};
}
const administrator = person('administrator');
const manager = (...names: string[]) => person('program manager', { programs: programs(...names) });

const mark = (viewer: Viewer, where: Condition[] = [], more: Partial<GivenStep> = {}) =>
	markStep(home, store, viewer, METRIC, where, { ...given, ...more });
const seen = async (viewer: Viewer, where: Condition[] = []) =>
	(await listSteps(home, store, METRIC, viewer.asker, where)).map(({ reason }) => reason);

describe('a step change of the whole figure', () => {
	it('marked by who sees every program applies to everybody’s views, and to no other metric', async () => {
		expect(await mark(administrator)).toEqual([]);
		const team = (await listValues(store, 'team', administrator.asker.scope))[0]!.value;
		for (const viewer of [administrator, manager(RAPID), person('supervisor', { teams: [team] })])
			expect(await seen(viewer)).toEqual([given.reason]);
		expect(await seen(administrator, [...of(RAPID), ...speaking(SLOW_LANGUAGE)])).toEqual([given.reason]);
		expect(await listSteps(home, store, 'exits', administrator.asker, [])).toEqual([]);
	});

	it('marked by a manager of one program applies to views of that program alone', async () => {
		expect(await mark(manager(RAPID))).toEqual([]);
		expect(await seen(manager(RAPID))).toEqual([given.reason]);
		expect(await seen(administrator)).toEqual([]);
		expect(await seen(administrator, of(RAPID))).toEqual([given.reason]);
		expect(await seen(administrator, of(RAPID, SUPPORTIVE))).toEqual([]);
		expect(await seen(manager(RAPID, SUPPORTIVE))).toEqual([]);
		expect(await seen(manager(RAPID, SUPPORTIVE), of(RAPID))).toEqual([given.reason]);
	});

	it('is not there for a manager of another program, whatever their filters say', async () => {
		await mark(manager(RAPID));
		expect(await seen(manager(SUPPORTIVE))).toEqual([]);
		expect(await seen(manager(SUPPORTIVE), of(RAPID))).toEqual([]);
		expect(await seen(manager(SUPPORTIVE), of(RAPID, SUPPORTIVE))).toEqual([]);
	});

	it('of two programs applies to a view of one of them', async () => {
		await mark(manager(RAPID, SUPPORTIVE));
		expect(await seen(manager(SUPPORTIVE))).toEqual([given.reason]);
		expect(await seen(administrator, of(SUPPORTIVE))).toEqual([given.reason]);
	});

	it('is not there for who has no program at all', async () => {
		await mark(administrator);
		expect(await seen(manager())).toEqual([]);
		expect(await mark(manager())).toEqual([{ field: 'of', why: 'nothing' }]);
		expect(await seen(person('worker', { worker: null }))).toEqual([]);
	});
});

describe('a step change of what the filters choose', () => {
	it('applies where a view lies within them, and not where it is wider', async () => {
		await mark(administrator, speaking(SLOW_LANGUAGE), { of: 'view' });
		expect(await seen(administrator)).toEqual([]);
		expect(await seen(administrator, speaking(SLOW_LANGUAGE))).toEqual([given.reason]);
		expect(await seen(administrator, [...speaking(SLOW_LANGUAGE), ...of(RAPID)])).toEqual([given.reason]);
		expect(await seen(administrator, speaking('English'))).toEqual([]);
		expect(await seen(administrator, speaking('English', SLOW_LANGUAGE))).toEqual([]);
	});

	it('of a program applies to the manager who has that program alone, without a filter', async () => {
		await mark(administrator, of(RAPID), { of: 'view' });
		expect(await seen(manager(RAPID))).toEqual([given.reason]);
		expect(await seen(manager(SUPPORTIVE))).toEqual([]);
		expect(await seen(administrator)).toEqual([]);
	});

	it('stays within the programs of who marks it', async () => {
		await mark(manager(RAPID), speaking(SLOW_LANGUAGE), { of: 'view' });
		expect(await seen(administrator, speaking(SLOW_LANGUAGE))).toEqual([]);
		expect(await seen(administrator, [...speaking(SLOW_LANGUAGE), ...of(RAPID)])).toEqual([given.reason]);
		expect(await mark(manager(RAPID), of(SUPPORTIVE), { of: 'view' })).toEqual([
			{ field: 'of', why: 'nothing' }
		]);
	});

	it('of a worker is not there for who may not see that worker', async () => {
		const workers = (await listValues(store, 'worker', administrator.asker.scope)).map(({ value }) => value);
		const teams = (await listValues(store, 'team', administrator.asker.scope)).map(({ value }) => value);
		let hidden = 0;
		for (const team of teams) {
			const supervisor = person('supervisor', { teams: [team] });
			const own = (await listValues(store, 'worker', supervisor.asker.scope)).map(({ value }) => value);
			const other = workers.find((each) => !own.includes(each));
			if (other === undefined) continue;
			hidden++;
			const where = [{ dimension: 'worker', value: other }];
			openApp(home).exec('delete from step_change_program; delete from step_change;');
			expect(await mark(administrator, where, { of: 'view' })).toEqual([]);
			expect(await seen(administrator, where)).toEqual([given.reason]);
			expect(await seen(supervisor, where)).toEqual([]);
		}
		expect(hidden).toBeGreaterThan(0);
	});

	it('is refused where nobody has the filter', async () => {
		expect(await mark(administrator, speaking('Klingon'), { of: 'view' })).toEqual([
			{ field: 'of', why: 'nothing' }
		]);
		expect(await seen(administrator, speaking('Klingon'))).toEqual([]);
	});
});

describe('a form that will not do', () => {
	it('is told every reason at once, and marks nothing', async () => {
		expect(await mark(administrator, [], { on: '', reason: ' ' })).toEqual([
			{ field: 'on', why: 'needed' },
			{ field: 'reason', why: 'needed' }
		]);
		expect(await mark(administrator, [], { on: '13/45/2025', reason: 'x'.repeat(301) })).toEqual([
			{ field: 'on', why: 'day' },
			{ field: 'reason', why: 'long' }
		]);
		expect(await mark(administrator, [], { on: '2999-01-01' })).toEqual([{ field: 'on', why: 'future' }]);
		expect(await seen(administrator)).toEqual([]);
	});

	it('cannot mark the same day twice for the same, but for a filter, and again when it was taken back', async () => {
		await mark(administrator);
		expect(await mark(administrator)).toEqual([{ field: 'on', why: 'known' }]);
		expect(await mark(administrator, of(RAPID), { of: 'view' })).toEqual([]);
		const [step] = await listSteps(home, store, METRIC, administrator.asker, []);
		await takeStepBack(home, store, administrator, METRIC, [], step!.id);
		expect(await mark(administrator)).toEqual([]);
	});

	it('is refused in the home of the sample', async () => {
		const sample = homeAt(SAMPLE_HOME);
		await expect(markStep(sample, store, administrator, METRIC, [], given)).rejects.toThrow(Refused);
		await expect(takeStepBack(sample, store, administrator, METRIC, [], 'x')).rejects.toThrow(Refused);
	});
});

describe('taking back', () => {
	it('keeps the step as history with who and when, and the trend no longer splits', async () => {
		await mark(administrator);
		const before = await readTrend(store, METRIC, DEFAULT_VIEW, administrator.asker);
		expect(before.trend.segments.flatMap(({ steps }) => steps)).toMatchObject([{ on: given.on }]);
		await takeStepBack(home, store, administrator, METRIC, [], before.steps[0]!.id);
		const { trend, steps } = await readTrend(store, METRIC, DEFAULT_VIEW, administrator.asker);
		expect(trend.segments).toHaveLength(1);
		expect(steps).toMatchObject([
			{
				reason: given.reason,
				marked: { by: administrator.name },
				takenBack: { by: administrator.name },
				own: true
			}
		]);
	});

	it('is for who sees all that it is about', async () => {
		await mark(administrator);
		const [ofAll] = await listSteps(home, store, METRIC, administrator.asker, []);
		const takeBack = (viewer: Viewer, id: string, where: Condition[] = []) =>
			takeStepBack(home, store, viewer, METRIC, where, id);
		await expect(takeBack(manager(RAPID), ofAll!.id)).rejects.toThrow(Misused);
		await mark(manager(RAPID), [], { reason: 'Ours' });
		const own = (await listSteps(home, store, METRIC, manager(RAPID).asker, [])).find(
			({ reason }) => reason === 'Ours'
		);
		await expect(takeBack(manager(SUPPORTIVE), own!.id)).rejects.toThrow(Misused);
		await expect(takeBack(administrator, own!.id)).rejects.toThrow(Misused); // a view that it is not in
		await takeBack(administrator, own!.id, of(RAPID));
		expect(
			(await listSteps(home, store, METRIC, manager(RAPID).asker, [])).map(({ takenBack }) => takenBack?.by)
		).toEqual([undefined, administrator.name]);
	});

	it('is in the audit log, both ways, without the reason', async () => {
		const since = Number(openApp(home).prepare('select max(seq) as seq from audit').get()?.seq ?? 0);
		await mark(manager(RAPID));
		const [step] = await listSteps(home, store, METRIC, manager(RAPID).asker, []);
		await takeStepBack(home, store, manager(RAPID), METRIC, [], step!.id);
		const entries = openApp(home).prepare('select * from audit where seq > ? order by seq').all(since);
		expect(entries.map(({ action, subject }) => [action, subject])).toEqual([
			['marked a step change', METRIC],
			['took a step change back', METRIC]
		]);
		for (const { detail } of entries) {
			expect(JSON.parse(String(detail))).toEqual({ day: given.on, programs: programs(RAPID) });
			expect(detail).not.toContain(given.reason);
		}
		expect((await verifyAudit(home)).problems).toEqual([]);
	});
});

it('a step of chosen programs is about the same programs after the keys are rotated', async () => {
	const copy = newHome({ from: home });
	await markStep(copy, store, manager(RAPID), METRIC, [], given);
	const { code, stderr } = await command(copy, 'rotate-keys', '--yes');
	expect(code, stderr).toBe(0);
	const rotated = await openCurrent(copy);
	try {
		const own = await listPrograms(rotated, administrator.asker.scope, [RAPID]);
		expect(own).not.toEqual(programs(RAPID));
		const asker = askerOf({ role: 'program manager', programs: own, teams: [], worker: null });
		expect((await listSteps(copy, rotated, METRIC, asker, [])).map(({ reason }) => reason)).toEqual([
			given.reason
		]);
	} finally {
		rotated.db.close();
	}
});
