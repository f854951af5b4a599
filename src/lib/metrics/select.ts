import type { DuckDBValue } from '@duckdb/node-api';
import { name } from '#pipelines/duckdb.ts';
import type { Metric } from '#pipelines/metrics/definition.ts';
import { dimension, type Dimension } from './dimensions.ts';
import type { Period } from './result.ts';
import { scopeCondition, type Scope } from './scope.ts';

/** One filter: several values of one dimension are alternatives, several dimensions must all hold. */
export type Condition = { dimension: string; value: string };

/** A SELECT with the values it is bound to. */
export type Query = { sql: string; values: Record<string, DuckDBValue> };

/** A metric as the store holds it. */
export type StoredMetric = Metric & { rows_sql: string };

/**
 * What is selected: a metric's rows of one period, for a scope, filtered, with the groups that they fall
 * into.
 */
export type Selection = {
	metric: StoredMetric;
	period: Period;
	scope: Scope;
	by: readonly string[];
	where: readonly Condition[];
	sources: readonly string[];
};

/** What the rows `m` can be joined to, each by the name that dimensions and scopes use for it. */
const JOINS: Record<string, string> = {
	e: 'join enrollment e on e.enrollment_id = m.enrollment_id',
	p: 'left join program p on p.program_id = m.program_id',
	c: 'left join client c on c.client_id = m.client_id',
	w: 'left join worker w on w.worker_id = m.worker_id',
	s: 'left join source s on s.source = m.source',
	t: `left join lateral (
			select arg_max(tm.team, (tm.valid_from, tm.team)) as team from team_membership tm
			where tm.worker_id = m.worker_id and tm.valid_from <= m.cohort_date
				and coalesce(tm.valid_to, date '9999-12-31') >= m.cohort_date
		) t on true`
};

/** Columns of a case list that are not the metric's own. */
const LABELS = [
	'e.exited_on',
	'p.program_type',
	...['program', 'worker', 'team'].map((id) => `${dimension(id).sql} as ${id}`)
];

/**
 * The rows of a metric. Each has the metric's own columns, whose row it is, `program_label`, and `g0`, `g1` …
 * for the groups asked for; with `labels` also what a case list shows. Every figure and every case list comes
 * from this one SELECT, so that they always agree: no join adds or takes a row.
 * @throws Misused for a dimension that there is not
 */
export function selectRows(selection: Selection, { labels = false } = {}): Query {
	const { metric, period, scope, by, where, sources } = selection;
	const groups = by.map(dimension);
	const scoped = scopeCondition(scope);
	const filters = filterConditions(where);
	const columns = [
		'm.*',
		...groups.map(({ sql: value }, index) => `${value} as g${String(index)}`),
		...(labels ? LABELS : []),
		'p.label as program_label'
	].join(', ');
	const sourceNames = sources.map((_, index) => `$source${String(index)}`);
	const conditions = `m.cohort_date between $from::date and $to::date
		and m.source in (${sourceNames.length > 0 ? sourceNames.join(', ') : 'null'})
		and ${scoped.sql} ${filters.sql} ${onePer(metric, groups)}`;
	const used = Object.entries(JOINS).filter(([alias]) =>
		new RegExp(`\\b${alias}\\.`).test(`${columns} ${conditions}`)
	);
	const rows = metric.needs_period ? `(${metric.rows_sql})` : `metric.${name(metric.id)}`;
	const sql = `select * exclude (counted) from (
		select ${columns} from ${rows} m
		${used.map(([, join]) => join).join('\n')}
		where ${conditions}) where counted`;
	const values: Record<string, DuckDBValue> = {
		from: period.from,
		to: period.to,
		...scoped.values,
		...filters.values
	};
	for (const [index, source] of sources.entries()) values[`source${String(index)}`] = source;
	return { sql, values };
}

function filterConditions(where: readonly Condition[]): Query {
	const byDimension = new Map<Dimension, string[]>();
	for (const condition of where) {
		const found = dimension(condition.dimension);
		byDimension.set(found, [...(byDimension.get(found) ?? []), condition.value]);
	}
	const parts: string[] = [];
	const values: Record<string, DuckDBValue> = {};
	for (const [found, wanted] of byDimension) {
		const names = wanted.map((value) => {
			const parameter = `where${String(Object.keys(values).length)}`;
			values[parameter] = value;
			return `$${parameter}`;
		});
		parts.push(`and ${found.sql} in (${names.join(', ')})`);
	}
	return { sql: parts.join(' '), values };
}

function onePer(metric: StoredMetric, groups: Dimension[]): string {
	if (metric.one_row_per === undefined) return '';
	const keys = [...groups.map((group) => group.sql), 'm.client_id'];
	const latest = 'm.started_on desc, m.source_order desc nulls last, m.enrollment_id desc';
	if (metric.one_row_per === 'client')
		return `qualify row_number() over (partition by ${keys.join(', ')} order by ${latest}) = 1`;
	return `qualify row_number() over (partition by ${[...keys, "date_trunc('month', m.cohort_date)"].join(', ')} order by m.success desc, ${latest}) = 1`;
}
