// From the sign-in to what is due: a supervisor's "who needs help this week?", a worker's "what do I do next?", and putting off.
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { homeAt, ROOT } from '#pipelines/home.ts';
import { closeApp } from '#lib/server/app-db.ts';
import { COMMAND_LINE } from '#lib/server/audit.ts';
import { followLink, invite } from '#lib/server/links.ts';
import { troubles } from './page.ts';
import { become, serveSample } from './sample-agency.ts';
import { signedOut, start, stop, throughlineOf } from './serve.ts';

test.use(signedOut);

const list = (page: Page) => page.locator('section', { has: page.locator('#list') });
const rows = (page: Page) => list(page).locator('tbody tr');

test.describe('in the sample agency', () => {
	const agency = serveSample();

	test('a supervisor lands on who needs help: the late team has documents overdue, worker by worker', async ({
		page
	}) => {
		await become(page, agency, 'supervisor');
		await expect(page).toHaveURL(`${agency.url}/team`);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(
			/^\d+ things are overdue in \d+ households, and \d+ more fall due in the week after$/
		);
		await expect(page.getByRole('main')).toContainText('30 September 2026, the last day known (');
		const workers = page.locator('section', { has: page.locator('#workers') }).locator('tbody th');
		const names = await workers.allInnerTexts();
		expect(names.length).toBeGreaterThan(2);
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));

		await list(page)
			.getByRole('link', { name: /^Documents \(\d+\)$/ })
			.click();
		await expect(page).toHaveURL(/kind=documents/);
		await workers.getByRole('link').first().click();
		await expect(page).toHaveURL(/where=worker/);
		await expect(page).toHaveURL(/kind=documents/);
		const first = rows(page).first();
		await expect(first).toContainText(names[0] ?? '');
		await expect(first).toContainText(/\d+ days over/);
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('link', { name: 'Download the list as CSV' }).click()
		]);
		const lines = readFileSync(await download.path(), 'utf8')
			.trim()
			.split('\r\n');
		expect(lines[0]).toMatch(/^kind,what,since_on,due_on,.*source_enrollment_id/);
		expect(lines.length - 1).toBe(await rows(page).count());

		await first.getByRole('link').first().click();
		await expect(page).toHaveURL(/\/cases\/[0-9a-f-]+$/);
	});

	test('it is sorted by its headings, from the keyboard, and the view is a link', async ({ page }) => {
		await become(page, agency, 'supervisor');
		await list(page).getByRole('link', { name: 'Worker' }).press('Enter');
		await expect(page).toHaveURL(/sort=worker/);
		const cells = await rows(page).locator('td[data-label="Worker"]').allInnerTexts();
		expect(cells).toEqual([...cells].sort((a, b) => a.localeCompare(b)));
		await expect(list(page).getByRole('columnheader', { name: 'Worker' })).toHaveAttribute(
			'aria-sort',
			'ascending'
		);
		expect(await rows(page).getByText('Housing North').count()).toBe(0);
	});

	test('what changed in the last week stands on the page, and how everything is counted', async ({
		page
	}) => {
		await become(page, agency, 'supervisor');
		await expect(page.locator('section', { has: page.locator('#changes') })).toContainText(
			/\d+ households? started, \d+ moved in, \d+ left, and \d+ things? became overdue/
		);
		await page.getByText('How it is counted').click();
		await expect(page.getByText('moved on by as many days as the worker')).toBeVisible();
		await expect(page.getByText('This is the sample agency: nothing is put off in it.')).toBeVisible();
	});

	test('a worker lands on own deadlines, own cases and own figures, and learns who looked', async ({
		page
	}) => {
		await become(page, agency, 'worker');
		const name = (await page.locator('.subject').innerText()).replace('The work of ', '');
		await become(page, agency, 'supervisor');
		await page.goto(`${agency.url}/metrics/documents-on-time?where=${encodeURIComponent(`worker:${name}`)}`);
		await become(page, agency, 'worker');
		await expect(page).toHaveURL(`${agency.url}/mine`);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(
			/^\d+ things? (is|are) overdue in \d+ households?, and \d+ more falls? due in the week after$/
		);
		await expect(page.getByRole('main')).toContainText(`The work of ${name}`);
		await expect(
			page
				.locator('section', { has: page.locator('#cases') })
				.locator('tbody tr')
				.first()
		).toBeVisible();
		const figures = page.locator('section', { has: page.locator('#figures') });
		await expect(figures.locator('tbody tr').first()).toBeVisible({ timeout: 60_000 });
		await expect(figures.getByRole('row', { name: /Documents on time/ })).toContainText('%');
		await expect(page.locator('section', { has: page.locator('#looked') })).toContainText(
			'“Documents on time” by worker'
		);
		const status = (await page.goto(`${agency.url}/team`))?.status();
		expect(status).toBe(404);
	});

	test.describe('for everybody', () => {
		test.use({ bypassCSP: true });

		for (const [role, path] of [
			['supervisor', '/team'],
			['worker', '/mine']
		] as const)
			test(`the page of a ${role} has no barrier, in any look`, async ({ page }) => {
				test.slow();
				await become(page, agency, role);
				await page.goto(agency.url + path);
				await expect(page.getByText('being worked out')).toHaveCount(0, { timeout: 60_000 });
				expect(await troubles(page)).toEqual([]);
			});
	});
});

test.describe('in an agency of its own', () => {
	test.describe.configure({ mode: 'serial' });
	const password = 'four words of a supervisor';
	let folder = '';
	let url = '';
	let child: ChildProcess;
	test.beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'throughline-due-'));
		const home = homeAt(join(folder, 'home'));
		throughlineOf(home.path)(
			'import',
			join(ROOT, 'pipelines', 'sources', 'canonical-csv', 'sample', 'worked')
		);
		const none = { programs: [], teams: [], worker: null };
		const somebody = { name: 'Anna', email: 'anna@example.org', role: 'administrator' as const, ...none };
		await followLink(home, invite(home, COMMAND_LINE, somebody).secret, { password });
		const { secret } = invite(home, COMMAND_LINE, {
			...none,
			name: 'Dora',
			email: 'dora@example.org',
			role: 'supervisor',
			teams: ['South']
		});
		await followLink(home, secret, { password });
		closeApp(home);
		({ url, child } = await start({ THROUGHLINE_HOME: home.path }, { people: false }));
	});
	test.afterAll(async () => {
		await stop(child);
		rmSync(folder, { recursive: true });
	});

	/** From the sign-in to the page that it leads to. */
	async function enter(page: Page): Promise<void> {
		await page.goto(url);
		await page.getByLabel('E-mail').fill('dora@example.org');
		await page.getByLabel('Password').fill(password);
		await page.getByRole('button', { name: 'Sign in' }).click();
		await expect(page).toHaveURL(/\/team$/);
	}

	const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

	test('a thing is put off for a reason until a day, is counted as put off, and taken up again', async ({
		page
	}) => {
		await enter(page);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(
			'3 things are overdue in 2 households, and 1 more falls due in the week after'
		);
		await expect(rows(page)).toHaveCount(4);
		await page.getByRole('button', { name: 'Put off' }).click();
		await expect(page.getByText('Choose at least one thing in the list above.')).toBeVisible();
		await expect(page.getByText('Say why, in a few words.')).toBeVisible();
		await page.getByRole('checkbox', { name: 'Choose: Assessment, E02' }).check();
		await page.getByLabel('Why').fill('=The form is being revised');
		await page.getByLabel('Until').fill(inDays(0));
		await page.getByRole('button', { name: 'Put off' }).click();
		await expect(page.getByText('Give a day after today.')).toBeVisible();
		await expect(page.getByRole('checkbox', { name: 'Choose: Assessment, E02' })).toBeChecked();
		await page.getByLabel('Until').fill(inDays(5));
		await page.getByRole('button', { name: 'Put off' }).click();
		await expect(page.getByRole('status')).toContainText('1 thing is put off');
		await expect(rows(page)).toHaveCount(3);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^2 things are overdue/);

		await page.getByRole('link', { name: 'Put off (1)' }).click();
		await expect(page).toHaveURL(/list=put-off/);
		await expect(rows(page).first()).toContainText('by Dora: =The form is being revised');
		const file = await page.request.get(`${url}/team/list.csv?list=put-off`);
		expect(await file.text()).toContain("'=The form is being revised");
		await page.getByRole('checkbox', { name: 'Choose: Assessment, E02' }).check();
		await page.getByRole('button', { name: 'Take up what is chosen again' }).click();
		await expect(page.getByRole('status')).toContainText('1 thing is back in the list');
		await page.getByRole('link', { name: /^Overdue or due in the week \(4\)/ }).click();
		await expect(rows(page)).toHaveCount(4);
	});

	test('what no source collects is said, and nothing of the other team is there', async ({ page }) => {
		await enter(page);
		await expect(
			page.getByText(/Annual assessments:.*Not collected: no source has income\.stage/)
		).toBeVisible();
		await expect(page.getByText('E06')).toHaveCount(0);
		await expect(page.getByText('Ada')).toHaveCount(0);
	});

	test.describe('without JavaScript', () => {
		test.use({ javaScriptEnabled: false });

		test('putting off works as well', async ({ page }) => {
			await enter(page);
			await page.getByRole('checkbox', { name: /^Choose: Plan review/ }).check();
			await page.getByLabel('Until').fill(inDays(3));
			await page.getByLabel('Why').fill('The household is away');
			await page.getByRole('button', { name: 'Put off' }).click();
			await expect(page.getByText('1 thing is put off')).toBeVisible();
			await expect(rows(page)).toHaveCount(3);
		});
	});
});
