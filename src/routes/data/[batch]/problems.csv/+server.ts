import { csv } from '#lib/csv.ts';
import { answer } from '#lib/server/answer.ts';
import { filterOf, readProblemsOf } from '#lib/server/batch-page.ts';
import type { RequestHandler } from './$types';

const COLUMNS = ['batch', 'file', 'line', 'column_name', 'kind', 'message'];

/** The problems of a batch that an address asks for, all of them, as a file. */
export const GET: RequestHandler = async ({ params, url }) => {
	const rows = await answer(() => readProblemsOf(params.batch, filterOf(url)));
	const text = csv(
		rows.map((row) => ({ batch: params.batch, ...row })),
		COLUMNS
	);
	return new Response(text, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="problems of ${params.batch}.csv"`
		}
	});
};
