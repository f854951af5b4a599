import { name, type Database } from '../duckdb.ts';
import { isMachines, messageOf } from '../errors.ts';
import type { Home } from '../home.ts';
import type { Progress } from '../progress.ts';
import {
	askedSql,
	bindMetric,
	KIND_COLUMNS,
	readMetrics,
	rowsSql,
	type BoundMetric,
	type Metric,
	type Owner
} from './definition.ts';

/**
 * Computes every metric's rows into `metric."<id>"` (one that needs a period is only tried) and writes
 * `metric_definition`, from which the engine reads them. One that does not fit, or fails on the data, is
 * left out; gives the sentences that say so.
 */
export async function writeMetrics(db: Database, home: Home | null, progress: Progress): Promise<string[]> {
	const { metrics, broken } = readMetrics(home);
	await db.run('create schema metric');
	await db.run(
		'create table metric_definition (id varchar, definition varchar, rows_sql varchar, problem varchar)'
	);
	const write = (id: string, definition: string | null, sql: string | null, problem: string | null) =>
		db.run('insert into metric_definition values ($id, $definition, $sql, $problem)', {
			id,
			definition,
			sql,
			problem
		});
	const notes: string[] = [];
	const leaveOut = async (id: string, problem: string) => {
		notes.push(problem);
		await write(id, null, null, problem);
	};
	for (const each of broken) await leaveOut(each.id, each.problem);
	for (const metric of metrics) {
		progress(`Computing ${metric.id}`);
		const computed = await compute(db, metric);
		if ('problem' in computed) await leaveOut(metric.id, `${metric.id}.sql: ${computed.problem}`);
		else {
			const definition: BoundMetric = { ...metric, of: computed.of };
			await write(metric.id, JSON.stringify(definition), computed.sql, null);
		}
	}
	return notes;
}

async function compute(
	db: Database,
	metric: Metric
): Promise<{ sql: string; of: Owner } | { problem: string }> {
	const bound = await bindMetric(db, metric);
	if ('problem' in bound) return bound;
	const sql = rowsSql(metric, bound.columns);
	const table = `metric.${name(metric.id)}`;
	try {
		if (!metric.needs_period) await db.run(`create table ${table} as ${sql}`);
		const problem = await missingValues(
			db,
			metric,
			metric.needs_period ? `(${askedSql(metric, sql, 1)})` : table
		);
		if (problem === null) return { sql, of: bound.of };
		await db.run(`drop table if exists ${table}`);
		return { problem };
	} catch (error) {
		if (isMachines(error)) throw error;
		const cause = error instanceof Error ? (error.cause ?? error) : error;
		return { problem: `it fails on the data: ${messageOf(cause).split('\n')[0] ?? ''}` };
	}
}

/** What no row of a kind may have, as a condition. */
const IMPOSSIBLE: Partial<Record<Metric['kind'], string>> = {
	time_to_event: "days < 0 or outcome not in ('event', 'competing', 'censored')",
	rate: 'events < 0 or exposure_days <= 0',
	mean: 'weight <= 0'
};

/**
 * A row without its day or its value would be counted as a zero or a failure: says how many there are, or
 * null.
 */
async function missingValues(db: Database, metric: Metric, rows: string): Promise<string | null> {
	const columns = ['cohort_date', ...Object.keys(KIND_COLUMNS[metric.kind])];
	const impossible = IMPOSSIBLE[metric.kind] ?? 'false';
	const counts = [
		...columns.map((column) => `count(*) filter (${column} is null) as ${column}`),
		`count(*) filter (${impossible}) as impossible`
	].join(', ');
	const last = await db.row(
		"select coalesce(max(observed_until), date '2000-12-31')::varchar as until from source"
	);
	const period = {
		to0: String(last.until),
		from0: `${String(Number(String(last.until).slice(0, 4)) - 1)}-01-01`
	};
	const used = Object.fromEntries(Object.entries(period).filter(([key]) => rows.includes(`$${key}`)));
	const row = await db.row(`select ${counts} from ${rows}`, used);
	if (row.impossible !== 0)
		return `${String(row.impossible)} of its rows have what a ${metric.kind} cannot have (${impossible}). Leave such rows out in its WHERE, or mend them.`;
	const found = columns.filter((column) => row[column] !== 0);
	if (found.length === 0) return null;
	return `${found.map((column) => `${String(row[column])} of its rows have no ${column}`).join(', ')}. Leave such rows out in its WHERE, or give them a value.`;
}
