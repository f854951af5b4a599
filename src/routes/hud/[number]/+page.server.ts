import { viewerOf } from '#lib/server/access.ts';
import { readQuestionPage } from '#lib/server/hud-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, params, locals }) =>
	readQuestionPage(viewerOf(locals), url.searchParams, params.number);
