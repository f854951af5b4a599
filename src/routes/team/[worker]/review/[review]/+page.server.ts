import { viewerOf } from '#lib/server/access.ts';
import { answer } from '#lib/server/answer.ts';
import { readReviewPage } from '#lib/server/review-page.ts';
import { readStore } from '#lib/server/store.ts';
import { speak } from '#lib/speak.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals }) =>
	answer(() =>
		readStore((store) => readReviewPage(store, viewerOf(locals), speak(locals.locale), params, readStore))
	);
