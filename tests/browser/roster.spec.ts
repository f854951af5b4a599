import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test, type Page } from '@playwright/test';
import { ROOT } from '#pipelines/home.ts';
import { speak } from '#lib/speak.ts';
import { troubles } from './page.ts';
import { start, stop, throughlineOf } from './serve.ts';

const { m } = speak('en');
const w = m.roster;
const TINY = join(ROOT, 'pipelines', 'sources', 'canonical-csv', 'sample', 'tiny');

test.describe.configure({ mode: 'serial' });

let folder = '';
let url = '';
let child: ChildProcess;
let run: (...args: string[]) => string;

test.beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'throughline-roster-'));
	const home = join(folder, 'home');
	run = throughlineOf(home);
	({ url, child } = await start({ THROUGHLINE_HOME: home }));
	run('import', TINY);
});
test.afterAll(async () => {
	await stop(child);
	rmSync(folder, { recursive: true, force: true });
});

const at = (path: string) => new URL(path, url).href;
const workers = (page: Page) =>
	page.getByRole('table', { name: w.caption({ source: 'Tiny agency' }) }).locator('tbody tr');
const row = (page: Page, name: string) => workers(page).filter({ hasText: name });
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** A work that a form began has ended well. */
async function done(page: Page, title: string): Promise<void> {
	await expect(page).toHaveURL(/\/data\/work$/);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(title, { timeout: 60_000 });
}
const taken = (page: Page) => done(page, m.data.work.done.import);

test('the page of all data leads to the roster, which has the code of each worker', async ({ page }) => {
	await page.goto(at('/data'));
	await page.getByRole('link', { name: w.link }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('3 workers on the roster of Tiny agency');
	await expect(row(page, 'Ben')).toContainText('W2');
	await expect(row(page, 'Ben')).toContainText('East');
	// W4 wrote a record and has no line.
	await expect(page.getByRole('table', { name: w.others.caption }).locator('tbody tr')).toContainText(['W4']);
});

test('a worker is changed; what is wrong stands at each field, and what was typed stays', async ({
	page
}) => {
	await page.goto(at('/data/roster'));
	await row(page, 'Ben').getByRole('link').click();
	await field(page, w.worker.role).fill('ben@example.org');
	await field(page, w.worker.fte).fill('much');
	await button(page, w.worker.save).click();
	await expect(page.getByRole('alert')).toContainText(w.nothing({ value: 2, number: '2' }));
	await expect(field(page, w.worker.role)).toHaveAccessibleDescription(
		`${m.parts.notice.error}: ${w.wrong.label}`
	);
	await expect(field(page, w.worker.fte)).toHaveAttribute('aria-invalid', 'true');
	await expect(field(page, w.worker.fte)).toHaveValue('much');
	await field(page, w.worker.role).fill('senior case manager');
	await field(page, w.worker.fte).fill('0.75');
	await button(page, w.worker.save).click();
	await taken(page);
	await page.goto(at('/data/roster'));
	await expect(row(page, 'Ben')).toContainText('senior case manager');
	await expect(row(page, 'Ben')).toContainText('0.75');
	await expect(row(page, 'Ada')).toContainText('case manager');
});

test('the change is a batch, and is taken back with it', async ({ page }) => {
	await page.goto(at('/data/work'));
	await page.getByRole('link', { name: m.data.work.batch }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^All 2 lines from Tiny agency/);
	await page.goto(`${page.url()}/undo`);
	await button(page, m.data.undo.yes).click();
	await expect(page.getByText(/was taken back/).first()).toBeVisible({ timeout: 60_000 });
	await page.goto(at('/data/roster'));
	await expect(row(page, 'Ben')).not.toContainText('senior');
});

test('a case is found by its own id, and handed to another worker', async ({ page }) => {
	await page.goto(at('/data/assignments'));
	await field(page, w.cases.id).fill('E77');
	await button(page, w.cases.submit).click();
	await expect(field(page, w.cases.id)).toHaveAccessibleDescription(
		new RegExp(w.cases.notFound.slice(0, 40))
	);
	await field(page, w.cases.id).fill('E1');
	await button(page, w.cases.submit).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(w.cases.held({ id: 'E1' }));
	expect(page.url()).not.toContain('E1');
	await page.getByLabel(w.cases.to, { exact: true }).selectOption('Cleo');
	await page.getByLabel(w.cases.from, { exact: true }).fill('2024-08-01');
	await button(page, w.cases.handSubmit).click();
	await taken(page);
	await page.goto(at('/data/assignments'));
	const lines = page
		.getByRole('table', { name: w.cases.caption({ source: 'Tiny agency' }) })
		.locator('tbody tr');
	await expect(lines.filter({ has: page.getByRole('cell', { name: 'E1', exact: true }) })).toHaveText([
		/Cleo.*1 Aug 2024/s,
		/Ben.*31 Jul 2024/s,
		/Ada/
	]);
	await page.getByLabel(w.cases.of, { exact: true }).selectOption('Cleo');
	await button(page, w.cases.filter).click();
	await expect(lines).toHaveCount(1);
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('files are uploaded, and the roster is downloaded', async ({ page }) => {
		await page.goto(at('/data/roster'));
		await field(page, w.upload.files).setInputFiles([
			{ name: 'notes.csv', mimeType: 'text/csv', buffer: Buffer.from('a\n1\n') },
			{
				name: 'absence.csv',
				mimeType: 'text/csv',
				buffer: Buffer.from('worker_id,valid_from\nW2,2024-11-01\n')
			}
		]);
		await button(page, w.upload.submit).click();
		await expect(page.getByRole('alert')).toContainText(w.uploadWrong.name({ name: 'notes.csv' }));
		await field(page, w.upload.files).setInputFiles([
			{
				name: 'absence.csv',
				mimeType: 'text/csv',
				buffer: Buffer.from('worker_id,valid_from\nW2,2024-11-01\n')
			}
		]);
		await page.getByLabel(w.upload.changes).check();
		await button(page, w.upload.submit).click();
		await taken(page);
		await page.goto(at('/data/roster'));
		await expect(row(page, 'Ben')).toContainText(w.away.now);
		const waiting = page.waitForEvent('download');
		await page.getByRole('link', { name: w.download.files.absence }).click();
		const text = readFileSync(await (await waiting).path(), 'utf8');
		expect(text.split('\r\n').sort()).toEqual([
			'',
			'W1,2024-07-01,2024-07-14',
			'W2,2024-11-01,',
			'worker_id,valid_from,valid_to'
		]);
	});

	test('a worker is put into a team, and an absence is taken out', async ({ page }) => {
		await page.goto(at('/data/roster'));
		await row(page, 'Ada').getByRole('link').click();
		await field(page, w.worker.team).fill('North');
		await field(page, w.worker.joinFrom).fill('2025-01-01');
		await page.getByLabel(w.worker.supervisor).selectOption('Cleo');
		await button(page, w.worker.joinSubmit).click();
		await taken(page);
		await page.goto(at('/data/roster'));
		await expect(row(page, 'Ada')).toContainText('North');
		await expect(row(page, 'Ada')).not.toContainText('East');
		await row(page, 'Ada').getByRole('link').click();
		await page.getByText(w.worker.olderAbsences({ value: 1, number: '1' })).click();
		await button(page, w.worker.removeOf({ from: '1 July 2024' })).click();
		await taken(page);
		await page.goBack();
		await page.reload();
		await expect(page.getByText(w.worker.noAbsences)).toBeVisible();
	});

	test('settings are saved, wrong ones are refused at the field, and figures are made anew', async ({
		page
	}) => {
		const s = m.settings;
		await page.goto(at('/settings'));
		const month = page.getByLabel(s.fields.fiscal_year_start?.label ?? '');
		const hours = page.getByLabel(s.fields.session_hours?.label ?? '');
		await month.fill('13');
		await hours.fill('0');
		await button(page, s.save).click();
		await expect(page.getByRole('alert')).toContainText(s.nothing({ value: 2, number: '2' }));
		await expect(month).toHaveAccessibleDescription(/Write a whole number from 1 to 12\./);
		await expect(hours).toHaveValue('0');
		await month.fill('');
		await hours.fill('10');
		await button(page, s.save).click();
		await expect(page.getByRole('status')).toContainText(s.saved);
		await month.fill('7');
		await button(page, s.save).click();
		await done(page, m.data.work.done.build);
		await page.goto(at('/settings'));
		await expect(month).toHaveValue('7');
	});

	test('targets are edited as text: refused with every reason, saved, and ours again', async ({ page }) => {
		const s = m.settings.file;
		const head = 'metric,program,grant,from,to,target\n';
		await page.goto(at('/settings/targets.csv'));
		await page.getByLabel(s.text).fill(`${head}nonsense,,,2024-01-01,2024-12-31,1\npeople-served,,,x,y,3\n`);
		await button(page, s.save).click();
		await expect(page.getByRole('alert').getByRole('listitem')).toHaveCount(3);
		await expect(page.getByText(s.ours)).toBeVisible();
		await expect(page.getByLabel(s.text)).toHaveValue(/nonsense/);
		await page.getByLabel(s.text).fill(`${head}people-served,,,2024-01-01,2024-12-31,3\n`);
		await button(page, s.save).click();
		await done(page, m.data.work.done.build);
		await page.goto(at('/methods/standards'));
		await expect(page.getByRole('table', { name: m.standards.targets.caption })).toContainText('2024');
		await page.getByRole('link', { name: m.settings.change }).click();
		await page.getByRole('link', { name: 'targets.csv' }).click();
		await button(page, s.oursSubmit).click();
		await done(page, m.data.work.done.build);
		await page.goto(at('/settings/targets.csv'));
		await expect(page.getByText(s.ours)).toBeVisible();
	});
});

test('all of it was written down, without an id, a name or a value', () => {
	const audit = new DatabaseSync(join(folder, 'home', 'app.sqlite'), { readOnly: true });
	const entries = audit.prepare('select action, subject, detail from audit').all();
	const actions = entries.map(({ action }) => action);
	expect(actions).toEqual(
		expect.arrayContaining([
			'changed the roster',
			'looked for a case',
			'saw rows',
			'exported',
			'changed a setting',
			'changed standards or targets',
			'built'
		])
	);
	const told = entries.map(({ subject, detail }) => `${String(subject)} ${String(detail)}`).join('\n');
	expect(told).not.toMatch(/\b(E1|E77|W[1-4]|Ada|Ben|Cleo|North|people-served)\b/);
	audit.close();
});

test.describe('without barriers', () => {
	test.use({ bypassCSP: true });
	test('wide and on phones, light and dark', async ({ page }) => {
		const look = async () => {
			expect(await troubles(page, [320, 1200]), page.url()).toEqual([]);
		};
		for (const path of ['/data/roster', '/data/assignments', '/settings', '/settings/holidays.csv']) {
			await page.goto(at(path));
			await look();
		}
		await page.goto(at('/data/roster'));
		await row(page, 'Ben').getByRole('link').click();
		await button(page, w.worker.awaySubmit).waitFor();
		await look();
		await page.goto(at('/data/roster/tiny-agency/new'));
		await field(page, w.worker.code).fill('W1');
		await button(page, w.worker.add).click();
		await expect(page.getByRole('alert')).toBeVisible();
		await look();
		await page.goto(at('/data/assignments'));
		await page.locator('tbody th a').first().click();
		await button(page, w.cases.handSubmit).waitFor();
		await look();
	});
});
