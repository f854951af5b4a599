import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readBatches, type Manifest } from './batch.ts';
import { readSettings, sweep, type Home } from './home.ts';
import { currentStoreId, removeStores, storeFile } from './publish.ts';

/** What was removed: stores by id, and all bytes that it freed. */
export type Pruned = { stores: string[]; bytes: number };

/**
 * Removes every store but the published one and those published last before it, `keep_stores` in all. Gives the
 * ids of those that are gone.
 */
export function pruneStores(home: Home): string[] {
	const published = currentStoreId(home);
	const there = storesOf(home);
	const order = there
		.filter(({ id, noted }) => noted || id === published)
		.sort((a, b) => Number(b.id === published) - Number(a.id === published) || b.published - a.published)
		.map(({ id }) => id);
	const keep = order.slice(0, readSettings(home).keep_stores);
	const held = removeStores(home, keep);
	return there.map(({ id }) => id).filter((id) => !keep.includes(id) && !held.includes(id));
}

/**
 * Removes what nothing needs: stores beyond those kept, drafts of works that were cut off, and files of batches
 * that no manifest names. Call it under the home's lock.
 */
export function prune(home: Home): Pruned {
	const before = bytesBelow(home.path);
	sweep(home);
	for (const batch of readBatches(home).batches) removeUnnamed(home, batch);
	const stores = pruneStores(home);
	return { stores, bytes: before - bytesBelow(home.path) };
}

/**
 * Removes files of a batch that its manifest does not name: rows that a purge took out, or a purge that was
 * cut off.
 */
export function removeUnnamed(home: Home, batch: Manifest): void {
	const named = new Set([
		...batch.tables.map((table) => table.parquet),
		batch.problems_parquet,
		'manifest.json',
		'undone.json',
		'changes.json'
	]);
	for (const file of readdirSync(join(home.batches, batch.id)))
		if (!named.has(file)) rmSync(join(home.batches, batch.id, file), { recursive: true });
}

function storesOf(home: Home): { id: string; noted: boolean; published: number }[] {
	return readdirSync(home.stores)
		.filter((file) => file.endsWith('.duckdb') && !file.startsWith('.'))
		.map((file) => {
			const id = file.replace(/\.duckdb$/, '');
			const path = storeFile(home, id);
			return { id, noted: existsSync(`${path}.json`), published: statSync(path).mtimeMs };
		});
}

function bytesBelow(folder: string): number {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.reduce(
			(sum, { parentPath, name }) =>
				sum + (statSync(join(parentPath, name), { throwIfNoEntry: false })?.size ?? 0),
			0
		);
}
