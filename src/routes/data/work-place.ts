import { resolve } from '$app/paths';
import type { Work } from '#lib/server/work.ts';

/** Where a person goes on when a work has ended; null where its own page says all. */
export function placeAfter({ job, state, outcome }: Pick<Work, 'job' | 'state' | 'outcome'>): string | null {
	if (state === 'running') return null;
	if (job.kind === 'stage')
		return outcome?.upload ? resolve('/data/upload/[upload]', { upload: outcome.upload }) : null;
	if (job.kind !== 'check' && job.kind !== 'accept') return null;
	const [imported] = outcome?.imported ?? [];
	if (job.kind === 'accept' && imported?.batch) return resolve('/data/[batch]', { batch: imported.batch });
	return resolve('/data/upload/[upload]', { upload: job.upload });
}
