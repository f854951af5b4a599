// Who is left behind? A program manager signs in and finds it, follows it, gives it to somebody and closes it.
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { homeAt } from '#pipelines/home.ts';
import type { Role } from '#lib/roles.ts';
import { closeApp } from '#lib/server/app-db.ts';
import { COMMAND_LINE } from '#lib/server/audit.ts';
import { followLink, invite } from '#lib/server/links.ts';
import { barriers, beforeReady, overhang } from './page.ts';
import { signedOut, start, stop, throughlineOf } from './serve.ts';

const PASSWORD = 'four words nobody says';
const SPANISH =
	'People who speak Spanish: 20 % of 54 households had a home within 90 days, against 58 % among the others.';

let folder: string;
let url: string;
let child: ChildProcess;

test.describe.configure({ mode: 'serial', timeout: 120_000 });
test.use({ ...signedOut, bypassCSP: true });

test.beforeAll(async () => {
	test.setTimeout(180_000);
	folder = mkdtempSync(join(tmpdir(), 'throughline-gaps-'));
	const home = join(folder, 'home');
	const command = throughlineOf(home);
	command('sample', '--out', join(folder, 'sample'), '--format', 'canonical-csv');
	command('import', join(folder, 'sample', 'canonical-csv'));
	const add = async (name: string, role: Role) => {
		const { secret } = invite(homeAt(home), COMMAND_LINE, {
			name,
			email: `${name.toLowerCase()}@example.org`,
			role,
			programs: 'all',
			teams: role === 'supervisor' ? ['Housing North'] : [],
			worker: null
		});
		await followLink(homeAt(home), secret, { password: PASSWORD });
	};
	await add('Ada', 'administrator');
	await add('Mona', 'program manager');
	await add('Dara', 'data steward');
	await add('Sam', 'supervisor');
	closeApp(homeAt(home));
	({ url, child } = await start({ THROUGHLINE_HOME: home }, { people: false }));
});
test.afterAll(async () => {
	await stop(child);
	rmSync(folder, { recursive: true, force: true });
});

/** Signs in and goes to the gaps by the pages' own links. */
async function arrive(page: Page, name: string): Promise<void> {
	await page.goto(`${url}/sign-in`);
	await page.getByLabel('E-mail').fill(`${name.toLowerCase()}@example.org`);
	await page.getByLabel('Password').fill(PASSWORD);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await expect(page).not.toHaveURL(/sign-in/);
	await page.waitForLoadState('networkidle');
	await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Gaps' }).click();
	await expect(page).toHaveURL(`${url}/gaps`);
}

test('a program manager finds who is left behind, follows it, gives it to somebody and closes it', async ({
	page
}) => {
	await arrive(page, 'Mona');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^\d+ gaps, in 1,\d{3} comparisons$/);
	const found = page.getByRole('article').filter({ has: page.getByRole('heading', { name: SPANISH }) });
	await expect(found).toContainText('52 people. More than chance: q under 0.001.');
	await expect(found).toContainText('about 21 more of these 54 households');
	await expect(found).toContainText('at least 37 points remain');
	await expect(found.getByRole('img')).toHaveAttribute('aria-label', SPANISH);
	expect(await barriers(page)).toEqual([]);

	// From the sentence to the figure by language, and to as many rows as it counts.
	await found.getByRole('link', { name: 'The rows of the group' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^54 households, /);
	await page.goBack();
	await found.getByRole('link', { name: 'The figure by language' }).click();
	await expect(page.getByRole('row', { name: /^Spanish/ })).toContainText('20 %');
	await page.goBack();

	await found.getByRole('button', { name: 'Open this gap' }).click();
	await expect(page).toHaveURL(/\/gaps\/[0-9a-f-]{36}$/);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(SPANISH);
	await expect(page.getByText('It was opened on a difference of 38 points')).toBeVisible();
	await expect(page.getByText('The group is still behind.')).toBeVisible();
	expect(await barriers(page)).toEqual([]);

	await page.getByRole('button', { name: 'Save it' }).click();
	await expect(page.getByText('Write something first.')).toBeVisible();
	// Who is quicker than the scripts of the page loses nothing of what they typed.
	const note = page.getByLabel('Note');
	await beforeReady(page, page.url().split('?')[0]!, () => note.fill('There is no interpreter on Mondays.'));
	await page.getByRole('button', { name: 'Save it' }).click();
	await expect(page.getByRole('region', { name: 'What was written down' })).toContainText(
		'There is no interpreter on Mondays.'
	);
	// A supervisor sees a team's cases, and cannot be asked about whole programs.
	await expect(page.getByLabel('Person').getByRole('option')).toHaveText([
		'nobody yet',
		'Ada',
		'Dara',
		'Mona'
	]);
	await page.getByLabel('Person').selectOption('Dara');
	await page.getByRole('button', { name: 'Save who sees to it' }).click();
	await expect(page.getByText('Dara sees to it.').first()).toBeVisible();

	await page.getByLabel('Why it is closed').fill('An interpreter comes on Mondays now.');
	await page.getByRole('button', { name: 'Close this gap' }).click();
	await expect(page.getByText('This gap is closed')).toBeVisible();
	await expect(page.getByLabel('Note')).toHaveCount(0);
	await page.getByRole('link', { name: 'All gaps' }).click();
	await expect(page.getByRole('region', { name: 'Gaps that are followed' })).toContainText(
		/Closed on .+ by Mona\./
	);
});

test('a data steward reads it and changes nothing; a supervisor sees none of it', async ({
	page,
	browser
}) => {
	await arrive(page, 'Dara');
	await expect(page.getByRole('button', { name: 'Open this gap' })).toHaveCount(0);
	await page.getByRole('region', { name: 'Gaps that are followed' }).getByRole('link').first().click();
	await expect(page).toHaveURL(/\/gaps\/[0-9a-f-]{36}$/);
	const address = page.url();
	await expect(page.getByText('An interpreter comes on Mondays now.')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Save it' })).toHaveCount(0);

	const context = await browser.newContext(signedOut);
	const other = await context.newPage();
	await arrive(other, 'Sam');
	await expect(other.getByRole('region', { name: 'Gaps that are followed' })).toContainText(
		'None is followed.'
	);
	expect((await other.goto(address))?.status()).toBe(404);
	await context.close();
});

test('fits a phone, and works without JavaScript', async ({ browser }) => {
	const context = await browser.newContext({
		...signedOut,
		javaScriptEnabled: false,
		viewport: { width: 390, height: 844 }
	});
	const page = await context.newPage();
	await arrive(page, 'Mona');
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
	await page.getByRole('article').first().getByRole('button', { name: 'Open this gap' }).click();
	await page.waitForURL(/\/gaps\/[0-9a-f-]{36}$/); // with its styles
	expect(await overhang(page)).toBe(0);
	await page.getByLabel('Why it is closed').fill('It is how the programs are made.');
	await page.getByRole('button', { name: 'Close this gap' }).click();
	await expect(page.getByText('It is how the programs are made.')).toBeVisible();
	await context.close();
});
