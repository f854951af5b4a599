import { fork } from 'node:child_process';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { Fault, Misused, Refused, Unexpected } from './errors.ts';
import { HEAP_OF_WORK } from './heap.ts';
import { ROOT } from './home.ts';
import type { Job, Outcome, Report } from './job.ts';
import type { Progress } from './progress.ts';

/** Who shows pages goes before it: 0 is as much as anybody, 19 the least. */
const NICE = 5;

/**
 * Runs a work in a child process of its own, with a memory limit, so that a big upload never slows or sinks
 * whoever asked. The child is gone when this returns; it also goes when this process dies.
 * @param patience seconds to wait for others who are at work on the home
 * @param stop drops the work: nothing of it stays
 * @throws Refused, Misused or Fault as the work did
 */
export async function runJob(
	homePath: string,
	job: Job,
	progress: Progress,
	patience?: number,
	stop?: AbortSignal
): Promise<Outcome> {
	const child = fork(join(ROOT, 'pipelines', 'job.ts'), [], {
		execArgv: HEAP_OF_WORK,
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
		env: { ...process.env, THROUGHLINE_ROOT: ROOT }
	});
	yieldTo(child.pid);
	stop?.addEventListener('abort', () => child.kill('SIGTERM'), { once: true });
	return new Promise((resolve, reject) => {
		let settled = false;
		child.on('message', (report: Report) => {
			if (report.type === 'progress') {
				progress(report.step, report.done, report.total);
				return;
			}
			settled = true;
			progress('');
			if (report.type === 'done') resolve(report.outcome);
			else if (report.name === 'Refused') reject(new Refused(report.reasons));
			else if (report.name === 'Misused') reject(new Misused(report.reasons.join('\n')));
			else if (report.name === 'Unexpected')
				reject(new Unexpected(report.reasons.join('\n'), { cause: report.detail }));
			else reject(new Fault(report.reasons.join('\n'), { cause: report.detail }));
		});
		child.on('error', (cause) => {
			reject(new Fault(`The work could not be started: ${cause.message}`, { cause }));
		});
		child.on('exit', (code, signal) => {
			if (!settled)
				reject(
					new Fault(
						`The work ended before it was done (${signal ?? `code ${String(code)}`}); perhaps it ran out of memory or was stopped. Nothing that was accepted before is lost. Try again.`
					)
				);
		});
		child.send({ homePath, job, ...(patience === undefined ? {} : { patience }) });
	});
}

function yieldTo(pid: number | undefined): void {
	try {
		if (pid !== undefined) setPriority(pid, NICE);
	} catch {
		// it has ended, or this system does not let us: it is as quick as anybody then
	}
}
