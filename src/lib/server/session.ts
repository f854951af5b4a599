import type { RequestEvent } from '@sveltejs/kit';
import { readSettings, type Home } from '#pipelines/home.ts';
import type { Role } from '#lib/roles.ts';
import { ABILITIES, askerOf, type Viewer } from './access.ts';
import { openApp } from './app-db.ts';
import { authOf } from './auth.ts';
import { isDemonstration } from './demonstration.ts';
import { endSessions, reachOf } from './people.ts';
import { isSamplePerson } from './sample.ts';

const HOUR = 3_600_000;

/**
 * Who is signed in, by the cookie of a request, or null. A sign-in ends after some time without a request, after
 * some hours in any case (settings), and at once where the account was closed, or is a sample person's and the
 * demonstration is over.
 */
export async function readViewer(home: Home, headers: Headers): Promise<Viewer | null> {
	const found = await authOf(home).api.getSession({ headers });
	if (!found) return null;
	const { user, session } = found;
	const age = Date.now() - session.createdAt.getTime();
	const isOver = isSamplePerson(user.id) && !isDemonstration(home);
	if (isOver) endSessions(home, user.id);
	if (isOver || user.state !== 'active' || age > readSettings(home).session_hours * HOUR) {
		end(home, session.token);
		return null;
	}
	const role = user.role as Role;
	const reach = reachOf(home, user.id);
	return {
		id: user.id,
		name: user.name,
		email: user.email,
		role,
		abilities: ABILITIES[role],
		asker: askerOf(reach),
		funder: reach.funder
	};
}

/**
 * Signs somebody in in the browser that sent a request, without asking for anything: ask before. It is always a new
 * sign-in, never one that the browser brought along, and the one that it had ends.
 */
export async function beginSession(
	home: Home,
	{ request: { headers } }: RequestEvent,
	person: string
): Promise<void> {
	const token = await tokenOf(home, headers);
	if (token !== null) end(home, token);
	openApp(home).prepare('delete from session where expiresAt < ?').run(new Date().toISOString());
	await authOf(home).api.signInAs({ body: { person }, headers });
}

/** The token of the sign-in that a request belongs to, or null. */
export async function tokenOf(home: Home, headers: Headers): Promise<string | null> {
	const found = await authOf(home).api.getSession({ headers, query: { disableRefresh: true } });
	return found?.session.token ?? null;
}

/** In how many browsers somebody is signed in, beside the one that a token is of. */
export function countOthers(home: Home, person: string, token: string | null): number {
	const { session_hours: hours } = readSettings(home);
	const found = openApp(home)
		.prepare(
			'select count(*) as n from session where userId = ? and token <> ? and expiresAt > ? and createdAt > ?'
		)
		.get(person, token ?? '', new Date().toISOString(), new Date(Date.now() - hours * HOUR).toISOString());
	return Number(found?.n);
}

function end(home: Home, token: string): void {
	openApp(home).prepare('delete from session where token = ?').run(token);
}
