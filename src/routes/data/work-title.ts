import type { Messages } from '#lib/messages/index.ts';
import type { Work } from '#lib/server/work.ts';

/** What a work is, was or failed to do, in one line. */
export function workTitle({ data }: Messages, { job, state }: Work): string {
	const said = data.work[state];
	switch (job.kind) {
		case 'undo':
			return said.undo({ batch: job.batch });
		case 'import':
		case 'build':
		case 'stage':
		case 'check':
		case 'accept':
			return said[job.kind];
		default:
			return said.other;
	}
}
