import { fail, redirect } from '@sveltejs/kit';
import { hasAdministrator } from '#lib/server/people.ts';
import { servedHome } from '#lib/server/reading.ts';
import { shownProvider } from '#lib/server/provider.ts';
import { destination, signIn } from '#lib/server/sign-in.ts';
import { textOf } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

/** What became of a sign-in by the provider that leads back here. */
const TROUBLES = ['refused', 'failed', 'unready'] as const;

export const load: PageServerLoad = ({ locals, url }) => {
	if (locals.viewer) redirect(303, destination(url));
	const home = servedHome();
	return {
		nobody: !hasAdministrator(home),
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
