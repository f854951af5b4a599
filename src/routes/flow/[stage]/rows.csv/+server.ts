import { error } from '@sveltejs/kit';
import { csv } from '#lib/csv.ts';
import { viewerOf } from '#lib/server/access.ts';
import { readFlowRows, soughtAt } from '#lib/server/flow-rows.ts';
import { readPage } from '#lib/server/page.ts';
import { csvFile } from '#lib/server/download.ts';
import type { RequestHandler } from './$types';

/** All households behind a number of the flow, as a file. */
export const GET: RequestHandler = async ({ url, params, locals }) => {
	const viewer = viewerOf(locals);
	const { content, missing } = await readPage(url, viewer.asker, (store, view) =>
		readFlowRows(store, viewer, view, soughtAt(params.stage, url), null)
	);
	if (content === null) error(404, missing);
	const { stage, who, period, rows } = content;
	return csvFile(csv(rows), `${stage} ${who} ${period.from} to ${period.to}.csv`);
};
