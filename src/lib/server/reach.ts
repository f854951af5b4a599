import { Fault } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import { remember } from '#lib/metrics/remember.ts';
import { listFunders } from '#lib/reports/grants.ts';
import type { Sight } from '#lib/sight.ts';
import type { Reach } from './access.ts';
import { fromStore } from './reading.ts';
import type { Slip } from './slips.ts';
import type { Store } from './store.ts';
import { fromVault } from './vault.ts';

/** A program that cases can be of. */
export type ProgramChoice = { id: string; name: string };
/** A team with who is in it now and who leads it, by their names on the roster. */
export type TeamChoice = { name: string; members: string[]; supervisors: string[] };
/** A worker: the name on the roster, the source system's own code and the team now. */
export type WorkerChoice = { id: string; name: string; code: string | null; team: string | null };

/**
 * What a person's reach can be made of: what the published store has, where `trouble` says why there is none, and the
 * funders of the home's grants.
 */
export type Choices = {
	programs: ProgramChoice[];
	teams: TeamChoice[];
	workers: WorkerChoice[];
	funders: string[];
	trouble: string | null;
};

/** Reads what a person's reach can be made of. */
export async function readChoices(home: Home): Promise<Choices> {
	const { content, trouble } = await fromStore((store) =>
		remember(store, 'choices of reach', () => readStoreChoices(store))
	);
	const funders = listFunders(home);
	if (content === null) return { programs: [], teams: [], workers: [], funders, trouble };
	const codes = await codesOf(home, content.workers);
	return {
		...content,
		funders,
		workers: content.workers.map((worker) => ({ ...worker, code: codes.get(worker.id) ?? null })),
		trouble: null
	};
}

async function readStoreChoices(store: Store): Promise<Omit<Choices, 'funders' | 'trouble'>> {
	const programs = await store.db.rows(
		'select program_id::varchar as id, label as name from program order by lower(label), label'
	);
	const teams = await store.db.rows(
		`select tm.team as name,
			list(distinct w.label order by w.label) filter (where tm.valid_to is null or tm.valid_to >= tm.observed_until)::json::varchar as members,
			list(distinct s.label order by s.label) filter (where tm.valid_to is null or tm.valid_to >= tm.observed_until)::json::varchar as supervisors
		from team_membership tm
		left join worker w on w.worker_id = tm.worker_id
		left join worker s on s.worker_id = tm.supervisor_id
		group by tm.team order by lower(tm.team), tm.team`
	);
	const workers = await store.db.rows(
		`select w.worker_id::varchar as id, any_value(w.label) as name,
			string_agg(distinct tm.team, ', ') filter (where tm.valid_to is null or tm.valid_to >= tm.observed_until) as team
		from worker w left join team_membership tm using (worker_id)
		group by w.worker_id order by lower(any_value(w.label)), w.worker_id`
	);
	return {
		programs: programs.map(({ id, name }) => ({ id: String(id), name: String(name) })),
		teams: teams.map(({ name, members, supervisors }) => ({
			name: String(name),
			members: listOf(members),
			supervisors: listOf(supervisors)
		})),
		workers: workers.map(({ id, name, team }) => ({
			id: String(id),
			name: String(name),
			code: null,
			team: team === null ? null : String(team)
		}))
	};
}

function listOf(json: unknown): string[] {
	return typeof json === 'string'
		? (JSON.parse(json) as (string | null)[]).filter((each) => each !== null)
		: [];
}

/** The source system's own codes of workers; none where the vault cannot be read. */
async function codesOf(
	home: Home,
	workers: readonly { id: string }[]
): Promise<ReadonlyMap<string, string | null>> {
	try {
		return await fromVault(home, (vault) => new Map(workers.map(({ id }) => [id, vault.find(id, 'worker')])));
	} catch (error) {
		if (error instanceof Fault) return new Map();
		throw error;
	}
}

/**
 * What a reach comes to, in names. What the published store does not have (any more) is `gone`; where there is no
 * store to be read, nothing is said to be gone.
 */
export function sightOf(reach: Reach, { programs, teams, workers, funders, trouble }: Choices): Sight {
	const known = trouble === null;
	const worker = workers.find(({ id }) => id === reach.worker);
	const chosen = reach.programs === 'all' ? [] : reach.programs;
	const named = programs.filter(({ id }) => chosen.includes(id)).map(({ name }) => name);
	return {
		role: reach.role,
		programs: reach.programs === 'all' ? 'all' : named,
		teams: [...reach.teams],
		worker: worker ? { name: worker.name, code: worker.code } : null,
		funder: reach.funder,
		unnamed: !known && (chosen.length > 0 || reach.worker !== null),
		gone: {
			programs: known ? chosen.length - named.length : 0,
			teams: known ? reach.teams.filter((team) => !teams.some(({ name }) => name === team)) : [],
			worker: known && reach.worker !== null && worker === undefined,
			funder: reach.funder !== null && !funders.includes(reach.funder)
		}
	};
}

/** A reach as it is asked for: only a funder's account has a funder. */
type Given = Omit<Reach, 'funder'> & Partial<Pick<Reach, 'funder'>>;

/** What of a reach is not among what there is to choose from; what a person has already may stay. */
export function unknownIn(wanted: Given, had: Given | null, choices: Choices): Slip[] {
	const { role, programs, teams, worker, funder = null } = wanted;
	const kept = had === null || had.programs === 'all' ? [] : had.programs;
	const knows = {
		program: new Set([...choices.programs.map(({ id }) => id), ...kept]),
		team: new Set([...choices.teams.map(({ name }) => name), ...(had?.teams ?? [])]),
		worker: new Set([...choices.workers.map(({ id }) => id), had?.worker])
	};
	if (role === 'program manager' && programs !== 'all' && !programs.every((each) => knows.program.has(each)))
		return [{ field: 'programs', why: 'unknown' }];
	if (role === 'supervisor' && !teams.every((each) => knows.team.has(each)))
		return [{ field: 'teams', why: 'unknown' }];
	if (role === 'worker' && worker !== null && !knows.worker.has(worker))
		return [{ field: 'worker', why: 'unknown' }];
	if (role === 'funder' && funder !== null && funder !== had?.funder && !choices.funders.includes(funder))
		return [{ field: 'funder', why: 'unknownFunder' }];
	return [];
}
