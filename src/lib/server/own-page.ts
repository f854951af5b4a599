import { tellActor, tellEntry } from '#lib/audit-words.ts';
import { addDays } from '#lib/metrics/periods.ts';
import type { Words } from '#lib/speak.ts';
import type { View } from '#lib/view.ts';
import type { Viewer } from './access.ts';
import { listLooksAt, readNames } from './audit-search.ts';
import { utcDay } from './clock.ts';
import { servedHome } from './reading.ts';
import type { Store } from './store.ts';
import {
	readChanges,
	readDue,
	readList,
	readOwnCases,
	type Changes,
	type DueList,
	type OwnCase
} from './worklist.ts';
import { ownWorker } from '#lib/team.ts';

/** That somebody looked at a page about one worker alone. `at` is ISO in UTC. */
export type Look = { entry: number; at: string; who: string; what: string };

/** What a worker's own page shows. */
export type OwnPage = {
	/** The worker's name in the data; null where the account is linked to none that is there. */
	worker: string | null;
	/** The pseudonym, for the sheet. */
	id: string | null;
	list: DueList;
	cases: OwnCase[];
	changes: Changes;
	looks: Look[];
};

/** Looks of so many days are told, the newest so many. */
export const LOOKED_DAYS = 90;
const MOST_LOOKS = 20;

/** Answers a worker's view of their own work, and writes into the audit log that it was seen. */
export async function readOwnPage(
	store: Store,
	viewer: Viewer,
	view: View,
	url: URL,
	words: Words
): Promise<OwnPage> {
	const rows = await readDue(store, viewer, view.where);
	const all = view.where.length === 0 ? rows : await readDue(store, viewer);
	const own = await ownWorker(store, viewer.asker.scope);
	return {
		worker: own?.worker ?? null,
		id: own?.id ?? null,
		list: await readList(store, viewer, rows, view, url),
		cases: await readOwnCases(store, viewer, all),
		changes: await readChanges(store, viewer, all, []),
		looks: own === null ? [] : readLooks(viewer, own.worker, words)
	};
}

function readLooks(viewer: Viewer, worker: string, words: Words): Look[] {
	const home = servedHome();
	const names = readNames(home);
	const asked = { since: addDays(utcDay(), -LOOKED_DAYS), except: viewer.id, limit: MOST_LOOKS };
	return listLooksAt(home, worker, asked).map((entry) => ({
		entry: entry.seq,
		at: entry.at,
		who: tellActor(words, entry, names),
		what: tellEntry(words, entry, names)
	}));
}
