// From an agency's own spreadsheet to its figures: unknown headers, US dates, names, bad lines. The next month asks nothing.
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { filesBelow } from '#pipelines/files.ts';
import { homeAt } from '#pipelines/home.ts';
import { speak } from '#lib/speak.ts';
import { workbook, type CellXml } from '../workbook.ts';
import { listen, sentOf } from './page.ts';
import { start, stop } from './serve.ts';

const { m } = speak('en');
const w = m.upload;
const map = m.mapping;

test.describe.configure({ mode: 'serial' });

let folder = '';
let url = '';
let child: ChildProcess;
const home = () => homeAt(join(folder, 'home'));
const at = (path: string) => new URL(path, url).href;

test.beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'throughline-spreadsheet-'));
	({ url, child } = await start({ THROUGHLINE_HOME: home().path }));
});
test.afterAll(async () => {
	await stop(child);
	rmSync(folder, { recursive: true, force: true });
});

const HEAD = [
	'Record No.',
	'Participant #',
	'Client Full Name',
	'Service Site',
	'Date Opened',
	'Date Closed',
	'Left For',
	'Staff Notes'
];
const NAMES = ['Winterbourne, Zelda', 'Otis Quibble', 'Vandermolen, Hedwig', 'José Falkenrath'];
const NOTE = 'Called her sister, who will help with "the deposit"';
const RENTAL = 'Rental by client, no ongoing housing subsidy';
const WENT = [RENTAL, 'Emergency Shelter', 'Couch of a pal', RENTAL];

/** A stay: its month and day of 2024 that it was opened and, where it ended, closed. */
type Stay = { id: number; person: number; opened: [number, number]; closed: [number, number] | null };

/** Stay n is of person n modulo 250, opened from January to June; two of three were closed in July or August, all by the 12th. */
const first = Array.from({ length: 291 }, (_, n): Stay => ({
	id: n,
	person: n % 250,
	opened: [1 + (n % 6), 1 + (n % 28)],
	closed: n % 3 === 0 ? null : [7 + (n % 2), 1 + (n % 12)]
}));
/** Next month: thirty of those that were open are closed in September, and forty new people come. */
const next = [
	...first
		.filter(({ closed }) => closed === null)
		.slice(0, 30)
		.map((stay, n): Stay => ({ ...stay, closed: [9, 1 + (n % 12)] })),
	...Array.from({ length: 40 }, (_, n): Stay => ({
		id: 1000 + n,
		person: 300 + n,
		opened: [8, 1 + (n % 28)],
		closed: null
	}))
];
const wentOf = ({ id, closed }: Stay) => (closed ? (WENT[id % 4] ?? '') : '');
const cellsOf = (stay: Stay) => [
	`R-${String(20_000 + stay.id)}`,
	`P-${String(500 + stay.person)}`,
	NAMES[stay.id % 4] ?? '',
	stay.id % 2 ? 'Harbor House' : 'Bridge Street',
	stay.opened.join('/') + '/2024',
	stay.closed ? `${stay.closed.map((each) => String(each).padStart(2, '0')).join('/')}/24` : '',
	wentOf(stay),
	stay.id % 5 ? '' : NOTE
];

/** 3 in 100: three lines that are cut off, three without a day that can be read, three without a person. */
const BAD = [
	'R-29001,P-901,Ragged Quibble',
	'total,291',
	'see sheet 2',
	'R-29004,P-904,Otis Quibble,Harbor House,13/45/2024,,,',
	'R-29005,P-905,Otis Quibble,Harbor House,before Easter,,,',
	'R-29006,P-906,Otis Quibble,Harbor House,,,,',
	'R-29007,,Otis Quibble,Harbor House,2/3/2024,,,',
	'R-29008,,Otis Quibble,Harbor House,2/14/2024,,,',
	'R-29009,,Otis Quibble,Harbor House,3/15/2024,,,'
];

/** The first month as a spreadsheet saves it in Windows-1252, the bad lines among the others. */
function csv(): Buffer {
	const quoted = (cell: string) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
	const lines = first.map((stay) => cellsOf(stay).map(quoted).join(','));
	BAD.forEach((line, n) => lines.splice(30 * (n + 1), 0, line));
	return Buffer.from(`${[HEAD.join(','), ...lines].join('\r\n')}\r\n`, 'latin1');
}

/** The next month as a workbook, its columns in another order, its dates as a spreadsheet's day numbers. */
function xlsx(): Buffer {
	const day = (of: [number, number] | null): CellXml =>
		of && { xml: `<c s="1"><v>${String(Date.UTC(2024, of[0] - 1, of[1]) / 86_400_000 + 25_569)}</v></c>` };
	const rows = next.map((stay): CellXml[] => {
		const cells: CellXml[] = cellsOf(stay);
		cells[4] = day(stay.opened);
		cells[5] = day(stay.closed);
		return cells.reverse();
	});
	return workbook([{ name: 'September', rows: [HEAD.toReversed(), ...rows] }], { formats: [14] });
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const count = (all: readonly Stay[], is: (stay: Stay) => boolean) => all.filter(is).length;

/** What the overview says of a figure. */
const figure = (page: Page, id: string) => page.locator(`[id="${id}"]`);

test('a messy spreadsheet comes to its figures, and no name with it', async ({ page }) => {
	await listen(page);
	await page.goto(at('/data/upload'));
	await page
		.locator('input[type=file]')
		.setInputFiles({ name: 'our cases.csv', mimeType: 'text/csv', buffer: csv() });
	const file = page.getByRole('region', { name: 'our cases.csv' });
	await expect(file).toContainText('300 lines, 8 columns, separated by commas, Windows-1252');
	await expect(
		file.getByRole('table', { name: w.foundCaption({ name: 'our cases.csv' }) }).locator('tbody tr')
	).toHaveText([/Client Full Name.*names/s, /Staff Notes.*free text/s]);
	await press(page, w.sendClean({ value: 2, number: '2' }));
	await expect(heading(page)).toHaveText(w.page.headline.map, { timeout: 60_000 });
	const sent = await sentOf(page);
	expect(sent).toContain('R-20000,P-500,,Bridge Street,1/1/2024,,,');
	expect(sent).not.toMatch(/Quibble|Winterbourne|Falkenrath|sister/);
	await page.getByRole('link', { name: w.page.map }).click();
	const of = (table: string) =>
		page.getByRole('group', {
			name: map.table({ table: map.tables[table] ?? table, file: 'our cases.csv' })
		});
	const take = (table: string, name: string) => of(table).getByLabel(name, { exact: true });
	// Three things are suggested, three are said: the site is the program, where people went, and how dates are read.
	await expect(take('enrollment', `enrollment id (${map.needed})`)).toHaveValue('0:Record No.');
	await expect(take('enrollment', `client id (${map.needed})`)).toHaveValue('0:Participant #');
	await expect(take('enrollment', `started on (${map.needed})`)).toHaveValue('0:Date Opened');
	await expect(of('enrollment')).toContainText('Read with the month first: only so can all values be read.');
	await page.getByLabel(map.source).fill('Our own list');
	await take('enrollment', `program id (${map.needed})`).selectOption('0:Service Site');
	await of('enrollment')
		.getByText(/more columns/)
		.click();
	await take('enrollment', 'exit destination').selectOption('0:Left For');
	await press(page, map.finish);
	await expect(page.getByRole('alert')).toHaveText(
		/“Date Closed” can be read in more than one way\. Say which\.$/m
	);
	await of('enrollment').getByLabel(map.dates.ask).selectOption('month first');
	await page.getByLabel(/^Couch of a pal \(49 lines\)/).selectOption('with friends, temporary');
	await press(page, map.addOne({ table: map.tables.program ?? '' }));
	await expect(take('program', 'name')).toHaveValue('0:Service Site');
	await expect(heading(page)).toHaveText(map.headline.complete);
	await press(page, map.finish);

	await expect(heading(page)).toHaveText(w.page.headline.check);
	await expect(page.getByRole('main')).toContainText(w.page.mappedNew({ title: 'Our own list' }));
	await press(page, w.page.check);
	await expect(heading(page)).toHaveText(w.page.headline.accept, { timeout: 60_000 });
	const checked = page.getByRole('region', { name: /^3\./ });
	await expect(checked).toContainText('9 lines would be rejected.');
	await expect(checked).toContainText('It covers 1 January 2024 to 12 August 2024');
	await expect(checked).toContainText(
		'our cases.csv line 32: The line has 3 fields, the header has 8. Look for a missing or extra delimiter or quote.'
	);
	await expect(checked).toContainText(
		'our cases.csv line 122: Date Opened "13/45/2024" is not a date. Correct it in the source system and export again.'
	);
	await expect(checked).not.toContainText('Easter');
	await press(page, w.page.accept);
	await expect(heading(page)).toContainText('from Our own list were accepted', { timeout: 60_000 });

	const exits = count(first, ({ closed }) => closed !== null);
	const homes = count(first, (stay) => wentOf(stay) === RENTAL);
	await page.goto(at('/'));
	await expect(heading(page)).toHaveText('250 people served, 13 August 2023 to 12 August 2024');
	await expect(figure(page, 'enrollments-started')).toContainText('291 enrollments');
	await expect(figure(page, 'exits')).toContainText(`${String(exits)} enrollments`);
	await expect(figure(page, 'active-at-end')).toContainText(`${String(291 - exits)} people`);
	await expect(figure(page, 'exits-to-permanent-housing')).toContainText(
		`${String(homes)} of ${String(exits)}`
	);
	// Read with the day first, no stay would have ended in July.
	await page.goto(at('/?from=2024-07-01&to=2024-07-31'));
	await expect(figure(page, 'exits')).toContainText(
		`${String(count(first, ({ closed }) => closed?.[0] === 7))} enrollments`
	);
	await page.goto(at('/?where=program:Harbor+House'));
	await expect(figure(page, 'enrollments-started')).toContainText(
		`${String(count(first, ({ id }) => id % 2 === 1))} enrollments`
	);
	const named = filesBelow(home().path).filter((path) =>
		/Quibble|Winterbourne|Falkenrath|sister/.test(readFileSync(join(home().path, path), 'latin1'))
	);
	expect(named).toEqual([]);
});

test('the next month comes in without a question', async ({ page }) => {
	await page.goto(at('/data/upload'));
	await page.locator('input[type=file]').setInputFiles({
		name: 'cases september.xlsx',
		mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
		buffer: xlsx()
	});
	await press(page, w.send);
	await expect(heading(page)).toHaveText(w.page.headline.check, { timeout: 60_000 });
	await expect(page.getByRole('main')).toContainText(w.page.byItself);
	await expect(page.getByRole('main')).toContainText('Client Full Name (names)');
	await press(page, w.page.check);
	await expect(heading(page)).toHaveText(w.page.headline.accept, { timeout: 60_000 });
	await expect(page.getByText(/would be taken in\.$/)).toBeVisible(); // and no line rejected
	await press(page, w.page.accept);
	await expect(heading(page)).toHaveText(/^All \d+ lines from Our own list were accepted$/, {
		timeout: 60_000
	});

	const exits = count(first, ({ closed }) => closed !== null) + 30;
	await page.goto(at('/'));
	await expect(heading(page)).toHaveText('290 people served, 13 September 2023 to 12 September 2024');
	await expect(figure(page, 'enrollments-started')).toContainText('331 enrollments');
	await expect(figure(page, 'exits')).toContainText(`${String(exits)} enrollments`);
	await expect(figure(page, 'active-at-end')).toContainText(`${String(331 - exits)} people`);
});
