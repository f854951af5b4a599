// Which rows and cases a scope holds, worked out a second time: row by row from the store's tables, without the engine's SQL.
import { askedSql } from '#pipelines/metrics/bind.ts';
import { bareSql } from '#pipelines/frontmatter.ts';
import { findMetric, listMetrics } from '#lib/metrics/catalogue.ts';
import type { Period } from '#lib/metrics/result.ts';
import type { Scope } from '#lib/metrics/scope.ts';
import { collectingSources } from '#lib/metrics/sources.ts';
import type { Store } from '#lib/server/store.ts';

export type Id = string | null;
export type ScopeRow = {
	enrollment_id: Id;
	client_id: Id;
	program_id: Id;
	worker_id: Id;
	cohort_date: string;
	started_on: Id;
	source_order: number | null;
	counted: boolean;
	success: boolean;
};
type Membership = { worker_id: string; team: string; valid_from: string; valid_to: Id };
type Work = { enrollment_id: string; worker_id: string; first: string; last: string };
export type Stay = {
	enrollment_id: string;
	program_id: string;
	observed_until: string;
	[dimension: string]: Id;
};

const FOREVER = '9999-12-31';

/** A store's tables, as a scope's cases and rows are looked for in them. */
export type World = {
	memberships: Membership[];
	stays: Stay[];
	/** Who had a case, and when. */
	work: Work[];
	/** Every row of a metric in the period. */
	rows: Map<string, ScopeRow[]>;
	programs: string[];
	teams: string[];
	workers: string[];
	problems: { check: string; enrollment_id: Id }[];
};

const unique = (texts: Id[]) => [...new Set(texts.filter((text) => text !== null))].sort();

/** Reads all of a store that a scope is about. */
export async function readWorld(store: Store, period: Period): Promise<World> {
	const read = async <Row>(sql: string, values = {}) =>
		(await store.db.rows(sql, values)) as unknown as Row[];
	const stays = await read<Stay>(
		`select e.enrollment_id::varchar as enrollment_id, e.program_id::varchar as program_id, e.observed_until::varchar as observed_until,
			p.label as program, p.program_type, p.site, p.funders, s.source_name as source, e.household_type, e.prior_living_situation,
			c.race_ethnicity, c.language, c.sex_or_gender, c.veteran
		from enrollment e left join program p using (program_id) left join client c using (client_id) left join source s on s.source = e.source`
	);
	const work = [
		...(await read<Work>(
			`select enrollment_id::varchar as enrollment_id, worker_id::varchar as worker_id, valid_from::varchar as first, coalesce(valid_to::varchar, '${FOREVER}') as last from assignment`
		)),
		...(await read<Work>(
			`select enrollment_id::varchar as enrollment_id, recorded_by::varchar as worker_id, started_on::varchar as first, started_on::varchar as last from enrollment where recorded_by is not null`
		)),
		...(await read<Work>(
			`select enrollment_id::varchar as enrollment_id, exit_recorded_by::varchar as worker_id, exited_on::varchar as first, exited_on::varchar as last from enrollment where exit_recorded_by is not null`
		))
	];
	const memberships = await read<Membership>(
		'select worker_id::varchar as worker_id, team, valid_from::varchar as valid_from, valid_to::varchar as valid_to from team_membership'
	);
	const rows = new Map<string, ScopeRow[]>();
	for (const { id } of (await listMetrics(store)).metrics) {
		const metric = await findMetric(store, id);
		const { sources } = await collectingSources(store, metric);
		const days = ['from', 'to'].filter((day) => bareSql(metric.sql).includes(`$${day}`));
		const from = metric.needs_period ? `(${askedSql(metric, metric.rows_sql, 1)})` : `metric."${id}"`;
		rows.set(
			id,
			await read<ScopeRow>(
				`select enrollment_id::varchar as enrollment_id, client_id::varchar as client_id, program_id::varchar as program_id,
					worker_id::varchar as worker_id, cohort_date::varchar as cohort_date, started_on::varchar as started_on, source_order, counted,
					${metric.kind === 'ratio' ? 'success' : 'false'} as success
				from ${from} m where cohort_date::varchar between '${period.from}' and '${period.to}'
					and source in (${sources.map((source) => `'${source}'`).join(', ') || 'null'})`,
				metric.needs_period
					? Object.fromEntries(days.map((day) => [`${day}0`, period[day as keyof Period]]))
					: {}
			)
		);
	}
	return {
		memberships,
		stays,
		work,
		rows,
		programs: unique(stays.map((stay) => stay.program_id)),
		teams: unique(memberships.map(({ team }) => team)),
		workers: unique([...work.map((each) => each.worker_id), ...memberships.map((each) => each.worker_id)]),
		problems: await read('select check_id as "check", enrollment_id::varchar as enrollment_id from problem')
	};
}

/** The team that a worker is in on a day: the one that they came to last. */
function teamOn({ memberships }: World, worker: Id, day: string): Id {
	const then = memberships
		.filter(
			(each) => each.worker_id === worker && each.valid_from <= day && day <= (each.valid_to ?? FOREVER)
		)
		.sort((a, b) => `${a.valid_from} ${a.team}`.localeCompare(`${b.valid_from} ${b.team}`));
	return then.at(-1)?.team ?? null;
}

const holds = (allowed: 'all' | readonly string[], value: Id) =>
	allowed === 'all' || (value !== null && allowed.includes(value));

/** The rows of a metric that are in a scope, one of each person where the metric has one of each. */
export function rowsIn(
	world: World,
	scope: Scope,
	{ id, one_row_per: onePer }: { id: string; one_row_per?: string | undefined }
): ScopeRow[] {
	const rows = (world.rows.get(id) ?? []).filter(
		(row) =>
			holds(scope.programs, row.program_id) &&
			holds(scope.workers, row.worker_id) &&
			holds(scope.cases, row.enrollment_id) &&
			(scope.teams === 'all' || holds(scope.teams, teamOn(world, row.worker_id, row.cohort_date)))
	);
	if (onePer === undefined) return rows.filter(({ counted }) => counted);
	const latest = (row: ScopeRow) =>
		[row.started_on ?? '', String(row.source_order ?? -1).padStart(12, '0'), row.enrollment_id ?? ''].join(
			' '
		);
	const kept = new Map<string, ScopeRow>();
	for (const row of rows) {
		const byMonth = onePer === 'client and month';
		const key = `${row.client_id ?? ''} ${byMonth ? row.cohort_date.slice(0, 7) : ''}`;
		const rank = `${byMonth ? String(Number(row.success)) : ''} ${latest(row)}`;
		const best = kept.get(key);
		if (!best || rank > `${byMonth ? String(Number(best.success)) : ''} ${latest(best)}`) kept.set(key, row);
	}
	return [...kept.values()].filter(({ counted }) => counted);
}

/** The work that is in a scope: by whom, and, of a supervisor, while they were in one of the teams. */
export function workIn(world: World, scope: Scope): Work[] {
	const stays = new Map(world.stays.map((stay) => [stay.enrollment_id, stay]));
	return world.work.filter((each) => {
		const stay = stays.get(each.enrollment_id);
		return (
			stay !== undefined &&
			holds(scope.programs, stay.program_id) &&
			holds(scope.cases, each.enrollment_id) &&
			holds(scope.workers, each.worker_id) &&
			(scope.teams === 'all' ||
				world.memberships.some(
					({ worker_id, team, valid_from, valid_to }) =>
						worker_id === each.worker_id &&
						holds(scope.teams, team) &&
						valid_from <= each.last &&
						each.first <= (valid_to ?? FOREVER)
				))
		);
	});
}

/** The whole cases that are in a scope. */
export function casesIn(world: World, scope: Scope): Stay[] {
	const ofPrograms = world.stays.filter(
		(stay) => holds(scope.programs, stay.program_id) && holds(scope.cases, stay.enrollment_id)
	);
	if (scope.teams === 'all' && scope.workers === 'all') return ofPrograms;
	const had = new Set(workIn(world, scope).map(({ enrollment_id }) => enrollment_id));
	return ofPrograms.filter(({ enrollment_id }) => had.has(enrollment_id));
}
