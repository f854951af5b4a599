import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { speak } from '#lib/speak.ts';
import { answer, barriers, whole } from './page.ts';
import { start, stop, throughline } from './serve.ts';

const { format } = speak('en');
const root = join(import.meta.dirname, '..', '..');

const file = (title: string, more: string, success: string) => `/* ---
title: ${title}
question: How many of those who leave stayed for a short time only?
finding: '{value} of {n} stayed briefly.'
kind: ratio
unit: exits
group: housing and access
place: 0
headline: {better: lower}
grain: exit
needs: [enrollment.exited_on]
control: shared
source: our own
${more}
--- */
select enrollment_id, exited_on as cohort_date, ${success} as success from enrollment where exited_on is not null
`;

let home: string;
let url: string;
let child: ChildProcess;
test.beforeAll(async () => {
	test.setTimeout(300_000);
	home = mkdtempSync(join(tmpdir(), 'throughline-own-'));
	throughline('--home', home, 'import', join(root, 'data', 'sample', 'hmis-fy2026'));
	const own = {
		'short-stays': file('Short stays', 'beside: [exits, slipped]', 'exited_on - started_on < 30'),
		slipped: file('Slipped', 'colour: red', 'true'),
		'exit-destination-known': file('Exit destination known, our way', '', 'exit_destination is not null')
	};
	for (const [id, text] of Object.entries(own)) writeFileSync(join(home, 'metrics', `${id}.sql`), text);
	({ url, child } = await start({ THROUGHLINE_HOME: home }));
});
test.afterAll(async () => {
	await stop(child);
	rmSync(home, { recursive: true, force: true });
});

const of = (metric: string) => {
	const measure = answer(metric, '--home', home);
	return { result: whole(measure), measure };
};

test('an agency’s own metric is on the overview, on its page with what stands beside it, and in its rows', async ({
	page
}) => {
	const { result, measure } = of('short-stays');
	const exits = of('exits');
	await page.goto(url);
	const figure = page.locator('#short-stays');
	await expect(figure).toContainText(
		`${format.headline(result, measure)} of ${format.number(result.n)} exits`
	);
	await expect(figure).toContainText(`Read it with Exits: `);
	await expect(figure).toContainText('Read it with slipped: it was left out, since its file has a problem.');
	await figure.getByRole('link', { name: 'Short stays' }).click();
	await expect(page).toHaveURL(/\/metrics\/short-stays$/);
	await expect(page.getByRole('heading', { level: 1 })).toContainText(format.headline(result, measure));
	await expect(page.getByRole('main')).toContainText('Read it with Exits: ');
	await expect(page.getByRole('main')).toContainText(format.headline(exits.result, exits.measure));
	await page.getByRole('link', { name: /^See the .+ behind it$/ }).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText(`${format.number(result.n)} exits`);
});

test('one that takes the name of ours stands in its place', async ({ page }) => {
	const { result, measure } = of('exit-destination-known');
	await page.goto(url);
	const figure = page.locator('#exit-destination-known');
	await expect(figure).toHaveCount(1);
	await expect(figure.getByRole('link', { name: 'Exit destination known, our way' })).toBeVisible();
	await expect(figure).toContainText(format.headline(result, measure));
});

test('one whose file has a problem is named with its mend, and the others are there', async ({ browser }) => {
	const context = await browser.newContext({ bypassCSP: true });
	const page = await context.newPage();
	await page.goto(url);
	const said = /slipped\.sql: front matter: .*colour/;
	const leftOut = page.getByRole('region', { name: 'Left out' });
	await expect(leftOut).toContainText('The metric slipped was left out.');
	await expect(leftOut).toContainText(said);
	await expect(leftOut).toContainText('Mend the file, then build the figures again');
	await expect(page.locator('#people-served')).toContainText(/\d/);
	expect(await barriers(page)).toEqual([]);
	await page.locator('#short-stays').getByRole('link', { name: 'slipped' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('This cannot be shown');
	await expect(page.getByRole('main')).toContainText(said);
	await expect(page.getByRole('main')).toContainText('Mend the file, then run "throughline build".');
	expect((await page.goto(`${url}/metrics/slipped/rows`))?.status()).toBe(422);
	expect(throughline('--home', home, 'check')).toMatch(said);
	const { broken } = JSON.parse(throughline('--home', home, 'metrics', '--json')) as {
		broken: { id: string; problem: string }[];
	};
	expect(broken.map(({ id }) => id)).toEqual(['slipped']);
	expect(broken[0]?.problem).toMatch(said);
	await context.close();
});
