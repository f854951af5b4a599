import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { sync, writeWhole } from './files.ts';
import type { Home } from './home.ts';

/** Where a store lies. */
export function storeFile(home: Home, id: string): string {
	return join(home.stores, `${id}.duckdb`);
}

/** Makes a store the current one in one step; a finished draft and its note are put in their places first. */
export function publish(home: Home, id: string, draft?: string, note?: object): void {
	const file = storeFile(home, id);
	if (draft !== undefined) {
		renameSync(draft, file);
		sync(home.stores);
		writeWhole(`${file}.json`, JSON.stringify(note), home.stores);
	}
	if (currentStoreId(home) !== id) writeWhole(home.current, `${id}\n`, home.path);
}

/** The id of the published store, or null where nothing was published yet. */
export function currentStoreId(home: Home): string | null {
	return existsSync(home.current) ? readFileSync(home.current, 'utf8').trim() : null;
}
