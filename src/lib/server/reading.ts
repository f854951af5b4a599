import { explain, Fault, Refused, sayable } from '#pipelines/errors.ts';
import { homeAt, type Home } from '#pipelines/home.ts';
import { described, log } from './log.ts';
import { homePath, readStore, type Store } from './store.ts';

/** What could be read, or the sentence that says why not: a page shows the rest all the same. */
export type Reading<Content> = { content: Content; trouble: null } | { content: null; trouble: string };

/** The home of this server. */
export function servedHome(): Home {
	return homeAt(homePath());
}

/** Reads from the published store; where there is none that can be read, says why. */
export async function fromStore<Content>(
	read: (store: Store) => Promise<Content>
): Promise<Reading<Content>> {
	try {
		return { content: await readStore(read), trouble: null };
	} catch (error) {
		const trouble = error instanceof Refused || error instanceof Fault ? sayable(error) : null;
		if (trouble === null) throw error;
		return { content: null, trouble };
	}
}

const UNREADABLE = 'A file is missing or damaged. Run "throughline check" on the server: it says which.';

/** Reads a batch's files; where one is missing or damaged, says so. */
export async function fromFiles<Content>(read: () => Promise<Content>): Promise<Reading<Content>> {
	try {
		return { content: await read(), trouble: null };
	} catch (error) {
		log.warn({ error: described(error) }, 'files of a batch cannot be read');
		const trouble = sayable(explain(error)) ?? UNREADABLE;
		return { content: null, trouble };
	}
}
