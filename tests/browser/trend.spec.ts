// A program manager asks whether it is better, or noise: from sign-in to a trend's sentence, and a step change
// that splits its limits, in a home with the sample agency.
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { homeAt } from '#pipelines/home.ts';
import type { Role } from '#lib/roles.ts';
import { COMMAND_LINE, verifyAudit } from '#lib/server/audit.ts';
import { followLink, invite } from '#lib/server/links.ts';
import { openCurrent } from '#lib/server/store.ts';
import { troubles } from './page.ts';
import { signedOut, start, stop, throughlineOf } from './serve.ts';

const SLOWED = 'Tideway Rapid Re-Housing';
const OTHER = 'Millrace Supportive Housing';
/** The first day of the truth `waits-doubled` of the sample agency. */
const SLOWED_ON = '2025-11-01';

let url = '';
let child: ChildProcess;
let folder = '';
const password = 'four words of a manager';
const emailOf = (name: string) => `${name}@example.org`;

test.describe.configure({ mode: 'serial' });
test.use({ ...signedOut, javaScriptEnabled: false });

test.beforeAll(async () => {
	test.setTimeout(300_000); // the sample is made and imported first
	folder = mkdtempSync(join(tmpdir(), 'throughline-trend-'));
	const home = homeAt(join(folder, 'home'));
	const run = throughlineOf(home.path);
	run('sample', '--format', 'canonical-csv', '--out', join(folder, 'sample'));
	run('import', join(folder, 'sample', 'canonical-csv'));
	const store = await openCurrent(home);
	const idOf = async (label: string) =>
		String(
			(await store.db.row('select program_id::varchar as id from program where label = $label', { label })).id
		);
	const people: [string, Role, 'all' | string[]][] = [
		['rapid', 'program manager', [await idOf(SLOWED)]],
		['both', 'program manager', [await idOf(SLOWED), await idOf(OTHER)]],
		['every', 'program manager', 'all'],
		['steward', 'data steward', 'all'],
		['admin', 'administrator', 'all'] // without one nobody is asked to sign in
	];
	store.db.close();
	for (const [name, role, programs] of people) {
		const { secret } = invite(home, COMMAND_LINE, {
			name,
			email: emailOf(name),
			role,
			programs,
			teams: [],
			worker: null
		});
		await followLink(home, secret, { password });
	}
	({ url, child } = await start({ THROUGHLINE_HOME: home.path }, { people: false }));
	url = new URL(url).origin;
});

test.afterAll(async () => {
	await stop(child);
	const { problems } = await verifyAudit(homeAt(join(folder, 'home')));
	expect(problems).toEqual([]);
	rmSync(folder, { recursive: true });
});

async function signIn(page: Page, name: string, to: string): Promise<void> {
	await page.goto(`${url}${to}`);
	await page.getByLabel('E-mail').fill(emailOf(name));
	await page.getByLabel('Password').fill(password);
	await page.getByRole('button', { name: 'Sign in' }).click();
}

const WAITS = '/metrics/days-to-move-in';
const overTime = (page: Page) => page.getByRole('region', { name: 'Over time' });
const trendOf = (page: Page) => overTime(page).getByRole('figure');
/** How many levels the wide picture has, by the heights at which they stand. */
async function levelsOf(page: Page): Promise<number> {
	const heights = await trendOf(page)
		.locator('.wide .level line')
		.evaluateAll((lines) => lines.map((line) => line.getAttribute('y1')));
	return new Set(heights).size;
}

test('a program manager reads that the slowed program became worse, with how often chance says so', async ({
	page
}) => {
	await signIn(page, 'rapid', WAITS);
	await expect(trendOf(page).getByRole('heading')).toHaveText(
		/^\s*Worse in January 2026 than chance explains: 28 %\.$/
	);
	await expect(overTime(page)).toContainText(
		'Chance alone says as much in about one of 9 charts of 21 points.'
	);
	expect(await levelsOf(page)).toBe(1);
	await expect(trendOf(page).locator('.wide .mark')).not.toHaveCount(0);
	await overTime(page).getByText('The data of this picture').click();
	const january = trendOf(page).getByRole('row', { name: /^Jan 2026/ });
	await expect(january).toContainText('below the limits');
	await expect(january).toContainText('28 to 81 %');
	await expect(page.locator('#steps')).toContainText('None is marked.');
});

test('a form that will not do says so at its fields, and marks nothing', async ({ page }) => {
	await signIn(page, 'rapid', WAITS);
	await page.getByText('Mark a step change').click();
	await page.getByLabel('Day on which it came').fill('2999-01-01');
	await page.getByRole('button', { name: 'Mark it' }).click();
	await expect(page.getByRole('alert')).toContainText('Nothing was marked');
	await expect(page.getByLabel('Day on which it came')).toHaveAccessibleDescription(
		/This day has not come yet\./
	);
	await expect(page.getByLabel('Day on which it came')).toHaveValue('2999-01-01');
	await expect(page.getByLabel('Reason')).toHaveAccessibleDescription(/This is needed\./);
	await expect(page.locator('#steps')).toContainText('None is marked.');
});

test('a step change begins the level and the limits anew', async ({ page }) => {
	await signIn(page, 'rapid', WAITS);
	await page.getByText('Mark a step change').click();
	await page.getByLabel('Day on which it came').fill(SLOWED_ON);
	await page.getByLabel('Reason').fill('Two landlords left');
	await page.getByRole('button', { name: 'Mark it' }).click();
	await expect(page).toHaveURL(`${url}${WAITS}#steps`);
	const list = page.locator('#steps').getByRole('listitem');
	await expect(list).toHaveCount(1);
	await expect(list).toContainText('1 November 2025');
	await expect(list).toContainText('Two landlords left');
	await expect(list).toContainText('Marked by rapid on');
	await expect(trendOf(page).locator('.wide .step line')).toHaveCount(1);
	await expect(trendOf(page).getByRole('heading')).toContainText(
		'Since the step of 1 November 2025 there are 8 months that can be judged; it takes 12 to tell a change from chance.'
	);
	const held = trendOf(page).locator('.wide .limits rect');
	await expect(held).toHaveCount(13); // the months before; of the eight after nothing is claimed
	await expect(trendOf(page).locator('.wide .mark path, .wide .mark circle')).toHaveCount(0);
});

test('it is there for whom it is about, and not in a wider view', async ({ page, browser }) => {
	const step = page.locator('#steps').getByText('Two landlords left');
	await signIn(page, 'every', WAITS);
	await expect(page.locator('#steps')).toContainText('None is marked.');
	await expect(step).toHaveCount(0);
	await page.goto(`${url}${WAITS}?where=program:${encodeURIComponent(SLOWED)}`);
	await expect(step).toHaveCount(1);

	const other = await browser.newPage({ ...signedOut, javaScriptEnabled: false });
	await signIn(other, 'both', WAITS);
	await expect(other.locator('#steps')).toContainText('None is marked.');
	await other.goto(`${url}${WAITS}?where=program:${encodeURIComponent(OTHER)}`);
	await expect(other.locator('#steps')).toContainText('None is marked.');
	await other.close();

	const steward = await browser.newPage({ ...signedOut, javaScriptEnabled: false });
	await signIn(steward, 'steward', `${WAITS}?where=program:${encodeURIComponent(SLOWED)}`);
	await expect(steward.locator('#steps')).toContainText('Two landlords left');
	await expect(steward.getByRole('button', { name: /Take back/ })).toHaveCount(0);
	await expect(steward.getByText('Mark a step change')).toHaveCount(0);
	const refused = await steward.request.post(`${url}${WAITS}?/mark`, {
		headers: { origin: url, accept: 'text/html' },
		form: { on: SLOWED_ON, reason: 'Mine' }
	});
	expect(refused.status()).toBe(404);
	await steward.close();
});

test('who marked it takes it back; it stays as history, and the limits are one again', async ({ page }) => {
	await signIn(page, 'rapid', WAITS);
	await page.getByRole('button', { name: 'Take back the step of 1 November 2025' }).click();
	await expect(page.locator('#steps')).toContainText('None is marked.');
	await page.getByText('Taken back (1)').click();
	await expect(page.locator('#steps').getByRole('listitem')).toContainText('Taken back by rapid on');
	await expect(trendOf(page).locator('.wide .step line')).toHaveCount(0);
	expect(await levelsOf(page)).toBe(1);
	await expect(trendOf(page).getByRole('heading')).toContainText('Worse in January 2026');
});

test.describe('with JavaScript', () => {
	test.use({ javaScriptEnabled: true, bypassCSP: true });
	test('it has no barriers and no overhang, wide and on a phone, light and dark', async ({ page }) => {
		await signIn(page, 'rapid', WAITS);
		await page.getByText('Mark a step change').click();
		expect(await troubles(page)).toEqual([]);
	});
});
