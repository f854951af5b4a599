import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** What is answered for everything that does not exist or that one may not see (`admit.ts`). */
export const load: PageServerLoad = () => error(404, 'Not Found');
