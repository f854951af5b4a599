import { viewerOf } from '#lib/server/access.ts';
import { readOverview } from '#lib/server/overview.ts';
import { readPage } from '#lib/server/page.ts';
import { drawOverview } from '#lib/server/pictures.ts';
import { speak } from '#lib/speak.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, locals }) =>
	readPage(url, viewerOf(locals).asker, async (store, view) =>
		drawOverview(await readOverview(store, view, viewerOf(locals).asker), speak(locals.locale))
	);
