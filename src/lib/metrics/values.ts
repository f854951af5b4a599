import type { Store } from '#lib/server/store.ts';
import { dimension } from './dimensions.ts';
import { remember } from './remember.ts';
import { scopeCondition, type Scope } from './scope.ts';
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
				{ scope: { ...scope, teams: 'all', workers: 'all' }, by: [known], where: [] },
				(await store.db.rows('select source from source')).map((row) => String(row.source))
			);
		const rows = await store.db.rows(
			`select g0 as value, count(*) as n from (${sql}) group by g0 order by lower(g0), g0`,
			values
		);
		return rows.map((row) => ({ value: String(row.value), n: Number(row.n) }));
	});
}

/** Workers and teams by the cases that they have or wrote down. */
function selectWork(id: 'worker' | 'team', scope: Scope): ReturnType<typeof scopeCondition> {
	const scoped = scopeCondition(scope);
	const value = dimension(id).sql;
	return {
		sql: `select ${value} as g0 from (
				select e.enrollment_id, e.program_id, a.worker_id, coalesce(a.valid_to, e.observed_until) as on_day
				from enrollment e join assignment a using (enrollment_id)
				union all
				select enrollment_id, program_id, recorded_by, observed_until from enrollment where recorded_by is not null
			) m
			left join worker w on w.worker_id = m.worker_id
			left join lateral (
				select arg_max(tm.team, (tm.valid_from, tm.team)) as team from team_membership tm
				where tm.worker_id = m.worker_id and tm.valid_from <= m.on_day and coalesce(tm.valid_to, date '9999-12-31') >= m.on_day
			) t on true
			where ${scoped.sql} and ${id === 'team' ? 't.team is not null' : 'w.worker_id is not null'}`,
		values: scoped.values
	};
}
