// Who may sign in, on a real app.sqlite: links that work once, changes that end sign-ins, the last administrator.
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { verify } from '@node-rs/argon2';
import type { Home } from '#pipelines/home.ts';
import type { Role } from '#lib/roles.ts';
import { openApp } from '#lib/server/app-db.ts';
import { COMMAND_LINE, verifyAudit } from '#lib/server/audit.ts';
import { findLink, followLink, invite, linkUntil, makeLink } from '#lib/server/links.ts';
import { hasPassword, setPassword } from '#lib/server/passwords.ts';
import {
	addPerson,
	changePerson,
	findPerson,
	hasAdministrator,
	listPeople,
	reachOf,
	setClosed,
	type Person,
	type Wanted
} from '#lib/server/people.ts';
import { sightOf, unknownIn, type Choices } from '#lib/server/reach.ts';
import { orSlips, Slipped } from '#lib/server/slips.ts';
import { newHome } from '../home.ts';

const PASSWORD = 'four words nobody says';
const HOUR = 3_600_000;

let home: Home;
beforeEach(() => {
	home = newHome();
});

const wanted = (role: Role, more: Partial<Wanted> = {}): Wanted => ({
	name: `A ${role}`,
	email: `${role.replace(' ', '-')}@example.org`,
	role,
	programs: 'all',
	teams: ['North'],
	worker: 'w1',
	...more
});

async function administrator(name = 'Ada'): Promise<Person> {
	const secret = makeLink(home, COMMAND_LINE, 'set-up', null);
	const person = await followLink(home, secret, {
		name,
		email: `${name}@Example.org `,
		password: PASSWORD
	});
	if (!person) throw new Error('The set-up link does not work.');
	return person;
}

async function invited(role: Role, more: Partial<Wanted> = {}): Promise<Person> {
	const { person, secret } = invite(home, COMMAND_LINE, wanted(role, more));
	await followLink(home, secret, { password: PASSWORD });
	return findPerson(home, person);
}

/** A sign-in as better-auth keeps it. */
function signIn({ id }: Person): string {
	const token = randomUUID();
	const now = new Date().toISOString();
	openApp(home)
		.prepare(
			'insert into session (id, token, userId, expiresAt, createdAt, updatedAt) values (?, ?, ?, ?, ?, ?)'
		)
		.run(randomUUID(), token, id, new Date(Date.now() + HOUR).toISOString(), now, now);
	return token;
}

const signIns = () =>
	openApp(home)
		.prepare('select token from session order by token')
		.all()
		.map(({ token }) => String(token));

const age = (hours: number) =>
	openApp(home)
		.prepare('update link set expires_at = ?')
		.run(new Date(Date.now() - hours * HOUR).toISOString());

const said = () =>
	openApp(home)
		.prepare('select action, subject, detail from audit order by seq')
		.all()
		.map(({ action, subject, detail }) => ({
			action,
			subject,
			detail: JSON.parse(String(detail)) as unknown
		}));

async function slips(work: () => unknown): Promise<string[]> {
	const tried = await orSlips(work);
	return (tried.slips ?? []).map(({ field, why }) => `${field}: ${why}`);
}

describe('the set-up link', () => {
	it('makes the first administrator, once', async () => {
		const secret = makeLink(home, COMMAND_LINE, 'set-up', null);
		const given = { name: ' Ada ', email: 'Ada@Example.org', password: PASSWORD };
		const ada = await followLink(home, secret, given);
		expect(ada).toMatchObject({
			name: 'Ada',
			email: 'ada@example.org',
			role: 'administrator',
			state: 'active'
		});
		expect(await followLink(home, secret, { ...given, email: 'eve@example.org' })).toBeNull();
		expect(listPeople(home)).toHaveLength(1);
	});

	it('makes one of two who follow it at the same moment', async () => {
		const secret = makeLink(home, COMMAND_LINE, 'set-up', null);
		const both = await Promise.all(
			['ada', 'eve'].map((name) =>
				followLink(home, secret, { name, email: `${name}@example.org`, password: PASSWORD })
			)
		);
		expect(both.filter((each) => each !== null)).toHaveLength(1);
		expect(listPeople(home)).toHaveLength(1);
	});

	it('is not there any more once there is an administrator, after its day, or when another was made', async () => {
		const first = makeLink(home, COMMAND_LINE, 'set-up', null);
		const second = makeLink(home, COMMAND_LINE, 'set-up', null);
		expect(findLink(home, first)).toBeNull();
		expect(findLink(home, second)?.kind).toBe('set-up');
		age(0.001);
		expect(findLink(home, second)).toBeNull();
		const third = makeLink(home, COMMAND_LINE, 'set-up', null);
		addPerson(home, wanted('administrator'), 'active');
		expect(findLink(home, third)).toBeNull();
		const eve = { name: 'Eve', email: 'eve@example.org', password: PASSWORD };
		expect(await followLink(home, third, eve)).toBeNull();
	});

	it('says every slip at once, and works again after them', async () => {
		const secret = makeLink(home, COMMAND_LINE, 'set-up', null);
		const follow = (password: string) => followLink(home, secret, { name: ' ', email: 'ada', password });
		expect(await slips(() => follow('short'))).toEqual(['name: name', 'email: email', 'password: short']);
		expect(await slips(() => follow('x'.repeat(20)))).toContain('password: same');
		expect(await slips(() => follow('four words '.repeat(30)))).toContain('password: long');
		expect(findLink(home, secret)).not.toBeNull();
	});

	it('is not kept as it is, nor is a password', async () => {
		const secret = makeLink(home, COMMAND_LINE, 'set-up', null);
		await followLink(home, secret, { name: 'Ada', email: 'ada@example.org', password: PASSWORD });
		const kept = ['link', 'account', 'audit'].map((table) =>
			JSON.stringify(openApp(home).prepare(`select * from ${table}`).all())
		);
		expect(kept.join()).not.toContain(secret);
		expect(kept.join()).not.toContain(PASSWORD);
		const [account] = openApp(home).prepare('select password from account').all();
		expect(String(account?.password)).toMatch(/^\$argon2id\$/);
		expect(await verify(String(account?.password), PASSWORD)).toBe(true);
	});
});

describe('an invitation', () => {
	it('lets nobody in until its link was followed, and that works once', async () => {
		const { person, secret } = invite(home, COMMAND_LINE, wanted('supervisor'));
		expect(findPerson(home, person)).toMatchObject({ state: 'invited', teams: ['North'] });
		expect(hasPassword(home, person)).toBe(false);
		expect(await followLink(home, secret, { password: PASSWORD })).toMatchObject({ state: 'active' });
		expect(await followLink(home, secret, { password: 'another four words' })).toBeNull();
	});

	it('works for a week, and a new link takes the place of an older one', () => {
		const { person, secret } = invite(home, COMMAND_LINE, wanted('worker'));
		const days = (Date.parse(linkUntil(home, person) ?? '') - Date.now()) / HOUR / 24;
		expect(days).toBeCloseTo(7, 2);
		const again = makeLink(home, COMMAND_LINE, 'invitation', person);
		expect(findLink(home, secret)).toBeNull();
		expect(findLink(home, again)?.person?.id).toBe(person);
		age(0);
		expect(findLink(home, again)).toBeNull();
		expect(findLink(home, 'never made')).toBeNull();
	});

	it('keeps only what the role has, and asks for what it needs, every reason at once', async () => {
		const nothing = { programs: [], teams: [], worker: null };
		const one = invite(home, COMMAND_LINE, wanted('funder'));
		expect(findPerson(home, one.person)).toMatchObject(nothing);
		const ask = (role: Role) =>
			slips(() => invite(home, COMMAND_LINE, wanted(role, { ...nothing, name: '', email: 'no' })));
		expect(await ask('program manager')).toEqual(['name: name', 'email: email', 'programs: programs']);
		expect(await ask('supervisor')).toEqual(['name: name', 'email: email', 'teams: teams']);
		expect(await ask('worker')).toEqual(['name: name', 'email: email', 'worker: worker']);
		expect(await ask('data steward')).toEqual(['name: name', 'email: email']);
	});

	it('is refused to an e-mail that somebody has, however it is written', async () => {
		const { person } = invite(home, COMMAND_LINE, wanted('worker'));
		const again = { email: ' WORKER@example.org' };
		expect(await slips(() => invite(home, COMMAND_LINE, wanted('worker', again)))).toEqual(['email: taken']);
		changePerson(home, COMMAND_LINE, person, wanted('worker', again)); // it is their own
		expect(listPeople(home)).toHaveLength(1);
	});
});

describe('somebody', () => {
	it('is signed out everywhere when their role or reach changes, and nobody else is', async () => {
		const ada = await administrator();
		const worker = await invited('worker');
		const tokens = [signIn(worker), signIn(worker), signIn(ada)];
		changePerson(home, ada, worker.id, wanted('supervisor', { email: worker.email, teams: ['South'] }));
		expect(signIns()).toEqual([tokens[2]]);
		expect(findPerson(home, worker.id)).toMatchObject({
			role: 'supervisor',
			teams: ['South'],
			programs: [],
			worker: null
		});
	});

	it('is signed out when the account is closed, has no link any more, and comes back as they were', async () => {
		const ada = await administrator();
		const worker = await invited('worker');
		const link = makeLink(home, ada, 'password', worker.id);
		signIn(worker);
		setClosed(home, ada, worker.id, true);
		expect(signIns()).toEqual([]);
		expect(findLink(home, link)).toBeNull();
		expect(await slips(() => makeLink(home, ada, 'password', worker.id))).toEqual(['link: closed']);
		setClosed(home, ada, worker.id, false);
		expect(findPerson(home, worker.id)).toMatchObject({ state: 'active', worker: 'w1' });
		const never = invite(home, ada, wanted('funder')).person;
		setClosed(home, ada, never, true);
		setClosed(home, ada, never, false);
		expect(findPerson(home, never).state).toBe('invited');
	});

	it('is signed out by a new password, their own or one by a link, and other links end', async () => {
		const worker = await invited('worker');
		signIn(worker);
		const link = makeLink(home, COMMAND_LINE, 'password', worker.id);
		await setPassword(home, worker, 'another four words');
		expect(signIns()).toEqual([]);
		expect(findLink(home, link)).toBeNull();
		signIn(worker);
		await followLink(home, makeLink(home, COMMAND_LINE, 'password', worker.id), { password: PASSWORD });
		expect(signIns()).toEqual([]);
		expect(await slips(() => setPassword(home, worker, 'short'))).toEqual(['password: short']);
	});
});

describe('a funder’s account', () => {
	const funder = (name: string | null) => wanted('funder', { funder: name });
	const grants = () => {
		writeFileSync(
			join(home.path, 'grants.csv'),
			'grant,funder,programs,from,to,year_starts,breakdowns,k,basis,due_days,responsible\nRapid 26,Harbor County,Rapid,2025-07-01,2026-06-30,7,,,,,\n'
		);
	};

	it('is of a funder once there are grants', async () => {
		expect((await invited('funder', { funder: null })).funder).toBeNull();
		grants();
		const without = () => invite(home, COMMAND_LINE, { ...funder(null), email: 'f@example.org' });
		expect(await slips(without)).toEqual(['funder: funder']);
		const of = { ...funder('Harbor County'), email: 'f@example.org' };
		const { person } = invite(home, COMMAND_LINE, of);
		expect(findPerson(home, person)).toMatchObject({ role: 'funder', funder: 'Harbor County', programs: [] });
		expect(reachOf(home, person).funder).toBe('Harbor County');
	});

	it('can be given to another funder, which is in the audit log, and nobody else has one', async () => {
		const ada = await administrator();
		const { id, email } = await invited('funder', { funder: 'State' });
		changePerson(home, ada, id, { ...funder('Harbor County'), email });
		expect(said().at(-1)?.detail).toEqual({
			role: { from: 'funder', to: 'funder' },
			from: { funder: 'State' },
			to: { funder: 'Harbor County' }
		});
		changePerson(home, ada, id, { ...wanted('worker', { funder: 'Harbor County' }), email });
		expect(findPerson(home, id)).toMatchObject({ role: 'worker', funder: null });
	});
});

describe('the last administrator', () => {
	it('can be neither closed nor given another role, until there is another who can sign in', async () => {
		const ada = await administrator();
		const change = () =>
			changePerson(home, ada, ada.id, wanted('data steward', { email: ada.email, name: 'Ada' }));
		expect(await slips(change)).toEqual(['role: last']);
		expect(await slips(() => setClosed(home, ada, ada.id, true))).toEqual(['role: last']);
		const { person, secret } = invite(home, ada, wanted('administrator'));
		expect(await slips(change), 'one who was only invited cannot help').toEqual(['role: last']);
		await followLink(home, secret, { password: PASSWORD });
		setClosed(home, ada, ada.id, true);
		expect(await slips(() => setClosed(home, ada, person, true))).toEqual(['role: last']);
		expect(hasAdministrator(home)).toBe(true);
	});

	it('is no sample person, who cannot be changed either', async () => {
		addPerson(home, wanted('administrator'), 'active', 'sample-administrator');
		expect(hasAdministrator(home)).toBe(false);
		const change = () => changePerson(home, COMMAND_LINE, 'sample-administrator', wanted('funder'));
		expect(await slips(change)).toEqual(['role: sample']);
		const close = () => setClosed(home, COMMAND_LINE, 'sample-administrator', true);
		expect(await slips(close)).toEqual(['role: sample']);
	});
});

describe('what somebody sees', () => {
	const choices: Choices = {
		programs: [
			{ id: 'p1', name: 'Rapid' },
			{ id: 'p2', name: 'Shelter' }
		],
		teams: [{ name: 'North', members: [], supervisors: [] }],
		workers: [{ id: 'w1', name: 'A. Alder', code: 'W11', team: 'North' }],
		funders: ['Harbor County'],
		trouble: null
	};
	const none = { programs: [], teams: [], worker: null, funder: null };
	const broken: Choices = {
		programs: [],
		teams: [],
		workers: [],
		funders: [],
		trouble: 'There is no store.'
	};

	it('is named, and what is not in the data any more is told', () => {
		const manager = sightOf({ ...none, role: 'program manager', programs: ['p2', 'gone'] }, choices);
		expect(manager).toMatchObject({ programs: ['Shelter'], gone: { programs: 1 } });
		const supervisor = sightOf({ ...none, role: 'supervisor', teams: ['North', 'West'] }, choices);
		expect(supervisor.gone.teams).toEqual(['West']);
		const worker = sightOf({ ...none, role: 'worker', worker: 'w1' }, choices);
		expect(worker).toMatchObject({ worker: { name: 'A. Alder', code: 'W11' }, gone: { worker: false } });
		expect(sightOf({ ...none, role: 'worker', worker: 'w9' }, choices).gone.worker).toBe(true);
		const funder = (name: string) => sightOf({ ...none, role: 'funder', funder: name }, choices);
		expect(funder('Harbor County')).toMatchObject({ funder: 'Harbor County', gone: { funder: false } });
		expect(funder('Nobody').gone.funder).toBe(true);
	});

	it('is not said to be gone where no figures can be read', () => {
		const worker = sightOf({ ...none, role: 'worker', worker: 'w1' }, broken);
		expect(worker).toMatchObject({ worker: null, unnamed: true, gone: { worker: false } });
	});

	it('is chosen from what is there; what they had may stay', () => {
		const ask = (reach: Partial<Wanted>, had: Wanted | null = null) =>
			unknownIn({ ...wanted('worker'), ...reach }, had, choices).map(({ field }) => field);
		expect(ask({})).toEqual([]);
		expect(ask({ worker: 'w9' })).toEqual(['worker']);
		expect(ask({ worker: 'w9' }, wanted('worker', { worker: 'w9' }))).toEqual([]);
		expect(ask({ role: 'supervisor', teams: ['North', 'West'] })).toEqual(['teams']);
		expect(ask({ role: 'program manager', programs: ['p1', 'x'] })).toEqual(['programs']);
		expect(ask({ role: 'program manager', programs: 'all' })).toEqual([]);
		expect(ask({ role: 'funder', funder: 'Harbor County' })).toEqual([]);
		expect(ask({ role: 'funder', funder: 'Nobody' })).toEqual(['funder']);
		expect(ask({ role: 'funder', funder: 'Nobody' }, wanted('funder', { funder: 'Nobody' }))).toEqual([]);
	});
});

it('what was done to people is in the audit log, without a password or a link, and its chain holds', async () => {
	const ada = await administrator();
	const worker = await invited('worker', { name: 'Wanda' });
	changePerson(home, ada, worker.id, wanted('worker', { email: worker.email, worker: 'w2' }));
	makeLink(home, ada, 'password', worker.id);
	setClosed(home, ada, worker.id, true);
	expect(said().map(({ action }) => action)).toEqual([
		'set up',
		'set a password',
		'invited',
		'set a password',
		'changed a person',
		'made a password link',
		'closed an account'
	]);
	expect(said()[4]).toEqual({
		action: 'changed a person',
		subject: worker.id,
		detail: {
			role: { from: 'worker', to: 'worker' },
			from: { worker: 'w1' },
			to: { worker: 'w2' }
		}
	});
	expect((await verifyAudit(home)).problems).toEqual([]);
	expect(new Slipped([{ field: 'role', why: 'last' }]).message).toContain('only administrator');
});
