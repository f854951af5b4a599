import { viewerOf } from '#lib/server/access.ts';
import { answer } from '#lib/server/answer.ts';
import { csvFile } from '#lib/server/download.ts';
import { grantsText, ownPrograms } from '#lib/server/grants.ts';
import { servedHome } from '#lib/server/reading.ts';
import type { RequestHandler } from './$types';

/** The grants that who asks looks after, as a file that can be uploaded again. */
export const GET: RequestHandler = async ({ locals }) => {
	const home = servedHome();
	const own = await ownPrograms(home, viewerOf(locals));
	return csvFile(await answer(() => grantsText(home, own)), 'grants.csv');
};
