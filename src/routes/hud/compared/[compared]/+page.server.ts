import { viewerOf } from '#lib/server/access.ts';
import { readComparedPage } from '#lib/server/hud-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals }) =>
	readComparedPage(viewerOf(locals), params.compared);
