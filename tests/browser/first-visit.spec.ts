// Who opens a page for the first time is told what it is for, once; and at 400 % zoom nothing lies beyond the edge.
import { expect, test, type Page } from '@playwright/test';
import { messages } from '#lib/messages/index.ts';
import { overhang } from './page.ts';
import { become, serveSample } from './sample-agency.ts';
import { signedOut } from './serve.ts';

test.use(signedOut);
test.setTimeout(300_000);
const agency = serveSample();
const { first } = messages('en');
const told = (page: Page) => page.getByRole('complementary', { name: first.title });

test('a page says on the first visit what it is for, and then no more', async ({ page }) => {
	await become(page, agency, 'program manager');
	await page.goto(`${agency.url}/flow`);
	await expect(told(page)).toContainText(first.pages['/flow']);
	await page.getByRole('link', { name: 'Gaps', exact: true }).click();
	await expect(told(page)).toContainText(first.pages['/gaps']);
	await page.goto(`${agency.url}/flow`);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(told(page)).toHaveCount(0);
	// A page that there is not was not opened.
	await page.goto(`${agency.url}/metrics/no-such-metric`);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(messages('en').frame.missing.heading);
	await expect(told(page)).toHaveCount(0);
	await page.goto(`${agency.url}/metrics/days-to-move-in`);
	await expect(told(page)).toContainText(first.pages['/metrics/[id]']);
});

/** A window of 1280 pixels at 400 %. */
const ZOOMED = { width: 320, height: 256 };
const PAGES = {
	supervisor: ['/team', '/search?q=documents', '/cases'],
	worker: ['/mine'],
	'program manager': [
		'/',
		'/metrics/days-to-move-in',
		'/metrics/documents-on-time?by=worker',
		'/flow',
		'/gaps',
		'/trends'
	],
	administrator: [
		'/data',
		'/data/quality',
		'/people',
		'/audit',
		'/settings',
		'/methods',
		'/methods/statistics'
	]
};

for (const [role, paths] of Object.entries(PAGES))
	test(`at 400 % zoom a ${role} reads every page without scrolling sideways`, async ({ page }) => {
		await become(page, agency, role);
		await page.setViewportSize(ZOOMED);
		const beyond: string[] = [];
		const look = async (path: string) => {
			await page.goto(agency.url + path);
			await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
			const pixels = await overhang(page);
			if (pixels > 0) beyond.push(`${path}: ${String(pixels)} px`);
		};
		for (const path of paths) await look(path);
		if (role === 'supervisor') {
			await page.goto(`${agency.url}/team`);
			const sheet = await page
				.getByRole('link', { name: /^The sheet for a one-to-one/ })
				.first()
				.getAttribute('href');
			await look(sheet!);
			await look(`${sheet!}/review`);
		}
		expect(beyond).toEqual([]);
	});
