// HUD's tables as who submits them reads them: choose, open a cell to its people, compare with the vendor's.
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test, type Page } from '@playwright/test';
import { LIMITS, openArchive, readEntry } from '#pipelines/archive.ts';
import { homeAt, ROOT } from '#pipelines/home.ts';
import { openApp } from '#lib/server/app-db.ts';
import { speak } from '#lib/speak.ts';
import { troubles } from './page.ts';
import { start, stop, throughlineOf } from './serve.ts';

const w = speak('en').m.hud;
const PROJECT = 'Lantern Rapid Re-Housing';
const PERIOD = { from: '2024-10-01', to: '2025-09-30' };

test.describe.configure({ mode: 'serial' });
test.use({ bypassCSP: true });

let folder = '';
let url = '';
let child: ChildProcess;
const home = () => homeAt(join(folder, 'home'));
const official = () => join(folder, 'official');

test.beforeAll(async () => {
	test.setTimeout(120_000);
	folder = mkdtempSync(join(tmpdir(), 'throughline-hud-'));
	const run = throughlineOf(home().path);
	run('import', join(ROOT, 'data', 'sample', 'hmis-fy2026'));
	({ url, child } = await start({ THROUGHLINE_HOME: home().path }));
	run(
		'report',
		'hud-apr',
		'--project',
		PROJECT,
		'--from',
		PERIOD.from,
		'--to',
		PERIOD.to,
		'--out',
		official()
	);
});
test.afterAll(async () => {
	await stop(child);
	rmSync(folder, { recursive: true, force: true });
});

const at = (path: string) => new URL(path, url).href;
const VIEW = `report=apr&project=${encodeURIComponent(PROJECT)}&from=${PERIOD.from}&to=${PERIOD.to}`;
const table = (page: Page, name: string) => page.getByRole('table', { name, exact: true });

/** The cell of a table by its labels. */
async function cellOf(page: Page, name: string, row: string, column: string) {
	await expect(table(page, name)).toBeVisible();
	const titles = await table(page, name).getByRole('columnheader').allInnerTexts();
	const line = table(page, name)
		.getByRole('row')
		.filter({ has: page.getByRole('rowheader', { name: row, exact: true }) });
	return line.locator('th, td').nth(titles.indexOf(column));
}

test('report, projects and period are chosen, and what is wrong is said', async ({ page }) => {
	await page.goto(at('/'));
	await page.getByRole('navigation').first().getByRole('link', { name: w.nav, exact: true }).click();
	await expect(page.getByLabel(w.choose.from)).toHaveValue(/-10-01$/);
	await page.getByRole('button', { name: w.choose.submit }).click();
	await expect(page.getByRole('alert')).toContainText(w.troubles.none);
	await page.getByLabel(PROJECT).check();
	await page.getByLabel(w.choose.from).fill(PERIOD.from);
	await page.getByLabel(w.choose.to).fill(PERIOD.to);
	await page.getByRole('button', { name: w.choose.submit }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		/^\d+ people were served: \d+ left, \d+ stayed\.$/
	);
	await expect(page.getByRole('main')).toContainText('1 October 2024 to 30 September 2025');
	await expect(table(page, w.tables.caption).locator('tbody tr')).toHaveCount(readdirSync(official()).length);
	expect(await troubles(page)).toEqual([]);
	await page.goto(at(`/hud?report=spm`));
	await expect(page.getByRole('alert')).toContainText(w.troubles.system);
	await page.goto(at(`/hud?report=apr&project=${encodeURIComponent("Somebody's")}`));
	await expect(page.getByRole('alert')).toContainText(w.troubles.unknown);
});

test('a cell opens to its people, with why each is in it', async ({ page }) => {
	await page.goto(at(`/hud?${VIEW}`));
	await page.getByRole('link', { name: 'Exit destination', exact: true }).click();
	const cell = await cellOf(page, 'Exit destination', 'Total', 'Total');
	const people = Number(await cell.innerText());
	expect(people).toBeGreaterThan(1);
	expect(await troubles(page)).toEqual([]);
	await cell.getByRole('link').click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		w.people.title({ people: { value: people, number: String(people) } })
	);
	const rows = table(page, w.people.caption).locator('tbody tr');
	await expect(rows).toHaveCount(people);
	for (const row of await rows.all()) await expect(row).toContainText(/destination: /);
	expect(await troubles(page)).toEqual([]);
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: w.people.download }).click()
	]);
	const lines = readFileSync(await file.path(), 'utf8')
		.trim()
		.split('\r\n');
	expect(lines).toHaveLength(people + 1);
	expect(lines[0]).not.toMatch(/birth|name/i);
	await rows.first().getByRole('link').click();
	await expect(page).toHaveURL(/\/cases\//);
	const seen = openApp(home())
		.prepare('select action from audit where subject = ? order by seq')
		.all('hud-apr Q23c');
	expect(seen.map(({ action }) => action)).toEqual(['saw rows', 'exported']);
});

test('the tables of data quality lead to the checks and their records', async ({ page }) => {
	await page.goto(at(`/hud/Q6?${VIEW}`));
	await page.getByRole('link', { name: 'Exit destination not known' }).click();
	await expect(page).toHaveURL(/\/data\/problems\/destination-unknown/);
});

test('every table can be taken, as CSV and as a workbook, the same as the command writes', async ({
	page
}) => {
	await page.goto(at(`/hud?${VIEW}`));
	const take = async (name: string) => {
		const [file] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('link', { name }).click()
		]);
		expect(file.suggestedFilename()).toMatch(/^hud-apr-2024-10-01-2025-09-30\./);
		return file.path();
	};
	const files = await unzipped(await take(w.tables.zip));
	expect(Object.keys(files).sort()).toEqual(readdirSync(official()).sort());
	for (const name of readdirSync(official()))
		expect(files[name], name).toBe(readFileSync(join(official(), name), 'utf8'));
	expect(
		readFileSync(await take(w.tables.xlsx))
			.subarray(0, 2)
			.toString()
	).toBe('PK');
});

test('an official file with one wrong cell is compared: that cell stands out, with our people', async ({
	page
}) => {
	const path = join(official(), 'Q5a.csv');
	const right = readFileSync(path, 'utf8');
	const wrong = right.replace(
		/^(Number of leavers,\d+,)(\d+)/m,
		(_, before: string, count: string) => `${before}${String(Number(count) + 3)}`
	);
	expect(wrong).not.toBe(right);
	writeFileSync(path, wrong);
	await page.goto(at(`/hud?${VIEW}`));
	await page.getByRole('button', { name: w.compare.submit, exact: true }).click();
	await page
		.getByLabel(w.compare.files)
		.setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2\n') });
	await page.getByRole('button', { name: w.compare.submit, exact: true }).click();
	await expect(page.getByRole('alert')).toContainText(w.compare.noTable);
	await page
		.getByLabel(w.compare.files)
		.setInputFiles(readdirSync(official()).map((name) => join(official(), name)));
	await page.getByRole('button', { name: w.compare.submit, exact: true }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^1 cell of [\d,]+ differs\.$/);
	const rows = table(page, w.compared.caption).locator('tbody tr');
	await expect(rows).toHaveCount(1);
	await expect(rows).toContainText('Number of leavers');
	await expect(rows).toContainText('+3');
	expect(await troubles(page)).toEqual([]);
	const ours = rows.getByRole('link').nth(1);
	const people = Number(await ours.innerText());
	await ours.click();
	await expect(table(page, w.people.caption).locator('tbody tr')).toHaveCount(people);
	await page.goto(at(`/hud?${VIEW}`));
	await expect(page.getByRole('link', { name: /, by / })).toHaveCount(1);
});

/** The texts of a zip, by the names of its files. */
async function unzipped(path: string): Promise<Record<string, string>> {
	const archive = await openArchive(path, 'the zip', LIMITS);
	const texts: Record<string, string> = {};
	for (const entry of archive.entries)
		texts[entry.fileName] = await text(Readable.from(await readEntry(archive, entry)));
	archive.zip.close();
	return texts;
}
