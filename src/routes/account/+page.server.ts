import { fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { SHORTEST_PASSWORD } from '#lib/passwords.ts';
import { viewerOf } from '#lib/server/access.ts';
import { record } from '#lib/server/audit.ts';
import { textOf } from '#lib/server/form.ts';
import { hasPassword, setPassword } from '#lib/server/passwords.ts';
import { endSessions, reachOf } from '#lib/server/people.ts';
import { readChoices, sightOf } from '#lib/server/reach.ts';
import { shownProvider } from '#lib/server/provider.ts';
import { servedHome } from '#lib/server/reading.ts';
import { beginSession, countOthers, tokenOf } from '#lib/server/session.ts';
import { verifyPassword } from '#lib/server/sign-in.ts';
import { orSlips } from '#lib/server/slips.ts';
import type { Slip } from '#lib/slips.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, request, url }) => {
	const home = servedHome();
	const { id, name, email, role } = viewerOf(locals);
	return {
		account: { name, email, role },
		sight: sightOf(reachOf(home, id), await readChoices(home)),
		others: countOthers(home, id, await tokenOf(home, request.headers)),
		hasPassword: hasPassword(home, id),
		provider: shownProvider(home),
		least: SHORTEST_PASSWORD,
		done: url.searchParams.get('done')
	};
};

const SLIPS: Record<'wrong' | 'too many', Slip[]> = {
	wrong: [{ field: 'current', why: 'wrong' }],
	'too many': [{ field: 'current', why: 'many' }]
};

export const actions: Actions = {
	password: async (event) => {
		const home = servedHome();
		const viewer = viewerOf(event.locals);
		const form = await event.request.formData();
		const current = await verifyPassword(event, viewer.id, textOf(form, 'current'));
		if (current !== 'right') return fail(current === 'wrong' ? 400 : 429, { slips: SLIPS[current] });
		const { slips } = await orSlips(() => setPassword(home, viewer, textOf(form, 'password')));
		if (slips) return fail(400, { slips });
		// Whoever came by this sign-in's cookie is out as well.
		await beginSession(home, event, viewer.id);
		redirect(303, `${resolve('/account')}?done=password`);
	},
	others: async ({ locals, request }) => {
		const home = servedHome();
		const viewer = viewerOf(locals);
		endSessions(home, viewer.id, (await tokenOf(home, request.headers)) ?? '');
		record(home, viewer, 'signed out', viewer.id, { where: 'other browsers' });
		redirect(303, `${resolve('/account')}?done=others`);
	}
};
