import { viewerOf } from '#lib/server/access.ts';
import { answer } from '#lib/server/answer.ts';
import { readCasePage } from '#lib/server/cases-page.ts';
import { noteSeen } from '#lib/server/seen.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => {
	const viewer = viewerOf(locals);
	const stay = await answer(() => readCasePage(viewer.asker, params.enrollment));
	noteSeen(viewer, 'saw rows', stay.enrollment_id, { what: 'case' });
	return { stay };
};
