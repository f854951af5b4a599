import { answer, partOf } from '#lib/server/answer.ts';
import { filterOf, readBatchPage } from '#lib/server/batch-page.ts';
import { latestWork } from '#lib/server/work.ts';
import type { PageServerLoad } from './$types';

const PROBLEMS_ON_A_PAGE = 25;

export const load: PageServerLoad = async ({ params, url }) => {
	const part = partOf(url, PROBLEMS_ON_A_PAGE);
	const filter = filterOf(url);
	const page = await answer(() => readBatchPage(params.batch, filter, part));
	return { ...page, filter, part, work: latestWork() };
};
