import { error } from '@sveltejs/kit';
import { csv } from '#lib/csv.ts';
import { listRows } from '#lib/metrics/rows.ts';
import { viewerOf } from '#lib/server/access.ts';
import { ask } from '#lib/server/overview.ts';
import { readPage } from '#lib/server/page.ts';
import type { RequestHandler } from './$types';

/** The whole case list behind a figure, as a file. */
export const GET: RequestHandler = async ({ url, params, locals }) => {
	const { asker } = viewerOf(locals);
	const { content, missing } = await readPage(url, asker, (store, view) =>
		listRows(store, ask(params.id, view, asker))
	);
	if (content === null) error(404, missing);
	const { metric, period, rows } = content;
	return new Response(csv(rows), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${metric} ${period.from} to ${period.to}.csv"`
		}
	});
};
