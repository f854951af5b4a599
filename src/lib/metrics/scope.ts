import type { DuckDBValue } from '@duckdb/node-api';

/**
 * Which rows somebody may ask about. Each part that is not `all` must hold: programs and cases by
 * pseudonym, workers by pseudonym, teams by name on the row's day. The engine puts it into the query
 * itself, so that no caller can forget it.
 */
export type Scope = {
	programs: 'all' | readonly string[];
	teams: 'all' | readonly string[];
	workers: 'all' | readonly string[];
	cases: 'all' | readonly string[];
};

/** Who gets the answer: one who may not see single clients gets a disclosed result only. */
export type Audience = { may_see_clients: boolean };

/** Who asks: which rows, and whether single clients may be seen. Each question says it. */
export type Asker = { scope: Scope; audience: Audience };

/** Everything, for who owns the home. */
export const FULL_SCOPE: Scope = { programs: 'all', teams: 'all', workers: 'all', cases: 'all' };

/** People who work with the cases. */
export const CASEWORK: Audience = { may_see_clients: true };

/** Who owns the home. */
export const OWNER: Asker = { scope: FULL_SCOPE, audience: CASEWORK };

/** Nothing, and no single client: for who may see no rows at all. */
export const NOTHING: Asker = {
	scope: { programs: [], teams: [], workers: [], cases: [] },
	audience: { may_see_clients: false }
};

type Condition = { sql: string; values: Record<string, DuckDBValue> };

/** The scope as SQL over a metric's rows `m` and the row's team `t.team`, with its values. */
export function scopeCondition(scope: Scope): Condition {
	return allOf(scope, {
		programs: 'm.program_id::varchar',
		teams: 't.team',
		workers: 'm.worker_id::varchar',
		cases: 'm.enrollment_id::varchar'
	});
}

/**
 * Who has, or had, a case: the workers it was assigned to, and who wrote down its start or its end, each with
 * the days.
 */
export const CASE_WORK = `(
	select enrollment_id, worker_id, valid_from as first_day, coalesce(valid_to, date '9999-12-31') as last_day from assignment
	union all
	select enrollment_id, recorded_by, started_on, started_on from enrollment where recorded_by is not null
	union all
	select enrollment_id, exit_recorded_by, exited_on, exited_on from enrollment where exit_recorded_by is not null
)`;

/** A worker's team memberships `tm` on the days of work `a`. */
export const TEAM_OF_WORK =
	"tm.worker_id = a.worker_id and tm.valid_from <= a.last_day and coalesce(tm.valid_to, date '9999-12-31') >= a.first_day";

/**
 * The scope as SQL over whole cases, rows `m` with `enrollment_id` and `program_id`: a case is in a worker's or a
 * team's scope where that worker, or a member of the team at that time, has or had it.
 */
export function caseCondition(scope: Scope): Condition {
	const whole = allOf(
		{ ...scope, teams: 'all', workers: 'all' },
		{ programs: 'm.program_id::varchar', cases: 'm.enrollment_id::varchar' }
	);
	if (scope.teams === 'all' && scope.workers === 'all') return whole;
	const work = allOf({ ...scope, programs: 'all', cases: 'all' }, WORK);
	return {
		sql: `${whole.sql} and m.enrollment_id in (
			select a.enrollment_id from ${CASE_WORK} a ${scope.teams === 'all' ? '' : `join team_membership tm on ${TEAM_OF_WORK}`}
			where ${work.sql})`,
		values: { ...whole.values, ...work.values }
	};
}

const WORK = { teams: 'tm.team', workers: 'a.worker_id::varchar' };

/** The scope as SQL over work `a` on cases and a membership `tm` of who did it, with the case's `e.program_id`. */
export function workCondition(scope: Scope): Condition {
	return allOf(scope, { ...WORK, programs: 'e.program_id::varchar', cases: 'a.enrollment_id::varchar' });
}

/** Every part of a scope that is not all, over the expression that it limits. */
function allOf(scope: Scope, expressions: Partial<Record<keyof Scope, string>>): Condition {
	const parts: string[] = [];
	const values: Condition['values'] = {};
	for (const part of Object.keys(scope) as (keyof Scope)[]) {
		const allowed = scope[part];
		if (allowed === 'all') continue;
		const expression = expressions[part] ?? 'null';
		const names = allowed.map((value, index) => {
			const parameter = `scope_${part}${String(index)}`;
			values[parameter] = value;
			return `$${parameter}`;
		});
		parts.push(names.length === 0 ? 'false' : `coalesce(${expression} in (${names.join(', ')}), false)`);
	}
	return { sql: parts.length === 0 ? 'true' : parts.join(' and '), values };
}
