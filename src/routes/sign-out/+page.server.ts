import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { viewerOf } from '#lib/server/access.ts';
import { record } from '#lib/server/audit.ts';
import { authOf } from '#lib/server/auth.ts';
import { servedHome } from '#lib/server/reading.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => redirect(303, resolve('/account'));

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const home = servedHome();
		const viewer = viewerOf(locals);
		await authOf(home).api.signOut({ headers: request.headers });
		record(home, viewer, 'signed out', viewer.id);
		redirect(303, resolve('/sign-in'));
	}
};
