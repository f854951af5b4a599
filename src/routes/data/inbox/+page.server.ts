import { fail } from '@sveltejs/kit';
import { viewerOf } from '#lib/server/access.ts';
import { answer } from '#lib/server/answer.ts';
import { textOf } from '#lib/server/form.ts';
import { readHandsPage, readWantedKey } from '#lib/server/hands-page.ts';
import { servedHome } from '#lib/server/reading.ts';
import { orSlips } from '#lib/server/slips.ts';
import { makeUploadKey, revokeUploadKey } from '#lib/server/upload-keys.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => readHandsPage(servedHome(), url);

export const actions: Actions = {
	make: async ({ request, locals }) => {
		const given = readWantedKey(await request.formData());
		const days = /^\d+$/.test(given.days.trim()) ? Number(given.days) : NaN;
		const { done, slips } = await answer(() =>
			orSlips(() => makeUploadKey(servedHome(), viewerOf(locals), { ...given, days }))
		);
		if (slips) return fail(400, { did: 'make' as const, given, slips });
		return { did: 'make' as const, made: { name: done.key.name, secret: done.secret } };
	},
	revoke: async ({ request, locals }) => {
		const key = textOf(await request.formData(), 'key');
		await answer(() => {
			revokeUploadKey(servedHome(), viewerOf(locals), key);
		});
		return { did: 'revoke' as const };
	}
};
