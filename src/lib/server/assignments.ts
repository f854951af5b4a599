import type { Connected, Row } from '#pipelines/duckdb.ts';
import { Misused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import { pseudonymsOf } from '#pipelines/find.ts';
import { countRoster, rosterRows } from '#pipelines/sources/canonical-csv/roster.ts';
import { addDays, isDate } from '#lib/metrics/periods.ts';
import type { Change, Edit, Wrong } from './roster-edits.ts';
import { findSource, type Roster, type RosterSource } from './roster.ts';
import { fromVault } from './vault.ts';

/** A worker's time with a case. `worker` and `enrollment` are pseudonyms, days ISO. */
export type Assignment = {
	enrollment: string;
	worker: string;
	primary: boolean;
	from: string;
	to: string | null;
};

/** A case: one stay, with the source system's own id where the vault has it. */
export type Case = {
	source: RosterSource;
	enrollment: string;
	id: string | null;
	program: string;
	startedOn: string;
	exitedOn: string | null;
	/** Newest first. */
	assignments: Assignment[];
};

/** A line of the list of assignments. */
export type AssignmentLine = Assignment & { id: string | null };

/** A page of a source's assignments, newest first, and how many there are. */
export async function listAssignments(
	db: Connected,
	home: Home,
	source: string,
	worker: string | undefined,
	part: { limit: number; offset: number }
): Promise<{ total: number; lines: AssignmentLine[] }> {
	const total = await countRoster(db, source, 'assignment', { worker });
	const rows = await rosterRows(db, source, 'assignment', { worker, part });
	return fromVault(home, (vault) => ({
		total,
		lines: rows.map(assignmentOf).map((each) => ({ ...each, id: vault.find(each.enrollment, 'enrollment') }))
	}));
}

function assignmentOf(row: Record<string, string | null>): Assignment {
	return {
		enrollment: row.enrollment_id ?? '',
		worker: row.worker_id ?? '',
		primary: row.primary !== 'false',
		from: row.valid_from ?? '',
		to: row.valid_to ?? null
	};
}

/**
 * The pseudonym of the case that has an id in the source system, or null where the figures know no such case.
 */
export async function findCase(
	db: Connected,
	home: Home,
	source: string,
	id: string
): Promise<string | null> {
	const { enrollment } = pseudonymsOf(home, id, { sources: [source], kinds: ['enrollment'] });
	for (const each of enrollment) if ((await stayOf(db, source, each)) !== null) return each;
	return null;
}

/** A case with who has it and had it. Throws `Misused` where there is none. */
export async function readCase(db: Connected, home: Home, key: string, enrollment: string): Promise<Case> {
	const source = await findSource(db, key);
	const stay = await stayOf(db, key, enrollment);
	if (stay === null) throw new Misused('There is no such case.');
	const rows = await rosterRows(db, key, 'assignment', { enrollment });
	return fromVault(home, (vault) => ({
		source,
		enrollment,
		id: vault.find(enrollment, 'enrollment'),
		program: String(stay.program ?? ''),
		startedOn: String(stay.started_on),
		exitedOn: stay.exited_on === null ? null : String(stay.exited_on),
		assignments: rows.map(assignmentOf)
	}));
}

async function stayOf(db: Connected, source: string, enrollment: string): Promise<Row | null> {
	const [stay] = await db.rows(
		`select e.started_on::varchar as started_on, e.exited_on::varchar as exited_on, p.label as program
		from enrollment e left join program p using (program_id) where e.source = $source and e.enrollment_id::varchar = $enrollment`,
		{ source, enrollment }
	);
	return stay ?? null;
}

/**
 * Hands a case to a worker from a day: whoever has it then has it to the day before, and what was written for
 * later days goes. Second workers keep it.
 */
export function handOver(roster: Roster, held: Case, given: { worker: string; from: string }): Edit {
	const wrong: Wrong[] = [];
	const say = (field: string, why: Wrong['why']) => {
		wrong.push({ field, why });
	};
	const worker = roster.workers.find(({ id }) => id === given.worker);
	if (given.worker === '') say('worker', 'needed');
	else if (!worker) say('worker', 'unknown');
	else if (worker.code === null) say('worker', 'noCode');
	if (held.id === null) say('worker', 'noCode');
	const { from } = given;
	if (from === '') say('from', 'needed');
	else if (!isDate(from)) say('from', 'day');
	else if (from < held.startedOn || (held.exitedOn !== null && from > held.exitedOn)) say('from', 'outside');
	const met = held.assignments.filter((each) => each.primary && (each.to === null || each.to >= from));
	const now = met.filter((each) => each.from <= from);
	if (met.length === now.length && now.length > 0 && now.every((each) => each.worker === worker?.id))
		say('worker', 'has');
	if (wrong.length > 0) return { wrong, changes: [] };
	const line = (each: Assignment, to: string | null): Change => ({
		table: 'assignment',
		cells: {
			enrollment_id: held.id,
			worker_id: roster.workers.find(({ id }) => id === each.worker)?.code ?? null,
			primary: each.primary ? 'yes' : 'no',
			valid_from: each.from,
			valid_to: to
		}
	});
	const next: Assignment = {
		enrollment: held.enrollment,
		worker: worker?.id ?? '',
		primary: true,
		from,
		to: null
	};
	const ended = met
		.filter((each) => each.worker !== next.worker || each.from !== from)
		.map((each): Change =>
			each.from < from ? line(each, addDays(from, -1)) : { ...line(each, each.to), gone: true }
		);
	if (ended.some(({ cells }) => cells.worker_id === null))
		return { wrong: [{ field: 'worker', why: 'noCode' }], changes: [] };
	return { wrong, changes: [...ended, line(next, null)] };
}
