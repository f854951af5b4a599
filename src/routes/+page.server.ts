import { readOverview } from '#lib/server/overview.ts';
import { readPage } from '#lib/server/page.ts';
import { drawOverview } from '#lib/server/pictures.ts';
import { speak } from '#lib/speak.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, locals }) =>
	readPage(url, async (store, view) => drawOverview(await readOverview(store, view), speak(locals.locale)));
