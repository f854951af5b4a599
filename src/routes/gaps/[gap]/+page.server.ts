import { fail } from '@sveltejs/kit';
import { viewerOf } from '#lib/server/access.ts';
import { answer } from '#lib/server/answer.ts';
import { textOf } from '#lib/server/form.ts';
import { assignGap, closeGap, noteOnGap } from '#lib/server/gap-notes.ts';
import { readGapPage } from '#lib/server/gap-page.ts';
import { servedHome } from '#lib/server/reading.ts';
import { readStore } from '#lib/server/store.ts';
import { speak } from '#lib/speak.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals }) =>
	answer(() =>
		readStore((store) => readGapPage(servedHome(), store, params.gap, viewerOf(locals), speak(locals.locale)))
	);

export const actions: Actions = {
	note: async ({ request, params, locals }) => {
		const text = textOf(await request.formData(), 'text');
		const wrong = await answer(() => noteOnGap(servedHome(), viewerOf(locals), params.gap, text));
		return wrong === null ? { did: 'note' as const } : fail(400, { did: 'note' as const, wrong, text });
	},
	assign: async ({ request, params, locals }) => {
		const person = textOf(await request.formData(), 'person') || null;
		await answer(() => {
			assignGap(servedHome(), viewerOf(locals), params.gap, person);
		});
		return { did: 'assign' as const };
	},
	close: async ({ request, params, locals }) => {
		const text = textOf(await request.formData(), 'reason');
		const wrong = await answer(() => closeGap(servedHome(), viewerOf(locals), params.gap, text));
		return wrong === null ? { did: 'close' as const } : fail(400, { did: 'close' as const, wrong, text });
	}
};
