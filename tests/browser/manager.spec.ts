// A program manager's first page: how many, where stuck, who is left behind, better or noise; from the sign-in to each answer.
import { expect, test, type Page } from '@playwright/test';
import { barriers, overhang } from './page.ts';
import { become, serveSample } from './sample-agency.ts';
import { signedOut } from './serve.ts';

const agency = serveSample();
test.use(signedOut);

const answer = (page: Page, question: string) =>
	page.locator('section', { has: page.getByRole('heading', { level: 2, name: question }) });

test('the first page answers all four questions, in this order, and each leads to where it is told at length', async ({
	page
}) => {
	await become(page, agency, 'program manager');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^[\d,]+ people served, /);
	await expect(page.getByText('being worked out')).toHaveCount(0, { timeout: 60_000 });
	const headings = await page.getByRole('heading', { level: 2 }).allInnerTexts();
	expect(headings.slice(0, 3)).toEqual([
		'Where do cases get stuck?',
		'Who is left behind?',
		'Is it better, or is it noise?'
	]);
	await expect(answer(page, 'Where do cases get stuck?')).toContainText(
		/Of \d+ households that started, \d+ are still waiting for a home/
	);
	await expect(answer(page, 'Who is left behind?')).toContainText(/\d+ gaps, in [\d,]+ comparisons/);
	await expect(answer(page, 'Is it better, or is it noise?')).toContainText(
		/of \d+ figures .*moved.*Chance alone would show about \d+/
	);
	for (const [link, title] of [
		['The flow of cases, stage by stage', 'Where cases get stuck'],
		['All comparisons of groups', 'Who is left behind?'],
		['All figures over time', 'Is it better, or is it noise?']
	] as const) {
		await page.getByRole('link', { name: link }).click();
		await expect(page).toHaveTitle(new RegExp(`^${title.replace('?', '\\?')}`));
		await page.goBack();
	}
	await page.setViewportSize({ width: 390, height: 800 });
	expect(await overhang(page)).toBe(0);
});

test('every figure over time says whether it changed by more than chance, or why nothing is said', async ({
	page
}) => {
	await become(page, agency, 'program manager');
	await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Trends' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		/figures? (moved more than chance usually moves|none moved)/
	);
	const changed = await page.getByRole('article').count();
	expect(changed).toBeGreaterThan(0);
	for (const id of ['steady', 'silent']) await page.locator(`section[aria-labelledby=${id}] summary`).click();
	await expect(
		page.getByRole('row', { name: /No month differs from the others by more than chance/ }).first()
	).toBeVisible();
	await expect(page.getByRole('row', { name: /These are medians/ }).first()).toBeVisible();
	await page.getByRole('article').first().getByRole('link').click();
	await expect(page).toHaveURL(/\/metrics\/[a-z-]+.*#over-time$/);
});

test.describe('for everybody', () => {
	test.use({ bypassCSP: true });

	test('neither page has a barrier that axe finds', async ({ page }) => {
		await become(page, agency, 'program manager');
		await expect(page.getByText('being worked out')).toHaveCount(0);
		expect(await barriers(page)).toEqual([]);
		await page.goto(`${agency.url}/trends`);
		expect(await barriers(page)).toEqual([]);
	});
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('the answers stand on the page once they are known', async ({ page }) => {
		await become(page, agency, 'program manager');
		await page.goto(agency.url);
		await expect(page.getByText('being worked out')).toHaveCount(0);
		await expect(answer(page, 'Who is left behind?')).toContainText(/\d+ gaps, in/);
	});
});
