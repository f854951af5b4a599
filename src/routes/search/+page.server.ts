import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { viewerOf } from '#lib/server/access.ts';
import { answer } from '#lib/server/answer.ts';
import { textOf } from '#lib/server/form.ts';
import { search } from '#lib/server/search.ts';
import { noteSeen } from '#lib/server/seen.ts';
import { addressOf } from '#lib/search.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	/** What is typed may be the id of a case: it comes in the body, and no address, history or log has it. */
	default: async ({ request, locals }) => {
		const viewer = viewerOf(locals);
		const typed = textOf(await request.formData(), 'q').trim();
		const { hits, stays, meant } = await answer(() => search(viewer, typed));
		const enrollments = stays.map(({ enrollment_id }) => enrollment_id);
		if (enrollments.length > 0)
			noteSeen(viewer, 'looked for a case', 'cases', { found: enrollments.length, enrollments });
		const [hit] = hits;
		const [enrollment] = enrollments;
		if (hits.length + enrollments.length === 1)
			redirect(303, hit ? addressOf(hit) : resolve('/cases/[enrollment]', { enrollment: enrollment ?? '' }));
		return { typed, hits, stays, meant };
	}
};
