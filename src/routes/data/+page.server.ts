import { readDataPage } from '#lib/server/data-page.ts';
import { latestWork } from '#lib/server/work.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => ({ ...(await readDataPage()), work: latestWork() });
