// Script, HTML, SQL and formulas in whatever an upload or an address can hold: words like any other (CASES 22).
import type { ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { expect, test, type Page } from '@playwright/test';
import { homeAt, ROOT } from '#pipelines/home.ts';
import { openCurrent } from '#lib/server/store.ts';
import { start, stop, throughlineOf } from './serve.ts';

const WORKED = join(ROOT, 'pipelines', 'sources', 'canonical-csv', 'sample', 'worked');

/** What names are put in an upload, in place of those that the sample has. */
const NAMES: Record<string, string> = {
	'Worked Shelter': '<img src=x onerror="window.taken=1">',
	'Worked Rapid': "'; drop table enrollment; --",
	'Worked agency': '<svg onload="window.taken=2">"\'</title><script>window.taken=3</script>',
	Ada: '=HYPERLINK("http://evil.example/","Ada")',
	Ben: '+1+1',
	Cleo: '-2+3',
	Dora: '@SUM(A1:A9)',
	North: '</script><script>window.taken=4</script>{{7*7}}${7*7}',
	English: "x' or '1'='1"
};
/** What the upload is called. Names of files that are not read are kept nowhere. */
const UPLOAD = '<b onmouseover=window.taken=5>upload';

let folder = '';
let url = '';
let child: ChildProcess;
let batch = '';
/** Every text that a row can be grouped by, as the store has it. */
let labels: string[] = [];

test.describe.configure({ mode: 'default' });
test.beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'throughline-inert-'));
	const upload = join(folder, UPLOAD);
	cpSync(WORKED, upload, { recursive: true });
	for (const file of ['program', 'about', 'worker', 'team_membership', 'client']) {
		const path = join(upload, `${file}.csv`);
		const { data } = Papa.parse<string[]>(readFileSync(path, 'utf8').trim());
		writeFileSync(path, Papa.unparse(data.map((cells) => cells.map((cell) => NAMES[cell] ?? cell))));
	}
	writeFileSync(join(upload, '=1+1 John Doe.csv'), 'a,b\n1,2\n');
	const home = homeAt(join(folder, 'home'));
	const run = throughlineOf(home.path);
	run('import', upload);
	batch = (JSON.parse(run('batches', '--json')) as { id: string }[])[0]?.id ?? '';
	const store = await openCurrent(home);
	const rows = await store.db.rows(
		'select label from program union select label from worker union select team from team_membership union select language from client union select source_name from source'
	);
	store.db.close();
	labels = rows.map(({ label }) => String(label));
	({ url, child } = await start({ THROUGHLINE_HOME: home.path }));
});
test.afterAll(async () => {
	await stop(child);
	rmSync(folder, { recursive: true, force: true });
});

/** Opens a page and tells what of it came to life. */
async function alive(page: Page, path: string): Promise<string[]> {
	const found: string[] = [];
	page.on('dialog', (dialog) => {
		found.push(`dialog ${dialog.message()}`);
		void dialog.dismiss();
	});
	page.on('console', (message) => {
		if (/content security policy/i.test(message.text())) found.push(message.text());
	});
	page.on('request', (request) => {
		if (new URL(request.url()).origin !== new URL(url).origin) found.push(request.url());
	});
	await page.goto(new URL(path, url).href, { waitUntil: 'load' });
	const taken = await page.evaluate(() => {
		const planted = document.querySelectorAll('img, [onerror], [onload], [onmouseover], script:not([nonce])');
		return [
			...('taken' in window ? [`taken ${String(window.taken)}`] : []),
			...[...planted]
				.filter(
					(each) =>
						!(each instanceof HTMLScriptElement && (each.src !== '' || each.type === 'application/json'))
				)
				.map((each) => each.outerHTML)
		];
	});
	page.removeAllListeners();
	return [...found, ...taken];
}

test('the names are in the store as they were written', () => {
	for (const name of Object.values(NAMES)) expect(labels.join('\n')).toContain(name);
});

test('names of programs, workers, teams, sources and files are words on every page', async ({ page }) => {
	test.setTimeout(180_000);
	const filters = ['program', 'worker', 'team'].map((id) => `by=${id}`);
	const metrics = ['exits-to-permanent-housing', 'days-to-move-in', 'people-served', 'caseload'];
	const paths = [
		'/',
		...metrics.flatMap((metric) =>
			filters.map((by) => `/metrics/${metric}?from=2024-07-01&to=2025-06-30&${by}`)
		),
		...metrics.map((metric) => `/metrics/${metric}/rows?from=2024-07-01&to=2025-06-30`),
		'/data',
		`/data/${batch}`,
		`/data/${batch}/changes`,
		`/data/${batch}/undo`,
		'/methods',
		'/methods/metrics/caseload'
	];
	for (const path of paths) expect(await alive(page, path), path).toEqual([]);
	await alive(page, '/metrics/exits-to-permanent-housing?from=2024-07-01&to=2025-06-30&by=program');
	await expect(page.getByRole('table').first()).toContainText(NAMES['Worked Shelter'] ?? '');
	await alive(page, `/data/${batch}`);
	await expect(page.locator('main')).toContainText(NAMES['Worked agency'] ?? '');
	await expect(page.locator('main')).toContainText(UPLOAD);
	await expect(page.locator('main')).not.toContainText('John Doe');
});

test('whatever an address holds is a value or a mistake, never a part of a query or of the page', async ({
	page,
	request
}) => {
	test.setTimeout(180_000);
	const hostile = [
		...Object.values(NAMES),
		"' or 1=1 --",
		"'; attach '/tmp/x.duckdb'; --",
		'") union select * from enrollment --',
		'$from',
		'%00',
		'../../../../etc/passwd',
		"read_csv('/etc/passwd')",
		'\u202e\u0000\u{1f600}'
	];
	const metric = '/metrics/exits-to-permanent-housing';
	const names = ['where', 'by', 'from', 'to', 'grain', 'page', 'sort', 'kind', 'file', 'theme', 'x'];
	const wrong: string[] = [];
	for (const value of hostile) {
		const word = encodeURIComponent(value);
		const paths = [
			...names.map((name) => `${metric}?${name}=${word}`),
			`${metric}?where=program%3A${word}`,
			`${metric}?where=${word}%3A${word}`,
			`${metric}/rows?where=worker%3A${word}&page=${word}`,
			`${metric}/rows.csv?where=worker%3A${word}`,
			`/metrics/${word}`,
			`/data/${word}`,
			`/data/problems/${word}`,
			`/data/${batch}?kind=${word}&file=${word}`,
			`/data/${batch}/problems.csv?kind=${word}&file=${word}`,
			`/methods/metrics/${word}`,
			`/?where=team%3A${word}`
		];
		const ask = async (path: string) => {
			// A connection that is kept may be closed by the server while the page is looked at, just when it is used again.
			const headers = { accept: 'text/html', connection: 'close' };
			const answer = await request.get(new URL(path, url).href, { headers });
			if (answer.status() >= 500) wrong.push(`${path}: ${String(answer.status())}`);
			if ((await answer.text()).includes('root:x:0')) wrong.push(`${path}: the file was read`);
		};
		await Promise.all(paths.map(ask));
		for (const path of [`${metric}?where=program%3A${word}&by=${word}`, `/data/${word}`])
			expect(await alive(page, path), path).toEqual([]);
	}
	expect(wrong).toEqual([]);
});

test('a filter by a hostile name finds its own rows and no others', async ({ request }) => {
	const count = async (where: string) => {
		const period = 'from=2024-07-01&to=2025-06-30';
		const query = where === '' ? period : `${period}&where=${encodeURIComponent(where)}`;
		const answer = await request.get(
			new URL(`/metrics/exits-to-permanent-housing/rows.csv?${query}`, url).href
		);
		expect(answer.status()).toBe(200);
		return Papa.parse<string[]>(await answer.text(), { skipEmptyLines: true }).data.slice(1);
	};
	const all = await count('');
	expect(all.length).toBeGreaterThan(3);
	const program = labels.filter((label) => label.includes('drop table') || label.includes('onerror'));
	const each = await Promise.all(program.map((label) => count(`program:${label}`)));
	for (const rows of each) expect(rows.length).toBeLessThan(all.length);
	expect(each.flat().length).toBeGreaterThan(0);
	expect(await count("program:' or 1=1 --")).toEqual([]);
	expect(await count(`language:${NAMES.English ?? ''}' or '1'='1`)).toEqual([]);
	expect(await count('')).toEqual(all); // no table was dropped
});

test('a cell of a file that begins like a formula is a text, a number stays one', async ({ request }) => {
	const path = '/metrics/caseload/rows.csv?from=2024-07-01&to=2025-06-30';
	const answer = await request.get(new URL(path, url).href);
	const { data } = Papa.parse<Record<string, string>>(await answer.text(), {
		header: true,
		skipEmptyLines: true
	});
	const workers = new Set(data.map(({ worker }) => worker));
	expect(data.length).toBeGreaterThan(0);
	expect([...workers].some((worker) => worker?.startsWith("'="))).toBe(true);
	const formulas = data
		.flatMap((row) => Object.values(row))
		.filter((cell) => /^[=+\-@\t\r]/.test(cell) && Number.isNaN(Number(cell)));
	expect(formulas).toEqual([]);
});
