// A review from opening it to both signatures: who leads and the worker, each from their sign-in, and what is kept.
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
import { enter, signedOut, start, stop, throughlineOf } from './serve.ts';

test.use(signedOut);
test.describe.configure({ mode: 'serial', timeout: 240_000 });

const password = 'four words of a review';
let folder = '';
let url = '';
let child: ChildProcess;
let ben = '';

test.beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'throughline-review-'));
	const home = homeAt(join(folder, 'home'));
	throughlineOf(home.path)('import', join(ROOT, 'pipelines', 'sources', 'canonical-csv', 'sample', 'worked'));
	const store = await openCurrent(home);
	ben = String((await store.db.row("select worker_id::varchar as id from worker where label = 'Ben'")).id);
	store.db.close();
	const none = { programs: [], teams: [], worker: null };
	for (const person of [
		{ ...none, name: 'Anna', email: 'anna@example.org', role: 'administrator' as const },
		{ ...none, name: 'Dora', email: 'dora@example.org', role: 'supervisor' as const, teams: ['South'] },
		{ ...none, name: 'Ben', email: 'ben@example.org', role: 'worker' as const, worker: ben }
	])
		await followLink(home, invite(home, COMMAND_LINE, person).secret, { password });
	closeApp(home);
	({ url, child } = await start({ THROUGHLINE_HOME: home.path }, { people: false }));
});
test.afterAll(async () => {
	await stop(child);
	rmSync(folder, { recursive: true });
});

const open = (page: Page) => page.goto(`${new URL(url).origin}/team/${ben}/review`);
const ready = (page: Page) => expect(page.getByText('being worked out')).toHaveCount(0, { timeout: 120_000 });

test('is opened, gets a goal and an answer, is signed by both, and is closed as it was', async ({
	browser
}) => {
	const dora = await enter(browser, url, { email: 'dora@example.org', password });
	await open(dora);
	await ready(dora);
	await expect(dora.getByText('This is what one would say now')).toBeVisible();
	await dora.getByRole('button', { name: 'Open a review' }).click();
	await expect(dora.getByText(/^Opened by Dora on/)).toBeVisible();
	await dora.getByText('Agree on a goal').click();
	await dora.getByRole('textbox', { name: 'Goal' }).fill('A plan for each household');
	await dora.getByLabel('Until (may stay empty)').fill('2027-06-30');
	await dora.getByRole('button', { name: 'Write the goal down' }).click();
	await expect(dora.getByText('A plan for each household').first()).toBeVisible();

	const page = await enter(browser, url, { email: 'ben@example.org', password });
	await expect(page.getByRole('link', { name: 'My reviews' })).toBeVisible({ timeout: 120_000 });
	await page.getByRole('link', { name: 'My reviews' }).click();
	await ready(page);
	await expect(page.getByText('until 30 June 2027')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Write the goal down' })).toHaveCount(0);
	await page.getByLabel('Your answer').fill('Two of them had moved.');
	await page.getByRole('button', { name: 'Write it down' }).click();
	await expect(page.getByText('Two of them had moved.')).toBeVisible();
	await ready(page);
	await page.getByRole('button', { name: 'Sign this review' }).click();
	await expect(page.getByText(/^Signed by Ben/)).toBeVisible();
	await ready(page);
	expect(await troubles(page)).toEqual([]);

	await open(dora);
	await ready(dora);
	await expect(dora.getByText('Two of them had moved.')).toBeVisible();
	await dora.getByRole('button', { name: 'Sign this review' }).click();
	await dora.getByRole('link', { name: /^Review of / }).click();
	await expect(dora.getByText(/Closed on .*It is kept as it was signed/)).toBeVisible();
	await expect(dora.getByText(/^Signed by (Ben|Dora)/)).toHaveCount(2);
	await expect(dora.getByRole('button', { name: /^(Write|Sign this)/ })).toHaveCount(0);
	await ready(dora);
	expect(await troubles(dora)).toEqual([]);
});
