import { readBatches } from '#pipelines/batch.ts';
import { codeHash } from '#pipelines/code.ts';
import { openStoreFile, type Database } from '#pipelines/duckdb.ts';
import { Fault, Refused, messageOf } from '#pipelines/errors.ts';
import { defaultHomePath, homeAt, type Home } from '#pipelines/home.ts';
import { currentStoreId, storeFile } from '#pipelines/publish.ts';

/** A published store, open to read. A page keeps one from its first query to its last. */
export type Store = { id: string; db: Database };

/** The home that this process serves. */
export function homePath(): string {
	return defaultHomePath();
}

/** Opens a store of a home. This is the only place that opens one. */
export async function openStore(home: Home, id: string): Promise<Store> {
	let db: Database;
	try {
		db = await openStoreFile(storeFile(home, id));
	} catch (cause) {
		throw new Fault(
			`The store ${id} cannot be opened (${messageOf(cause).split('\n')[0] ?? ''}). Run "throughline build": it is made again from the batches.`,
			{ cause }
		);
	}
	const made = await db.rows('select code from store').catch(() => []);
	if (made[0]?.code !== codeHash()) {
		db.close();
		throw new Fault(
			`The store ${id} was made by another version of Throughline. Run "throughline build": it is made again from the batches.`
		);
	}
	return { id, db };
}

/** Opens the published store of a home. Throws `Refused` where nothing was imported yet. */
export async function openCurrent(home: Home): Promise<Store> {
	const id = currentStoreId(home);
	if (id === null) {
		if (readBatches(home).batches.length > 0)
			throw new Fault(
				`No store is published in ${home.path}. Run "throughline build": it is made from the batches.`
			);
		throw new Refused(
			`Nothing was imported into ${home.path} yet. Import an export: npm run -s throughline -- import PATH.`
		);
	}
	try {
		return await openStore(home, id);
	} catch (error) {
		if (currentStoreId(home) === id) throw error;
		return openCurrent(home); // a purge removed it a moment after it was replaced
	}
}

type Open = { store: Promise<Store>; readers: number; id: string | null };

let current: Open | null = null;

/**
 * Reads the published store of this process's home: one store from the first query to the last. A newer one
 * is picked up between two calls; an older one is closed when its last reader is done.
 */
export async function readStore<Answer>(read: (store: Store) => Promise<Answer>): Promise<Answer> {
	const home = homeAt(homePath());
	const id = currentStoreId(home);
	if (current === null || current.id !== id) {
		const older = current;
		current = { store: openCurrent(home), readers: 0, id };
		if (older?.readers === 0) void close(older);
	}
	const open = current;
	open.readers++;
	try {
		return await read(await open.store);
	} catch (error) {
		if (open === current) current = null; // the next one opens it anew
		throw error;
	} finally {
		open.readers--;
		if (open !== current && open.readers === 0) void close(open);
	}
}

async function close({ store }: Open): Promise<void> {
	const opened = await store.catch(() => null); // one that never opened needs no closing
	opened?.db.close();
}
