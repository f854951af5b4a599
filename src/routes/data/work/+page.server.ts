import { fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { Refused } from '#pipelines/errors.ts';
import { viewerOf } from '#lib/server/access.ts';
import { textOf } from '#lib/server/form.ts';
import { cancelWork, latestWork, mayCancel } from '#lib/server/work.ts';
import { placeAfter } from '../work-place.ts';
import type { Actions, PageServerLoad } from './$types';

/** With `?go` the page leads on as soon as the work has ended. */
export const load: PageServerLoad = ({ url, locals }) => {
	const work = latestWork();
	const place = work && placeAfter(work);
	if (place !== null && url.searchParams.has('go')) redirect(303, place);
	return { work, place, cancellable: mayCancel(viewerOf(locals)) };
};

export const actions: Actions = {
	cancel: async ({ request, locals }) => {
		try {
			await cancelWork(viewerOf(locals), textOf(await request.formData(), 'work'));
		} catch (error) {
			if (error instanceof Refused) return fail(409);
			throw error;
		}
		redirect(303, resolve('/data/work'));
	}
};
