import { rmSync } from 'node:fs';
import { findBatch } from '#pipelines/batch.ts';
import type { TableChange } from '#pipelines/compare.ts';
import { Misused, Refused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import { readProblems, type BatchProblem } from '#pipelines/problems.ts';
import { currentStoreId } from '#pipelines/publish.ts';
import type { Imported } from '#pipelines/take-in.ts';
import { trialFolder, trialHome, type Trial } from '#pipelines/trial.ts';
import type { Asker } from '#lib/metrics/scope.ts';
import type { Viewer } from './access.ts';
import { compareStores, type Movement } from './moved.ts';
import { servedHome } from './reading.ts';
import { openCurrent, openStore } from './store.ts';
import { profileOf } from './upload-identify.ts';
import { noteUpload, releaseUpload, readUpload, type Said, type Waiting } from './uploads.ts';
import { startWork, type Work } from './work.ts';

/** So many rejected lines are kept with a check; a person who has more exports again. */
const MOST_REJECTED = 5000;

/** What a check found an upload to become, as of a moment (ISO) and a published store. */
export type Found = {
	imported: Omit<Imported, 'path'>;
	/** The batch that it is compared with, or null where it is the first of its source. */
	before: string | null;
	changes: TableChange[] | null;
	movement: Movement;
	/** Its rejected lines, at most `MOST_REJECTED`. */
	rejected: BatchProblem[];
};

/** What is noted of the last check: what it found, or why it would be refused. `form` is that of this note. */
export type Checked = { form: 1; at: string; store: string | null } & (
	{ found: Found; reasons: null } | { found: null; reasons: string[] }
);

/** What was noted of the last check of an upload as it stands; null where there is none. */
export function checkedOf({ checked }: Said): Checked | null {
	const noted = checked as Partial<Checked> | null;
	return noted?.form === 1 ? (noted as Checked) : null;
}

/**
 * Begins to check an upload: what it would become is noted with it.
 * @throws Refused where another work is running; Misused where there is no such upload
 */
export function startCheck(viewer: Viewer, id: string): Work {
	const home = servedHome();
	const waiting = readUpload(id);
	return startWork(viewer, { kind: 'check', upload: id, ...asSaid(waiting) }, async (ended) => {
		try {
			if (ended instanceof Error) noteRefusal(home, waiting, ended);
			else if (ended.trial) {
				const found = await lookAt(home, ended.trial, viewer.asker);
				noteCheck(waiting, { ...nowOf(home), found, reasons: null });
			}
		} finally {
			rmSync(trialFolder(home), { recursive: true, force: true });
		}
	});
}

/**
 * Begins to accept an upload. Where no batch needs it afterwards it is not kept.
 * @throws Refused where another work is running; Misused where there is no such upload
 */
export function startAccept(viewer: Viewer, id: string): Work {
	const home = servedHome();
	const waiting = readUpload(id);
	return startWork(viewer, { kind: 'accept', upload: id, ...asSaid(waiting) }, (ended) => {
		if (ended instanceof Error) noteRefusal(home, waiting, ended);
		else releaseUpload(id);
	});
}

function asSaid(waiting: Waiting) {
	const { source, dates } = waiting.said;
	const options = { ...(source === null ? {} : { source }), ...(dates === null ? {} : { dates }) };
	return { options, profile: profileOf(waiting) };
}

const nowOf = (home: Home) => ({
	form: 1 as const,
	at: new Date().toISOString(),
	store: currentStoreId(home)
});

function noteRefusal(home: Home, waiting: Waiting, ended: Error): void {
	if (ended instanceof Refused) noteCheck(waiting, { ...nowOf(home), found: null, reasons: ended.reasons });
}

/** Notes a check, unless something else was said of the upload while it ran, or it was dropped. */
function noteCheck(waiting: Waiting, checked: Checked): void {
	let now: Waiting;
	try {
		now = readUpload(waiting.id);
	} catch (error) {
		if (error instanceof Misused) return;
		throw error;
	}
	if (JSON.stringify(asSaid(now)) !== JSON.stringify(asSaid(waiting))) return;
	noteUpload(waiting.id, { checked: JSON.parse(JSON.stringify(checked)) as Said['checked'] });
}

async function lookAt(home: Home, trial: Trial, asker: Asker): Promise<Found> {
	const { path: _, ...imported } = trial.imported;
	const copy = trialHome(home);
	const { before, changes, store } = trial;
	if (store === null || imported.batch === null)
		return { imported, before, changes, movement: { why: null, moved: [], compared: 0 }, rejected: [] };
	const part = { limit: MOST_REJECTED, offset: 0 };
	const { rows } = await readProblems(copy, findBatch(copy, imported.batch), { kind: 'rejected' }, part);
	return { imported, before, changes, movement: await movementOf(home, copy, store, asker), rejected: rows };
}

async function movementOf(home: Home, copy: Home, store: string, asker: Asker): Promise<Movement> {
	if (currentStoreId(home) === null) return { why: 'nobody' };
	const now = await openCurrent(home);
	try {
		const then = await openStore(copy, store);
		try {
			return await compareStores(home, now, then, asker);
		} finally {
			then.db.close();
		}
	} finally {
		now.db.close();
	}
}
