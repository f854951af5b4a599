import { fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { viewerOf } from '#lib/server/access.ts';
import { textOf } from '#lib/server/form.ts';
import { servedHome } from '#lib/server/reading.ts';
import { isSample } from '#lib/server/sample.ts';
import { makeFigures, readSettingsPage, saveSettings } from '#lib/server/settings-page.ts';
import { latestWork } from '#lib/server/work.ts';
import type { Actions, PageServerLoad } from './$types';

/** A plain form: what is typed while a script is loading would be lost. */
export const csr = false;

export const load: PageServerLoad = async () => ({
	...(await readSettingsPage(servedHome())),
	work: latestWork()
});

const SAMPLE = { given: null, wrong: [], saved: false, changed: 0 };

export const actions: Actions = {
	save: async ({ request, locals }) => {
		const home = servedHome();
		if (isSample(home.path)) return fail(409, SAMPLE);
		const form = await request.formData();
		const { wrong, changed, touchesFigures } = saveSettings(home, viewerOf(locals), (key) =>
			textOf(form, key)
		);
		const given = Object.fromEntries([...form].filter(([, value]) => typeof value === 'string')) as Record<
			string,
			string
		>;
		if (wrong.length > 0) return fail(400, { given, wrong, saved: false, changed: 0 });
		if (touchesFigures && makeFigures(home, viewerOf(locals)) === 'begun')
			redirect(303, resolve('/data/work'));
		return { given: null, wrong: [], saved: true, changed: changed.length };
	},
	build: ({ locals }) => {
		const home = servedHome();
		if (isSample(home.path)) return fail(409, SAMPLE);
		makeFigures(home, viewerOf(locals));
		redirect(303, resolve('/data/work'));
	}
};
