// The sample agency as `npm start` shows it where there is no home: one chooses whom to be, until it is anything
// more than the sample.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { troubles } from './page.ts';
import { become, serveSample } from './sample-agency.ts';
import { signedOut } from './serve.ts';

const PEOPLE = [
	['A. Agave', 'administrator', 'Every case and figure; who may sign in'],
	['D. Dahlia', 'data steward', 'Every case and figure, and what was imported'],
	['P. Primrose', 'program manager', 'The cases of Millrace Supportive Housing and Tideway Rapid Re-Housing'],
	['W. Willow', 'supervisor', 'The cases of Housing South while their workers were in it'],
	[/^\w\. \w+/, 'worker', /The cases of \w\. \w+ \(W2\d\)/],
	['F. Fuchsia', 'funder', 'The reports that are released to Harbor County, and no single case']
] as const;

const agency = serveSample();
test.use({ ...signedOut, javaScriptEnabled: false });

test('opens on the choice of whom to be, and says that it is a demonstration', async ({ page }) => {
	await page.goto(`${agency.url}/metrics/people-served`);
	await expect(page).toHaveURL(`${agency.url}/demonstration`);
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
	await become(page, agency, 'supervisor');
	const served = async () =>
		Number((await page.getByRole('heading', { level: 1 }).innerText()).split(' ')[0]);
	const ofTeam = await served();
	const banner = page.getByRole('banner');
	await banner.getByRole('button', { name: 'worker' }).click();
	await expect(banner).toContainText('worker');
	const ofWorker = await served();
	expect(ofWorker).toBeGreaterThan(0);
	expect(ofWorker).toBeLessThan(ofTeam);
	await page.goto(`${agency.url}/metrics/days-to-move-in?by=program`);
	await banner.getByRole('button', { name: 'program manager' }).click();
	await expect(page).toHaveURL(`${agency.url}/metrics/days-to-move-in?by=program`);
	await expect(banner.getByRole('link', { name: 'P. Primrose' })).toBeVisible();
	await banner.getByRole('button', { name: 'funder' }).click();
	await expect(page).toHaveURL(`${agency.url}/reports`);
	await expect(page.getByRole('navigation', { name: 'Pages' }).getByRole('link')).toHaveText(['Reports']);
	await page.getByRole('button', { name: 'Sign out' }).click();
	await expect(page).toHaveURL(`${agency.url}/demonstration`);
});

test('stays as it is for the next one: nothing is changed, and nobody gets a password', async ({ page }) => {
	await become(page, agency, 'administrator');
	await page.goto(`${agency.url}/people`);
	await expect(page.getByRole('main').getByRole('row')).toHaveCount(PEOPLE.length + 1);
	await page.getByRole('link', { name: 'W. Willow' }).click();
	await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
	await expect(page.getByRole('banner').getByText('This is the sample agency.')).toBeVisible();
	await page.goto(`${agency.url}/people/invite?role=funder`);
	await page.getByLabel('Name', { exact: true }).fill('Somebody');
	await page.getByLabel('E-mail').fill('somebody@example.org');
	await page.getByLabel('Funder', { exact: true }).selectOption('Harbor County');
	await page.getByRole('button', { name: 'Make the invitation' }).click();
	const link = await page.getByLabel('Link to hand over').inputValue();
	await page.goto(`${agency.url}/people`);
	await page.getByRole('link', { name: 'Somebody', exact: true }).click();
	await expect(page.getByRole('banner').getByText('This is the sample agency.')).toBeVisible();
	await page.goto(link);
	await expect(page.getByRole('main')).toContainText('Nobody has a password in the sample agency.');
	await page.goto(`${agency.url}/data`);
	await page
		.getByRole('main')
		.getByRole('link', { name: /^b0001-/ })
		.first()
		.click();
	await page.getByRole('link', { name: 'Take it back' }).click();
	await expect(page.getByRole('main')).toContainText('which stays as it is');
	await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
});

test('has no barrier that axe finds and fits, wide and on a phone, light and dark', async ({ browser }) => {
	const context = await browser.newContext({ bypassCSP: true, ...signedOut, javaScriptEnabled: true });
	const page = await context.newPage();
	await page.goto(agency.url);
	expect(await troubles(page)).toEqual([]);
	for (const role of ['funder', 'administrator']) {
		await become(page, agency, role);
		expect(await troubles(page), role).toEqual([]);
	}
	await context.close();
});

test('closes at once when another export is imported, and everybody is out', async ({ page, browser }) => {
	test.setTimeout(120_000);
	await become(page, agency, 'administrator');
	const other = await (await browser.newContext(signedOut)).newPage();
	await become(other, agency, 'worker');
	const home = join(agency.root, 'data', 'sample-home');
	const tiny = join(agency.root, 'pipelines', 'sources', 'hmis-csv', 'sample', 'fy2026');
	execFileSync(process.execPath, [join(agency.root, 'src', 'cli.ts'), '--home', home, 'import', tiny], {
		env: { ...process.env, ...agency.env },
		stdio: 'ignore'
	});
	for (const each of [page, other]) {
		await each.goto(`${agency.url}/`);
		await expect(each).toHaveURL(`${agency.url}/sign-in`);
		await expect(each.getByRole('heading', { level: 1 })).toHaveText('Nobody can sign in yet');
		await expect(each.getByText('This is the sample agency.')).toHaveCount(0);
	}
	const sent = await page.request.post(`${agency.url}/demonstration`, {
		headers: { origin: agency.url, accept: 'text/html' },
		form: { person: 'sample-administrator' },
		maxRedirects: 0
	});
	expect([sent.status(), sent.headers().location]).toEqual([303, '/sign-in']);
	await page.goto(`${agency.url}/`);
	await expect(page).toHaveURL(`${agency.url}/sign-in`);
	await other.context().close();
});
