import { spawn, spawnSync } from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	statSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { takeLock } from '#pipelines/lock.ts';
import { homeAt, ROOT } from '#pipelines/home.ts';
import { verifyAudit } from '#lib/server/audit.ts';
import { closeApp } from '#lib/server/app-db.ts';
import { backupsIn, base, before, draftsIn, later, newFolder, noteOf, people } from '../backup.ts';
import { figures, newHome, published, SAMPLE, start, temporaryFolder } from '../home.ts';
import { command } from '../command-here.ts';

vi.mock('#pipelines/run.ts', () => import('../work-here.ts'));

describe('a backup', () => {
	it('holds all that cannot be made again, with a checksum each, readable by this account only', async () => {
		const home = newHome({ from: base });
		writeFileSync(join(home.path, 'settings.json'), '{"fiscal_year_start": 10}');
		writeFileSync(join(home.path, 'targets.csv'), 'metric,program,grant,from,to,target\n');
		writeFileSync(join(home.metrics, 'our-own.sql'), '-- ours');
		const folder = newFolder();
		const { code, stdout } = await command(home, 'backup', folder);
		expect(code).toBe(0);
		const [backup = ''] = backupsIn(folder);
		expect(backup).toMatch(/throughline-\d{8}T\d{6}Z$/);
		expect(stdout).toContain(`Backed up to ${backup}`);
		expect(stdout).toContain('It holds the keys: keep it as safe as the home itself.');
		const { files, store } = noteOf(backup);
		expect(store).toBe(published(home));
		const paths = files.map(({ path }) => path);
		for (const path of ['app.sqlite', 'audit.head', 'home.json', 'metrics/our-own.sql', 'settings.json'])
			expect(paths).toContain(path);
		for (const path of ['targets.csv', 'vault/vault.sqlite', 'secrets/pseudonym.key', 'secrets/audit.key'])
			expect(paths).toContain(path);
		expect(paths.filter((path) => /\/manifest\.json$/.test(path))).toHaveLength(2);
		expect(paths.filter((path) => /^stores|^current$|^uploads|lock|-wal|-shm/.test(path))).toEqual([]);
		for (const name of readdirSync(backup, { recursive: true, encoding: 'utf8' })) {
			const stats = statSync(join(backup, name));
			expect((stats.mode & 0o777).toString(8), name).toBe(stats.isDirectory() ? '700' : '600');
		}
		expect(statSync(backup).mode & 0o777).toBe(0o700);
		expect(draftsIn(folder)).toEqual([]);
		// It is written down in the home's log, and the home is as it was.
		expect((await figures(home)).text).toBe(before);
		expect(await verifyAudit(home)).toMatchObject({ entries: 22, problems: [] });
		closeApp(home);
	});

	it('is refused where it would lie in the home, or cannot be written', async () => {
		const home = newHome({ from: base });
		const file = join(temporaryFolder(), 'a file');
		writeFileSync(file, '');
		const link = join(temporaryFolder(), 'link');
		symlinkSync(home.metrics, link);
		for (const [folder, words] of [
			[join(home.path, 'backups'), /lies in the home/],
			[join(link, 'deeper'), /lies in the home/],
			[file, /a file/],
			[join(file, 'below'), /cannot be written \(ENOTDIR\)\. Name a folder that this account may write to\./]
		] as const) {
			const { code, stderr } = await command(home, 'backup', folder);
			expect({ folder, code, stderr }).toEqual({
				folder,
				code: 1,
				stderr: expect.stringMatching(words) as string
			});
		}
		const none = newHome();
		expect((await command(none, 'backup', newFolder())).stderr).toContain('is not a home yet');
		expect(existsSync(none.path)).toBe(false);
	});

	const disk = temporaryFolder();
	const mounted =
		process.platform === 'linux' &&
		spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]).status === 0;
	afterAll(() => {
		if (mounted) spawnSync('umount', [disk]);
	});
	it.skipIf(!mounted)('on a disk that is too small is refused before it begins', async () => {
		const { code, stderr } = await command(base, 'backup', disk);
		expect(code).toBe(3);
		expect(stderr).toMatch(
			/too little room on the disk: the backup takes at least .* KB, and .* KB are free/
		);
		expect(readdirSync(disk)).toEqual([]);
	});

	it('waits for an import that is running, and has its batch', async () => {
		const home = newHome({ from: base });
		const folder = newFolder();
		const importing = start(home, ['import', SAMPLE]);
		await importing.says(/Receiving/);
		const backing = start(home, ['backup', folder]);
		await backing.says(/Waiting: an import is running/);
		expect((await importing.ended).code).toBe(0);
		expect((await backing.ended).code).toBe(0);
		const paths = noteOf(backupsIn(folder)[0] ?? '').files.map(({ path }) => path);
		expect(paths.filter((path) => path.endsWith('/manifest.json'))).toHaveLength(3);
	});

	it('lets an import wait until it is done', async () => {
		const home = newHome({ from: base });
		const release = await takeLock(home, 'work', 'a backup is being made', 0);
		const { ended, says } = start(home, ['import', later]);
		await says(/Waiting: a backup is being made/);
		release();
		expect((await ended).code).toBe(0);
	});

	it('made while another process writes people and entries holds a log that is whole', async () => {
		const home = newHome({ from: base });
		const writer = spawn(
			process.execPath,
			[
				'--input-type=module',
				'-e',
				`import { homeAt } from '#pipelines/home.ts';
				import { record } from '#lib/server/audit.ts';
				import { openApp } from '#lib/server/app-db.ts';
				const home = homeAt(process.argv[1]);
				const pause = new Int32Array(new SharedArrayBuffer(4)); // without one nobody else gets to write
				const add = openApp(home).prepare('insert into person (id, name, email, emailVerified, createdAt, updatedAt, role) values (?, ?, ?, 1, 0, 0, ?)');
				for (let n = 0; ; n++) { add.run('p' + n, 'p', 'p' + n, 'worker'); record(home, { id: null, name: 'x' }, 'saw rows', 'exits'); if (n === 0) console.log('writing'); Atomics.wait(pause, 0, 0, 2); }`,
				home.path
			],
			{ cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] }
		);
		try {
			await new Promise((resolve) => writer.stdout.once('data', resolve));
			const folder = newFolder();
			for (let n = 0; n < 3; n++) {
				const { code, stderr } = await command(home, 'backup', folder);
				expect(code, stderr).toBe(0);
			}
			expect(writer.exitCode).toBeNull(); // it wrote all the while
			for (const backup of backupsIn(folder)) {
				const copy = newHome();
				expect((await command(copy, 'restore', backup)).code).toBe(0);
				const { entries, problems } = await verifyAudit(copy);
				expect(problems).toEqual([]);
				expect(entries).toBeGreaterThan(20);
				const added = people(copy).filter((id) => id.startsWith('p')).length;
				expect(added).toBeGreaterThan(0);
				const head = Number(readFileSync(join(backup, 'audit.head'), 'utf8').split(' ')[0]);
				expect(head).toBeLessThanOrEqual(entries);
			}
		} finally {
			writer.kill('SIGKILL');
		}
	});

	it('of a home whose people are damaged is not made', async () => {
		const home = newHome({ from: base });
		const bytes = readFileSync(home.app);
		bytes.fill(0x5a, 4096 * 3, 4096 * 9);
		writeFileSync(home.app, bytes);
		const folder = newFolder();
		const { code, stderr } = await command(home, 'backup', folder);
		expect(code).toBe(3);
		expect(stderr).toMatch(/app\.sqlite is damaged|malformed/);
		expect(readdirSync(folder)).toEqual([]);
	});

	it('says which batch is damaged in the home, and is made all the same', async () => {
		const home = newHome({ from: base });
		const [batch = ''] = readdirSync(home.batches);
		writeFileSync(join(home.batches, batch, 'Exit.parquet'), 'nonsense');
		const { code, stdout } = await command(home, 'backup', newFolder());
		expect(code).toBe(0);
		expect(stdout).toMatch(new RegExp(`Note: Copied as it is\\. Batch ${batch}: Exit\\.parquet is damaged`));
	});

	it('killed at any moment leaves nothing under its name, and the next one clears up', async () => {
		const folder = newFolder();
		mkdirSync(folder);
		const home = newHome({ from: base });
		writeFileSync(join(home.path, 'notes.bin'), Buffer.alloc(40_000_000)); // a longer way to be killed on
		let begun = 0;
		for (const wait of [0, 20, 60, 120]) {
			const { child, ended, says } = start(home, ['backup', folder], { detached: true });
			await says(/Copying/);
			await sleep(wait);
			process.kill(-(child.pid ?? 0), 'SIGKILL');
			if ((await ended).signal === null) continue;
			begun += draftsIn(folder).length;
			for (const backup of backupsIn(folder)) expect(existsSync(join(backup, 'backup.json'))).toBe(true);
		}
		expect(begun).toBeGreaterThan(0);
		expect((await command(home, 'backup', folder)).code).toBe(0);
		expect(draftsIn(folder)).toEqual([]);
		const copy = newHome();
		expect((await command(copy, 'restore', backupsIn(folder).at(-1) ?? '')).code).toBe(0);
	});

	it('that is stopped leaves nothing at all', async () => {
		const folder = newFolder();
		const home = newHome({ from: base });
		writeFileSync(join(home.path, 'notes.bin'), Buffer.alloc(80_000_000));
		const { child, ended, says } = start(home, ['backup', folder], { detached: true });
		await says(/Copying/);
		process.kill(-(child.pid ?? 0), 'SIGTERM');
		await ended;
		for (let n = 0; n < 100 && readdirSync(folder).length > 0; n++) await sleep(50);
		expect(readdirSync(folder)).toEqual([]);
	});

	it('opens as a database of its own', async () => {
		const folder = newFolder();
		await command(base, 'backup', folder);
		const copy = homeAt(backupsIn(folder)[0] ?? '');
		const app = new DatabaseSync(copy.app, { readOnly: true });
		expect(app.prepare('select id from person').all()).toEqual([{ id: 'ada' }]);
		app.close();
	});
});
