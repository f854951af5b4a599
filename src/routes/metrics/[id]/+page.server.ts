import { viewerOf } from '#lib/server/access.ts';
import { readMetricPage } from '#lib/server/metric-page.ts';
import { readPage } from '#lib/server/page.ts';
import { drawMetric } from '#lib/server/pictures.ts';
import { noteFigures } from '#lib/server/seen.ts';
import { speak } from '#lib/speak.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, params, locals }) => {
	const viewer = viewerOf(locals);
	return readPage(url, viewer.asker, async (store, view) => {
		const page = await readMetricPage(store, params.id, view, viewer.asker);
		const by = [...new Set([page.breakdown.by, ...view.by])];
		await noteFigures(store, viewer, page.metric.id, { ...view, by }, page.whole.period);
		return drawMetric(page, speak(locals.locale));
	});
};
