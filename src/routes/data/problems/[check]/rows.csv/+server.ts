import { csv } from '#lib/csv.ts';
import { viewerOf } from '#lib/server/access.ts';
import { answer } from '#lib/server/answer.ts';
import { readCheckRows } from '#lib/server/data-page.ts';
import { noteSeen } from '#lib/server/seen.ts';
import { csvFile } from '#lib/server/download.ts';
import type { RequestHandler } from './$types';

/** Every record that a check found in the cases of who asks, as a file. */
export const GET: RequestHandler = async ({ params, locals }) => {
	const viewer = viewerOf(locals);
	const rows = await answer(() => readCheckRows(params.check, viewer.asker));
	noteSeen(viewer, 'exported', params.check, { what: 'problems', rows: rows.length });
	return csvFile(csv(rows), `${params.check}.csv`);
};
