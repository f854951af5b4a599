import { once } from 'node:events';
import { chmodSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { prepareHome, type Home } from '#pipelines/home.ts';
import { closeApp, openApp } from '#lib/server/app-db.ts';
import { COMMAND_LINE, verifyAudit } from '#lib/server/audit.ts';
import { followLink, invite, makeLink } from '#lib/server/links.ts';
import { changePerson, findByEmail, setClosed } from '#lib/server/people.ts';
import { barriers, overhang } from './page.ts';
import { CLIENT, startProvider, type Known, type RunningProvider } from './provider.ts';
import { signedOut, start, stop, type Server } from './serve.ts';

// One home and one provider for all of them.
test.describe.configure({ mode: 'default' });
test.use(signedOut);

const PASSWORD = 'four words of a test';
const REFUSED = 'Agency Login signed you in, but you cannot come in here';
const FAILED = 'You are not signed in. What Agency Login answered cannot be used';
const UNREADY = 'Signing in with Agency Login does not work at the moment';

let home: Home;
let provider: RunningProvider;
let server: Server;

test.beforeAll(async () => {
	provider = await startProvider();
	home = prepareHome(mkdtempSync(join(tmpdir(), 'throughline-oidc-')));
	set({});
	keepSecret(CLIENT.secret);
	const link = makeLink(home, COMMAND_LINE, 'set-up', null);
	await followLink(home, link, { name: 'Ada', email: 'ada@example.org', password: PASSWORD });
	server = await start({ THROUGHLINE_HOME: home.path });
	provider.register(`${server.url}/sign-in/provider/callback`);
});

test.afterAll(async () => {
	expect((await verifyAudit(home)).problems).toEqual([]);
	closeApp(home);
	await stop(server.child);
	provider.stop();
	rmSync(home.path, { recursive: true, force: true });
});

function set(oidc: Record<string, unknown>): void {
	const wanted = { name: 'Agency Login', discovery_url: provider.discovery, client_id: CLIENT.id, ...oidc };
	writeFileSync(join(home.path, 'settings.json'), JSON.stringify({ oidc: wanted }));
}

function keepSecret(text: string, mode = 0o600): void {
	const path = join(home.secrets, 'oidc.secret');
	writeFileSync(path, text);
	chmodSync(path, mode);
}

/** Invites somebody, and gives the secret of their link. */
function invited(name: string, role: 'funder' | 'data steward' = 'funder'): { id: string; link: string } {
	const email = `${name}@example.org`;
	const funder = role === 'funder' ? 'Harbor County' : null;
	const wanted = { name, email, role, programs: [], teams: [], worker: null, funder } as const;
	const { person, secret } = invite(home, COMMAND_LINE, wanted);
	return { id: person, link: secret };
}

const vouched = (name: string): Known => ({ email: `${name}@example.org`, email_verified: true, name });

/** Goes through the provider's pages as a subject of it, from the sign-in of ours. */
async function signInAs(
	page: Page,
	subject: string,
	known: Known,
	to = '/sign-in',
	agrees = true
): Promise<void> {
	provider.accounts.set(subject, known);
	await page.goto(`${server.url}${to}`);
	await page.getByRole('link', { name: 'Sign in with Agency Login' }).click();
	await page.getByPlaceholder('Enter any login').fill(subject);
	await page.getByPlaceholder('and password').fill('anything');
	await page.getByRole('button', { name: 'Sign-in' }).click();
	if (agrees) await page.getByRole('button', { name: 'Continue' }).click();
	else await page.getByRole('button', { name: 'Continue' }).waitFor();
}

/** Agrees on the provider's page, and gives the address of its answer without going there. */
async function agreed(page: Page): Promise<string> {
	const { request } = page.context();
	const form = await page.locator('form').getAttribute('action');
	let answer = await request.post(form ?? '', { form: { prompt: 'consent' }, maxRedirects: 0 });
	for (let hops = 0; hops < 5; hops++) {
		const location = answer.headers().location ?? '';
		if (location.startsWith(server.url)) return location;
		answer = await request.get(location, { maxRedirects: 0 });
	}
	throw new Error('The provider gives no answer.');
}

async function signInByPassword(page: Page, email: string): Promise<void> {
	await page.goto(`${server.url}/sign-in`);
	await page.getByLabel('E-mail').fill(email);
	await page.getByLabel('Password').fill(PASSWORD);
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

const rows = (sql: string, ...values: string[]) =>
	openApp(home)
		.prepare(sql)
		.all(...values);
const audited = (subject: string) =>
	rows('select action, detail from audit where subject = ? order by seq', subject).map(
		({ action, detail }) => ({ action, ...(JSON.parse(String(detail)) as Record<string, unknown>) })
	);
const sessions = () => Number(rows('select count(*) as n from session')[0]?.n);

/** In a browser of its own. */
async function elsewhere<Answer>(browser: Browser, work: (page: Page) => Promise<Answer>): Promise<Answer> {
	const context = await browser.newContext();
	try {
		return await work(await context.newPage());
	} finally {
		await context.close();
	}
}

test('who was invited comes in by a verified e-mail, sees what their role sees, and their link is over', async ({
	page
}) => {
	const { id, link } = invited('Fay');
	await signInAs(page, 'subject-fay', { ...vouched('FAY'), name: 'Somebody Else' }, '/reports');
	await expect(page).toHaveURL(`${server.url}/reports`);
	await expect(page.getByRole('main')).toContainText('No report has been released to you yet.');
	const data = await page.goto(`${server.url}/data`);
	expect(data?.status()).toBe(404);
	await page.goto(`${server.url}/account`);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Fay');
	await expect(page.locator('main')).toContainText('you stay signed in there');
	await expect(page.getByLabel('New password')).toHaveCount(0);

	expect(findByEmail(home, 'fay@example.org').state).toBe('active');
	expect(audited(id).at(-1)).toEqual({ action: 'signed in', by: 'provider' });
	await page.goto(`${server.url}/links/${link}`);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link does not work');

	// None of the tokens that speak for her at the provider is kept.
	const [account] = rows('select * from account where userId = ?', id);
	expect(account).toMatchObject({ accountId: 'subject-fay', accessToken: null, idToken: null });
	expect(account).toMatchObject({ refreshToken: null, password: null });
});

test('a sign-in by the provider ends as any other: after its hours, when it was left, and by signing out', async ({
	page
}) => {
	const { id } = invited('Ned');
	await signInAs(page, 'subject-ned', vouched('ned'), '/reports');
	await expect(page).toHaveURL(`${server.url}/reports`);
	const [session] = rows('select createdAt, expiresAt from session where userId = ?', id);
	const minutes = (Date.parse(String(session?.expiresAt)) - Date.parse(String(session?.createdAt))) / 60_000;
	expect(Math.round(minutes)).toBe(60);

	await page.goto(`${server.url}/account`);
	await page.getByRole('button', { name: 'Sign out' }).click();
	await expect(page).toHaveURL(`${server.url}/sign-in`);
	expect(rows('select 1 from session where userId = ?', id)).toEqual([]);

	// The provider knows him still, so it asks nothing.
	await page.getByRole('link', { name: 'Sign in with Agency Login' }).click();
	await expect(page).toHaveURL(`${server.url}/reports`);
	const old = new Date(Date.now() - 13 * 3_600_000).toISOString();
	openApp(home).prepare('update session set createdAt = ? where userId = ?').run(old, id);
	await page.goto(`${server.url}/reports`);
	await expect(page).toHaveURL(`${server.url}/sign-in?to=%2Freports`);
});

test('whoever was not invited, is not vouched for or was closed is refused alike', async ({ browser }) => {
	const kim = invited('kim');
	const lea = invited('lea');
	setClosed(home, COMMAND_LINE, lea.id, true);
	const before = sessions();
	const told = new Set<string>();
	const attempts: [string, Known][] = [
		['unknown', vouched('nobody')],
		['unverified', { ...vouched('kim'), email_verified: false }],
		['unsaid', { email: 'kim@example.org' }],
		['no-mail', {}],
		['contradicted', { ...vouched('kim'), email_verified: false, xms_edov: true }],
		// The sign of the unit kelvin becomes a k where it is made small.
		['kelvin', { email: '\u212Aim@example.org', email_verified: true }],
		['closed', vouched('lea')]
	];
	for (const [subject, known] of attempts)
		await elsewhere(browser, async (page) => {
			await signInAs(page, subject, known);
			await expect(page.getByRole('alert'), subject).toContainText(REFUSED);
			told.add(`${page.url()} ${(await page.locator('main').textContent()) ?? ''}`);
			await page.goto(`${server.url}/reports`);
			await expect(page).toHaveURL(/\/sign-in\?to=/);
		});
	expect([...told]).toHaveLength(1);
	expect(sessions()).toBe(before);
	expect(findByEmail(home, 'kim@example.org').state).toBe('invited');
	expect(rows('select 1 from account where userId in (?, ?)', kim.id, lea.id)).toEqual([]);
	expect(audited(lea.id).at(-1)).toMatchObject({ action: 'sign-in refused', why: 'the account is closed' });
	expect(audited(kim.id).filter((entry) => entry.action === 'sign-in refused')).toHaveLength(3);
});

test('an e-mail of the tenant’s own domain is a verified one where the provider is Entra ID', async ({
	page
}) => {
	invited('tam');
	await signInAs(page, 'subject-tam', { email: 'tam@example.org', xms_edov: true });
	await expect(page).toHaveURL(`${server.url}/reports`);
});

test('who changes their e-mail at the provider stays who they are, and becomes nobody else', async ({
	browser
}) => {
	const ann = invited('ann');
	const bob = invited('bob');
	const cal = invited('cal');
	const nameSeen = async (page: Page) => {
		await expect(page).toHaveURL(`${server.url}/reports`);
		await page.goto(`${server.url}/account`);
		return page.getByRole('heading', { level: 1 }).innerText();
	};
	const enter = (subject: string, known: Known) =>
		elsewhere(browser, async (page) => {
			await signInAs(page, subject, known);
			return nameSeen(page);
		});
	expect(await enter('subject-ann', vouched('ann'))).toBe('ann');
	expect(await enter('subject-bob', vouched('bob'))).toBe('bob');
	// To that of somebody who came before, of somebody who did not yet, to none at all.
	for (const known of [vouched('bob'), vouched('cal'), {}]) {
		expect(await enter('subject-ann', known)).toBe('ann');
	}
	expect(findByEmail(home, 'cal@example.org').state).toBe('invited');
	expect(rows('select 1 from account where userId = ?', cal.id)).toEqual([]);

	// A second account of the provider with Bob's e-mail is not Bob.
	await elsewhere(browser, async (page) => {
		await signInAs(page, 'subject-bob-2', vouched('bob'));
		await expect(page.getByRole('alert')).toContainText(REFUSED);
	});
	expect(rows('select accountId from account where userId = ?', bob.id)).toHaveLength(1);

	// Who gets another e-mail here has to be vouched for by that one.
	const { name, role, programs, teams, worker } = findByEmail(home, 'ann@example.org');
	changePerson(home, COMMAND_LINE, ann.id, {
		...{ name, role, programs, teams, worker },
		email: 'ann.new@example.org'
	});
	await elsewhere(browser, async (page) => {
		await signInAs(page, 'subject-ann', vouched('ann'));
		await expect(page.getByRole('alert')).toContainText(REFUSED);
	});
	expect(await enter('subject-ann', vouched('ann.new'))).toBe('ann');

	// Who was closed does not come in under the e-mail of somebody who was not.
	setClosed(home, COMMAND_LINE, ann.id, true);
	await elsewhere(browser, async (page) => {
		await signInAs(page, 'subject-ann', vouched('cal'));
		await expect(page.getByRole('alert')).toContainText(REFUSED);
	});

	// Another client at the provider, or another provider, knows nobody by a subject of this one.
	const [account] = rows('select id from account where userId = ?', bob.id);
	openApp(home)
		.prepare("update account set providerId = 'oidc-of-before' where id = ?")
		.run(String(account?.id));
	await elsewhere(browser, async (page) => {
		await signInAs(page, 'subject-bob', vouched('nobody'));
		await expect(page.getByRole('alert')).toContainText(REFUSED);
	});
});

test('an answer that is cancelled, forged, of another browser or used before signs nobody in', async ({
	browser
}) => {
	invited('eve', 'data steward');
	const before = sessions();
	const expectFailure = async (page: Page, url: string) => {
		await page.goto(url);
		await expect(page).toHaveURL(`${server.url}/sign-in?provider=failed`);
		await expect(page.getByRole('alert')).toContainText(FAILED);
		expect(sessions()).toBe(before);
	};
	await elsewhere(browser, async (page) => {
		await page.goto(`${server.url}/sign-in`);
		await page.getByRole('link', { name: 'Sign in with Agency Login' }).click();
		await page.getByRole('link', { name: 'Cancel' }).click();
		await expect(page.getByRole('alert')).toContainText(FAILED);
		await expect(page.locator('body')).not.toContainText('aborted');
	});
	await elsewhere(browser, async (page) => {
		const context = page.context();
		await signInAs(page, 'subject-eve', vouched('eve'), '/sign-in?to=/data%3Fpage=2', false);
		const answer = await agreed(page);
		const cookies = await context.cookies();
		const altered = (name: string, value: string) => {
			const url = new URL(answer);
			url.searchParams.set(name, value);
			return url.href;
		};
		// Whose browser has not begun it is not signed in by it as somebody else (login CSRF).
		await elsewhere(browser, (other) => expectFailure(other, answer));
		for (const url of [
			altered('state', 'another-state-that-was-never-made'),
			altered('code', 'another-code'),
			altered('iss', 'https://evil.example'),
			altered('error', '<b>evil</b>'),
			`${server.url}/sign-in/provider/callback`
		]) {
			await context.clearCookies();
			await context.addCookies(cookies);
			await expectFailure(page, url);
			await expect(page.locator('body')).not.toContainText('evil');
		}
		// A cookie that was made anew, for another start, does not fit either.
		await page.request.get(`${server.url}/sign-in/provider`, { maxRedirects: 0 });
		await expectFailure(page, answer);

		await context.clearCookies();
		await context.addCookies(cookies);
		await page.goto(answer);
		await expect(page).toHaveURL(`${server.url}/data?page=2`);
		expect(sessions()).toBe(before + 1);
		const state = (await context.cookies()).map(({ name }) => name);
		expect(state.filter((name) => name.includes('state'))).toEqual([]);

		// Used twice: without the cookie, and with it kept.
		await context.clearCookies();
		await page.goto(answer);
		await expect(page.getByRole('alert')).toContainText(FAILED);
		await context.addCookies(cookies);
		await page.goto(answer);
		await expect(page.getByRole('alert')).toContainText(FAILED);
	});
});

test('nothing else of the sign-in machinery is at any address', async ({ request }) => {
	const ask = (path: string, headers: Record<string, string> = {}) =>
		request.get(`${server.url}${path}`, { maxRedirects: 0, headers: { accept: 'text/html', ...headers } });
	for (const path of [
		'/api/auth/ok',
		'/api/auth/get-session',
		'/api/auth/callback/oidc',
		'/callback/oidc',
		'/sign-in/social',
		'/sign-in/email',
		'/sign-in/callback',
		'/sign-in/provider/callback/oidc',
		'/sign-in/provider/get-session'
	]) {
		const answer = await ask(path);
		expect(answer.status(), path).toBe(303);
		expect(answer.headers().location, path).toContain('/sign-in?to=');
	}
	const post = (origin: string) =>
		request.post(`${server.url}/sign-in/provider/callback`, {
			headers: { origin },
			form: { code: 'x', state: 'y' }
		});
	expect((await post('http://localhost')).status()).toBe(403);
	expect((await post(server.url)).status()).toBe(405);
	// Another site cannot begin a sign-in, and nobody is led to another server after one.
	const begun = await ask('/sign-in/provider', { 'sec-fetch-site': 'cross-site' });
	expect(begun.headers().location).toBe('/sign-in');
	expect(begun.headers()['set-cookie']).toBeUndefined();
	for (const to of ['//evil.example', '/.//evil.example', 'https://evil.example', '/\\evil.example']) {
		const page = await request.get(`${server.url}/sign-in?${new URLSearchParams({ to }).toString()}`);
		expect(await page.text()).toContain('href="/sign-in/provider?to=%2Ffirst"');
	}
});

test('what the provider is asked carries a state, a nonce and a challenge', async ({ request }) => {
	const answer = await request.get(`${server.url}/sign-in/provider`, { maxRedirects: 0 });
	const { searchParams } = new URL(answer.headers().location ?? '');
	expect(Object.fromEntries(searchParams)).toMatchObject({
		response_type: 'code',
		response_mode: 'query',
		scope: 'openid email profile',
		redirect_uri: `${server.url}/sign-in/provider/callback`,
		code_challenge_method: 'S256'
	});
	for (const name of ['state', 'nonce', 'code_challenge'])
		expect(searchParams.get(name)?.length, name).toBeGreaterThan(30);
	expect(answer.headers()['set-cookie']).toMatch(/HttpOnly; SameSite=Lax/i);
});

test('behind a proxy it leads back to the address that people use', async ({ request }) => {
	const other = prepareHome(mkdtempSync(join(tmpdir(), 'throughline-oidc-')));
	for (const file of ['settings.json', 'secrets/oidc.secret'])
		cpSync(join(home.path, file), join(other.path, file));
	const proxied = await start({ THROUGHLINE_HOME: other.path, ORIGIN: 'https://figures.example' });
	try {
		const headers = { host: 'figures.example' };
		const answer = await request.get(`${proxied.url}/sign-in/provider`, { headers, maxRedirects: 0 });
		expect(new URL(answer.headers().location ?? '').searchParams.get('redirect_uri')).toBe(
			'https://figures.example/sign-in/provider/callback'
		);
		expect(answer.headers()['set-cookie']).toMatch(/^__Host-throughline\.oauth_state=.*; Secure/i);
	} finally {
		await stop(proxied.child);
		rmSync(other.path, { recursive: true, force: true });
	}
});

test('with `only`, passwords are for administrators, who come in when the provider is down', async ({
	browser
}) => {
	const { link } = invited('pam');
	await followLink(home, link, { password: PASSWORD });
	const { link: later } = invited('pat');
	await elsewhere(browser, async (page) => {
		await signInByPassword(page, 'pam@example.org');
		await expect(page).toHaveURL(`${server.url}/reports`);
	});
	try {
		set({ only: true });
		await elsewhere(browser, async (page) => {
			await signInByPassword(page, 'pam@example.org');
			await expect(page.getByRole('alert')).toContainText('do not belong together');
			await page.goto(`${server.url}/links/${later}`);
			await expect(page.locator('main')).toContainText('You need no password here.');
			await expect(page.getByLabel('Password')).toHaveCount(0);
			await page.getByRole('link', { name: 'Sign in with Agency Login' }).click();
			await expect(page.getByPlaceholder('Enter any login')).toBeVisible();
		});
		await expect(followLink(home, later, { password: PASSWORD })).rejects.toThrow('administrators only');

		// One that refuses to answer, and one that never does.
		const silent = createServer(() => undefined).listen(0, '127.0.0.1');
		await once(silent, 'listening');
		for (const port of [9, (silent.address() as AddressInfo).port]) {
			const discovery_url = `http://127.0.0.1:${String(port)}/.well-known/openid-configuration`;
			set({ only: true, discovery_url });
			await elsewhere(browser, async (page) => {
				await page.goto(`${server.url}/sign-in`);
				await page.getByRole('link', { name: 'Sign in with Agency Login' }).click({ noWaitAfter: true });
				await elsewhere(browser, async (other) => {
					await signInByPassword(other, 'ada@example.org');
					await expect(other.getByRole('link', { name: 'Ada' })).toBeVisible({ timeout: 5_000 });
				});
				await expect(page.getByRole('alert')).toContainText(UNREADY);
			});
		}
		silent.close();
		silent.closeAllConnections();
	} finally {
		set({});
	}
});

test('without its secret, or with one that others may read, only passwords sign in', async ({ browser }) => {
	for (const spoil of [
		() => {
			rmSync(join(home.secrets, 'oidc.secret'));
		},
		() => {
			keepSecret(CLIENT.secret, 0o644);
		},
		() => {
			keepSecret('another secret');
		}
	])
		try {
			spoil();
			await elsewhere(browser, async (page) => {
				await page.goto(`${server.url}/sign-in`);
				await page.getByRole('link', { name: 'Sign in with Agency Login' }).click();
				if (page.url().startsWith(server.url)) await expect(page.getByRole('alert')).toContainText(UNREADY);
				else {
					await signInAs(page, 'subject-fay', vouched('fay'));
					await expect(page.getByRole('alert')).toContainText(FAILED);
				}
				await signInByPassword(page, 'ada@example.org');
				await expect(page.getByRole('link', { name: 'Ada' })).toBeVisible();
			});
		} finally {
			keepSecret(CLIENT.secret);
		}
});

test('the sign-in with a provider has no barrier that axe finds, and fits a phone', async ({ browser }) => {
	const { link } = invited('una');
	for (const only of [false, true])
		try {
			set({ only });
			const context = await browser.newContext({ bypassCSP: true, viewport: { width: 390, height: 800 } });
			const page = await context.newPage();
			for (const path of [
				'/sign-in',
				'/sign-in?provider=refused',
				'/sign-in?provider=failed',
				'/sign-in?provider=unready',
				`/links/${link}`
			]) {
				await page.goto(`${server.url}${path}`);
				expect(await barriers(page), path).toEqual([]);
				expect(await overhang(page), path).toBe(0);
			}
			await page.goto(`${server.url}/sign-in?provider=${encodeURIComponent('<b>evil</b>')}`);
			await expect(page.getByRole('alert')).toHaveCount(0);
			await context.close();
		} finally {
			set({});
		}
});
