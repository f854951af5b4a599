// From the sign-in of a supervisor to the sheet of one worker on one page of paper; the meeting written down and corrected, and
// read by the worker.
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { homeAt, ROOT } from '#pipelines/home.ts';
import { closeApp } from '#lib/server/app-db.ts';
import { COMMAND_LINE } from '#lib/server/audit.ts';
import { followLink, invite } from '#lib/server/links.ts';
import { openCurrent } from '#lib/server/store.ts';
import { troubles } from './page.ts';
import { become, serveSample } from './sample-agency.ts';
import { signedOut, start, stop, throughlineOf } from './serve.ts';

test.use(signedOut);

/** How many pages a page prints on. */
async function pages(page: Page): Promise<number> {
	const pdf = (await page.pdf({ preferCSSPageSize: true, format: 'Letter' })).toString('latin1');
	return pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

test.describe('in the sample agency', () => {
	const agency = serveSample();

	test('a supervisor reaches the sheet of each worker by one link, and each prints on one page', async ({
		page
	}) => {
		await become(page, agency, 'supervisor');
		const links = page.getByRole('link', { name: /^The sheet for a one-to-one with / });
		const names = await links.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));
		expect(names.length).toBeGreaterThan(2);
		await links.first().press('Enter');
		await expect(page).toHaveURL(/\/team\/[0-9a-f-]{36}$/);
		await expect(page.locator('.subject')).toContainText('One-to-one with ');
		await expect(page.getByRole('main')).toContainText('30 September 2026, the last day known (');
		const lines = page.locator('section', { has: page.locator('#households') }).locator('tbody tr');
		await expect(lines.first()).toContainText(/\d+ days?, since /);
		await expect(page.getByText('no meeting is written down in it')).toBeVisible();
		await expect(page.getByRole('heading', { name: 'Agreed today' })).toBeHidden();
		expect(await pages(page)).toBe(1);
		await page.emulateMedia({ media: 'print' });
		await expect(page.getByRole('heading', { name: 'Agreed today' })).toBeVisible();
		await expect(page.getByRole('heading', { name: 'Supervision log' })).toBeHidden();
	});

	test('a worker opens their own from their page, and is told nothing of anybody else’s', async ({
		page
	}) => {
		await become(page, agency, 'supervisor');
		const other = await page
			.getByRole('link', { name: /^The sheet for a one-to-one with / })
			.evaluateAll((all) => all.map((each) => each.getAttribute('href') ?? ''));
		await become(page, agency, 'worker');
		await page.getByRole('link', { name: /^The sheet for my one-to-one/ }).click();
		await expect(page.locator('.subject')).toContainText('My one-to-one');
		const own = new URL(page.url()).pathname;
		for (const path of other.filter((each) => each !== own))
			expect((await page.goto(agency.url + path))?.status()).toBe(404);
	});

	test.describe('for everybody', () => {
		test.use({ bypassCSP: true });

		test('it has no barrier, in any look', async ({ page }) => {
			test.slow();
			await become(page, agency, 'supervisor');
			await page
				.getByRole('link', { name: /^The sheet for a one-to-one with / })
				.first()
				.click();
			expect(await troubles(page)).toEqual([]);
		});
	});
});

test.describe('in an agency of its own', () => {
	test.describe.configure({ mode: 'serial' });
	test.use({ bypassCSP: true });
	const password = 'four words of a meeting';
	let folder = '';
	let url = '';
	let child: ChildProcess;
	test.beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'throughline-sheet-'));
		const home = homeAt(join(folder, 'home'));
		throughlineOf(home.path)(
			'import',
			join(ROOT, 'pipelines', 'sources', 'canonical-csv', 'sample', 'worked')
		);
		const store = await openCurrent(home);
		const { id } = await store.db.row("select worker_id::varchar as id from worker where label = 'Ben'");
		store.db.close();
		const none = { programs: [], teams: [], worker: null };
		for (const somebody of [
			{ name: 'Anna', role: 'administrator' as const, ...none },
			{ name: 'Dora', role: 'supervisor' as const, ...none, teams: ['South'] },
			{ name: 'Ben', role: 'worker' as const, ...none, worker: String(id) }
		]) {
			const email = `${somebody.name.toLowerCase()}@example.org`;
			await followLink(home, invite(home, COMMAND_LINE, { ...somebody, email }).secret, { password });
		}
		closeApp(home);
		({ url, child } = await start({ THROUGHLINE_HOME: home.path }, { people: false }));
	});
	test.afterAll(async () => {
		await stop(child);
		rmSync(folder, { recursive: true });
	});

	async function enter(page: Page, name: string): Promise<void> {
		await page.goto(url);
		await page.getByLabel('E-mail').fill(`${name}@example.org`);
		await page.getByLabel('Password').fill(password);
		await page.getByRole('button', { name: 'Sign in' }).click();
		await expect(page).toHaveURL(/\/(team|mine)$/);
	}

	test('a meeting is written down with what was agreed, and corrected; the page has no barrier', async ({
		page
	}) => {
		test.slow();
		await enter(page, 'dora');
		await page.getByRole('link', { name: 'The sheet for a one-to-one with Ben' }).click();
		await page.getByRole('button', { name: 'Write it down' }).click();
		await expect(page.getByText('Say what it was about, in a few words.')).toBeVisible();
		await page.getByLabel('Which meeting').selectOption({ label: 'Another one' });
		await page.getByLabel('The other one was planned for').fill('2026-01-05');
		await page.getByLabel('Held on', { exact: true }).fill('2026-01-06');
		await page.getByLabel('What we talked about').fill('E02 and its assessment');
		await page.getByLabel('What, 1').fill('Finish the assessment of E02');
		await page.getByLabel('Until, 1').fill('2026-01-20');
		await page.getByRole('button', { name: 'Write it down' }).click();
		await expect(page.getByRole('status')).toContainText('The meeting is written down');
		const log = page.locator('section', { has: page.locator('#log') });
		await expect(log.getByRole('heading', { name: /^Held on 6 January 2026/ })).toBeVisible();
		const last = page.locator('section', { has: page.locator('#last') });
		await expect(last.getByRole('row', { name: /Finish the assessment of E02/ })).toContainText('open');
		await expect(last).toContainText('its day is over');
		expect(await troubles(page)).toEqual([]);
		expect(await pages(page)).toBe(1);

		await page
			.getByRole('link', { name: 'Correct what is written of the meeting of 6 January 2026' })
			.click();
		await expect(page.getByLabel('What we talked about')).toHaveValue('E02 and its assessment');
		await page.getByLabel('Held on', { exact: true }).fill('2026-01-07');
		await page.getByRole('button', { name: 'Write the correction down' }).click();
		await expect(page.getByText('Say why, in a few words.')).toBeVisible();
		await page.getByLabel('Why it is corrected').fill('It was the day after');
		await page.getByRole('button', { name: 'Write the correction down' }).click();
		await expect(page.getByRole('status')).toContainText('The correction is written down');
		await expect(log.getByRole('heading', { name: /^Held on 7 January 2026/ })).toBeVisible();
		await log.getByText('What was written before').click();
		await expect(log.getByText('Held on 6 January 2026')).toBeVisible();
		await expect(async () => {
			await page.reload();
			await expect(page.getByText('does not have it yet')).toHaveCount(0);
		}).toPass({ timeout: 60_000 });
	});

	test.describe('without JavaScript', () => {
		test.use({ javaScriptEnabled: false });

		test('the worker reads it, and cannot write', async ({ page }) => {
			await enter(page, 'ben');
			await page.getByRole('link', { name: /^The sheet for my one-to-one/ }).click();
			await expect(page.getByRole('heading', { name: /^Held on 7 January 2026/ })).toBeVisible();
			await expect(page.getByText('Finish the assessment of E02').first()).toBeVisible();
			await expect(page.getByRole('button', { name: 'Write it down' })).toHaveCount(0);
		});
	});
});
