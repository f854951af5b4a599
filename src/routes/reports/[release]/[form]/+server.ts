import { error } from '@sveltejs/kit';
import { viewerOf } from '#lib/server/access.ts';
import { answer } from '#lib/server/answer.ts';
import { filesOf } from '#lib/server/inbox.ts';
import { servedHome } from '#lib/server/reading.ts';
import { fillFor, FILLED, findOwnRelease, makeFile } from '#lib/server/report-page.ts';
import type { RequestHandler } from './$types';

/** One of the release's forms, `report.pdf` and so on, or the picture of a metric, `METRIC.svg`. */
export const GET: RequestHandler = async ({ params, locals }) => {
	const viewer = viewerOf(locals);
	const home = servedHome();
	return makeFile(home, viewer, await findOwnRelease(home, viewer, params.release), params.form);
};

/** A workbook of the funder's own, filled in: `filled.xlsx`. */
export const POST: RequestHandler = async ({ params, locals, request }) => {
	const viewer = viewerOf(locals);
	const home = servedHome();
	const release = await findOwnRelease(home, viewer, params.form === FILLED ? params.release : '');
	const [file] = filesOf(await request.formData(), 'workbook');
	if (!file) error(400, 'Choose a workbook (.xlsx).');
	return answer(async () => fillFor(home, viewer, release, Buffer.from(await file.arrayBuffer())));
};
