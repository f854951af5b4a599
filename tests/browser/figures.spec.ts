import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test, type Page } from '@playwright/test';
import Papa from 'papaparse';
import type { Result } from '#lib/metrics/result.ts';
import { speak } from '#lib/speak.ts';
import { address, answer, beforeReady, whole } from './page.ts';
import { start, stop, throughline } from './serve.ts';

const { format } = speak('en');
const root = join(import.meta.dirname, '..', '..');
const demo = join(root, '..', 'shared', 'fixtures', 'hmis-fy2026-demo.zip');

const RATIO = 'exits-to-permanent-housing';
const PROGRAM = 'Lantern Rapid Re-Housing';
const FILTERED = `/metrics/${RATIO}?where=program%3ALantern+Rapid+Re-Housing`;
const KILOBYTE = 1000;

/** Expects the list of rows behind a figure: its heading, its pager and its file all count the same rows. */
async function expectRows(page: Page, { n, period }: Pick<Result, 'n' | 'period'>): Promise<void> {
	const heading = page.getByRole('heading', { level: 1 });
	await expect(heading).toHaveText(new RegExp(`^${format.number(n)} [a-z][^,]*, ${format.period(period)}$`));
	await expect(page.getByRole('navigation', { name: 'Pages of this list' })).toContainText(
		` of ${format.number(n)}`
	);
	await expect(page.getByRole('table').locator('tbody tr')).toHaveCount(Math.min(n, 100));
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'Download all rows as CSV' }).click()
	]);
	expect(download.suggestedFilename()).toContain(`${period.from} to ${period.to}.csv`);
	const { data, errors } = Papa.parse(readFileSync(await download.path(), 'utf8'), {
		header: true,
		skipEmptyLines: true
	});
	expect(errors).toEqual([]);
	expect(data).toHaveLength(n);
}

/** Goes from the overview to a figure's page, and from there to the rows behind it. */
async function follow(page: Page, metric: string, result: Result): Promise<void> {
	await page.locator(`[id="${metric}"]`).getByRole('link').click();
	await expect(page).toHaveURL(new RegExp(`/metrics/${metric}$`));
	await page
		.getByRole('link', { name: new RegExp(`^See the ${format.number(result.n)} .+ behind it$`) })
		.click();
	await expect(page).toHaveURL(new RegExp(`/metrics/${metric}/rows\\?from=`));
	await expectRows(page, result);
}

/** What the page says to a reader, once it is alive. */
async function read(page: Page, url: string): Promise<string> {
	await page.goto(url, { waitUntil: 'networkidle' });
	return page.locator('main').innerText();
}

for (const [kind, metric] of [
	['ratio', RATIO],
	['time to event', 'days-to-move-in'],
	['duration', 'record-entry-lag'],
	['count', 'people-served'],
	['rate', 'contact-frequency']
] as const) {
	test(`a ${kind} leads to its rows, and the count is the same everywhere`, async ({ page }) => {
		await page.goto(address());
		await follow(page, metric, whole(answer(metric)));
	});
}

for (const metric of [RATIO, 'days-to-move-in']) {
	test(`each program in the table of ${metric} leads to as many rows as it counts`, async ({ page }) => {
		const { period } = whole(answer(metric));
		const { results } = answer(metric, '--by', 'program', '--from', period.from, '--to', period.to);
		expect(results.length).toBeGreaterThan(1);
		for (const result of results) {
			const program = result.group['program'] ?? '';
			await page.goto(address(`/metrics/${metric}`));
			const group = page.getByRole('link', { name: program, exact: true }).first(); // those compared stand below
			if (result.status === 'shown')
				await expect(page.getByRole('row').filter({ has: group }).first()).toContainText(
					format.headline(result, answer(metric))
				);
			await group.click();
			await expect(page.getByRole('group', { name: 'Only' })).toContainText(program);
			await expectRows(page, { n: result.n, period });
		}
	});
}

test('a dimension and a day that are chosen before the page is ready stay', async ({ page }) => {
	const by = page.getByLabel('Broken down by');
	const from = page.getByLabel('From', { exact: true });
	await beforeReady(page, address(`/metrics/${RATIO}`), async () => {
		await by.selectOption('worker');
		await from.fill('2025-01-15');
	});
	await expect(by).toHaveValue('worker');
	await expect(from).toHaveValue('2025-01-15');
});

test('a filter is a link that can be shared: a new reader sees the same page', async ({ page, browser }) => {
	await page.goto(address(`/metrics/${RATIO}`), { waitUntil: 'networkidle' });
	await page.getByLabel('Add a filter').selectOption({ label: PROGRAM });
	await page.getByRole('button', { name: 'Add', exact: true }).click();
	await expect(page).toHaveURL(address(FILTERED));
	const filtered = answer(RATIO, '--where', `program=${PROGRAM}`);
	await expect(page.getByRole('heading', { level: 1 })).toContainText(
		format.headline(whole(filtered), filtered)
	);
	await expect(page.getByRole('link', { name: 'Remove the filter program' })).toBeVisible();
	const seen = await page.locator('main').innerText();
	const other = await browser.newContext();
	expect(await read(await other.newPage(), page.url())).toBe(seen);
	await other.close();
	await page.getByRole('link', { name: /^See the .+ behind it$/ }).click();
	await expectRows(page, whole(filtered));
});

for (const path of [
	'/',
	FILTERED,
	'/metrics/days-to-move-in?by=program_type&grain=quarter',
	'/metrics/record-entry-lag?from=2025-01-01&to=2025-06-30',
	`/metrics/${RATIO}/rows?where=program%3ALantern+Rapid+Re-Housing`
]) {
	test(`reads the same without JavaScript: ${path}`, async ({ page, browser }) => {
		const context = await browser.newContext({ javaScriptEnabled: false });
		const plain = await read(await context.newPage(), address(path));
		expect(plain).toMatch(/\d/);
		expect(await read(page, address(path))).toBe(plain);
		await context.close();
	});
}

for (const javaScriptEnabled of [true, false]) {
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled });

		test('a period is chosen by one click or by its days, and the figure is of those days', async ({
			page
		}) => {
			await page.goto(address(FILTERED), { waitUntil: 'networkidle' });
			await page.getByRole('link', { name: 'Last quarter' }).click();
			await expect(page).toHaveURL(/\?from=2025-04-01&to=2025-06-30&where=program/);
			await expect(page.getByRole('main')).toContainText('1 April 2025 to 30 June 2025');
			await page.getByLabel('From', { exact: true }).fill('2025-01-01');
			await page.getByRole('button', { name: 'Apply' }).click();
			await expect(page).toHaveURL(/from=2025-01-01&to=2025-06-30/);
			await expect(page.getByRole('main')).toContainText('1 January 2025 to 30 June 2025');
			const figure = answer(
				RATIO,
				...['--from', '2025-01-01', '--to', '2025-06-30', '--where', `program=${PROGRAM}`]
			);
			await expect(page.getByRole('heading', { level: 1 })).toContainText(
				format.headline(whole(figure), figure)
			);
		});

		test('a figure is broken down by what the control says', async ({ page }) => {
			await page.goto(address(`/metrics/${RATIO}`), { waitUntil: 'networkidle' });
			await page.getByLabel('Broken down by').selectOption('program_type');
			await page.getByRole('button', { name: 'Show', exact: true }).click();
			await expect(page).toHaveURL(/\?by=program_type$/);
			await expect(page.getByRole('heading', { name: 'By type of program' })).toBeVisible();
			const groups = answer(RATIO, '--by', 'program_type').results.map(
				({ group }) => group['program_type'] ?? ''
			);
			const table = page.getByRole('table', { name: / by type of program$/ });
			await expect(table.getByRole('rowheader')).toHaveText(groups);
			await expect(page.getByLabel('Broken down by')).toHaveValue('program_type');
		});
	});
}

test('the keyboard alone filters a figure', async ({ page }) => {
	await page.goto(address(`/metrics/${RATIO}`), { waitUntil: 'networkidle' });
	const filter = page.getByLabel('Add a filter');
	await filter.focus();
	await page.keyboard.type('Lantern');
	await expect(filter).toHaveValue(`program:${PROGRAM}`);
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(address(FILTERED));
});

test('on a phone the controls unfold by the keyboard', async ({ page }) => {
	await page.setViewportSize({ width: 390, height: 800 });
	await page.goto(address(FILTERED));
	const fold = page.locator('summary').filter({ hasText: 'Period and filters' });
	await expect(fold).toContainText(`only ${PROGRAM}`);
	await expect(page.getByLabel('Add a filter')).toBeHidden();
	await fold.press('Enter');
	await expect(page.getByLabel('Add a filter')).toBeVisible();
});

test('a date that is none is named, and the rest of the page is there', async ({ page }) => {
	for (const path of ['/', `/metrics/${RATIO}`, `/metrics/${RATIO}/rows`]) {
		const response = await page.goto(address(`${path}?from=2025-02-30`));
		expect(response?.status()).toBe(200);
		await expect(page.getByText('“2025-02-30” is not a date. Write it as 2026-07-01.')).toBeVisible();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(/\d/);
	}
	await page.goto(address(`/metrics/${RATIO}?from=2025-07-01&to=2025-01-01&grain=week&by=shoe&where=x`));
	await expect(
		page
			.getByRole('main')
			.getByRole('listitem')
			.filter({ hasText: /“|ends on/ })
	).toHaveCount(4);
});

test('a metric that there is not is a page in words', async ({ page }) => {
	for (const path of ['/metrics/no-such-metric', '/metrics/no-such-metric/rows']) {
		const response = await page.goto(address(path));
		expect(response?.status()).toBe(404);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no page at this address');
		await expect(page.getByRole('main')).toContainText('no-such-metric');
	}
});

test('a script in an address is text', async ({ page }) => {
	const script = '<script>document.title="hit"</script>';
	const mark = `program:${script}<img src=x onerror="document.title='hit'">`;
	for (const path of ['/', `/metrics/${RATIO}`, `/metrics/${RATIO}/rows`, '/metrics/no-such-metric']) {
		const view = new URLSearchParams([
			['where', mark],
			['by', script],
			['from', script]
		]);
		const response = await page.goto(address(`${path}?${view.toString()}`), { waitUntil: 'networkidle' });
		expect(await response?.text()).not.toContain('<script>document');
		await expect(page.locator('main img')).toHaveCount(0);
		await expect(page).toHaveTitle(/Throughline$/);
	}
	await page.goto(address(`/metrics/${RATIO}/rows?where=${encodeURIComponent(mark)}`));
	await expect(page.getByRole('main')).toContainText(script);
	await expect(page.getByText('There are no rows.')).toBeVisible();
});

for (const path of [
	'/',
	`/metrics/${RATIO}`,
	'/metrics/days-to-move-in',
	'/metrics/record-entry-lag',
	'/metrics/people-served',
	`/metrics/${RATIO}/rows`,
	'/data',
	'/parts',
	'/no-such-page'
]) {
	// That of the parts has every one of them at once.
	const most = path === '/parts' ? 165 : 150;
	test(`loads under ${String(most)} KB of script at first, compressed: ${path}`, async ({ page }, {
		annotations
	}) => {
		const scripts: Promise<Buffer>[] = [];
		page.on('response', (response) => {
			if (/javascript/.test(response.headers()['content-type'] ?? '')) scripts.push(response.body());
		});
		await page.goto(address(path), { waitUntil: 'networkidle' });
		const sizes = (await Promise.all(scripts)).map((body) => gzipSync(body).length);
		const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / KILOBYTE;
		annotations.push({ type: 'script', description: `${kilobytes.toFixed(1)} KB in ${sizes.length} files` });
		expect(kilobytes).toBeGreaterThan(1);
		expect(kilobytes).toBeLessThan(most);
	});
}

test('of the demo, imported, a figure leads to its rows, and the count is the same', async ({ page }) => {
	test.skip(!existsSync(demo), `${demo} is not there`);
	const home = mkdtempSync(join(tmpdir(), 'throughline-demo-'));
	try {
		throughline('--home', home, 'import', demo);
		const figures = [RATIO, 'days-to-move-in', 'people-served'].map(
			(metric) => [metric, whole(answer(metric, '--home', home))] as const
		);
		const { url, child } = await start({ THROUGHLINE_HOME: home });
		try {
			for (const [metric, result] of figures) {
				expect(result.n).toBeGreaterThan(0);
				await page.goto(url);
				await follow(page, metric, result);
			}
		} finally {
			await stop(child);
		}
	} finally {
		rmSync(home, { recursive: true, force: true });
	}
});
