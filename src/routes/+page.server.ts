import { utcDay } from '#lib/server/clock.ts';
import { may, viewerOf } from '#lib/server/access.ts';
import { readAnswers } from '#lib/server/answers.ts';
import { readLate } from '#lib/server/late.ts';
import { readOverview } from '#lib/server/overview.ts';
import { readPage } from '#lib/server/page.ts';
import { drawOverview } from '#lib/server/pictures.ts';
import { fromStore, servedHome } from '#lib/server/reading.ts';
import { listPressing } from '#lib/server/report-desk.ts';
import { noteFigures } from '#lib/server/seen.ts';
import { soonOrLater } from '#lib/server/soon.ts';
import { readStore } from '#lib/server/store.ts';
import { speak } from '#lib/speak.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals }) => {
	const viewer = viewerOf(locals);
	const words = speak(locals.locale);
	const page = await readPage(url, viewer.asker, async (store, view) => {
		const overview = await readOverview(store, view, viewer.asker);
		await noteFigures(store, viewer, 'overview', { where: view.where, by: [] });
		return drawOverview(overview, words);
	});
	const late = readLate(servedHome(), utcDay());
	const pressing = may(viewer, 'releases')
		? ((await fromStore((store) => listPressing(store, servedHome(), viewer, utcDay()))).content ?? [])
		: [];
	if (page.missing !== null) return { ...page, answers: null, late, pressing };
	const { view } = page.controls;
	const answers = await soonOrLater(readStore((store) => readAnswers(store, view, viewer, words)));
	return { ...page, answers, late, pressing };
};
