import { viewerOf } from '#lib/server/access.ts';
import { answer } from '#lib/server/answer.ts';
import { readChangesPage } from '#lib/server/batch-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals }) =>
	answer(() => readChangesPage(params.batch, viewerOf(locals).asker));
