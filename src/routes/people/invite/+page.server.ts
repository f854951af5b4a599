import { fail } from '@sveltejs/kit';
import { viewerOf } from '#lib/server/access.ts';
import { invite } from '#lib/server/links.ts';
import { handOver, readGiven, readWanted, roleOf } from '#lib/server/people-page.ts';
import { readChoices, unknownIn } from '#lib/server/reach.ts';
import { servedHome } from '#lib/server/reading.ts';
import { orSlips } from '#lib/server/slips.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => ({
	role: roleOf(url.searchParams.get('role')),
	choices: await readChoices(servedHome())
});

export const actions: Actions = {
	default: async ({ request, locals, url }) => {
		const home = servedHome();
		const form = await request.formData();
		const choices = await readChoices(home);
		const { done, slips } = await orSlips(() => {
			const wanted = readWanted(form);
			return invite(home, viewerOf(locals), wanted, unknownIn(wanted, null, choices));
		});
		if (slips) return fail(400, { given: readGiven(form), slips });
		return { invited: handOver(home, url, done.person, done.secret) };
	}
};
