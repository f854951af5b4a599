import { join } from 'node:path';
import { z } from 'zod';
import type { Database } from '../duckdb.ts';
import { messageOf } from '../errors.ts';
import { bareSql, readSqlFolder, type BrokenFile } from '../frontmatter.ts';
import { ROOT, type Home } from '../home.ts';
import { readModel } from '../model/definition.ts';

const KINDS = ['ratio', 'duration', 'count'] as const;

const metricSchema = z
	.strictObject({
		title: z.string().min(3),
		/** What a person would ask, with a question mark. */
		question: z.string().min(8).endsWith('?', { error: 'write it as a question' }),
		kind: z.enum(KINDS, { error: `must be one of ${KINDS.join(', ')}` }),
		/** What is counted or measured: people, days … */
		unit: z.string(),
		/** Where the metric stands on pages; outputs come first. */
		group: z.enum([
			'outputs',
			'housing and access',
			'engagement',
			'documentation',
			'plans, referrals and work'
		]),
		/** Order within its group; those without one come after, by id. */
		place: z.int().default(100),
		headline: z.strictObject({ better: z.enum(['higher', 'lower', 'neutral']) }),
		grain: z.string(),
		/** `table.column`s, or `table.kind`s, of the model without which a source has no such figure. */
		needs: z.array(z.string().regex(/^[a-z_]+\.[a-z0-9_]+$/, { error: 'write table.column' })),
		/** Whose doing it is: shown wherever the figure stands beside a worker. */
		control: z.enum(['worker', 'shared', 'agency']),
		source: z.string(),
		/**
		 * Keeps one row among the rows chosen: `client`, that of the latest start (HMIS.md, "One row per
		 * person"); `client and month`, a success before a failure, then the latest start.
		 */
		one_row_per: z.enum(['client', 'client and month']).optional()
	})
	.refine((metric) => metric.one_row_per !== 'client and month' || metric.kind === 'ratio', {
		path: ['one_row_per'],
		error: '"client and month" keeps a success before a failure, so it is for a ratio only'
	});

/**
 * A metric: its front matter, its id (the file's name), its SELECT and whether it needs the period
 * (`$from`, `$to`).
 */
export type Metric = z.infer<typeof metricSchema> & { id: string; sql: string; needs_period: boolean };

/**
 * Reads our metrics and those of the home; a home's file replaces ours of the same name. Broken ones are
 * named, the others stay.
 */
export function readMetrics(home: Home | null): { metrics: Metric[]; broken: BrokenFile[] } {
	const ours = readSqlFolder(join(ROOT, 'pipelines', 'metrics'), metricSchema);
	const theirs = home ? readSqlFolder(home.metrics, metricSchema) : { files: [], broken: [] };
	const byId = new Map(ours.files.map((file) => [file.id, file]));
	for (const file of theirs.files) byId.set(file.id, file);
	for (const file of theirs.broken) byId.delete(file.id); // an override that is broken must not fall back unseen
	const metrics = [...byId.values()].map((file) => ({
		...file.head,
		id: file.id,
		sql: file.sql,
		needs_period: /\$(from|to)\b/.test(bareSql(file.sql))
	}));
	return { metrics, broken: [...ours.broken, ...theirs.broken] };
}

/** The columns that a row has by the metric's kind, with DuckDB's types. */
export const KIND_COLUMNS: Record<Metric['kind'], Record<string, RegExp>> = {
	ratio: { success: /^BOOLEAN$/ },
	duration: { days: /^(INTEGER|BIGINT|DOUBLE|DECIMAL.*|HUGEINT)$/ },
	count: {}
};
const EVERY_ROW: Record<string, RegExp> = { enrollment_id: /^UUID$/, cohort_date: /^DATE$/ };
/** `counted`: false for a row that only stands in the way of an earlier one of its client (`one_row_per`). */
const OPTIONAL: Record<string, RegExp> = {
	worker_id: /^UUID$/,
	recorded_by: /^UUID$/,
	event: /^VARCHAR$/,
	counted: /^BOOLEAN$/
};

/** Values for `$from` and `$to` while a metric is only bound. */
export const ANY_PERIOD = { from: '2000-01-01', to: '2000-12-31' };

/** The metric's SELECT with `$from` and `$to` as dates. */
export function boundSql(metric: Metric): string {
	return metric.sql.replace(/\$(from|to)\b/g, '($$$1::date)');
}

/**
 * Binds a metric against the tables of a store (they may be empty) and gives the names of its columns, or
 * says what is wrong in words.
 */
export async function bindMetric(
	db: Database,
	metric: Metric
): Promise<{ columns: string[] } | { problem: string }> {
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
	const allowed: Record<string, RegExp> = { ...EVERY_ROW, ...OPTIONAL, ...KIND_COLUMNS[metric.kind] };
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
	const model = readModel();
	for (const need of metric.needs) {
		const [table = '', column = ''] = need.split('.');
		const given = model.find((each) => each.id === table)?.head;
		if (!given || !(column in given.given || given.kinds.includes(column)))
			return broken(`needs: there is no ${need} in the model.`);
	}
	return { columns: [...types.keys()] };
}

/**
 * The SELECT that gives a metric's rows with whose they are: the source, client, household, program and
 * exactly one worker (METHODS §1, "Whose row it is": the worker that the row names; else the primary
 * assignment that covers the row's date, the latest start winning; else who wrote the record).
 */
export function rowsSql(metric: Metric, columns: string[]): string {
	const has = (column: string) => columns.includes(column);
	const own = Object.keys(KIND_COLUMNS[metric.kind]).map((column) => `m.${column}`);
	return `select m.enrollment_id, m.cohort_date, ${[...own, has('event') ? 'm.event' : 'null::varchar as event', has('counted') ? 'm.counted' : 'true as counted'].join(', ')},
			e.source, e.client_id, e.household_id, e.household_head_id, e.program_id, e.started_on, e.source_order,
			coalesce(
				${has('worker_id') ? 'm.worker_id,' : ''}
				(select arg_max(a.worker_id, (a.valid_from, a.worker_id)) from assignment a
					where a.enrollment_id = m.enrollment_id and a."primary" and a.valid_from <= m.cohort_date
						and coalesce(a.valid_to, date '9999-12-31') >= m.cohort_date),
				${has('recorded_by') ? 'm.recorded_by,' : ''}
				e.recorded_by
			) as worker_id
		from (${boundSql(metric)}) m join enrollment e using (enrollment_id)`;
}
