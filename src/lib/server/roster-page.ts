import { answer } from './answer.ts';
import { fromStore, servedHome, type Reading } from './reading.ts';
import { listSources, readRoster, today, workerOf } from './roster.ts';
import type { Roster, RosterSource, RosterWorker } from './roster.ts';
import { readStore } from './store.ts';

/** The roster of one source; null where nothing was imported yet. */
export type RosterPage = Reading<{ sources: RosterSource[]; roster: Roster | null }> & { today: string };

/** The roster of the source with a key, or of the first one. Another key than that of a source is a 404. */
export async function readRosterPage(asked: string | null): Promise<RosterPage> {
	const reading = await answer(() =>
		fromStore(async ({ db }) => {
			const sources = await listSources(db);
			const key = asked ?? sources[0]?.source;
			return { sources, roster: key === undefined ? null : await readRoster(db, servedHome(), key) };
		})
	);
	return { ...reading, today: today(servedHome()) };
}

/** What the page of a worker shows; `worker` is null where one is added. */
export type WorkerPage = {
	source: RosterSource;
	worker: RosterWorker | null;
	/** Who can be a supervisor, and which teams and roles there are. */
	others: Pick<RosterWorker, 'id' | 'label'>[];
	labels: Record<string, string>;
	teams: string[];
	roles: string[];
};

export const NEW = 'new';

/** A worker of a source, or an empty one (`new`). What is not there is a 404. */
export async function readWorkerPage(source: string, id: string): Promise<WorkerPage> {
	const roster = await answer(() => readStore(({ db }) => readRoster(db, servedHome(), source)));
	const worker = id === NEW ? null : await answer(() => workerOf(roster, id));
	const distinct = (words: (string | null)[]) =>
		[...new Set(words.filter((word) => word !== null))].sort((a, b) => a.localeCompare(b));
	return {
		source: roster.source,
		worker,
		others: roster.workers
			.filter((each) => each.listed && each.id !== id)
			.map(({ id, label }) => ({ id, label })),
		labels: Object.fromEntries(roster.workers.map(({ id, label }) => [id, label])),
		teams: distinct(roster.workers.flatMap(({ teams }) => teams.map(({ team }) => team))),
		roles: distinct(roster.workers.map(({ role }) => role))
	};
}
