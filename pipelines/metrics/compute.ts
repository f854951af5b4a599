import { literal, name, type Database, type Row } from '../duckdb.ts';
import { Fault, isMachines, messageOf } from '../errors.ts';
import { bareSql } from '../frontmatter.ts';
import type { Home } from '../home.ts';
import type { Progress } from '../progress.ts';
import { askedSql, bindMetric, KIND_COLUMNS, rowsSql } from './bind.ts';
import { readMetrics, readUnlisted, type BoundMetric, type Metric, type Owner } from './definition.ts';

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
	await writeUnlisted(db);
	const period = await lastYear(db);
	const problems = new Map(broken.map((each) => [each.id, each.problem]));
	const rows = new Map<BoundMetric, string>();
	for (const metric of metrics) {
		progress(`Computing ${metric.id}`);
		const computed = await compute(db, metric, period);
		if ('problem' in computed) problems.set(metric.id, `${metric.id}.sql: ${computed.problem}`);
		else rows.set({ ...metric, of: computed.of }, computed.sql);
	}
	const stored = [...rows.keys()].filter((metric) => !metric.needs_period);
	for (const [metric, problem] of await findMissing(db, stored)) {
		await db.run(`drop table ${tableOf(metric)}`);
		rows.delete(metric);
		problems.set(metric.id, `${metric.id}.sql: ${problem}`);
	}
	await db.append('metric_definition', [
		...[...problems].map(([id, problem]) => [id, null, null, problem]),
		...[...rows].map(([metric, sql]) => [metric.id, JSON.stringify(metric), sql, null])
	]);
	return [...problems.values()];
}

/** Writes `metric_unlisted`, with a view `metric."<id>"` for the rows of each: they are large, and seldom asked for. */
async function writeUnlisted(db: Database): Promise<void> {
	await db.run('create table metric_unlisted (id varchar, definition varchar, rows_sql varchar)');
	for (const metric of readUnlisted()) {
		const bound = await bindMetric(db, metric);
		if ('problem' in bound) throw new Fault(`metrics/unlisted/${metric.id}.sql: ${bound.problem}`);
		const sql = rowsSql(metric, bound.columns);
		await db.run(`create view ${tableOf(metric)} as ${sql}`);
		await db.append('metric_unlisted', [
			[metric.id, JSON.stringify({ ...metric, of: bound.of } satisfies BoundMetric), sql]
		]);
	}
}

type Period = { from: string; to: string };

/** From the start of the year before up to the last day that is known: there a metric that needs a period is tried. */
async function lastYear(db: Database): Promise<Period> {
	const last = await db.row(
		"select coalesce(max(observed_until), date '2000-12-31')::varchar as until from source"
	);
	const to = String(last.until);
	return { from: `${String(Number(to.slice(0, 4)) - 1)}-01-01`, to };
}

function tableOf(metric: Metric): string {
	return `metric.${name(metric.id)}`;
}

/** The days of a period as parameters, those that the metric names. */
function daysOf({ sql }: Metric, period: Period): Record<string, string> {
	const days = Object.entries(period).filter(([day]) => bareSql(sql).includes(`$${day}`));
	return Object.fromEntries(days.map(([day, date]) => [`${day}0`, date]));
}

async function compute(
	db: Database,
	metric: Metric,
	period: Period
): Promise<{ sql: string; of: Owner } | { problem: string }> {
	const bound = await bindMetric(db, metric);
	if ('problem' in bound) return bound;
	const sql = rowsSql(metric, bound.columns);
	try {
		if (!metric.needs_period) await db.run(`create table ${tableOf(metric)} as ${sql}`);
		else {
			const row = await db.row(countMissing(metric, `(${askedSql(metric, sql, 1)})`), daysOf(metric, period));
			const problem = missing(metric, row);
			if (problem !== null) return { problem };
		}
		return { sql, of: bound.of };
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

/** What every row of a kind must have. */
function required(metric: Metric): string[] {
	return ['cohort_date', ...Object.keys(KIND_COLUMNS[metric.kind])];
}

/** The SELECT that counts, for `missing`, the rows that lack something or have what cannot be. */
function countMissing(metric: Metric, rows: string): string {
	const counts = required(metric).map((column) => `count(*) filter (${column} is null)`);
	return `select ${literal(metric.id)} as id, [${counts.join(', ')}] as missing, count(*) filter (${IMPOSSIBLE[metric.kind] ?? 'false'}) as impossible from ${rows}`;
}

/** Metrics whose stored rows lack something, each with the sentence that says so. All are asked at once. */
async function findMissing(db: Database, metrics: BoundMetric[]): Promise<[BoundMetric, string][]> {
	if (metrics.length === 0) return [];
	const rows = await db.rows(
		metrics.map((metric) => countMissing(metric, tableOf(metric))).join(' union all ')
	);
	const byId = new Map(rows.map((row) => [row.id, row]));
	return metrics.flatMap((metric): [BoundMetric, string][] => {
		const row = byId.get(metric.id);
		const problem = row ? missing(metric, row) : null;
		return problem === null ? [] : [[metric, problem]];
	});
}

/**
 * A row without its day or its value would be counted as a zero or a failure: says how many there are, or
 * null.
 */
function missing(metric: Metric, row: Row): string | null {
	if (row.impossible !== 0)
		return `${String(row.impossible)} of its rows have what a ${metric.kind} cannot have (${IMPOSSIBLE[metric.kind] ?? ''}). Leave such rows out in its WHERE, or mend them.`;
	const counts = (JSON.parse(String(row.missing)) as (string | number)[]).map(Number);
	const found = required(metric).flatMap((column, index) =>
		counts[index] ? [`${String(counts[index])} of its rows have no ${column}`] : []
	);
	if (found.length === 0) return null;
	return `${found.join(', ')}. Leave such rows out in its WHERE, or give them a value.`;
}
