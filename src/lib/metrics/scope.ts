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

/** Everything, for who owns the home. */
export const FULL_SCOPE: Scope = { programs: 'all', teams: 'all', workers: 'all', cases: 'all' };

/** People who work with the cases. */
export const CASEWORK: Audience = { may_see_clients: true };

/** The scope as SQL over a metric's rows `m` and the row's team `t.team`, with its values. */
export function scopeCondition(scope: Scope): { sql: string; values: Record<string, DuckDBValue> } {
	const parts: string[] = [];
	const values: Record<string, DuckDBValue> = {};
	const add = (part: keyof Scope, expression: string) => {
		const allowed = scope[part];
		if (allowed === 'all') return;
		const names = allowed.map((value, index) => {
			const parameter = `scope_${part}${String(index)}`;
			values[parameter] = value;
			return `$${parameter}`;
		});
		parts.push(names.length === 0 ? 'false' : `coalesce(${expression} in (${names.join(', ')}), false)`);
	};
	add('programs', 'm.program_id::varchar');
	add('teams', 't.team');
	add('workers', 'm.worker_id::varchar');
	add('cases', 'm.enrollment_id::varchar');
	return { sql: parts.length === 0 ? 'true' : parts.join(' and '), values };
}
