import { fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { Refused } from '#pipelines/errors.ts';
import { viewerOf } from '#lib/server/access.ts';
import { answer } from '#lib/server/answer.ts';
import { textOf } from '#lib/server/form.ts';
import { filesOf } from '#lib/server/inbox.ts';
import { readMappingPage, saveMapping } from '#lib/server/mappings.ts';
import { servedHome } from '#lib/server/reading.ts';
import { isSample } from '#lib/server/sample.ts';
import { latestWork, startWork } from '#lib/server/work.ts';
import type { Actions, PageServerLoad } from './$types';

/** A plain form: what is typed while a script is loading would be lost. */
export const csr = false;

export const load: PageServerLoad = async ({ params, url }) => {
	const home = servedHome();
	const asked = url.searchParams.get('version') ?? '';
	const version = /^\d{1,6}$/.test(asked) ? Number(asked) : undefined;
	return {
		...(await answer(() => readMappingPage(home, params.mapping, version))),
		changeable: !isSample(home.path),
		work: latestWork()
	};
};

export const actions: Actions = {
	save: async ({ params, request, locals }) => {
		const form = await request.formData();
		const [file] = filesOf(form, 'file');
		const text = file ? await file.text() : textOf(form, 'text');
		try {
			const { version } = saveMapping(servedHome(), viewerOf(locals), params.mapping, text);
			return { saved: version, text: null, reasons: [] };
		} catch (error) {
			if (error instanceof Refused) return fail(400, { saved: null, text, reasons: error.reasons });
			throw error;
		}
	},
	again: async ({ params, locals }) => {
		const { profile, again } = await answer(() => readMappingPage(servedHome(), params.mapping));
		try {
			startWork(viewerOf(locals), { kind: 'remap', profile, batches: again });
		} catch (error) {
			if (error instanceof Refused) return fail(409, { saved: null, text: null, reasons: error.reasons });
			throw error;
		}
		redirect(303, resolve('/data/work'));
	}
};
