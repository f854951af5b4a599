import { error } from '@sveltejs/kit';
import { viewerOf } from '#lib/server/access.ts';
import { answer } from '#lib/server/answer.ts';
import { makePdf } from '#lib/server/documents/document.ts';
import { pdfFile } from '#lib/server/download.ts';
import { readWhole } from '#lib/server/review-page.ts';
import { printReview } from '#lib/server/review-pdf.ts';
import { readStore } from '#lib/server/store.ts';
import { speak } from '#lib/speak.ts';
import type { RequestHandler } from './$types';

/** The review that is open, or what one would say now; with `?of=`, that one. */
export const GET: RequestHandler = async ({ params, url, locals }) => {
	const words = speak(locals.locale);
	const of = { worker: params.worker, review: url.searchParams.get('of') };
	const whole = await answer(() => readStore((store) => readWhole(store, viewerOf(locals), words, of)));
	if (whole === null) error(404, words.m.review.notOpen);
	const { page, shown, traced } = whole;
	return pdfFile(makePdf(printReview(words, page, { shown, traced })), `review ${page.about.period.to}.pdf`);
};
