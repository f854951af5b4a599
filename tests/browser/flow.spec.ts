// A program manager's question: where do cases get stuck? From the sign-in to who waits, and to the needs unmet.
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import Papa from 'papaparse';
import { troubles } from './page.ts';
import { become, serveSample } from './sample-agency.ts';
import { signedOut } from './serve.ts';

const agency = serveSample();
test.use(signedOut);

const HEADLINE =
	/^Of ([\d,]+) households that started, ([\d,]+) are still waiting for a home, half of them for \d+ days or longer\.$/;

test('a program manager sees where cases are stuck, who waits there and for how long, and takes the list along', async ({
	page
}) => {
	await become(page, agency, 'program manager');
	await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Flow' }).click();
	const headline = page.getByRole('heading', { level: 1 });
	await expect(headline).toHaveText(HEADLINE);
	const waiting = Number(HEADLINE.exec(await headline.innerText())?.[2]);
	await expect(page.getByRole('main')).toContainText(
		/Most are lost between service plan and home: \d+ left without a home/
	);
	await expect(page.getByRole('figure').first()).toContainText('Most are lost between service plan and home');

	const placed = page
		.getByRole('table', { name: 'Households at each stage, with the time that it took' })
		.getByRole('row', { name: /^Placed/ });
	await placed.getByRole('link', { name: String(waiting), exact: true }).click();
	await expect(page).toHaveURL(/\/flow\/placed\?who=waiting$/);
	await expect(headline).toHaveText(`${String(waiting)} households are still waiting for a home`);
	const rows = page.getByRole('table').locator('tbody tr');
	await expect(rows).toHaveCount(waiting);
	const days = (await rows.locator('td:nth-of-type(1)').allInnerTexts()).map(Number);
	expect(days).toEqual([...days].sort((a, b) => b - a));
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'Download all of them as CSV' }).click()
	]);
	const { data } = Papa.parse<Record<string, string>>(readFileSync(await download.path(), 'utf8'), {
		header: true,
		skipEmptyLines: true
	});
	expect(data.map((row) => Number(row.days))).toEqual(days);
	expect(new Set(data.map(({ program }) => program))).toEqual(new Set(['Tideway Rapid Re-Housing']));

	const first = rows.first().getByRole('link');
	const id = await first.innerText();
	await first.click();
	await expect(page.getByRole('main')).toContainText(id);
});

test('follows who left before a stage to where they went, and groups to their households', async ({
	page
}) => {
	await become(page, agency, 'program manager');
	await page.goto(`${agency.url}/flow`);
	const left = page
		.getByRole('table', { name: 'Households that left before each stage, by where they went' })
		.getByRole('row', { name: /^The street or a shelter/ })
		.getByRole('link', { name: /\d/ })
		.last();
	const count = await left.innerText();
	await left.click();
	await expect(page.getByRole('main')).toContainText('Only those that went here: The street or a shelter.');
	await expect(page.getByRole('table').locator('tbody tr')).toHaveCount(Number(count));

	await page.goto(`${agency.url}/flow`);
	await page.getByLabel('Broken down by').selectOption('language');
	await page.getByRole('button', { name: 'Show' }).click();
	const group = page
		.getByRole('table', { name: 'Placed, by language' })
		.getByRole('row', { name: /^Spanish/ });
	const own = group.getByRole('link').first();
	const could = await own.innerText();
	await own.click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		`${could} households could reach the stage “Placed”`
	);
	await expect(page).toHaveURL(/where=language%3ASpanish/);
});

test('finds the service that had no room, and its referrals', async ({ page }) => {
	await become(page, agency, 'program manager');
	await page.goto(`${agency.url}/flow`);
	await expect(page.getByRole('main')).toContainText(
		/Most need is unmet in mental health care: 5\d % of \d+ referrals ended because there was no room/
	);
	const row = page
		.getByRole('table', { name: 'What came of the referrals to each service' })
		.getByRole('row', {
			name: /^mental health care/
		});
	const n = await row.getByRole('link').first().innerText();
	await row.getByRole('link').nth(1).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText(`${n} referrals`);
});

test('says how the stages are defined, which an audit log of what was seen follows', async ({ page }) => {
	await become(page, agency, 'program manager');
	await page.goto(`${agency.url}/flow`);
	await page.getByRole('link', { name: 'How the stages are defined' }).click();
	await expect(page.getByRole('heading', { level: 2 })).toHaveText([
		'Referred',
		'Started',
		'Engaged',
		'Planned',
		'Placed',
		'Still housed'
	]);
	await become(page, agency, 'administrator');
	await page.goto(`${agency.url}/audit`);
	await expect(page.getByRole('main')).toContainText(
		/P\. Primrose saw rows of the flow of cases \(\d+ rows\)\./
	);
	await expect(page.getByRole('main')).toContainText(
		/P\. Primrose exported rows of the flow of cases \(\d+ rows\)\./
	);
});

test('a worker sees the flow of their own households alone', async ({ page }) => {
	const started = async (role: string) => {
		await become(page, agency, role);
		await page.goto(`${agency.url}/flow?from=2024-01-01&to=2026-06-30`);
		const text = await page.getByRole('heading', { level: 1 }).innerText();
		return Number(/^Of ([\d,]+) households?/.exec(text)?.[1]?.replace(',', ''));
	};
	const own = await started('worker');
	expect(own).toBeGreaterThan(0);
	expect(own).toBeLessThan(await started('supervisor'));
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });
	test('it is read, broken down and followed all the same', async ({ page }) => {
		await become(page, agency, 'administrator');
		await page.goto(`${agency.url}/flow?by=team`);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(HEADLINE);
		await expect(page.getByRole('table', { name: 'Placed, by team' })).toBeVisible();
		await page.goto(`${agency.url}/flow/engaged?who=left-here`);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(
			/^\d+ households left before becoming engaged$/
		);
	});
});

test.describe('wide and on a phone, light and dark', () => {
	test.use({ bypassCSP: true });
	test('it has no barriers, and nothing beside the page', async ({ page }) => {
		await become(page, agency, 'administrator');
		for (const path of ['/flow', '/flow/placed?who=left', '/methods/flow']) {
			await page.goto(agency.url + path);
			expect([path, await troubles(page)]).toEqual([path, []]);
		}
	});
});
