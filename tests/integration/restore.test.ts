import {
	copyFileSync,
	cpSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { readBatches } from '#pipelines/batch.ts';
import { homeAt, programVersion, type Home } from '#pipelines/home.ts';
import { pseudonym, pseudonymKeys } from '#pipelines/secrets.ts';
import { openVault } from '#pipelines/vault.ts';
import { verifyAudit } from '#lib/server/audit.ts';
import { closeApp, openApp } from '#lib/server/app-db.ts';
import { backupsIn, base, before, later, newFolder, people } from '../backup.ts';
import {
	cli,
	figures,
	leftovers,
	newHome,
	problems,
	published,
	rebuild,
	start,
	take,
	temporaryFolder
} from '../home.ts';
import { command } from '../command-here.ts';

vi.mock('#pipelines/run.ts', () => import('../work-here.ts'));

const SOURCE = 'tiny-tiny-county-sample';

let backup: string;
beforeAll(async () => {
	const folder = newFolder();
	expect((await command(newHome({ from: base }), 'backup', folder)).code).toBe(0);
	backup = backupsIn(folder)[0] ?? '';
});

/** A copy of the backup, to be harmed. */
function copyOf(from = backup): string {
	const copy = join(temporaryFolder(), basename(from));
	cpSync(from, copy, { recursive: true });
	return copy;
}
const beside = (home: Home) => readdirSync(dirname(home.path));

describe('a restore', () => {
	it('gives the same figures, people, log and ids, and takes the next export as the home would have', async () => {
		const home = newHome();
		const { code, stdout, stderr } = await command(home, 'restore', backup);
		expect(code, stderr).toBe(0);
		expect(stdout).toContain(`The figures are the same as then: those of store ${String(published(base))}.`);
		expect(published(home)).toBe(published(base));
		expect((await figures(home)).text).toBe(before);
		expect(people(home)).toEqual(['ada']);
		expect(await verifyAudit(home)).toMatchObject({ entries: 22, problems: [] });
		closeApp(home);
		const vault = openVault(home, { readOnly: true });
		expect(vault.find(pseudonym(pseudonymKeys(home), SOURCE, 'client', '003'))).toBe('003');
		vault.close();
		expect(await problems(home)).toEqual([]);
		expect(leftovers(home)).toEqual([]);
		expect(statSync(home.path).mode & 0o777).toBe(0o700);
		expect(beside(home)).toEqual(['home']);
		expect((await take(home, later)).outcome).toBe('same');
	});

	it.each(['with its keys', '--without-secrets'])('%s brings back no sign-in and no link', async (option) => {
		const from = newHome({ from: base });
		const app = openApp(from);
		app.exec(`insert into session (id, expiresAt, token, createdAt, updatedAt, userId) values ('s', 9e12, 't', 0, 0, 'ada');
			insert into link values ('h', 'password', 'ada', null, '2026-01-01', '2099-01-01', null)`);
		closeApp(from);
		const folder = newFolder();
		const options = option.startsWith('--') ? [option] : [];
		expect((await command(from, 'backup', folder, ...options)).code).toBe(0);
		const home = newHome();
		expect((await command(home, 'restore', backupsIn(folder)[0] ?? '')).code).toBe(0);
		const db = new DatabaseSync(home.app, { readOnly: true });
		const count = (table: string) => db.prepare(`select count(*) as n from ${table}`).get();
		expect([count('person'), count('session'), count('link')]).toEqual([{ n: 1 }, { n: 0 }, { n: 0 }]);
		db.close();
	});

	it('goes into a folder that is there and empty, and into no other', async () => {
		const home = newHome();
		mkdirSync(home.path);
		writeFileSync(join(home.path, 'thesis.txt'), 'mine');
		const refused = await command(home, 'restore', backup);
		expect(refused.code).toBe(1);
		expect(refused.stderr).toMatch(/is not empty: it holds thesis\.txt\. .* move the folder away/);
		expect(readdirSync(home.path)).toEqual(['thesis.txt']);
		rmSync(join(home.path, 'thesis.txt'));
		expect((await command(home, 'restore', backup)).code).toBe(0);
		const again = await command(home, 'restore', backup);
		expect(again.code).toBe(1);
		expect(again.stderr).toContain('app.sqlite, audit.head, batches');
	});

	it('names every file that is damaged, missing or was added, and lays out nothing', async () => {
		const harmed = copyOf();
		const [batch = ''] = readdirSync(join(harmed, 'batches'));
		const exits = join(harmed, 'batches', batch, 'Exit.parquet');
		const bytes = readFileSync(exits);
		bytes.writeUInt8(bytes.readUInt8(100) ^ 1, 100);
		writeFileSync(exits, bytes);
		rmSync(join(harmed, 'audit.head'));
		writeFileSync(join(harmed, 'vault', 'sneaked-in.sql'), 'select 1');
		const home = newHome();
		const { code, stderr } = await command(home, 'restore', harmed);
		expect(code).toBe(1);
		expect(stderr.split('\n').filter((line) => line.startsWith('- '))).toEqual([
			'- audit.head is missing.',
			`- batches/${batch}/Exit.parquet is damaged: it is not the file that was backed up.`,
			'- vault/sneaked-in.sql is not a file of this backup. Take it out.',
			'- Nothing was restored. Copy the backup again, or take an earlier one.'
		]);
		expect(beside(home)).toEqual([]);
	});

	it('refuses what is no backup, a note that is damaged or leads out, and a later version’s', async () => {
		const home = newHome();
		const note = (change: (json: Record<string, unknown>) => unknown) => {
			const copy = copyOf();
			const path = join(copy, 'backup.json');
			writeFileSync(
				path,
				JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>))
			);
			return copy;
		};
		copyFileSync(join(backup, 'audit.head'), join(dirname(copyOf()), 'outside'));
		for (const [folder, words] of [
			[temporaryFolder(), /is not a backup: it has no backup\.json/],
			[note(() => ({ backup: 1 })), /backup\.json is damaged/],
			[
				note((json) => ({ ...json, files: [{ path: '../outside', bytes: 1, sha256: '' }] })),
				/names \.\.\/outside, which leads out of the backup/
			],
			[
				note((json) => ({ ...json, backup: 2, program: '9.1.0', later: true })),
				/made by Throughline 9\.1\.0.* Install version 9\.1\.0 or a later one/
			],
			[note((json) => ({ ...json, home: 2, program: '8.0.0' })), /Install version 8\.0\.0/]
		] as const) {
			const { code, stderr } = await command(home, 'restore', folder);
			expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(words) as string });
		}
		expect(beside(home)).toEqual([]);
	});

	it('says where another version made the backup', async () => {
		const copy = copyOf();
		const path = join(copy, 'backup.json');
		const text = readFileSync(path, 'utf8').replace(`"program": "${programVersion()}"`, '"program": "0.0.9"');
		writeFileSync(path, text.replace(/"store": "\w+"/, '"store": "0123456789abcdef"'));
		const { code, stdout } = await command(newHome(), 'restore', copy);
		expect(code).toBe(0);
		expect(stdout).toContain(`made by Throughline 0.0.9; this is ${programVersion()}.`);
		expect(stdout).toContain('Then store 0123456789abcdef was published, so figures may differ');
	});

	it('of a backup without keys asks for them, and gives the same figures once they are there', async () => {
		const from = newHome({ from: base });
		const folder = newFolder();
		const made = await command(from, 'backup', folder, '--without-secrets');
		expect(made.stdout).toContain('It holds no keys: keep a copy of secrets/ elsewhere');
		const [keyless = ''] = backupsIn(folder);
		expect(existsSync(join(keyless, 'secrets'))).toBe(false);
		const home = newHome();
		const { code, stdout } = await command(home, 'restore', keyless);
		expect(code).toBe(0);
		expect(stdout).toContain('Put your copy of secrets/ into the home');
		expect((await command(home, 'build')).stderr).toContain('secrets/audit.key is missing');
		cpSync(from.secrets, home.secrets, { recursive: true });
		await rebuild(home);
		expect(published(home)).toBe(published(base));
		expect((await figures(home)).text).toBe(before);
	});

	it.each([/Comparing/, /Laying/, /Merging/, /Computing/])(
		'killed when it says %s leaves no half home, and works when it is done again',
		async (pattern) => {
			const home = newHome();
			const { child, ended, says } = start(home, ['restore', backup], { detached: true });
			await says(pattern);
			process.kill(-(child.pid ?? 0), 'SIGKILL');
			await ended;
			if (existsSync(home.path)) {
				// Every file was in its place; only the figures are still to be made.
				expect(readBatches(home).batches).toHaveLength(2);
				await rebuild(home);
			} else {
				const { code, stderr } = await command(home, 'restore', backup);
				expect(code, stderr).toBe(0);
			}
			expect((await figures(home)).text).toBe(before);
			expect(people(home)).toEqual(['ada']);
			expect(await problems(home)).toEqual([]);
			expect(beside(home)).toEqual(['home']);
			expect(leftovers(home)).toEqual([]);
		}
	);

	it('two at once into one home: one is done, the other is refused', async () => {
		const home = newHome();
		const both = await Promise.all([cli(home, 'restore', backup), cli(home, 'restore', backup)]);
		expect(both.map(({ code }) => code).sort()).toEqual([0, 1]);
		expect(both.map(({ stderr }) => stderr).join()).toMatch(
			/This home is in use: a restore is running|is not empty/
		);
		expect((await figures(homeAt(home.path))).text).toBe(before);
	});
});
