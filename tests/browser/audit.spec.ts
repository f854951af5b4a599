import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { homeAt, type Home } from '#pipelines/home.ts';
import { closeApp, inOneStep, openApp } from '#lib/server/app-db.ts';
import { record, type Entry } from '#lib/server/audit.ts';
import { addPerson } from '#lib/server/people.ts';
import { speak } from '#lib/speak.ts';
import { writeFileSync } from 'node:fs';
import { barriers, overhang } from './page.ts';
import { ADMINISTRATOR, start, stop, throughlineOf } from './serve.ts';

const { m } = speak('en');
const w = m.audit;
const METRIC = 'exits-to-permanent-housing';
/** As many entries as an agency of fifty people writes in some years. */
const MANY = 200_000;

let folder = '';
let home: Home;
let url = '';
let child: ChildProcess;

test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'throughline-audit-'));
	home = homeAt(join(folder, 'home'));
	({ url, child } = await start({ THROUGHLINE_HOME: home.path }));
	writeFileSync(join(home.path, 'settings.json'), '{"time_zone": "America/New_York"}');
	const sue = addPerson(
		home,
		{
			name: 'Sue Supervisor',
			email: 'sue@example.org',
			role: 'supervisor',
			programs: [],
			teams: ['Blue'],
			worker: null
		},
		'active'
	);
	const wim = addPerson(
		home,
		{
			name: '=Wim <b>Worker</b>',
			email: 'wim@example.org',
			role: 'worker',
			programs: [],
			teams: [],
			worker: 'w'
		},
		'active'
	);
	record(home, sue, 'saw rows', METRIC, {
		what: 'rows',
		rows: 50,
		of: 118,
		page: 1,
		period: { from: '2025-01-01', to: '2025-12-31' }
	});
	for (let page = 2; page <= 60; page++)
		record(home, wim, 'saw rows', METRIC, { what: 'rows', rows: 50, page });
	record(home, sue, 'invited', wim.id, { role: 'worker' });
	record(home, { id: null, name: 'not signed in' }, 'sign-in refused', wim.id, { address: '192.0.2.7' });
	record(home, sue, 'undid', 'b0001-abcdef', { step: 'asked' });
	throughlineOf(home.path)('audit');
});

test.afterAll(async () => {
	await stop(child);
	rmSync(folder, { recursive: true, force: true });
});

const rows = (page: Page) => page.getByRole('table').locator('tbody tr');
const logged = (): Entry[] =>
	openApp(home).prepare('select * from audit order by seq').all() as unknown as Entry[];

test('says who did what to what, newest first, by name, in the agency’s time, and that the log is whole', async ({
	page
}) => {
	const before = logged();
	await page.goto(`${url}/audit`);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^\d+ entries since \d+ \w+ \d{4}$/);
	await expect(page.locator('.notice')).toContainText(
		w.whole({ value: before.length, number: String(before.length) })
	);
	await expect(rows(page)).toHaveCount(50);
	const first = rows(page).first();
	await expect(first).toContainText('Sue Supervisor asked for batch b0001-abcdef to be taken back.');
	await expect(first).toContainText(w.open);
	const at = new Date(before.at(-1)?.at ?? '');
	const clock = at.toLocaleTimeString('en-GB', {
		timeZone: 'America/New_York',
		hour: '2-digit',
		minute: '2-digit'
	});
	await expect(first.locator('time')).toContainText(clock);
	await expect(page.getByText('in the time of America/New_York')).toBeVisible();
	await expect(rows(page).nth(1)).toContainText(
		'Somebody who was not signed in tried to sign in as =Wim <b>Worker</b> and was refused.'
	);
	await expect(rows(page).nth(2)).toContainText('Sue Supervisor invited =Wim <b>Worker</b> as worker.');
	await expect(rows(page).nth(3)).toContainText('=Wim <b>Worker</b> saw rows of “Exits to');
	await rows(page).nth(1).getByText(w.details).click();
	await expect(rows(page).nth(1).getByText('192.0.2.7')).toBeVisible();
	await page.getByRole('link', { name: m.parts.pager.next }).click();
	await expect(rows(page).last()).toContainText(/set up|signed in|link|had the figures|saw rows/);
	expect(logged()).toHaveLength(before.length); // looking is not written down
});

for (const javaScriptEnabled of [true, false])
	test(`is searched by person, action, days and text, as a link, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({
		browser
	}) => {
		const context = await browser.newContext({ javaScriptEnabled });
		const page = await context.newPage();
		const show = page.getByRole('button', { name: w.show, exact: true });
		await page.goto(`${url}/audit`);
		await page.getByLabel(w.person, { exact: true }).selectOption({ label: 'Sue Supervisor' });
		await show.click();
		await expect(rows(page)).toHaveCount(3);
		await page.getByLabel(w.action, { exact: true }).selectOption({ label: w.actions.invited.name });
		await show.click();
		await expect(rows(page)).toHaveCount(1);
		await page.getByRole('link', { name: w.clear }).click();
		await expect(page).toHaveURL(`${url}/audit`);
		await page.getByLabel(w.text, { exact: true }).fill('wim');
		await show.click();
		await expect(rows(page)).toHaveCount(2);
		await page.getByLabel(w.text, { exact: true }).fill('permanent HOUSING');
		await show.click();
		await expect(page.locator('.found')).toContainText(w.found({ value: 60, number: '60' }));
		await page.getByLabel(w.to, { exact: true }).fill('2020-01-01');
		await show.click();
		await expect(page.locator('main')).toContainText(w.found({ value: 0, number: '0' }));
		await expect(page).toHaveURL(/text=permanent\+HOUSING.*to=2020-01-01/);
		await page.goto(`${url}/audit?action=danced&from=2026-02-30&person=nobody'--`);
		await expect(page.getByText(w.unknownAction({ value: 'danced' }))).toBeVisible();
		await expect(page.getByText(m.parts.view.date({ value: '2026-02-30' }))).toBeVisible();
		await context.close();
	});

test('is exported as the filter finds it, inert in a spreadsheet, and that is written down first', async ({
	page
}) => {
	await page.goto(`${url}/audit?action=saw+rows`);
	const href = (await page.getByRole('link', { name: /as CSV/ }).getAttribute('href')) ?? '';
	const file = await page.request.get(`${url}${href}`);
	expect(file.headers()).toMatchObject({
		'content-type': 'text/csv; charset=utf-8',
		'content-disposition': 'attachment; filename="audit log.csv"',
		'cache-control': 'private, no-store'
	});
	const lines = (await file.text()).trimEnd().split('\r\n');
	expect(lines[0]).toBe('entry,at,person,action,subject,what,detail');
	expect(lines).toHaveLength(61);
	expect(lines[1]).toMatch(/^\d+,[^,]+,'=Wim <b>Worker<\/b>,saw rows,exits-to-permanent-housing,'=Wim /);
	expect(logged().at(-1)).toMatchObject({
		actor_name: ADMINISTRATOR.name,
		action: 'exported',
		subject: 'audit log',
		detail: '{"rows":60,"form":"csv","action":"saw rows"}'
	});
});

test('gives no file where that cannot be written down', async ({ page }) => {
	const db = openApp(home);
	db.exec(
		"create trigger full before insert on audit begin select raise(fail, 'database or disk is full'); end"
	);
	try {
		const answer = await page.request.get(`${url}/audit/log.csv`);
		expect(answer.status()).toBe(503);
		const text = await answer.text();
		expect(text).toContain('The audit log cannot be written');
		expect(text).not.toContain('Sue');
		await page.goto(`${url}/audit`); // what is written can still be read
		await expect(rows(page)).toHaveCount(50);
	} finally {
		db.exec('drop trigger full');
	}
});

for (const [colorScheme, width] of [
	['light', 1280],
	['dark', 1280],
	['light', 390],
	['dark', 390],
	['light', 320]
] as const)
	test(`has no barrier that axe finds, nothing scrolls sideways, ${colorScheme}, ${String(width)} px`, async ({
		browser
	}) => {
		const context = await browser.newContext({
			bypassCSP: true,
			colorScheme,
			viewport: { width, height: 800 }
		});
		const page = await context.newPage();
		for (const path of ['/audit', '/audit?text=nothing+of+this', '/audit?action=danced&person=x']) {
			await page.goto(`${url}${path}`, { waitUntil: 'networkidle' });
			if (path === '/audit') await page.getByText(w.details).first().click();
			expect(await barriers(page), path).toEqual([]);
			expect(await overhang(page), path).toBe(0);
		}
		await context.close();
	});

test('prints its sentences, without what is only for a screen', async ({ page }) => {
	await page.goto(`${url}/audit?action=saw+rows`);
	await page.emulateMedia({ media: 'print' });
	await expect(page.getByText(`${m.parts.filters.legend}: ${w.actions['saw rows'].name}`)).toBeVisible();
	await expect(page.getByRole('button', { name: w.show, exact: true })).toBeHidden();
	await expect(rows(page).first()).toContainText('saw rows of');
	await expect(rows(page).first().getByText(w.details)).toBeHidden();
});

test.describe('a long log', () => {
	test('opens at once, is checked when somebody asks, and others are answered meanwhile', async ({
		page
	}) => {
		test.setTimeout(240_000);
		const person = { id: null, name: 'command line' };
		for (let from = 0; from < MANY; from += 10_000)
			inOneStep(openApp(home), () => {
				for (let n = 0; n < 10_000; n++) record(home, person, 'saw rows', METRIC, { rows: n });
			});
		const took = async (path: string) => {
			const begun = performance.now();
			await page.goto(`${url}${path}`);
			return performance.now() - begun;
		};
		await took('/audit');
		expect(await took('/audit')).toBeLessThan(2000);
		expect(await took('/audit?page=4000')).toBeLessThan(2000);
		expect(await took('/audit?text=sue')).toBeLessThan(2000);
		await page.goto(`${url}/audit`);
		await expect(page.getByText(w.unchecked)).toBeVisible();
		const checking = page.request.get(`${url}/audit?check=yes`, { timeout: 120_000 });
		let done = false;
		void checking.then(() => (done = true));
		let slowest = 0;
		while (!done) {
			const begun = performance.now();
			expect((await page.request.get(`${url}/account`)).status()).toBe(200);
			slowest = Math.max(slowest, performance.now() - begun);
		}
		expect(slowest).toBeLessThan(1000);
		expect(await (await checking).text()).toMatch(/The log is whole: all 200,\d+ entries/);
	});

	test('that somebody changed is told, place by place', async ({ page }) => {
		openApp(home).exec(
			"drop trigger audit_is_never_changed; update audit set actor_name = 'Nobody', detail = '{' where seq = 70"
		);
		closeApp(home);
		await page.goto(`${url}/audit?check=yes`, { timeout: 120_000 });
		await expect(page.getByText(w.broken)).toBeVisible();
		await expect(page.getByText(/^Entry 70 of the audit log, of .*, was changed\.$/)).toBeVisible();
		await page.goto(`${url}/audit?page=4000`);
		await expect(rows(page)).toHaveCount(50);
		const head = readFileSync(join(home.path, 'audit.head'), 'utf8');
		writeFileSync(join(home.path, 'audit.head'), head.replace(/^\d+/, '999999'));
		await page.goto(`${url}/audit?check=yes`, { timeout: 120_000 });
		await expect(page.getByText(/audit\.head knows of entry 999999/)).toBeVisible();
	});
});
