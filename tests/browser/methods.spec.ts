import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { speak } from '#lib/speak.ts';
import { address, answer, barriers, overhang, whole } from './page.ts';
import { start, stop } from './serve.ts';

const { format } = speak('en');
const METRIC = 'days-to-move-in';
const PAGES = [
	'/methods',
	`/methods/metrics/${METRIC}`,
	'/methods/metrics/returned-to-our-programs',
	'/methods/statistics',
	'/methods/hud'
];
const MOST_KILOBYTES = 150;

for (const javaScriptEnabled of [true, false]) {
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled });

		test('one goes from the index to a metric, its formula and its departure from HUD', async ({ page }) => {
			await page.goto(address('/'));
			await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Methods' }).click();
			await expect(page).toHaveTitle('Methods · Throughline');
			await page.getByRole('link', { name: 'Days from enrollment to housing move-in' }).click();
			await expect(page.getByRole('heading', { level: 1 })).toHaveText(
				'Definition: Days from enrollment to housing move-in'
			);
			const main = page.getByRole('main');
			await expect(main).toContainText('Every head of household who started in a permanent-housing program');
			await expect(main).toContainText('Enrollment.MoveInDate');
			await expect(main).toContainText('Every source that was imported has all of it.');
			await main.getByText('The rows of days-to-move-in.sql').click();
			await expect(page.getByRole('region', { name: 'The rows of days-to-move-in.sql' })).toContainText(
				'where e.is_head_of_household and e.is_permanent_housing'
			);
			await page.getByRole('link', { name: 'The formula' }).click();
			await expect(page).toHaveURL(/\/methods\/statistics#time_to_event$/);
			await expect(
				page.getByRole('heading', { name: 'Share by a day, and the whole curve' })
			).toBeInViewport();
			await page.getByRole('link', { name: 'All methods' }).click();
			await page.getByRole('link', { name: 'Where we differ from HUD' }).click();
			await expect(
				page.getByRole('row').filter({ hasText: 'Q22c, days from start to move-in' })
			).toContainText('who still waits counts for as long as they have waited');
		});

		test('a figure leads to its definition, which says the same of it, and back', async ({ page }) => {
			await page.goto(address('/metrics/exit-destination-known'));
			const facts = await page.getByRole('region', { name: 'What this figure is' }).locator('dl').innerText();
			expect(facts).toContain('How HUD’s differs');
			await page.getByRole('link', { name: 'The whole definition' }).click();
			await expect(page.getByRole('region', { name: 'What it is' }).locator('dl')).toHaveText(facts, {
				useInnerText: true
			});
			await page.getByRole('link', { name: 'See the figure' }).click();
			await expect(page).toHaveURL(address('/metrics/exit-destination-known'));
		});

		test('a word on a figure’s page is explained where it stands', async ({ page }) => {
			await page.goto(address(`/metrics/${METRIC}`));
			const meaning = page.getByText('Were the same work done again');
			await expect(meaning).toBeHidden();
			await page.getByRole('button', { name: '95 % interval' }).press('Enter');
			await expect(meaning).toBeVisible();
		});
	});
}

test('why closed cases mislead is shown on the waits of this home, with the figure that its page gives', async ({
	page
}) => {
	const measure = answer(METRIC);
	const result = whole(measure);
	await page.goto(address('/methods/statistics'));
	const section = page.getByRole('region', { name: 'Why closed cases mislead' });
	await expect(section).toContainText(`${format.number(result.n)} households of this agency`);
	await expect(section).toContainText(
		`By day 90, ${format.headline(result, measure)} of everybody had a home.`
	);
	const table = section.getByRole('table', { name: 'The same waits, counted in three ways' });
	await expect(table.getByRole('row').nth(1)).toContainText(format.headline(result, measure));
	await expect(table.getByRole('row')).toHaveCount(4);
	await expect(page.locator('body')).not.toContainText(/NaN|undefined|null|\[object/);
});

test('says which source lacks which column', async ({ page }) => {
	await page.goto(address('/methods/metrics/caseload'));
	await expect(page.getByRole('row').filter({ hasText: 'assignment.worker_id' })).toContainText(/ has not$/);
	const response = await page.goto(address('/methods/metrics/no-such-metric'));
	expect(response?.status()).toBe(404);
});

for (const colorScheme of ['light', 'dark'] as const) {
	for (const width of [320, 1280]) {
		test(`has no barrier that axe finds and does not scroll sideways, ${colorScheme}, ${width} px`, async ({
			browser
		}) => {
			const context = await browser.newContext({
				bypassCSP: true,
				colorScheme,
				viewport: { width, height: 800 }
			});
			const page = await context.newPage();
			for (const path of PAGES) {
				await page.goto(address(path));
				for (const fold of await page.locator('main details').all())
					await fold.evaluate((each: HTMLDetailsElement) => (each.open = true));
				expect(await barriers(page), path).toEqual([]);
				expect(await overhang(page), path).toBe(0);
			}
			await context.close();
		});
	}
}

test('fits a printed sheet, in dark ink', async ({ browser }) => {
	const context = await browser.newContext({ colorScheme: 'dark', viewport: { width: 718, height: 1000 } });
	const page = await context.newPage();
	await page.emulateMedia({ media: 'print' });
	for (const path of PAGES) {
		await page.goto(address(path));
		expect(await overhang(page), path).toBe(0);
		await expect(page.locator('.screen').filter({ visible: true })).toHaveCount(0);
		await expect(page.getByRole('heading', { level: 1 })).toHaveCSS('color', 'rgb(0, 0, 0)');
	}
	await context.close();
});

for (const path of PAGES) {
	test(`loads under ${MOST_KILOBYTES} KB of script at first, compressed: ${path}`, async ({ page }, {
		annotations
	}) => {
		const scripts: Promise<Buffer>[] = [];
		page.on('response', (response) => {
			if (/javascript/.test(response.headers()['content-type'] ?? '')) scripts.push(response.body());
		});
		await page.goto(address(path), { waitUntil: 'networkidle' });
		const sizes = (await Promise.all(scripts)).map((body) => gzipSync(body).length);
		const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1000;
		annotations.push({ type: 'script', description: `${kilobytes.toFixed(1)} KB in ${sizes.length} files` });
		expect(kilobytes).toBeGreaterThan(1);
		expect(kilobytes).toBeLessThan(MOST_KILOBYTES);
	});
}

test('an empty home has all of it, and says what is wrong with a metric of its own', async ({ page }) => {
	const home = mkdtempSync(join(tmpdir(), 'throughline-empty-'));
	mkdirSync(join(home, 'metrics'));
	writeFileSync(
		join(home, 'metrics', 'ours.sql'),
		'/* ---\ntitle: Ours\nquestion: A statement\n--- */\nselect 1'
	);
	const { url, child } = await start({ THROUGHLINE_HOME: home });
	try {
		for (const path of PAGES) expect((await page.goto(new URL(path, url).href))?.status(), path).toBe(200);
		await page.goto(new URL('/methods/statistics', url).href);
		await expect(page.getByRole('main')).toContainText('a made-up cohort of');
		await page.goto(new URL(`/methods/metrics/${METRIC}`, url).href);
		await expect(page.getByRole('main')).toContainText('Nothing has been imported yet.');
		await page.goto(new URL('/methods', url).href);
		await page.getByRole('link', { name: 'Definition: ours' }).click();
		await expect(page.getByRole('note')).toContainText('write it as a question');
	} finally {
		await stop(child);
		rmSync(home, { recursive: true, force: true });
	}
});
