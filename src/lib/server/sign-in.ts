import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Cookies, RequestEvent } from '@sveltejs/kit';
import type { Home } from '#pipelines/home.ts';
import { key } from '#pipelines/secrets.ts';
import { LONGEST_PASSWORD } from '#lib/passwords.ts';
import { openApp } from './app-db.ts';
import { record } from './audit.ts';
import { A_YEAR, keepCookie } from './cookie.ts';
import { mayEnter } from './entry.ts';
import { cookieName, isSecure, listeningOf } from './listening.ts';
import type { Person } from './people.ts';
import { servedHome } from './reading.ts';
import { beginSession } from './session.ts';
import { makeThrottle } from './throttle.ts';

const throttle = makeThrottle();
const MINUTES = 60;

/**
 * Signs somebody in by e-mail and password and sets the cookie. Whatever is wrong, of a known e-mail, an unknown
 * one or a closed account, is `wrong`, takes as long and leaves as much in the audit log.
 */
export async function signIn(
	event: RequestEvent,
	email: string,
	password: string
): Promise<'signed in' | 'wrong' | 'too many'> {
	const home = servedHome();
	const account = email.trim().toLowerCase();
	const known = cookieOf(home, 'known');
	const browser = knownBrowser(home, account, event.cookies.get(known));
	const address = event.getClientAddress();
	const person = await throttle.attempt(
		{ account, address, browser },
		() => check(home, account, password, address),
		(found) => found !== null
	);
	if (person === 'too many') return 'too many';
	if (person === null) return 'wrong';
	await beginSession(home, event, person.id);
	const id = browser ?? randomUUID();
	keepCookie(event.cookies, known, `${id}.${markOf(home, account, id)}`, A_YEAR);
	event.cookies.delete(cookieOf(home, 'saved'), { path: '/' });
	record(home, person, 'signed in', person.id);
	return 'signed in';
}

/** Notes for a few minutes whose password was saved in this browser: the sign-in page says so and fills in the e-mail. */
export function saveFor(event: RequestEvent, email: string): void {
	keepCookie(event.cookies, cookieOf(servedHome(), 'saved'), email, 10 * MINUTES);
}

/** The e-mail of who saved a password in this browser a moment ago, or null. */
export function savedFor(cookies: Cookies): string | null {
	return cookies.get(cookieOf(servedHome(), 'saved')) ?? null;
}

function cookieOf(home: Home, name: 'known' | 'saved'): string {
	return cookieName(`throughline.${name}`, isSecure(listeningOf(home)));
}

/** Whether a password is the one of who is signed in: asked before it is changed. Guesses are slowed here too. */
export async function verifyPassword(
	event: RequestEvent,
	person: string,
	password: string
): Promise<'right' | 'wrong' | 'too many'> {
	const known = findCredential(servedHome(), 'id', person);
	const right = await throttle.attempt(
		{ account: person, address: event.getClientAddress(), browser: 'signed in' },
		() => matches(known, password),
		(answer) => answer
	);
	return right === 'too many' ? right : right ? 'right' : 'wrong';
}

type SignedIn = { id: string; name: string };

async function check(home: Home, email: string, password: string, address: string): Promise<SignedIn | null> {
	const known = findCredential(home, 'email', email);
	const right = await matches(known, password);
	// It may have been closed, or have got another password, while this one was looked at.
	const now = findCredential(home, 'email', email);
	if (right && now && mayEnter(home, now, 'password') && now.hash === known?.hash)
		return { id: now.id, name: now.name };
	// Which unknown e-mail was tried is not kept: it may be a password in the wrong field.
	record(home, { id: null, name: 'not signed in' }, 'sign-in refused', known?.id ?? '', { address });
	return null;
}

type Credential = Pick<Person, 'id' | 'name' | 'role' | 'state'> & { hash: string | null };

function findCredential(home: Home, by: 'id' | 'email', value: string): Credential | undefined {
	return openApp(home)
		.prepare(
			`select p.id, p.name, p.role, p.state, a.password as hash from person p
			left join account a on a.userId = p.id and a.providerId = 'credential' where p.${by} = ?`
		)
		.get(value) as Credential | undefined;
}

/** The hash of a password that nobody has: where there is none to compare with, comparing takes as long. */
const nobodys = hash(randomUUID());

async function matches(known: Credential | undefined, password: string): Promise<boolean> {
	const right = await verify(known?.hash ?? (await nobodys), password.slice(0, LONGEST_PASSWORD + 1));
	return right && Boolean(known?.hash);
}

/** The id of the browser that a cookie says signed in to an account before, or null. */
function knownBrowser(home: Home, account: string, cookie: string | undefined): string | null {
	const [id = '', mark = ''] = cookie?.split('.') ?? [];
	return isSame(mark, markOf(home, account, id)) ? id : null;
}

function markOf(home: Home, account: string, browser: string): string {
	return createHmac('sha256', key(home, 'sign-in'))
		.update(`known browser ${browser} ${account}`)
		.digest('hex');
}

function isSame(one: string, other: string): boolean {
	const [a, b] = [Buffer.from(one), Buffer.from(other)];
	return a.length === b.length && timingSafeEqual(a, b);
}
