import { Refused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import { rosterRows } from '#pipelines/sources/canonical-csv/roster.ts';
import type { OpenMeeting, Told } from '#lib/supervision.ts';
import type { Viewer } from './access.ts';
import { described, log } from './log.ts';
import { findSource, type RosterSource } from './roster.ts';
import type { Change } from './roster-edits.ts';
import { importChanges } from './roster-import.ts';
import { readStore, type Store } from './store.ts';
import { listTakenMeetings, listUnsent, markSent } from './supervisions.ts';
import { fromVault } from './vault.ts';
import { latestWork } from './work.ts';

/** The kind of thing that the vault knows meetings as. */
const MEETING = 'record supervision_id';
const RETRY_MS = 3000;

/** A meeting that the source does not have: its id there, and that of the one that was planned in it. */
const ownId = (first: string) => `throughline-${first}`;
const nextId = (first: string) => `throughline-${first}-next`;
/** Whether an id is of a meeting that is there because it was written down. */
const isWrittenDown = (id: string) => id.startsWith('throughline-') && !id.endsWith('-next');

/** So many planned meetings are offered. */
const MOST_OPEN = 12;

/**
 * The planned meetings of a worker that the source does not say to have been held and that nobody wrote down, the latest first;
 * those of which the vault does not have the id cannot be told to the source and are left out. `but`: what was written down
 * under it counts as if it were not.
 */
export async function listOpenMeetings(
	store: Store,
	home: Home,
	{ id, source }: { id: string; source: string },
	but: string | null = null
): Promise<OpenMeeting[]> {
	const taken = listTakenMeetings(home, source);
	const free = (meeting: string) => !taken.has(meeting) || taken.get(meeting) === but;
	const planned = (await rosterRows(store.db, source, 'supervision', { worker: id })).flatMap((row) => {
		const { supervision_id: meeting, planned_on, held_on } = row;
		if (!meeting || !planned_on || !free(meeting)) return [];
		return (held_on ?? null) === null || taken.has(meeting) ? [{ id: meeting, planned_on }] : [];
	});
	return fromVault(home, (vault) =>
		planned
			.filter((each) => {
				const code = vault.find(each.id, MEETING, source);
				return code !== null && !isWrittenDown(code);
			})
			.sort((a, b) => b.planned_on.localeCompare(a.planned_on))
			.slice(0, MOST_OPEN)
	);
}

/**
 * Begins to import what the figures do not have of the meetings of a source, as an edit of the roster is: a batch of changes, of
 * which taking back takes back what it changed, and which a correction's supersedes. `waiting` where another work is running: it
 * is tried again when that has ended.
 */
export async function sendMeetings(
	home: Home,
	viewer: Viewer,
	source: string
): Promise<'begun' | 'waiting' | 'nothing'> {
	const unsent = listUnsent(home, source);
	if (unsent.length === 0) return 'nothing';
	const { of, changes, ids } = await readStore(async (store) => ({
		of: await findSource(store.db, source),
		...(await changesOf(store, home, source, unsent))
	}));
	if (changes.length === 0) {
		markSent(home, ids);
		return 'nothing';
	}
	return begin(home, viewer, of, changes, ids);
}

function begin(
	home: Home,
	viewer: Viewer,
	of: RosterSource,
	changes: readonly Change[],
	ids: readonly string[]
): 'begun' | 'waiting' {
	try {
		importChanges(home, viewer, of, changes, (ended) => {
			if (!(ended instanceof Error) && ended.refused.length === 0) markSent(home, ids);
		});
		return 'begun';
	} catch (error) {
		if (!(error instanceof Refused) || latestWork()?.state !== 'running') throw error;
		sendLater(home, viewer, of.source);
		return 'waiting';
	}
}

const waiting = new Set<string>();

function sendLater(home: Home, viewer: Viewer, source: string): void {
	if (waiting.has(source)) return;
	waiting.add(source);
	setTimeout(() => {
		waiting.delete(source);
		if (latestWork()?.state === 'running') sendLater(home, viewer, source);
		else
			sendMeetings(home, viewer, source).catch((error: unknown) => {
				log.error({ error: described(error) }, 'supervision');
			});
	}, RETRY_MS).unref();
}

/**
 * The rows by which the source comes to say what is told of some meetings, and by their ids what was told; without those of workers
 * whose codes the vault does not have.
 */
async function changesOf(
	store: Store,
	home: Home,
	source: string,
	unsent: ReturnType<typeof listUnsent>
): Promise<{ changes: Change[]; ids: string[] }> {
	const known = new Map(
		(await rosterRows(store.db, source, 'supervision')).map((row) => [row.supervision_id ?? '', row])
	);
	const leads = new Map(
		(await rosterRows(store.db, source, 'team_membership')).map((row) => [row.worker_id, row.supervisor_id])
	);
	const taken = listTakenMeetings(home, source);
	return fromVault(home, (vault) => {
		const codeOf = (worker: string | null | undefined) =>
			worker ? vault.find(worker, 'worker', source) : null;
		const idOf = ({ meeting, planned_on }: Told, first: string): string | null =>
			meeting !== null ? vault.find(meeting, MEETING, source) : planned_on === null ? null : ownId(first);
		const takenIds = new Set([...taken.keys()].map((meeting) => vault.find(meeting, MEETING, source)));
		const ids: string[] = [];
		const rows = unsent.flatMap(({ first, worker, told }): Change[] => {
			const code = codeOf(worker);
			const now = told.at(-1);
			if (code === null || now === undefined) return [];
			ids.push(now.id);
			const line = (id: string, each: Pick<Told, 'meeting' | 'planned_on' | 'held_on'>): Change => ({
				table: 'supervision',
				cells: {
					supervision_id: id,
					worker_id: code,
					supervisor_id: codeOf(known.get(each.meeting ?? '')?.supervisor_id ?? leads.get(worker)),
					planned_on: each.planned_on,
					held_on: each.held_on
				}
			});
			const changes = new Map<string, Change>();
			const isOthers = ({ meeting }: Told) =>
				meeting !== null && taken.has(meeting) && taken.get(meeting) !== first;
			// What it is not any more: a meeting of the source was not held, one of ours never was.
			for (const each of told.slice(0, -1)) {
				const id = idOf(each, first);
				if (id === null || isOthers(each)) continue;
				const reset = line(id, { ...each, held_on: null });
				changes.set(id, each.meeting === null ? { ...reset, gone: true } : reset);
			}
			const id = idOf(now, first);
			if (id !== null) changes.set(id, line(id, now));
			const next = nextId(first);
			// Of a next one that was written down itself, that tells.
			if (!takenIds.has(next) && told.some(({ next_on }) => next_on !== null)) {
				const planned = told.findLast(({ next_on }) => next_on !== null)?.next_on ?? null;
				const row = line(next, { meeting: null, planned_on: planned, held_on: null });
				changes.set(next, now.next_on === null ? { ...row, gone: true } : row);
			}
			return [...changes.values()];
		});
		return { changes: rows, ids };
	});
}
