import { viewerOf } from '#lib/server/access.ts';
import { readOwnFigures } from '#lib/server/own-figures.ts';
import { readOwnPage } from '#lib/server/own-page.ts';
import { readPage } from '#lib/server/page.ts';
import { soonOrLater } from '#lib/server/soon.ts';
import { readStore } from '#lib/server/store.ts';
import { speak } from '#lib/speak.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals }) => {
	const viewer = viewerOf(locals);
	const words = speak(locals.locale);
	const page = await readPage(url, viewer.asker, (store, view) =>
		readOwnPage(store, viewer, view, url, words)
	);
	if ((page.content?.worker ?? null) === null) return { ...page, figures: null };
	return { ...page, figures: await soonOrLater(readStore((store) => readOwnFigures(store, viewer, words))) };
};
