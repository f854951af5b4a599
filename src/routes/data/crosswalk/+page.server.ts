import { fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { Refused } from '#pipelines/errors.ts';
import { messages } from '#lib/messages/index.ts';
import { viewerOf } from '#lib/server/access.ts';
import { importCrosswalk, readCrosswalkPage } from '#lib/server/crosswalk-page.ts';
import { filesOf } from '#lib/server/inbox.ts';
import { servedHome } from '#lib/server/reading.ts';
import { latestWork } from '#lib/server/work.ts';
import type { Actions, PageServerLoad } from './$types';

/** A plain form: what is chosen while a script is loading would be lost. */
export const csr = false;

export const load: PageServerLoad = async () => ({ ...(await readCrosswalkPage()), work: latestWork() });

export const actions: Actions = {
	upload: async ({ request, locals }) => {
		const { crosswalk } = messages(locals.locale).data;
		try {
			const files = filesOf(await request.formData(), 'file');
			const wrong = await importCrosswalk(servedHome(), viewerOf(locals), files);
			if (wrong !== null) return fail(400, { reasons: [crosswalk.wrong[wrong]] });
		} catch (error) {
			if (error instanceof Refused) return fail(409, { reasons: error.reasons });
			throw error;
		}
		redirect(303, resolve('/data/work'));
	}
};
