// From the set-up link that the server prints to a supervisor and a worker who see what is theirs: without
// JavaScript wherever a form is sent.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { troubles } from './page.ts';
import { signedOut, stop, throughlineOf } from './serve.ts';

const root = join(import.meta.dirname, '..', '..');
const PASSWORD = 'four words nobody says';
const ADA = { name: 'Ada Admin', email: 'ada@example.org' };
const SAM = { name: 'Sam Super', email: 'sam@example.org' };
const WIN = { name: 'Win Worker', email: 'win@example.org' };

let folder = '';
let url = '';
let setUp = '';
let child: ChildProcess;
/** The browsers of people, kept from test to test. */
const browsers = new Map<string, BrowserContext>();

test.describe.configure({ mode: 'serial' });
test.use(signedOut);

test.beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'throughline-people-'));
	const home = join(folder, 'home');
	throughlineOf(home)('import', join(root, 'pipelines', 'sources', 'canonical-csv', 'sample', 'worked'));
	child = spawn(process.execPath, [join(root, 'src', 'start.ts')], {
		cwd: root,
		stdio: ['ignore', 'pipe', 'inherit'],
		env: { ...process.env, HOST: '127.0.0.1', PORT: '0', THROUGHLINE_LOG: 'warn', THROUGHLINE_HOME: home }
	});
	if (!child.stdout) throw new Error('Its words are not to be had.');
	for await (const line of createInterface({ input: child.stdout })) {
		setUp = /http:\/\/\S+\/links\/\S+/.exec(line)?.[0] ?? '';
		if (setUp !== '') break;
	}
	url = new URL(setUp).origin;
});

test.afterAll(async () => {
	for (const context of browsers.values()) await context.close();
	await stop(child);
	rmSync(folder, { recursive: true, force: true });
});

/** A page in somebody's browser, without JavaScript. */
async function pageOf(browser: Browser, name: string): Promise<Page> {
	let context = browsers.get(name);
	if (!context) {
		context = await browser.newContext({ ...signedOut, javaScriptEnabled: false, baseURL: url });
		browsers.set(name, context);
	}
	return context.pages()[0] ?? (await context.newPage());
}

async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
	await page.goto('/sign-in');
	await page.getByLabel('E-mail').fill(email);
	await page.getByLabel('Password').fill(password);
	await page.getByRole('button', { name: 'Sign in' }).click();
}

async function linkIn(page: Page): Promise<string> {
	const link = await page.getByLabel('Link to hand over').inputValue();
	expect(link).toMatch(new RegExp(`^${url}/links/[\\w-]{43}$`));
	return link;
}

/** What is said at a field, by its label. */
async function slipAt(page: Page, label: string): Promise<string> {
	const field = page.getByLabel(label, { exact: true });
	await expect(field).toHaveAttribute('aria-invalid', 'true');
	const ids = (await field.getAttribute('aria-describedby'))?.split(' ') ?? [];
	return (await Promise.all(ids.map((id) => page.locator(`[id="${id}"]`).innerText()))).join(' ');
}

test('until somebody can sign in, it says how the first one does', async ({ browser }) => {
	const page = await pageOf(browser, 'ada');
	await page.goto('/metrics/people-served');
	await expect(page).toHaveURL(/\/sign-in\?to=/);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nobody can sign in yet');
	await expect(page.locator('code')).toHaveText('npm run -s throughline -- set-up-link');
});

test('the printed link makes the administrator, who is told every slip at its field', async ({ browser }) => {
	const page = await pageOf(browser, 'ada');
	await page.goto(setUp);
	await page.getByLabel('Your name').fill(' ');
	await page.getByLabel('Your e-mail').fill(ADA.email);
	await page.getByLabel('Password').fill('aaaaaaaaaaaaaaaa');
	await page.getByRole('button', { name: 'Save' }).click();
	expect(await slipAt(page, 'Your name')).toContain('Give a name');
	expect(await slipAt(page, 'Password')).toContain('same few characters');
	await expect(page.getByLabel('Your e-mail')).toHaveValue(ADA.email);
	await page.getByLabel('Your name').fill(ADA.name);
	await page.getByLabel('Password').fill(PASSWORD);
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('status')).toContainText('Your password is saved.');
	await expect(page.getByLabel('E-mail')).toHaveValue(ADA.email);
	await page.getByLabel('Password').fill(PASSWORD);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await expect(page.getByRole('banner')).toContainText('Ada Admin administrator');
	await expect(page.getByRole('heading', { level: 1 })).toContainText('people served');

	const again = await pageOf(browser, 'eve');
	await again.goto(setUp);
	await expect(again.getByRole('heading', { level: 1 })).toHaveText('This link does not work');
});

test('the wrong password is said at its field, and the page that was wanted follows the right one', async ({
	browser
}) => {
	const page = await pageOf(browser, 'ada again');
	await page.goto('/metrics/people-served?by=team');
	await page.getByLabel('E-mail').fill(ADA.email);
	await page.getByLabel('Password').fill('not the password');
	await page.getByRole('button', { name: 'Sign in' }).click();
	expect(await slipAt(page, 'Password')).toContain('do not belong together');
	await expect(page.getByLabel('E-mail')).toHaveValue(ADA.email);
	await page.getByLabel('Password').fill(PASSWORD);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await expect(page).toHaveURL(`${url}/metrics/people-served?by=team`);
});

test('a supervisor is invited to a team, and comes to see its cases', async ({ browser }) => {
	const admin = await pageOf(browser, 'ada');
	await admin.goto('/people');
	await admin.getByRole('link', { name: 'Invite somebody' }).click();
	await admin.getByRole('main').getByRole('link', { name: 'supervisor' }).click();
	await admin.getByRole('button', { name: 'Make the invitation' }).click();
	expect(await slipAt(admin, 'Name')).toContain('Give a name');
	expect(await slipAt(admin, 'E-mail')).toContain('Write an e-mail address');
	await expect(admin.getByRole('group', { name: 'Teams' })).toContainText('Choose at least one team.');
	await expect(admin.getByRole('group', { name: 'Teams' })).toContainText('supervised by Dora');
	await admin.getByLabel('Name', { exact: true }).fill(SAM.name);
	await admin.getByLabel('E-mail').fill(SAM.email);
	await admin.getByRole('checkbox', { name: 'North' }).check();
	await admin.getByRole('button', { name: 'Make the invitation' }).click();
	await expect(admin.getByRole('heading', { level: 1 })).toHaveText('Sam Super is invited');
	const link = await linkIn(admin);
	await admin.goto('/people');
	const row = admin.getByRole('row', { name: SAM.name });
	await expect(row).toContainText('The cases of North while their workers were in it');
	await expect(row).toContainText(/invited\s*The link works until .+ UTC/);

	const page = await pageOf(browser, 'sam');
	await page.goto(link);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Welcome, Sam Super');
	await page.getByLabel('Password').fill(PASSWORD);
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByLabel('E-mail')).toHaveValue(SAM.email);
	await page.getByLabel('Password').fill(PASSWORD);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await expect(page.getByRole('banner')).toContainText('Sam Super supervisor');
	await page.getByRole('link', { name: 'Sam Super' }).click();
	await expect(page.getByRole('main')).toContainText('The cases of North while their workers were in it');
	await page.goto('/metrics/people-served?by=worker');
	await expect(page.getByRole('main')).toContainText('Ada');
	await expect(page.getByRole('main')).not.toContainText('Cleo');
	for (const path of ['/people', '/people/invite', '/audit']) {
		expect((await page.goto(path))?.status(), path).toBe(404);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no page at this address');
	}
});

test('a worker is linked to a code of the source system, and sees their own cases', async ({ browser }) => {
	const admin = await pageOf(browser, 'ada');
	await admin.goto('/people/invite?role=worker');
	await admin.getByLabel('Name', { exact: true }).fill(WIN.name);
	await admin.getByLabel('E-mail').fill(WIN.email);
	await admin.getByLabel('Worker').selectOption('Ben (W2), South');
	await admin.getByRole('button', { name: 'Make the invitation' }).click();
	const page = await pageOf(browser, 'win');
	await page.goto(await linkIn(admin));
	await page.getByLabel('Password').fill(PASSWORD);
	await page.getByRole('button', { name: 'Save' }).click();
	await signIn(page, WIN.email);
	await page.goto('/account');
	await expect(page.getByRole('main')).toContainText('The cases of Ben (W2)');
	await page.goto('/metrics/people-served?by=worker');
	await expect(page.getByRole('main')).not.toContainText(/Cleo|Dora/);
});

test('an e-mail that somebody has, and a team that there is not, are refused', async ({ browser }) => {
	const admin = await pageOf(browser, 'ada');
	await admin.goto('/people/invite?role=supervisor');
	await admin.getByLabel('Name', { exact: true }).fill('Another');
	await admin.getByLabel('E-mail').fill(WIN.email.toUpperCase());
	await admin.getByRole('button', { name: 'Make the invitation' }).click();
	expect(await slipAt(admin, 'E-mail')).toContain('belongs to somebody already');
	const sent = await admin.request.post('/people/invite?role=supervisor', {
		headers: { origin: url, accept: 'text/html' },
		form: { role: 'supervisor', name: 'X', email: 'x@example.org', teams: 'West' }
	});
	expect(sent.status()).toBe(400);
	expect(await sent.text()).toContain('Something chosen here is not in the data.');
});

test('whose role changes is asked to sign in again, and sees what they now may', async ({ browser }) => {
	const admin = await pageOf(browser, 'ada');
	await admin.goto('/people');
	await admin.getByRole('link', { name: SAM.name }).click();
	await admin.getByRole('main').getByRole('link', { name: 'program manager' }).click();
	await admin.getByRole('radio', { name: 'Only these:' }).check();
	await admin.getByRole('checkbox', { name: 'Worked Rapid' }).check();
	await admin.getByRole('button', { name: 'Save' }).click();
	await expect(admin.getByRole('status')).toContainText('They have to sign in again.');
	const page = await pageOf(browser, 'sam');
	await page.goto('/');
	await expect(page).toHaveURL(`${url}/sign-in`);
	await signIn(page, SAM.email);
	await page.goto('/account');
	await expect(page.getByRole('main')).toContainText('The cases of Worked Rapid');
});

test('whose account is closed is out at once, and told no more than with a wrong password', async ({
	browser
}) => {
	const admin = await pageOf(browser, 'ada');
	await admin.goto('/people');
	await admin.getByRole('link', { name: WIN.name }).click();
	await admin.getByRole('button', { name: 'Close the account' }).click();
	await expect(admin.getByRole('status')).toContainText('The account is closed.');
	const page = await pageOf(browser, 'win');
	await page.goto('/');
	await signIn(page, WIN.email);
	expect(await slipAt(page, 'Password')).toContain('do not belong together');
	await admin.getByRole('button', { name: 'Open the account' }).click();
	await signIn(page, WIN.email);
	await expect(page.getByRole('banner')).toContainText('Win Worker worker');
});

test('the only administrator can neither be closed nor become something else', async ({ browser }) => {
	const admin = await pageOf(browser, 'ada');
	await admin.goto('/people');
	await admin.getByRole('link', { name: ADA.name }).last().click();
	await admin.getByRole('button', { name: 'Close the account' }).click();
	await expect(admin.getByRole('alert')).toContainText('This is the only administrator who can sign in.');
	await admin.getByRole('main').getByRole('link', { name: 'data steward' }).click();
	await admin.getByRole('button', { name: 'Save' }).click();
	await expect(admin.getByRole('alert')).toContainText('This is the only administrator who can sign in.');
	await admin.goto('/people');
	await expect(admin.getByRole('row', { name: ADA.name })).toContainText('active');
});

test('a new password ends the sign-ins elsewhere and not this one', async ({ browser }) => {
	const [page, other] = [await pageOf(browser, 'ada'), await pageOf(browser, 'ada again')];
	await page.goto('/account');
	await expect(page.getByRole('main')).toContainText('in one other browser');
	const change = async (current: string, next: string) => {
		await page.getByLabel('Current password').fill(current);
		await page.getByLabel('New password').fill(next);
		await page.getByRole('button', { name: 'Change the password' }).click();
	};
	await change('not the password', 'another four words');
	expect(await slipAt(page, 'Current password')).toContain('not your current password');
	await change(PASSWORD, 'aaaaaaaaaaaaaaaa');
	expect(await slipAt(page, 'New password')).toContain('same few characters');
	await change(PASSWORD, 'another four words');
	await expect(page.getByRole('status')).toContainText('The password was changed.');
	await expect(page.getByRole('main')).toContainText('You are signed in only here.');
	await other.goto('/');
	await expect(other).toHaveURL(`${url}/sign-in`);
	await signIn(other, ADA.email, 'another four words');
	await page.goto('/account');
	await page.getByRole('button', { name: 'Sign out there' }).click();
	await expect(page.getByRole('status')).toContainText('in other browsers have ended');
	await other.goto('/');
	await expect(other).toHaveURL(`${url}/sign-in`);
});

test('an administrator makes a link with which somebody chooses a new password', async ({ browser }) => {
	const admin = await pageOf(browser, 'ada');
	await admin.goto('/people');
	await admin.getByRole('link', { name: SAM.name }).click();
	await admin.getByRole('button', { name: 'Make a new link' }).click();
	const link = await linkIn(admin);
	const page = await pageOf(browser, 'sam');
	await page.goto(link);
	await page.getByLabel('Password').fill('yet another four words');
	await page.getByRole('button', { name: 'Save' }).click();
	await signIn(page, SAM.email, 'yet another four words');
	await expect(page.getByRole('banner')).toContainText('Sam Super program manager');
});

test('the link can be copied with one click where there is JavaScript', async ({ browser }) => {
	const cookies = (await browsers.get('ada')?.storageState()) ?? signedOut.storageState;
	const context = await browser.newContext({
		storageState: cookies,
		baseURL: url,
		permissions: ['clipboard-read', 'clipboard-write']
	});
	const page = await context.newPage();
	await page.goto('/people/invite?role=funder');
	await page.getByLabel('Name', { exact: true }).fill('Fay Funder');
	await page.getByLabel('E-mail').fill('fay@example.org');
	await page.getByRole('button', { name: 'Make the invitation' }).click();
	const link = await linkIn(page);
	await page.getByRole('button', { name: 'Copy the link' }).click();
	await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
	expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
	await context.close();
});

const PAGES = [
	'/people',
	'/people/invite',
	'/people/invite?role=program+manager',
	'/people/invite?role=supervisor',
	'/people/invite?role=worker',
	'/account'
];

test('has no barrier that axe finds and fits, wide and on a phone, light and dark', async ({ browser }) => {
	const look = { bypassCSP: true, viewport: { width: 1280, height: 800 }, baseURL: url };
	const storageState = await browsers.get('ada')?.storageState();
	const context = await browser.newContext({ ...look, storageState: storageState ?? '' });
	const page = await context.newPage();
	await page.goto('/people');
	const person = await page.getByRole('link', { name: SAM.name }).getAttribute('href');
	for (const path of [...PAGES, person ?? '']) {
		await page.setViewportSize({ width: 390, height: 800 });
		await page.goto(path);
		await expect(page.getByRole('button', { name: 'Sign out' }), path).toBeInViewport();
		expect(await troubles(page), path).toEqual([]);
		await expect(page.getByRole('button', { name: 'Sign out' }), path).toBeInViewport();
	}
	await page.goto('/people/invite?role=supervisor');
	await page.getByRole('button', { name: 'Make the invitation' }).click();
	expect(await troubles(page), 'with slips').toEqual([]);
	await context.close();
	const nobody = await browser.newContext({ ...look, ...signedOut });
	const front = await nobody.newPage();
	for (const path of ['/sign-in', '/links/none']) {
		await front.goto(path);
		expect(await troubles(front), path).toEqual([]);
	}
	await nobody.close();
});

test('signs out with the keyboard alone', async ({ browser }) => {
	const page = await pageOf(browser, 'ada');
	await page.goto('/people');
	await page.getByRole('button', { name: 'Sign out' }).focus();
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(`${url}/sign-in`);
	await page.goto('/people');
	await expect(page).toHaveURL(/\/sign-in\?to=/);
});
