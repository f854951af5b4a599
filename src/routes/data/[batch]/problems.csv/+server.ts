import { answer } from '#lib/server/answer.ts';
import { filterOf, readProblemsOf } from '#lib/server/batch-page.ts';
import { problemsCsv } from '#lib/server/problems-csv.ts';
import type { RequestHandler } from './$types';

/** The problems of a batch that an address asks for, all of them, as a file. */
export const GET: RequestHandler = async ({ params, url }) =>
	problemsCsv(await answer(() => readProblemsOf(params.batch, filterOf(url))), `problems of ${params.batch}`);
