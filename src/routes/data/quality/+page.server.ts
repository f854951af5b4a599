import { QUALITY } from '#lib/metrics/quality.ts';
import { viewerOf } from '#lib/server/access.ts';
import { readPage } from '#lib/server/page.ts';
import { readQualityPage } from '#lib/server/quality-page.ts';
import { noteFigures } from '#lib/server/seen.ts';
import { speak } from '#lib/speak.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, locals }) => {
	const viewer = viewerOf(locals);
	return readPage(url, viewer.asker, async (store, view) => {
		const page = await readQualityPage(store, view, viewer.asker, speak(locals.locale));
		await noteFigures(store, viewer, QUALITY, { where: view.where, by: ['worker'] }, page.whole.period);
		return page;
	});
};
