import type { DuckDBValue } from '@duckdb/node-api';
import { name } from '#pipelines/duckdb.ts';
import { askedSql } from '#pipelines/metrics/bind.ts';
import type { BoundMetric } from '#pipelines/metrics/definition.ts';
import { dimension, type Dimension } from './dimensions.ts';
import type { Period } from './result.ts';
import { caseCondition, scopeCondition, type Scope } from './scope.ts';

/** One filter: several values of one dimension are alternatives, several dimensions must all hold. */
export type Condition = { dimension: string; value: string };

/** A SELECT with the values it is bound to. */
export type Query = { sql: string; values: Record<string, DuckDBValue> };

/** A metric as the store holds it. */
export type StoredMetric = BoundMetric & { rows_sql: string };

/** What a metric is that is in no catalogue: rows that the engine asks for by itself. */
export const UNLISTED = {
	kind: 'count',
	asks: 'how much',
	place: 0,
	headline: { better: 'neutral' },
	also: [],
	beside: [],
	case_mix: [],
	needs: [],
	reads: [],
	source: 'our own',
	of: 'enrollment',
	needs_period: true
} satisfies Partial<StoredMetric>;

/**
 * What is selected: a metric's rows of some periods, for a scope, filtered, with the groups that they fall
 * into. A row that lies in two of the periods is selected for each.
 */
export type Selection = {
	metric: StoredMetric;
	periods: readonly Period[];
	scope: Scope;
	by: readonly string[];
	/** Further dimensions, as columns `t0`, `t1` … They never decide which of a person's rows is kept. */
	alongside?: readonly string[];
	/**
	 * In place of `by`, several groupings asked at once, of a metric that keeps one row per person: `k0`, `k1` … say whether a
	 * row is kept where the rows are grouped by the first, the second …; rows that none keeps are left out.
	 */
	groupings?: readonly (readonly string[])[];
	where: readonly Condition[];
	sources: readonly string[];
	/** True where the rows are whole cases, which belong to everybody who has or had them. */
	ofCases?: boolean;
	/**
	 * Where it is given, the rows are not only those of the scope but all, to compare with: the scope and these filters
	 * do not choose rows, each row says whether they would.
	 */
	within?: readonly Condition[];
	/** True where it is asked, too, which rows have problems that touch the figure, and what it is without them. */
	problems?: boolean;
	/** The grant whose promises alone the figure is held to. */
	grant?: string | undefined;
};

/** What the rows `m` can be joined to, each by the name that dimensions and scopes use for it. */
export const JOINS = {
	e: 'left join enrollment e on e.enrollment_id = m.enrollment_id',
	p: 'left join program p on p.program_id = m.program_id',
	c: 'left join client c on c.client_id = m.client_id',
	w: 'left join worker w on w.worker_id = m.worker_id',
	s: 'left join source s on s.source = m.source',
	t: `left join lateral (
			select arg_max(tm.team, (tm.valid_from, tm.team)) as team from team_membership tm
			where tm.worker_id = m.worker_id and tm.valid_from <= m.cohort_date
				and coalesce(tm.valid_to, date '9999-12-31') >= m.cohort_date
		) t on true`
} as const;

/** Columns of a case list that are not the metric's own. */
const LABELS = [
	'e.exited_on',
	'p.program_type',
	...['program', 'worker', 'team'].map((id) => `${dimension(id).sql} as ${id}`)
];

/** The names of the group columns of a selection: the period's place, then `g0`, `g1` … */
export function groupKeys({ by }: Pick<Selection, 'by'>): string[] {
	return ['period', ...by.map((_, index) => `g${String(index)}`)];
}

/**
 * The rows of a metric. Each has the metric's own columns, whose row it is, `program_label`, `period` (the
 * place of its period among those asked for, from 0), `g0`, `g1` … for the groups asked for, and `t0`, `t1` … for what is
 * asked for alongside; with `labels` also what a case list shows. Every figure and every case list comes from this one SELECT, so
 * that they always agree: no join adds or takes a row.
 * @throws Misused for a dimension that there is not
 */
export function selectRows(selection: Selection, { labels = false } = {}): Query {
	const { metric, periods, scope, by, alongside = [], groupings, where, sources, within } = selection;
	const groups = by.map(dimension);
	const scoped = (selection.ofCases ? caseCondition : scopeCondition)(scope);
	const [ofRow, ofOthers] = [true, false].map((own) => filterConditions(where, own)) as [Query, Query];
	const chosen = filterConditions(within ?? [], false, 'within');
	const columns = [
		'm.*',
		'span.period',
		...groups.map(({ sql: value }, index) => `${value} as g${String(index)}`),
		...alongside.map((id, index) => `${dimension(id).sql} as t${String(index)}`),
		...(groupings ?? []).map(
			(ids, index) => `${firstOfPerson(metric, ids.map(dimension))} as k${String(index)}`
		),
		...(labels ? LABELS : []),
		...(within ? keptIn(metric, groups, `(${scoped.sql} ${chosen.sql})`) : []),
		'p.label as program_label'
	].join(', ');
	const kept = keptOf(selection, groups);
	const sourceNames = sources.map((_, index) => `$source${String(index)}`);
	const conditions = `m.source in (${sourceNames.length > 0 ? sourceNames.join(', ') : 'null'})
		and ${within ? 'true' : scoped.sql} ${ofOthers.sql} ${kept}`;
	const used = Object.entries(JOINS).filter(([alias]) =>
		new RegExp(`\\b${alias}\\.`).test(`${columns} ${conditions}`)
	);
	const spans = periods.map((_, at) => `(${String(at)}, $from${String(at)}::date, $to${String(at)}::date)`);
	const onDay = 'm.cohort_date between span.first_day and span.last_day';
	const sql = `with span(period, first_day, last_day) as (values ${spans.join(', ')})
		select * exclude (${metric.needs_period ? 'counted, asked' : 'counted'}) from (
		select ${columns} from ${rowsOf(metric, periods)} m
		join span on ${metric.needs_period ? `m.asked = span.period and ${onDay}` : onDay}
		${used.map(([, join]) => join).join('\n')}
		where ${conditions}) m where counted ${ofRow.sql}`;
	const values: Record<string, DuckDBValue> = {
		...scoped.values,
		...ofOthers.values,
		...ofRow.values,
		...chosen.values
	};
	for (const [at, { from, to }] of periods.entries()) {
		values[`from${String(at)}`] = from;
		values[`to${String(at)}`] = to;
	}
	for (const [index, source] of sources.entries()) values[`source${String(index)}`] = source;
	return { sql, values };
}

/** The stored rows; those of a metric that needs the period are asked for each of them. */
function rowsOf(metric: StoredMetric, periods: readonly Period[]): string {
	if (!metric.needs_period) return `metric.${name(metric.id)}`;
	return `(${askedSql(metric, metric.rows_sql, periods.length)})`;
}

/** The filters by what the row itself is of (`ofRow`), or those by all else. */
function filterConditions(
	where: readonly Condition[],
	ofRow: boolean,
	prefix = ofRow ? 'of' : 'where'
): Query {
	const byDimension = new Map<Dimension, string[]>();
	for (const condition of where) {
		const found = dimension(condition.dimension);
		if ((found.ofRow ?? false) !== ofRow) continue;
		byDimension.set(found, [...(byDimension.get(found) ?? []), condition.value]);
	}
	const parts: string[] = [];
	const values: Record<string, DuckDBValue> = {};
	for (const [found, wanted] of byDimension) {
		const names = wanted.map((value) => {
			const parameter = `${prefix}${String(Object.keys(values).length)}`;
			values[parameter] = value;
			return `$${parameter}`;
		});
		parts.push(`and ${found.sql} in (${names.join(', ')})`);
	}
	return { sql: parts.join(' '), values };
}

/** Which rows are kept of a metric that keeps one per person. */
function keptOf({ metric, groupings, within }: Selection, groups: Dimension[]): string {
	if (metric.one_row_per === undefined) return '';
	if (within) return 'qualify in_pool or within';
	if (groupings) return `qualify ${groupings.map((_, index) => `k${String(index)}`).join(' or ')}`;
	return `qualify ${firstOfPerson(metric, groups)}`;
}

/** The columns that say which rows count in the pool of all, and which among those within: one per person in each. */
function keptIn(metric: StoredMetric, groups: Dimension[], within: string): string[] {
	const inPool = firstOfPerson(metric, groups);
	const own = firstOfPerson(metric, groups, [within]);
	return [`${inPool} as in_pool`, `(${within} and ${own}) as within`];
}

/** Whether a row is the one that counts of its person's, where it is grouped so, as SQL. */
function firstOfPerson(metric: StoredMetric, groups: Dimension[], apart: string[] = []): string {
	if (metric.one_row_per === undefined) return 'true';
	const choosing = groups.filter(({ ofRow }) => !ofRow).map(({ sql }) => sql);
	const keys = ['span.period', ...choosing, 'm.client_id', ...apart];
	const latest = 'm.started_on desc, m.source_order desc nulls last, m.enrollment_id desc';
	if (metric.one_row_per === 'client')
		return `row_number() over (partition by ${keys.join(', ')} order by ${latest}) = 1`;
	return `row_number() over (partition by ${[...keys, "date_trunc('month', m.cohort_date)"].join(', ')} order by m.success desc, ${latest}) = 1`;
}
