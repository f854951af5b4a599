import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request, type OutgoingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Manifest } from '#pipelines/batch.ts';
import { homeAt } from '#pipelines/home.ts';
import { takeLock } from '#pipelines/lock.ts';
import type { MetricAnswer } from '#lib/metrics/result.ts';
import { speak } from '#lib/speak.ts';
import { start, stop, throughline } from './serve.ts';
import { beforeReady, troubles } from './page.ts';

const { m, format } = speak('en');
const root = join(import.meta.dirname, '..', '..');
const TINY = join(root, 'pipelines', 'sources', 'hmis-csv', 'sample', 'fy2026');

const address = (path: string) => new URL(path, process.env.THROUGHLINE_URL).href;
const batchesOf = (...home: string[]) => JSON.parse(throughline(...home, 'batches', '--json')) as Manifest[];
const problemsOf = (...args: string[]) =>
	(JSON.parse(throughline('problems', ...args, '--json')) as { problems: { about: string }[] }).problems;
const sum = (of: readonly number[]) => of.reduce((total, each) => total + each, 0);

/** The cells of a table's rows by the headings of their columns. */
async function read(table: Locator): Promise<Record<string, string>[]> {
	const heads = await table.locator('thead th').allInnerTexts();
	const rows = await table.locator('tbody tr').all();
	return Promise.all(
		rows.map(async (row) => {
			const cells = await row.locator('th, td').allInnerTexts();
			return Object.fromEntries(heads.map((head, at) => [head.trim(), cells[at]?.trim() ?? '']));
		})
	);
}

/** The only batch of the shared home, which no test may change. */
function shared(): Manifest {
	const [batch] = batchesOf();
	if (!batch) throw new Error('Nothing was imported.');
	return batch;
}

test('lists the batches with the counts that the command line gives', async ({ page }) => {
	await page.goto(address('/data'));
	const rows = await read(page.getByRole('table', { name: m.data.batches.caption }));
	const w = m.data.batches;
	expect(rows).toEqual(
		batchesOf().map((batch) => ({
			[w.batch]: batch.id,
			[w.state]: m.data.state.counts,
			[w.source]: `${batch.source_name} ${batch.format} ${batch.version}`,
			[w.covers]: format.span(batch.period),
			[w.knownUntil]: format.shortDate(batch.observed_until),
			[w.imported]: format.shortDate(batch.accepted_at),
			[w.accepted]: format.number(sum(batch.files.map(({ accepted }) => accepted))),
			[w.rejected]: format.number(sum(batch.files.map(({ rejected }) => rejected))),
			[w.problems]: format.number(batch.problems),
			[w.changed]: w.first({ added: format.number(sum(batch.tables.map(({ rows }) => rows))) })
		}))
	);
	await expect(page.locator('body')).not.toContainText(/NaN|undefined|null|\[object/);
});

test('counts as many problems as it lists, and as the command line gives', async ({ page }) => {
	await page.goto(address('/data'));
	const checks = await read(page.getByRole('table', { name: m.data.checks.caption }));
	expect(checks.length).toBeGreaterThan(2);
	const all = problemsOf();
	const inRecords = all.filter(({ about }) => !(about in m.data.kinds));
	expect(sum(checks.map((row) => Number(row[m.data.checks.found])))).toBe(inRecords.length);
	for (const row of checks) {
		await page.goto(address('/data'));
		await page.getByRole('link', { name: row[m.data.checks.check] ?? '', exact: true }).click();
		await page.waitForURL('**/data/problems/*');
		await expect(page.getByRole('heading', { level: 1 })).toContainText(row[m.data.checks.found] ?? '');
		const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
		await expect(page.getByRole('table').locator('tbody tr')).toHaveCount(
			inRecords.filter(({ about }) => about === id).length
		);
	}
});

test('lists the problems of a batch by kind and file, as a link that can be shared, and as CSV', async ({
	page
}) => {
	const batch = shared();
	await page.goto(address(`/data/${batch.id}`));
	const lines = page
		.getByRole('region', { name: m.data.problems.list })
		.getByRole('table')
		.locator('tbody tr');
	await expect(lines).toHaveCount(batch.problems);
	for (const [kind, count] of Object.entries(batch.problem_kinds)) {
		await page.getByLabel(m.data.problems.kind, { exact: true }).selectOption(kind);
		await page.getByRole('button', { name: m.data.problems.show, exact: true }).click();
		await expect(page).toHaveURL(new RegExp(`kind=${encodeURIComponent(kind).replaceAll('%20', '\\+')}`));
		await expect(lines).toHaveCount(count);
		const file = await page.request.get(
			address(
				(await page
					.getByRole('region', { name: m.data.problems.list })
					.getByRole('link', { name: /as CSV/ })
					.getAttribute('href')) ?? ''
			)
		);
		expect(file.headers()).toMatchObject({
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="problems of ${batch.id}.csv"`,
			'cache-control': 'private, no-store'
		});
		expect((await file.text()).trimEnd().split('\r\n')).toHaveLength(1 + count);
	}
	await page.getByRole('link', { name: m.data.problems.clear }).click();
	await expect(lines).toHaveCount(batch.problems);
});

test('what is chosen before the page is ready stays, and another address brings its own', async ({
	page
}) => {
	const [kind = ''] = Object.keys(shared().problem_kinds);
	const choice = page.getByLabel(m.data.problems.kind, { exact: true });
	await beforeReady(page, address(`/data/${shared().id}`), () => choice.selectOption(kind));
	await expect(choice).toHaveValue(kind);
	await page.getByRole('button', { name: m.data.problems.show, exact: true }).click();
	await page.getByRole('link', { name: m.data.problems.clear }).click();
	await expect(choice).toHaveValue('');
});

test('what is not there is a 404 with a sentence', async ({ page }) => {
	for (const path of [
		'/data/b9999-abcdef',
		'/data/b9999-abcdef/undo',
		'/data/b9999-abcdef/changes',
		'/data/b9999-abcdef/problems.csv',
		'/data/problems/none'
	]) {
		const response = await page.goto(address(path));
		expect(response?.status(), path).toBe(404);
		expect(await page.innerText('body'), path).toMatch(/There is no (batch|check)/);
	}
});

/** Makes a home: the tiny export, and a month later one in which nobody has left. */
function makeHome(folder: string): string {
	const home = join(folder, 'home');
	const later = join(folder, 'later');
	cpSync(TINY, later, { recursive: true });
	const edit = (file: string, change: (text: string) => string) => {
		const path = join(later, `${file}.csv`);
		writeFileSync(path, change(readFileSync(path, 'utf8')));
	};
	edit('Export', (text) => text.replace('2025-01-05 08:00:00', '2025-02-05 08:00:00'));
	edit('Exit', (text) => `${text.split(/\r?\n/)[0] ?? ''}\r\n`);
	for (const path of [TINY, later]) throughline('--home', home, 'import', path);
	return home;
}

const exits = (home: string) =>
	(
		JSON.parse(
			throughline(
				...['--home', home, 'metric', 'exits', '--from', '2024-01-01', '--to', '2024-12-31', '--json']
			)
		) as MetricAnswer
	).results[0]?.n;

test.describe('taking a batch back', () => {
	test.describe.configure({ mode: 'default' }); // one after the other, from one home that is made once
	let folder: string;
	let template: string;
	let withIt: number | undefined;
	test.beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'throughline-undo-'));
		template = makeHome(folder);
		withIt = exits(template);
	});
	test.afterAll(() => {
		rmSync(folder, { recursive: true, force: true });
	});

	for (const javaScriptEnabled of [true, false])
		test(`asks first, then shows how far it is, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({
			browser
		}) => {
			const home = join(folder, javaScriptEnabled ? 'with' : 'without');
			cpSync(template, home, { recursive: true });
			const { url, child } = await start({ THROUGHLINE_HOME: home });
			const context = await browser.newContext({ javaScriptEnabled });
			try {
				await takeBack(await context.newPage(), url, home, javaScriptEnabled);
				expect(exits(home)).not.toBe(withIt);
			} finally {
				await context.close();
				await stop(child);
			}
		});
});

async function takeBack(page: Page, url: string, home: string, inDialog: boolean): Promise<void> {
	const batch = batchesOf('--home', home).at(-1)?.id ?? '';
	const w = m.data.undo;
	const title = page.getByRole('heading', { level: 1 });
	const moved = page.getByRole('row', { name: /^Exits/ }).first();
	await page.goto(`${url}/data/${batch}/changes`);
	await expect(title).toHaveText(new RegExp(`figures differ with batch ${batch}$`));
	await expect(moved).toBeVisible();
	await page.goto(`${url}/data/${batch}`, { waitUntil: 'networkidle' });

	const asked = inDialog ? page.getByRole('dialog') : page.locator('main');
	const ask = page.getByRole('link', { name: w.button });
	await ask.click();
	await expect(asked.getByRole('heading', { name: w.question({ id: batch }) })).toBeVisible();
	await expect(asked).toContainText(w.left({ value: 1, number: '1' }));
	await expect(asked).toContainText(w.kept);
	await asked.locator('button, a').filter({ hasText: w.no }).click();
	await expect(page).toHaveURL(`${url}/data/${batch}`);
	expect(batchesOf('--home', home).at(-1)?.state).toBe('live');

	const release = await takeLock(homeAt(home), 'work', 'an import is running', 0);
	await ask.click();
	await asked.getByRole('button', { name: w.yes }).click();
	await expect(page).toHaveURL(`${url}/data/work`);
	await expect(title).toHaveText(m.data.work.running.undo({ batch }));
	await expect(page.getByRole('progressbar', { name: /^Waiting: an import is running/ })).toBeVisible();

	const other = await page.context().newPage();
	await other.goto(`${url}/data`);
	await expect(other.getByText(m.data.work.running.undo({ batch }))).toBeVisible();
	await other.goto(`${url}/metrics/exits`);
	await expect(other.getByRole('heading', { level: 1 })).toBeVisible();
	release();

	await expect(title).toHaveText(m.data.work.done.undo({ batch }));
	await expect(page.locator('main')).toContainText('They are made from 1 batch');
	await page.getByRole('link', { name: m.data.work.see }).click();
	await expect(moved).toBeVisible();
	await page.getByRole('link', { name: m.data.batch.title({ id: batch }) }).click();
	await expect(page.getByText(m.data.state.undone, { exact: true })).toBeVisible();
	await expect(ask).toHaveCount(0);
	await other.goto(`${url}/data`);
	await expect(other.getByRole('row', { name: new RegExp(batch) })).toContainText(m.data.state.undone);
}

test('a batch is taken back by keyboard alone, and the question can be left with Escape', async ({
	page
}) => {
	await page.goto(address(`/data/${shared().id}`), { waitUntil: 'networkidle' });
	const ask = page.getByRole('link', { name: m.data.undo.button });
	await ask.focus();
	await page.keyboard.press('Enter');
	const dialog = page.getByRole('dialog');
	await expect(dialog).toBeVisible();
	await expect(dialog.getByRole('button', { name: m.data.undo.yes })).toBeEnabled();
	await page.keyboard.press('Tab');
	await expect(dialog.locator(':focus')).toHaveCount(1);
	await page.keyboard.press('Escape');
	await expect(dialog).toBeHidden();
	await expect(ask).toBeFocused();
	expect(shared().state).toBe('live');
});

/** Asks the server by hand, as a page of another site or a program would. */
function send(
	path: string,
	headers: OutgoingHttpHeaders,
	method = 'GET'
): Promise<{ status: number; text: string }> {
	const url = new URL(address(path));
	return new Promise((resolve, reject) => {
		const asked = request(url, { method, headers: { host: url.host, ...headers } }, (response) => {
			let text = '';
			response.setEncoding('utf8').on('data', (part: string) => (text += part));
			response.on('end', () => {
				resolve({ status: response.statusCode ?? 0, text });
			});
		});
		asked.on('error', reject);
		asked.end(method === 'GET' ? undefined : '{}');
	});
}

test('takes no change from another site, however it is sent', async () => {
	const { id } = shared();
	const types = ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain'];
	for (const type of [...types, 'application/json', 'APPLICATION/JSON', ''])
		for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1', null]) {
			const headers = { ...(type && { 'content-type': type }), ...(origin !== null && { origin }) };
			const { status, text } = await send(`/data/${id}/undo`, headers, 'POST');
			expect(status, `${type} from ${String(origin)}`).toBe(403);
			expect(text).toMatch(/another site|Cross-site/);
		}
	expect(shared().state).toBe('live');
});

test('a page of another site cannot make the browser take a batch back', async ({ page }) => {
	const { id } = shared();
	const form = `<form method="POST" action="${address(`/data/${id}/undo`)}"><button>Win</button></form>`;
	await page.route('http://evil.example/', (route) =>
		route.fulfill({ contentType: 'text/html', body: form })
	);
	await page.goto('http://evil.example/');
	const refused = page.waitForResponse((response) => response.request().method() === 'POST');
	await page.getByRole('button').click();
	expect((await refused).status()).toBe(403);
	expect(shared().state).toBe('live');
});

test('answers only to the names that it serves', async () => {
	const { port } = new URL(address('/'));
	for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`])
		expect((await send('/sign-in', { host })).status, host).toBe(200);
	for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1.evil.example']) {
		const { status, text } = await send('/data', { host });
		expect(status, host).toBe(421);
		expect(text).toContain('does not answer to the name “');
		expect((await send('/data/work.json', { host })).status).toBe(421);
	}
});

/** Every page of the data, of the shared home. */
function pages(): string[] {
	const { id } = shared();
	const [check] = problemsOf().filter(({ about }) => !(about in m.data.kinds));
	return [
		'/data',
		`/data/${id}`,
		`/data/${id}/undo`,
		`/data/${id}/changes`,
		`/data/problems/${check?.about ?? ''}`,
		'/data/work'
	];
}

test('no barrier that axe finds, nothing scrolls sideways, light and dark', async ({ browser }) => {
	const context = await browser.newContext({ bypassCSP: true });
	const page = await context.newPage();
	const widths = [320, 1280];
	for (const path of pages()) {
		await page.goto(address(path), { waitUntil: 'networkidle' });
		expect(await troubles(page, widths), path).toEqual([]);
	}
	await page.goto(address(`/data/${shared().id}`), { waitUntil: 'networkidle' });
	await page.getByRole('link', { name: m.data.undo.button }).click();
	await expect(page.getByRole('dialog')).toBeVisible();
	expect(await troubles(page, widths)).toEqual([]);
	await context.close();
});

test('reads the same without JavaScript', async ({ browser, page }) => {
	const context = await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' });
	const plain = await context.newPage();
	for (const path of pages()) {
		await page.goto(address(path), { waitUntil: 'networkidle' });
		await plain.goto(address(path));
		expect(await plain.locator('main').innerText(), path).toBe(await page.locator('main').innerText());
	}
	await context.close();
});
