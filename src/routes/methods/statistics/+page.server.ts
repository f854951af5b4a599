import { viewerOf } from '#lib/server/access.ts';
import { readStatistics } from '#lib/server/statistics.ts';
import { speak } from '#lib/speak.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
	readStatistics(viewerOf(locals).asker, speak(locals.locale));
