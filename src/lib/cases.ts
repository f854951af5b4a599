import { Misused } from '#pipelines/errors.ts';
import type { Row } from '#pipelines/duckdb.ts';
import { dimension } from '#lib/metrics/dimensions.ts';
import { caseCondition, scopeCondition, type Scope } from '#lib/metrics/scope.ts';
import { JOINS, type Query } from '#lib/metrics/select.ts';
import { remember } from '#lib/metrics/remember.ts';
import { knownSources } from '#lib/metrics/sources.ts';
import type { Store } from '#lib/server/store.ts';

/** What a case can be looked for by. */
export const CASE_KINDS = ['enrollment', 'client', 'household'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** The pseudonyms by which stays are looked for; a stay that has one of them is found. */
export type Sought = Record<CaseKind, readonly string[]>;

/**
 * A person's stay in a program. Ids are pseudonyms, days are ISO. Worker and team are those on the last day known
 * of it, null where they are not of the scope that asks.
 */
export type Stay = {
	enrollment_id: string;
	client_id: string | null;
	/** The client as the stay's own source knows them: another than `client_id` where a crosswalk joins the two. */
	known_as: string | null;
	household_id: string | null;
	source: string;
	source_name: string;
	program: string;
	program_type: string;
	worker: string | null;
	team: string | null;
	referred_on: string | null;
	started_on: string;
	/** Of permanent housing alone. */
	moved_in_on: string | null;
	exited_on: string | null;
	exit_destination: string | null;
	observed_until: string;
	/** From the start to the exit or the last day known. */
	days: number;
	last_contact_on: string | null;
	/** In how many ways the checks find something wrong in it. */
	problems: number;
	age_group: string;
	household_type: string;
	is_head_of_household: boolean | null;
	prior_living_situation: string;
};

/** Something that a check found in a case. */
export type CaseProblem = { check: string; title: string; severity: string; remedy: string; detail: string };

/** A worker's time with a case. */
export type CaseWork = {
	worker: string;
	primary: boolean | null;
	valid_from: string;
	valid_to: string | null;
};

/** What is written down in a case in one table: the newest rows, and how many there are. */
export type CaseRecords = { table: CaseTable; n: number; rows: Row[] };

/** All that is known of one case. */
export type Case = Stay & { found: CaseProblem[]; work: CaseWork[]; records: CaseRecords[] };

/** The tables of a case, with the day of a row and what is shown of it. */
const TABLES = {
	contact: { day: 'occurred_on', columns: ['occurred_on', 'kind', 'result', 'worker'] },
	document: {
		day: 'coalesce(due_on, service_on)',
		columns: ['kind', 'due_on', 'service_on', 'complete', 'audit_passed', 'worker']
	},
	plan: { day: 'created_on', columns: ['created_on', 'review_due_on', 'reviewed_on'] },
	goal: { day: 'set_on', columns: ['set_on', 'domain', 'target_on', 'closed_on', 'status'] },
	referral: {
		day: 'made_on',
		columns: ['made_on', 'service_type', 'provider', 'result', 'result_on']
	},
	service: { day: 'provided_on', columns: ['provided_on', 'kind', 'amount'] }
} as const satisfies Record<string, { day: string; columns: readonly string[] }>;
export type CaseTable = keyof typeof TABLES;

/** As many rows of a table as are shown of a case. */
export const MOST_RECORDS = 50;

/** A worker's name, or a team's, is told of work that is in the scope alone: a case may have been others' too. */
function seenBy(scope: Scope): Query {
	return scopeCondition({ ...scope, programs: 'all', cases: 'all' });
}

/**
 * The scope's cases among some stays, newest first: those that somebody of it has or had, or, `now`, those that are theirs on
 * their last day.
 */
async function listStays(
	store: Store,
	scope: Scope,
	of: Query,
	whose: 'ever' | 'now' = 'ever'
): Promise<Stay[]> {
	const scoped = caseCondition(scope);
	const seen = seenBy(scope);
	const labelled = ['program', 'program_type', 'age_group', 'household_type', 'prior_living_situation'];
	const rows = await store.db.rows(
		`with stay as (
			select enrollment_id, client_id, household_id, program_id, source,
				coalesce(exited_on, observed_until) as cohort_date
			from enrollment m where ${of.sql} and ${scoped.sql}
		), m as (
			select stay.*, cw.worker_id from stay left join case_worker() cw using (enrollment_id)
		)
		select m.enrollment_id::varchar as enrollment_id, m.client_id::varchar as client_id, e.known_as::varchar as known_as, m.household_id::varchar as household_id,
			m.source, s.source_name, ${labelled.map((id) => `${dimension(id).sql} as ${id}`).join(', ')},
			case when ${seen.sql} then w.label end as worker, case when ${seen.sql} then t.team end as team,
			e.referred_on, e.started_on, case when e.is_permanent_housing then e.moved_in_on end as moved_in_on, e.exited_on, e.exit_destination, e.observed_until, e.is_head_of_household,
			m.cohort_date - e.started_on as days,
			(select max(occurred_on) from contact where contact.enrollment_id = m.enrollment_id
				and coalesce(result, 'attended') = 'attended' and kind is distinct from 'bed night') as last_contact_on,
			(select count(distinct check_id) from problem where problem.enrollment_id = m.enrollment_id) as problems
		from m ${JOINS.e} ${JOINS.p} ${JOINS.s} ${JOINS.w} ${JOINS.t}
		where ${whose === 'now' ? seen.sql : 'true'}
		order by e.started_on desc, program, m.enrollment_id`,
		{ ...of.values, ...scoped.values, ...seen.values }
	);
	return rows as Stay[];
}

/**
 * The stays of a scope that have one of some pseudonyms, newest first; none where there is none in it. A client's are
 * those of every record that a crosswalk joins to it.
 */
export function findCases(store: Store, scope: Scope, sought: Sought): Promise<Stay[]> {
	const values: Query['values'] = {};
	const parts = CASE_KINDS.flatMap((kind) =>
		sought[kind].map((pseudonym) => {
			const parameter = `sought${String(Object.keys(values).length)}`;
			values[parameter] = pseudonym;
			return kind === 'client'
				? `m.client_id in (select client_id from enrollment where $${parameter} in (client_id::varchar, known_as::varchar))`
				: `m.${kind}_id::varchar = $${parameter}`;
		})
	);
	return listStays(store, scope, { sql: `(${parts.join(' or ') || 'false'})`, values });
}

/** Households that are enrolled and now those of somebody in the scope, told by their heads, newest first. */
export function openHouseholds(store: Store, scope: Scope): Promise<Stay[]> {
	return remember(store, `open households ${JSON.stringify(scope)}`, () =>
		listStays(store, scope, { sql: 'm.is_head_of_household and m.exited_on is null', values: {} }, 'now')
	);
}

/**
 * Households that started, moved in or left in the last days known of their source, told by their heads, and that are, or were
 * when they left, those of somebody in the scope.
 */
export function movedHouseholds(store: Store, scope: Scope, days: number): Promise<Stay[]> {
	const sql = `m.is_head_of_household and greatest(m.started_on, case when m.is_permanent_housing then m.moved_in_on end, m.exited_on) > m.observed_until - $days::integer`;
	return remember(store, `moved households ${JSON.stringify([scope, days])}`, () =>
		listStays(store, scope, { sql, values: { days } }, 'now')
	);
}

/** A problem of a household that the checks found, of the head or anybody else of it who is enrolled. */
export type HouseholdProblem = Pick<CaseProblem, 'check' | 'title' | 'remedy'> & {
	/** The head's enrollment. */
	head: string;
	n: number;
};

/** What the checks find in some households, told by the enrollments of their heads, which are of the scope that asks: errors first. */
export async function problemsOfHouseholds(
	store: Store,
	heads: readonly string[]
): Promise<HouseholdProblem[]> {
	if (heads.length === 0) return [];
	const names = heads.map((_, at) => `$head${String(at)}`);
	const rows = await store.db.rows(
		`select h.enrollment_id::varchar as head, p.check_id as "check", any_value(p.title) as title, any_value(p.remedy) as remedy, count(*) as n
		from enrollment h
		join enrollment m on m.enrollment_id = h.enrollment_id
			or (m.program_id = h.program_id and m.household_id = h.household_id and m.exited_on is null)
		join problem p on p.enrollment_id = m.enrollment_id
		where h.enrollment_id::varchar in (${names.join(', ')})
		group by h.enrollment_id, p.check_id, p.severity order by p.severity, title`,
		Object.fromEntries(heads.map((head, at) => [`head${String(at)}`, head]))
	);
	return rows.map((row) => ({ ...row, n: Number(row.n) }) as HouseholdProblem);
}

/** Which of some enrollments are cases of a scope. */
export async function casesAmong(
	store: Store,
	scope: Scope,
	enrollments: readonly string[]
): Promise<string[]> {
	const wanted = [...new Set(enrollments)];
	if (wanted.length === 0) return [];
	const { sql, values } = caseCondition(scope);
	const names = wanted.map((_, at) => `$case${String(at)}`);
	const rows = await store.db.rows(
		`select distinct m.enrollment_id::varchar as id from enrollment m where m.enrollment_id::varchar in (${names.join(', ')}) and ${sql}`,
		{ ...values, ...Object.fromEntries(wanted.map((id, at) => [`case${String(at)}`, id])) }
	);
	return rows.map(({ id }) => String(id));
}

/** One case. Throws `Misused`, the same for a case that there is not and for one that is not in the scope. */
export async function readCase(store: Store, scope: Scope, enrollment: string): Promise<Case> {
	const id = enrollment.toLowerCase();
	const own = scope.cases === 'all' || scope.cases.includes(id) ? [id] : [];
	const [stay] = await findCases(
		store,
		{ ...scope, cases: own },
		{ enrollment: [id], client: [], household: [] }
	);
	if (stay === undefined) throw new Misused('There is no such case, or it is not one of yours.');
	const found = await store.db.rows(
		'select check_id as "check", title, severity, remedy, detail from problem where enrollment_id::varchar = $id order by severity, title, detail',
		{ id }
	);
	const has = (await knownSources(store)).find(({ source }) => source === stay.source)?.has ?? new Set();
	const tables = (Object.keys(TABLES) as CaseTable[]).filter((table) =>
		[...has].some((column) => column.startsWith(`${table}.`))
	);
	const records: CaseRecords[] = [];
	for (const table of tables) records.push(await readRecords(store, scope, id, table));
	return { ...stay, found: found as CaseProblem[], work: await readWork(store, scope, id), records };
}

/** The workers of a scope who had a case, from when to when. */
async function readWork(store: Store, scope: Scope, id: string): Promise<CaseWork[]> {
	const seen = seenBy(scope);
	const rows = await store.db.rows(
		`select w.label as worker, m."primary", m.valid_from, m.valid_to
		from (select *, valid_from as cohort_date from assignment where enrollment_id::varchar = $id) m ${JOINS.w} ${JOINS.t}
		where ${seen.sql} order by m.valid_from, w.label`,
		{ id, ...seen.values }
	);
	return rows as CaseWork[];
}

async function readRecords(store: Store, scope: Scope, id: string, table: CaseTable): Promise<CaseRecords> {
	const { day, columns } = TABLES[table];
	const named = (columns as readonly string[]).includes('worker');
	const seen = named ? seenBy(scope) : { sql: 'true', values: {} };
	const list = columns.map((column) =>
		column === 'worker' ? `case when ${seen.sql} then w.label end as worker` : `m.${column}`
	);
	const rows = await store.db.rows(
		`select ${list.join(', ')}, count(*) over () as n
		from (select *, ${day} as cohort_date from ${table} where enrollment_id::varchar = $id) m ${named ? `${JOINS.w} ${JOINS.t}` : ''}
		order by m.cohort_date desc nulls last, m.${table}_id limit ${String(MOST_RECORDS)}`,
		{ id, ...seen.values }
	);
	return { table, n: Number(rows[0]?.n ?? 0), rows: rows.map(({ n: _, ...row }) => row) };
}
