// Workers are never ranked: on every page that lists them, of every metric, they stand by name, and no sentence
// there says who is better.
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import Papa from 'papaparse';
import { homeAt } from '#pipelines/home.ts';
import { WORKERS } from '#pipelines/sample/roster.ts';
import { listMetrics } from '#lib/metrics/catalogue.ts';
import { measure } from '#lib/metrics/engine.ts';
import { OWNER } from '#lib/metrics/scope.ts';
import { COMMAND_LINE } from '#lib/server/audit.ts';
import { invite } from '#lib/server/links.ts';
import { openCurrent } from '#lib/server/store.ts';
import { findListing, findListings, findRanking, misorder, tellsNothing, type Listing } from '../listings.ts';
import { copyHome, sampleHome } from '../sample-homes.ts';
import { readRouter } from './router.ts';
import { signedOut, signIn, start, stop, throughlineOf } from './serve.ts';

const NAMES = WORKERS.map(({ name }) => name);
const ROLES = ['administrator', 'program manager', 'supervisor'] as const;
const FEW = ['appointments-kept', 'record-entry-lag', 'contact-frequency', 'days-to-move-in', 'caseload'];
/** Not pages: they end the sign-in, or lead away. */
const LEFT_OUT = /^\/(sign-|links|demonstration|missing|reports|given|health)/;

/** What is asked of the command line, in each of its forms. */
const COMMANDS = [
	['metric', 'appointments-kept', '--by', 'worker'],
	['metric', 'appointments-kept', '--by', 'worker', '--compare', 'unit'],
	['metric', 'record-entry-lag', '--by', 'worker']
];

let folder = '';
let url = '';
let child: ChildProcess;
let metrics: string[] = [];
const run = (...args: string[]) => throughlineOf(join(folder, 'home'))(...args);
const params: Record<string, string> = {
	file: 'standards.csv',
	name: 'roster.zip',
	stage: 'placed',
	gap: 'none',
	compared: 'none',
	number: 'Q5',
	mapping: 'none',
	upload: 'none',
	review: 'none',
	grant: 'County housing grant'
};

test.describe.configure({ mode: 'serial', timeout: 600_000 });
test.use({ ...signedOut, javaScriptEnabled: false });

test.beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'throughline-ranks-'));
	const home = copyHome(await sampleHome({ clients: 800 }), join(folder, 'home'));
	const store = await openCurrent(home);
	metrics = (await listMetrics(store)).metrics.map(({ id }) => id);
	const one = async (sql: string) => String(Object.values(await store.db.row(sql))[0]);
	Object.assign(params, {
		batch: (JSON.parse(run('batches', '--json')) as { id: string }[])[0]?.id ?? '',
		source: await one('select source from source'),
		enrollment: await one('select enrollment_id::varchar from assignment order by 1 limit 1'),
		worker: await one("select worker_id::varchar from worker where label = 'D. Dogwood'"),
		check: await one('select check_id from problem where enrollment_id is not null limit 1')
	});
	const programs = (await store.db.rows('select program_id::varchar as id from program')).map(({ id }) =>
		String(id)
	);
	store.db.close();
	({ url, child } = await start({ THROUGHLINE_HOME: home.path }, { people: false }));
	for (const role of ROLES) {
		const email = `${role.replace(' ', '-')}@example.org`;
		const reach = {
			programs,
			teams: ['Housing North', 'Housing South', 'Street and Shelter', 'Families'],
			worker: null
		};
		const { person, secret } = invite(home, COMMAND_LINE, { name: role, email, role, ...reach });
		params.person = person;
		await signIn(
			url,
			`/links/${secret}`,
			{ name: role, email, password: 'four words of a test' },
			stateOf(role)
		);
	}
});

test.afterAll(async () => {
	await stop(child);
	rmSync(folder, { recursive: true, force: true });
});

const stateOf = (role: string) => join(folder, `${role}.json`);

/** Every list on the page as rows of cells, with what it is in. */
async function readRows(page: Page): Promise<{ where: string; rows: string[][]; links: string[] }[]> {
	return page.evaluate(() => {
		const text = (element: Element) => (element.textContent ?? '').trim().replaceAll(/\s+/g, ' ');
		const within = (list: Element, each: string) => [...list.querySelectorAll(each)];
		return [
			...[...document.querySelectorAll('table')].map((list) => ({
				where: 'table',
				rows: within(list, 'tr').map((row) => within(row, 'th, td').map(text)),
				links: within(list, 'thead a').map((link) => link.getAttribute('href') ?? '')
			})),
			...[...document.querySelectorAll('main ul, main ol, main dl, main svg, main select')].map((list) => ({
				where: list.tagName.toLowerCase(),
				rows: within(list, 'li, dt, text, option').map((row) => [text(row)]),
				links: []
			})),
			{
				where: 'headings',
				rows: within(document.body, 'h2, h3, h4').map((row) => [text(row)]),
				links: []
			}
		];
	});
}

type Seen = { lists: Listing[]; wrong: string[] };

/** Looks at the page that is open: the lists of workers on it, and what is wrong with them. */
async function look(page: Page, name: string): Promise<Seen> {
	const seen: Seen = { lists: [], wrong: [] };
	for (const { where, rows, links } of await readRows(page)) {
		const list = findListing(`${name} (${where})`, rows, NAMES);
		if (list === null) continue;
		seen.lists.push(list);
		const order = misorder(list);
		if (order !== null) seen.wrong.push(order);
		for (const link of links) seen.wrong.push(`${name}: workers can be ordered by ${link}`);
	}
	for (const sentence of findRanking(await page.locator('body').innerText()))
		seen.wrong.push(`${name}: ${sentence}`);
	return seen;
}

function pathOf(route: string): string {
	return route.replace(/\[(\w+)\]/g, (_, name: string) => {
		const value = params[name];
		if (value === undefined) throw new Error(`There is no value for [${name}] of ${route}: give it one.`);
		return encodeURIComponent(value);
	});
}

for (const role of ROLES)
	test(`every page lists workers by name for the ${role}`, async ({ browser }) => {
		const context = await browser.newContext({ storageState: stateOf(role), javaScriptEnabled: false });
		const page = await context.newPage();
		const asks = (await readRouter()).filter(({ name, route }) => name === 'page' && !LEFT_OUT.test(route));
		// Every metric once; the other roles see the same pages of fewer cases.
		const ids = role === 'administrator' ? metrics : FEW;
		const paths = asks.flatMap(({ route }) =>
			route === '/metrics/[id]'
				? ids.map((id) => `${pathOf(route.replace('[id]', id))}?by=worker`)
				: [pathOf(route.replace('[id]', 'appointments-kept'))]
		);
		const lists: Listing[] = [];
		const wrong: string[] = [];
		for (const path of paths) {
			const answer = await page.goto(new URL(path, url).href);
			if (answer?.status() !== 200) continue; // not this role's
			const seen = await look(page, path);
			lists.push(...seen.lists);
			wrong.push(...seen.wrong);
		}
		expect(wrong).toEqual([]);
		expect(lists.length, 'there are such lists').toBeGreaterThan(5);
		// Of most of them one can tell that they are not ordered by a figure.
		expect(lists.filter((list) => list.columns.length > 0 && !tellsNothing(list)).length).toBeGreaterThan(4);
		console.log(
			`${role}: ${String(lists.length)} lists of workers on ${String(paths.length)} pages, all by name.`
		);
		await context.close();
	});

test('a page that orders workers by result would be found out', async ({ browser }) => {
	const context = await browser.newContext({ storageState: stateOf('administrator') });
	const page = await context.newPage();
	const path = '/metrics/appointments-kept?by=worker';
	await page.goto(new URL(path, url).href);
	expect((await look(page, path)).wrong).toEqual([]);
	await page.evaluate(() => {
		const body = [...document.querySelectorAll('table')].findLast((table) => table.tBodies[0])?.tBodies[0];
		if (!body) throw new Error('There is no table.');
		const figure = (row: Element) => parseFloat(row.querySelectorAll('td')[0]?.textContent ?? '0');
		for (const row of [...body.rows].sort((one, other) => figure(other) - figure(one))) body.append(row);
	});
	expect((await look(page, path)).wrong).not.toEqual([]);
	await context.close();
});

test('every answer and file lists workers by name', async () => {
	const lists: Listing[] = [];
	const store = await openCurrent(homeAt(join(folder, 'home')));
	for (const metric of metrics) {
		const question = { ...OWNER, metric, by: ['worker'], grain: null, where: [] };
		lists.push(...findListings(metric, await measure(store, question), NAMES));
	}
	store.db.close();
	for (const command of COMMANDS) {
		const name = command.join(' ');
		lists.push(...findListings(name, JSON.parse(run(...command, '--json')), NAMES));
		const { data } = Papa.parse<string[]>(run(...command, '--csv'));
		const lines = run(...command)
			.split('\n')
			.map((line) => line.split(/ {2,}/));
		for (const [form, rows] of Object.entries({ csv: data, table: lines })) {
			const list = findListing(`${name}, ${form}`, rows, NAMES);
			expect(list, `${name}, ${form}`).not.toBeNull();
			if (list) lists.push(list);
		}
	}
	expect(lists.map(misorder).filter((each) => each !== null)).toEqual([]);
	expect(lists.length).toBeGreaterThan(30);
});
