import { fail } from '@sveltejs/kit';
import { viewerOf } from '#lib/server/access.ts';
import { answer } from '#lib/server/answer.ts';
import { makeLink } from '#lib/server/links.ts';
import { changePerson, findPerson, setClosed } from '#lib/server/people.ts';
import { handOver, readGiven, readPerson, readWanted, roleOf } from '#lib/server/people-page.ts';
import { readChoices, unknownIn } from '#lib/server/reach.ts';
import { servedHome } from '#lib/server/reading.ts';
import { orSlips } from '#lib/server/slips.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals }) => {
	const page = await answer(() => readPerson(servedHome(), params.person));
	return {
		...page,
		role: roleOf(url.searchParams.get('role')) ?? page.person.role,
		own: viewerOf(locals).id === params.person
	};
};

export const actions: Actions = {
	change: async ({ request, locals, params }) => {
		const home = servedHome();
		const form = await request.formData();
		const had = await answer(() => findPerson(home, params.person));
		const choices = await readChoices(home);
		const { slips } = await orSlips(() => {
			const wanted = readWanted(form);
			changePerson(home, viewerOf(locals), params.person, wanted, unknownIn(wanted, had, choices));
		});
		if (slips) return fail(400, { did: 'change' as const, given: readGiven(form), slips });
		return { did: 'change' as const };
	},
	link: async ({ locals, params, url }) => {
		const home = servedHome();
		const { state } = await answer(() => findPerson(home, params.person));
		const { done, slips } = await orSlips(() =>
			makeLink(home, viewerOf(locals), state === 'invited' ? 'invitation' : 'password', params.person)
		);
		if (slips) return fail(400, { did: 'link' as const, slips });
		return { did: 'link' as const, made: handOver(home, url, params.person, done) };
	},
	close: ({ locals, params }) => setAccount(locals, params.person, true),
	open: ({ locals, params }) => setAccount(locals, params.person, false)
};

async function setAccount(locals: App.Locals, person: string, closed: boolean) {
	const did = closed ? ('close' as const) : ('open' as const);
	const home = servedHome();
	const { id } = await answer(() => findPerson(home, person));
	const { slips } = await orSlips(() => setClosed(home, viewerOf(locals), id, closed));
	return slips ? fail(400, { did, slips }) : { did };
}
