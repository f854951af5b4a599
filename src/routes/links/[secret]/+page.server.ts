import { fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { SHORTEST_PASSWORD } from '#lib/passwords.ts';
import { isDemonstration } from '#lib/server/demonstration.ts';
import { mayEnter } from '#lib/server/entry.ts';
import { findLink, followLink } from '#lib/server/links.ts';
import { shownProvider } from '#lib/server/provider.ts';
import { servedHome } from '#lib/server/reading.ts';
import { saveFor } from '#lib/server/sign-in.ts';
import { orSlips } from '#lib/server/slips.ts';
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
		demonstration: isDemonstration(home),
		link: link && {
			kind: link.kind,
			person: link.person && { name: link.person.name, email: link.person.email }
		}
	};
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const given = { name: textOf(form, 'name'), email: textOf(form, 'email') };
		const password = textOf(form, 'password');
		const { done, slips } = await orSlips(() =>
			followLink(servedHome(), event.params.secret, { ...given, password })
		);
		if (slips) return fail(400, { given, slips });
		if (done === null) return fail(410, { given, slips: [] });
		saveFor(event, done.email);
		redirect(303, resolve('/sign-in'));
	}
};
