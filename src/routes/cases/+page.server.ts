import { error, fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { viewerOf } from '#lib/server/access.ts';
import { answer } from '#lib/server/answer.ts';
import { lookFor, readCases, soughtIn, writeSought } from '#lib/server/cases-page.ts';
import { textOf } from '#lib/server/form.ts';
import { noteSeen } from '#lib/server/seen.ts';
import type { Actions, PageServerLoad } from './$types';

/** The form, or, with pseudonyms in the address, the stays that have them. */
export const load: PageServerLoad = async ({ url, locals }) => {
	const viewer = viewerOf(locals);
	const sought = soughtIn(url);
	if (sought === null) return { stays: null };
	const stays = await answer(() => readCases(viewer.asker, sought));
	if (stays.length === 0) error(404, 'Not Found');
	const enrollments = stays.map(({ enrollment_id }) => enrollment_id);
	noteSeen(viewer, 'saw rows', 'cases', { what: 'cases', rows: stays.length, enrollments });
	return { stays };
};

export const actions: Actions = {
	/** The id comes in the body and goes no further: addresses, histories and logs have the pseudonym alone. */
	default: async ({ request, locals }) => {
		const viewer = viewerOf(locals);
		const id = textOf(await request.formData(), 'id').trim();
		const { stays, by } = await answer(() => lookFor(viewer.asker, id));
		const enrollments = stays.map(({ enrollment_id }) => enrollment_id);
		noteSeen(viewer, 'looked for a case', 'cases', { found: stays.length, enrollments });
		const [first, ...others] = enrollments;
		if (first === undefined) return fail(404, { id });
		redirect(
			303,
			others.length === 0
				? resolve('/cases/[enrollment]', { enrollment: first })
				: resolve('/cases') + writeSought(by)
		);
	}
};
