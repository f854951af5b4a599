import type { Home } from '#pipelines/home.ts';
import { openCurrent, type Store } from '#lib/server/store.ts';

/** Opens the home's store for a command, and closes it after. */
export async function withStore(home: Home, use: (store: Store) => Promise<void>): Promise<void> {
	const store = await openCurrent(home);
	try {
		await use(store);
	} finally {
		store.db.close();
	}
}
