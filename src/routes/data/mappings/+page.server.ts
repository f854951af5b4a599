import { listMappings } from '#lib/server/mappings.ts';
import { servedHome } from '#lib/server/reading.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => listMappings(servedHome());
