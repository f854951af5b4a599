// What stands before the pages: headers on every answer, limits of what a client may take, and the way to stop.
import type { ChildProcess } from 'node:child_process';
import {
	cpSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { homeAt, ROOT } from '#pipelines/home.ts';
import { dial, hear, memoryOf, send, type Answer } from './raw.ts';
import { SIGNED_IN, start, stop, throughlineOf } from './serve.ts';

let folder = '';
let url = '';
let child: ChildProcess;
let log = '';
const home = () => homeAt(join(folder, 'home'));

test.describe.configure({ mode: 'default' });
test.beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'throughline-front-'));
	throughlineOf(home().path)(
		'import',
		join(ROOT, 'pipelines', 'sources', 'canonical-csv', 'sample', 'worked')
	);
	({ url, child } = await start(
		{ THROUGHLINE_HOME: home().path, THROUGHLINE_LOG: 'info' },
		{ hear: (text) => (log += text) }
	));
});
test.afterAll(async () => {
	await stop(child);
	rmSync(folder, { recursive: true, force: true });
});

const host = () => `Host: ${new URL(url).host}`;
const origin = () => `Origin: ${new URL(url).origin}`;
const END = 'Connection: close';

/** The administrator's cookie, as the browser of the tests has it. */
function cookie(): string {
	const { cookies } = JSON.parse(readFileSync(SIGNED_IN, 'utf8')) as {
		cookies: { name: string; value: string }[];
	};
	return `Cookie: ${cookies.map(({ name, value }) => `${name}=${value}`).join('; ')}`;
}

const immutable = () => {
	const path = join(ROOT, 'build', 'client', '_app', 'immutable', 'entry');
	return `/_app/immutable/entry/${readdirSync(path)[0] ?? ''}`;
};

function chunked(size: number): string {
	return `${size.toString(16)}\r\n${'x'.repeat(size)}\r\n0\r\n\r\n`;
}

/** A request of every kind that is answered, with the status that it gets. */
const KINDS: [what: string, status: number, ask: () => Promise<Answer>][] = [
	['a page', 200, () => send(url, ['GET /sign-in HTTP/1.1', host(), END])],
	['a page that leads on', 303, () => send(url, ['GET / HTTP/1.1', host(), 'Accept: text/html', END])],
	['nobody', 401, () => send(url, ['GET /data/work.json HTTP/1.1', host(), END])],
	['somebody', 200, () => send(url, ['GET /data HTTP/1.1', host(), cookie(), END])],
	['a file for a program', 200, () => send(url, ['GET /data/work.json HTTP/1.1', host(), cookie(), END])],
	['a static file', 200, () => send(url, ['GET /icon.svg HTTP/1.1', host(), END])],
	['an immutable file', 200, () => send(url, [`GET ${immutable()} HTTP/1.1`, host(), END])],
	['a static file, otherwise', 405, () => send(url, ['DELETE /icon.svg HTTP/1.1', host(), END])],
	['a file that is not there', 404, () => send(url, ['GET /_app/nope.js HTTP/1.1', host(), END])],
	[
		'no page',
		404,
		() => send(url, ['GET /no-such-page HTTP/1.1', host(), 'Accept: text/html', cookie(), END])
	],
	['no address', 303, () => send(url, ['GET /%E0%A4%A HTTP/1.1', host(), 'Accept: text/html', END])],
	['another address', 400, () => send(url, ['GET http://evil.example/ HTTP/1.1', host(), END])],
	['another name', 421, () => send(url, ['GET / HTTP/1.1', 'Host: evil.example', END])],
	['no name', 400, () => send(url, ['GET / HTTP/1.1', END])],
	['another site', 403, () => send(url, ['POST /sign-in HTTP/1.1', host(), 'Content-Length: 0', END])],
	[
		'much',
		413,
		() => send(url, ['POST /sign-in HTTP/1.1', host(), origin(), 'Content-Length: 20000000', END])
	],
	[
		'a head that is too large',
		431,
		() => send(url, ['GET / HTTP/1.1', host(), `X: ${'x'.repeat(20_000)}`, END])
	],
	['what is no request', 400, () => send(url, ['BREW /coffee HTCPCP/1.0'])],
	['the health of the server', 200, () => send(url, ['HEAD /health HTTP/1.1', 'Host: localhost', END])]
];

for (const [what, status, ask] of KINDS)
	test(`the answer to ${what} is ${String(status)}, for no cache, no frame and no other site`, async () => {
		const { status: got, headers, body } = await ask();
		expect({ got, body: body.slice(0, 200) }).toMatchObject({ got: status });
		expect(headers).toMatchObject({
			'cache-control':
				what === 'an immutable file' ? 'public,max-age=31536000,immutable' : 'private, no-store',
			'content-security-policy': expect.stringMatching(
				/^default-src 'none'; .*frame-ancestors 'none'/
			) as unknown as string,
			'cross-origin-opener-policy': 'same-origin',
			'cross-origin-resource-policy': 'same-origin',
			'permissions-policy': expect.stringContaining('camera=()') as unknown as string,
			'referrer-policy': 'same-origin',
			'x-content-type-options': 'nosniff',
			'x-frame-options': 'DENY'
		});
		const telling = Object.keys(headers).filter((name) => /^(server|x-powered-by|x-sveltekit)/.test(name));
		expect(telling).toEqual([]);
		expect(headers['strict-transport-security']).toBeUndefined();
	});

test('the policy of a page lets only its own scripts run, by a number that is new each time', async () => {
	const ask = () => send(url, ['GET /sign-in HTTP/1.1', host(), END]);
	const policies = [await ask(), await ask()].map(({ headers }) => headers['content-security-policy'] ?? '');
	for (const policy of policies) {
		expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{20,}';/);
		expect(policy).not.toContain('unsafe-inline');
		expect(policy).not.toContain('unsafe-eval');
		expect(policy).not.toContain('data:');
	}
	expect(policies[0]).not.toBe(policies[1]);
});

test('with an https address, cookies and pages are for https and for this server only', async () => {
	const own = homeAt(join(folder, 'proxied'));
	const proxied = 'https://figures.agency.example';
	const server = await start({ THROUGHLINE_HOME: own.path, ORIGIN: proxied });
	try {
		const password = 'four words of a test';
		const form = `email=administrator%40example.org&password=${password.replaceAll(' ', '+')}`;
		const answer = await send(
			server.url,
			[
				'POST /sign-in HTTP/1.1',
				'Host: figures.agency.example',
				`Origin: ${proxied}`,
				'X-Forwarded-Proto: http', // what a client says of itself counts for nothing
				'Content-Type: application/x-www-form-urlencoded',
				`Content-Length: ${String(form.length)}`,
				'Accept: text/html',
				END
			],
			form
		);
		expect(answer.status).toBe(303);
		expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
		const cookies = answer.headers['set-cookie'] ?? '';
		expect(cookies).toMatch(/^__Host-throughline\.\w+=/);
		for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/'])
			expect(cookies.toLowerCase()).toContain(attribute.toLowerCase());
		expect(cookies).not.toMatch(/domain=/i);
	} finally {
		await stop(server.child);
	}
});

test('a body over the limit is refused, told beforehand or not, and the memory stays as it was', async () => {
	const form = 'Content-Type: multipart/form-data; boundary=x';
	const before = memoryOf(child.pid);
	const pour = async (headers: string[], length: boolean) => {
		const socket = await dial(url);
		const size = 400_000_000;
		const how = length ? `Content-Length: ${String(size)}` : 'Transfer-Encoding: chunked';
		socket.write(
			[`POST /account?/password HTTP/1.1`, host(), origin(), form, how, ...headers, '', ''].join('\r\n')
		);
		const answer = hear(socket, 20);
		const part = Buffer.alloc(65_536, 'x');
		const begun = Date.now();
		for (let sent = 0; sent < size && !socket.destroyed && Date.now() - begun < 15_000; sent += part.length) {
			const chunk = length ? part : Buffer.concat([Buffer.from('10000\r\n'), part, Buffer.from('\r\n')]);
			if (!socket.write(chunk))
				await Promise.race([new Promise((on) => socket.once('drain', on)), sleep(500)]);
		}
		const { status } = await answer;
		return { status, seconds: (Date.now() - begun) / 1000 };
	};
	let most = before;
	const watch = setInterval(() => (most = Math.max(most, memoryOf(child.pid))), 100);
	const poured = await Promise.all([
		...Array.from({ length: 4 }, () => pour([], true)),
		...Array.from({ length: 4 }, () => pour([], false)),
		pour([cookie()], true),
		...Array.from({ length: 3 }, () => pour([cookie()], false))
	]);
	clearInterval(watch);
	expect(poured.map(({ status }) => status)).toEqual(poured.map(() => 413));
	expect(Math.max(...poured.map(({ seconds }) => seconds))).toBeLessThan(15);
	// Three who are signed in may have the server hold 10 MB each, a few times over until it is collected.
	expect(most - before).toBeLessThan(250);
	console.log(`12 bodies of 400 MB: memory ${before.toFixed(0)} MB before, ${most.toFixed(0)} MB at most.`);
});

test('the limit is a setting, and the sentence names it', async () => {
	const own = homeAt(join(folder, 'small'));
	const server = await start({ THROUGHLINE_HOME: own.path });
	await stop(server.child);
	writeFileSync(join(own.path, 'settings.json'), '{"upload_limit_mb": 1}');
	const again = await start({ THROUGHLINE_HOME: own.path });
	try {
		const at = new URL(again.url);
		const lines = [
			'POST /account?/password HTTP/1.1',
			`Host: ${at.host}`,
			`Origin: ${at.origin}`,
			cookie(),
			END
		];
		const { status, body } = await send(again.url, [...lines, 'Content-Length: 1000001']);
		expect(status).toBe(413);
		expect(body).toContain('1 MB');
		expect(body).toContain('upload_limit_mb');
		const form = 'Content-Type: application/x-www-form-urlencoded';
		const chunks = [...lines, form, 'Accept: text/html', 'Transfer-Encoding: chunked'];
		expect((await send(again.url, chunks, chunked(1_000_001))).status).toBe(413);
		expect((await send(again.url, chunks, chunked(900_000))).status).not.toBe(413);
	} finally {
		await stop(again.child);
	}
});

test('who looks after the data is told on every page when the disk has little room left', async ({
	page
}) => {
	const settings = join(home().path, 'settings.json');
	writeFileSync(settings, '{"disk_warning_gb": 1000000}');
	await page.goto(`${url}/methods`);
	await expect(page.getByText(/Only .* free on the disk of this server/)).toBeVisible();
	rmSync(settings);
	await page.goto(`${url}/methods`);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(page.getByText(/free on the disk/)).toHaveCount(0);
});

test('clients that dawdle do not keep others from being answered, and are let go', async () => {
	const sockets = await Promise.all(Array.from({ length: 300 }, () => dial(url)));
	for (const socket of sockets) socket.write(`GET / HTTP/1.1\r\n${host()}\r\nX: `);
	const drip = setInterval(() => {
		for (const socket of sockets) if (!socket.destroyed) socket.write('x');
	}, 500);
	const begun = Date.now();
	expect((await send(url, ['GET /sign-in HTTP/1.1', host(), END])).status).toBe(200);
	expect(Date.now() - begun).toBeLessThan(3000);
	const ends = await Promise.all(sockets.map((socket) => hear(socket, 25)));
	clearInterval(drip);
	expect((Date.now() - begun) / 1000).toBeLessThan(22);
	expect(new Set(ends.map(({ status }) => status))).toEqual(new Set([408]));
});

test('what others must not read is for this account only', () => {
	const { path, app, secrets } = home();
	const files = [
		...['', '-wal', '-shm'].map((end) => `${app}${end}`),
		join(path, 'audit.head'),
		...readdirSync(secrets).map((file) => join(secrets, file))
	].filter((file) => existsSync(file));
	expect(files.length).toBeGreaterThan(5);
	for (const file of files) expect((statSync(file).mode & 0o777).toString(8), file).toBe('600');
	for (const place of [path, secrets, home().vault, home().batches])
		expect((statSync(place).mode & 0o777).toString(8), place).toBe('700');
});

test('asked to stop, it answers what is under way, drops the work, closes everything and ends well', async () => {
	const { cookies } = JSON.parse(readFileSync(SIGNED_IN, 'utf8')) as { cookies: unknown[] };
	expect(cookies.length).toBeGreaterThan(0);
	const half = 'current=none&password=none';
	const socket = await dial(url);
	const lines = [
		'POST /account?/password HTTP/1.1',
		host(),
		origin(),
		cookie(),
		'Accept: text/html',
		'Content-Type: application/x-www-form-urlencoded',
		`Content-Length: ${String(half.length * 2)}`
	];
	socket.write(`${lines.join('\r\n')}\r\n\r\n${half}`);
	const idle = await dial(url);
	await sleep(300);
	const [batch] = JSON.parse(throughlineOf(home().path)('batches', '--json')) as { id: string }[];
	const undo = await send(url, [
		`POST /data/${batch?.id ?? ''}/undo HTTP/1.1`,
		host(),
		origin(),
		cookie(),
		'Content-Type: application/x-www-form-urlencoded',
		'Content-Length: 0',
		'Accept: text/html',
		END
	]);
	expect(undo.status).toBe(303);
	const begun = Date.now();
	const ended = stop(child);
	await sleep(500);
	socket.write(half);
	const { status, headers } = await hear(socket, 8);
	expect(status).toBeLessThan(500);
	expect(headers.connection).toBe('close');
	expect(await ended).toBe(0);
	expect((Date.now() - begun) / 1000).toBeLessThan(5);
	idle.destroy();
	expect(log).toContain('"msg":"stopping"');
	expect(log).toContain('"msg":"stopped"');
	expect(log).toMatch(/"kind":"undo","outcome":"(done|failed)"/);
	expect(existsSync(`${home().app}-wal`)).toBe(false);
	const left = [home().uploads, home().batches, home().stores].flatMap((place) =>
		readdirSync(place).filter((file) => place === home().uploads || file.startsWith('.draft-'))
	);
	expect(left).toEqual([]);
	expect(throughlineOf(home().path)('batches')).toBeTruthy();
});

test('asked to stop while a page is being worked out for somebody who has gone, it still ends', async () => {
	const own = homeAt(join(folder, 'busy'));
	cpSync(process.env.THROUGHLINE_HOME ?? '', own.path, { recursive: true });
	for (let round = 0; round < 5; round++) {
		const server = await start({ THROUGHLINE_HOME: own.path });
		const at = new URL(server.url);
		const sockets = await Promise.all(Array.from({ length: 6 }, () => dial(server.url)));
		for (const socket of sockets)
			socket.write(`GET /?by=program HTTP/1.1\r\nHost: ${at.host}\r\n${cookie()}\r\n\r\n`);
		await sleep(150 + round * 60);
		for (const socket of sockets) socket.destroy();
		const begun = Date.now();
		expect(await stop(server.child)).toBe(0);
		expect(Date.now() - begun).toBeLessThan(10_000);
	}
});
