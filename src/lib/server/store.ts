import { AsyncLocalStorage } from 'node:async_hooks';
import { readBatches } from '#pipelines/batch.ts';
import { codeHash } from '#pipelines/code.ts';
import { openStoreFile, type Database } from '#pipelines/duckdb.ts';
import { Fault, Misused, Refused } from '#pipelines/errors.ts';
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
			`The store ${id} cannot be opened. Run "throughline build": it is made again from the batches.`,
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
				`No store is published in this home. Run "throughline build": it is made from the batches.`
			);
		throw new Refused(
			`Nothing was imported into this home yet. Import an export: npm run -s throughline -- import PATH.`
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
const request = new AsyncLocalStorage<{ open: Open | null }>();

/**
 * Reads the published store of this process's home: one store from the first query to the last. A newer one
 * is picked up between two calls, within `withOneStore` only after it; an older one is closed when its last
 * reader is done.
 */
export async function readStore<Answer>(read: (store: Store) => Promise<Answer>): Promise<Answer> {
	const held = request.getStore();
	const open = held?.open ?? hold();
	if (held) {
		held.open = open;
		open.readers++; // a read that outlasts its request must not find the store closed
	}
	try {
		return await read(await open.store);
	} catch (error) {
		// A store that fails is opened anew for the next one; a wrong question is no failure of it.
		if (current === open && error instanceof Error && !(error instanceof Misused)) current = null;
		throw error;
	} finally {
		release(open);
	}
}

/** Runs what answers one request: all its reads are of the store that the first of them finds. */
export async function withOneStore<Answer>(answer: () => Promise<Answer>): Promise<Answer> {
	const held: { open: Open | null } = { open: null };
	try {
		return await request.run(held, answer);
	} finally {
		if (held.open) release(held.open);
	}
}

let hearNew: () => void = () => undefined;

/** Has something done each time this process takes up a store that it has not read before. */
export function onNewStore(act: () => Promise<void>, failed: (error: unknown) => void): void {
	hearNew = () => {
		// After the request that found it, and not as a part of that.
		setImmediate(() => request.exit(() => void act().catch(failed)));
	};
}

function hold(): Open {
	const home = homeAt(homePath());
	const id = currentStoreId(home);
	if (current === null || current.id !== id) {
		const older = current;
		const opened: Open = { store: openCurrent(home), readers: 0, id };
		current = opened;
		if (older?.readers === 0) void close(older);
		if (id !== null && id !== older?.id) hearNew();
	}
	current.readers++;
	return current;
}

function release(open: Open): void {
	open.readers--;
	if (open !== current && open.readers === 0) void close(open);
}

/** Closes the published store, if it is open. Whoever still reads from it is broken off. */
export async function closeStore(): Promise<void> {
	const open = current;
	current = null;
	if (open !== null) await close(open);
}

async function close({ store }: Open): Promise<void> {
	const opened = await store.catch(() => null); // one that never opened needs no closing
	opened?.db.close();
}
