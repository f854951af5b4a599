import { fail } from '@sveltejs/kit';
import { Refused } from '#pipelines/errors.ts';
import { viewerOf } from '#lib/server/access.ts';
import { authOf } from '#lib/server/auth.ts';
import { findPerson } from '#lib/server/people.ts';
import { hasPassword, setPassword, SHORTEST_PASSWORD } from '#lib/server/passwords.ts';
import { shownProvider } from '#lib/server/provider.ts';
import { servedHome } from '#lib/server/reading.ts';
import { verifyPassword } from '#lib/server/sign-in.ts';
import { textOf } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	const { id, name, email, role } = viewerOf(locals);
	return {
		account: { name, email, role },
		least: SHORTEST_PASSWORD,
		provider: shownProvider(servedHome()),
		password: hasPassword(servedHome(), id)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const home = servedHome();
		const viewer = viewerOf(event.locals);
		const form = await event.request.formData();
		const current = await verifyPassword(event, viewer.email, textOf(form, 'current'));
		if (current !== 'right') return fail(400, { changed: false, wrong: true, reasons: [] });
		const session = await authOf(home).api.getSession({ headers: event.request.headers });
		try {
			await setPassword(
				home,
				findPerson(home, viewer.id),
				textOf(form, 'next'),
				session?.session.token ?? ''
			);
		} catch (error) {
			if (error instanceof Refused)
				return fail(400, { changed: false, wrong: false, reasons: error.reasons });
			throw error;
		}
		return { changed: true, wrong: false, reasons: [] };
	}
};
