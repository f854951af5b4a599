// A report to a funder: from sign-in to what is released, by who makes it and by who reads it, with and without an account.
import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { homeAt } from '#pipelines/home.ts';
import { closeApp } from '#lib/server/app-db.ts';
import { COMMAND_LINE } from '#lib/server/audit.ts';
import { followLink, invite } from '#lib/server/links.ts';
import { MADE_BY } from '#lib/server/sample.ts';
import { readReport } from '#lib/reports/forms/json.ts';
import { partsOf } from '#lib/reports/parts.ts';
import { speak } from '#lib/speak.ts';
import { readPdf } from '../pdf.ts';
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
	test.setTimeout(300_000);
	folder = mkdtempSync(join(tmpdir(), 'throughline-report-'));
	const home = homeAt(join(folder, 'home'));
	copyHome(await sampleHome({ clients: 800 }), home.path);
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

const made = (page: Page) => expect(page.getByText('is being made')).toHaveCount(0, { timeout: 120_000 });
let released = '';

test('is made, written in, sent for review, approved and released', async ({ browser }) => {
	const anna = await enter(browser, url, { email: 'anna@example.org', password });
	await anna.getByRole('link', { name: 'Reports', exact: true }).click();
	await expect(anna.getByRole('heading', { name: 'Reports', level: 1 })).toBeVisible();
	expect(await troubles(anna)).toEqual([]);
	const row = anna.getByRole('row', { name: /County housing grant.*Q1, Jul 2026/ });
	await expect(row).toContainText('a draft is ready');
	await row.getByRole('link', { name: 'Open' }).click();
	await expect(anna.getByText(/^Opened by Throughline on /)).toBeVisible();
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

test('is read by its funder, who takes it along, and by no other', async ({ browser }) => {
	const fay = await enter(browser, url, { email: 'fay@example.org', password });
	await expect(fay.getByRole('link', { name: /^The whole report on County housing grant/ })).toBeVisible();
	expect(await troubles(fay)).toEqual([]);
	await fay.getByRole('link', { name: /^The whole report on/ }).click();
	await expect(fay.getByText('fewer landlords took part')).toBeVisible();
	await expect(fay.getByRole('button', { name: 'Make a link' })).toHaveCount(0);
	for (const [link, ending] of [
		['PDF, to read and print', 'report.pdf'],
		['Workbook (XLSX), with a data dictionary', 'report.xlsx'],
		['Table (CSV), to put below those of other grants', 'report.csv'],
		['JSON, for a program', 'report.json']
	] as const) {
		const [download] = await Promise.all([
			fay.waitForEvent('download'),
			fay.getByRole('link', { name: link }).click()
		]);
		expect(download.suggestedFilename()).toContain(ending);
		files[ending] = readFileSync(await download.path());
	}
	const max = await enter(browser, url, { email: 'max@example.org', password });
	await expect(max.getByText('No report has been released to you yet.')).toBeVisible();
	for (const address of [released, `${released}/report.json`])
		expect((await max.goto(address))?.status()).toBe(404);
});

const files: Record<string, Buffer> = {};

test('says the same in each of its forms, and its checksum is of its JSON', async ({ browser }) => {
	const report = readReport(files['report.json']!);
	const fay = await enter(browser, url, { email: 'fay@example.org', password });
	await fay.goto(released);
	await expect(fay.getByText(createHash('sha256').update(files['report.json']!).digest('hex'))).toBeVisible();
	const page = await fay.getByRole('article').textContent();
	const pdf = (await readPdf(files['report.pdf']!)).pages.join(' ');
	const csv = files['report.csv']!.toString();
	for (const part of partsOf(speak('en'), report)) {
		if (part.is !== 'table') continue;
		for (const cell of part.rows.flat()) {
			expect(page).toContain(cell.text);
			expect(squeezed(pdf)).toContain(squeezed(cell.text));
		}
	}
	for (const { metric, quarter } of report.figures)
		expect(csv).toContain(`${report.grant.name},${quarter.period.from}/${quarter.period.to},${metric},`);
});

/** Without spaces: a PDF breaks lines where it has to. */
const squeezed = (text: string) => text.replace(/\s/g, '');

test('is read by a link and its code without an account, until the link is ended', async ({ browser }) => {
	const anna = await enter(browser, url, { email: 'anna@example.org', password });
	await anna.goto(released);
	await anna.getByRole('button', { name: 'Make a link' }).click();
	await expect(anna.locator('dl code')).toHaveCount(2);
	const [address = '', code = ''] = await anna.locator('dl code').allTextContents();
	expect(code).toMatch(/^\d{6}$/);
	const guest = await (await browser.newContext({ bypassCSP: true })).newPage();
	await guest.goto(address);
	await guest.getByRole('textbox', { name: 'Code' }).fill(code === '000000' ? '000001' : '000000');
	await guest.getByRole('button', { name: 'Open the report' }).click();
	await expect(guest.getByText('That is not the code of this link')).toBeVisible();
	await guest.getByRole('textbox', { name: 'Code' }).fill(code);
	await guest.getByRole('button', { name: 'Open the report' }).click();
	await expect(guest.getByText('fewer landlords took part')).toBeVisible();
	expect(await troubles(guest)).toEqual([]);
	const [download] = await Promise.all([
		guest.waitForEvent('download'),
		guest.getByRole('link', { name: 'JSON, for a program' }).click()
	]);
	expect(readFileSync(await download.path()).equals(files['report.json']!)).toBe(true);
	const stranger = await (await browser.newContext()).newPage();
	expect((await stranger.goto(`${address}/report.json`))?.status()).toBe(404);
	await anna.reload();
	await anna.getByRole('button', { name: 'End it' }).click();
	await expect(anna.getByText('No link works now.')).toBeVisible();
	expect((await guest.goto(address))?.status()).toBe(404);
});
