import { fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { Refused } from '#pipelines/errors.ts';
import { mayEnter } from '#lib/server/entry.ts';
import { findLink, followLink } from '#lib/server/links.ts';
import { SHORTEST_PASSWORD } from '#lib/server/passwords.ts';
import { shownProvider } from '#lib/server/provider.ts';
import { servedHome } from '#lib/server/reading.ts';
import { textOf } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params }) => {
	const home = servedHome();
	const link = findLink(home, params.secret);
	const sets = !link?.person || mayEnter(home, { ...link.person, state: 'active' }, 'password');
	return {
		/** Instead of a password. */
		provider: sets ? null : shownProvider(home),
		least: SHORTEST_PASSWORD,
		link: link && {
			kind: link.kind,
			person: link.person && { name: link.person.name, email: link.person.email }
		}
	};
};

export const actions: Actions = {
	default: async ({ params, request }) => {
		const form = await request.formData();
		const given = { name: textOf(form, 'name'), email: textOf(form, 'email') };
		try {
			const person = await followLink(servedHome(), params.secret, {
				...given,
				password: textOf(form, 'password')
			});
			if (person === null) return fail(410, { given, reasons: [] });
		} catch (error) {
			if (error instanceof Refused) return fail(400, { given, reasons: error.reasons });
			throw error;
		}
		redirect(303, resolve('/sign-in'));
	}
};
