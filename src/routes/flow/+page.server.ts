import { viewerOf } from '#lib/server/access.ts';
import { drawFlow, readFlowPage } from '#lib/server/flow-page.ts';
import { readPage } from '#lib/server/page.ts';
import { noteFigures } from '#lib/server/seen.ts';
import { speak } from '#lib/speak.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, locals }) => {
	const viewer = viewerOf(locals);
	return readPage(url, viewer.asker, async (store, view) => {
		const page = await readFlowPage(store, view, viewer.asker);
		await noteFigures(store, viewer, 'flow', { ...view, by: [page.flow.by ?? ''] }, page.flow.period);
		return drawFlow(page, speak(locals.locale));
	});
};
