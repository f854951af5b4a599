import type { Store } from '#lib/server/store.ts';
import type { Scope } from './scope.ts';
import { selectRows, type Condition, type StoredMetric } from './select.ts';

/** Which sources have what a metric needs. `missing` says, where none has, what would bring it. */
export type Collecting = {
	sources: string[];
	leftOut: { source: string; reason: string }[];
	missing: string | null;
};

/** Tells the sources that have every column which the metric needs from those that have not. */
export async function collectingSources(store: Store, metric: StoredMetric): Promise<Collecting> {
	const rows = await store.db.rows(
		"select s.source, list(c.table_name || '.' || c.column_name)::json::varchar as has from source s left join collected c using (source) group by s.source order by s.source"
	);
	const all = rows.map((row) => ({
		source: String(row.source),
		lacks: metric.needs.filter((need) => !(JSON.parse(String(row.has)) as string[]).includes(need))
	}));
	const sources = all.filter((each) => each.lacks.length === 0).map((each) => each.source);
	const leftOut = all
		.filter((each) => each.lacks.length > 0)
		.map(({ source, lacks }) => ({ source, reason: `It has no ${lacks.join(' and no ')}.` }));
	if (sources.length > 0 || all.length === 0) return { sources, leftOut, missing: null };
	const lacks = [...new Set(all.flatMap((each) => each.lacks))];
	return {
		sources,
		leftOut,
		missing: `No source has ${lacks.join(' and ')}; a source with ${lacks.length > 1 ? 'these columns' : 'this column'} would bring it.`
	};
}

/** Every enrollment as a row on the last day that is known of it. */
const OBSERVED: StoredMetric = {
	id: 'observed',
	title: 'Last observed day',
	question: 'Up to which day is it known?',
	kind: 'count',
	unit: 'enrollments',
	group: 'outputs',
	place: 0,
	headline: { better: 'neutral' },
	grain: 'enrollment',
	needs: [],
	control: 'agency',
	source: 'our own',
	sql: '',
	needs_period: true,
	rows_sql: `select enrollment_id, observed_until as cohort_date, null::varchar as event, true as counted, source, client_id, household_id,
		household_head_id, program_id, started_on, source_order, recorded_by as worker_id from enrollment`
};

/**
 * The last day that is known of the enrollments in a scope and a filter, and whether there are any:
 * projects and sources are observed to different days. Without any, the last day of all sources. What only
 * single rows have (a worker, a team, an event) is not asked here.
 */
export async function lastObserved(
	store: Store,
	scope: Scope,
	where: readonly Condition[]
): Promise<{ observedUntil: string | null; anybody: boolean }> {
	const all = await store.db.rows(
		'select source, observed_until::varchar as until from source order by until desc'
	);
	const { sql, values } = selectRows({
		metric: OBSERVED,
		period: { from: '0001-01-01', to: '9999-12-31' },
		scope: { ...scope, teams: 'all', workers: 'all' },
		by: [],
		where: where.filter(({ dimension }) => !['worker', 'team', 'event'].includes(dimension)),
		sources: all.map((row) => String(row.source))
	});
	const row = await store.db.row(`select max(cohort_date)::varchar as until from (${sql})`, values);
	const last = row.until ?? all[0]?.until ?? null;
	return { observedUntil: last === null ? null : String(last), anybody: row.until !== null };
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
