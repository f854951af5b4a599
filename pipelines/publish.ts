import { existsSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { systemCode } from './errors.ts';
import { sync, writeWhole } from './files.ts';
import type { Home } from './home.ts';

/** Where a store lies. */
export function storeFile(home: Home, id: string): string {
	return join(home.stores, `${id}.duckdb`);
}

/**
 * Makes a store the current one in one step; a finished draft and its note are put in their places first. When a
 * store's file was changed is when it was published last.
 */
export function publish(home: Home, id: string, draft?: string, note?: object): void {
	const file = storeFile(home, id);
	if (draft !== undefined) {
		renameSync(draft, file);
		sync(home.stores);
		writeWhole(`${file}.json`, JSON.stringify(note), home.stores);
	}
	if (currentStoreId(home) === id) return;
	utimesSync(file, new Date(), new Date());
	writeWhole(home.current, `${id}\n`, home.path);
}

/**
 * Deletes every store but those named: each can be made again from the batches. Gives the ids of those that
 * cannot be deleted now, because this system does not let go of an open file.
 */
export function removeStores(home: Home, keep: readonly string[]): string[] {
	const kept = new Set<string>();
	for (const file of readdirSync(home.stores)) {
		const id = file.split('.')[0] ?? '';
		if (file.startsWith('.') || keep.includes(id)) continue;
		try {
			rmSync(join(home.stores, file), { recursive: true, force: true });
		} catch (error) {
			if (!['EBUSY', 'EPERM'].includes(systemCode(error) ?? '')) throw error;
			kept.add(id);
		}
	}
	return [...kept];
}

/** The id of the published store, or null where nothing was published yet. */
export function currentStoreId(home: Home): string | null {
	return existsSync(home.current) ? readFileSync(home.current, 'utf8').trim() : null;
}
