import { answer } from '#lib/server/answer.ts';
import { readComparePage } from '#lib/server/batch-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const [a, b] = ['a', 'b'].map((name) => url.searchParams.get(name) ?? '');
	return { ...(await answer(() => readComparePage(a ?? '', b ?? ''))), a: a ?? '', b: b ?? '' };
};
