import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { DIMENSIONS } from '#lib/metrics/dimensions.ts';
import { viewerOf } from '#lib/server/access.ts';
import { answer } from '#lib/server/answer.ts';
import { textOf } from '#lib/server/form.ts';
import { followGap, readGapsPage } from '#lib/server/gaps-page.ts';
import { readPage } from '#lib/server/page.ts';
import { servedHome } from '#lib/server/reading.ts';
import { noteFigures } from '#lib/server/seen.ts';
import { readStore } from '#lib/server/store.ts';
import { speak } from '#lib/speak.ts';
import { readView } from '#lib/view.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, locals }) => {
	const viewer = viewerOf(locals);
	return readPage(url, viewer.asker, async (store, view) => {
		await noteFigures(store, viewer, 'gaps', { where: view.where, by: [] });
		return readGapsPage(servedHome(), store, view, viewer, speak(locals.locale));
	});
};

export const actions: Actions = {
	open: async ({ request, url, locals }) => {
		const form = await request.formData();
		const { view } = readView(
			url.searchParams,
			DIMENSIONS.map(({ id }) => id)
		);
		const wanted = {
			metric: textOf(form, 'metric'),
			dimension: textOf(form, 'dimension'),
			value: textOf(form, 'value')
		};
		const gap = await answer(() =>
			readStore((store) => followGap(servedHome(), store, view, viewerOf(locals), wanted))
		);
		redirect(303, resolve('/gaps/[gap]', { gap }));
	}
};
