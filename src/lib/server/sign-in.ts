import { createHmac, timingSafeEqual } from 'node:crypto';
import { verify } from '@node-rs/argon2';
import type { RequestEvent } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { APIError } from 'better-auth/api';
import { key } from '#pipelines/secrets.ts';
import { authOf } from './auth.ts';
import { openApp } from './app-db.ts';
import { record } from './audit.ts';
import { mayEnter } from './entry.ts';
import type { Person } from './people.ts';
import { cookieName, isSecure, listeningOf } from './listening.ts';
import { servedHome } from './reading.ts';
import { makeThrottle } from './throttle.ts';

const throttle = makeThrottle();
const YEAR = 365 * 24 * 3600;

/**
 * Signs somebody in by e-mail and password and sets the cookie. Whatever is wrong, of a known e-mail or an
 * unknown one, is `wrong`, and takes as long.
 */
export async function signIn(
	event: RequestEvent,
	email: string,
	password: string
): Promise<'signed in' | 'wrong' | 'too many'> {
	const home = servedHome();
	const account = email.trim().toLowerCase();
	const secure = isSecure(listeningOf(home));
	const name = cookieName('throughline.known', secure);
	const mark = createHmac('sha256', key(home, 'sign-in')).update(`known browser ${account}`).digest('hex');
	const attempt = {
		address: event.getClientAddress(),
		account,
		known: isSame(event.cookies.get(name) ?? '', mark)
	};
	const signedIn = await throttle.attempt(
		attempt,
		() => check(event, account, password),
		(person) => person !== null
	);
	if (signedIn === 'too many') return 'too many';
	if (signedIn === null) return 'wrong';
	event.cookies.set(name, mark, {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure,
		maxAge: YEAR
	});
	record(home, signedIn, 'signed in', signedIn.id);
	return 'signed in';
}

/** Whether a password is the person's own: asked of who is signed in before it is changed. Slowed as `signIn` is. */
export async function verifyPassword(
	event: RequestEvent,
	email: string,
	password: string
): Promise<'right' | 'wrong' | 'too many'> {
	const row = openApp(servedHome())
		.prepare(
			"select a.password from account a join person p on p.id = a.userId where p.email = ? and a.providerId = 'credential'"
		)
		.get(email);
	const attempt = { address: event.getClientAddress(), account: email, known: true };
	const right = await throttle.attempt(
		attempt,
		async () => row !== undefined && (await verify(String(row.password), password)),
		(answer) => answer
	);
	return right === 'too many' ? right : right ? 'right' : 'wrong';
}

type SignedIn = { id: string; name: string };

async function check(event: RequestEvent, email: string, password: string): Promise<SignedIn | null> {
	const home = servedHome();
	const auth = authOf(home);
	const known = openApp(home).prepare('select id, role, state from person where email = ?').get(email) as
		Pick<Person, 'id' | 'role' | 'state'> | undefined;
	try {
		const { user } = await auth.api.signInEmail({
			body: { email, password },
			headers: event.request.headers
		});
		if (known && mayEnter(home, known, 'password')) return { id: user.id, name: user.name };
		openApp(home).prepare('delete from session where userId = ?').run(user.id);
	} catch (error) {
		if (!(error instanceof APIError)) throw error;
	}
	// Which unknown e-mail was tried is not kept: it may be a password in the wrong field.
	if (known)
		record(home, { id: null, name: 'not signed in' }, 'sign-in refused', known.id, {
			address: event.getClientAddress()
		});
	return null;
}

function isSame(a: string, b: string): boolean {
	return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

/** The page of this server that somebody who signs in is on the way to (`to`), or the first one. */
export function destination(url: URL): string {
	const to = url.searchParams.get('to') ?? '/';
	const found = URL.canParse(to, url) ? new URL(to, url) : url;
	// `//name` would be another server
	const here = found.origin === url.origin && to.startsWith('/') && !found.pathname.startsWith('//');
	return here ? found.pathname + found.search : resolve('/');
}
