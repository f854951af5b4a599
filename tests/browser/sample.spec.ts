// The sample agency as `npm start` shows it where there is no home: one chooses whom to be, until it is anything
// more than the sample.
import { execFileSync, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { makeSampleRoot } from '../sample-root.ts';
import { barriers, overhang } from './page.ts';
import { signedOut, start, stop } from './serve.ts';

const PEOPLE = [
	['A. Agave', 'administrator', 'Every case and figure; who may sign in'],
	['D. Dahlia', 'data steward', 'Every case and figure, and what was imported'],
	['P. Primrose', 'program manager', 'The cases of Millrace Supportive Housing and Tideway Rapid Re-Housing'],
	['W. Willow', 'supervisor', 'The cases of Housing South while their workers were in it'],
	[/^\w\. \w+/, 'worker', /The cases of \w\. \w+ \(W2\d\)/],
	['F. Fuchsia', 'funder', 'The reports that are released, and no single case']
] as const;

let root = '';
let url = '';
let env: NodeJS.ProcessEnv = {};
let child: ChildProcess;

test.describe.configure({ mode: 'serial' });
test.use({ ...signedOut, javaScriptEnabled: false });

test.beforeAll(async () => {
	test.setTimeout(300_000); // the sample is made and imported first
	root = makeSampleRoot();
	env = { THROUGHLINE_ROOT: root, THROUGHLINE_HOME: '', XDG_DATA_HOME: join(root, 'none') };
	({ url, child } = await start(env));
	url = new URL(url).origin;
});

test.afterAll(async () => {
	await stop(child);
	rmSync(root, { recursive: true });
});

/** Chooses somebody on the page of the choice. */
async function become(page: Page, role: string): Promise<void> {
	await page.goto(`${url}/demonstration`);
	await page
		.getByRole('main')
		.getByRole('button', { name: new RegExp(`, ${role}\\b`) })
		.click();
	await expect(page.getByRole('banner')).toContainText(role);
}

test('opens on the choice of whom to be, and says that it is a demonstration', async ({ page }) => {
	await page.goto(`${url}/metrics/people-served`);
	await expect(page).toHaveURL(`${url}/demonstration`);
	await expect(page.getByRole('main')).toContainText('This is a demonstration.');
	await expect(page.getByRole('note')).toContainText('This is the sample agency. Its people are made up.');
	const buttons = page.getByRole('main').getByRole('button');
	await expect(buttons).toHaveCount(PEOPLE.length);
	for (const [at, [name, role, sees]] of PEOPLE.entries()) {
		await expect(buttons.nth(at)).toContainText(name);
		await expect(buttons.nth(at)).toContainText(role);
		await expect(buttons.nth(at)).toContainText(sees);
	}
	await expect(page.getByText('import FILE.zip')).toBeVisible();
});

test('lets one be anybody, and anybody else with one click', async ({ page }) => {
	await become(page, 'supervisor');
	const served = async () =>
		Number((await page.getByRole('heading', { level: 1 }).innerText()).split(' ')[0]);
	const ofTeam = await served();
	const banner = page.getByRole('banner');
	await banner.getByRole('button', { name: 'worker' }).click();
	await expect(banner).toContainText('worker');
	const ofWorker = await served();
	expect(ofWorker).toBeGreaterThan(0);
	expect(ofWorker).toBeLessThan(ofTeam);
	await page.goto(`${url}/metrics/days-to-move-in?by=program`);
	await banner.getByRole('button', { name: 'program manager' }).click();
	await expect(page).toHaveURL(`${url}/metrics/days-to-move-in?by=program`);
	await expect(banner.getByRole('link', { name: 'P. Primrose' })).toBeVisible();
	await banner.getByRole('button', { name: 'funder' }).click();
	await expect(page).toHaveURL(`${url}/reports`);
	await expect(page.getByRole('navigation', { name: 'Pages' }).getByRole('link')).toHaveText(['Reports']);
	await page.getByRole('button', { name: 'Sign out' }).click();
	await expect(page).toHaveURL(`${url}/demonstration`);
});

test('stays as it is for the next one: nothing is changed, and nobody gets a password', async ({ page }) => {
	await become(page, 'administrator');
	await page.goto(`${url}/people`);
	await expect(page.getByRole('main').getByRole('row')).toHaveCount(PEOPLE.length + 1);
	await page.getByRole('link', { name: 'W. Willow' }).click();
	await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
	await expect(page.getByRole('banner').getByText('This is the sample agency.')).toBeVisible();
	await page.goto(`${url}/people/invite?role=funder`);
	await page.getByLabel('Name', { exact: true }).fill('Somebody');
	await page.getByLabel('E-mail').fill('somebody@example.org');
	await page.getByRole('button', { name: 'Make the invitation' }).click();
	const link = await page.getByLabel('Link to hand over').inputValue();
	await page.goto(`${url}/people`);
	await page.getByRole('link', { name: 'Somebody', exact: true }).click();
	await expect(page.getByRole('banner').getByText('This is the sample agency.')).toBeVisible();
	await page.goto(link);
	await expect(page.getByRole('main')).toContainText('Nobody has a password in the sample agency.');
	await page.goto(`${url}/data`);
	await page
		.getByRole('main')
		.getByRole('link', { name: /^b0001-/ })
		.first()
		.click();
	await page.getByRole('link', { name: 'Take it back' }).click();
	await expect(page.getByRole('main')).toContainText('which stays as it is');
	await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
	for (const width of [390, 1280]) {
		test(`has no barrier that axe finds and fits, ${colorScheme}, ${String(width)} px`, async ({
			browser
		}) => {
			const look = { bypassCSP: true, colorScheme, viewport: { width, height: 800 }, ...signedOut };
			const context = await browser.newContext({ ...look, javaScriptEnabled: true });
			const page = await context.newPage();
			await page.goto(url);
			expect(await barriers(page)).toEqual([]);
			expect(await overhang(page)).toBe(0);
			await become(page, 'funder');
			expect(await barriers(page)).toEqual([]);
			expect(await overhang(page)).toBe(0);
			await become(page, 'administrator');
			expect(await barriers(page)).toEqual([]);
			expect(await overhang(page)).toBe(0);
			await context.close();
		});
	}
}

test('closes at once when another export is imported, and everybody is out', async ({ page, browser }) => {
	test.setTimeout(120_000);
	await become(page, 'administrator');
	const other = await (await browser.newContext(signedOut)).newPage();
	await become(other, 'worker');
	const home = join(root, 'data', 'sample-home');
	const tiny = join(root, 'pipelines', 'sources', 'hmis-csv', 'sample', 'fy2026');
	execFileSync(process.execPath, [join(root, 'src', 'cli.ts'), '--home', home, 'import', tiny], {
		env: { ...process.env, ...env },
		stdio: 'ignore'
	});
	for (const each of [page, other]) {
		await each.goto(`${url}/`);
		await expect(each).toHaveURL(`${url}/sign-in`);
		await expect(each.getByRole('heading', { level: 1 })).toHaveText('Nobody can sign in yet');
		await expect(each.getByText('This is the sample agency.')).toHaveCount(0);
	}
	const sent = await page.request.post(`${url}/demonstration`, {
		headers: { origin: url, accept: 'text/html' },
		form: { person: 'sample-administrator' },
		maxRedirects: 0
	});
	expect([sent.status(), sent.headers().location]).toEqual([303, '/sign-in']);
	await page.goto(`${url}/`);
	await expect(page).toHaveURL(`${url}/sign-in`);
	await other.context().close();
});
