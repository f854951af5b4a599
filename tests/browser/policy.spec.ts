// The content security policy of every page: strict, and nothing that a page needs is against it.
import { expect, test, type Page } from '@playwright/test';
import { address } from './page.ts';
import { readRouter } from './router.ts';
import { throughline } from './serve.ts';

declare global {
	interface Window {
		violations: string[];
	}
}

/** What the policy stopped on pages that were opened since, each said once. */
async function watch(page: Page): Promise<() => string[]> {
	const found = new Set<string>();
	await page.exposeFunction('tellViolation', (words: string) => found.add(words));
	await page.addInitScript(() => {
		document.addEventListener('securitypolicyviolation', (event) => {
			const { effectiveDirective, blockedURI, sourceFile, lineNumber, sample } = event;
			void (window as unknown as { tellViolation(words: string): void }).tellViolation(
				`${location.pathname}: ${effectiveDirective} ${blockedURI} ${sourceFile}:${String(lineNumber)} ${sample}`
			);
		});
	});
	page.on('console', (message) => {
		if (/content security policy/i.test(message.text())) found.add(message.text());
	});
	return () => [...found];
}

function batch(): string {
	const [first] = JSON.parse(throughline('batches', '--json')) as { id: string }[];
	if (!first) throw new Error('Nothing was imported.');
	return first.id;
}

const PAGES = [
	'/',
	'/?by=program&grain=month',
	'/metrics/days-to-move-in?by=program',
	'/metrics/exits-to-permanent-housing?grain=quarter',
	'/metrics/record-entry-lag',
	'/metrics/record-entry-lag/rows',
	'/methods',
	'/methods/hud',
	'/methods/standards',
	'/methods/statistics',
	'/methods/metrics/days-to-move-in',
	'/data',
	'/data/work',
	'/data/templates',
	'/parts',
	'/account',
	'/data/BATCH',
	'/data/BATCH/undo',
	'/data/BATCH/changes',
	'/no-such-page'
];

for (const path of PAGES)
	test(`nothing on ${path} is against its policy`, async ({ page }) => {
		const violations = await watch(page);
		await page.goto(address(path.replace('BATCH', batch())), { waitUntil: 'networkidle' });
		const plates = await page.locator('.plate').filter({ visible: true }).all();
		for (const plate of plates.slice(0, 3)) {
			await plate.hover();
			await expect(plate.locator('.reading')).toBeVisible();
		}
		for (const menu of await page.locator('[popovertarget], summary').filter({ visible: true }).all()) {
			await menu.click({ timeout: 5000 });
			await page.keyboard.press('Escape');
		}
		expect(violations()).toEqual([]);
	});

test('nor are a dialog, a notice and the way from page to page', async ({ page }) => {
	const violations = await watch(page);
	await page.goto(address('/parts'), { waitUntil: 'networkidle' });
	await page.getByRole('button', { name: 'Take back b0002' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click();
	await expect(page.getByText('Answered: take it back.')).toBeVisible();
	await page.getByRole('link', { name: 'Methods' }).first().click();
	await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Parts of a page');
	expect(violations()).toEqual([]);
});

test('a script or a style that comes with the text of a page does nothing', async ({ page }) => {
	const violations = await watch(page);
	await page.goto(address('/'), { waitUntil: 'networkidle' });
	await page.evaluate(() => {
		const planted = document.createElement('div');
		planted.innerHTML =
			'<img src="/none.png" onerror="document.title = \'taken\'"><style>main { display: none }</style><p style="color: red">p</p>';
		document.body.append(planted);
		const script = document.createElement('script');
		script.textContent = "document.title = 'taken'";
		document.body.append(script);
	});
	await expect.poll(() => violations().length).toBeGreaterThan(3);
	await expect(page).not.toHaveTitle('taken');
	await expect(page.locator('main')).toBeVisible();
});

test('nor is any other page that the router has and a link leads to', async ({ page }) => {
	test.setTimeout(240_000);
	const violations = await watch(page);
	const routes = [
		...new Set((await readRouter()).filter(({ name }) => name === 'page').map(({ route }) => route))
	];
	const patternOf = (route: string) => new RegExp(`^${route.replace(/\[\w+\]/g, '[^/?]+')}(\\?|$)`);
	const seen = new Set<string>();
	const open = routes.filter((route) => !route.includes('[')).map((path) => ({ route: path, path }));
	for (let next = open.shift(); next; next = open.shift()) {
		if (seen.has(next.route)) continue;
		seen.add(next.route);
		await page.goto(address(next.path), { waitUntil: 'networkidle' });
		const links = await page
			.locator('a[href^="/"]')
			.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
		for (const route of routes.filter((each) => each.includes('[') && !seen.has(each))) {
			const path = links.find((link) => patternOf(route).test(link));
			if (path !== undefined) open.push({ route, path });
		}
	}
	expect(violations()).toEqual([]);
	expect(seen.size).toBeGreaterThan(20);
	console.log(`Not reached by a link: ${routes.filter((route) => !seen.has(route)).join(' ')}`);
});
