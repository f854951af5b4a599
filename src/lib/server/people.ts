import { randomUUID } from 'node:crypto';
import { Misused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import { listFunders } from '#lib/reports/grants.ts';
import type { Role } from '#lib/roles.ts';
import type { Reach } from './access.ts';
import { inOneStep, openApp } from './app-db.ts';
import { record, type Actor } from './audit.ts';
import { isSamplePerson, SAMPLE_PERSON } from './sample.ts';
import { Slipped, type Slip } from './slips.ts';

export type PersonState = 'invited' | 'active' | 'closed';

/** Somebody who may sign in, or was invited to. Moments are ISO in UTC. */
export type Person = Reach & { id: string; name: string; email: string; state: PersonState; since: string };

/** What is asked of a person when they are invited or changed; only a funder's account has a funder. */
export type Wanted = Omit<Reach, 'funder'> & { funder?: string | null; name: string; email: string };

/** What was asked, put right. */
type Checked = Reach & { name: string; email: string };

type Row = {
	id: string;
	name: string;
	email: string;
	role: Role;
	state: PersonState;
	createdAt: string;
	workerId: string | null;
	funder: string | null;
	all_programs: number | null;
};

const PEOPLE = 'select p.*, s.all_programs from person p left join person_scope s on s.person = p.id';

/** Everybody, those who were closed last. */
export function listPeople(home: Home): Person[] {
	const rows = openApp(home).prepare(`${PEOPLE} order by p.state = 'closed', lower(p.name), p.id`).all();
	return rows.map((row) => personOf(home, row as Row));
}

/** The person with an id. Throws `Misused` where there is none. */
export function findPerson(home: Home, id: string): Person {
	const row = openApp(home).prepare(`${PEOPLE} where p.id = ?`).get(id) as Row | undefined;
	if (!row) throw new Misused('There is no such person.');
	return personOf(home, row);
}

/** The person with an e-mail. Throws `Misused` where there is none. */
export function findByEmail(home: Home, email: string): Person {
	const row = openApp(home).prepare('select id from person where email = ?').get(email.trim().toLowerCase());
	if (!row) throw new Misused(`Nobody has the e-mail ${email}.`);
	return findPerson(home, String(row.id));
}

function personOf(home: Home, row: Row): Person {
	const db = openApp(home);
	const texts = (sql: string) =>
		db
			.prepare(sql)
			.all(row.id)
			.map((each) => String(Object.values(each)[0]));
	return {
		id: row.id,
		name: row.name,
		email: row.email,
		role: row.role,
		state: row.state,
		since: row.createdAt,
		programs:
			row.all_programs === 1
				? 'all'
				: texts('select program from person_program where person = ? order by program'),
		teams: texts('select team from person_team where person = ? order by team'),
		worker: row.workerId,
		funder: row.funder
	};
}

/** What decides which rows a person may ask about. */
export function reachOf(home: Home, id: string): Reach {
	const { role, programs, teams, worker, funder } = findPerson(home, id);
	return { role, programs, teams, worker, funder };
}

/** Whether somebody who may do everything can sign in: somebody other than a person, where one is named. */
export function hasAdministrator(home: Home, other = ''): boolean {
	const found = openApp(home)
		.prepare(
			"select 1 from person where role = 'administrator' and state = 'active' and id <> ? and id not like ? limit 1"
		)
		.get(other, `${SAMPLE_PERSON}%`);
	return found !== undefined;
}

/**
 * Changes a person's name, role or reach; their sign-ins end at once, so that nobody goes on with what they had.
 * Throws `Slipped` with every reason
 * (`also` are those that were found already), `Misused` where there is no such person.
 */
export function changePerson(
	home: Home,
	actor: Actor,
	id: string,
	wanted: Wanted,
	also: readonly Slip[] = []
): void {
	const before = findPerson(home, id);
	const checked = checkWanted(home, wanted, id, also);
	refuseSample(id);
	if (before.role === 'administrator' && checked.role !== 'administrator') refuseLast(home, id);
	inOneStep(openApp(home), () => {
		openApp(home)
			.prepare(
				'update person set name = ?, email = ?, role = ?, workerId = ?, funder = ?, updatedAt = ? where id = ?'
			)
			.run(
				checked.name,
				checked.email,
				checked.role,
				checked.worker,
				checked.funder,
				new Date().toISOString(),
				id
			);
		writeReach(home, id, checked);
		endSessions(home, id);
		// The provider vouched for the e-mail that was: it is asked again.
		if (checked.email !== before.email)
			openApp(home).prepare("delete from account where userId = ? and providerId <> 'credential'").run(id);
		record(home, actor, 'changed a person', id, {
			role: { from: before.role, to: checked.role },
			from: reachSaid(before),
			to: reachSaid(checked)
		});
	});
}

/**
 * Closes an account, or opens it again: who is closed is signed out and cannot sign in. Throws `Slipped` where it is
 * the last administrator's.
 */
export function setClosed(home: Home, actor: Actor, id: string, closed: boolean): void {
	const person = findPerson(home, id);
	if (closed === (person.state === 'closed')) return;
	refuseSample(id);
	if (closed && person.role === 'administrator') refuseLast(home, id);
	const db = openApp(home);
	inOneStep(db, () => {
		const hasPassword = db.prepare('select 1 from account where userId = ?').get(id) !== undefined;
		const state: PersonState = closed ? 'closed' : hasPassword ? 'active' : 'invited';
		db.prepare('update person set state = ?, updatedAt = ? where id = ?').run(
			state,
			new Date().toISOString(),
			id
		);
		if (closed) {
			endSessions(home, id);
			db.prepare('delete from link where person = ?').run(id);
		}
		record(home, actor, closed ? 'closed an account' : 'changed a person', id, { state });
	});
}

function refuseLast(home: Home, id: string): void {
	if (!hasAdministrator(home, id)) throw new Slipped([{ field: 'role', why: 'last' }]);
}

function refuseSample(id: string): void {
	if (isSamplePerson(id)) throw new Slipped([{ field: 'role', why: 'sample' }]);
}

/**
 * What is asked of a person, put right: only what the role has. `id` is whom it is asked of, null of somebody new.
 * Throws `Slipped` with every reason at once, those that were found already (`also`) among them.
 */
export function checkWanted(
	home: Home,
	wanted: Wanted,
	id: string | null,
	also: readonly Slip[] = []
): Checked {
	const slips: Slip[] = [...also];
	const name = wanted.name.trim();
	const email = wanted.email.trim().toLowerCase();
	if (name === '' || name.length > 200) slips.push({ field: 'name', why: 'name' });
	const taken = openApp(home).prepare('select id from person where email = ?').get(email);
	if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > 254) slips.push({ field: 'email', why: 'email' });
	else if (taken && taken.id !== id) slips.push({ field: 'email', why: 'taken' });
	const { role, programs, teams, worker, funder = null } = wanted;
	if (role === 'program manager' && programs !== 'all' && programs.length === 0)
		slips.push({ field: 'programs', why: 'programs' });
	if (role === 'supervisor' && teams.length === 0) slips.push({ field: 'teams', why: 'teams' });
	if (role === 'worker' && worker === null) slips.push({ field: 'worker', why: 'worker' });
	if (role === 'funder' && funder === null && listFunders(home).length > 0)
		slips.push({ field: 'funder', why: 'funder' });
	if (slips.length > 0) throw new Slipped(slips);
	return {
		name,
		email,
		role,
		programs: role === 'program manager' ? programs : [],
		teams: role === 'supervisor' ? teams : [],
		worker: role === 'worker' ? worker : null,
		funder: role === 'funder' ? funder : null
	};
}

/** Adds a person as `checkWanted` gave them. */
export function addPerson(
	home: Home,
	{ name, email, ...reach }: Wanted,
	state: PersonState,
	id: string = randomUUID()
): Person {
	const now = new Date().toISOString();
	openApp(home)
		.prepare(
			'insert into person (id, name, email, emailVerified, createdAt, updatedAt, role, workerId, funder, state) values (?, ?, ?, 0, ?, ?, ?, ?, ?, ?)'
		)
		.run(id, name, email, now, now, reach.role, reach.worker, reach.funder ?? null, state);
	writeReach(home, id, reach);
	return findPerson(home, id);
}

/** Removes a person as if they had never been there; the audit log keeps what they did. */
export function removePerson(home: Home, id: string): void {
	openApp(home).prepare('delete from person where id = ?').run(id);
}

/** Ends every sign-in of a person, or all but the one with a token. */
export function endSessions(home: Home, person: string, except = ''): void {
	openApp(home).prepare('delete from session where userId = ? and token <> ?').run(person, except);
}

function writeReach(home: Home, id: string, { programs, teams }: Pick<Reach, 'programs' | 'teams'>): void {
	const db = openApp(home);
	for (const table of ['person_scope', 'person_program', 'person_team'])
		db.prepare(`delete from ${table} where person = ?`).run(id);
	db.prepare('insert into person_scope values (?, ?)').run(id, programs === 'all' ? 1 : 0);
	for (const program of programs === 'all' ? [] : programs)
		db.prepare('insert into person_program values (?, ?)').run(id, program);
	for (const team of teams) db.prepare('insert into person_team values (?, ?)').run(id, team);
}

/** A reach as the audit log has it. */
export function reachSaid({ programs, teams, worker, funder }: Reach): Record<string, unknown> {
	return {
		...(programs === 'all' || programs.length > 0 ? { programs } : {}),
		...(teams.length > 0 ? { teams } : {}),
		...(worker === null ? {} : { worker }),
		...(funder === null ? {} : { funder })
	};
}
