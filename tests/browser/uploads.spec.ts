// Files that scripts send with a key (CASES 12, 23), and the page on which keys are made.
import { readFileSync, rmSync, mkdtempSync, readdirSync, existsSync, writeFileSync } from 'node:fs';
import type { ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { homeAt, prepareHome, ROOT } from '#pipelines/home.ts';
import { deliverySchema, type Delivery } from '#lib/delivery.ts';
import { zip } from '../zip.ts';
import { dial, hear, memoryOf } from './raw.ts';
import { SIGNED_IN, start, stop, throughlineOf } from './serve.ts';

const WORKED = join(ROOT, 'pipelines', 'sources', 'canonical-csv', 'sample', 'worked');

let folder = '';
let url = '';
let key = '';
let child: ChildProcess;
const home = () => homeAt(join(folder, 'home'));

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'throughline-uploads-'));
	prepareHome(home().path);
	const limits = { script_upload_limit_mb: 150, upload_limit_mb: 1, inbox: { settle_seconds: 0.2 } };
	writeFileSync(join(home().path, 'settings.json'), JSON.stringify(limits));
	key = throughlineOf(home().path)('upload-key', 'Nightly export').trim();
	({ url, child } = await start({ THROUGHLINE_HOME: home().path }));
});
test.afterAll(async () => {
	await stop(child);
	rmSync(folder, { recursive: true, force: true });
});

const bearer = (secret = key) => ({ authorization: `Bearer ${secret}` });

/** The sample, packed as an export is. */
const packed = () =>
	new Uint8Array(
		zip(
			readdirSync(WORKED)
				.filter((name) => name.endsWith('.csv'))
				.map((name) => ({ name, data: readFileSync(join(WORKED, name), 'utf8') }))
		)
	);

async function until(id: string): Promise<Delivery> {
	for (;;) {
		const answer = await fetch(`${url}/api/uploads/${id}`, { headers: bearer() });
		const delivery = deliverySchema.parse(await answer.json());
		if (delivery.ended_at !== null) return delivery;
		await sleep(100);
	}
}

test('a script sends a file, and is told what became of it', async () => {
	const sent = await fetch(`${url}/api/uploads?name=export.zip`, {
		method: 'POST',
		headers: bearer(),
		body: packed()
	});
	expect(sent.status).toBe(202);
	const { id, name } = deliverySchema.parse(await sent.json());
	expect(name).toBe('export.zip');
	expect(sent.headers.get('location')).toBe(`/api/uploads/${id}`);
	expect(await until(id)).toMatchObject({ state: 'accepted', rejected: 0, reasons: [] });
	expect(readdirSync(join(home().inbox, 'received'))).toEqual([]);
});

test('a form brings one file or several, and what is refused says why', async () => {
	const form = new FormData();
	form.append('file', new Blob([packed()]), 'C:\\exports\\export.zip');
	const one = await fetch(`${url}/api/uploads`, { method: 'POST', headers: bearer(), body: form });
	expect(one.status).toBe(202);
	const same = await until(deliverySchema.parse(await one.json()).id);
	expect(same).toMatchObject({ state: 'same', name: 'export.zip' });
	const several = new FormData();
	for (const name of ['a.csv', 'b.csv']) several.append('files', new Blob(['name\nAda\n']), name);
	const two = await fetch(`${url}/api/uploads`, { method: 'POST', headers: bearer(), body: several });
	const refused = await until(deliverySchema.parse(await two.json()).id);
	expect(refused.state).toBe('refused');
	expect(refused.reasons[0]).toContain('It holds a.csv, b.csv.');
	for (const body of [new FormData(), '']) {
		const nothing = await fetch(`${url}/api/uploads`, { method: 'POST', headers: bearer(), body });
		expect(nothing.status).toBe(400);
		expect(await nothing.text()).toContain('Nothing was sent.');
	}
	const damaged = await fetch(`${url}/api/uploads`, {
		method: 'POST',
		headers: { ...bearer(), 'content-type': 'multipart/form-data; boundary=x' },
		body: '--x\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n\r\ncut'
	});
	expect(damaged.status).toBe(400);
	expect(await damaged.text()).toContain('cut off or damaged');
	expect(readdirSync(join(home().inbox, 'received'))).toEqual([]);
});

test('what is too large is answered 413, whether it says so or not, and takes no memory', async () => {
	const at = new URL(url);
	const head = (...more: string[]) =>
		['POST /api/uploads HTTP/1.1', `Host: ${at.host}`, `Authorization: Bearer ${key}`, ...more, '', ''].join(
			'\r\n'
		);
	const said = await dial(url);
	said.write(head('Content-Length: 150000001', 'Connection: close'));
	const answer = await hear(said, 5);
	expect(answer.status).toBe(413);
	expect(answer.body).toContain('script_upload_limit_mb');
	const before = memoryOf(child.pid);
	let most = before;
	const unsaid = await dial(url);
	const heard = hear(unsaid, 60);
	unsaid.write(head('Transfer-Encoding: chunked'));
	const chunk = `100000\r\n${'x'.repeat(0x100000)}\r\n`;
	for (let sent = 0; sent < 170 && !unsaid.destroyed; sent++) {
		if (!unsaid.write(chunk))
			await Promise.race([new Promise((more) => unsaid.once('drain', more)), sleep(500)]);
		if (sent % 15 === 0) most = Math.max(most, memoryOf(child.pid));
	}
	expect((await heard).status).toBe(413);
	expect(most - before).toBeLessThan(110);
	expect(readdirSync(join(home().inbox, 'received'))).toEqual([]);
	const form = await dial(url);
	form.write(head('Content-Length: 1000001', 'Connection: close').replace('/api/uploads', '/data/inbox'));
	expect((await hear(form, 5)).body).toContain('“upload_limit_mb”');
});

test('without a key that works, the address answers as one that does not exist', async () => {
	const { cookies } = JSON.parse(readFileSync(SIGNED_IN, 'utf8')) as {
		cookies: { name: string; value: string }[];
	};
	const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
	const revoked = throughlineOf(home().path)('upload-key', 'Gone').trim();
	throughlineOf(home().path)('revoke-upload-key', revoked.split('_')[1] ?? '');
	const origin = new URL(url).origin;
	const ask = async (path: string, headers: Record<string, string>) => {
		const {
			status,
			headers: got,
			...answer
		} = await fetch(`${url}${path}`, {
			method: 'POST',
			redirect: 'manual',
			headers: { origin, ...headers },
			body: 'x'
		}).then(async (each) => ({
			status: each.status,
			headers: [...each.headers.keys()],
			text: await each.text()
		}));
		return { status, got: got.filter((name) => !/^(content-length|date|keep-alive)$/.test(name)), ...answer };
	};
	for (const headers of [{}, bearer('tlk_none'), bearer(revoked), { authorization: 'Basic eDp5' }])
		expect(await ask('/api/uploads', headers as Record<string, string>)).toEqual(
			await ask('/api/nothing', {})
		);
	const somebody = await ask('/api/uploads', { cookie, accept: 'text/html' });
	expect(somebody.status).toBe(404);
	const another = throughlineOf(home().path)('upload-key', 'Another').trim();
	expect((await fetch(`${url}/api/uploads/x`, { headers: bearer(another) })).status).toBe(404);
	// Of another site a browser would say where it is from, or bring a cookie along.
	const post = async (headers: Record<string, string>) =>
		(await fetch(`${url}/api/uploads`, { method: 'POST', headers, body: packed() })).status;
	expect(await post({ ...bearer(), origin: 'https://evil.example' })).toBe(403);
	expect(await post({ ...bearer(), cookie })).toBe(403);
	expect(await post({ authorization: 'Basic eDp5' })).toBe(403);
});

test('what lies in the folder when the server starts is taken', async () => {
	writeFileSync(join(home().inbox, 'drop', 'again.zip'), packed());
	await expect
		.poll(() => existsSync(join(home().inbox, 'drop', 'again.zip')), { timeout: 20_000 })
		.toBe(false);
	expect(readdirSync(join(home().inbox, 'processed'))).toEqual([expect.stringMatching(/-again\.zip\.txt$/)]);
});

test('a data steward makes a key on a page, sees it once, and revokes it', async ({ page }) => {
	await page.goto(`${url}/data/inbox`);
	await expect(page.getByRole('row', { name: /again\.zip the watched folder/ })).toContainText('Nothing new');
	await page.getByLabel('Days until it expires').fill('0');
	await page.getByRole('button', { name: 'Make the key' }).click();
	await expect(page.getByText('Give the key a name')).toBeVisible();
	await expect(page.getByText('Write a whole number of days from 1 to 730.')).toBeVisible();
	await page.getByRole('textbox', { name: 'Name' }).fill('From a page');
	await page.getByLabel('Days until it expires').fill('30');
	await page.getByRole('button', { name: 'Make the key' }).click();
	const secret = await page.getByRole('textbox', { name: 'Key' }).inputValue();
	expect(secret).toMatch(/^tlk_[0-9a-f]{12}_/);
	expect((await fetch(`${url}/api/uploads/x`, { headers: bearer(secret) })).status).toBe(404);
	await page.reload();
	await expect(page.getByText(secret)).toHaveCount(0);
	await page.getByRole('button', { name: 'Revoke the key “From a page”' }).click();
	await expect(page.getByText('The key was revoked')).toBeVisible();
	expect((await fetch(`${url}/api/uploads/x`, { headers: bearer(secret) })).status).toBe(401);
	await page.goto(`${url}/audit`);
	await expect(page.getByText('revoked the upload key “From a page”')).toBeVisible();
	await expect(
		page.getByText('The inbox folder asked for the import of 1 upload, known already')
	).toBeVisible();
});
