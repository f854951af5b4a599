import { error } from '@sveltejs/kit';
import { csv } from '#lib/csv.ts';
import { viewerOf } from '#lib/server/access.ts';
import { readFlowRows, soughtAt } from '#lib/server/flow-rows.ts';
import { readPage } from '#lib/server/page.ts';
import type { RequestHandler } from './$types';

/** All households behind a number of the flow, as a file. */
export const GET: RequestHandler = async ({ url, params, locals }) => {
	const viewer = viewerOf(locals);
	const { content, missing } = await readPage(url, viewer.asker, (store, view) =>
		readFlowRows(store, viewer, view, soughtAt(params.stage, url), null)
	);
	if (content === null) error(404, missing);
	const { stage, who, period, rows } = content;
	return new Response(csv(rows), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${stage} ${who} ${period.from} to ${period.to}.csv"`
		}
	});
};
