import { expect, test } from '@playwright/test';
import { speak } from '#lib/speak.ts';
import type { HeldTo } from '#lib/standards.ts';
import { address, troubles } from './page.ts';
import { throughline } from './serve.ts';

const { m } = speak('en');
const w = m.standards;
const PATH = '/methods/standards';

/** What the command line says that the figures are held to. */
const held = () => JSON.parse(throughline('standards', '--json')) as HeldTo;

test('lists each standard that the command line lists, with what it asks in words', async ({ page }) => {
	await page.goto(address(PATH));
	const rows = page.getByRole('table', { name: w.standards.caption }).locator('tbody tr');
	const { metrics, holidays } = held();
	const lines = metrics.flatMap(({ metric, standards }) => standards.map((each) => ({ ...each, metric })));
	await expect(rows).toHaveCount(lines.length);
	for (const [at, { metric, source }] of lines.entries()) {
		await expect(rows.nth(at).getByRole('rowheader')).toHaveText(metric.title);
		await expect(rows.nth(at)).toContainText(source);
	}
	await expect(rows.filter({ hasText: 'street outreach' }).first()).toContainText('within 1 calendar day');
	await expect(page.getByText(w.targets.none)).toBeVisible();
	await page.getByText('130 holidays, 2019 to 2030').click();
	await expect(page.getByRole('table', { name: w.holidays.caption }).locator('tbody tr')).toHaveCount(
		holidays.length
	);
});

test('a figure’s page says its time limits, and leads to all of them', async ({ page }) => {
	await page.goto(address('/metrics/starts-recorded-on-time'));
	await expect(page.getByText('Start, street outreach: within 1 calendar day.')).toBeVisible();
	await page.getByRole('link', { name: w.all }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(w.title);
});

test.describe('without barriers', () => {
	test.use({ bypassCSP: true });
	test('wide and on phones, light and dark', async ({ page }) => {
		await page.goto(address(PATH));
		await page.getByText('130 holidays, 2019 to 2030').click();
		expect(await troubles(page, [320, 1200])).toEqual([]);
	});
});
