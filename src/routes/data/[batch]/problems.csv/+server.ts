import { csv } from '#lib/csv.ts';
import { answer } from '#lib/server/answer.ts';
import { filterOf, readProblemsOf } from '#lib/server/batch-page.ts';
import type { RequestHandler } from './$types';

const COLUMNS = ['file', 'line', 'column', 'kind', 'reason', 'mend'];

/** The problems of a batch that an address asks for, all of them, as a file. */
export const GET: RequestHandler = async ({ params, url }) => {
	const rows = await answer(() => readProblemsOf(params.batch, filterOf(url)));
	const text = csv(
		rows.map(({ column_name: column, ...row }) => ({ ...row, column })),
		COLUMNS
	);
	return new Response(text, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="problems of ${params.batch}.csv"`
		}
	});
};
