import type { Database } from '../duckdb.ts';
import { messageOf } from '../errors.ts';
import { bareSql } from '../frontmatter.ts';
import { isInModel, rulesIn } from '../model/definition.ts';
import type { Metric, Owner } from './definition.ts';

const NUMBER = /^(INTEGER|BIGINT|DOUBLE|DECIMAL.*|HUGEINT)$/;

/** The columns that a row has by the metric's kind, with DuckDB's types. */
export const KIND_COLUMNS: Record<Metric['kind'], Record<string, RegExp>> = {
	ratio: { success: /^BOOLEAN$/ },
	duration: { days: NUMBER },
	time_to_event: { days: NUMBER, outcome: /^VARCHAR$/ },
	rate: { events: NUMBER, exposure_days: NUMBER },
	mean: { value: NUMBER },
	sum: { value: NUMBER },
	count: {}
};
/** Columns that a row may have by the metric's kind: how much a row of a mean counts, 1 where it does not say. */
export const KIND_OPTIONAL: Partial<Record<Metric['kind'], Record<string, RegExp>>> = {
	mean: { weight: NUMBER }
};
const EVERY_ROW: Record<string, RegExp> = { cohort_date: /^DATE$/ };
/** Columns that say whose row it is. */
const OWNERS: Record<Owner, Record<string, RegExp>> = {
	enrollment: { enrollment_id: /^UUID$/, worker_id: /^UUID$/ },
	worker: { worker_id: /^UUID$/ },
	program: { program_id: /^UUID$/ }
};
/**
 * `record_id`: the document, contact, referral … that a row is, where it is no whole case; `counted`: false for a row that only stands in the way of an earlier one of its client (`one_row_per`).
 */
const OPTIONAL: Record<string, RegExp> = {
	record_id: /^UUID$/,
	recorded_by: /^UUID$/,
	event: /^VARCHAR$/,
	counted: /^BOOLEAN$/
};

/** Values for `$from` and `$to` while a metric is only bound. */
export const ANY_PERIOD = { from: '2000-01-01', to: '2000-12-31' };

/** The metric's SELECT with `$from` and `$to` as dates. */
export function boundSql(metric: Pick<Metric, 'sql'>): string {
	return metric.sql.replace(/\$(from|to)\b/g, '($$$1::date)');
}

function ownerOf(columns: { has: (column: string) => boolean }): Owner | undefined {
	return (['enrollment', 'worker', 'program'] as const).find((owner) => columns.has(`${owner}_id`));
}

/**
 * Binds a metric against the tables of a store (they may be empty) and gives the names of its columns and
 * whose its rows are, or says what is wrong in words.
 */
export async function bindMetric(
	db: Database,
	metric: Metric
): Promise<{ columns: string[]; of: Owner } | { problem: string }> {
	const broken = (problem: string) => ({ problem });
	let described;
	try {
		// DESCRIBE takes no parameters: while binding, the period is any period.
		const sql = boundSql(metric)
			.replaceAll('$from', `'${ANY_PERIOD.from}'`)
			.replaceAll('$to', `'${ANY_PERIOD.to}'`);
		described = await db.rows(`describe ${sql}`);
	} catch (error) {
		return broken(`its SQL does not fit the tables: ${messageOf(error).split('\n')[0] ?? ''}`);
	}
	const types = new Map(described.map((row) => [String(row.column_name), String(row.column_type)]));
	const of = ownerOf(types);
	if (of === undefined)
		return broken(
			'a row needs an enrollment_id, or a worker_id or program_id where it is of a worker or a program alone.'
		);
	const allowed: Record<string, RegExp> = {
		...OWNERS[of],
		...EVERY_ROW,
		...OPTIONAL,
		...KIND_COLUMNS[metric.kind],
		...KIND_OPTIONAL[metric.kind]
	};
	for (const [column, type] of Object.entries({ ...EVERY_ROW, ...KIND_COLUMNS[metric.kind] }))
		if (!type.test(types.get(column) ?? ''))
			return broken(
				`a ${metric.kind} needs a column ${column} of type ${type.source.replace(/[\^$()]/g, '').split('|')[0] ?? ''}; it has ${types.get(column) ?? 'none'}.`
			);
	for (const [column, type] of types)
		if (!allowed[column]?.test(type))
			return broken(
				`the column ${column} (${type}) is not one that a ${metric.kind} has. Remove it; the columns are ${Object.keys(allowed).join(', ')}.`
			);
	if (asksForLimit(metric.sql) !== (metric.time_limits !== undefined))
		return broken(
			metric.time_limits === undefined
				? 'its SQL asks for a time_limit. Say in its front matter what the limits run from: time_limits: [start].'
				: 'time_limits: its SQL asks for no time_limit. Join it, or remove time_limits.'
		);
	const named = {
		needs: metric.needs,
		reads: metric.reads,
		time_limits: typeof metric.time_limits === 'string' ? [metric.time_limits] : []
	};
	for (const [key, columns] of Object.entries(named))
		for (const each of columns)
			if (!isInModel(each)) return broken(`${key}: there is no ${each} in the model.`);
	return { columns: [...types.keys()], of };
}

/** Whether an SQL asks for a time limit, itself or by a rule that does. */
function asksForLimit(sql: string): boolean {
	return [sql, ...rulesIn(sql).map((rule) => rule.sql)].some((each) => /\btime_limit\b/.test(bareSql(each)));
}

/**
 * The rows of a metric that needs the period, for each of several: `$from0` and `$to0` are the days of the first,
 * and `asked` is the place of a row's period among them. `rows` is what `rowsSql` gave.
 */
export function askedSql(metric: Pick<Metric, 'sql'>, rows: string, periods: number): string {
	const each = Array.from({ length: periods }, (_, at) => {
		const sql = boundSql(metric).replace(/\$(from|to)\b/g, (day) => `${day}${String(at)}`);
		return `select *, ${String(at)} as asked from (${sql})`;
	});
	return `with asked as (${each.join(' union all ')}) ${rows}`;
}

/**
 * The SELECT that gives a metric's rows with whose they are: the source, client, household, program and
 * exactly one worker (METHODS §1, "Whose row it is": the worker that the row names; else the primary
 * assignment that covers the row's date, the latest start winning; else who wrote the record). A row of a
 * worker or a program alone has a source and that, and nothing else. Of a metric that needs the period it reads
 * the rows of `askedSql`, so that whose a row is, is asked once for all periods.
 */
export function rowsSql(metric: Metric, columns: string[]): string {
	const has = (column: string) => columns.includes(column);
	const given = metric.needs_period ? 'asked' : `(${boundSql(metric)})`;
	const own = [
		...(metric.needs_period ? ['m.asked'] : []),
		...Object.keys(KIND_COLUMNS[metric.kind]).map((column) => `m.${column}`),
		has('event') ? 'm.event' : 'null::varchar as event',
		...Object.keys(KIND_OPTIONAL[metric.kind] ?? {}).map((column) =>
			has(column) ? `m.${column}` : `null::double as ${column}`
		),
		has('record_id') ? 'm.record_id' : 'null::uuid as record_id',
		has('counted') ? 'm.counted' : 'true as counted'
	].join(', ');
	if (!has('enrollment_id')) {
		const owner = has('worker_id') ? 'worker' : 'program';
		const only = (id: string) => (id === `${owner}_id` ? `m.${id}` : `null::uuid as ${id}`);
		return `select null::uuid as enrollment_id, m.cohort_date, ${own}, o.source, null::uuid as client_id, null::uuid as household_id,
			null::uuid as household_head_id, ${only('program_id')}, null::date as started_on, null::integer as source_order, ${only('worker_id')}
		from ${given} m join ${owner} o using (${owner}_id)`;
	}
	return `select m.enrollment_id, m.cohort_date, ${own},
			e.source, e.client_id, e.household_id, e.household_head_id, e.program_id, e.started_on, e.source_order,
			coalesce(
				${has('worker_id') ? 'm.worker_id,' : ''}
				(select arg_max(a.worker_id, (a.valid_from, a.worker_id)) from assignment a
					where a.enrollment_id = m.enrollment_id and a."primary" and a.valid_from <= m.cohort_date
						and coalesce(a.valid_to, date '9999-12-31') >= m.cohort_date),
				${has('recorded_by') ? 'm.recorded_by,' : ''}
				e.recorded_by
			) as worker_id
		from ${given} m join enrollment e using (enrollment_id)`;
}
