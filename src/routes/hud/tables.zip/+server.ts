import { viewerOf } from '#lib/server/access.ts';
import { download } from '#lib/server/download.ts';
import { tablesZip } from '#lib/server/hud-files.ts';
import { exportTables } from '#lib/server/hud-page.ts';
import type { RequestHandler } from './$types';

/** Every table of a report as CSV, named as HUD names them. */
export const GET: RequestHandler = async ({ url, locals }) => {
	const { tables, name } = await exportTables(viewerOf(locals), url.searchParams);
	return download(await tablesZip(tables), 'application/zip', `${name}.zip`);
};
