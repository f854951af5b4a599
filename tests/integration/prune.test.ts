import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { readBatches } from '#pipelines/batch.ts';
import { storeId } from '#pipelines/build.ts';
import { diskSpace } from '#pipelines/disk.ts';
import type { Home } from '#pipelines/home.ts';
import { exportOf, figures, header, newHome, problems, published, rebuild, take, undo } from '../home.ts';
import { command } from '../command-here.ts';

vi.mock('#pipelines/run.ts', () => import('../work-here.ts'));

const month = (n: number) =>
	exportOf((tables) => {
		header(tables, { ExportDate: `2025-0${String(n)}-05 08:00:00` });
		tables.Exit?.splice(0, n);
	});
const settings = (home: Home, text: string) => {
	writeFileSync(join(home.path, 'settings.json'), text);
};
const stores = (home: Home) =>
	readdirSync(home.stores)
		.filter((file) => file.endsWith('.duckdb'))
		.map((file) => file.replace('.duckdb', ''));

/** A home that keeps four stores, and those that were published, oldest first. */
let base: Home;
const were: string[] = [];
beforeAll(async () => {
	base = newHome();
	await rebuild(base);
	settings(base, '{"keep_stores": 4}');
	for (const n of [2, 3, 4, 5]) {
		await take(base, month(n));
		were.push(published(base) ?? '');
	}
});

describe('stores', () => {
	it('are kept, as many as the setting says', () => {
		expect(new Set(were).size).toBe(4);
		expect(stores(base).sort()).toEqual([...were].sort());
	});

	it('are two where nothing is set: the published one and the one before', async () => {
		const home = newHome({ from: base });
		settings(home, '{}');
		await take(home, month(6));
		expect(stores(home).sort()).toEqual([published(home), were[3]].sort());
	});

	it('that were published last are kept, also after an undo came back to one', async () => {
		const home = newHome({ from: base });
		await undo(home, readBatches(home).batches[3]?.id ?? '');
		expect(published(home)).toBe(were[2]);
		settings(home, '{"keep_stores": 2}');
		const { code, stdout } = await command(home, 'prune');
		expect(code).toBe(0);
		expect(stdout).toMatch(/^The stores \w{16}, \w{16} removed, [\d.]+ MB freed\.$/m);
		expect(stores(home).sort()).toEqual([were[2], were[3]].sort());
	});

	it('keep their ids whatever is set that makes no figure', () => {
		const home = newHome({ from: base });
		const id = storeId(home, readBatches(home).batches);
		settings(home, '{"keep_stores": 50, "disk_warning_gb": 0.5}');
		expect(storeId(home, readBatches(home).batches)).toBe(id);
		settings(home, '{"fiscal_year_start": 7}');
		expect(storeId(home, readBatches(home).batches)).not.toBe(id);
	});

	it.each(['0', '51', '2.5', '"two"'])('cannot be %s', async (wrong) => {
		const home = newHome({ from: base });
		settings(home, `{"keep_stores": ${wrong}}`);
		const { code, stderr } = await command(home, 'prune');
		expect(code).toBe(1);
		expect(stderr).toContain('settings.json, keep_stores:');
		expect(stores(home)).toHaveLength(4);
	});
});

describe('prune', () => {
	it('removes what nothing names, and never what the figures come from', async () => {
		const home = newHome({ from: base });
		settings(home, '{"keep_stores": 1}');
		const before = (await figures(home)).text;
		const batch = join(home.batches, readBatches(home).batches[0]?.id ?? '');
		const strays = [
			join(batch, 'Exit.17.parquet'),
			join(home.stores, '.draft-1234.duckdb'),
			join(home.stores, '0000000000000000.duckdb'),
			join(home.uploads, 'left'),
			join(home.path, '.draft-rotation')
		];
		for (const stray of strays) writeFileSync(stray, Buffer.alloc(1000));
		const size = were.slice(0, 3).reduce((sum, id) => {
			const file = join(home.stores, `${id}.duckdb`);
			return sum + statSync(file).size + statSync(`${file}.json`).size;
		}, 5000);
		const { stdout } = await command(home, 'prune', '--json');
		const { bytes, stores: gone } = JSON.parse(stdout) as { bytes: number; stores: string[] };
		expect(gone.sort()).toEqual(['0000000000000000', ...were.slice(0, 3)].sort());
		expect(Math.abs(bytes - size)).toBeLessThan(200); // the note of who holds the lock
		expect(strays.filter((stray) => existsSync(stray))).toEqual([]);
		expect(stores(home)).toEqual([published(home)]);
		expect((await figures(home)).text).toBe(before);
		expect(await problems(home)).toEqual([]);
		expect((await command(home, 'prune')).stdout).toBe('There was nothing to remove.\n');
	});
});

describe('room on the disk', () => {
	it('is told, and is low below what is set', async () => {
		const home = newHome({ from: base });
		const { free, warnBelow, low } = diskSpace(home);
		expect(free).toBeGreaterThan(1e6);
		expect(warnBelow).toBe(2e9);
		expect(low).toBe(free < 2e9);
		settings(home, '{"disk_warning_gb": 1000000}');
		expect(diskSpace(home)).toMatchObject({ warnBelow: 1e15, low: true });
		const { code, stdout } = await command(home, 'check');
		expect(code).toBe(0);
		expect(stdout).toMatch(/notice +disk +Only .* are free on the disk of the home\. Free some space/);
	});
});
