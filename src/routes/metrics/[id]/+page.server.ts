import { may, viewerOf } from '#lib/server/access.ts';
import { readMetricPage } from '#lib/server/metric-page.ts';
import { readPage } from '#lib/server/page.ts';
import { drawMetric } from '#lib/server/pictures.ts';
import { servedHome } from '#lib/server/reading.ts';
import { isSample } from '#lib/server/sample.ts';
import { noteFigures } from '#lib/server/seen.ts';
import { takeMark, takeTakenBack } from '#lib/server/step-action.ts';
import { speak } from '#lib/speak.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, params, locals }) => {
	const viewer = viewerOf(locals);
	const page = await readPage(url, viewer.asker, async (store, view) => {
		const page = await readMetricPage(store, params.id, view, viewer.asker);
		const by = [...new Set([page.breakdown.by, ...view.by])];
		await noteFigures(store, viewer, page.metric.id, { ...view, by }, page.whole.period);
		return drawMetric(page, speak(locals.locale));
	});
	return { ...page, marksSteps: may(viewer, 'conclusions'), sample: isSample(servedHome().path) };
};

export const actions: Actions = { mark: takeMark, takeBack: takeTakenBack };
