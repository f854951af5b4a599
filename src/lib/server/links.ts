import { createHash, randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import type { Home } from '#pipelines/home.ts';
import { inOneStep, openApp } from './app-db.ts';
import { record, type Actor } from './audit.ts';
import { isDemonstration } from './demonstration.ts';
import { mayEnter } from './entry.ts';
import { checkPassword, keepHash } from './passwords.ts';
import {
	addPerson,
	checkWanted,
	endSessions,
	findPerson,
	hasAdministrator,
	reachSaid,
	type Person,
	type Wanted
} from './people.ts';
import { Slipped, type Slip } from './slips.ts';

export type LinkKind = 'set-up' | 'invitation' | 'password';

const HOURS: Record<LinkKind, number> = { 'set-up': 24, invitation: 7 * 24, password: 24 };

/**
 * Makes a link of a person's: older ones of theirs no longer work. Gives the secret that goes into its address.
 * Throws `Slipped` for a closed account: a new password would not open it.
 */
export function makeLink(home: Home, actor: Actor, kind: LinkKind, person: string | null): string {
	if (person !== null && findPerson(home, person).state === 'closed')
		throw new Slipped([{ field: 'link', why: 'closed' }]);
	const secret = randomBytes(32).toString('base64url');
	const db = openApp(home);
	const now = Date.now();
	inOneStep(db, () => {
		db.prepare('delete from link where person is ?').run(person);
		db.prepare('insert into link values (?, ?, ?, ?, ?, ?, null)').run(
			hashOf(secret),
			kind,
			person,
			actor.id,
			new Date(now).toISOString(),
			new Date(now + HOURS[kind] * 3_600_000).toISOString()
		);
		if (kind === 'password') record(home, actor, 'made a password link', person ?? '');
	});
	return secret;
}

/** Until when the link works that a person has, as ISO in UTC, or null where they have none that was not used. */
export function linkUntil(home: Home, person: string): string | null {
	const row = openApp(home)
		.prepare('select expires_at from link where person = ? and used_at is null')
		.get(person);
	return row ? String(row.expires_at) : null;
}

/**
 * What a link is for, or null: it does not exist, was used, or has run out. All three are answered alike. In the
 * demonstration none works: nobody has a password there.
 */
export function findLink(home: Home, secret: string): { kind: LinkKind; person: Person | null } | null {
	if (isDemonstration(home)) return null;
	const row = openApp(home)
		.prepare('select kind, person from link where hash = ? and used_at is null and expires_at > ?')
		.get(hashOf(secret), new Date().toISOString());
	if (!row) return null;
	const kind = row.kind as LinkKind;
	if (kind === 'set-up') return hasAdministrator(home) ? null : { kind, person: null };
	return { kind, person: findPerson(home, String(row.person)) };
}

/**
 * Follows a link: a set-up link makes the first administrator, the others set the password of their person. It
 * works once; the person's sign-ins end. Gives the person, or null where the link does not work (any more).
 * Throws `Slipped` for a password or a name that will not do; the link can then be used again.
 */
export async function followLink(
	home: Home,
	secret: string,
	{ password, name, email }: { password: string; name?: string; email?: string }
): Promise<Person | null> {
	const slips = checkPassword(password);
	const found = findLink(home, secret);
	if (!found) return null;
	const wanted: Wanted = {
		name: name ?? '',
		email: email ?? '',
		role: 'administrator',
		programs: [],
		teams: [],
		worker: null,
		funder: null
	};
	let first: Wanted | null = null;
	try {
		first = found.kind === 'set-up' ? checkWanted(home, wanted, null) : null;
	} catch (error) {
		if (!(error instanceof Slipped)) throw error;
		slips.unshift(...error.slips);
	}
	if (slips.length > 0) throw new Slipped(slips);
	if (found.person && !mayEnter(home, { ...found.person, state: 'active' }, 'password'))
		throw new Slipped([{ field: 'password', why: 'providerOnly' }]);
	const secretHash = await hash(password);
	const db = openApp(home);
	return inOneStep(db, () => {
		const now = new Date().toISOString();
		const { changes } = db
			.prepare('update link set used_at = ? where hash = ? and used_at is null and expires_at > ?')
			.run(now, hashOf(secret), now);
		if (changes === 0) return null; // somebody else was faster
		let person = found.person;
		if (first !== null) {
			if (hasAdministrator(home)) return null;
			person = addPerson(home, first, 'active');
			record(home, person, 'set up', person.id);
		}
		if (person === null) return null;
		keepHash(home, person.id, secretHash);
		db.prepare("update person set state = 'active', updatedAt = ? where id = ? and state = 'invited'").run(
			now,
			person.id
		);
		endSessions(home, person.id);
		record(home, person, 'set a password', person.id, { by: found.kind });
		return findPerson(home, person.id);
	});
}

/**
 * Adds a person who cannot sign in yet, and gives the secret of a link that lets them. Throws `Slipped` with
 * every reason at once (`also` are those that were found already).
 */
export function invite(
	home: Home,
	actor: Actor,
	wanted: Wanted,
	also: readonly Slip[] = []
): { person: string; secret: string } {
	const checked = checkWanted(home, wanted, null, also);
	return inOneStep(openApp(home), () => {
		const { id } = addPerson(home, checked, 'invited');
		const secret = makeLink(home, actor, 'invitation', id);
		record(home, actor, 'invited', id, { role: checked.role, ...reachSaid(checked) });
		return { person: id, secret };
	});
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');
