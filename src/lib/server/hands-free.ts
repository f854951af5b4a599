import { findBatch, linesOf } from '#pipelines/batch.ts';
import { messageOf, Refused, systemCode } from '#pipelines/errors.ts';
import { readSettings, type Home } from '#pipelines/home.ts';
import type { Outcome } from '#pipelines/job.ts';
import type { Delivery, DeliveryOutcome, DeliveryState } from '#lib/delivery.ts';
import type { Actor } from './audit.ts';
import {
	addDelivery,
	changeDelivery,
	NO_OUTCOME,
	openDeliveries,
	removeDelivery,
	type Kept
} from './deliveries.ts';
import { described, log } from './log.ts';
import { receivedPath, removeReceived, resumeReceived } from './received.ts';
import { actorOf, findUploadKey } from './upload-keys.ts';
import {
	isPlain,
	lookInto,
	makeSettling,
	markOf,
	openWatched,
	putFailed,
	putProcessed,
	sweepWatched,
	watchedFolder,
	type Dropped,
	type Watched
} from './watched.ts';
import { latestWork, reasonsOf, startWork } from './work.ts';

/** Who brings in what lies in the watched folder. */
export const INBOX: Actor = { id: null, name: 'inbox folder' };

/** Something that could be imported now. `dropped` is null where it came by a key. */
type Waiting = {
	/** Its delivery; null where it has none yet. */
	id: string | null;
	path: string;
	name: string;
	actor: Actor;
	source: string | null;
	dropped: Dropped | null;
};

type Ended = Extract<DeliveryState, 'accepted' | 'same' | 'refused' | 'failed'>;

/** What is tried again at a moment: `id` of its delivery, where it has one that has not ended. */
type Later = { isDropped: boolean; mark: string; id: string | null; tries: number; at: number };

/** How often it is looked, and after how long what failed is tried again, doubling from the first to the longest; seconds. */
export type Pace = { look: number; first: number; longest: number };
const PACE: Pace = { look: 1, first: 60, longest: 3600 };

/** What fails for another reason than itself is tried so often. */
const TRIES = 5;
/** How often old files are looked for. */
const HOUR = 3600;

let running: { delivery: string; work: string } | null = null;
let trouble: string | null = null;

/** Why the watched folder cannot be looked into, or null. */
export function watchTrouble(): string | null {
	return trouble;
}

/** A delivery as an address or a page shows it: with its progress. */
export function shownDelivery({ key: _, by: __, ...kept }: Kept): Delivery {
	const work = latestWork();
	const isRunning = running?.delivery === kept.id && work?.id === running.work && work.state === 'running';
	return { ...kept, progress: isRunning ? { step: work.step, share: work.share } : null };
}

/**
 * Watches the folder of a home, and imports one after the other what settled there and what came by keys, whenever
 * no other work is running. Whatever happens, an upload is still there or it is a batch: it goes only after its
 * import has ended, and an import recognises what was imported before.
 * @returns ends it; what is being imported then is lined up again by the next server
 */
export function watchInbox(home: Home, pace: Pace = PACE): () => void {
	const settling = makeSettling();
	/** What is tried again later, or not until it changes, by path. */
	const later = new Map<string, Later>();
	let stopped = false;
	let busy = false;
	let swept = -Infinity;
	const now = () => performance.now() / 1000;

	function look(): void {
		const dropped = tellTrouble(() => {
			const watched = watchedFolder(home);
			openWatched(watched);
			if (now() - swept > HOUR) sweep(watched);
			return settled(watched);
		});
		if (busy || latestWork()?.state === 'running') return;
		const next = [...fromKeys(), ...(dropped ?? []).map(fromFolder)].find(isDue);
		if (next) begin(next);
	}

	function sweep(watched: Watched): void {
		const { keep_days, keep_failed_days } = readSettings(home).inbox;
		sweepWatched(watched, { processed: keep_days, failed: keep_failed_days });
		swept = now();
	}

	function settled({ drop }: Watched): Dropped[] {
		const found = lookInto(drop);
		for (const [path, { id, isDropped }] of later)
			if (isDropped && !found.some((each) => each.path === path)) {
				later.delete(path);
				if (id !== null) removeDelivery(home, id); // somebody took it out of the folder
			}
		return settling(found, readSettings(home).inbox.settle_seconds, now());
	}

	function fromKeys(): Waiting[] {
		return openDeliveries(home).flatMap(({ id, key, name }) => {
			const path = key === null ? null : receivedPath(home, id);
			if (key === null || path === null) return [];
			const { source, revoked_at, name: called } = findUploadKey(home, key);
			if (revoked_at !== null) {
				changeDelivery(home, id, 'refused', {
					...NO_OUTCOME,
					reasons: ['The key that it was sent with was revoked before its turn came. Send it with another.']
				});
				removeReceived(home, id);
				return [];
			}
			return [{ id, path, name, actor: actorOf({ name: called }), source, dropped: null }];
		});
	}

	function fromFolder(dropped: Dropped): Waiting {
		const { path, name } = dropped;
		return { id: later.get(path)?.id ?? null, path, name, actor: INBOX, source: null, dropped };
	}

	function isDue({ path, dropped }: Waiting): boolean {
		const before = later.get(path);
		return before === undefined || before.mark !== (dropped?.mark ?? '') || now() >= before.at;
	}

	function begin(upload: Waiting): void {
		const id = upload.id ?? addDelivery(home, { key: null, name: upload.name, state: 'running' });
		if (!isPlain(upload.path)) {
			end(upload, id, 'refused', [
				`${upload.name} is a link or a device, not a file. Put the file itself there.`
			]);
			return;
		}
		changeDelivery(home, id, 'running');
		busy = true;
		try {
			const { path, source, actor } = upload;
			const options = source === null ? {} : { source };
			const work = startWork(actor, { kind: 'import', paths: [path], options }, (ended) => {
				if (stopped) return;
				busy = false;
				attempt(() => settle(upload, id, ended, work.id));
			});
			running = { delivery: id, work: work.id };
		} catch (error) {
			busy = false;
			// Another work was a moment faster, or it cannot be written down.
			if (!(error instanceof Refused)) putOff(upload, id, error as Error, '');
			else if (upload.id === null) removeDelivery(home, id);
			else changeDelivery(home, id, 'waiting');
		}
	}

	function settle(upload: Waiting, id: string, ended: Outcome | Error, work: string): void {
		if (ended instanceof Error) {
			putOff(upload, id, ended, work);
			return;
		}
		const [imported] = ended.imported;
		if (!imported) {
			end(upload, id, 'refused', ended.refused[0]?.reasons ?? []);
			return;
		}
		const { batch, source, problems, outcome } = imported;
		const isNew = outcome === 'accepted' || isOwn(home, id, batch);
		end(upload, id, isNew ? 'accepted' : 'same', [], {
			batch,
			source,
			...linesOf(imported),
			problems: problems.reduce((total, { count }) => total + count, 0)
		});
	}

	/** Tries again later what failed for another reason than itself; in the end it is given up. */
	function putOff(upload: Waiting, id: string, error: Error, work: string): void {
		const { path, dropped } = upload;
		const mark = dropped?.mark ?? '';
		const before = later.get(path);
		const tries = before?.mark === mark ? before.tries + 1 : 1;
		const pause = Math.min(pace.longest, pace.first * 2 ** (tries - 1));
		later.set(path, { isDropped: dropped !== null, mark, id, tries, at: now() + pause });
		const reasons = reasonsOf(error, work);
		// A refusal of the whole work is about the home, and says what to mend there: it waits for that.
		if (!(error instanceof Refused) && tries >= TRIES) end(upload, id, 'failed', reasons);
		else changeDelivery(home, id, 'waiting', { ...NO_OUTCOME, reasons });
	}

	function end(
		upload: Waiting,
		id: string,
		state: Ended,
		reasons: string[],
		came: Partial<DeliveryOutcome> = {}
	): void {
		const outcome = { ...NO_OUTCOME, ...came, reasons };
		const stuck = putAway(upload, state, outcome);
		if (stuck !== null && upload.dropped === null) {
			// It lies where it was received, and waits there until it can be put aside.
			later.set(upload.path, { isDropped: false, mark: '', id, tries: TRIES, at: now() + pace.longest });
			changeDelivery(home, id, 'waiting', { ...outcome, reasons: [...reasons, stuck] });
			return;
		}
		changeDelivery(home, id, state, { ...outcome, reasons: stuck === null ? reasons : [...reasons, stuck] });
		later.delete(upload.path);
		if (upload.dropped === null) removeReceived(home, id);
		else if (stuck !== null)
			later.set(upload.path, {
				isDropped: true,
				mark: upload.dropped.mark,
				id: null,
				tries: 0,
				at: Infinity
			});
	}

	/** Puts the file where it belongs now. What a script sent goes, unless it is us who could not take it. */
	function putAway({ path, name, dropped }: Waiting, state: Ended, outcome: DeliveryOutcome): string | null {
		const watched = watchedFolder(home);
		if (dropped === null)
			return state === 'failed'
				? putFailed(watched, { path, name, mark: markOf(path) ?? '' }, outcome.reasons)
				: null;
		if (state === 'refused' || state === 'failed') return putFailed(watched, dropped, outcome.reasons);
		return putProcessed(watched, dropped, notesOf(state, outcome), readSettings(home).inbox.keep_days > 0);
	}

	resumeReceived(home, (id) => {
		removeDelivery(home, id);
	});
	const timer = setInterval(() => {
		attempt(look);
	}, pace.look * 1000);
	timer.unref();
	return () => {
		stopped = true;
		running = null;
		clearInterval(timer);
	};
}

/** Whether a batch came of this very delivery, whose server was cut off before it could say so. */
function isOwn(home: Home, id: string, batch: string | null): boolean {
	const delivery = openDeliveries(home).find((each) => each.id === id);
	return (
		batch !== null && delivery !== undefined && findBatch(home, batch).accepted_at >= delivery.received_at
	);
}

function notesOf(state: 'accepted' | 'same', outcome: DeliveryOutcome): string[] {
	const { batch, source, lines, accepted, rejected, problems } = outcome;
	if (state === 'same')
		return [`It was imported before, as batch ${String(batch)}: nothing had to be taken in.`];
	return [
		`Accepted as batch ${String(batch)} of the source ${String(source)}: ${String(accepted)} of ${String(lines)} lines, ${String(rejected)} rejected; ${String(problems)} problems in all.`,
		`What they are: the page Data, batch ${String(batch)}.`
	];
}

/** Looks into the folder; where that fails, says why until it works again. */
function tellTrouble<Answer>(read: () => Answer): Answer | null {
	try {
		const answer = read();
		trouble = null;
		return answer;
	} catch (error) {
		const said =
			error instanceof Refused
				? messageOf(error)
				: `The watched folder cannot be read (${systemCode(error) ?? 'error'}). Check that it is there and that this account may read and write it.`;
		if (said !== trouble) log.error({ error: described(error) }, 'watched folder');
		trouble = said;
		return null;
	}
}

/** The watch goes on, whatever fails. */
function attempt(work: () => void): void {
	try {
		work();
	} catch (error) {
		log.error({ error: described(error) }, 'inbox');
	}
}
