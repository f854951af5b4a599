import { takeFiles } from '#lib/server/roster-upload.ts';
import { readRosterPage } from '#lib/server/roster-page.ts';
import { latestWork } from '#lib/server/work.ts';
import type { Actions, PageServerLoad } from './$types';

/** A plain form: what is typed while a script is loading would be lost. */
export const csr = false;

export const load: PageServerLoad = async ({ url }) => ({
	...(await readRosterPage(url.searchParams.get('source'))),
	work: latestWork()
});

export const actions: Actions = { upload: takeFiles };
