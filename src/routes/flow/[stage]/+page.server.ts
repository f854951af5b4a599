import { viewerOf } from '#lib/server/access.ts';
import { readFlowRows, soughtAt } from '#lib/server/flow-rows.ts';
import { readPage } from '#lib/server/page.ts';
import type { PageServerLoad } from './$types';

const ROWS_ON_A_PAGE = 100;

export const load: PageServerLoad = ({ url, params, locals }) => {
	const viewer = viewerOf(locals);
	return readPage(url, viewer.asker, async (store, view) => {
		const page = Math.min(1e9, Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1));
		const part = { page, size: ROWS_ON_A_PAGE };
		return { ...(await readFlowRows(store, viewer, view, soughtAt(params.stage, url), part)), ...part };
	});
};
