import { viewerOf } from '#lib/server/access.ts';
import { readMetricPage } from '#lib/server/metric-page.ts';
import { readPage } from '#lib/server/page.ts';
import { drawMetric } from '#lib/server/pictures.ts';
import { speak } from '#lib/speak.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, params, locals }) =>
	readPage(url, viewerOf(locals).asker, async (store, view) =>
		drawMetric(await readMetricPage(store, params.id, view, viewerOf(locals).asker), speak(locals.locale))
	);
