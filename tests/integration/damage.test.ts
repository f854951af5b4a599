import { chmodSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { readBatches } from '#pipelines/batch.ts';
import { type Home } from '#pipelines/home.ts';
import { figures, newHome, problems, published, rebuild, run, SAMPLE, take, undo } from '../home.ts';
import { command } from '../command-here.ts';
import { scene, alone, sceneFigures, served } from '../scene.ts';

vi.mock('#pipelines/run.ts', () => import('../work-here.ts'));

let home: Home;
beforeEach(() => {
	home = newHome({ from: alone });
});
const storeFile = () => join(home.stores, `${String(published(home))}.duckdb`);

describe('a store that is damaged', () => {
	/** Says how a store is damaged, and whether a reading command has to notice it at once. */
	const damages: [string, boolean, (file: string) => void][] = [
		[
			'in its header',
			true,
			(file) => {
				const bytes = readFileSync(file);
				bytes.fill(0x5a, 0, 64);
				writeFileSync(file, bytes);
			}
		],
		[
			'in a thousand places',
			true,
			(file) => {
				const bytes = readFileSync(file);
				for (let at = 12288 + 100; at < bytes.length; at += Math.ceil(bytes.length / 1000))
					bytes[at] = (bytes[at] ?? 0) ^ 0xff;
				writeFileSync(file, bytes);
			}
		],
		['by one flipped bit at its end', false, (file) => flip(file, statSync(file).size - 10)],
		['by being cut off', true, (file) => truncateSync(file, Math.floor(statSync(file).size / 3))],
		['by being emptied', true, (file) => truncateSync(file, 0)],
		['by being deleted', true, (file) => rmSync(file)]
	];
	const flip = (file: string, at: number) => {
		const bytes = readFileSync(file);
		bytes[at] = (bytes[at] ?? 0) ^ 1;
		writeFileSync(file, bytes);
	};

	it.each(damages)('%s is named by check and made again by build', async (_, atOnce, damage) => {
		damage(storeFile());
		const store = published(home);
		const { code, stdout } = await command(home, 'check');
		expect(code).toBe(1);
		expect(stdout).toMatch(
			new RegExp(`The store ${String(store)} is (damaged|missing). Run "throughline build"`)
		);
		const read = await command(home, 'metric', 'people-served', '--json');
		if (atOnce) {
			expect(read.code).toBe(3);
			expect(read.stdout).toBe('');
			expect(read.stderr).toContain('Run "throughline build": it is made again from the batches.');
		}
		const { built } = await rebuild(home);
		expect(built?.rebuilt).toBe(true);
		expect(published(home)).toBe(store);
		expect(await problems(home)).toEqual([]);
		expect(await served(home)).toBe(8);
	});

	it('gives the same figures once it is built again', async () => {
		truncateSync(storeFile(), 5000);
		await rebuild(home);
		expect((await figures(home)).text).toBe(sceneFigures.text);
	});

	it('is healed by an import too', async () => {
		truncateSync(storeFile(), 5000);
		expect((await take(home, scene)).outcome).toBe('same');
		expect(await problems(home)).toEqual([]);
	});
});

describe('the pointer to the store', () => {
	it.each([
		['missing', () => rmSync(home.current)],
		['empty', () => writeFileSync(home.current, '')],
		['pointing nowhere', () => writeFileSync(home.current, '0123456789abcdef\n')]
	])('%s: commands say what to do, and build sets it', async (_, spoil) => {
		spoil();
		const { code, stderr } = await command(home, 'metrics');
		expect(code).toBe(3);
		expect(stderr).toContain('Run "throughline build"');
		const { built } = await rebuild(home);
		expect(built?.rebuilt).toBe(false); // the store itself was there all along
		expect(published(home)).toBe(published(alone));
		expect(await served(home)).toBe(8);
	});
});

describe('a batch that is damaged', () => {
	it('is named by its checksum, the others build, and its file can be imported again', async () => {
		const other = await take(home, scene, { source: 'Other County' });
		expect(await served(home)).toBe(16);
		const id = other.batch ?? '';
		const file = join(home.batches, id, 'Enrollment.parquet');
		const bytes = readFileSync(file);
		bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 1;
		writeFileSync(file, bytes);

		const [problem = '', ...more] = await problems(home);
		expect(more).toEqual([]);
		expect(problem).toMatch(
			new RegExp(
				`^Batch ${id}: Enrollment.parquet is damaged \\(its checksum is [0-9a-f]{12}…, not [0-9a-f]{12}…\\)\\.`
			)
		);
		const { built } = await rebuild(home);
		expect(built?.notes).toEqual([problem]);
		expect(built?.batches).toEqual([readBatches(alone).batches[0]?.id]);
		expect(await served(home)).toBe(8);

		// What the message advises.
		const again = await take(home, scene, { source: 'Other County' });
		expect(again.outcome).toBe('accepted');
		expect(await served(home)).toBe(16);
		await run(home, { kind: 'purge', batches: [id], client: null, source: null });
		expect(await problems(home)).toEqual([]);
		expect(await served(home)).toBe(16);
	});

	it('with a file missing is named too', async () => {
		const id = readBatches(home).batches[0]?.id ?? '';
		rmSync(join(home.batches, id, 'Exit.parquet'));
		expect((await problems(home))[0]).toContain(`Batch ${id}: Exit.parquet is missing.`);
	});

	it('in its manifest is named, by the list of batches and by undo too', async () => {
		const id = readBatches(home).batches[0]?.id ?? '';
		writeFileSync(join(home.batches, id, 'manifest.json'), '{"manifest":1,');
		expect((await problems(home))[0]).toContain(`Batch ${id}: its manifest is damaged.`);
		const listed = await command(home, 'batches', '--json');
		expect(listed.code).toBe(0);
		expect(JSON.parse(listed.stdout)).toEqual([]);
		expect(listed.stderr).toContain(`Batch ${id}: its manifest is damaged.`);
		await expect(undo(home, id)).rejects.toThrow(`Batch ${id}: its manifest is damaged.`);
	});
});

describe('the keys', () => {
	it('missing: nothing goes on without them, none is made anew, and the figures stay', async () => {
		for (const name of ['pseudonym', 'vault']) {
			const lame = newHome({ from: alone });
			const path = join(lame.secrets, `${name}.key`);
			const saved = readFileSync(path);
			rmSync(path);
			const { code, stderr } = await command(lame, 'import', SAMPLE);
			expect(code, name).toBe(3);
			expect(stderr).toContain(`secrets/${name}.key is missing. Restore it from a backup`);
			const check = await command(lame, 'check');
			expect(check.code, name).toBe(1);
			expect(check.stdout).toContain(`secrets/${name}.key is missing.`);
			expect(readdirSync(lame.secrets)).not.toContain(`${name}.key`);
			expect(await served(lame)).toBe(8);
			writeFileSync(path, saved, { mode: 0o600 });
			expect(await problems(lame)).toEqual([]);
		}
	});

	it('damaged, or open to others: refused in words', async () => {
		const path = join(home.secrets, 'pseudonym.key');
		chmodSync(path, 0o644);
		expect((await problems(home)).join(' ')).toContain(
			'secrets/pseudonym.key may be read by other accounts. Set its mode to 600'
		);
		await expect(take(home, SAMPLE)).rejects.toThrow('may be read by other accounts');
		chmodSync(path, 0o600);
		writeFileSync(path, 'abc');
		await expect(take(home, SAMPLE)).rejects.toThrow(
			'secrets/pseudonym.key is damaged. Restore it from a backup'
		);
		expect(await served(home)).toBe(8);
	});

	it('of another home: each batch is named and left out, and with its own key back all is as before', async () => {
		const path = join(home.secrets, 'pseudonym.key');
		const own = readFileSync(path);
		writeFileSync(path, 'ab'.repeat(32), { mode: 0o600 });
		const id = readBatches(home).batches[0]?.id ?? '';
		const sentence = `Batch ${id} was made with another pseudonym key than the one in secrets/. It is left out`;
		expect((await problems(home))[0]).toContain(sentence);
		const { built } = await rebuild(home);
		expect(built?.notes[0]).toContain(sentence);
		writeFileSync(path, own);
		await rebuild(home);
		expect(published(home)).toBe(published(alone));
		expect(await problems(home)).toEqual([]);
	});
});
