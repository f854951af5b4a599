// A report to a funder: from sign-in to what is released, by who makes it and by who reads it, with and without an account.
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { homeAt } from '#pipelines/home.ts';
import { closeApp } from '#lib/server/app-db.ts';
import { COMMAND_LINE } from '#lib/server/audit.ts';
import { followLink, invite } from '#lib/server/links.ts';
import { MADE_BY } from '#lib/server/sample.ts';
import { copyHome, sampleHome } from '../sample-homes.ts';
import { troubles } from './page.ts';
import { enter, signedOut, start, stop } from './serve.ts';

test.use(signedOut);
test.describe.configure({ mode: 'serial', timeout: 240_000 });

const password = 'four words of a report';
let folder = '';
let url = '';
let child: ChildProcess;

test.beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'throughline-report-'));
	const home = homeAt(join(folder, 'home'));
	copyHome(await sampleHome(), home.path);
	rmSync(join(home.path, MADE_BY));
	const none = { programs: [], teams: [], worker: null, funder: null };
	for (const person of [
		{ ...none, name: 'Anna', email: 'anna@example.org', role: 'administrator' as const },
		{ ...none, name: 'Fay', email: 'fay@example.org', role: 'funder' as const, funder: 'Harbor County' },
		{ ...none, name: 'Max', email: 'max@example.org', role: 'funder' as const, funder: 'Marigold Foundation' }
	])
		await followLink(home, invite(home, COMMAND_LINE, person).secret, { password });
	closeApp(home);
	({ url, child } = await start({ THROUGHLINE_HOME: home.path }, { people: false }));
});
test.afterAll(async () => {
	await stop(child);
	rmSync(folder, { recursive: true });
});

const origin = () => new URL(url).origin;
const made = (page: Page) => expect(page.getByText('is being made')).toHaveCount(0, { timeout: 120_000 });
let released = '';

test('is made, written in, sent for review, approved and released', async ({ browser }) => {
	const anna = await enter(browser, url, { email: 'anna@example.org', password });
	await anna.getByRole('link', { name: 'Reports', exact: true }).click();
	await expect(anna.getByRole('heading', { name: 'Reports', level: 1 })).toBeVisible();
	expect(await troubles(anna)).toEqual([]);
	const row = anna.getByRole('row', { name: /County housing grant.*Q1, Jul 2026/ });
	await expect(row).toContainText('ready to be made');
	await row.getByRole('button', { name: 'Make the report' }).click();
	await made(anna);
	await expect(anna.getByRole('article')).toContainText(/promises? that can be judged/);
	await expect(anna.getByText(/figures are hidden from the funder/)).toBeVisible();
	expect(await troubles(anna)).toEqual([]);
	await anna.getByRole('textbox', { name: 'In short' }).fill('Call Jane at 555-123-4567.');
	await anna.getByRole('button', { name: 'Save' }).click();
	await made(anna);
	await expect(anna.getByText('looks like an e-mail address, a phone number')).toBeVisible();
	await anna.getByRole('textbox', { name: 'In short' }).fill('Rents rose, and fewer landlords took part.');
	await anna.getByRole('button', { name: 'Save' }).click();
	await made(anna);
	await expect(anna.getByRole('article')).toContainText('fewer landlords took part');
	await anna.getByRole('button', { name: 'Send for review' }).click();
	await expect(anna.getByText(/^In review since/)).toBeVisible({ timeout: 60_000 });
	await anna.getByRole('button', { name: 'Approve' }).click();
	await expect(anna.getByText(/^Approved by Anna/)).toBeVisible();
	await anna.getByRole('button', { name: 'Release to the funder' }).click();
	await expect(anna.getByText(/^Release 1, given out by Anna/)).toBeVisible();
	released = anna.url();
	expect(await troubles(anna)).toEqual([]);
});
