import { randomUUID } from 'node:crypto';
import { explain, Refused, sayable } from '#pipelines/errors.ts';
import type { Imported } from '#pipelines/take-in.ts';
import type { Job, Outcome } from '#pipelines/job.ts';
import type { Progress } from '#pipelines/progress.ts';
import { runJob } from '#pipelines/run.ts';
import type { Actor } from './audit.ts';
import { servedHome } from './reading.ts';
import { refuseSample } from './sample.ts';
import { writtenDown } from './work-audit.ts';
import { described, log } from './log.ts';

/** What a work came to: `done` with what it gave, `failed` with every reason. */
type Ending =
	| { state: 'running'; endedAt: null; outcome: null; reasons: [] }
	| { state: 'done'; endedAt: string; outcome: Shown; reasons: [] }
	| { state: 'failed'; endedAt: string; outcome: null; reasons: string[] };

/**
 * Without the paths, which are of the server and no page's business, and without what a page of its own shows; `upload`
 * is the one that was received.
 */
type Shown = Omit<Outcome, 'imported' | 'refused' | 'staged' | 'trial'> & {
	imported: Omit<Imported, 'path'>[];
	upload: string | null;
};

/** A job without paths and without what was said in it. */
type ShownJob =
	| Exclude<Job, { kind: 'import' | 'stage' | 'check' | 'accept' }>
	| { kind: 'import' | 'stage' }
	| { kind: 'check' | 'accept'; upload: string };

/** A work that this server was asked for, as far as it has come. Moments are ISO in UTC. */
export type Work = {
	id: string;
	job: ShownJob;
	startedAt: string;
	/** The step, in the words of the command line, and how much of it is done, 0 to 1 or null. */
	step: string;
	share: number | null;
} & Ending;

const BEGUN = { state: 'running', endedAt: null, outcome: null, reasons: [] } satisfies Ending;

let latest: Work | null = null;
/** Drops the work that is running; gives when it is gone. */
let drop: (() => Promise<void>) | null = null;
let stopping = false;
/** The job of the latest work, to tell whether another is the same, and who asked for it. */
let asked = '';
let askedBy: string | null = null;
/** Whether the latest work was cancelled by who asked for it. */
let cancelled = false;

/** The work that is running, or the last one that this server did, or null. */
export function latestWork(): Work | null {
	return latest;
}

/**
 * Starts a work in a child process and returns at once. It waits there for others who are at work on the
 * home, such as a command. Asked for again while it runs, the same work is given. Who asked first is written down.
 * @param after done when it has ended, however it has, with what it gave or why it failed; it ends with it
 * @throws Refused where another work of this server is running, the server is stopping, or it is the sample agency; Fault where it cannot
 * be written down
 */
export function startWork(
	actor: Actor,
	job: Job,
	after: (ended: Outcome | Error) => void | Promise<void> = () => undefined
): Work {
	refuseSample(servedHome());
	if (stopping) throw new Refused('The server is being stopped. Try again when it is there again.');
	if (latest?.state === 'running') {
		if (JSON.stringify(job) === asked) return latest;
		throw new Refused('Another work is running. Wait until it has ended and try again.');
	}
	const begun: Work = {
		id: randomUUID(),
		job: shownJob(job),
		startedAt: new Date().toISOString(),
		step: '',
		share: null,
		...BEGUN
	};
	const change = (to: Partial<Work>) => {
		latest = { ...(latest ?? begun), ...to } as Work;
	};
	const report: Progress = (step, done, total) => {
		if (step !== '') change({ step, share: done !== undefined && total ? done / total : null });
	};
	const end = () => new Date().toISOString();
	const note = (outcome: 'done' | 'refused' | 'failed', more = {}) => {
		const seconds = Math.round((Date.now() - Date.parse(begun.startedAt)) / 100) / 10;
		log[outcome === 'failed' ? 'error' : 'info'](
			{ id: begun.id, kind: job.kind, outcome, seconds, ...more },
			'work'
		);
	};
	const stop = new AbortController();
	const home = servedHome();
	const ending = writtenDown(home, actor, job, () => runJob(home.path, job, report, undefined, stop.signal));
	latest = begun;
	asked = JSON.stringify(job);
	askedBy = actor.id;
	cancelled = false;
	const ended = ending
		.then(
			async (outcome) => {
				await after(outcome);
				return outcome;
			},
			async (error: unknown) => {
				await after(explain(error));
				throw error;
			}
		)
		.then(({ imported, refused, staged, trial: _, ...rest }) => {
			const reasons = refused.flatMap((each) => each.reasons);
			if (imported.length === 0 && reasons.length > 0) throw new Refused(reasons);
			note('done');
			const outcome = {
				...rest,
				upload: staged?.id ?? null,
				imported: imported.map(({ path: _, ...each }) => each)
			};
			change({ state: 'done', endedAt: end(), outcome });
		})
		.catch((error: unknown) => {
			const explained = cancelled ? new Refused(CANCELLED) : explain(error);
			const isRefused = explained instanceof Refused;
			note(isRefused ? 'refused' : 'failed', { error: described(explained) });
			change({ state: 'failed', endedAt: end(), reasons: reasonsOf(explained, begun.id) });
		});
	drop = async () => {
		stop.abort();
		await Promise.race([ended, new Promise((late) => setTimeout(late, MOST_SECONDS * 1000).unref())]);
	};
	return begun;
}

const CANCELLED = 'It was cancelled. Nothing was changed.';

/** Works that change nothing that counts: they may be dropped at any moment. */
const HARMLESS: readonly Job['kind'][] = ['stage', 'check'];

function shownJob(job: Job): ShownJob {
	if (job.kind === 'import' || job.kind === 'stage') return { kind: job.kind };
	return job.kind === 'check' || job.kind === 'accept' ? { kind: job.kind, upload: job.upload } : job;
}

/** Whether somebody may cancel the work that is running: their own, of a kind that changes nothing that counts. */
export function mayCancel(actor: Actor): boolean {
	return latest?.state === 'running' && askedBy === actor.id && HARMLESS.includes(latest.job.kind);
}

/**
 * Cancels a work of one's own.
 * @throws Refused where it is not running any more, is somebody else's, or is of a kind that cannot be cancelled
 */
export async function cancelWork(actor: Actor, id: string): Promise<void> {
	if (latest?.id !== id || !mayCancel(actor))
		throw new Refused('It has ended, or it is a work that cannot be cancelled: see how it stands.');
	cancelled = true;
	await drop?.();
}

const MOST_SECONDS = 2;

/** Drops the work that is running, and begins no other. */
export async function stopWork(): Promise<void> {
	stopping = true;
	if (latest?.state === 'running') await drop?.();
}

/** Why a work failed, as sentences that anybody may read; `work` is its id. */
export function reasonsOf(error: Error, work: string): string[] {
	return error instanceof Refused ? error.reasons : [sayable(error) ?? unforeseen(work)];
}

function unforeseen(id: string): string {
	return `It failed for a reason that was not foreseen. What was accepted before is kept. To find the cause in the log of the server, quote ${id}.`;
}
