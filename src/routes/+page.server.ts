import { viewerOf } from '#lib/server/access.ts';
import { readOverview } from '#lib/server/overview.ts';
import { readPage } from '#lib/server/page.ts';
import { drawOverview } from '#lib/server/pictures.ts';
import { noteFigures } from '#lib/server/seen.ts';
import { speak } from '#lib/speak.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, locals }) => {
	const viewer = viewerOf(locals);
	return readPage(url, viewer.asker, async (store, view) => {
		const overview = await readOverview(store, view, viewer.asker);
		await noteFigures(store, viewer, 'overview', { where: view.where, by: [] });
		return drawOverview(overview, speak(locals.locale));
	});
};
