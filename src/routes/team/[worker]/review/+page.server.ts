import { fail } from '@sveltejs/kit';
import { SETTLED } from '#lib/review.ts';
import { isDate } from '#lib/metrics/periods.ts';
import { viewerOf } from '#lib/server/access.ts';
import { answer } from '#lib/server/answer.ts';
import { textOf } from '#lib/server/form.ts';
import { doIn, openOf, readReviewPage, type Deed } from '#lib/server/review-page.ts';
import { readStore } from '#lib/server/store.ts';
import { speak } from '#lib/speak.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = ({ params, locals }) =>
	answer(() =>
		readStore((store) =>
			readReviewPage(store, viewerOf(locals), speak(locals.locale), { ...params, review: null }, readStore)
		)
	);

async function take({ params, locals }: RequestEvent, deed: Deed) {
	const wrong = await answer(() => readStore((store) => doIn(store, viewerOf(locals), params.worker, deed)));
	const given = 'text' in deed ? { text: deed.text } : {};
	return wrong === null ? { did: deed.do } : fail(400, { did: deed.do, wrong, ...given });
}

export const actions: Actions = {
	open: async ({ request, params, locals }) => {
		const form = await request.formData();
		const [from, to] = [textOf(form, 'from'), textOf(form, 'to')];
		const isWrong =
			[from, to].some((day) => day !== '' && !isDate(day)) || (from !== '' && to !== '' && from > to);
		if (isWrong) return fail(400, { did: 'open' as const, wrong: 'day' as const });
		const period = { ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }) };
		await answer(() => readStore((store) => openOf(store, viewerOf(locals), params.worker, period)));
		return { did: 'open' as const };
	},
	goal: async (event) => {
		const form = await event.request.formData();
		return take(event, { do: 'goal', text: textOf(form, 'text'), by_day: textOf(form, 'by_day') });
	},
	settle: async (event) => {
		const form = await event.request.formData();
		const as = SETTLED.find((each) => each === textOf(form, 'as')) ?? null;
		return take(event, { do: 'settle', goal: Number(textOf(form, 'goal')), as });
	},
	note: async (event) => {
		const form = await event.request.formData();
		return take(event, { do: 'note', text: textOf(form, 'text') });
	},
	sign: async (event) => {
		const form = await event.request.formData();
		return take(event, { do: 'sign', hash: textOf(form, 'hash') });
	}
};
