import { viewerOf } from '#lib/server/access.ts';
import { exportAudit } from '#lib/server/audit-page.ts';
import { readFilter } from '#lib/server/audit-search.ts';
import { speak } from '#lib/speak.ts';
import { csvFile } from '#lib/server/download.ts';
import type { RequestHandler } from './$types';

/** The entries that an address asks for, all of them, as a file. */
export const GET: RequestHandler = ({ url, locals }) => {
	const { filter } = readFilter((name) => url.searchParams.get(name));
	return csvFile(exportAudit(speak(locals.locale), viewerOf(locals), filter), 'audit log.csv');
};
