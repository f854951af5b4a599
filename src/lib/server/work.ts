import { randomUUID } from 'node:crypto';
import { explain, Fault, Refused } from '#pipelines/errors.ts';
import type { Job, Outcome } from '#pipelines/job.ts';
import type { Progress } from '#pipelines/progress.ts';
import { runJob } from '#pipelines/run.ts';
import type { Actor } from './audit.ts';
import { servedHome } from './reading.ts';
import { writtenDown } from './work-audit.ts';

/** What a work came to: `done` with what it gave, `failed` with every reason. */
type Ending =
	| { state: 'running'; endedAt: null; outcome: null; reasons: [] }
	| { state: 'done'; endedAt: string; outcome: Outcome; reasons: [] }
	| { state: 'failed'; endedAt: string; outcome: null; reasons: string[] };

/** A work that this server was asked for, as far as it has come. Moments are ISO in UTC. */
export type Work = {
	id: string;
	job: Job;
	startedAt: string;
	/** The step, in the words of the command line, and how much of it is done, 0 to 1 or null. */
	step: string;
	share: number | null;
} & Ending;

const BEGUN = { state: 'running', endedAt: null, outcome: null, reasons: [] } satisfies Ending;

let latest: Work | null = null;

/** The work that is running, or the last one that this server did, or null. */
export function latestWork(): Work | null {
	return latest;
}

/**
 * Starts a work in a child process and returns at once. It waits there for others who are at work on the
 * home, such as a command. Asked for again while it runs, the same work is given. Who asked first is written down.
 * @throws Refused where another work of this server is running, Fault where it cannot be written down
 */
export function startWork(actor: Actor, job: Job): Work {
	if (latest?.state === 'running') {
		if (JSON.stringify(latest.job) === JSON.stringify(job)) return latest;
		throw new Refused('Another work is running. Wait until it has ended and try again.');
	}
	const begun: Work = {
		id: randomUUID(),
		job,
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
	const home = servedHome();
	const ending = writtenDown(home, actor, job, () => runJob(home.path, job, report));
	latest = begun;
	const end = () => new Date().toISOString();
	ending
		.then((outcome) => {
			change({ state: 'done', endedAt: end(), outcome });
		})
		.catch((error: unknown) => {
			const explained = explain(error);
			if (explained instanceof Fault) console.error(`${job.kind}`, explained);
			const reasons = explained instanceof Refused ? explained.reasons : [explained.message];
			change({ state: 'failed', endedAt: end(), reasons });
		});
	return begun;
}
