import { form } from '#lib/reports/forms/workbook.ts';
import { viewerOf } from '#lib/server/access.ts';
import { download } from '#lib/server/download.ts';
import { tablesWorkbook } from '#lib/server/hud-files.ts';
import { exportTables } from '#lib/server/hud-page.ts';
import type { RequestHandler } from './$types';

/** Every table of a report on a sheet of its own. */
export const GET: RequestHandler = async ({ url, locals }) => {
	const { tables, name } = await exportTables(viewerOf(locals), url.searchParams);
	return download(await tablesWorkbook(tables), form.type, `${name}.xlsx`);
};
