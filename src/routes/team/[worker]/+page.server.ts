import { may, viewerOf } from '#lib/server/access.ts';
import { readPage } from '#lib/server/page.ts';
import { servedHome } from '#lib/server/reading.ts';
import { today } from '#lib/server/roster.ts';
import { isSample } from '#lib/server/sample.ts';
import { readSheet } from '#lib/server/sheet-page.ts';
import { takeSend, takeSupervision } from '#lib/server/supervision-action.ts';
import type { Actions, PageServerLoad } from './$types';

/** A plain form: what is typed while a script is loading would be lost. */
export const csr = false;

export const load: PageServerLoad = async ({ url, params, locals }) => {
	const viewer = viewerOf(locals);
	const home = servedHome();
	const page = await readPage(url, viewer.asker, (store) =>
		readSheet(store, viewer, params.worker, url.searchParams.get('correct'))
	);
	return {
		...page,
		kept: url.searchParams.get('kept'),
		own: may(viewer, 'own'),
		reviews: may(viewer, 'reviews'),
		sample: isSample(home.path),
		day: today(home)
	};
};

export const actions: Actions = { log: takeSupervision, send: takeSend };
