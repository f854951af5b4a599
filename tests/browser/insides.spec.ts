// What goes wrong: people get a sentence and a number, the log the cause without any value, nobody the insides.
import type { ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from '@playwright/test';
import { homeAt, ROOT, type Home } from '#pipelines/home.ts';
import { currentStoreId, storeFile } from '#pipelines/publish.ts';
import { send, type Answer } from './raw.ts';
import { SIGNED_IN, start, stop, throughlineOf, type Server } from './serve.ts';

/** Stands for what must be found nowhere: a source's own id, a name, a password. */
const PLANT = 'zebra4711';

let folder = '';
let base: Home;
test.beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'throughline-insides-'));
	base = homeAt(join(folder, 'base'));
	throughlineOf(base.path)('import', join(ROOT, 'pipelines', 'sources', 'canonical-csv', 'sample', 'worked'));
});
test.afterAll(() => {
	rmSync(folder, { recursive: true, force: true });
});

type Served = Server & {
	home: Home;
	log: () => string;
	get: (path: string, ...headers: string[]) => Promise<Answer>;
	post: (path: string, form: string, type?: string) => Promise<Answer>;
};

/** Serves a copy of the home, runs something and stops. */
async function serve(name: string, use: (served: Served) => Promise<void>): Promise<void> {
	const home = homeAt(join(folder, name));
	cpSync(base.path, home.path, { recursive: true });
	let log = '';
	const server = await start(
		{ THROUGHLINE_HOME: home.path, THROUGHLINE_LOG: 'debug' },
		{ hear: (text) => (log += text) }
	);
	const { cookies } = JSON.parse(readFileSync(SIGNED_IN, 'utf8')) as {
		cookies: { name: string; value: string }[];
	};
	const cookie = cookies.map((each) => `${each.name}=${each.value}`).join('; ');
	const { host, origin } = new URL(server.url);
	const lines = (method: string, path: string, more: string[]) => [
		`${method} ${path} HTTP/1.1`,
		`Host: ${host}`,
		`Origin: ${origin}`,
		`Cookie: ${cookie}`,
		'Accept: text/html',
		'Connection: close',
		...more
	];
	try {
		await use({
			...server,
			home,
			log: () => log,
			get: (path, ...headers) => send(server.url, lines('GET', path, headers)),
			post: (path, form, type = 'application/x-www-form-urlencoded') =>
				send(
					server.url,
					lines('POST', path, [`Content-Type: ${type}`, `Content-Length: ${String(form.length)}`]),
					form
				)
		});
	} finally {
		await stop(server.child);
	}
}

type Line = {
	msg: string;
	id?: string;
	route?: string | null;
	error?: { class: string; at: string[]; code?: string };
};
const linesOf = (log: string): Line[] =>
	log
		.split('\n')
		.filter((line) => line !== '')
		.map((line) => JSON.parse(line) as Line);

/** What a person must never see: where things lie, what the program is made of, how it asks. */
function insidesOf({ body }: Answer, home: Home): string[] {
	const shown = body.replace(/<script[\s\S]*?<\/script>/g, '').replace(/<link[^>]*>/g, '');
	const inner = [home.path, ROOT, tmpdir(), 'node_modules', 'file://', '.ts:', '.js:', '    at '];
	const found = inner.filter((words) => body.includes(words));
	return [...found, ...(/\bselect\b[^<]*\bfrom\b|duckdb|sqlite|better-auth/i.exec(shown) ?? [])];
}

test('a value in an address, a form, a header or a cookie is not in the log', async () => {
	await serve('asked', async ({ get, post, log, child }) => {
		for (const path of [
			`/metrics/${PLANT}`,
			`/metrics/${PLANT}/rows?where=program%3A${PLANT}`,
			`/metrics/people-served/rows?where=worker%3A${PLANT}&by=${PLANT}&from=${PLANT}`,
			`/data/${PLANT}`,
			`/data/problems/${PLANT}`,
			`/links/${PLANT}`,
			`/${PLANT}/%E0%A4%A`,
			`/?${PLANT}=${PLANT}`,
			`/metrics/${PLANT}/rows.csv`,
			`/data/${PLANT}/problems.csv?kind=${PLANT}`
		])
			expect((await get(path)).status, path).toBeLessThan(500);
		await get('/', `X-Request-Id: ${PLANT}`, `User-Agent: ${PLANT}`, `Referer: http://x/${PLANT}`);
		await get('/', `Cookie: throughline.session_token=${PLANT}`);
		await get(`/`, `X: ${PLANT.repeat(3000)}`);
		await post('/account', `current=${PLANT}&password=${PLANT}-${PLANT}`);
		await post('/account', `{"${PLANT}": ${PLANT}`, 'application/json');
		await post('/account', `--${PLANT}`, `multipart/form-data; boundary=${PLANT}`);
		await post(`/data/${PLANT}/undo`, `x=${PLANT}`);
		await stop(child);
		const lines = linesOf(log());
		expect(lines.length).toBeGreaterThan(15);
		expect(log()).not.toContain(PLANT);
		const rows = lines.filter(({ route }) => route === '/metrics/[id]/rows');
		expect(rows).toHaveLength(2);
		expect(rows[0]).toMatchObject({
			msg: 'request',
			method: 'GET',
			status: 404,
			ms: expect.any(Number),
			id: expect.stringMatching(/^[0-9a-f]{12}$/),
			person: expect.any(String)
		});
	});
});

test('a query that fails over a value tells it to nobody, and the number on the page finds the cause', async () => {
	await serve('failing', async ({ home, get, log, child }) => {
		const file = storeFile(home, currentStoreId(home) ?? '');
		await spoil(file);
		const answer = await get('/metrics/exits-to-permanent-housing');
		expect(answer.status).toBe(500);
		expect(answer.body).not.toContain(PLANT);
		expect(insidesOf(answer, home)).toEqual([]);
		const id = answer.headers['x-request-id'] ?? '';
		expect(answer.body).toContain(`quote ${id}.`);
		await stop(child);
		expect(log()).not.toContain(PLANT);
		const failed = linesOf(log()).find((line) => line.msg === 'failed' && line.id === id);
		expect(failed?.route).toBe('/metrics/[id]');
		expect(failed?.error?.class).toBe('Error');
		expect(failed?.error?.at.join('\n')).toMatch(/^failed pipelines\/duckdb\.ts:\d+:\d+$/m);
	});
});

/** Puts a text where a metric's days were, in a store that is not open yet. */
async function spoil(file: string): Promise<void> {
	const instance = await DuckDBInstance.create(file);
	const connection = await instance.connect();
	const metric = 'metric."exits-to-permanent-housing"';
	await connection.run(`create table kept as from ${metric}`);
	await connection.run(`drop table ${metric}`);
	await connection.run(
		`create view ${metric} as select * replace (('${PLANT}' || enrollment_id)::date as cohort_date) from kept`
	);
	connection.closeSync();
	instance.closeSync();
}

const PAGES = ['/', '/metrics/people-served', '/metrics/people-served/rows', '/data', '/methods/standards'];

/** Ways in which a home can break while it is served. */
const DAMAGES: [what: string, damage: (home: Home) => void][] = [
	[
		'whose store is garbage',
		(home) => writeFileSync(storeFile(home, currentStoreId(home) ?? ''), PLANT.repeat(1000))
	],
	['whose store is gone', (home) => rmSync(storeFile(home, currentStoreId(home) ?? ''))],
	['of which no store is published', (home) => rmSync(home.current)],
	[
		'whose list of what is published cannot be read',
		(home) => {
			rmSync(home.current);
			mkdirSync(home.current);
		}
	],
	['whose settings are wrong', (home) => writeFileSync(join(home.path, 'settings.json'), `{"${PLANT}": 1`)],
	['whose key is gone', (home) => rmSync(join(home.secrets, 'pseudonym.key'))],
	['whose batches are gone', (home) => renameSync(home.batches, `${home.batches}-elsewhere`)],
	[
		'that cannot be read at all',
		(home) => {
			renameSync(home.path, `${home.path}-elsewhere`);
			writeFileSync(home.path, '');
		}
	]
];

for (const [what, damage] of DAMAGES)
	test(`a home ${what} shows none of its insides`, async () => {
		await serve(what.replaceAll(' ', '-'), async ({ home, get, post, log, child }) => {
			damage(home);
			const answers: [string, Answer][] = [];
			for (const path of PAGES) answers.push([path, await get(path)]);
			answers.push(['/sign-in', await post('/sign-in', 'email=a%40example.org&password=b')]);
			for (const [path, answer] of answers) {
				expect(insidesOf(answer, home), path).toEqual([]);
				expect(answer.status, path).toBeGreaterThan(0);
				if (answer.status >= 500) expect(answer.body, path).toMatch(/quote [0-9a-f]{12}\./);
			}
			expect(child.exitCode, log()).toBeNull();
			await stop(child);
			expect(log()).not.toContain(PLANT);
		});
	});

test('its health is told to whoever asks, and nothing more', async () => {
	await serve('health', async ({ home, url, get }) => {
		const lines = ['Host: localhost', 'Connection: close'];
		const ask = (method = 'GET') => send(url, [`${method} /health HTTP/1.1`, ...lines]);
		expect(await ask()).toMatchObject({ status: 200, body: '{"status":"ok"}' });
		expect(await ask('HEAD')).toMatchObject({ status: 200, body: '' });
		expect(
			(await send(url, ['GET /health HTTP/1.1', 'Host: evil.example', 'Connection: close'])).status
		).toBe(421);
		writeFileSync(home.current, '0123456789abcdef\n');
		expect(await ask()).toMatchObject({ status: 503, body: '{"status":"failing"}' });
		expect(await ask('HEAD')).toMatchObject({ status: 503, body: '' });
		expect((await get('/health')).headers['set-cookie']).toBeUndefined();
	});
	const empty = await start({ THROUGHLINE_HOME: join(folder, 'empty') }, { people: false });
	const asked = await send(empty.url, ['GET /health HTTP/1.1', 'Host: 127.0.0.1', 'Connection: close']);
	expect(asked).toMatchObject({ status: 200, body: '{"status":"ok"}' });
	await stop(empty.child);
});

test('how much is logged is a setting, and a wrong one is refused', async () => {
	let log = '';
	const quiet: ChildProcess = (
		await start(
			{ THROUGHLINE_HOME: join(folder, 'quiet'), THROUGHLINE_LOG: 'silent' },
			{ hear: (text) => (log += text) }
		)
	).child;
	await stop(quiet);
	expect(log).toBe('');
	await expect(
		start(
			{ THROUGHLINE_HOME: join(folder, 'quiet'), THROUGHLINE_LOG: 'loud' },
			{ hear: (text) => (log += text) }
		)
	).rejects.toThrow();
	expect(log).toContain('THROUGHLINE_LOG is "loud". Give one of silent, error, warn, info, debug.');
});
