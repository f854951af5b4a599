import { spawnSync } from 'node:child_process';
import {
	cpSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { readBatches } from '#pipelines/batch.ts';
import { filesBelow } from '#pipelines/files.ts';
import type { Home } from '#pipelines/home.ts';
import { nextPseudonym, pseudonym, pseudonymKeys, pseudonymLinks, pseudonymNow } from '#pipelines/secrets.ts';
import { openVault } from '#pipelines/vault.ts';
import { verifyAudit } from '#lib/server/audit.ts';
import { closeApp } from '#lib/server/app-db.ts';
import { base } from '../backup.ts';
import {
	exportOf,
	figures,
	header,
	leftovers,
	newHome,
	problems,
	published,
	query,
	rebuild,
	record,
	run,
	start,
	take,
	undo
} from '../home.ts';
import { command } from '../command-here.ts';
import { idsOf, purgeJob, traces } from '../purge.ts';

vi.mock('#pipelines/run.ts', () => import('../work-here.ts'));

const SOURCE = 'tiny-tiny-county-sample';
/** The next export of the source: 003 was corrected, so the figures move. */
const next = exportOf((tables) => {
	header(tables, { ExportDate: '2025-03-05 08:00:00' });
	Object.assign(record(tables, 'Exit', 'X03'), { Destination: '410', DateUpdated: '2025-03-01 08:00:00' });
});

/** The home after one rotation. */
let rotated: Home;
let printed: string;
/** The figures before. */
let before: string;
beforeAll(async () => {
	before = await namedFigures(base);
	rotated = newHome({ from: base });
	const { code, stdout, stderr } = await command(rotated, 'rotate-keys', '--yes');
	expect(code, stderr).toBe(0);
	printed = stdout;
});

const clientsOf = async (home: Home) =>
	(await query(home, 'select distinct client_id::varchar as id from enrollment order by id')).map(({ id }) =>
		String(id)
	);
const keyFile = (home: Home, name: string) => readFileSync(join(home.secrets, `${name}.key`), 'utf8');

/**
 * Every figure, where a worker of whom the source gives no name is named by their pseudonym with the source's own
 * id instead, and in the order of that.
 */
async function namedFigures(home: Home): Promise<string> {
	const vault = openVault(home, { readOnly: true });
	try {
		const workers = new Map(
			[...vault.pseudonyms()]
				.filter((each) => vault.find(each, 'worker') !== null)
				.map((each) => [`worker ${each.slice(0, 8)}`, `worker ${vault.find(each) ?? ''}`])
		);
		const answers = (await figures(home)).figures.map((answer) => ({
			...answer,
			results: answer.results
				.map((result) => {
					const { worker } = result.group;
					const named = typeof worker === 'string' ? { worker: workers.get(worker) ?? worker } : {};
					return { ...result, group: { ...result.group, ...named } };
				})
				.sort((a, b) => (String(a.group.worker) < String(b.group.worker) ? -1 : 1))
		}));
		expect(answers.filter(({ results }) => results[0]?.group.worker !== undefined).length).toBeGreaterThan(5);
		// Sums of decimals depend in their last digits on the order of the rows, which is that of the pseudonyms.
		return JSON.stringify(answers, (_, each: unknown) =>
			typeof each === 'number' ? Number(each.toPrecision(12)) : each
		);
	} finally {
		vault.close();
	}
}

/** What must hold of a home however often its keys were rotated. */
async function expectWhole(home: Home): Promise<void> {
	expect(await namedFigures(home)).toBe(before);
	expect(await problems(home)).toEqual([]);
	expect(leftovers(home)).toEqual([]);
	expect(existsSync(join(home.path, 'rotation'))).toBe(false);
	const vault = openVault(home, { readOnly: true });
	try {
		const known = [...vault.pseudonyms()];
		expect(known.length).toBeGreaterThan(20);
		const keys = pseudonymKeys(home);
		expect(vault.find(pseudonym(keys, SOURCE, 'client', '003'), 'client')).toBe('003');
		const clients = await clientsOf(home);
		for (const id of clients) {
			const found = vault.find(id, 'client');
			expect(found).not.toBeNull();
			expect(pseudonym(keys, SOURCE, 'client', found ?? '')).toBe(id);
		}
	} finally {
		vault.close();
	}
}

describe('a rotation of keys', () => {
	it('gives every pseudonym and the vault a new key; the figures and the ids in the vault stay', async () => {
		expect(printed).toContain('Pseudonyms are now made with 2 keys, and the vault has a new one.');
		await expectWhole(rotated);
		expect(published(rotated)).not.toBe(published(base));
		expect(pseudonymLinks(rotated)).toBe(2);
		expect(keyFile(rotated, 'pseudonym').split('\n')[0]).toBe(keyFile(base, 'pseudonym'));
		expect(keyFile(rotated, 'vault')).not.toBe(keyFile(base, 'vault'));
		for (const name of ['pseudonym', 'vault'])
			expect(statSync(join(rotated.secrets, `${name}.key`)).mode & 0o777).toBe(0o600);
		expect(await verifyAudit(rotated)).toMatchObject({ entries: 22, problems: [] });
		closeApp(rotated);
	});

	it('leaves no pseudonym of before in a batch, live or undone, a store or the vault', async () => {
		const home = newHome({ from: base });
		await undo(home, readBatches(home).batches[1]?.id ?? '');
		const old = idsOf(home);
		expect((await traces(home, old)).length).toBeGreaterThan(4);
		await run(home, { kind: 'rotate' });
		expect(await traces(home, old)).toEqual([]);
		expect((await traces(home, idsOf(home))).length).toBeGreaterThan(4);
		const known = openVault(home, { readOnly: true });
		expect([...known.pseudonyms()].filter((each) => old.includes(each))).toEqual([]);
		known.close();
	});

	it('maps each pseudonym to the one that secrets.ts makes, though SQL does it, and pseudonymNow too', async () => {
		const [, added] = pseudonymKeys(rotated);
		const then = await clientsOf(base);
		const now = then.map((id) => nextPseudonym(added ?? Buffer.alloc(0), id)).sort();
		expect(await clientsOf(rotated)).toEqual(now);
		expect(then.map((id) => pseudonymNow(rotated, id, 1)).sort()).toEqual(now);
		expect(now.map((id) => pseudonymNow(rotated, id, 2))).toEqual(now);
		expect(() => pseudonymNow(base, then[0] ?? '', 2)).toThrow(/made with 2 keys, .* has 1\. Restore/);
	});

	it('may be done again, and a later export still meets the same people', async () => {
		const never = newHome({ from: base });
		await take(never, next);
		const home = newHome({ from: rotated });
		await run(home, { kind: 'rotate' });
		expect(pseudonymLinks(home)).toBe(3);
		await expectWhole(home);
		await take(home, next);
		expect(await namedFigures(home)).toBe(await namedFigures(never));
		expect(await namedFigures(home)).not.toBe(before);
		expect((await clientsOf(home)).length).toBe((await clientsOf(never)).length);
		const enrollments = 'select count(*) as n from enrollment';
		expect(await query(home, enrollments)).toEqual(await query(never, enrollments));
		// An export of before is known for what it is, and a client is found by the source's own id.
		expect((await take(home, next)).outcome).toBe('same');
		const { purgedRows } = await run(home, purgeJob({ client: '003' }));
		expect(purgedRows).toBeGreaterThan(0);
	});

	it('asks for --yes, and is refused where a batch is damaged or has other keys', async () => {
		const home = newHome({ from: base });
		expect((await command(home, 'rotate-keys')).code).toBe(2);
		const [first, second] = readBatches(home).batches;
		writeFileSync(join(home.batches, first?.id ?? '', 'Exit.parquet'), 'nonsense');
		const manifest = join(home.batches, second?.id ?? '', 'manifest.json');
		writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/"key_mark": "\w/, '"key_mark": "z'));
		const { code, stderr } = await command(home, 'rotate-keys', '--yes');
		expect(code).toBe(1);
		expect(stderr).toContain('Exit.parquet is damaged');
		expect(stderr).toContain(`Batch ${second?.id ?? ''} was made with other keys`);
		expect(pseudonymLinks(home)).toBe(1);
		expect(leftovers(home)).toEqual([]);
	});

	it.each([
		[/Replacing/, 0],
		[/Replacing/, 60],
		[/Sealing/, 0],
		[/Sealing/, 15],
		[/Merging/, 0],
		[/Computing/, 0]
	])('killed when it says %s, and %i ms later, is all old or all new', async (pattern, wait) => {
		const home = newHome({ from: base });
		const { child, ended, says } = start(home, ['rotate-keys', '--yes'], { detached: true });
		await says(pattern);
		await sleep(wait);
		process.kill(-(child.pid ?? 0), 'SIGKILL');
		await ended;
		const decided = existsSync(join(home.path, 'rotation'));
		expect(await problems(home)).toEqual([]);
		await rebuild(home);
		expect(pseudonymLinks(home)).toBe(decided ? 2 : 1);
		await expectWhole(home);
		expect(readdirSync(home.path).filter((name) => name.startsWith('.draft'))).toEqual([]);
	});

	it('cut off after any of its files took its place is finished by the next work, and not done twice', async () => {
		const ready = filesBelow(rotated.path).filter((path) =>
			/^(batches|vault|secrets\/(pseudonym|vault))/.test(path)
		);
		for (const moved of [0, 1, Math.floor(ready.length / 2), ready.length - 1, ready.length]) {
			const home = newHome({ from: base });
			for (const [index, path] of ready.entries()) {
				const to = join(index < moved ? home.path : join(home.path, 'rotation'), path);
				mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
				cpSync(join(rotated.path, path), to);
			}
			mkdirSync(join(home.path, 'rotation'), { recursive: true });
			const check = await command(home, 'check');
			expect(check.stdout).toContain('A key rotation is going on or was cut off.');
			expect(check.code).toBe(0);
			await run(home, moved % 2 === 0 ? { kind: 'build' } : { kind: 'rotate' });
			expect(pseudonymLinks(home)).toBe(2);
			await expectWhole(home);
			expect(published(home)).toBe(published(rotated));
		}
	});

	it.skipIf(process.platform === 'win32')('whose store cannot be built says that it has begun', async () => {
		const home = newHome({ from: base });
		const { ended } = start(home, ['rotate-keys', '--yes'], {
			through: ['bash', '-c', 'ulimit -f 300; exec "$@"', 'bash'] // enough for a batch, not for a store
		});
		const { code, stderr } = await ended;
		expect(code).toBe(3);
		expect(stderr).toContain('The rotation has begun and is not finished.');
		expect(stderr).not.toContain('Nothing was changed');
		const store = published(home);
		expect(store).toBe(published(base)); // the figures of before are still shown
		await rebuild(home);
		expect(pseudonymLinks(home)).toBe(2);
		await expectWhole(home);
	});

	it('works after a work was killed while it wrote to the vault, whose ids are found all the while', async () => {
		const home = newHome({ from: base });
		const file = join(home.vault, 'vault.sqlite');
		const script = `const { DatabaseSync } = require('node:sqlite');
			const db = new DatabaseSync(process.argv[1]);
			db.exec("pragma cache_size = 1; begin; update entry set sealed = zeroblob(40);");
			for (let n = 0; n < 2000; n++) db.exec("insert into entry values ('x" + n + "', 's', 'd', zeroblob(400))");
			process.kill(process.pid, 'SIGKILL');`;
		expect(spawnSync(process.execPath, ['-e', script, file]).signal).toBe('SIGKILL');
		expect(existsSync(`${file}-journal`)).toBe(true);
		const vault = openVault(home, { readOnly: true });
		expect(vault.find(pseudonym(pseudonymKeys(home), SOURCE, 'client', '003'))).toBe('003');
		vault.close();
		await run(home, { kind: 'rotate' });
		await expectWhole(home);
	});

	it('cut off is in a backup as it is, and the restored home finishes it', async () => {
		const home = newHome({ from: base });
		mkdirSync(join(home.path, 'rotation', 'secrets'), { recursive: true });
		for (const path of filesBelow(rotated.path).filter((each) => /^(batches|vault)/.test(each)))
			cpSync(join(rotated.path, path), join(home.path, path));
		for (const name of ['pseudonym', 'vault'])
			cpSync(join(rotated.secrets, `${name}.key`), join(home.path, 'rotation', 'secrets', `${name}.key`));
		const folder = join(dirname(home.path), 'backups');
		expect((await command(home, 'backup', folder)).code).toBe(0);
		renameSync(home.path, `${home.path}.before`);
		const { code, stderr } = await command(home, 'restore', join(folder, readdirSync(folder)[0] ?? ''));
		expect(code, stderr).toBe(0);
		expect(pseudonymLinks(home)).toBe(2);
		await expectWhole(home);
	});
});
