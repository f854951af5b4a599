import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diskSpace, sizeInWords } from '#pipelines/disk.ts';
import { Fault, Refused } from '#pipelines/errors.ts';
import { ROOT } from '#pipelines/home.ts';
import { lastObserved } from '#lib/metrics/sources.ts';
import { utcDay } from './clock.ts';
import { may, type Viewer } from './access.ts';
import { holdsOnlySample } from './demonstration.ts';
import { servedHome } from './reading.ts';
import { readStore } from './store.ts';

/** What the frame around every page says. Days are ISO dates; null where no store can be read. */
export type Frame = {
	sample: boolean;
	/** Whether nothing was imported yet. */
	empty: boolean;
	store: string | null;
	observedUntil: string | null;
	/** Today by the server's clock, in UTC: for how old the data is, and nothing else. */
	today: string;
	version: string;
	/** How much is free on the disk of the home, where it is little, for who looks after the data. */
	room: string | null;
};

/**
 * Reads what the frame says. It never stops a page: where the store cannot be read, the page's own load
 * says why.
 */
export async function readFrame(viewer: Viewer | null): Promise<Frame> {
	const asker = viewer?.asker ?? null;
	const known =
		asker === null
			? { store: null, observedUntil: null, empty: false }
			: await readStore(async (store) => {
					const { observedUntil } = await lastObserved(store, asker.scope, []);
					return { store: store.id, observedUntil, empty: false };
				}).catch((error: unknown) => {
					if (error instanceof Refused || error instanceof Fault)
						return { store: null, observedUntil: null, empty: error instanceof Refused };
					throw error;
				});
	return {
		...known,
		sample: holdsOnlySample(servedHome()),
		today: utcDay(),
		version: version(),
		room: may(viewer, 'data') ? littleRoom() : null
	};
}

function littleRoom(): string | null {
	try {
		const { free, low } = diskSpace(servedHome());
		return low ? sizeInWords(free) : null;
	} catch (error) {
		if (error instanceof Refused) return null; // settings that cannot be read: the pages about them say why
		throw error;
	}
}

let read: string | null = null;

/** The version of the installed program. */
function version(): string {
	read ??= (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version;
	return read;
}
