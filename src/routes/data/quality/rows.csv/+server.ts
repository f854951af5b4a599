import { error } from '@sveltejs/kit';
import { csv } from '#lib/csv.ts';
import { viewerOf } from '#lib/server/access.ts';
import { readPage } from '#lib/server/page.ts';
import { readQualityRows } from '#lib/server/quality-page.ts';
import { csvFile } from '#lib/server/download.ts';
import type { RequestHandler } from './$types';

/** Every problem in the records of a view, as a file. */
export const GET: RequestHandler = async ({ url, locals }) => {
	const viewer = viewerOf(locals);
	const { content, missing } = await readPage(url, viewer.asker, (store, view) =>
		readQualityRows(store, viewer, view, url.searchParams.get('check'), null)
	);
	if (content === null) error(404, missing);
	const { check, period, rows } = content;
	return csvFile(csv(rows), `${check?.id ?? 'problems'} ${period.from} to ${period.to}.csv`);
};
