// A funder's first page: whether the grant delivered, how far to trust the figures, and what changed; in plain words, in the first
// screenful, and again at the head of each report.
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { homeAt, type Home } from '#pipelines/home.ts';
import { work } from '#pipelines/job.ts';
import { readGrants } from '#lib/reports/grants.ts';
import { quartersOf } from '#lib/reports/quarters.ts';
import { closeApp } from '#lib/server/app-db.ts';
import { COMMAND_LINE } from '#lib/server/audit.ts';
import { followLink, invite } from '#lib/server/links.ts';
import { makeDraft } from '#lib/server/report-desk.ts';
import { approveDraft, findDraft, openDraft, sendDraft } from '#lib/server/report-drafts.ts';
import { releaseDraft } from '#lib/server/report-releases.ts';
import { openCurrent } from '#lib/server/store.ts';
import { alike, filesOfStays, type Stay } from '../made-stays.ts';
import { troubles } from './page.ts';
import { become, serveSample } from './sample-agency.ts';
import { enter, signedOut, start, stop } from './serve.ts';

test.use(signedOut);

/** What stands beside a label at the head of a report. */
const beside = (page: Page, label: string) =>
	page.locator('dt', { hasText: label }).first().locator('xpath=following-sibling::dd[1]');

/** Whether something is seen whole without scrolling. */
async function isOnFirstScreen(page: Page, place: Locator): Promise<boolean> {
	await page.evaluate(() => {
		window.scrollTo(0, 0);
	});
	const box = await place.boundingBox();
	return box !== null && box.y >= 0 && box.y + box.height <= page.viewportSize()!.height;
}

test.describe('of the sample agency', () => {
	const agency = serveSample();

	/** The first page, and the report that it leads to. */
	async function onBoth(page: Page, look: () => Promise<void>) {
		await become(page, agency, 'funder');
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Reports');
		await look();
		await page.getByRole('link', { name: /^The whole report on / }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Quarterly report/);
		await look();
	}

	test('did the grant deliver what was promised, this quarter and year to date?', async ({ page }) => {
		await onBoth(page, async () => {
			const answer = page
				.getByText(/^Year to date, \d+ of \d+ promises that can be judged are kept\./)
				.first();
			await expect(answer).toContainText(/This quarter, \d+ of \d+ are\./);
			await expect(answer).toContainText('Behind: Move-ins to permanent housing');
			await expect.poll(() => isOnFirstScreen(page, answer)).toBe(true);
		});
		const row = page.getByRole('row', { name: /^Move-ins to permanent housing/ }).first();
		await expect(row.getByRole('cell')).toHaveText([
			/^\d+$/,
			/^\d+$/,
			'kept',
			/^\d+$/,
			'320',
			'missed',
			'320',
			/%$/
		]);
		// A share of a time says by which day it is.
		await expect(page.getByRole('rowheader', { name: /share by day 90$/ })).toBeVisible();
	});

	test('can I trust the figures?', async ({ page }) => {
		await onBoth(page, async () => {
			const answer = beside(page, 'How far to trust the figures');
			await expect(answer).toContainText(/counted from the case records, which are known up to .* 2026\./);
			await expect(answer).toContainText(
				/Problems in the records touch fewer than 5 % of the rows|Read these with care/
			);
			await expect(answer).toContainText(
				/\d+ of \d+ numbers are hidden, so that nobody’s case can be made out/
			);
			await expect.poll(() => isOnFirstScreen(page, answer)).toBe(true);
		});
		await expect(page.getByText(/^Checksum \(SHA-256\) of its JSON: [0-9a-f]{64}$/)).toBeVisible();
		await expect(page.getByRole('heading', { name: 'How the figures are made' })).toBeVisible();
	});
});

const GRANT = 'Housing grant';
const STAY = { program: 'North', race: 'White', sex: 'woman', from: '2024-01-10', to: null, housed: false };
const KNOWN: Stay[] = [
	...alike(60, 1000, STAY),
	...alike(40, 1100, { ...STAY, sex: 'man', to: '2024-02-20', housed: true })
];
const LATE: Stay[] = [...KNOWN, ...alike(25, 2000, { ...STAY, from: '2024-02-05' })];

test.describe('after a late import', () => {
	test.describe.configure({ mode: 'serial', timeout: 120_000 });
	const password = 'four words of a funder';
	let folder = '';
	let url = '';
	let child: ChildProcess;

	test.beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'throughline-funder-'));
		const home = homeAt(join(folder, 'home'));
		await take(home, KNOWN, '2024-03-31 20:00:00');
		writeFileSync(
			join(home.path, 'grants.csv'),
			'grant,funder,programs,from,to,year_starts,breakdowns,k,basis,due_days,responsible\r\n' +
				`${GRANT},City,North,2024-01-01,2024-12-31,1,,,,30,\r\n`
		);
		mkdirSync(join(home.path, 'reports', 'quarterly'), { recursive: true });
		writeFileSync(
			join(home.path, 'reports', 'quarterly', 'report.yaml'),
			'title: Quarterly report\nparts: [summary, how much, restated]\nfigures: [people-served, enrollments-started]\n'
		);
		await release(home);
		await take(home, LATE, '2024-04-20 20:00:00');
		await release(home);
		const none = { programs: [], teams: [], worker: null, funder: null };
		for (const person of [
			{ ...none, name: 'Anna', email: 'anna@example.org', role: 'administrator' as const },
			{ ...none, name: 'Fay', email: 'fay@example.org', role: 'funder' as const, funder: 'City' }
		])
			await followLink(home, invite(home, COMMAND_LINE, person).secret, { password });
		closeApp(home);
		({ url, child } = await start({ THROUGHLINE_HOME: home.path }, { people: false }));
	});
	test.afterAll(async () => {
		await stop(child);
		rmSync(folder, { recursive: true });
	});

	async function take(home: Home, stays: readonly Stay[], exported: string) {
		const upload = mkdtempSync(join(folder, 'export-'));
		for (const [name, text] of Object.entries(filesOfStays(stays, '2024-03-31', exported)))
			writeFileSync(join(upload, `${name}.csv`), text);
		const job = { kind: 'import' as const, paths: [upload], options: {} };
		expect((await work(home.path, job, () => undefined)).refused).toEqual([]);
	}

	/** Makes, approves and releases the report on the first quarter, as the desk does. */
	async function release(home: Home) {
		const grant = readGrants(home)[0]!;
		const { from, to } = quartersOf(grant)[0]!;
		const of = { grant: GRANT, funder: grant.funder, report: 'quarterly', from, to, language: 'en' as const };
		const id = openDraft(home, COMMAND_LINE, of);
		const store = await openCurrent(home);
		sendDraft(
			home,
			COMMAND_LINE,
			findDraft(home, id)!,
			await makeDraft(store, home, { draft: findDraft(home, id)!, grant })
		);
		store.db.close();
		const sent = findDraft(home, id)!;
		approveDraft(home, { id: 'ann', name: 'Ann' }, sent, sent.frozen!.hash);
		releaseDraft(home, COMMAND_LINE, findDraft(home, id)!);
	}

	test('what changed since the last report?', async ({ browser }) => {
		const fay = await enter(browser, url, { email: 'fay@example.org', password });
		const answer = beside(fay, 'Changed since the last report');
		const says = async () => {
			await expect(answer).toContainText(/figures have changed since the release of /);
			await expect(answer).toContainText('it was 100, and is 125.');
			await expect(answer).toContainText(/Data of Made agency came on /);
			await expect.poll(() => isOnFirstScreen(fay, answer)).toBe(true);
		};
		await says();
		expect(await troubles(fay)).toEqual([]);
		await fay.getByRole('link', { name: /^The whole report on / }).click();
		await expect(fay.getByRole('heading', { level: 1 })).toHaveText(/^Quarterly report/);
		await fay.setViewportSize({ width: 1280, height: 720 });
		await says();
		const restated = fay.getByRole('row', { name: /^Enrollments started.*100.*125/ }).first();
		await expect(restated).toContainText('Data of Made agency came on');
		// The one before stays, and says that another has come in its place.
		await fay.getByRole('link', { name: /^Release 1, / }).click();
		await expect(fay.getByText('A later release has come in the place of this one.')).toBeVisible();
		await expect(answer).toHaveText('This is the first report that was released on this grant.');
	});
});
