// Exports that come in without anybody at a page: by the watched folder, and by a key.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readBatches } from '#pipelines/batch.ts';
import { prepareHome, ROOT, type Home } from '#pipelines/home.ts';
import { takeLock } from '#pipelines/lock.ts';
import { closeApp, openApp } from '#lib/server/app-db.ts';
import { findDelivery, latestDeliveries, type Kept } from '#lib/server/deliveries.ts';
import { watchInbox } from '#lib/server/hands-free.ts';
import { receiveDelivery, receivedPath } from '#lib/server/received.ts';
import { makeUploadKey, revokeUploadKey, type UploadKey } from '#lib/server/upload-keys.ts';
import { watchedFolder } from '#lib/server/watched.ts';
import { latestWork } from '#lib/server/work.ts';
import { exportOf, header, newHome, published, take } from '../home.ts';

const ANA = { id: 'a-person', name: 'Ana Administrator' };
const PACE = { look: 0.05, first: 0.3, longest: 0.5 };
const SETTLED = { inbox: { settle_seconds: 0.2 } };

let base: Home;
let next: string;
beforeAll(async () => {
	base = newHome();
	await take(
		base,
		exportOf(() => undefined)
	);
	next = exportOf((tables) => {
		header(tables, { ExportDate: '2025-02-05 08:00:00' });
		tables.Exit?.pop();
	});
});

let home: Home;
let stop = () => {};
beforeEach(() => {
	home = prepareHome(newHome({ from: base }).path);
	process.env.THROUGHLINE_HOME = home.path;
	settings(SETTLED);
});
afterEach(async () => {
	while (latestWork()?.state === 'running') await sleep(20);
	stop();
	closeApp(home);
});

const settings = (given: object) => {
	writeFileSync(join(home.path, 'settings.json'), JSON.stringify(given));
};
const watch = () => (stop = watchInbox(home, PACE));
const places = () => watchedFolder(home);
const lies = (place: 'drop' | 'processed' | 'failed') => readdirSync(places()[place]);
const noteIn = (place: 'processed' | 'failed') =>
	readFileSync(join(places()[place], lies(place).find((name) => name.endsWith('.txt')) ?? ''), 'utf8');
const live = () => readBatches(home).batches.filter(({ state }) => state === 'live');

/** Puts a folder into the watched one, as a program does that copies file by file. */
function drop(from: string, name = 'export'): void {
	mkdirSync(places().drop, { recursive: true });
	cpSync(from, join(places().drop, name), { recursive: true });
}

async function until(found: (deliveries: Kept[]) => boolean): Promise<Kept[]> {
	for (;;) {
		const deliveries = latestDeliveries(home, 10);
		if (found(deliveries)) return deliveries;
		await sleep(20);
	}
}
const ended = (count = 1) =>
	until((all) => all.filter(({ ended_at }) => ended_at !== null).length === count && all.length === count);

const keyOf = (source = ''): UploadKey => makeUploadKey(home, ANA, { name: 'Nightly', source, days: 1 }).key;

/** What a script sends: here a folder of files, as a form would be. */
const send = (key: UploadKey, from: string) =>
	receiveDelivery(home, key, (folder) => {
		cpSync(from, join(folder, 'upload'), { recursive: true });
		return Promise.resolve('upload');
	});

describe('an export that is put into the watched folder', () => {
	it('is left alone while it grows, waits for who is at work, and becomes a batch; the same again changes nothing', async () => {
		const release = await takeLock(home, 'work', 'an import is running', 0);
		watch();
		mkdirSync(join(places().drop, 'export'), { recursive: true });
		for (const file of readdirSync(next)) {
			cpSync(join(next, file), join(places().drop, 'export', file));
			await sleep(60);
			expect(latestDeliveries(home, 1)).toEqual([]);
		}
		await until(([first]) => first?.state === 'running');
		await sleep(100);
		expect(live()).toHaveLength(1);
		expect(lies('drop')).toEqual(['export']);
		release();
		const [delivery] = await ended();
		expect(delivery).toMatchObject({ state: 'accepted', name: 'export', by: null, rejected: 0, reasons: [] });
		expect(live()).toHaveLength(2);
		expect(lies('drop')).toEqual([]);
		expect(lies('processed')).toHaveLength(1);
		expect(noteIn('processed')).toContain(`Accepted as batch ${String(delivery?.batch)} of the source`);
		const before = published(home);
		drop(next, 'again');
		const [again] = await ended(2);
		expect(again).toMatchObject({ state: 'same', batch: delivery?.batch });
		expect(live()).toHaveLength(2);
		expect(published(home)).toBe(before);
		const rows = openApp(home).prepare("select actor_name from audit where action = 'imported'").all();
		expect(rows.map(({ actor_name }) => actor_name)).toEqual(Array(4).fill('inbox folder'));
	});

	it('is moved aside with every reason where it is refused, and a link is never followed', async () => {
		const before = published(home);
		const folder = join(newHome().path, '..', 'share');
		settings({ inbox: { ...SETTLED.inbox, folder } });
		watch();
		mkdirSync(places().drop, { recursive: true });
		writeFileSync(join(folder, 'drop', 'photo.csv'), 'name\nAda Lovelace\n');
		const [refused] = await ended();
		expect(refused).toMatchObject({ state: 'refused', batch: null });
		expect(refused?.reasons[0]).toMatch(/^photo\.csv is not in a format that is known/);
		symlinkSync(join(home.secrets, 'pseudonym.key'), join(folder, 'drop', 'link.csv'));
		const [link] = await ended(2);
		expect(link?.reasons).toEqual([expect.stringMatching(/^link\.csv is a link/)]);
		expect(lies('drop')).toEqual([]);
		expect(lies('failed')).toHaveLength(4);
		const note = lies('failed').find((name) => name.endsWith('photo.csv.txt')) ?? '';
		expect(readFileSync(join(folder, 'failed', note), 'utf8')).toBe(`${refused?.reasons.join('\n') ?? ''}\n`);
		expect(published(home)).toBe(before);
	});
});

describe('an export that a script sends with a key', () => {
	it('waits where the home is in the way, and then goes to the one source that the key is for', async () => {
		const key = keyOf('Another System');
		const other = makeUploadKey(home, ANA, { name: 'Other', source: '', days: 1 }).key;
		writeFileSync(join(home.path, 'targets.csv'), 'nonsense\n');
		const id = await send(key, next);
		expect(findDelivery(home, id, key.id)).toMatchObject({ state: 'waiting', name: 'upload' });
		expect(findDelivery(home, id, other.id)).toBeNull();
		watch();
		const [waiting] = await until(([first]) => first?.state === 'waiting' && first.reasons.length > 0);
		expect(waiting?.reasons.join('\n')).toContain('targets.csv line 1');
		rmSync(join(home.path, 'targets.csv'));
		expect((await ended())[0]).toMatchObject({
			id,
			state: 'accepted',
			source: 'another-system',
			by: 'Nightly'
		});
		expect(receivedPath(home, id)).toBeNull();
		const rows = openApp(home).prepare('select actor_name, action from audit order by seq').all();
		const said = rows.map(({ actor_name, action }) => `${String(actor_name)}: ${String(action)}`);
		expect(new Set(said)).toEqual(
			new Set(['Ana Administrator: made an upload key', 'upload key Nightly: imported'])
		);
		expect(readFileSync(home.app, 'latin1')).not.toMatch(/tlk_/);
	});

	it('is not taken any more once its key was revoked', async () => {
		const key = keyOf();
		await send(key, next);
		revokeUploadKey(home, ANA, key.id);
		watch();
		const [delivery] = await ended();
		expect(delivery?.reasons).toEqual([expect.stringMatching(/^The key .* was revoked/)]);
		expect(live()).toHaveLength(1);
	});

	it('leaves nothing where it did not come whole', async () => {
		const sent = receiveDelivery(home, keyOf(), (folder) => {
			writeFileSync(join(folder, 'upload'), 'half');
			return Promise.reject(new Error('cut off'));
		});
		await expect(sent).rejects.toThrow('cut off');
		expect(latestDeliveries(home, 1)).toEqual([]);
		expect(readdirSync(join(home.inbox, 'received'))).toEqual([]);
	});
});

describe('a server that is killed', () => {
	it('at any moment loses nothing of what was put into the folder or acknowledged, and takes nothing twice', async () => {
		const other = exportOf((tables) => header(tables, { ExportDate: '2025-03-05 08:00:00' }));
		const key = keyOf();
		drop(next);
		const id = await send(key, other);
		closeApp(home);
		const moments = [700, 1500, 2300, 3100];
		for (const moment of moments) {
			const child = spawn(process.execPath, [join(ROOT, 'tests', 'watcher.ts'), home.path], {
				stdio: 'ignore',
				detached: true
			});
			const gone = once(child, 'exit');
			await sleep(moment);
			process.kill(-(child.pid ?? 0), 'SIGKILL'); // with the import that it began
			await gone;
			const batches = live().map(({ hash }) => hash);
			expect(new Set(batches).size).toBe(batches.length);
			const [dropped] = live().filter(({ upload }) => upload === 'export');
			expect(dropped !== undefined || lies('drop').length === 1).toBe(true);
		}
		watch();
		await until(
			(all) => all.length > 0 && all.every(({ ended_at }) => ended_at !== null) && lies('drop').length === 0
		);
		expect(live()).toHaveLength(3);
		expect(findDelivery(home, id, key.id)?.state).toBe('accepted');
		expect(readdirSync(join(home.inbox, 'received'))).toEqual([]);
	});
});
