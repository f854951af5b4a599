import { CASELOAD } from './caseload.ts';
import { openHouseholds } from './cases.ts';
import { measure } from './metrics/engine.ts';
import type { MetricAnswer } from './metrics/result.ts';
import { scopeCondition, type Asker, type Scope } from './metrics/scope.ts';
import { JOINS } from './metrics/select.ts';
import { lastObserved } from './metrics/sources.ts';
import { remember } from './metrics/remember.ts';
import type { Store } from './server/store.ts';

/** A worker on the last day known: the team, the share of full time, and the time away that goes on or begins soon. */
export type Member = {
	worker: string;
	team: string | null;
	fte: number | null;
	away_from: string | null;
	away_to: string | null;
};

/** From so many days after the last day known on, an absence does not begin soon. */
const SOON = 7;

/** The workers of a scope who were in a team on the last day known, by name; leaders without cases are not among them. */
export function listMembers(store: Store, scope: Scope): Promise<Member[]> {
	return remember(store, `members ${JSON.stringify([scope.teams, scope.workers])}`, async () => {
		const { sql, values } = scopeCondition({ ...scope, programs: 'all', cases: 'all' });
		const rows = await store.db.rows(
			`with known as (select source, max(observed_until) as known_until from enrollment group by source),
			m as (
				select w.worker_id, k.known_until as cohort_date, null::uuid as program_id, null::uuid as enrollment_id, w.source, w.fte,
					(select min(a.valid_from) from absence a where a.worker_id = w.worker_id
						and a.valid_from <= k.known_until + ${String(SOON)} and coalesce(a.valid_to, date '9999-12-31') >= k.known_until) as away_from
				from worker w join known k using (source)
				where coalesce(w.active_to, k.known_until) >= k.known_until
					and (w.worker_id not in (select supervisor_id from team_membership where supervisor_id is not null)
						or w.worker_id in (select worker_id from assignment))
			)
			select w.label as worker, t.team, m.fte, m.away_from,
				(select max(a.valid_to) from absence a where a.worker_id = m.worker_id and a.valid_from = m.away_from) as away_to
			from m ${JOINS.w} ${JOINS.t}
			where t.team is not null and ${sql} order by lower(w.label), w.label`,
			values
		);
		return rows as Member[];
	});
}

/** A worker by name, with the source that knows them. */
export type Known = { id: string; worker: string; source: string };

/**
 * A worker of a scope, by pseudonym: of its teams on the last day known, or with households that are now theirs in it. Null, the
 * same, for one that there is not and for one that is not of it.
 */
export async function findWorker(store: Store, scope: Scope, id: string): Promise<Known | null> {
	const { sql, values } = scopeCondition({ ...scope, programs: 'all', cases: 'all' });
	const [row] = await store.db.rows(
		`with m as (
			select w.worker_id, (select max(observed_until) from enrollment e where e.source = w.source) as cohort_date,
				null::uuid as program_id, null::uuid as enrollment_id
			from worker w where w.worker_id::varchar = $id
		)
		select w.worker_id::varchar as id, w.label as worker, w.source, ${sql} as is_member from m ${JOINS.w} ${JOINS.t}`,
		{ id, ...values }
	);
	if (row === undefined) return null;
	const found = { id, worker: String(row.worker), source: String(row.source) };
	if (row.is_member === true && scope.programs === 'all') return found;
	return (await openHouseholds(store, onlyOf(scope, id))).length > 0 ? found : null;
}

/** Of a scope what is of one worker alone. */
export function onlyOf(scope: Scope, worker: string): Scope {
	const isIn = scope.workers === 'all' || scope.workers.includes(worker);
	return { ...scope, workers: isIn ? [worker] : [] };
}

/** The pseudonyms of workers by name, of those that are named already. */
export function idsOfWorkers(store: Store): Promise<Map<string, string>> {
	return remember(store, 'ids of workers', async () => {
		const rows = await store.db.rows('select label, worker_id::varchar as id from worker');
		return new Map(rows.map(({ label, id }) => [String(label), String(id)]));
	});
}

/** How many cases each worker of who asks had for a full-time post on the last day known, as the metric has it. */
export async function measureCaseload(store: Store, { scope, audience }: Asker): Promise<MetricAnswer> {
	const { observedUntil } = await lastObserved(store, scope, []);
	return measure(store, {
		metric: CASELOAD,
		scope,
		audience,
		...(observedUntil === null ? {} : { period: { from: observedUntil, to: observedUntil } }),
		by: ['worker'],
		grain: null,
		where: []
	});
}

/** The only worker of a scope; null where it is not of one alone, or there is no such worker. */
export async function ownWorker(
	store: Store,
	{ workers }: Scope
): Promise<Pick<Known, 'id' | 'worker'> | null> {
	const [id] = workers === 'all' || workers.length !== 1 ? [] : workers;
	if (id === undefined) return null;
	const [row] = await store.db.rows('select label from worker where worker_id::varchar = $id', { id });
	return row ? { id, worker: String(row.label) } : null;
}
