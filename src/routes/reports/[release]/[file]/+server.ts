import { viewerOf } from '#lib/server/access.ts';
import { servedHome } from '#lib/server/reading.ts';
import { findOwnRelease, makeFile } from '#lib/server/report-page.ts';
import type { RequestHandler } from './$types';

/** One of the release's forms, `report.pdf` and so on, or the picture of a metric, `METRIC.svg`. */
export const GET: RequestHandler = async ({ params, locals }) => {
	const viewer = viewerOf(locals);
	const home = servedHome();
	return makeFile(home, viewer, await findOwnRelease(home, viewer, params.release), params.file);
};
