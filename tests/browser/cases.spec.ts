// Finding a case by the source system's own id, the page of a stay, and who is told of it.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, request, test, type APIRequestContext, type Page } from '@playwright/test';
import { homeAt, type Home } from '#pipelines/home.ts';
import { openApp } from '#lib/server/app-db.ts';
import { COMMAND_LINE } from '#lib/server/audit.ts';
import { followLink, invite } from '#lib/server/links.ts';
import { openCurrent } from '#lib/server/store.ts';
import { troubles } from './page.ts';
import { start, stop, throughlineOf, type Server } from './serve.ts';

let folder = '';
let home: Home;
let server: Server;
/** Who manages one program alone. */
let manager: APIRequestContext;
/** A stay in that program, one in another, and a person with several stays, by the source system's own ids. */
const ids = { own: '', other: '', client: '' };
const cases = { own: '', other: '' };

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'throughline-cases-'));
	home = homeAt(join(folder, 'home'));
	const run = throughlineOf(home.path);
	run('sample', '--clients', '120', '--out', join(folder, 'sample'), '--format', 'canonical-csv');
	run('import', join(folder, 'sample', 'canonical-csv'));
	const rows = JSON.parse(
		run('rows', 'enrollments-started', '--from', '2020-01-01', '--source-ids', '--json')
	) as {
		rows: {
			source_enrollment_id: string;
			source_client_id: string;
			enrollment_id: string;
			program: string;
		}[];
	};
	const of = (program: string) => rows.rows.find((row) => row.program.startsWith(program));
	const [own, other] = [of('Millrace'), of('Ropewalk')];
	if (!own || !other) throw new Error('The sample has nobody in two programs.');
	const seen = new Set<string>();
	for (const { source_client_id: id } of rows.rows) {
		if (seen.has(id)) ids.client = id;
		seen.add(id);
	}
	Object.assign(ids, { own: own.source_enrollment_id, other: other.source_enrollment_id });
	Object.assign(cases, { own: own.enrollment_id, other: other.enrollment_id });
	const store = await openCurrent(home);
	const { id } = await store.db.row(
		"select program_id::varchar as id from program where name like 'Millrace%'"
	);
	store.db.close();
	server = await start({ THROUGHLINE_HOME: home.path });
	const wanted = { name: 'Mia Manager', email: 'mia@example.org', role: 'program manager' } as const;
	const { secret } = invite(home, COMMAND_LINE, {
		...wanted,
		programs: [String(id)],
		teams: [],
		worker: null
	});
	await followLink(home, secret, { password: 'four words of a manager' });
	manager = await request.newContext({
		baseURL: server.url,
		storageState: { cookies: [], origins: [] },
		extraHTTPHeaders: { origin: new URL(server.url).origin, accept: 'text/html' }
	});
	const form = { email: wanted.email, password: 'four words of a manager' };
	expect((await manager.post('/sign-in', { form, maxRedirects: 0 })).status()).toBe(303);
});

test.afterAll(async () => {
	await manager.dispose();
	await stop(server.child);
	rmSync(folder, { recursive: true, force: true });
});

const at = (path: string) => new URL(path, server.url).href;

async function find(page: Page, id: string): Promise<void> {
	await page.goto(at('/cases'));
	await page.getByLabel('Id', { exact: true }).fill(id);
	await page.getByRole('button', { name: 'Find' }).click();
}

test('an enrollment’s id leads to its stay, and no address ever holds it', async ({ page }) => {
	const asked: string[] = [];
	page.on('request', (each) => asked.push(each.url()));
	await find(page, `  ${ids.own} `);
	await expect(page).toHaveURL(at(`/cases/${cases.own}`));
	await expect(page.getByRole('heading', { level: 1 })).toContainText('In Millrace Supportive Housing');
	await expect(page.locator('.ids')).toContainText(ids.own);
	await expect(page.locator('.ids code').first()).toHaveText(cases.own.slice(0, 8));
	await expect(page.getByRole('heading', { name: 'Contacts' })).toBeVisible();
	expect(asked.filter((url) => url.includes(ids.own))).toEqual([]);
	await page.goBack();
	expect(page.url()).not.toContain(ids.own);
});

test('a client’s id leads to all stays of that person, each a link', async ({ page }) => {
	await find(page, ids.client);
	await expect(page).toHaveURL(/\/cases\?client=[0-9a-f-]{36}$/);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^\d+ stays found$/);
	const rows = page.locator('tbody tr');
	expect(await rows.count()).toBeGreaterThan(1);
	for (const row of await rows.all()) await expect(row).toContainText(ids.client);
	await rows.first().getByRole('link').click();
	await expect(page).toHaveURL(/\/cases\/[0-9a-f-]{36}$/);
	await page.getByRole('link', { name: 'All stays of this client' }).click();
	await expect(page).toHaveURL(/\/cases\?client=/);
});

test('an id that there is not says so, and keeps what was typed', async ({ page }) => {
	const answered = page.waitForResponse((each) => each.request().method() === 'POST');
	await find(page, 'no-such-id');
	expect((await answered).status()).toBe(404);
	await expect(page.getByRole('status')).toContainText('None of your cases has this id');
	await expect(page.getByLabel('Id', { exact: true })).toHaveValue('no-such-id');
});

test('without JavaScript it is the same', async ({ browser }) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await find(page, 'no-such-id');
	await expect(page.getByLabel('Id', { exact: true })).toHaveValue('no-such-id');
	await find(page, ids.own);
	await expect(page).toHaveURL(at(`/cases/${cases.own}`));
	await context.close();
});

test('rows and problems lead with the source system’s own ids, on the page and in the file', async ({
	page
}) => {
	await page.goto(at('/metrics/enrollments-started/rows?from=2023-10-01&to=2026-09-30'));
	const first = page.locator('tbody th').first();
	const [id = '', code = ''] = (await first.innerText()).split(/\s+/);
	await expect(first.getByRole('link')).toHaveText(id);
	expect(code).toMatch(/^[0-9a-f]{8}$/);
	await first.getByRole('link').click();
	await expect(page.locator('.ids')).toContainText(id);

	await page.goto(at('/data'));
	await page.locator('a[href^="/data/problems/"]').first().click();
	const problem = page.locator('tbody th').first();
	await expect(problem.locator('code')).toHaveText(/^[0-9a-f]{8}$/);
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'Download all records as CSV' }).click()
	]);
	const [head = '', line = ''] = readFileSync(await file.path(), 'utf8').split('\r\n');
	expect(head).toMatch(/^source_enrollment_id,source_record_id,/);
	expect(line.split(',')[0]).toBe((await problem.innerText()).split(/\s+/)[0]);
});

test('what is others’ answers exactly as what does not exist', async () => {
	const plain = (text: string, ...gone: string[]) =>
		gone.reduce((left, each) => left.replaceAll(each, '…'), text).replace(/nonce(="|-)[^"'\s]+/g, 'nonce');
	const nobody = '00000000-0000-4000-8000-000000000000';
	for (const path of ['/cases/…', '/cases?enrollment=…', '/cases/…/__data.json']) {
		const ask = async (id: string) => {
			const answer = await manager.get(path.replace('…', id), { maxRedirects: 0 });
			return { status: answer.status(), text: plain(await answer.text(), id) };
		};
		expect(await ask(cases.other), path).toEqual(await ask(nobody));
		expect((await ask(cases.own)).status, path).toBe(200);
		if (!path.endsWith('.json')) expect((await ask(cases.other)).status, path).toBe(404);
	}
	const search = async (id: string) => {
		const answer = await manager.post('/cases', { form: { id }, maxRedirects: 0 });
		return { status: answer.status(), text: plain(await answer.text(), id) };
	};
	expect(await search(ids.other)).toEqual(await search('no-such-id'));
	expect((await search(ids.own)).status).toBe(303);
});

test('who looked is written down, without the id that was typed', () => {
	const entries = openApp(home).prepare('select actor_name, action, subject, detail from audit').all();
	const of = (action: string) => entries.filter((each) => each.action === action);
	expect(of('looked for a case').length).toBeGreaterThan(5);
	expect(of('saw rows').map(({ subject }) => subject)).toEqual(
		expect.arrayContaining(['cases', cases.own, 'enrollments-started'])
	);
	// The command line wrote down what this file asked it for.
	expect(of('exported').filter(({ actor_name: name }) => name !== COMMAND_LINE.name)).toHaveLength(1);
	expect(of('saw rows').some(({ subject }) => subject === cases.other)).toBe(false);
	const others = of('looked for a case').filter(({ actor_name: name }) => name === 'Mia Manager');
	expect(others.map(({ detail }) => JSON.parse(String(detail)) as unknown)).toEqual([
		{ found: 0, enrollments: [] },
		{ found: 0, enrollments: [] },
		{ found: 1, enrollments: [cases.own] }
	]);
	for (const { detail } of entries)
		for (const id of [...Object.values(ids), 'no-such-id']) expect(String(detail)).not.toContain(`"${id}"`);
});

test('has no barrier and fits a phone, light and dark', async ({ browser }) => {
	const context = await browser.newContext({ bypassCSP: true });
	const page = await context.newPage();
	await find(page, ids.client);
	await page.waitForURL(/client=/);
	const list = page.url();
	await page.goto(at('/data'));
	const check = (await page.locator('a[href^="/data/problems/"]').first().getAttribute('href')) ?? '';
	for (const address of [
		at('/cases'),
		list,
		at(`/cases/${cases.own}`),
		at('/metrics/enrollments-started/rows'),
		at(check)
	]) {
		await page.goto(address);
		expect(await troubles(page), address).toEqual([]);
	}
	await context.close();
});
