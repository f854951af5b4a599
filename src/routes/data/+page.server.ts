import { viewerOf } from '#lib/server/access.ts';
import { readDataPage } from '#lib/server/data-page.ts';
import { latestWork } from '#lib/server/work.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { asker, abilities } = viewerOf(locals);
	return { ...(await readDataPage(asker, abilities)), work: abilities.includes('data') ? latestWork() : null };
};
