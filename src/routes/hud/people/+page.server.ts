import { viewerOf } from '#lib/server/access.ts';
import { readCellPage } from '#lib/server/hud-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, locals }) => readCellPage(viewerOf(locals), url, false);
