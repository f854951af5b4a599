// From a figure to what may be said of a team or a worker, as a program manager, a supervisor and a worker see it.
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { WORKERS } from '#pipelines/sample/roster.ts';
import { COMMAND_LINE } from '#lib/server/audit.ts';
import { invite } from '#lib/server/links.ts';
import { openCurrent } from '#lib/server/store.ts';
import { copyHome, sampleHome } from '../sample-homes.ts';
import { barriers, overhang } from './page.ts';
import { signedOut, signIn, start, stop, throughlineOf } from './serve.ts';

const LATE = '/metrics/documents-on-time';
const KEPT = '/metrics/appointments-kept';
const FAMILIES = ['S. Spruce', 'T. Teak', 'U. Umbrella-Pine'];

let folder = '';
let url = '';
let child: ChildProcess;
const run = (...args: string[]) => throughlineOf(join(folder, 'home'))(...args);
const stateOf = (role: string) => join(folder, `${role}.json`);

test.describe.configure({ mode: 'serial', timeout: 300_000 });
test.use({ ...signedOut, bypassCSP: true });

test.beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'throughline-units-'));
	const home = copyHome(await sampleHome(), join(folder, 'home'));
	const store = await openCurrent(home);
	const programs = await store.db.rows('select program_id::varchar as id from program');
	const worker = await store.db.row("select worker_id::varchar as id from worker where label = 'D. Dogwood'");
	store.db.close();
	({ url, child } = await start({ THROUGHLINE_HOME: home.path }, { people: false }));
	const people = [
		['administrator', { programs: [], teams: [], worker: null }],
		['program manager', { programs: programs.map(({ id }) => String(id)), teams: [], worker: null }],
		['supervisor', { programs: [], teams: ['Families'], worker: null }],
		['worker', { programs: [], teams: [], worker: String(worker.id) }]
	] as const;
	for (const [role, reach] of people) {
		const email = `${role.replace(' ', '-')}@example.org`;
		const { secret } = invite(home, COMMAND_LINE, { name: role, email, role, ...reach });
		const password = 'four words of a test';
		await signIn(url, `/links/${secret}`, { name: role, email, password }, stateOf(role));
	}
});

test.afterAll(async () => {
	await stop(child);
	rmSync(folder, { recursive: true, force: true });
});

async function as(browser: Browser, role: string, options: object = {}): Promise<Page> {
	const context = await browser.newContext({
		storageState: stateOf(role),
		baseURL: url,
		bypassCSP: true,
		...options
	});
	return context.newPage();
}

const comparison = (page: Page) => page.getByRole('region', { name: /^Comparison of / });

test('a program manager opens a figure, compares teams and reads which one stands out', async ({
	browser
}) => {
	const page = await as(browser, 'program manager');
	await page.goto('/');
	await page.getByRole('link', { name: 'Documents on time' }).first().click();
	await expect(page).toHaveURL(new RegExp(LATE));
	await comparison(page).getByRole('link', { name: 'teams', exact: true }).click();
	await expect(page).toHaveURL(new RegExp(`${LATE}\\?by=team`));
	const section = comparison(page);
	await expect(section.getByRole('heading', { level: 3 })).toHaveText(
		/^Housing South stands out: \d+ %, below the \d+ % of all together$/
	);
	const rows = section.getByRole('table').last().locator('tbody tr');
	await expect(rows).toHaveCount(4);
	await expect(rows.locator('th')).toHaveText([
		'Families',
		'Housing North',
		'Housing South',
		'Street and Shelter'
	]);
	await expect(rows.nth(2)).toContainText(
		'Stands out: further below than chance gives, now and six months before. Begin with the rows.'
	);
	await expect(section).toContainText('Adjusted for kind of record');
	expect(await barriers(page)).toEqual([]);
	await rows.nth(2).getByRole('link').click();
	await expect(page).toHaveURL(/rows\?from=.*where=team%3AHousing\+South/);
	await page.context().close();
});

test('a supervisor sees the workers of their own team alone, by name, and that is written down', async ({
	browser
}) => {
	const page = await as(browser, 'supervisor');
	await page.goto(`${KEPT}?by=worker`);
	const rows = comparison(page).getByRole('table').last().locator('tbody tr');
	await expect(rows.locator('th')).toHaveText(
		FAMILIES.map((name) => new RegExp(`^${name.replace('.', '\\.')}`))
	);
	await expect(comparison(page)).toContainText(/Compared with all \d+ workers of the agency together/);
	await expect(comparison(page)).toContainText('Shared with others');
	const source = await page.content();
	for (const { name } of WORKERS) if (!FAMILIES.includes(name)) expect(source).not.toContain(name);
	await page.context().close();
	expect(run('audit', '--json')).toContain('saw figures by worker');
});

test('a worker sees their own position alone', async ({ browser }) => {
	const page = await as(browser, 'worker');
	await page.goto(`${KEPT}?by=worker`);
	const rows = comparison(page).getByRole('table').last().locator('tbody tr');
	await expect(rows.locator('th')).toHaveText([/^D\. Dogwood/]);
	await expect(rows).toContainText('Worth a conversation: further below than chance gives');
	const source = await page.content();
	for (const { name } of WORKERS) if (name !== 'D. Dogwood') expect(source).not.toContain(name);
	await page.context().close();
});

test('the keyboard reads workers by name, and the dots of workers have none', async ({ browser }) => {
	const page = await as(browser, 'administrator');
	await page.goto(`${KEPT}?by=worker`, { waitUntil: 'networkidle' });
	const section = comparison(page);
	const plate = section.getByRole('application').first();
	await plate.focus();
	const names: string[] = [];
	for (let at = 0; at < 5; at++) {
		await page.keyboard.press(at === 0 ? 'Home' : 'ArrowRight');
		names.push((await section.locator('.reading strong').first().innerText()).trim());
	}
	expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
	expect(await section.locator('svg .name').count()).toBe(0);
	await page.context().close();
});

test('it is readable on a phone, without JavaScript, in the dark and printed', async ({ browser }) => {
	const page = await as(browser, 'program manager', {
		javaScriptEnabled: false,
		viewport: { width: 390, height: 844 }
	});
	await page.goto(`${LATE}?by=team`);
	await expect(comparison(page)).toContainText('Housing South stands out');
	await page.context().close();
	const dark = await as(browser, 'program manager', {
		colorScheme: 'dark',
		viewport: { width: 390, height: 844 }
	});
	await dark.goto(`${LATE}?by=team`, { waitUntil: 'networkidle' });
	expect(await overhang(dark)).toBe(0);
	expect(await barriers(dark)).toEqual([]);
	await dark.context().close();
});
