import { error, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { ABILITIES, may } from '#lib/server/access.ts';
import { record } from '#lib/server/audit.ts';
import { castPerson, listSamplePeople } from '#lib/server/demonstration.ts';
import { destination } from '#lib/server/destination.ts';
import { textOf } from '#lib/server/form.ts';
import { readChoices, sightOf } from '#lib/server/reach.ts';
import { servedHome } from '#lib/server/reading.ts';
import { beginSession } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const home = servedHome();
	const choices = await readChoices(home);
	const people = await listSamplePeople();
	return {
		people: people.map(({ id, role, name, reach }) => ({ id, role, name, sight: sightOf(reach, choices) }))
	};
};

export const actions: Actions = {
	default: async (event) => {
		const home = servedHome();
		const person = await castPerson(home, textOf(await event.request.formData(), 'person'));
		if (person === null) error(404, 'Not Found');
		await beginSession(home, event, person.id);
		record(home, person, 'signed in', person.id, { demonstration: true });
		redirect(
			303,
			may({ abilities: ABILITIES[person.role] }, 'figures') ? destination(event.url) : resolve('/')
		);
	}
};
