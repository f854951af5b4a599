import { error } from '@sveltejs/kit';
import { csv } from '#lib/csv.ts';
import { listRows } from '#lib/metrics/rows.ts';
import { ask } from '#lib/server/overview.ts';
import { readPage } from '#lib/server/page.ts';
import type { RequestHandler } from './$types';

/** The whole case list behind a figure, as a file. */
export const GET: RequestHandler = async ({ url, params }) => {
	const { content, missing } = await readPage(url, (store, view) => listRows(store, ask(params.id, view)));
	if (content === null) error(404, missing);
	const { metric, period, rows } = content;
	return new Response(csv(rows), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${metric} ${period.from} to ${period.to}.csv"`
		}
	});
};
