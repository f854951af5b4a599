import { viewerOf } from '#lib/server/access.ts';
import { handOver, readCase } from '#lib/server/assignments.ts';
import { readCasePage } from '#lib/server/assignments-page.ts';
import { takeEdit } from '#lib/server/roster-action.ts';
import { readRoster } from '#lib/server/roster.ts';
import { noteSeen } from '#lib/server/seen.ts';
import { latestWork } from '#lib/server/work.ts';
import type { Actions, PageServerLoad } from './$types';

/** A plain form: what is typed while a script is loading would be lost. */
export const csr = false;

export const load: PageServerLoad = async ({ params, locals }) => {
	const page = await readCasePage(params.source, params.enrollment);
	noteSeen(viewerOf(locals), 'saw rows', params.enrollment, { what: 'case' });
	return { ...page, work: latestWork() };
};

export const actions: Actions = {
	hand: (event) =>
		takeEdit(event, 'hand', async (given, db, home) => {
			const { source, enrollment } = event.params;
			const held = await readCase(db, home, source, enrollment);
			const roster = await readRoster(db, home, source);
			const edit = handOver(roster, held, { worker: given('worker'), from: given('from') });
			return { source: held.source, ...edit };
		})
};
