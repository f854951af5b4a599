import { toldTemplates } from '#lib/server/told-templates.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ templates: toldTemplates() });
