import { readDepartures } from '#lib/server/methods.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => readDepartures();
