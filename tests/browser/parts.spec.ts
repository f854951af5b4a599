import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

const axe = join(import.meta.dirname, '..', '..', 'node_modules', 'axe-core', 'axe.min.js');

function address(path: string): string {
	return new URL(path, process.env.THROUGHLINE_URL).href;
}

/** Waits until the page is alive, so that a click is not lost. */
async function open(page: Page, path = '/parts'): Promise<void> {
	await page.goto(address(path), { waitUntil: 'networkidle' });
}

for (const [theme, width] of [
	['light', 1280],
	['dark', 1280],
	['dark', 320]
] as const) {
	test(`no part has a barrier that axe finds or scrolls sideways, ${theme}, ${width} px`, async ({
		browser
	}) => {
		const context = await browser.newContext({ bypassCSP: true, viewport: { width, height: 800 } });
		const page = await context.newPage();
		await open(page, `/parts?theme=${theme}`);
		await page.addScriptTag({ path: axe });
		const { violations } = await page.evaluate<AxeResults>('axe.run()');
		expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
		await context.close();
	});
}

test('a dialog asks, keeps the focus, closes on Escape and gives the focus back', async ({ page }) => {
	await open(page);
	const ask = page.getByRole('button', { name: 'Take back b0002' });
	await ask.focus();
	await page.keyboard.press('Enter');
	const dialog = page.getByRole('dialog', { name: 'Take batch b0002 back?' });
	await expect(dialog).toContainText('Its 4,120 lines leave the figures');
	for (let tabs = 0; tabs < 5; tabs++) {
		await page.keyboard.press('Tab');
		await expect(dialog.locator(':focus')).toHaveCount(1);
	}
	await page.keyboard.press('Escape');
	await expect(dialog).toBeHidden();
	await expect(ask).toBeFocused();
	await ask.click();
	await dialog.getByRole('button', { name: 'Take it back' }).click();
	await expect(page.getByText('Answered: take it back.')).toBeVisible();
});

for (const javaScriptEnabled of [true, false]) {
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled });

		test('a filter is added and removed by its address', async ({ page }) => {
			await open(page, '/parts?grain=month');
			const filters = page.locator('#parts-Filters .filters').first();
			await filters.getByLabel('Add a filter').selectOption('Harbor Rapid');
			await filters.getByRole('button', { name: 'Add' }).click();
			await expect(page).toHaveURL(/grain=month.*where=program%3AHarbor\+Rapid/);
			await filters.getByRole('link', { name: 'Remove the filter program: Harbor Rapid' }).click();
			await expect(page).toHaveURL(/\/parts\?grain=month$/);
			await expect(filters).toContainText('Everybody');
		});

		test('a period is chosen by a link or by its days, and the rest of the view stays', async ({ page }) => {
			await open(page, '/parts?where=team%3AEast');
			const period = page.locator('#parts-PeriodFilter');
			const quarter = period.getByRole('link', { name: 'Last quarter' });
			await quarter.click();
			await expect(page).toHaveURL(/from=2025-04-01&to=2025-06-30&where=team%3AEast$/);
			await expect(quarter).toHaveAttribute('aria-current', 'true');
			await period.getByLabel('From').fill('2025-01-01');
			await period.getByRole('button', { name: 'Apply' }).click();
			await expect(page).toHaveURL(/where=team%3AEast&from=2025-01-01&to=2025-06-30$/);
		});

		test('a word is explained, and Escape ends it', async ({ page }) => {
			await open(page);
			const word = page.getByRole('button', { name: '95 % interval' });
			const meaning = page.getByText('Were the same work done again');
			await expect(meaning).toBeHidden();
			await word.press('Enter');
			await expect(meaning).toBeVisible();
			await page.keyboard.press('Escape');
			await expect(meaning).toBeHidden();
			await expect(word).toBeFocused();
		});
	});
}

test('a choice keeps its place and its focus', async ({ page }) => {
	await open(page);
	const months = page.locator('#parts-PeriodFilter').getByRole('link', { name: 'Months', exact: true });
	await months.scrollIntoViewIfNeeded();
	const before = await page.evaluate(() => scrollY);
	await months.press('Enter');
	await expect(page).toHaveURL(/grain=month$/);
	await expect(months).toBeFocused();
	expect(await page.evaluate(() => scrollY)).toBe(before);
});
