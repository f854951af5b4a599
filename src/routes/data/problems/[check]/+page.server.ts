import { viewerOf } from '#lib/server/access.ts';
import { answer, partOf } from '#lib/server/answer.ts';
import { readCheckPage } from '#lib/server/data-page.ts';
import type { PageServerLoad } from './$types';

const RECORDS_ON_A_PAGE = 50;

export const load: PageServerLoad = async ({ params, url, locals }) => {
	const part = partOf(url, RECORDS_ON_A_PAGE);
	return { check: await answer(() => readCheckPage(params.check, viewerOf(locals).asker, part)), part };
};
