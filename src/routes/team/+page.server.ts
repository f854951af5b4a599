import { viewerOf } from '#lib/server/access.ts';
import { readPage } from '#lib/server/page.ts';
import { takePutOff, takeWake } from '#lib/server/put-off-action.ts';
import { servedHome } from '#lib/server/reading.ts';
import { isSample } from '#lib/server/sample.ts';
import { readTeamPage } from '#lib/server/worklist.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals }) => {
	const viewer = viewerOf(locals);
	const page = await readPage(url, viewer.asker, (store, view) => readTeamPage(store, viewer, view, url));
	return { ...page, sample: isSample(servedHome().path) };
};

export const actions: Actions = { putOff: takePutOff, wake: takeWake };
