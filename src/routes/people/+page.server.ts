import { readPeople } from '#lib/server/people-page.ts';
import { servedHome } from '#lib/server/reading.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => readPeople(servedHome());
