import type { Store } from '#lib/server/store.ts';
import { dimension } from './dimensions.ts';
import { remember } from './remember.ts';
import { CASE_WORK, TEAM_OF_WORK, workCondition, type Scope } from './scope.ts';
import { selectEnrollments } from './sources.ts';

/** A value of a dimension, with how many enrollments (of a worker or a team: assignments) have it. */
export type Value = { value: string; n: number };

/**
 * The values that a dimension has among what a scope may see, in alphabetical order: what a filter can be
 * set to. Of `event` there are none: what is written down differs by metric.
 * @throws Misused for a dimension that there is not
 */
export function listValues(store: Store, id: string, scope: Scope): Promise<Value[]> {
	const { id: known } = dimension(id);
	return remember(store, `values ${JSON.stringify([known, scope])}`, async () => {
		if (known === 'event') return [];
		const query = known === 'worker' || known === 'team' ? selectWork(known, scope) : null;
		const { sql, values } =
			query ??
			selectEnrollments(
				{ scope, by: [known], where: [] },
				(await store.db.rows('select source from source')).map((row) => String(row.source))
			);
		const rows = await store.db.rows(
			`select g0 as value, count(*) as n from (${sql}) group by g0 order by lower(g0), g0`,
			values
		);
		return rows.map((row) => ({ value: String(row.value), n: Number(row.n) }));
	});
}

/** The programs that a scope may see, of these names where names are given: by pseudonym, in order. */
export async function listPrograms(store: Store, scope: Scope, names?: readonly string[]): Promise<string[]> {
	const seen = (await listValues(store, 'program', scope)).map(({ value }) => value);
	const wanted = names === undefined ? seen : seen.filter((name) => names.includes(name));
	const rows = await remember(store, 'programs', () =>
		store.db.rows('select program_id::varchar as id, label from program order by id')
	);
	return rows
		.filter(({ id, label }) => {
			const isOwn = scope.programs === 'all' || scope.programs.includes(String(id));
			return isOwn && wanted.includes(String(label));
		})
		.map(({ id }) => String(id));
}

/** Every program of the store by its name, in order. */
export async function programLabels(store: Store): Promise<string[]> {
	const rows = await remember(store, 'program labels', () =>
		store.db.rows('select distinct label from program where label is not null order by label')
	);
	return rows.map(({ label }) => String(label));
}

/** Workers and teams by the cases that they have or had. */
function selectWork(id: 'worker' | 'team', scope: Scope): ReturnType<typeof workCondition> {
	const scoped = workCondition(scope);
	const ofTeam = id === 'team' || scope.teams !== 'all';
	return {
		sql: `select distinct ${id === 'team' ? 'tm.team' : 'w.label'} as g0, a.enrollment_id, a.worker_id, a.first_day
			from ${CASE_WORK} a
			join enrollment e on e.enrollment_id = a.enrollment_id
			join worker w on w.worker_id = a.worker_id
			${ofTeam ? `join team_membership tm on ${TEAM_OF_WORK}` : ''}
			where ${scoped.sql}`,
		values: scoped.values
	};
}
