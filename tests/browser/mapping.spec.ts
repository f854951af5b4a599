// A messy spreadsheet is mapped by what is suggested, with two corrections, without a script.
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { homeAt } from '#pipelines/home.ts';
import { work } from '#pipelines/job.ts';
import { readKept } from '#pipelines/kept.ts';
import { profileSchema } from '#pipelines/profile.ts';
import { speak } from '#lib/speak.ts';
import { barriers, overhang } from './page.ts';
import { start, stop, throughlineOf } from './serve.ts';

const { m } = speak('en');
const w = m.mapping;

test.describe.configure({ mode: 'serial' });
test.use({ bypassCSP: true });

let folder = '';
let url = '';
let child: ChildProcess;
let run: (...args: string[]) => string;
let id = '';

/** Sixty cases with other headers, US dates, a column of names and two lines that do not fit. */
function sheet(): string {
	const day = (month: number, of: number) =>
		`${String(month).padStart(2, '0')}/${String(of).padStart(2, '0')}/2026`;
	const rows = Array.from({ length: 60 }, (_, n) =>
		[
			`R-${String(1000 + n)}`,
			`P-${String(500 + Math.floor(n / 2))}`,
			['Marguerite Doe', 'Bartholomew Roe', 'Wilhelmina Poe'][n % 3],
			['Woman', 'Man', 'Nonbinary'][n % 3],
			n % 2 ? 'Harbor House' : 'Bridge Street',
			day(1 + (n % 4), 1 + (n % 28)),
			n % 3 ? day(6, 1 + (n % 28)) : '',
			n % 3 ? ['Rental by client, no ongoing housing subsidy', 'Couch of a pal'][n % 2] : '',
			n % 4 ? 'W. Team A' : 'W. Team B'
		].join(',')
	);
	rows.splice(20, 1, 'R-1020,P-510');
	rows.splice(40, 1, 'a note that is no line');
	return `${['Record ID,Participant Number,Client Name,Gender,Program Name,Intake Date,Discharge Date,Where Client Went,Assigned Worker', ...rows].join('\r\n')}\r\n`;
}

test.beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'throughline-mapping-'));
	const home = homeAt(join(folder, 'home'));
	run = throughlineOf(home.path);
	writeFileSync(join(folder, 'my report.csv'), sheet());
	const { staged } = await work(
		home.path,
		{ kind: 'stage', path: join(folder, 'my report.csv'), options: { by: 'somebody' } },
		() => undefined
	);
	id = staged?.id ?? '';
	({ url, child } = await start({ THROUGHLINE_HOME: home.path }));
});
test.afterAll(async () => {
	await stop(child);
	rmSync(folder, { recursive: true, force: true });
});

const at = (path: string) => new URL(path, url).href;
const mapPage = () => at(`/data/upload/${id}/map`);
const said = () => readKept(homeAt(join(folder, 'home')), id).said as { draft: unknown; profile: unknown };
/** A column of a table, by what our name for it is. */
const column = (page: Page, table: string, name: string) =>
	page
		.getByRole('group', { name: w.table({ table: w.tables[table] ?? table, file: 'my report.csv' }) })
		.getByLabel(name, { exact: true });

test('everything is suggested, and no name is shown', async ({ page }) => {
	await page.goto(mapPage());
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		w.headline.open({ value: 1, number: '1' })
	);
	await expect(page.locator('main')).not.toContainText(/Marguerite|Bartholomew|P-5\d\d|R-10/);
	await expect(page.locator('main')).toContainText(w.dropped({ value: 1, number: '1' }));
	await expect(column(page, 'enrollment', `started on (${w.needed})`)).toHaveValue('0:Intake Date');
	await expect(page.locator('main')).toContainText(
		w.words.kept({ value: 1, words: '1', lines: '20', number: '1' })
	);
	expect(await barriers(page)).toEqual([]);
});

test('fits a phone', async ({ page }) => {
	await page.setViewportSize({ width: 390, height: 800 });
	await page.goto(mapPage());
	expect(await overhang(page)).toBe(0);
	expect(await barriers(page)).toEqual([]);
});

test.describe('without a script', () => {
	test.use({ javaScriptEnabled: false });

	test('it is left and taken up again, corrected in two places, and found complete', async ({ page }) => {
		await page.goto(mapPage());
		await column(page, 'enrollment', `program id (${w.needed})`).selectOption('');
		await page.getByRole('button', { name: w.save }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(
			w.headline.open({ value: 2, number: '2' })
		);
		expect(said().profile).toBeNull();
		await page.goto(mapPage());
		await expect(column(page, 'enrollment', `program id (${w.needed})`)).toHaveValue('');
		await page.getByRole('button', { name: w.finish }).click();
		await expect(page.getByRole('alert')).toContainText('program_id');

		await column(page, 'enrollment', `program id (${w.needed})`).selectOption('0:Program Name');
		await page.getByLabel(/^Couch of a pal/).selectOption({ index: 3 });
		await page.getByLabel(w.source).fill('Our case system');
		await page.getByLabel(w.name).fill('Monthly report of cases');
		await page.getByRole('button', { name: w.finish }).click();
		await expect(page).toHaveURL(new RegExp(`/data/upload/${id}$`));
		const profile = profileSchema.parse(said().profile);
		expect(profile).toMatchObject({
			name: 'monthly-report-of-cases',
			source: 'Our case system',
			title: 'Monthly report of cases'
		});
		expect(profile.tables[0]?.columns.program_id).toEqual({ column: 'Program Name' });
		expect(profile.tables[0]?.columns.exit_destination).toMatchObject({
			codes: { 'Couch of a pal': expect.stringMatching(/./) as unknown as string }
		});
	});
});

test('a mapping that was used is listed, read in sentences, changed as JSON and run again', async ({
	page
}) => {
	const home = homeAt(join(folder, 'home'));
	const profile = profileSchema.parse(said().profile);
	await work(home.path, { kind: 'accept', upload: id, options: {}, profile }, () => undefined);
	await page.goto(at('/data/mappings'));
	await page.getByRole('link', { name: profile.title }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		w.one.newest({ title: profile.title, version: '1' })
	);
	expect(await barriers(page)).toEqual([]);
	await page.locator('summary', { hasText: w.one.edit }).click();
	await page.getByLabel(w.one.json).fill('{"profile": 1}');
	await page.getByRole('button', { name: w.one.save }).click();
	await expect(page.getByRole('alert')).toContainText('The mapping, tables:');
	await page.getByLabel(w.one.json).fill(JSON.stringify({ ...profile, title: 'Report of cases' }));
	await page.getByRole('button', { name: w.one.save }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		w.one.newest({ title: 'Report of cases', version: '2' })
	);
	await page.locator('summary', { hasText: w.one.again }).click();
	await page.getByRole('button', { name: w.one.yes }).click();
	await expect(page).toHaveURL(/\/data\/work$/);
	await expect(page.locator('main')).toContainText(/b0002-/, { timeout: 60_000 });
	expect(JSON.parse(run('mappings', '--json'))).toMatchObject([
		{ name: profile.name, version: 2, batches: 1 }
	]);
	expect(JSON.parse(run('mappings', profile.name))).toMatchObject({ version: 2, title: 'Report of cases' });
	await page.setViewportSize({ width: 390, height: 800 });
	await page.goto(at(`/data/mappings/${profile.name}`));
	expect(await overhang(page)).toBe(0);
});
