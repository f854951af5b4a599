import { existsSync, readdirSync } from 'node:fs';
import { readBatches } from '#pipelines/batch.ts';
import { keptStores } from '#pipelines/build.ts';
import type { Row } from '#pipelines/duckdb.ts';
import type { Home } from '#pipelines/home.ts';
import { isPurging } from '#pipelines/purge.ts';
import { remember } from '#lib/metrics/remember.ts';
import { ROLES, type Role } from '#lib/roles.ts';
import type { Reach } from './access.ts';
import { inOneStep, openApp } from './app-db.ts';
import { addPerson, listPeople, removePerson, type Person } from './people.ts';
import { isSample, readMade, SAMPLE_PERSON } from './sample.ts';
import { readStore, type Store } from './store.ts';

/** Somebody made up, whom one can look at the sample agency as. */
export type SamplePerson = { id: string; role: Role; name: string; reach: Reach };

/**
 * Whether a home is open to anybody, as whomever they choose: it holds the sample and nothing else, and nobody can
 * sign in there by themselves. Asked anew at every use.
 */
export function isDemonstration(home: Home): boolean {
	return holdsOnlySample(home) && !hasOwnSignIn(home);
}

/**
 * Whether a home holds the sample agency and nothing else: it lies at the sample's own place, and all that was ever
 * imported and is still there, live, undone or in a store, was made from files that the sample's generator wrote,
 * by its own note. Whatever cannot be read or told counts against it.
 */
export function holdsOnlySample(home: Home): boolean {
	if (!isSample(home.path)) return false;
	const own = new Set(readMade(home.path)?.files);
	const { batches, damaged } = readBatches(home);
	if (batches.length === 0 || damaged.length > 0 || isPurging(home)) return false;
	if (!batches.every(({ files }) => files.length > 0 && files.every(({ sha256 }) => own.has(sha256))))
		return false;
	return storesAreOf(home, new Set(batches.map(({ id }) => id)));
}

/** Whether every store that lies there was built from some batches: one of a batch that was deleted is not. */
function storesAreOf(home: Home, batches: ReadonlySet<string>): boolean {
	const files = existsSync(home.stores)
		? readdirSync(home.stores).filter((file) => file.endsWith('.duckdb') && !file.startsWith('.'))
		: [];
	const notes = keptStores(home);
	return notes.length === files.length && notes.every((note) => note.batches.every((id) => batches.has(id)));
}

/** Whether somebody has a password, or signs in through another system. */
function hasOwnSignIn(home: Home): boolean {
	return openApp(home).prepare('select 1 from account limit 1').get() !== undefined;
}

/** The team that the sample supervisor leads, of which the sample worker is. */
const TEAM = 'Housing South';
const PROGRAMS = ['Tideway Rapid Re-Housing', 'Millrace Supportive Housing'];
/** Whose reports the sample funder sees: `pipelines/sample/grants.csv`. */
const FUNDER = 'Harbor County';
/** Who is not on the sample's roster. */
const NAMES = {
	administrator: 'A. Agave',
	'data steward': 'D. Dahlia',
	'program manager': 'P. Primrose',
	funder: 'F. Fuchsia'
};

/** The sample people, one of each role, with what they see: from the roster and the programs in the sample's store. */
export function listSamplePeople(): Promise<SamplePerson[]> {
	return readStore((store) => remember(store, 'sample people', () => castPeople(store)));
}

async function castPeople(store: Store): Promise<SamplePerson[]> {
	const [supervisor] = await store.db.rows(
		`select any_value(w.label) as label from team_membership tm join worker w on w.worker_id = tm.supervisor_id
		where tm.team = $team group by w.worker_id order by count(*) desc, label limit 1`,
		{ team: TEAM }
	);
	const [worker] = await store.db.rows(
		`select w.worker_id::varchar as id, any_value(w.label) as label
		from team_membership tm join worker w using (worker_id) join assignment a using (worker_id)
		where tm.team = $team and tm.valid_to is null group by w.worker_id order by count(*) desc, label limit 1`,
		{ team: TEAM }
	);
	const programs = await store.db.rows(
		`select program_id::varchar as id from program where label in ($first, $second) order by id`,
		{ first: PROGRAMS[0] ?? '', second: PROGRAMS[1] ?? '' }
	);
	const nothing = { programs: [], teams: [], worker: null, funder: null };
	const reaches: Record<Role, Omit<Reach, 'role'>> = {
		administrator: nothing,
		'data steward': nothing,
		'program manager': { ...nothing, programs: programs.map(({ id }) => String(id)) },
		supervisor: { ...nothing, teams: [TEAM] },
		worker: { ...nothing, worker: worker ? String(worker.id) : null },
		funder: { ...nothing, funder: FUNDER }
	};
	const labelOf = (row: Row | undefined, role: Role) => (row ? String(row.label) : role);
	const names: Record<Role, string> = {
		...NAMES,
		supervisor: labelOf(supervisor, 'supervisor'),
		worker: labelOf(worker, 'worker')
	};
	return ROLES.map((role) => ({
		id: `${SAMPLE_PERSON}${role.replace(' ', '-')}`,
		role,
		name: names[role],
		reach: { role, ...reaches[role] }
	}));
}

/**
 * Makes sure that the sample people are there as the sample has them, and gives one; null where there is no such
 * person, or no demonstration.
 */
export async function castPerson(home: Home, id: string): Promise<SamplePerson | null> {
	const people = isDemonstration(home) ? await listSamplePeople() : [];
	const person = people.find((each) => each.id === id);
	if (!person || !isDemonstration(home)) return null;
	inOneStep(openApp(home), () => {
		const known = listPeople(home);
		for (const each of people) {
			const { id: own, name, reach } = each;
			const email = `${own.slice(SAMPLE_PERSON.length)}@sample.invalid`;
			const before = known.find((one) => one.id === own);
			if (before && isAsCast(before, each)) continue;
			removePerson(home, own);
			addPerson(home, { name, email, ...reach }, 'active', own);
		}
	});
	return person;
}

function isAsCast({ name, role, programs, teams, worker, funder }: Person, person: SamplePerson): boolean {
	const reach: Reach = { role, programs, teams, worker, funder };
	return JSON.stringify([name, reach]) === JSON.stringify([person.name, person.reach]);
}
