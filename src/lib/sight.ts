import type { Role } from './roles.ts';
import type { Words } from './speak.ts';

/** What somebody sees, in names. */
export type Sight = {
	role: Role;
	programs: 'all' | string[];
	teams: string[];
	worker: { name: string; code: string | null } | null;
	funder: string | null;
	/** Whether names cannot be read now. */
	unnamed: boolean;
	/** What was chosen for them and is not in the data, or among the grants (any more). */
	gone: { programs: number; teams: string[]; worker: boolean; funder: boolean };
};

/** What somebody sees, as a sentence without a full stop: "The cases of Housing North while their workers were in it". */
export function saySight(sight: Sight, { m, format }: Words): string {
	const { sees } = m.people;
	const { role, programs, teams, worker, funder, unnamed } = sight;
	switch (role) {
		case 'program manager':
			if (programs === 'all') return sees.everyProgram;
			if (programs.length === 0) return unnamed ? sees.unnamed : sees.nothing;
			return sees.programs({ programs: format.list(programs) });
		case 'supervisor':
			return teams.length === 0 ? sees.nothing : sees.teams({ teams: format.list(teams), n: teams.length });
		case 'worker':
			if (worker === null) return unnamed ? sees.unnamed : sees.nothing;
			return sees.worker({ worker: nameOf(worker) });
		case 'funder':
			return funder === null ? sees.funder : sees.ofFunder({ funder });
		default:
			return sees[role];
	}
}

/** What was chosen for somebody and is not in the data (any more), as a sentence; null where all is there. */
export function sayGone({ gone }: Sight, { m, format }: Words): string | null {
	const { gone: said } = m.people;
	if (gone.funder) return said.funder;
	if (gone.worker) return said.worker;
	if (gone.programs > 0) return said.programs({ n: gone.programs });
	if (gone.teams.length > 0) return said.teams({ teams: format.list(gone.teams), n: gone.teams.length });
	return null;
}

/** A worker as the roster names them, with the source system's own code where there is one. */
export function nameOf({ name, code }: { name: string; code: string | null }): string {
	return code === null || code === name ? name : `${name} (${code})`;
}
