import { answer } from '#lib/server/answer.ts';
import { problemsCsv } from '#lib/server/problems-csv.ts';
import { readRejected } from '#lib/server/upload-page.ts';
import type { RequestHandler } from './$types';

/** The lines that would be rejected if an upload were accepted as it was checked, as a file. */
export const GET: RequestHandler = async ({ params }) =>
	problemsCsv(await answer(() => readRejected(params.upload)), `rejected lines of ${params.upload}`);
