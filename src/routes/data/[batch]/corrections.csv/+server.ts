import { csv } from '#lib/csv.ts';
import { answer } from '#lib/server/answer.ts';
import { readCorrections } from '#lib/server/batch-page.ts';
import type { RequestHandler } from './$types';

/** The about.csv that goes beside corrected lines of a batch. */
export const GET: RequestHandler = async ({ params }) => {
	const about = await answer(() => readCorrections(params.batch));
	return new Response(csv([about]), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="about.csv"'
		}
	});
};
