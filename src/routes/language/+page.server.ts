import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { locales } from '#lib/messages/index.ts';
import { destination } from '#lib/server/destination.ts';
import { textOf } from '#lib/server/form.ts';
import { LANGUAGE_COOKIE } from '#lib/server/language.ts';
import { isSecure, listeningOf } from '#lib/server/listening.ts';
import { servedHome } from '#lib/server/reading.ts';
import type { Actions, PageServerLoad } from './$types';

const A_YEAR = 365 * 24 * 3600;

export const load: PageServerLoad = () => redirect(303, resolve('/'));

export const actions: Actions = {
	/** Keeps the language that was chosen, in this browser, and goes back to the page on which it was. */
	default: async ({ request, cookies, url }) => {
		const chosen = textOf(await request.formData(), 'language');
		if (locales.some((locale) => locale === chosen))
			cookies.set(LANGUAGE_COOKIE, chosen, {
				path: '/',
				httpOnly: true,
				sameSite: 'lax',
				secure: isSecure(listeningOf(servedHome())),
				maxAge: A_YEAR
			});
		redirect(303, destination(url));
	}
};
