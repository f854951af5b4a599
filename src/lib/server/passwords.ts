import { randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { Refused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import { inOneStep, openApp } from './app-db.ts';
import { record } from './audit.ts';
import { endSessions, type Person } from './people.ts';

/** NIST SP 800-63B asks for 8 characters at the least and 15 where nothing else is asked; four words have more. */
export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 200;

/** Sets a password; the person's other sign-ins end. Throws `Refused` for one that will not do. */
export async function setPassword(
	home: Home,
	person: Person,
	password: string,
	token: string
): Promise<void> {
	const reasons = checkPassword(password);
	if (reasons.length > 0) throw new Refused(reasons);
	const secretHash = await hash(password);
	inOneStep(openApp(home), () => {
		keepHash(home, person.id, secretHash);
		endSessions(home, person.id, token);
		record(home, person, 'set a password', person.id, { by: 'themselves' });
	});
}

/** Why a password will not do, as sentences. */
export function checkPassword(password: string): string[] {
	const length = [...password].length;
	if (length < SHORTEST_PASSWORD)
		return [
			`Password: it has ${String(length)} characters. Take at least ${String(SHORTEST_PASSWORD)}, such as four words.`
		];
	if (length > LONGEST_PASSWORD) return [`Password: take at most ${String(LONGEST_PASSWORD)} characters.`];
	return [];
}

/** Whether a person has a password: who came by the provider may have none. */
export function hasPassword(home: Home, person: string): boolean {
	const sql = "select 1 from account where userId = ? and providerId = 'credential'";
	return openApp(home).prepare(sql).get(person) !== undefined;
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
