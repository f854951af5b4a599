import { csv } from '#lib/csv.ts';
import { viewerOf } from '#lib/server/access.ts';
import { csvFile } from '#lib/server/download.ts';
import { readCellPage } from '#lib/server/hud-page.ts';
import type { RequestHandler } from './$types';

/** The people of a cell, all of them, as a file. */
export const GET: RequestHandler = async ({ url, locals }) => {
	const { rows, cell } = await readCellPage(viewerOf(locals), url, true);
	return csvFile(csv(rows), `${cell.question}-people.csv`);
};
