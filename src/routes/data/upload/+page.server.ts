import { readSettings } from '#pipelines/home.ts';
import { bodyLimit } from '#lib/server/body-limit.ts';
import { servedHome } from '#lib/server/reading.ts';
import { knownColumns } from '#lib/server/upload-identify.ts';
import { listWaiting } from '#lib/server/upload-page.ts';
import { takeUpload } from '#lib/server/upload-take.ts';
import { latestWork } from '#lib/server/work.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => ({
	...(await listWaiting()),
	known: await knownColumns(),
	most: bodyLimit(readSettings(servedHome()), url.pathname).bytes,
	work: latestWork()
});

export const actions: Actions = { take: takeUpload };
