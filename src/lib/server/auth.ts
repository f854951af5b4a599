import { hash, verify } from '@node-rs/argon2';
import { betterAuth, type BetterAuthOptions } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { sveltekitCookies } from 'better-auth/svelte-kit';
import { z } from 'zod';
import { getRequestEvent } from '$app/server';
import { readSettings, type Home } from '#pipelines/home.ts';
import { key } from '#pipelines/secrets.ts';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '#lib/passwords.ts';
import { openApp, type AppDb } from './app-db.ts';
import { cookieName, isSecure, listeningOf } from './listening.ts';

/** Signs in whoever the server says (`beginSession`). No address leads to it. */
const signInAs = createAuthEndpoint(
	{ method: 'POST', body: z.object({ person: z.string() }) },
	async (ctx) => {
		const { internalAdapter } = ctx.context;
		const user = await internalAdapter.findUserById(ctx.body.person);
		if (!user) throw ctx.error('NOT_FOUND');
		const session = await internalAdapter.createSession(user.id);
		await setSessionCookie(ctx, { session, user });
		return ctx.json({ signedIn: user.id });
	}
);

/** What every way in has in common: the home's people and sign-ins, and the cookie. */
export function commonOptions(home: Home, db: AppDb) {
	const { session_idle_minutes: idle } = readSettings(home);
	const secure = isSecure(listeningOf(home));
	return {
		database: db,
		secret: key(home, 'sign-in').toString('hex'),
		telemetry: { enabled: false },
		logger: { disabled: true },
		// What guesses passwords is slowed by `throttle.ts`, which also sees calls that come by no address.
		rateLimit: { enabled: false },
		user: {
			modelName: 'person',
			additionalFields: {
				role: { type: 'string', required: true, input: false },
				workerId: { type: 'string', required: false, input: false },
				state: { type: 'string', required: true, input: false }
			}
		},
		session: { expiresIn: idle * 60, updateAge: 60 },
		advanced: {
			cookiePrefix: cookieName('throughline', secure),
			// With true it would put `__Secure-` in front of our prefix.
			useSecureCookies: false,
			defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure }
		}
	} satisfies BetterAuthOptions;
}

function make(home: Home, db: AppDb) {
	return betterAuth({
		...commonOptions(home, db),
		emailAndPassword: {
			enabled: true,
			disableSignUp: true,
			minPasswordLength: SHORTEST_PASSWORD,
			maxPasswordLength: LONGEST_PASSWORD,
			password: {
				hash: (password) => hash(password),
				verify: ({ hash: known, password }) => verify(known, password)
			}
		},
		plugins: [{ id: 'demonstration', endpoints: { signInAs } }, sveltekitCookies(getRequestEvent)]
	});
}

export type Auth = ReturnType<typeof make>;

const made = new WeakMap<AppDb, { auth: Auth; settings: string }>();

/** Sign-ins of a home: better-auth over its `app.sqlite`. Made anew where the settings have changed. */
export function authOf(home: Home): Auth {
	const db = openApp(home);
	const { session_idle_minutes } = readSettings(home);
	const settings = JSON.stringify({ session_idle_minutes });
	const known = made.get(db);
	if (known?.settings === settings) return known.auth;
	const auth = make(home, db);
	made.set(db, { auth, settings });
	return auth;
}
