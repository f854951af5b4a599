import { readStandardsPage } from '#lib/server/standards-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => readStandardsPage();
