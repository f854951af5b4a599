// In place of `#pipelines/run.ts`, where it is not asked what a process of its own does: works are done in this one, which
// saves starting one for each. A test file says so:
// vi.mock('#pipelines/run.ts', () => import('../work-here.ts'));
import { work, type Job, type Outcome } from '#pipelines/job.ts';
import type { Progress } from '#pipelines/progress.ts';

export async function runJob(
	homePath: string,
	job: Job,
	progress: Progress,
	patience?: number
): Promise<Outcome> {
	try {
		return await work(homePath, job, progress, patience);
	} finally {
		progress('');
	}
}
