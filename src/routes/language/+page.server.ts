import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { locales } from '#lib/messages/index.ts';
import { A_YEAR, keepCookie } from '#lib/server/cookie.ts';
import { destination } from '#lib/server/destination.ts';
import { textOf } from '#lib/server/form.ts';
import { LANGUAGE_COOKIE } from '#lib/server/language.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => redirect(303, resolve('/'));

export const actions: Actions = {
	/** Keeps the language that was chosen, in this browser, and goes back to the page on which it was. */
	default: async ({ request, cookies, url }) => {
		const chosen = textOf(await request.formData(), 'language');
		if (locales.some((locale) => locale === chosen)) keepCookie(cookies, LANGUAGE_COOKIE, chosen, A_YEAR);
		redirect(303, destination(url));
	}
};
