import { sentences } from '#lib/server/language.ts';
import type { Store } from '#lib/server/store.ts';
import type { Scope } from './scope.ts';
import { remember } from './remember.ts';
import {
	selectRows,
	UNLISTED,
	type Condition,
	type Query,
	type Selection,
	type StoredMetric
} from './select.ts';

/**
 * Which sources have what a metric needs. `missing` says, where none has, what would bring it; `lacks` names those
 * columns.
 */
export type Collecting = {
	sources: string[];
	leftOut: { source: string; reason: string }[];
	missing: string | null;
	lacks: string[];
};

/** A source system with the columns and kinds of rows that it has, as `table.column`. */
export type KnownSource = { source: string; name: string; has: ReadonlySet<string> };

/** Every source of the store, with what it has. */
export function knownSources(store: Store): Promise<KnownSource[]> {
	return remember(store, 'collected', async () => {
		const rows = await store.db.rows(
			"select s.source, any_value(s.source_name) as source_name, list(c.table_name || '.' || c.column_name)::json::varchar as has from source s left join collected c using (source) group by s.source order by s.source"
		);
		return rows.map((row) => ({
			source: String(row.source),
			name: String(row.source_name),
			has: new Set(JSON.parse(String(row.has)) as string[])
		}));
	});
}

/** Tells the sources that have every column which the metric needs from those that have not. */
export async function collectingSources(
	store: Store,
	metric: Pick<StoredMetric, 'needs'>
): Promise<Collecting> {
	const known = await knownSources(store);
	const all = known.map(({ source, has }) => ({
		source,
		lacks: metric.needs.filter((need) => !has.has(need))
	}));
	const sources = all.filter((each) => each.lacks.length === 0).map((each) => each.source);
	const leftOut = all
		.filter((each) => each.lacks.length > 0)
		.map(({ source, lacks }) => ({ source, reason: sentences().reasons.lacks({ columns: lacks }) }));
	if (sources.length > 0 || all.length === 0) return { sources, leftOut, missing: null, lacks: [] };
	const lacks = [...new Set(all.flatMap((each) => each.lacks))];
	return {
		sources,
		leftOut,
		lacks,
		missing: sentences().reasons.noSourceHas({ columns: lacks })
	};
}

/** Every enrollment as a row on the last day that is known of it. */
const OBSERVED: StoredMetric = {
	...UNLISTED,
	id: 'observed',
	title: 'Last observed day',
	question: 'Up to which day is it known?',
	unit: 'enrollments',
	rows: 'enrollments',
	group: 'outputs',
	grain: 'enrollment',
	control: 'agency',
	sql: 'select * from enrollment',
	rows_sql: `select asked, enrollment_id, observed_until as cohort_date, null::varchar as event, true as counted, source, client_id,
		household_id, household_head_id, program_id, started_on, source_order, recorded_by as worker_id from asked`
};

/**
 * The last day that is known of the enrollments in a scope and a filter, and whether there are any:
 * projects and sources are observed to different days. Without any, the last day of all sources. What only
 * single rows have (a worker, a team, an event) is not asked here.
 */
export function lastObserved(
	store: Store,
	scope: Scope,
	where: readonly Condition[]
): Promise<{ observedUntil: string | null; anybody: boolean }> {
	const ofEnrollments = where.filter(({ dimension }) => !['worker', 'team', 'event'].includes(dimension));
	return remember(store, `observed ${JSON.stringify([scope, ofEnrollments])}`, async () => {
		const sources = await store.db.rows(
			'select source, observed_until::varchar as until from source order by until desc'
		);
		const { sql, values } = selectEnrollments(
			{ scope, by: [], where: ofEnrollments },
			sources.map((row) => String(row.source))
		);
		const row = await store.db.row(`select max(cohort_date)::varchar as until from (${sql})`, values);
		const last = row.until ?? sources[0]?.until ?? null;
		return { observedUntil: last === null ? null : String(last), anybody: row.until !== null };
	});
}

/** The first day that is known of any of these sources; null where none says. */
export function firstObserved(store: Store, sources: readonly string[]): Promise<string | null> {
	return remember(store, `first observed ${JSON.stringify(sources)}`, async () => {
		const rows = await store.db.rows('select source, observed_from::varchar as first from source');
		const days = rows.flatMap(({ source, first }) =>
			sources.includes(String(source)) && first !== null ? [String(first)] : []
		);
		return days.sort()[0] ?? null;
	});
}

/** Every case of some sources in a scope and a filter, as rows of a metric. */
export function selectEnrollments(
	selection: Pick<Selection, 'scope' | 'by' | 'where'>,
	sources: readonly string[]
): Query {
	return selectRows({
		...selection,
		metric: OBSERVED,
		periods: [{ from: '0001-01-01', to: '9999-12-31' }],
		sources,
		ofCases: true
	});
}

/**
 * The source systems whose data ends before a period does: what comes later is not in the period's figures.
 */
export async function shortSources(
	store: Store,
	to: string
): Promise<{ name: string; observedUntil: string }[]> {
	const rows = await store.db.rows(
		'select source_name, observed_until::varchar as until from source where observed_until < $to::date order by source_name',
		{ to }
	);
	return rows.map((row) => ({ name: String(row.source_name), observedUntil: String(row.until) }));
}

/**
 * The last day of which everything is known of some programs, by name: the earliest of those of their sources; null where there is
 * no data of any of them.
 */
export async function programsKnownUntil(store: Store, programs: readonly string[]): Promise<string | null> {
	const names = Object.fromEntries(programs.map((name, at) => [`p${String(at)}`, name]));
	const { day } = await store.db.row(
		`select min(s.observed_until)::varchar as day from program p join source s on s.source = p.source
		where p.label in (${Object.keys(names)
			.map((name) => `$${name}`)
			.join(', ')})`,
		names
	);
	return day === null ? null : String(day);
}
