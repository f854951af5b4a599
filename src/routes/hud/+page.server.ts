import { fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { Refused } from '#pipelines/errors.ts';
import { messages } from '#lib/messages/index.ts';
import { viewerOf } from '#lib/server/access.ts';
import { keepOfficial } from '#lib/server/hud-official.ts';
import { readAsked, readHudPage } from '#lib/server/hud-page.ts';
import { readTables } from '#lib/server/hud.ts';
import { filesOf } from '#lib/server/inbox.ts';
import { servedHome } from '#lib/server/reading.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, locals }) => readHudPage(viewerOf(locals), url.searchParams);

export const actions: Actions = {
	compare: async ({ request, url, locals }) => {
		const viewer = viewerOf(locals);
		const home = servedHome();
		const files = filesOf(await request.formData(), 'files');
		if (files.length === 0) return fail(400, { refused: [messages(locals.locale).hud.compare.choose] });
		let compared: string;
		try {
			compared = await readAsked(viewer, url.searchParams, async (store, asked, view) =>
				keepOfficial(home, viewer, view, await readTables(store, home, asked), files)
			);
		} catch (error) {
			if (error instanceof Refused) return fail(400, { refused: error.reasons });
			throw error;
		}
		redirect(303, resolve('/hud/compared/[compared]', { compared }));
	}
};
