// The tiny agency, imported, and uploads of it to change.
import { join } from 'node:path';
import { beforeAll } from 'vitest';
import type { Home } from '#pipelines/home.ts';
import { TINY } from './canonical.ts';
import { exportOf, newHome, remove, ROOT, take, type Tables } from './home.ts';

export const TEMPLATES = join(ROOT, 'static', 'templates');

export const changed = (change: (tables: Tables) => void) => exportOf(change, { from: TINY, files: 'all' });
export const about = (tables: Tables, changes: Record<string, string>) => {
	Object.assign(tables.about?.[0] ?? {}, changes);
};
/** An upload of the next month. */
export const later = (change: (tables: Tables) => void, changes: Record<string, string> = {}) =>
	changed((tables) => {
		about(tables, { exported_at: '2025-02-05', ...changes });
		change(tables);
	});
export const none = (tables: Tables, ...files: string[]) => {
	for (const file of files) remove(tables, file, () => true);
};
export let home: Home;
export let first: Awaited<ReturnType<typeof take>>;
beforeAll(async () => {
	home = newHome();
	first = await take(home, TINY);
});
/** A home that has the tiny agency. */
export const homeWith = async (...paths: string[]) => {
	const copy = newHome({ from: home });
	if (paths.length > 0) await take(copy, paths);
	return copy;
};
