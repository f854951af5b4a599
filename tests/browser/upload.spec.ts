// An export is brought in on the upload page: from a messy file to figures, with JavaScript and without; and every bad
// file of CASES 1 to 13 and 17, posted to the page, comes back with a sentence.
import type { ChildProcess } from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type APIRequestContext, type Page } from '@playwright/test';
import { homeAt } from '#pipelines/home.ts';
import { speak } from '#lib/speak.ts';
import { openCurrent } from '#lib/server/store.ts';
import type { Work } from '#lib/server/work.ts';
import { zip } from '../zip.ts';
import { barriers, listen, overhang, sentOf } from './page.ts';
import { SIGNED_IN, start, stop } from './serve.ts';

const { m } = speak('en');
const w = m.upload;

test.describe.configure({ mode: 'serial' });
test.use({ bypassCSP: true });

let folder = '';
let url = '';
let child: ChildProcess;
const home = () => homeAt(join(folder, 'home'));
const at = (path: string) => new URL(path, url).href;

const NAMES = ['Zelda Winterbourne', 'Otis Quibble', 'Hedwig Vandermolen'];
const STAFF = ['Ingrid Falkenrath', 'Bartholomew Nguyen'];

/** A month of cases as a spreadsheet writes them: US dates, names, a phone in a column of another name, bad lines. */
function cases(people: number, bad: readonly string[] = []): string {
	const head = 'Case ID,Person ID,Client Name,Reach at,Advocate Full Name,Program,Intake Date,Exit Date';
	const rows = Array.from({ length: people }, (_, index) => {
		const day = `${String((index % 12) + 1)}/${String((index % 27) + 1)}/2024`;
		const exit = index % 2 === 0 ? '12/28/2024' : '';
		return `C${String(index)},P${String(index)},${NAMES[index % 3] ?? ''},(617) 555-${String(1000 + index)},${STAFF[index % 2] ?? ''},Rapid,${day},${exit}`;
	});
	return `${[head, ...rows, ...bad].join('\r\n')}\r\n`;
}

const PROFILE = {
	profile: 1,
	name: 'case-list',
	version: 1,
	title: 'Case list',
	source: 'Our cases',
	exports: 'everything',
	files: [
		{
			key: 'cases',
			headers: ['Case ID', 'Person ID', 'Program', 'Intake Date', 'Exit Date'],
			drop: ['Client Name', 'Reach at']
		}
	],
	tables: [
		{ table: 'client', from: 'cases', merge: true, columns: { client_id: { column: 'Person ID' } } },
		{
			table: 'program',
			from: 'cases',
			merge: true,
			columns: {
				program_id: { column: 'Program' },
				name: { column: 'Program' },
				program_type: { constant: 'rapid re-housing' }
			}
		},
		{
			table: 'enrollment',
			from: 'cases',
			columns: {
				enrollment_id: { column: 'Case ID' },
				client_id: { column: 'Person ID' },
				program_id: { column: 'Program' },
				started_on: { column: 'Intake Date', dates: 'month first' },
				exited_on: { column: 'Exit Date', dates: 'month first' }
			}
		}
	]
};

test.beforeAll(async () => {
	test.setTimeout(120_000);
	folder = mkdtempSync(join(tmpdir(), 'throughline-upload-'));
	mkdirSync(home().path);
	writeFileSync(join(home().path, 'settings.json'), JSON.stringify({ script_upload_limit_mb: 6 }));
	({ url, child } = await start({ THROUGHLINE_HOME: home().path }));
	mkdirSync(join(home().mappings, 'case-list'), { recursive: true });
	writeFileSync(join(home().mappings, 'case-list', '1.json'), JSON.stringify(PROFILE));
});
test.afterAll(async () => {
	await stop(child);
	rmSync(folder, { recursive: true, force: true });
});

const csvFile = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
const choose = (page: Page, files: ReturnType<typeof csvFile> | ReturnType<typeof csvFile>[]) =>
	page.locator('input[type=file]').setInputFiles(files);

test('a spreadsheet is rid of what names a person before it is sent, checked, and accepted', async ({
	page
}) => {
	await listen(page);
	await page.goto(at('/data'));
	await page.getByRole('link', { name: m.data.bring.upload }).click();
	await expect(heading(page)).toHaveText(w.title);
	expect(await barriers(page)).toEqual([]);
	await choose(
		page,
		csvFile('cases.csv', cases(40, ['C90,P90,Ragged Person', 'C91,P91,No Date,,x,Rapid,,']))
	);
	const file = page.getByRole('region', { name: 'cases.csv' });
	await expect(file).toContainText(w.found({ value: 3, number: '3', name: 'cases.csv' }));
	const found = file.getByRole('table', { name: w.foundCaption({ name: 'cases.csv' }) }).locator('tbody tr');
	await expect(found).toHaveText([
		/Client Name.*names/s,
		/Reach at.*phone numbers/s,
		/Advocate Full Name.*names/s
	]);
	await page.getByLabel(w.keepOf({ column: 'Advocate Full Name' })).check();
	expect(await barriers(page)).toEqual([]);
	await press(page, w.sendClean({ value: 2, number: '2' }));
	await expect(page).toHaveURL(/\/data\/upload\/u[0-9a-f]{12}$/, { timeout: 60_000 });

	await expect(heading(page)).toHaveText(w.page.headline.check);
	const received = page.getByRole('table', { name: w.page.filesCaption });
	await expect(received).toContainText('Client Name (names), Reach at (phone numbers)');
	await expect(page.locator('#received + *').locator('..')).toContainText('Line 42: The line has 3 fields');
	await expect(page.getByText(w.page.byItself)).toBeVisible();
	expect(await barriers(page)).toEqual([]);
	await press(page, w.page.check);
	await expect(heading(page)).toHaveText(w.page.headline.accept, { timeout: 60_000 });
	await expect(
		page.getByText('82 rows of 3 tables would be taken in. 2 lines would be rejected.')
	).toBeVisible();
	await expect(page.getByText(w.page.first)).toBeVisible();
	const download = page.waitForEvent('download');
	await page.getByRole('link', { name: w.page.download({ value: 2, number: '2' }) }).click();
	const rejected = readFileSync(await (await download).path(), 'utf8');
	expect(rejected).toContain('cases.csv,42,');
	expect(rejected).not.toContain('Ragged');
	expect(readdirSync(home().batches)).toEqual([]);
	expect(existsSync(join(home().path, 'trial'))).toBe(false);
	expect(await barriers(page)).toEqual([]);

	await press(page, w.page.accept);
	await expect(heading(page)).toHaveText(/^40 of 42 lines from Our cases were accepted$/, {
		timeout: 60_000
	});
	await page.goto(at('/'));
	await expect(page.getByRole('main')).toContainText('20'); // half of them left
	await page.goto(at('/data/upload'));
	await expect(page.getByText(w.waiting.none)).toBeVisible();
});

test('what was sent has no name and no phone number; the column that was kept is there', async ({ page }) => {
	await listen(page);
	await page.goto(at('/data/upload'));
	await choose(page, csvFile('cases.csv', cases(3)));
	await page.getByLabel(w.keepOf({ column: 'Advocate Full Name' })).check();
	// It is held up, and cancelled.
	await page.route(/\/data\/upload\?/, () => undefined);
	await press(page, w.sendClean({ value: 2, number: '2' }));
	await expect.poll(() => sentOf(page)).toContain('Ingrid Falkenrath');
	const sent = await sentOf(page);
	expect(sent).toContain('Case ID,Person ID,,,Advocate Full Name,Program,Intake Date,Exit Date');
	expect(sent).toContain('C0,P0,,,Ingrid Falkenrath,Rapid,1/1/2024,12/28/2024');
	for (const name of NAMES) expect(sent).not.toContain(name);
	expect(sent).not.toContain('555');
	await press(page, w.cancel);
	await expect(page.getByRole('button', { name: w.sendClean({ value: 2, number: '2' }) })).toBeEnabled();
	await page.unroute(/\/data\/upload\?/);
	await page.goto(at('/data/upload'));
	await expect(page.getByText(w.waiting.none)).toBeVisible();
	expect(readdirSync(home().inbox).filter((each) => /^[0-9a-f]{16}$/.test(each))).toEqual([]);
});

test('without JavaScript the next month comes in without a question; two uploads wait side by side', async ({
	browser
}) => {
	const plain = await browser.newContext({
		javaScriptEnabled: false,
		storageState: SIGNED_IN,
		locale: 'en-GB'
	});
	const page = await plain.newPage();
	const bring = async (name: string, people: number) => {
		await page.goto(at('/data/upload'));
		await choose(page, csvFile(name, cases(people)));
		await press(page, w.send);
		await expect(page).toHaveURL(/\/data\/upload\/u[0-9a-f]{12}$/, { timeout: 60_000 });
	};
	await bring('left.csv', 12);
	await bring('february.csv', 60);
	await expect(page.getByRole('main')).toContainText('Client Name (names), Reach at (phone numbers)');
	await page.getByRole('link', { name: w.page.back }).click();
	const rows = page.getByRole('table', { name: w.waiting.caption }).locator('tbody tr');
	await expect(rows).toHaveText([/february\.csv.*Check it/s, /left\.csv.*Check it/s]);
	await page.getByRole('link', { name: 'february.csv' }).click();
	await press(page, w.page.check);
	await expect(heading(page)).toHaveText(w.page.headline.accept, { timeout: 60_000 });
	await expect(page.getByRole('table', { name: /^Rows of each table, against batch b0001/ })).toContainText(
		'enrollment'
	);
	await expect(page.getByText(/figures would move by more than a little/)).toBeVisible();
	// It is left, and taken up again.
	await page.goto(at('/data/upload'));
	await expect(rows.first()).toContainText(w.waiting.steps.accept);
	await page.getByRole('link', { name: 'february.csv' }).click();
	await press(page, w.page.accept);
	await expect(heading(page)).toHaveText(/^All 60 lines from Our cases/, { timeout: 60_000 });
	await page.goto(at('/data/upload'));
	await page.getByRole('link', { name: 'left.csv' }).click();
	await page.getByText(w.page.drop).first().click();
	await press(page, w.page.drop);
	await expect(page.getByText(w.waiting.none)).toBeVisible();
	await plain.close();
});

test('on a phone nothing hangs over', async ({ page }) => {
	await page.setViewportSize({ width: 390, height: 800 });
	await page.goto(at('/data/upload'));
	await choose(page, csvFile('cases.csv', cases(3)));
	await expect(page.getByRole('region', { name: 'cases.csv' })).toContainText('3 columns');
	await page.getByText(w.preview({ name: 'cases.csv' })).click();
	expect(await overhang(page)).toBe(0);
});

type Sent = { status: number; text: string };
const headersOf = () => ({
	origin: new URL(url).origin,
	accept: 'application/json',
	'x-sveltekit-action': 'true'
});

async function post(
	asks: APIRequestContext,
	files: { name: string; data: Buffer | string }[]
): Promise<Sent> {
	const multipart = new FormData();
	for (const { name, data } of files)
		multipart.append('files', new File([new Uint8Array(Buffer.from(data))], name));
	const answer = await asks.post(at('/data/upload?/take'), { multipart, headers: headersOf() });
	return { status: answer.status(), text: await answer.text() };
}

/** What the work came to that was begun. */
async function ended(asks: APIRequestContext): Promise<Work> {
	for (;;) {
		const work = (await (await asks.get(at('/data/work.json'))).json()) as Work;
		if (work.state !== 'running') return work;
		await new Promise((later) => setTimeout(later, 100));
	}
}

/** The page of an upload that was received. */
async function received(
	asks: APIRequestContext,
	files: { name: string; data: Buffer | string }[]
): Promise<string> {
	expect((await post(asks, files)).text).toContain('redirect');
	const { outcome, reasons } = await ended(asks);
	expect(reasons).toEqual([]);
	const page = await asks.get(at(`/data/upload/${outcome?.upload ?? ''}`), {
		headers: { accept: 'text/html' }
	});
	return (await page.text()).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}

const holds = () =>
	[home().batches, home().kept, home().uploads, home().vault].map((each) =>
		existsSync(each) ? readdirSync(each).sort() : []
	);

const wide = (columns: number) =>
	Array.from({ length: columns }, (_, index) => `c${String(index)}`).join(',');
const CSV = { name: 'Cases.csv', data: 'Case,Program\n1,A\n' };
const zipped = (entries: Parameters<typeof zip>[0]) => [{ name: 'export.zip', data: zip(entries) }];

/** Files that are refused when they are received, by their number in CASES.md, with what is said. */
const REFUSED: [string, { name: string; data: Buffer | string }[], RegExp][] = [
	[
		'1: most lines do not fit',
		[{ name: 'a.csv', data: `a,b\n${'1\n'.repeat(30)}` }],
		/a\.csv: 30 of 30 lines do not fit the header, the first in line 2/
	],
	['3: NUL bytes', [{ name: 'a.csv', data: 'a,b\n1,\0\n' }], /a\.csv holds NUL bytes/],
	[
		'4: an open quote',
		[{ name: 'a.csv', data: 'a,b\n1,"2\n3,4\n' }],
		/a\.csv line 2: a quote is opened and not closed/
	],
	['4: a line of 3 MB', [{ name: 'a.csv', data: `a,b\n1,${'x'.repeat(3_000_000)}\n` }], /a\.csv line 2/],
	['4: a million columns', [{ name: 'a.csv', data: `${','.repeat(999_999)}\n` }], /a\.csv .*(columns|long)/],
	[
		'4: too many columns',
		[{ name: 'a.csv', data: `${wide(2001)}\n` }],
		/a\.csv has 2001 columns; at most 2000 are read/
	],
	[
		'5: a header twice, with every reason at once',
		[{ name: 'a.csv', data: 'x,X,y,Y\n1,2,3,4\n' }],
		/columns 1 and 2 have the same name.*columns 3 and 4/s
	],
	['6: empty', [{ name: 'a.csv', data: '' }], /a\.csv is empty/],
	[
		'6: an image named .csv',
		[{ name: 'a.csv', data: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') }],
		/a\.csv/
	],
	[
		'11: a zip that explodes',
		zipped([{ ...CSV, data: Buffer.alloc(2_000_000), deflate: true }]),
		/export\.zip would unpack from/
	],
	['11: a zip that climbs out', zipped([{ ...CSV, name: '../Cases.csv' }]), /leads out of its folder/],
	['11: a zip with a link', zipped([{ ...CSV, mode: 0o120777 }]), /it is a link, not a file/],
	[
		'11: a zip that nests and one that is encrypted, at once',
		zipped([
			{ name: 'older.zip', data: 'x' },
			{ ...CSV, flags: 1, deflate: true }
		]),
		/archive within the archive.*it is encrypted/s
	],
	[
		'11: a zip that is cut off',
		[{ name: 'export.zip', data: zip([CSV]).subarray(0, 40) }],
		/cut off or damaged/
	]
];

test('a bad file is refused in words, and nothing is stored of it', async ({ request }) => {
	test.setTimeout(180_000);
	const before = holds();
	for (const [what, files, said] of REFUSED) {
		const sent = await post(request, files);
		expect(sent.text, what).toContain('redirect');
		const { state, reasons } = await ended(request);
		expect(state, what).toBe('failed');
		expect(reasons.join('\n'), what).toMatch(said);
	}
	expect(holds()).toEqual(before);
	const page = await request.get(at('/data/work'), { headers: { accept: 'text/html' } });
	expect(await page.text()).toContain('cut off or damaged');
});

test('what can be read is read: lines that do not fit by number, encodings, delimiters, identifiers', async ({
	request
}) => {
	const ragged = await received(request, [
		{ name: 'a.csv', data: 'Case;Program;Ort\r1;A;"x;y"\r2;B\r3;C;"say ""so"""\r' }
	]);
	expect(ragged).toContain('Line 3: The line has 2 fields, the header has 3.');
	expect(ragged).toMatch(/a\.csv 3 1 UTF-8/);
	const latin = await received(request, [
		{ name: 'b.tsv', data: Buffer.from('Case\tOrt\n1\tM\xfcnchen\n', 'latin1') }
	]);
	expect(latin).toContain('Windows-1252');
	const utf16 = Buffer.from('\ufeffCase,Ort\n1,München\n', 'utf16le');
	expect(await received(request, [{ name: 'c.csv', data: utf16 }])).toContain('UTF-16');
	const hidden = Array.from(
		{ length: 30 },
		(_, index) => `${String(index)},078-05-${String(1000 + index)},Rapid`
	);
	const found = await received(request, [
		{ name: 'd.csv', data: ['Case,Ref,Program', ...hidden].join('\n') }
	]);
	expect(found).toContain('Ref (Social Security numbers)');
	expect(found).not.toContain('078-05');
	expect(await received(request, [{ name: 'e.csv', data: 'Case,Program\n' }])).toMatch(/e\.csv 0 0/);
	const pipes = 'Case|Program\r\n1|"A \\"n\\" | B"\r\n2|C\r\n';
	expect(await received(request, [{ name: 'f.txt', data: pipes }])).toMatch(/f\.txt 2 0/);
});

test('more than may be sent is refused with 413', async ({ request }) => {
	const large = 'x'.repeat(6_500_000);
	expect((await post(request, [{ name: 'a.csv', data: large }])).status).toBe(413);
});

test('the same file again changes nothing; a second upload while one is received waits in words', async ({
	request
}) => {
	const again = [{ name: 'february.csv', data: cases(60) }];
	const first = await post(request, again);
	const second = await post(request, [{ name: 'other.csv', data: 'Case\n1\n' }]);
	expect(first.text).toContain('redirect');
	expect(second.text).toContain('Another work is running');
	const { outcome } = await ended(request);
	const path = `/data/upload/${outcome?.upload ?? ''}`;
	await request.post(at(`${path}?/check`), { form: {}, headers: headersOf() });
	await ended(request);
	const page = await request.get(at(path), { headers: { accept: 'text/html' } });
	expect(await page.text()).toContain(
		w.page.same({ batch: readdirSync(home().batches).sort().at(-1) ?? '' })
	);
});

/** One export in our own format with what CASES 2, 7 and 9 tell of: a day with two readings, ids and ZIPs with zeros, contradictions. */
const CONTRADICTORY = {
	about: [
		'source_name,exported_at,period_from,period_to,kind',
		'Zeros,2024-07-01,2024-01-01,2024-06-30,full'
	],
	client: ['client_id,zip3', '000123,02139', '1E5,60614', 'C3,606', 'C4,', 'C5,', 'C6,'],
	program: ['program_id,name', '007,Rapid'],
	enrollment: [
		'enrollment_id,client_id,program_id,household_id,is_head_of_household,started_on,exited_on',
		'000123,000123,007,H1,yes,2024-03-10,2024-03-01',
		'1E5,1E5,007,H2,no,01/02/2024,',
		'00124,C3,007,H3,yes,2024-01-05,2024-05-01',
		'00125,C3,007,H4,yes,2024-02-01,2024-03-01',
		'00126,C9,007,H5,yes,2024-02-01,',
		'00127,C4,007,H6,yes,2025-01-01,',
		'00128,C5,007,H7,yes,2024-02-01,',
		'00129,C6,007,H7,yes,2024-02-01,',
		'00124,C3,007,H3,yes,2024-01-05,2024-05-01'
	]
};
/** What each check flags on its page, by the source's own id; of a household with two heads it is either of them. */
const FLAGGED: Record<string, RegExp> = {
	'exit-before-start': /000123/,
	'household-without-head': /1E5/,
	'overlapping-stays': /00125/,
	'enrollment-without-client': /00126/,
	'start-after-observed': /00127/,
	'household-with-two-heads': /00128|00129/
};

test('2, 7, 9: dates are asked, zeros stay, contradictions are kept and flagged', async ({
	page,
	request
}) => {
	const files = Object.entries(CONTRADICTORY).map(([name, lines]) => ({
		name: `${name}.csv`,
		data: `${lines.join('\n')}\n`
	}));
	expect((await post(request, files)).text).toContain('redirect');
	const { outcome } = await ended(request);
	await page.goto(at(`/data/upload/${outcome?.upload ?? ''}`));
	await press(page, w.page.check);
	await expect(heading(page)).toHaveText(w.page.headline.mend, { timeout: 60_000 });
	await expect(page.getByRole('main')).toContainText(
		`enrollment.csv, column started_on: 1 date can be read in two ways, as line 3: "01/02/2024" is 2024-01-02 or 2024-02-01. Figures need this column. Export it as yyyy-mm-dd, or say which it is: on the page of the upload, under “${w.page.dates}”`
	);
	expect(await barriers(page)).toEqual([]);
	await page.getByLabel(w.page.datesHow).selectOption('month first');
	await press(page, w.page.datesSave);
	await expect(heading(page)).toHaveText(w.page.headline.check);
	await press(page, w.page.check);
	await expect(heading(page)).toHaveText(w.page.headline.accept, { timeout: 60_000 });
	await expect(page.getByRole('main')).toContainText(
		'enrollment.csv line 10: the same enrollment_id as in line 4. The row that was updated last counts. Remove the other in the source system.'
	);
	await expect(page.getByRole('main')).toContainText('17 rows of 4 tables would be taken in.');
	await press(page, w.page.accept);
	await expect(heading(page)).toHaveText(/^All 17 lines from Zeros were accepted$/, { timeout: 60_000 });
	for (const [check, id] of Object.entries(FLAGGED)) {
		await page.goto(at(`/data/problems/${check}`));
		await expect(page.getByRole('row', { name: id }), check).toHaveCount(1);
	}
	const store = await openCurrent(home());
	try {
		expect(
			await store.db.rows("select zip3 from client where source = 'zeros' and zip3 is not null order by 1")
		).toEqual([{ zip3: '021' }, { zip3: '606' }, { zip3: '606' }]);
		expect(
			await store.db.rows("select min(started_on)::varchar as first from enrollment where source = 'zeros'")
		).toEqual([{ first: '2024-01-02' }]);
	} finally {
		store.db.close();
	}
});
