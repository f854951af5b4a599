import { describeTemplates } from '#pipelines/sources/canonical-csv/templates.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ templates: describeTemplates() });
