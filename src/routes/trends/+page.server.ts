import { viewerOf } from '#lib/server/access.ts';
import { readPage } from '#lib/server/page.ts';
import { noteFigures } from '#lib/server/seen.ts';
import { readTrendsPage } from '#lib/server/trends-page.ts';
import { speak } from '#lib/speak.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, locals }) => {
	const viewer = viewerOf(locals);
	return readPage(url, viewer.asker, async (store, view) => {
		await noteFigures(store, viewer, 'trends', { where: view.where, by: [] });
		return readTrendsPage(store, view, viewer.asker, speak(locals.locale));
	});
};
