import { answer } from '#lib/server/answer.ts';
import { readChangesPage } from '#lib/server/batch-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params }) => answer(() => readChangesPage(params.batch));
