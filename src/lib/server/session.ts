import { readSettings, type Home } from '#pipelines/home.ts';
import type { Role } from '#lib/roles.ts';
import { ABILITIES, askerOf, type Viewer } from './access.ts';
import { openApp } from './app-db.ts';
import { authOf } from './auth.ts';
import { reachOf } from './people.ts';

const HOUR = 3_600_000;

/**
 * Who is signed in, by the cookie of a request, or null. A sign-in ends after some time without a request, after
 * some hours in any case (settings), and at once where the account was closed.
 */
export async function readViewer(home: Home, headers: Headers): Promise<Viewer | null> {
	const found = await authOf(home).api.getSession({ headers });
	if (!found) return null;
	const { user, session } = found;
	const age = Date.now() - session.createdAt.getTime();
	if (user.state !== 'active' || age > readSettings(home).session_hours * HOUR) {
		end(home, session.token);
		return null;
	}
	const role = user.role as Role;
	return {
		id: user.id,
		name: user.name,
		email: user.email,
		role,
		abilities: ABILITIES[role],
		asker: askerOf(reachOf(home, user.id))
	};
}

function end(home: Home, token: string): void {
	openApp(home).prepare('delete from session where token = ?').run(token);
}
