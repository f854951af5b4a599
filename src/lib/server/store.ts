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
	try {
		return { id, db: await openStoreFile(storeFile(home, id)) };
	} catch (cause) {
		throw new Fault(
			`The store ${id} cannot be opened (${messageOf(cause).split('\n')[0] ?? ''}). Run "throughline build": it is made again from the batches.`,
			{ cause }
		);
	}
}

/** Opens the published store of a home. Throws `Refused` where nothing was imported yet. */
export async function openCurrent(home: Home): Promise<Store> {
	const id = currentStoreId(home);
	if (id === null)
		throw new Refused(
			`Nothing was imported into ${home.path} yet. Import an export: npm run -s throughline -- import PATH.`
		);
	return openStore(home, id);
}

let opened: Promise<Store> | null = null;
let openedId: string | null = null;

/** The published store of this process's home. A newer one is picked up between two requests; whoever reads an older one reads it to the end. */
export async function currentStore(): Promise<Store> {
	const home = homeAt(homePath());
	const id = currentStoreId(home);
	if (opened === null || id !== openedId) {
		openedId = id;
		opened = openCurrent(home);
		opened.catch(() => {
			opened = null;
		});
	}
	return opened;
}
