import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { speak } from '#lib/speak.ts';
import { address, answer, overhang, troubles, whole } from './page.ts';
import { start, stop } from './serve.ts';

const { format } = speak('en');
const root = join(import.meta.dirname, '..', '..');

/** A page of every kind. */
const PAGES = [
	'/',
	'/metrics/days-to-move-in',
	'/metrics/record-entry-lag',
	'/metrics/people-served',
	'/metrics/exits-to-permanent-housing/rows',
	'/no-such-page'
];

test.beforeEach(({ page }) => page.goto(address()).then(() => undefined));

async function expectFigure(page: Page, metric: string): Promise<void> {
	const measure = answer(metric);
	const result = whole(measure);
	const figure = page.locator(`[id="${metric}"]`);
	await expect(figure).toContainText(format.headline(result, measure));
	for (const part of [format.interval(result, measure), format.basis(result, measure)]) {
		if (part !== null) await expect(figure).toContainText(part);
	}
}

test('shows the figures that the command line gives', async ({ page }) => {
	await expect(page).toHaveTitle('Overview · Throughline');
	const served = whole(answer('people-served'));
	const headline = `${String(served.n)} people served, ${format.period(served.period)}`;
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(headline);
	for (const metric of [
		'people-served',
		'exits-to-permanent-housing',
		'record-entry-lag',
		'days-to-move-in',
		'contact-frequency'
	]) {
		await expectFigure(page, metric);
	}
	await expect(page.locator('body')).not.toContainText(/NaN|undefined|null|\[object/);
});

test('asks what was done, how well, and whether anyone is better off, and says what nobody collects', async ({
	page
}) => {
	await expect(page.getByRole('heading', { level: 2 })).toHaveText([
		'Where do cases get stuck?',
		'Who is left behind?',
		'Is it better, or is it noise?',
		'What stands out',
		'How much did we do?',
		'How well did we do it?',
		'Is anyone better off?',
		'Not collected'
	]);
	const missing = page.getByRole('region', { name: 'Not collected' });
	await expect(missing).toContainText('assignment.worker_id');
	await expect(page.getByText('This is the sample agency.')).toHaveCount(0);
});

test('says what stands out, each with the standard that it is held to', async ({ page }) => {
	const region = page.getByRole('region', { name: 'What stands out' });
	await expect(region.getByRole('heading')).toBeVisible();
	for (const item of await region.getByRole('listitem').all())
		await expect(item).toContainText(
			/The (standard|target) is .+; this is (better|worse), by more than chance\./
		);
	const judged = ['starts-recorded-on-time', 'exits-recorded-on-time', 'record-entry-lag'].filter((metric) =>
		/better|worse/.test(whole(answer(metric)).verdict ?? '')
	);
	for (const metric of judged) await expect(region.locator(`a[href="/metrics/${metric}"]`)).toHaveCount(1);
	await expect(region).toContainText(/chance|judged/);
});

test('each jump at the top leads to its group, and each figure stands on the page once', async ({ page }) => {
	const jumps = page.getByRole('navigation', { name: 'On this page' }).getByRole('link');
	const targets = await jumps.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
	expect(targets.length).toBeGreaterThan(4);
	for (const target of targets) await expect(page.locator(`[id="${target.slice(1)}"]`)).toHaveCount(1);
	const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id));
	expect(new Set(ids).size).toBe(ids.length);
	await jumps.filter({ hasText: 'Documentation' }).click();
	await expect(page.getByRole('heading', { name: 'Documentation' })).toBeInViewport();
});

test('says in its foot how old the data is, and from which store it comes', async ({ page }) => {
	const { observed_until: until, store } = answer('people-served');
	const foot = page.getByRole('contentinfo');
	await expect(foot).toContainText(`Data known up to ${format.date(until ?? '')}`);
	await expect(foot).toContainText(`Store ${store.slice(0, 8)}`);
});

test('asks for nothing that is refused or missing', async ({ page }) => {
	const errors: string[] = [];
	page.on('console', (message) => {
		if (message.type() === 'error') errors.push(message.text());
	});
	page.on('response', (response) => {
		if (response.status() >= 400) errors.push(response.url());
	});
	await page.goto(address(), { waitUntil: 'networkidle' });
	expect(errors).toEqual([]);
	await page.evaluate(() => document.fonts.ready);
	expect(await page.evaluate(() => document.fonts.check('16px "Inter Variable"'))).toBe(true);
});

test('has no barrier that axe finds, wide and on a phone, light and dark', async ({ browser }) => {
	const context = await browser.newContext({ bypassCSP: true });
	const page = await context.newPage();
	for (const path of PAGES) {
		await page.goto(address(path));
		expect(await troubles(page), path).toEqual([]);
	}
	await context.close();
});

for (const width of [390, 320]) {
	test(`fits ${width} px without scrolling sideways`, async ({ page }) => {
		await page.setViewportSize({ width, height: 800 });
		for (const path of PAGES) {
			await page.goto(address(path));
			expect(await overhang(page), path).toBe(0);
			await expect(page.getByRole('heading', { level: 1 })).toBeInViewport();
		}
	});
}

test('prints dark on white, within the sheet, without what only a screen can use', async ({ browser }) => {
	const context = await browser.newContext({ colorScheme: 'dark', viewport: { width: 718, height: 1000 } });
	const page = await context.newPage();
	await page.emulateMedia({ media: 'print' });
	for (const path of PAGES) {
		await page.goto(address(path));
		await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
		await expect(page.locator('body')).toHaveCSS('color', 'rgb(0, 0, 0)');
		for (const part of ['.skip', 'header nav', 'main form', 'main summary']) {
			await expect(page.locator(part).filter({ visible: true })).toHaveCount(0);
		}
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		expect(await overhang(page), path).toBe(0);
	}
	await page.goto(address());
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

for (const path of PAGES) {
	test(`lets the Tab key reach all that can be used, and shows where it is, on ${path}`, async ({ page }) => {
		await page.goto(address(path), { waitUntil: 'networkidle' });
		const controls = page.locator('a[href], button, select, input:not([type=hidden]), summary');
		const all = await controls.filter({ visible: true }).count();
		expect(all).toBeGreaterThan(3);
		const reached = new Set<number>();
		// A date is several stops of the Tab key, of which the browser marks the last by itself.
		const marked = new Set<number>();
		const unmarked = new Map<number, string>();
		for (let tabs = 0; tabs < all * 5; tabs++) {
			await page.keyboard.press('Tab');
			const at = await page.evaluate(whereFocusIs);
			if (at === null) break;
			if (at.isControl) reached.add(at.place);
			if (at.isMarked) marked.add(at.place);
			else if (!marked.has(at.place)) unmarked.set(at.place, at.html);
		}
		expect([...unmarked.values()]).toEqual([]);
		expect(reached.size).toBe(all);
	});
}

/** Which element has the focus, or null once it has left the page. */
function whereFocusIs(): { place: number; isControl: boolean; isMarked: boolean; html: string } | null {
	const element = document.activeElement;
	if (element === null || element === document.body) return null;
	const { outlineStyle, outlineWidth } = getComputedStyle(element);
	return {
		place: [...document.querySelectorAll('*')].indexOf(element),
		isControl: element.matches('a[href], button, select, input, summary'),
		isMarked: outlineStyle !== 'none' && outlineWidth !== '0px',
		html: element.outerHTML.slice(0, 200)
	};
}

test('says in words that a page does not exist', async ({ page }) => {
	const response = await page.goto(address('/no-such-page'));
	expect(response?.status()).toBe(404);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no page at this address');
});

test('without a home of its own it makes the sample agency, shows it and says so', async ({ page }) => {
	// Where the sample is not there yet it is made and imported first.
	test.setTimeout(300_000);
	const empty = mkdtempSync(join(tmpdir(), 'throughline-empty-'));
	const { url, child } = await start({ THROUGHLINE_HOME: '', XDG_DATA_HOME: empty });
	try {
		await page.goto(url);
		// It opens on the choice of whom to be.
		await page.getByRole('button', { name: /administrator/ }).click();
		await expect(page).toHaveTitle('Overview · Throughline');
		await expect(page.getByRole('note').first()).toContainText(
			'This is the sample agency. Its people are made up.'
		);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^[\d,]+ people served, /);
		// The sample has every figure that the export in the other tests has not.
		await expect(page.locator('#caseload')).toContainText(/[\d.]+ cases/);
		await expect(page.getByRole('heading', { name: 'Not collected' })).toHaveCount(0);
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
