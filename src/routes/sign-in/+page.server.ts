import { fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { hasAdministrator } from '#lib/server/people.ts';
import { servedHome } from '#lib/server/reading.ts';
import { signIn } from '#lib/server/sign-in.ts';
import { textOf } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	if (locals.viewer) redirect(303, destination(url));
	return { nobody: !hasAdministrator(servedHome()) };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const email = textOf(form, 'email');
		const outcome = await signIn(event, email, textOf(form, 'password'));
		if (outcome === 'signed in') redirect(303, destination(event.url));
		return fail(outcome === 'wrong' ? 400 : 429, { email, outcome });
	}
};

/** The page of this server that somebody was on the way to, or the first one. */
function destination(url: URL): string {
	const to = url.searchParams.get('to') ?? '/';
	const found = URL.canParse(to, url) ? new URL(to, url) : url;
	return found.origin === url.origin && to.startsWith('/') ? found.pathname + found.search : resolve('/');
}
