import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { homeAt, ROOT } from '#pipelines/home.ts';
import { GRANT_COLUMNS, readGrants } from '#lib/reports/grants.ts';
import { speak } from '#lib/speak.ts';
import { troubles } from './page.ts';
import { start, stop, throughlineOf } from './serve.ts';

const { m } = speak('en');
const w = m.grants;
const TINY = join(ROOT, 'pipelines', 'sources', 'canonical-csv', 'sample', 'tiny');
const HEADER = GRANT_COLUMNS.join(',');

test.describe.configure({ mode: 'serial' });
test.use({ bypassCSP: true });

let folder = '';
let url = '';
let child: ChildProcess;
const home = () => homeAt(join(folder, 'home'));

test.beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'throughline-grants-'));
	({ url, child } = await start({ THROUGHLINE_HOME: home().path }));
	throughlineOf(home().path)('import', TINY);
});
test.afterAll(async () => {
	await stop(child);
	rmSync(folder, { recursive: true, force: true });
});

const at = (path: string) => new URL(path, url).href;
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const names = () => readGrants(home()).map(({ name }) => name);

test('a grant is added; what is wrong stands at each field, and what was given stays', async ({ page }) => {
	await page.goto(at('/'));
	await page.getByRole('navigation').first().getByRole('link', { name: w.title }).click();
	await expect(page.getByRole('main')).toContainText(w.none);
	const program = page.getByRole('group', { name: w.form.programs }).getByRole('checkbox').first();
	await field(page, w.form.name).fill('Rapid 26');
	await field(page, w.form.from).fill('2025-07-01');
	await field(page, w.form.to).fill('2025-01-01');
	await field(page, w.form.k).fill('2');
	await program.check();
	await button(page, w.addSubmit).click();
	await expect(page.getByRole('alert')).toContainText(w.nothing);
	await expect(field(page, w.form.funder)).toHaveAccessibleDescription(/Name who gives it\./);
	await expect(field(page, w.form.to)).toHaveAccessibleDescription(/It ends before it begins/);
	await expect(field(page, w.form.k)).toHaveAccessibleDescription(/3 to 100/);
	await expect(field(page, w.form.name)).toHaveValue('Rapid 26');
	await expect(program).toBeChecked();
	await field(page, w.form.funder).fill('Harbor County');
	await field(page, w.form.to).fill('2026-06-30');
	await field(page, w.form.k).fill('');
	await field(page, m.dimensions.race_ethnicity).check();
	await field(page, w.form.crossed).fill('program+household_type');
	await button(page, w.addSubmit).click();
	await expect(page.getByRole('status')).toContainText(w.added);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Rapid 26');
	await expect(page.getByRole('table', { name: w.quarters.caption }).locator('tbody tr')).toHaveCount(4);
	expect(readGrants(home())).toMatchObject([
		{
			funder: 'Harbor County',
			yearStarts: 7,
			breakdowns: [['race_ethnicity'], ['program', 'household_type']],
			policy: { kind: 'suppress', k: 11 }
		}
	]);
});

test('what it promises is added for a year and a quarter, refused at its field, and removed', async ({
	page
}) => {
	const p = w.promise;
	await page.goto(at('/grants/Rapid%2026'));
	await field(page, p.figure).selectOption({ label: 'Exits to permanent housing' });
	await field(page, p.target).fill('65');
	await button(page, p.submit).click();
	await expect(field(page, p.target)).toHaveAccessibleDescription(/so 65 % is 0\.65/);
	await field(page, p.target).fill('0.65');
	await button(page, p.submit).click();
	const rows = page.getByRole('table', { name: p.caption }).locator('tbody tr');
	await expect(page.getByRole('status')).toContainText(w.made.begun);
	await expect(rows).toHaveCount(1);
	await expect(rows.first()).toContainText('65 % or more');
	await field(page, p.figure).selectOption('exits');
	await field(page, p.period).selectOption('2025-10-01/2025-12-31');
	await field(page, p.target).fill('20');
	await button(page, p.submit).click();
	await expect(rows).toHaveCount(2);
	await rows.filter({ hasText: 'Oct 2025' }).getByRole('button').click();
	await expect(rows).toHaveCount(1);
	expect(readFileSync(join(home().path, 'targets.csv'), 'utf8')).toBe(
		'metric,program,grant,from,to,target\nexits-to-permanent-housing,,Rapid 26,2025-07-01,2026-06-30,0.65\n'
	);
});

test('a file takes the place of the grants, or is refused with every reason', async ({ page }) => {
	await page.goto(at('/grants'));
	const bring = async (...lines: string[]) => {
		const buffer = Buffer.from([HEADER, ...lines, ''].join('\n'));
		await page
			.getByLabel(w.upload.choose)
			.setInputFiles({ name: 'grants.csv', mimeType: 'text/csv', buffer });
		await button(page, w.upload.submit).click();
	};
	await bring('A,,P,2025-07-01,2026-06-30,13,,,,,', 'B,F,,2025-07-01,2026-06-30,7,,,,,');
	await expect(page.getByRole('alert').getByRole('listitem')).toHaveCount(3);
	expect(names()).toEqual(['Rapid 26']);
	await bring(
		'Rapid 26,Harbor County,Nowhere,2025-07-01,2026-06-30,7,program,,,,',
		'Night 1/2,State,Nowhere,2025-01-01,2025-12-31,1,,,"Agreement, § 4",,'
	);
	await expect(page.getByRole('status')).toContainText(w.upload.done);
	await expect(page.getByRole('main')).toContainText(
		'Night 1/2: no program in the data is called “Nowhere”.'
	);
	expect(names()).toEqual(['Rapid 26', 'Night 1/2']);
	await page.getByRole('link', { name: 'Night 1/2' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Night 1/2');
	await expect(page.getByRole('main')).toContainText('Agreement, § 4');
	await field(page, w.remove.sure).check();
	await button(page, w.remove.submit).click();
	await expect(page.getByRole('status')).toContainText(w.remove.done);
	expect(names()).toEqual(['Rapid 26']);
});

test('both pages have no barrier that axe finds and fit, wide and on a phone, light and dark', async ({
	page
}) => {
	for (const path of ['/grants', '/grants/Rapid%2026']) {
		await page.goto(at(path));
		expect(await troubles(page), path).toEqual([]);
	}
});
