import { viewerOf } from '#lib/server/access.ts';
import { partOf } from '#lib/server/answer.ts';
import { readPage } from '#lib/server/page.ts';
import { readQualityRows } from '#lib/server/quality-page.ts';
import type { PageServerLoad } from './$types';

const PROBLEMS_ON_A_PAGE = 50;

export const load: PageServerLoad = async ({ url, locals }) => {
	const viewer = viewerOf(locals);
	const part = partOf(url, PROBLEMS_ON_A_PAGE);
	const page = await readPage(url, viewer.asker, (store, view) =>
		readQualityRows(store, viewer, view, url.searchParams.get('check'), part)
	);
	return { ...page, part };
};
