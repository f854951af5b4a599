import { fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { isDemonstration } from '#lib/server/demonstration.ts';
import { destination } from '#lib/server/destination.ts';
import { textOf } from '#lib/server/form.ts';
import { hasAdministrator } from '#lib/server/people.ts';
import { shownProvider } from '#lib/server/provider.ts';
import { servedHome } from '#lib/server/reading.ts';
import { savedFor, signIn } from '#lib/server/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

/** What became of a sign-in by the provider that leads back here. */
const TROUBLES = ['refused', 'failed', 'unready'] as const;

export const load: PageServerLoad = ({ locals, url, cookies }) => {
	if (locals.viewer) redirect(303, destination(url));
	const home = servedHome();
	if (isDemonstration(home)) redirect(303, resolve('/demonstration'));
	return {
		nobody: !hasAdministrator(home),
		saved: savedFor(cookies),
		provider: shownProvider(home),
		trouble: TROUBLES.find((each) => each === url.searchParams.get('provider')) ?? null,
		to: destination(url)
	};
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
