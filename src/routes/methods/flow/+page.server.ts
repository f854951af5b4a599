import { readStageMethods } from '#lib/server/flow-methods.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => readStageMethods();
