import { randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import type { Home } from '#pipelines/home.ts';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '#lib/passwords.ts';
import { inOneStep, openApp } from './app-db.ts';
import { record, type Actor } from './audit.ts';
import { endSessions } from './people.ts';
import { Slipped, type Slip } from './slips.ts';

/** So many characters must differ: “aaaaaaaaaaaa” is long and the first that is tried. */
const FEWEST_CHARACTERS = 5;

/**
 * Sets somebody's own new password. All their sign-ins end, and links with which another could be set. Throws
 * `Slipped` for one that will not do.
 */
export async function setPassword(
	home: Home,
	person: Actor & { id: string },
	password: string
): Promise<void> {
	const slips = checkPassword(password);
	if (slips.length > 0) throw new Slipped(slips);
	const secretHash = await hash(password);
	inOneStep(openApp(home), () => {
		keepHash(home, person.id, secretHash);
		openApp(home).prepare('delete from link where person = ?').run(person.id);
		endSessions(home, person.id);
		record(home, person, 'set a password', person.id, { by: 'themselves' });
	});
}

/** Why a password will not do. */
export function checkPassword(password: string): Slip[] {
	const characters = [...password];
	if (characters.length < SHORTEST_PASSWORD) return [{ field: 'password', why: 'short' }];
	if (characters.length > LONGEST_PASSWORD) return [{ field: 'password', why: 'long' }];
	if (new Set(characters).size < FEWEST_CHARACTERS) return [{ field: 'password', why: 'same' }];
	return [];
}

/** Whether somebody has a password of this server. */
export function hasPassword(home: Home, person: string): boolean {
	return (
		openApp(home)
			.prepare("select 1 from account where userId = ? and providerId = 'credential'")
			.get(person) !== undefined
	);
}

/** Keeps a password's argon2id hash as the only one of a person. */
export function keepHash(home: Home, person: string, secretHash: string): void {
	const db = openApp(home);
	const now = new Date().toISOString();
	db.prepare("delete from account where userId = ? and providerId = 'credential'").run(person);
	db.prepare(
		"insert into account (id, accountId, providerId, userId, password, createdAt, updatedAt) values (?, ?, 'credential', ?, ?, ?, ?)"
	).run(randomUUID(), person, person, secretHash, now, now);
}
