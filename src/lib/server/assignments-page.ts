import { answer } from './answer.ts';
import { listAssignments, readCase, type AssignmentLine, type Case } from './assignments.ts';
import { fromStore, servedHome, type Reading } from './reading.ts';
import { listSources, readRoster, today, type RosterSource, type RosterWorker } from './roster.ts';
import { readStore } from './store.ts';

/** A worker as a list names one. */
export type Named = Pick<RosterWorker, 'id' | 'label' | 'listed'>;

/** The assignments of one source; null where nothing was imported yet. */
export type AssignmentsPage = Reading<{
	sources: RosterSource[];
	source: RosterSource | null;
	workers: Named[];
	/** The worker that the address asks for, or null. */
	worker: string | null;
	assignments: { total: number; lines: AssignmentLine[] } | null;
}>;

const NOTHING = { source: null, workers: [], worker: null, assignments: null };

/** A part of the assignments of the source with a key, or of the first. Another key is a 404. */
export async function readAssignmentsPage(
	asked: string | null,
	worker: string | null,
	part: { limit: number; offset: number }
): Promise<AssignmentsPage> {
	const home = servedHome();
	return answer(() =>
		fromStore(async ({ db }) => {
			const sources = await listSources(db);
			const key = asked ?? sources[0]?.source;
			if (key === undefined) return { sources, ...NOTHING };
			const { source, workers } = await readRoster(db, home, key);
			const chosen = workers.find(({ id }) => id === worker)?.id ?? null;
			return {
				sources,
				source,
				workers: workers.map(({ id, label, listed }) => ({ id, label, listed })),
				worker: chosen,
				assignments: await listAssignments(db, home, key, chosen ?? undefined, part)
			};
		})
	);
}

/** What the page of a case shows. */
export type CasePage = { held: Case; workers: Named[]; today: string };

/** A case of a source, and who it can be handed to. What is not there is a 404. */
export async function readCasePage(source: string, enrollment: string): Promise<CasePage> {
	const home = servedHome();
	return answer(() =>
		readStore(async ({ db }) => {
			const held = await readCase(db, home, source, enrollment);
			const { workers } = await readRoster(db, home, source);
			return {
				held,
				workers: workers.map(({ id, label, listed }) => ({ id, label, listed })),
				today: today(home)
			};
		})
	);
}
