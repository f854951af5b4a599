// Rejected lines, two imports compared, and people in two source systems, as a data steward meets them.
import type { ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Manifest } from '#pipelines/batch.ts';
import { ROOT } from '#pipelines/home.ts';
import { speak } from '#lib/speak.ts';
import { barriers, overhang } from './page.ts';
import { start, stop, throughlineOf } from './serve.ts';

const { m } = speak('en');
const SOURCES = join(ROOT, 'pipelines', 'sources');
const TINY = join(SOURCES, 'canonical-csv', 'sample', 'tiny');

test.describe.configure({ mode: 'serial' });

let folder = '';
let url = '';
let child: ChildProcess;
let batches: Manifest[] = [];

/** The tiny agency with a contact that has no day, then as it should be, and the tiny county beside it. */
test.beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'throughline-history-'));
	const run = throughlineOf(join(folder, 'home'));
	const wrong = join(folder, 'wrong');
	const later = join(folder, 'later');
	cpSync(TINY, wrong, { recursive: true });
	cpSync(TINY, later, { recursive: true });
	const county = join(folder, 'county');
	cpSync(join(SOURCES, 'hmis-csv', 'sample', 'fy2026'), county, { recursive: true });
	const edit = (path: string, change: (text: string) => string) => {
		writeFileSync(path, change(readFileSync(path, 'utf8')));
	};
	edit(join(wrong, 'contact.csv'), (text) => text.replace(/^(K2,.*?)\d{4}-\d\d-\d\d/m, '$1'));
	edit(join(later, 'about.csv'), (text) => text.replace(/\d{4}-\d\d-\d\d/, '2025-02-05'));
	edit(join(county, 'Services.csv'), (text) => text.replace(/\d{4}-\d\d-\d\d/, '31/31/2024'));
	run('import', wrong, later, county);
	batches = JSON.parse(run('batches', '--json')) as Manifest[];
	({ url, child } = await start({ THROUGHLINE_HOME: join(folder, 'home') }));
});
test.afterAll(async () => {
	await stop(child);
	rmSync(folder, { recursive: true, force: true });
});

const at = (path: string) => new URL(path, url).href;
const idOf = (place: number) => batches[place]?.id ?? '';

test('a batch gives its rejected lines as a file, and says how they come in corrected', async ({ page }) => {
	await page.goto(at(`/data/${idOf(0)}`));
	const rejects = page.getByRole('region', { name: m.data.rejects.title });
	const file = async (name: RegExp | string) => {
		const link = await rejects.getByRole('link', { name }).getAttribute('href');
		return (await page.request.get(at(link ?? ''))).text();
	};
	expect((await file(/as CSV/)).split('\r\n').slice(0, 2)).toEqual([
		'file,line,column,kind,reason,mend',
		'contact.csv,3,occurred_on,rejected,"occurred_on is empty, and a line without it cannot be counted.",Correct it in the source system and export again.'
	]);
	expect(await file(m.data.rejects.aboutDownload)).toContain('changes');
	await page.goto(at(`/data/${idOf(2)}`));
	await expect(rejects).toContainText(m.data.rejects.whole);
	await page.goto(at(`/data/${idOf(1)}`));
	await expect(rejects).toHaveCount(0);
});

test('two imports are chosen and compared, and each can be taken back from there', async ({ page }) => {
	await page.goto(at('/data'));
	const row = page.getByRole('row', { name: new RegExp(idOf(1)) });
	await expect(row).toContainText(m.data.batches.change({ added: '1', changed: '0', gone: '0' }));
	await page.getByRole('link', { name: m.data.compare.title }).click();
	await page.getByLabel(m.data.compare.older).selectOption(idOf(0));
	await page.getByLabel(m.data.compare.newer).selectOption(idOf(1));
	await page.getByRole('button', { name: m.data.compare.show }).click();
	await expect(page).toHaveURL(at(`/data/compare?a=${idOf(0)}&b=${idOf(1)}`));
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		m.data.compare.headline({ a: idOf(0), b: idOf(1) })
	);
	await expect(page.getByRole('row', { name: /^contact/ })).toContainText('1');
	await expect(page.getByRole('link', { name: m.data.undo.buttonOf({ id: idOf(0) }) })).toBeVisible();
	await page.goto(at(`/data/compare?a=${idOf(0)}&b=${idOf(2)}`));
	await expect(page.getByText(m.data.compare.others)).toBeVisible();
});

test('a crosswalk is refused with its lines, then joins people, who are counted', async ({ page }) => {
	const [agency, , county] = batches.map(({ source }) => source);
	const upload = async (...lines: string[]) => {
		await page.goto(at('/data/crosswalk'));
		const text = ['source_a,client_id_a,source_b,client_id_b', ...lines, ''].join('\n');
		await page
			.getByLabel(m.data.crosswalk.upload.file)
			.setInputFiles({ name: 'who is who.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
		await page.getByRole('button', { name: m.data.crosswalk.upload.submit }).click();
		await expect(page).toHaveURL(at('/data/work'));
	};
	const title = page.getByRole('heading', { level: 1 });
	const one = `${county ?? ''},001,${agency ?? ''},C1`;
	await upload(one, `${county ?? ''},001,${agency ?? ''},C2`);
	await expect(title).toHaveText(m.data.work.failed.import, { timeout: 60_000 });
	await expect(page.locator('main')).toContainText(
		`lines 2 and 3 would make two clients of ${agency ?? ''} one person`
	);
	await upload(one);
	await expect(title).toHaveText(m.data.work.done.import, { timeout: 60_000 });
	await page.goto(at('/data'));
	await page.getByRole('link', { name: m.data.crosswalk.link }).click();
	await expect(title).toHaveText(m.data.crosswalk.headline({ value: 1, number: '1' }));
	await expect(page.locator('main')).not.toContainText(/C1\b/);
});

for (const [colorScheme, width] of [
	['light', 1280],
	['dark', 390]
] as const)
	test(`no barrier that axe finds, nothing scrolls sideways, ${colorScheme}, ${String(width)} px`, async ({
		browser
	}) => {
		const viewport = { width, height: 900 };
		const context = await browser.newContext({ bypassCSP: true, colorScheme, viewport });
		const page = await context.newPage();
		for (const path of [
			'/data',
			`/data/${idOf(0)}`,
			`/data/${idOf(1)}/changes`,
			`/data/compare?a=${idOf(0)}&b=${idOf(1)}`,
			'/data/crosswalk'
		]) {
			await page.goto(at(path), { waitUntil: 'networkidle' });
			expect(await barriers(page), path).toEqual([]);
			expect(await overhang(page), path).toBeLessThanOrEqual(0);
		}
		await context.close();
	});
