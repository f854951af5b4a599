// How sign-ins begin and end, asked over HTTP of the built server: CASES 24 and 25.
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, request, test, type APIRequestContext, type APIResponse } from '@playwright/test';
import { homeAt, prepareHome } from '#pipelines/home.ts';
import { closeApp } from '#lib/server/app-db.ts';
import { COMMAND_LINE } from '#lib/server/audit.ts';
import { followLink, invite, makeLink } from '#lib/server/links.ts';
import { changePerson, findPerson, setClosed } from '#lib/server/people.ts';
import { signedOut, start, stop } from './serve.ts';

const PASSWORD = 'four words nobody says';
const COOKIE = 'throughline.session_token';
const MINUTE = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'throughline-sessions-'));
const home = homeAt(join(folder, 'home'));
let url = '';
let child: ChildProcess;
const contexts: APIRequestContext[] = [];

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
	prepareHome(home.path);
	const admin = makeLink(home, COMMAND_LINE, 'set-up', null);
	await followLink(home, admin, { name: 'Ada', email: 'ada@example.org', password: PASSWORD });
	({ url, child } = await start({ THROUGHLINE_HOME: home.path }, { people: false }));
	url = new URL(url).origin;
});

test.afterAll(async () => {
	for (const context of contexts) await context.dispose();
	await stop(child);
	closeApp(home);
	rmSync(folder, { recursive: true });
});

let people = 0;

/** Somebody new who can sign in. */
async function somebody(): Promise<{ id: string; email: string }> {
	const email = `person${String(++people)}@example.org`;
	const nothing = { programs: 'all' as const, teams: [], worker: null };
	const wanted = { name: `Person ${String(people)}`, email, role: 'program manager' as const, ...nothing };
	const { person, secret } = invite(home, COMMAND_LINE, wanted);
	await followLink(home, secret, { password: PASSWORD });
	return { id: person, email };
}

/** A browser without a page, with cookies that it has already. */
async function browser(cookies: Record<string, string> = {}): Promise<APIRequestContext> {
	const { hostname } = new URL(url);
	const context = await request.newContext({
		baseURL: url,
		extraHTTPHeaders: { origin: url, accept: 'text/html' },
		storageState: {
			origins: [],
			cookies: Object.entries(cookies).map(([name, value]) => ({
				name,
				value,
				domain: hostname,
				path: '/',
				expires: -1,
				httpOnly: true,
				secure: false,
				sameSite: 'Lax' as const
			}))
		}
	});
	contexts.push(context);
	return context;
}

const signIn = (context: APIRequestContext, email: string, password = PASSWORD, to = '') =>
	context.post(`/sign-in${to}`, { form: { email, password }, maxRedirects: 0 });

async function cookieOf(context: APIRequestContext): Promise<string | undefined> {
	const { cookies } = await context.storageState();
	return cookies.find(({ name }) => name === COOKIE)?.value;
}

/** Who is signed in, by the page of the account, or null. */
async function whoIs(context: APIRequestContext): Promise<string | null> {
	const answer = await context.get('/account', { maxRedirects: 0 });
	if (answer.status() !== 200) return null;
	return /<h1>(.*?)<\/h1>/.exec(await answer.text())?.[1] ?? null;
}

const openFile = () => new DatabaseSync(home.app, { timeout: 10_000 });

/** Moves a sign-in's dates so many minutes into the past, as if the time had gone by. */
function letPass(person: string, minutes: number, columns: readonly string[]): void {
	const db = openFile();
	for (const column of columns) {
		const row = db.prepare(`select ${column} as at from session where userId = ?`).get(person);
		const at = new Date(new Date(String(row?.at)).getTime() - minutes * MINUTE).toISOString();
		db.prepare(`update session set ${column} = ? where userId = ?`).run(at, person);
	}
	db.close();
}

function countSessions(person: string): number {
	const db = openFile();
	const row = db.prepare('select count(*) as n from session where userId = ?').get(person);
	db.close();
	return Number(row?.n);
}

test('a cookie that was there before the sign-in is not taken over', async () => {
	const victim = await somebody();
	const made = await browser({ [COOKIE]: 'chosen-by-somebody.else' });
	expect((await signIn(made, victim.email)).status()).toBe(303);
	expect(await cookieOf(made)).not.toContain('chosen-by-somebody');

	// A true one, of the attacker's own account, put into the victim's browser.
	const attacker = await somebody();
	const theirs = await browser();
	await signIn(theirs, attacker.email);
	const planted = (await cookieOf(theirs)) ?? '';
	const fixed = await browser({ [COOKIE]: planted });
	expect(await whoIs(fixed)).toBe(`Person ${attacker.email.replace(/\D/g, '')}`);
	expect((await signIn(fixed, victim.email)).status(), 'who is signed in may sign in as another').toBe(303);
	expect(await cookieOf(fixed)).not.toBe(planted);
	expect(await whoIs(fixed)).toBe(`Person ${victim.email.replace(/\D/g, '')}`);
	expect(await whoIs(theirs), 'and the planted one has ended').toBeNull();
});

test('a sign-in ends after an hour without a request, and goes on while there are some', async () => {
	const { id, email } = await somebody();
	const context = await browser();
	await signIn(context, email);
	letPass(id, 50, ['expiresAt', 'updatedAt']);
	expect(await whoIs(context)).not.toBeNull(); // and counts from now again
	letPass(id, 50, ['expiresAt', 'updatedAt']);
	expect(await whoIs(context)).not.toBeNull();
	letPass(id, 61, ['expiresAt', 'updatedAt']);
	expect(await whoIs(context)).toBeNull();
	expect(countSessions(id)).toBe(0);
});

test('a sign-in ends after twelve hours in any case', async () => {
	const { id, email } = await somebody();
	const context = await browser();
	await signIn(context, email);
	letPass(id, 12 * 60 - 1, ['createdAt']);
	expect(await whoIs(context)).not.toBeNull();
	letPass(id, 2, ['createdAt']);
	expect(await whoIs(context)).toBeNull();
	expect(countSessions(id)).toBe(0);
});

test('a changed role, a closed account and a sign-out end it at once, in every browser', async () => {
	const { id, email } = await somebody();
	const both = [await browser(), await browser()];
	const signInBoth = async () => {
		for (const context of both) await signIn(context, email);
		for (const context of both) expect(await whoIs(context)).not.toBeNull();
	};
	const expectOut = async () => {
		for (const context of both) expect(await whoIs(context)).toBeNull();
	};
	await signInBoth();
	changePerson(home, COMMAND_LINE, id, { ...findPerson(home, id), role: 'data steward' });
	await expectOut();
	await signInBoth();
	setClosed(home, COMMAND_LINE, id, true);
	await expectOut();
	setClosed(home, COMMAND_LINE, id, false);
	await signInBoth();
	const [here] = both;
	const cookie = (await cookieOf(here!)) ?? '';
	expect((await here!.post('/sign-out', { form: { x: '' }, maxRedirects: 0 })).status()).toBe(303);
	expect(await whoIs(await browser({ [COOKIE]: cookie }))).toBeNull();
	expect(await whoIs(both[1]!), 'another browser stays signed in').not.toBeNull();
});

test('whoever knows the cookie is out after a change of the password', async () => {
	const { email } = await somebody();
	const context = await browser();
	await signIn(context, email);
	const stolen = await browser({ [COOKIE]: (await cookieOf(context)) ?? '' });
	expect(await whoIs(stolen)).not.toBeNull();
	const form = { current: PASSWORD, password: 'another four words' };
	const changed = await context.post('/account?/password', { form, maxRedirects: 0 });
	expect(changed.status()).toBe(303);
	expect(await whoIs(context)).not.toBeNull();
	expect(await whoIs(stolen)).toBeNull();
});

test.describe('in words and in time', () => {
	// A busy machine is slow in three tries of one kind now and then; what is always slower fails each time.
	test.describe.configure({ retries: 2 });

	test('an unknown e-mail, a wrong password, a closed and an invited account are answered alike', async () => {
		test.slow();
		const [known, closed] = [await somebody(), await somebody()];
		setClosed(home, COMMAND_LINE, closed.id, true);
		const wanted = { ...findPerson(home, known.id), name: 'Invited', email: 'invited@example.org' };
		invite(home, COMMAND_LINE, wanted);
		const cases: Record<string, [email: string, password: string]> = {
			wrong: [known.email, 'not the password'],
			unknown: ['nobody@example.org', PASSWORD],
			closed: [closed.email, PASSWORD],
			invited: ['invited@example.org', PASSWORD]
		};
		const times = Object.fromEntries(Object.keys(cases).map((name) => [name, [] as number[]]));
		const said = new Map<string, string>();
		// Three of each are not slowed yet.
		for (let round = 0; round < 3; round++)
			for (const [name, [email, password]] of Object.entries(cases)) {
				const context = await browser();
				const began = performance.now();
				const answer = await signIn(context, email, password);
				times[name]?.push(performance.now() - began);
				said.set(name, await plain(answer, email));
			}
		expect([...new Set(said.values())]).toHaveLength(1);
		expect(said.get('wrong')).toContain('400');
		const least = Object.values(times).map((each) => Math.min(...each));
		expect(Math.max(...least) / Math.min(...least), JSON.stringify(times)).toBeLessThan(2.5);
	});
});

/** An answer without what differs in any two. */
async function plain(answer: APIResponse, email: string): Promise<string> {
	const headers = Object.entries(answer.headers()).filter(
		([name]) => !['date', 'content-length', 'x-request-id', 'etag'].includes(name)
	);
	return [String(answer.status()), JSON.stringify(headers.sort()), await answer.text()]
		.join('\n')
		.replaceAll(email, 'E-MAIL')
		.replace(/nonce(="|-)[^"'\s]+/g, 'nonce');
}

test('guesses at somebody are slowed, and the somebody is not where they signed in before', async () => {
	test.slow();
	const { email } = await somebody();
	const own = await browser();
	await signIn(own, email);
	await own.post('/sign-out', { form: { x: '' }, maxRedirects: 0 });
	const seconds = async (context: APIRequestContext, password: string) => {
		const began = performance.now();
		const { status } = await signIn(context, email, password).then((answer) => ({ status: answer.status() }));
		return { status, seconds: (performance.now() - began) / 1000 };
	};
	const guesser = await browser();
	for (let guess = 0; guess < 3; guess++) await seconds(guesser, 'a guess of many words');
	expect((await seconds(guesser, 'a guess of many words')).seconds).toBeGreaterThan(1);
	expect((await seconds(guesser, 'a guess of many words')).seconds).toBeGreaterThan(2);
	const known = await seconds(own, PASSWORD);
	expect(known.status).toBe(303);
	expect(known.seconds).toBeLessThan(1);
	const burst = await Promise.all(Array.from({ length: 6 }, () => signIn(guesser, email, 'at once')));
	expect(burst.filter((answer) => answer.status() === 429).length).toBeGreaterThanOrEqual(3);
});

test('a sign-in leads to a page of this server, whatever the address says', async () => {
	const { email } = await somebody();
	for (const to of ['//evil.example', '/.//evil.example', 'https://evil.example', '/\\evil.example']) {
		const context = await browser();
		const query = `?${new URLSearchParams({ to }).toString()}`;
		const answer = await signIn(context, email, PASSWORD, query);
		expect([answer.status(), answer.headers().location], to).toEqual([303, '/first']);
	}
});

test('the set-up link is gone where there is an administrator; an invitation works once', async () => {
	const context = await browser();
	const link = (secret: string) => `/links/${secret}`;
	const eve = { name: 'Eve', email: 'eve@example.org', password: PASSWORD };
	const follow = (secret: string) => context.post(link(secret), { form: eve, maxRedirects: 0 });
	const late = makeLink(home, COMMAND_LINE, 'set-up', null);
	expect(await (await context.get(link(late))).text()).toContain('This link does not work');
	expect((await follow(late)).status()).toBe(410);
	const nothing = { programs: [], teams: [], worker: null };
	const { secret } = invite(home, COMMAND_LINE, { ...eve, role: 'funder', ...nothing });
	expect((await follow(secret)).status()).toBe(303);
	expect((await follow(secret)).status()).toBe(410);
	const unknown = await context.get(link('never-made'));
	const used = await context.get(link(secret));
	// The choice of a language comes back to the address of the page.
	const said = async (answer: APIResponse, of: string) =>
		(await plain(answer, eve.email)).replaceAll(of, 'SECRET');
	expect(await said(used, secret)).toBe(await said(unknown, 'never-made'));
});

test('nothing of a sign-in can be read by a script or sent along by another site', async () => {
	const { email } = await somebody();
	const context = await browser();
	await signIn(context, email);
	const { cookies } = await context.storageState();
	expect(cookies.map(({ name }) => name).sort()).toEqual(['throughline.known', COOKIE]);
	for (const { httpOnly, sameSite } of cookies)
		expect({ httpOnly, sameSite }).toEqual({ httpOnly: true, sameSite: 'Lax' });
	const foreign = await request.newContext({ ...signedOut, baseURL: url });
	contexts.push(foreign);
	const sent = await foreign.post('/sign-in', {
		headers: { origin: 'https://evil.example', accept: 'text/html' },
		form: { email, password: PASSWORD }
	});
	expect(sent.status()).toBe(403);
});
