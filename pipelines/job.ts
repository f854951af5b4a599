import { existsSync } from 'node:fs';
import { backUp, type BackedUp } from './backup.ts';
import { undoBatch } from './batch.ts';
import { build, type Built } from './build.ts';
import { explain, Fault, Misused, reasonOf, Refused, Unexpected } from './errors.ts';
import { homeAt, prepareHome, readSettings, sweep, type Home } from './home.ts';
import { importKept, importUpload, stageUpload, type StageOptions } from './import.ts';
import type { Kept } from './kept.ts';
import { takeLock } from './lock.ts';
import type { Progress } from './progress.ts';
import type { Profile } from './profile.ts';
import { prune, type Pruned } from './prune.ts';
import { findClients, findPurgeable, finishPurge, isPurging, purge } from './purge.ts';
import { restore, type Restored } from './restore.ts';
import { finishRotation, isRotating, rotateKeys } from './rotate.ts';
import { remap } from './remap.ts';
import { readStandards } from './standards.ts';
import type { Imported, ImportOptions } from './take-in.ts';
import { tryOut, type Trial } from './trial.ts';

/** A work that changes a home. */
export type Job =
	| { kind: 'import'; paths: string[]; options: ImportOptions }
	| { kind: 'stage'; path: string; options: StageOptions }
	| { kind: 'check'; upload: string; options: ImportOptions; profile: Profile | null }
	| { kind: 'accept'; upload: string; options: ImportOptions; profile: Profile | null }
	| { kind: 'remap'; profile: Profile; batches: string[] }
	| { kind: 'build' }
	| { kind: 'undo'; batch: string }
	| { kind: 'purge'; batches: string[]; client: string | null; source: string | null }
	| { kind: 'backup'; to: string; secrets: boolean }
	| { kind: 'restore'; from: string }
	| { kind: 'rotate' }
	| { kind: 'prune' };

/** What became of it. `built` is null where nothing had to be built. */
export type Outcome = {
	imported: Imported[];
	refused: { path: string; reasons: string[] }[];
	built: Built | null;
	purgedRows: number | null;
	backedUp?: BackedUp;
	restored?: Restored;
	pruned?: Pruned;
	/** The upload that was kept, or what it would become. */
	staged?: Kept;
	trial?: Trial;
};

const NOTHING: Outcome = { imported: [], refused: [], built: null, purgedRows: null };

/** What the child process tells its parent. */
export type Report =
	| { type: 'progress'; step: string; done?: number; total?: number }
	| { type: 'done'; outcome: Outcome }
	| {
			type: 'failed';
			name: 'Refused' | 'Misused' | 'Fault' | 'Unexpected';
			reasons: string[];
			detail: string;
	  };

const PATIENCE = 600;

/** Does one work under the home's lock, waiting for others to end theirs. */
export async function work(
	homePath: string,
	job: Job,
	progress: Progress,
	patience = PATIENCE
): Promise<Outcome> {
	// A restore makes the home that the others work on, and has a lock of its own.
	if (job.kind === 'restore') {
		const restored = await restore(job.from, homePath, progress);
		return { ...NOTHING, built: restored.built, restored };
	}
	if (['backup', 'rotate', 'prune'].includes(job.kind) && !existsSync(homeAt(homePath).batches))
		throw new Refused(`${homePath} is not a home yet. Name one with --home.`);
	const home = prepareHome(homePath);
	readSettings(home);
	const asItIs = job.kind === 'backup' || job.kind === 'prune';
	if (!asItIs) readStandards(home); // refused before anything is stored
	const release = await takeLock(home, 'work', WORDS[job.kind], patience, (message) => {
		progress(message);
	});
	atWork = home;
	try {
		if (asItIs) return await perform(home, job, progress);
		sweep(home);
		const rotated = await finishRotation(home, progress);
		if (rotated && job.kind === 'rotate') return { ...NOTHING, built: rotated };
		// A purge of batches takes up what was begun: it may be what a damaged batch stands in the way of.
		if (job.kind !== 'purge' || job.batches.length === 0) await finishPurge(home, progress);
		return await perform(home, job, progress);
	} catch (error) {
		tidy(home);
		throw error;
	} finally {
		atWork = null;
		release();
	}
}

/** The home whose lock this process holds. */
let atWork: Home | null = null;

/**
 * After a failure: what was begun must not fill the disk until the next work. Best effort, the failure
 * itself is what is told.
 */
function tidy(home: Home): void {
	try {
		sweep(home);
	} catch {
		// the next work sweeps
	}
}

const WORDS: Record<Job['kind'], string> = {
	import: 'an import is running',
	stage: 'an upload is being received',
	check: 'an upload is being checked',
	accept: 'an upload is being imported',
	remap: 'kept uploads are being mapped again',
	build: 'a build is running',
	undo: 'a batch is being undone',
	purge: 'a purge is running',
	backup: 'a backup is being made',
	restore: 'a restore is running',
	rotate: 'keys are being rotated',
	prune: 'what is not needed is being removed'
};

async function perform(
	home: Home,
	job: Exclude<Job, { kind: 'restore' }>,
	progress: Progress
): Promise<Outcome> {
	const outcome: Outcome = { ...NOTHING, imported: [], refused: [] };
	switch (job.kind) {
		case 'import':
			try {
				for (const path of job.paths)
					try {
						outcome.imported.push(await importUpload(home, path, job.options, progress));
					} catch (error) {
						if (!(error instanceof Refused)) throw error;
						outcome.refused.push({ path, reasons: error.reasons });
					}
			} catch (error) {
				throw unlessAccepted(outcome.imported, error);
			}
			if (job.options.dryRun !== true && outcome.imported.length > 0)
				outcome.built = await builtOf(home, outcome.imported, progress);
			return outcome;
		case 'stage':
			return { ...outcome, staged: await stageUpload(home, job.path, job.options, progress) };
		case 'check':
			return { ...outcome, trial: await tryOut(home, job.upload, job, progress) };
		case 'accept': {
			const options = { ...job.options, profile: job.profile ?? undefined };
			const imported = [await importKept(home, job.upload, options, progress)];
			return { ...outcome, imported, built: await builtOf(home, imported, progress) };
		}
		case 'remap': {
			const imported = await remap(home, job.profile, job.batches, progress);
			return { ...outcome, imported, built: await builtOf(home, imported, progress) };
		}
		case 'build':
			return { ...outcome, built: await build(home, progress) };
		case 'undo':
			undoBatch(home, job.batch);
			try {
				return { ...outcome, built: await build(home, progress) };
			} catch (error) {
				throw notBuilt(`Undone: ${job.batch}.`, error);
			}
		case 'backup':
			return { ...outcome, backedUp: await backUp(home, job.to, job, progress) };
		case 'prune':
			return { ...outcome, pruned: prune(home) };
		case 'rotate':
			try {
				return { ...outcome, built: await rotateKeys(home, progress) };
			} catch (error) {
				throw isRotating(home) ? begun('rotation', error) : error;
			}
		case 'purge': {
			findPurgeable(home, job.batches);
			const clients = job.client === null ? [] : findClients(home, job.client, job.source);
			try {
				const { rows, ...built } = await purge(home, { batches: job.batches, clients }, progress);
				return { ...outcome, built, purgedRows: rows };
			} catch (error) {
				throw isPurging(home) ? begun('purge', error) : error;
			}
		}
	}
}

/** Builds the figures after imports; where that fails it says what was accepted. */
async function builtOf(home: Home, imported: readonly Imported[], progress: Progress): Promise<Built> {
	try {
		return await build(home, progress);
	} catch (error) {
		throw unlessAccepted(imported, error);
	}
}

function unlessAccepted(imported: readonly Imported[], error: unknown): unknown {
	const accepted = imported.filter((each) => each.outcome === 'accepted').map((each) => each.batch);
	return accepted.length === 0 ? error : notBuilt(`Accepted and kept: ${accepted.join(', ')}.`, error);
}

/** What was begun cannot be gone back on, and is finished by the next work. */
function begun(what: string, error: unknown): Fault {
	return because(
		error,
		(reason) =>
			`The ${what} has begun and is not finished. ${reason} The next import, build, undo or purge finishes it.`
	);
}

/** What was done is kept, and the figures do not show it yet. */
function notBuilt(done: string, error: unknown): Fault {
	return because(
		error,
		(reason) =>
			`${done} But the figures could not be made, so they are still the ones before. ${reason} Then run "throughline build".`
	);
}

/** A fault that quotes the sentence of its cause, without the assurance that nothing was changed. */
function because(cause: unknown, sentence: (reason: string) => string): Fault {
	const words = sentence(reasonOf(cause));
	const explained = explain(cause);
	return explained instanceof Unexpected ? new Unexpected(words, { cause }) : new Fault(words, { cause });
}

function nameOf(error: Refused | Misused | Fault): (Report & { type: 'failed' })['name'] {
	if (error instanceof Refused) return 'Refused';
	if (error instanceof Misused) return 'Misused';
	return error instanceof Unexpected ? 'Unexpected' : 'Fault';
}

if (process.send !== undefined && process.argv[1] === import.meta.filename) {
	const tell = (report: Report, then?: () => void) => {
		process.send?.(report, undefined, undefined, then);
	};
	// Stopped, or nobody waits for the answer any more: the work is dropped, and what was received of it
	// goes at once.
	const drop = () => {
		if (atWork !== null) tidy(atWork);
		process.exit(1);
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, drop);
	process.once('disconnect', drop);
	process.once('message', (message: { homePath: string; job: Job; patience?: number }) => {
		work(
			message.homePath,
			message.job,
			(step, done, total) => {
				tell({
					type: 'progress',
					step,
					...(done === undefined ? {} : { done }),
					...(total === undefined ? {} : { total })
				});
			},
			message.patience
		)
			.then((outcome) => {
				tell({ type: 'done', outcome }, () => process.exit(0));
			})
			.catch((error: unknown) => {
				const explained = explain(error);
				const name = nameOf(explained);
				const reasons = explained instanceof Refused ? explained.reasons : [explained.message];
				tell(
					{ type: 'failed', name, reasons, detail: error instanceof Error ? (error.stack ?? '') : '' },
					() => process.exit(1)
				);
			});
	});
}
