import type { Scope } from '#lib/metrics/scope.ts';
import { writeCondition, type Condition } from '#lib/view.ts';
import type { AppDb } from './app-db.ts';

/** Who did something, by the name that they had, and when: ISO in UTC. */
export type Deed = { by: string; at: string };

/** What a conclusion that somebody wrote down is about: programs, by pseudonym, and filters within them. */
export type About = { programs: 'all' | string[]; where: Condition[] };

/** Whether no program that a conclusion is about lies beyond those of a scope. */
export function isWithin({ programs }: Pick<About, 'programs'>, scope: Pick<Scope, 'programs'>): boolean {
	if (scope.programs === 'all') return true;
	const own = scope.programs;
	return programs !== 'all' && programs.every((each) => own.includes(each));
}

/** What a conclusion is about as one text, the same whatever the order in which it was given. */
export function keyOfAbout({ programs, where }: About): string {
	return JSON.stringify([
		programs === 'all' ? programs : [...programs].sort(),
		where.map(writeCondition).sort()
	]);
}

/** The tables that hold the programs of conclusions, each with the column of whose they are. */
const TABLES = { step_change_program: 'step', gap_program: 'gap' } as const;
type Table = keyof typeof TABLES;

/** Keeps the programs that a conclusion is about; all of them are kept in its own row. */
export function keepPrograms(db: AppDb, table: Table, id: string, programs: About['programs']): void {
	const insert = db.prepare(`insert into ${table} (${TABLES[table]}, program) values (?, ?)`);
	for (const program of programs === 'all' ? [] : programs) insert.run(id, program);
}

/** The programs that a conclusion is about, in alphabetical order. `row` is its own, with `id` and `all_programs`. */
export function programsOf(db: AppDb, table: Table, row: Record<string, unknown>): About['programs'] {
	if (row.all_programs === 1) return 'all';
	return db
		.prepare(`select program from ${table} where ${TABLES[table]} = ? order by program`)
		.all(String(row.id))
		.map(({ program }) => String(program));
}
