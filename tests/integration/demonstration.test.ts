// The sample agency is open to anybody, and closes at once where it is anything more than the sample.
import { appendFileSync, cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readBatches } from '#pipelines/batch.ts';
import { homeAt } from '#pipelines/home.ts';
import { writeSample } from '#pipelines/sample/write.ts';
import { ROLES } from '#lib/roles.ts';
import { closeApp, openApp } from '#lib/server/app-db.ts';
import { COMMAND_LINE } from '#lib/server/audit.ts';
import { castPerson, holdsOnlySample, isDemonstration, listSamplePeople } from '#lib/server/demonstration.ts';
import { findLink, followLink, invite, makeLink } from '#lib/server/links.ts';
import { findPerson, hasAdministrator } from '#lib/server/people.ts';
import { keepHash } from '#lib/server/passwords.ts';
import { MADE_BY, SAMPLE_HOME } from '#lib/server/sample.ts';
import { startWork } from '#lib/server/work.ts';
import { prepareSample } from '../../src/sample-home.ts';
import { exportOf, newHome, query, rebuild, run, take, temporaryFolder, undo } from '../home.ts';

const root = await vi.hoisted(async () => {
	const { makeSampleRoot } = await import('../sample-root.ts');
	return (process.env.THROUGHLINE_ROOT = makeSampleRoot());
});

const home = homeAt(SAMPLE_HOME);
const whole = newHome();
const written = join(temporaryFolder(), 'sample');
const WANTED = { name: 'Eve', email: 'eve@example.org', programs: [], teams: [], worker: null };

/** As `npm start` does without a home. */
const prepare = () => prepareSample(home.path, (folder) => cpSync(written, folder, { recursive: true }));

beforeAll(async () => {
	process.env.THROUGHLINE_HOME = home.path;
	await writeSample(written, { clients: 60, seed: 1, formats: ['canonical-csv'] }, () => undefined);
	await take(home, await prepare());
	closeApp(home);
	cpSync(home.path, whole.path, { recursive: true });
});
beforeEach(() => {
	closeApp(home);
	rmSync(home.path, { recursive: true });
	cpSync(whole.path, home.path, { recursive: true });
});
afterAll(() => {
	rmSync(root, { recursive: true });
});

const real = () => exportOf(() => undefined);
const batch = () => readBatches(home).batches[0]?.id ?? '';

it('the sample agency is open, also when it was taken in twice', async () => {
	expect(home.path.startsWith(root)).toBe(true);
	expect(isDemonstration(home)).toBe(true);
	await undo(home, batch());
	expect(isDemonstration(home)).toBe(true);
	await take(home, await prepare());
	expect(isDemonstration(home)).toBe(true);
});

describe('it closes', () => {
	it('once anything else was imported, and stays closed when that is taken back', async () => {
		const { batch: other } = await take(home, real());
		expect(isDemonstration(home)).toBe(false);
		expect(holdsOnlySample(home)).toBe(false);
		await undo(home, other);
		expect(isDemonstration(home)).toBe(false);
	});

	it('once it is deleted for good, only when no store holds it any more', async () => {
		const { batch: other } = await take(home, real());
		const store = readFileSync(home.current, 'utf8');
		const stores = join(temporaryFolder(), 'stores');
		cpSync(home.stores, stores, { recursive: true });
		await run(home, { kind: 'purge', batches: [other ?? ''], client: null, source: null });
		expect(isDemonstration(home)).toBe(true);
		// As in the middle of a purge: the batch is gone, the figures are still of it.
		cpSync(stores, home.stores, { recursive: true });
		writeFileSync(home.current, store);
		expect(isDemonstration(home)).toBe(false);
		await rebuild(home);
	});

	it('while a purge is under way, or where a store does not say what it is of', () => {
		writeFileSync(join(home.path, 'purging.json'), '{}');
		expect(isDemonstration(home)).toBe(false);
		rmSync(join(home.path, 'purging.json'));
		expect(isDemonstration(home)).toBe(true);
		for (const file of readdirSync(home.stores)) if (file.endsWith('.json')) rmSync(join(home.stores, file));
		expect(isDemonstration(home)).toBe(false);
	});

	it('where real rows were put into the files of its own export', async () => {
		const upload = await prepare();
		const client = join(upload, 'client.csv');
		const [, line = ''] = readFileSync(client, 'utf8').split('\n');
		appendFileSync(client, `${line.replace(/^[^,]+/, 'REAL-1')}\n`);
		await take(home, await prepare());
		expect(readBatches(home).batches).toHaveLength(2);
		expect(isDemonstration(home)).toBe(false);
	});

	it('where a batch is damaged, nothing was imported, or the generator noted nothing', () => {
		writeFileSync(join(home.batches, batch(), 'manifest.json'), '{');
		expect(isDemonstration(home)).toBe(false);
		rmSync(home.batches, { recursive: true });
		expect(isDemonstration(home)).toBe(false);
	});

	it.each(['', '{}', '{"generator":"x","files":[]}', 'a hash of an older version'])(
		'where the generator’s note is %j',
		(note) => {
			writeFileSync(join(home.path, MADE_BY), note);
			expect(isDemonstration(home)).toBe(false);
		}
	);

	it('once somebody has a password, or came by another system', () => {
		const { person } = invite(home, COMMAND_LINE, { ...WANTED, role: 'funder', funder: 'Harbor County' });
		expect(isDemonstration(home)).toBe(true);
		keepHash(home, person, 'a hash');
		expect(isDemonstration(home)).toBe(false);
		expect(holdsOnlySample(home)).toBe(true);
		openApp(home).prepare("update account set password = null, providerId = 'another'").run();
		expect(isDemonstration(home)).toBe(false);
	});

	it('at any other place, even with the same files', () => {
		expect(isDemonstration(whole)).toBe(false);
		expect(isDemonstration({ ...home, path: join(root, 'data', '.', 'sample-home', 'x') })).toBe(false);
	});
});

describe('the sample people', () => {
	it('are one of each role, from the roster and the programs of the sample', async () => {
		const people = await listSamplePeople();
		expect(people.map(({ role }) => role)).toEqual([...ROLES]);
		const byRole = Object.fromEntries(people.map((each) => [each.role, each]));
		expect(byRole.supervisor).toMatchObject({ name: 'W. Willow', reach: { teams: ['Housing South'] } });
		const [worker] = await query(
			home,
			`select tm.team, count(*) as n from assignment a join team_membership tm using (worker_id)
			where a.worker_id = '${byRole.worker?.reach.worker ?? ''}' and tm.valid_to is null group by tm.team`
		);
		expect(worker?.team).toBe('Housing South');
		expect(Number(worker?.n)).toBeGreaterThan(1);
		const programs = byRole['program manager']?.reach.programs ?? [];
		const named = await query(home, 'select program_id::varchar as id, label from program');
		expect(named.filter(({ id }) => programs.includes(String(id))).map(({ label }) => label)).toEqual(
			expect.arrayContaining(['Tideway Rapid Re-Housing', 'Millrace Supportive Housing'])
		);
	});

	it('are made when one is chosen first, and are as they were the next time', async () => {
		const worker = await castPerson(home, 'sample-worker');
		expect(findPerson(home, 'sample-worker')).toMatchObject({
			state: 'active',
			worker: worker?.reach.worker
		});
		expect(findPerson(home, 'sample-administrator').role).toBe('administrator');
		openApp(home).prepare("update person set role = 'administrator' where id = 'sample-worker'").run();
		await castPerson(home, 'sample-supervisor');
		expect(findPerson(home, 'sample-worker').role).toBe('worker');
		const made = () => openApp(home).prepare('select rowid, id from person order by id').all();
		const before = made();
		await castPerson(home, 'sample-worker');
		expect(made(), 'nobody is made anew who is as they should be').toEqual(before);
	});

	it('cannot be chosen where it is closed, nor can anybody else', async () => {
		const { person } = invite(home, COMMAND_LINE, { ...WANTED, role: 'administrator' });
		expect(await castPerson(home, person)).toBeNull();
		expect(await castPerson(home, 'sample-nobody')).toBeNull();
		await take(home, real());
		expect(await castPerson(home, 'sample-administrator')).toBeNull();
	});

	it('are no administrators, so that the home can be set up once it is closed', async () => {
		await castPerson(home, 'sample-administrator');
		expect(hasAdministrator(home)).toBe(false);
		const secret = makeLink(home, COMMAND_LINE, 'set-up', null);
		const follow = () => followLink(home, secret, { ...WANTED, password: 'four words nobody says' });
		expect(findLink(home, secret), 'nobody gets a password in the demonstration').toBeNull();
		expect(await follow()).toBeNull();
		await take(home, real());
		expect(await follow()).toMatchObject({ role: 'administrator' });
		expect(hasAdministrator(home)).toBe(true);
	});
});

it('what the pages are asked to do with the sample is refused', () => {
	expect(() => startWork(COMMAND_LINE, { kind: 'undo', batch: batch() })).toThrow('nothing is changed');
	expect(readBatches(home).batches.map(({ state }) => state)).toEqual(['live']);
});

it('a sample of another generator is made anew only where nothing else would be lost', async () => {
	await take(home, real());
	const made = JSON.parse(readFileSync(join(home.path, MADE_BY), 'utf8')) as Record<string, unknown>;
	writeFileSync(join(home.path, MADE_BY), JSON.stringify({ ...made, generator: 'an older one' }));
	await expect(prepare()).rejects.toThrow('it would be lost');
	expect(readBatches(home).batches).toHaveLength(2);
});
