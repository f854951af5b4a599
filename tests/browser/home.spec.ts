import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import type { MetricAnswer } from '#lib/metrics/result.ts';
import { speak } from '#lib/speak.ts';
import { start, stop, throughline } from './serve.ts';

const { format } = speak('en');
const root = join(import.meta.dirname, '..', '..');
const axe = join(root, 'node_modules', 'axe-core', 'axe.min.js');

test.beforeEach(({ page }) => page.goto(address()).then(() => undefined));

function address(path = '/'): string {
	return new URL(path, process.env.THROUGHLINE_URL).href;
}

async function expectFigure(page: Page, metric: string): Promise<void> {
	const { results, ...measure } = JSON.parse(throughline('metric', metric, '--json')) as MetricAnswer;
	const [result] = results;
	if (result === undefined) throw new Error(`The command line gives no result for ${metric}.`);
	const row = page.locator(`tr#${metric}`);
	await expect(row).toContainText(format.headline(result, measure));
	for (const part of [format.interval(result, measure), format.basis(result, measure)]) {
		if (part !== null) await expect(row).toContainText(part);
	}
}

test('shows the figures that the command line gives', async ({ page }) => {
	await expect(page).toHaveTitle('Figures and imports · Throughline');
	await expect(page.getByRole('heading', { level: 1 })).toContainText('people served from');
	for (const metric of ['people-served', 'exits-to-permanent-housing', 'record-entry-lag']) {
		await expectFigure(page, metric);
	}
	await expect(page.locator('body')).not.toContainText(/NaN|undefined|null|\[object/);
});

test('shows the import', async ({ page }) => {
	const imports = page.getByRole('region', { name: 'Imports' }).getByRole('row');
	await expect(imports).toHaveCount(2);
	await expect(imports.last()).toContainText('hmis-csv FY2026');
	await expect(page.getByText('This is the sample agency.')).toHaveCount(0);
});

test('reads the same without JavaScript', async ({ browser, page }) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const plain = await context.newPage();
	await plain.goto(address());
	await expectFigure(plain, 'people-served');
	expect(await plain.locator('main').innerText()).toBe(await page.locator('main').innerText());
	await context.close();
});

test('asks for nothing that is refused or missing', async ({ page }) => {
	const troubles: string[] = [];
	page.on('console', (message) => {
		if (message.type() === 'error') troubles.push(message.text());
	});
	page.on('response', (response) => {
		if (response.status() >= 400) troubles.push(response.url());
	});
	await page.goto(address(), { waitUntil: 'networkidle' });
	expect(troubles).toEqual([]);
	await page.evaluate(() => document.fonts.ready);
	expect(await page.evaluate(() => document.fonts.check('16px "Inter Variable"'))).toBe(true);
});

for (const colorScheme of ['light', 'dark'] as const) {
	for (const width of [390, 1280]) {
		test(`has no barrier that axe finds, ${colorScheme}, ${width} px`, async ({ browser }) => {
			const context = await browser.newContext({
				bypassCSP: true,
				colorScheme,
				viewport: { width, height: 800 }
			});
			const page = await context.newPage();
			for (const path of ['/', '/no-such-page']) {
				await page.goto(address(path));
				await page.addScriptTag({ path: axe });
				const { violations } = await page.evaluate<AxeResults>('axe.run()');
				const found = violations.map(
					({ id, impact, nodes }) => `${path} ${impact ?? ''} ${id}: ${nodes[0]?.html ?? ''}`
				);
				expect(found).toEqual([]);
			}
			await context.close();
		});
	}
}

for (const width of [390, 320]) {
	test(`fits ${width} px without scrolling sideways`, async ({ page }) => {
		await page.setViewportSize({ width, height: 800 });
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
		await expect(page.locator('#people-served')).toContainText(/\d/);
	});
}

test('prints dark on white, without the skip link', async ({ browser }) => {
	const context = await browser.newContext({ colorScheme: 'dark' });
	const page = await context.newPage();
	await page.goto(address());
	await page.emulateMedia({ media: 'print' });
	await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
	await expect(page.locator('body')).toHaveCSS('color', 'rgb(0, 0, 0)');
	await expect(page.getByText('Skip to the content')).toBeHidden();
	const pdf = await page.pdf({ format: 'A4' });
	expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
	await context.close();
});

test('lets the keyboard skip to the content', async ({ page }) => {
	await page.keyboard.press('Tab');
	const skip = page.getByRole('link', { name: 'Skip to the content' });
	await expect(skip).toBeFocused();
	await expect(skip).toBeInViewport();
	await page.keyboard.press('Enter');
	await expect(page.locator('main')).toBeFocused();
});

test('says in words that a page does not exist', async ({ page }) => {
	const response = await page.goto(address('/no-such-page'));
	expect(response?.status()).toBe(404);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no page at this address');
});

test('without a home of its own it shows the sample and says so', async ({ page }) => {
	const empty = mkdtempSync(join(tmpdir(), 'throughline-empty-'));
	const { url, child } = await start({ THROUGHLINE_HOME: '', XDG_DATA_HOME: empty });
	try {
		await page.goto(url);
		await expect(page).toHaveTitle('Sample agency · Throughline');
		await expect(page.getByText('This is the sample agency.')).toBeVisible();
		await expect(page.locator('#people-served')).toContainText(/\d/);
	} finally {
		expect(await stop(child)).toBe(0);
		rmSync(empty, { recursive: true, force: true });
	}
});

test('with an empty home it says how to begin', async ({ page }) => {
	const empty = mkdtempSync(join(tmpdir(), 'throughline-empty-'));
	const { url, child } = await start({ THROUGHLINE_HOME: empty });
	try {
		const response = await page.goto(url);
		expect(response?.status()).toBe(200);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('There are no figures yet');
		await expect(page.locator('main')).toContainText('import');
	} finally {
		await stop(child);
		rmSync(empty, { recursive: true, force: true });
	}
});

function startAgain(env: NodeJS.ProcessEnv) {
	return spawnSync(process.execPath, [join(root, 'src', 'start.ts')], {
		encoding: 'utf8',
		env: { ...process.env, ...env }
	});
}

test('says in words that the port is taken', () => {
	const { port } = new URL(address());
	const empty = mkdtempSync(join(tmpdir(), 'throughline-empty-'));
	const again = startAgain({ PORT: port, THROUGHLINE_HOME: empty });
	rmSync(empty, { recursive: true, force: true });
	expect(again.status).toBe(3);
	expect(again.stderr).toContain(`Port ${port} on 127.0.0.1 is taken`);
});

test('says in words that another server has the home', () => {
	const again = startAgain({ PORT: '0' });
	expect(again.status).toBe(3);
	expect(again.stderr).toMatch(/^This home is in use: a server is running, by process \d+ since /);
});
