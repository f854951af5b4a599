import { csv } from '#lib/csv.ts';
import { answer } from '#lib/server/answer.ts';
import { readCorrections } from '#lib/server/batch-page.ts';
import { csvFile } from '#lib/server/download.ts';
import type { RequestHandler } from './$types';

/** The about.csv that goes beside corrected lines of a batch. */
export const GET: RequestHandler = async ({ params }) => {
	const about = await answer(() => readCorrections(params.batch));
	return csvFile(csv([about]), 'about.csv');
};
