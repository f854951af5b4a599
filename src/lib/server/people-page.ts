import { resolve } from '$app/paths';
import type { Home } from '#pipelines/home.ts';
import { ROLES, type Role } from '#lib/roles.ts';
import type { Sight } from '#lib/sight.ts';
import { openApp } from './app-db.ts';
import { isDemonstration } from './demonstration.ts';
import { textOf, textsOf } from './form.ts';
import { linkUntil } from './links.ts';
import { findPerson, listPeople, type Person, type Wanted } from './people.ts';
import { readChoices, sightOf, type Choices } from './reach.ts';
import { isSamplePerson } from './sample.ts';
import { Slipped } from './slips.ts';

/** Somebody as the list of people shows them; moments are ISO in UTC. */
export type Listed = Pick<Person, 'id' | 'name' | 'email' | 'role' | 'state' | 'since'> & {
	sight: Sight;
	/** When they signed in last, or null. */
	last: string | null;
	/** Of who was invited: until when the link works, or null where none does. */
	until: string | null;
};

/** Everybody who may sign in, was invited to, or could before. Sample people are of the demonstration only. */
export async function readPeople(home: Home): Promise<{ people: Listed[]; demonstration: boolean }> {
	const choices = await readChoices(home);
	const demonstration = isDemonstration(home);
	const people = listPeople(home).filter(({ id }) => demonstration || !isSamplePerson(id));
	return { people: people.map((person) => listed(home, person, choices)), demonstration };
}

/** One person with what their reach can be made of. Throws `Misused` where there is none. */
export async function readPerson(
	home: Home,
	id: string
): Promise<{ person: Listed; wanted: Wanted & Pick<Person, 'funder'>; choices: Choices; ofSample: boolean }> {
	const person = findPerson(home, id);
	const { name, email, role, programs, teams, worker, funder } = person;
	const choices = await readChoices(home);
	return {
		person: listed(home, person, choices),
		wanted: { name, email, role, programs, teams, worker, funder },
		choices,
		ofSample: isSamplePerson(id)
	};
}

function listed(home: Home, person: Person, choices: Choices): Listed {
	const { id, name, email, role, state, since } = person;
	const last = openApp(home)
		.prepare("select at from audit where actor = ? and action = 'signed in' order by seq desc limit 1")
		.get(id);
	const until = state === 'invited' ? linkUntil(home, id) : null;
	return {
		id,
		name,
		email,
		role,
		state,
		since,
		sight: sightOf(person, choices),
		last: last ? String(last.at) : null,
		until: until !== null && until > new Date().toISOString() ? until : null
	};
}

/** The role with a name, or null. */
export function roleOf(name: string | null): Role | null {
	return ROLES.find((role) => role === name) ?? null;
}

/** Reads what a form asks of a person. Throws `Slipped` for a role that there is not. */
export function readWanted(form: FormData): Wanted {
	const role = roleOf(textOf(form, 'role'));
	if (role === null) throw new Slipped([{ field: 'role', why: 'role' }]);
	return { ...readGiven(form), role };
}

/** What was typed and chosen in a form, to be shown in it again. */
export function readGiven(form: FormData): Omit<Wanted, 'role'> & Pick<Person, 'funder'> {
	return {
		name: textOf(form, 'name'),
		email: textOf(form, 'email'),
		programs: textOf(form, 'all') === 'yes' ? 'all' : textsOf(form, 'programs'),
		teams: textsOf(form, 'teams'),
		worker: textOf(form, 'worker') || null,
		funder: textOf(form, 'funder') || null
	};
}

/** The address of a link, as people reach this server, and until when it works. */
export function handOver(home: Home, url: URL, person: string, secret: string): HandOver {
	return {
		name: findPerson(home, person).name,
		address: `${url.origin}${resolve('/links/[secret]', { secret })}`,
		until: linkUntil(home, person) ?? ''
	};
}

/** A link that is shown once: whom to give it to, its address and until when it works. */
export type HandOver = { name: string; address: string; until: string };
