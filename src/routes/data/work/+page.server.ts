import { latestWork } from '#lib/server/work.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ work: latestWork() });
