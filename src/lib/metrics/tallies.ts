import type { Row } from '#pipelines/duckdb.ts';
import type { Store } from '#lib/server/store.ts';
import { addUp, type Part, type Tally } from './compare/case-mix.ts';
import type { Measure } from './compare/funnel.ts';
import { designEffect, sumClusters } from './estimate/proportion.ts';
import { rateDesignEffect } from './estimate/rate.ts';
import { CLUSTER } from './kinds/kind.ts';
import { followUp, type Asked } from './question.ts';
import { selectRows, type Condition, type StoredMetric } from './select.ts';
import { STANDARDS, withRows } from './summarise.ts';
import { findTarget, readTargets } from './targets.ts';

/** What the rows of one period add up to, unit by unit: of all rows, and of those within the scope. */
export type Tallies = {
	pool: Tally[];
	within: Tally[];
	/** Workers (of rows without one: programs) with rows that are not within the scope. */
	others: number;
};

/** No value of a dimension: rows that belong to no unit are compared with none. */
const NO_UNIT = ['none', 'not recorded'];

/** What a metric is compared by. */
export function measureOf({ kind }: Pick<StoredMetric, 'kind'>): Measure {
	return kind === 'rate' ? 'rate' : 'share';
}

/**
 * Adds up the rows of a metric by unit (a dimension) for each period: all that pass the filters, and apart from them those
 * within the scope and within the filters `chosen`. Of a duration the rows that have a standard, as within it or not; of a time
 * to event those that were observed up to the headline's day.
 */
export async function tally(
	store: Store,
	asked: Asked,
	unit: string,
	chosen: readonly Condition[]
): Promise<Tallies[]> {
	const { metric, periods } = asked;
	const query = selectRows({ ...asked, by: [unit], alongside: metric.case_mix, within: chosen });
	const held = metric.kind === 'duration' ? await targetsOf(store, asked) : null;
	const { clusters, people, others } = await store.db.beside((db) =>
		withRows(db, query, async (rows) => {
			const values = { metric: metric.id, ...held?.values };
			const counted = `(select r.period, r.g0, r.in_pool, r.within, r.client_id, r.worker_id, r.program_id,
				${CLUSTER.replace(/\b(\w+_id)\b/g, 'r.$1')} as cluster, ${stratumSql(metric)} as stratum, ${eventsSql(metric, held?.sql)}
				from ${rows} r ${metric.kind === 'duration' ? STANDARDS : ''} ${metric.kind === 'time_to_event' ? OBSERVED : ''}
				where r.g0 not in (${NO_UNIT.map((each) => `'${each}'`).join(', ')}) and ${knownSql(metric, held?.sql)})`;
			const used = metric.kind === 'duration' ? values : {};
			return {
				clusters: await db.rows(
					`select period, g0, cluster, stratum, ${sums('in_pool', 'pool')}, ${sums('within', 'own')} from ${counted} group by all order by all`,
					used
				),
				people: await db.rows(
					`select period, g0, count(distinct client_id) filter (in_pool) as pool, count(distinct client_id) filter (within) as own
					from ${counted} group by all`,
					used
				),
				others: await db.rows(
					`select period, count(distinct coalesce(worker_id, program_id)) filter (not within) as others from ${counted} group by all`,
					used
				)
			};
		})
	);
	return periods.map((_, at) => {
		const ofPeriod = (rows: Row[]) => rows.filter(({ period }) => Number(period) === at);
		const of = (part: 'pool' | 'own') =>
			tallyUnits(measureOf(metric), ofPeriod(clusters), ofPeriod(people), part);
		return { pool: of('pool'), within: of('own'), others: Number(ofPeriod(others)[0]?.others ?? 0) };
	});
}

function sums(flag: string, part: string): string {
	return `count(*) filter (${flag}) as ${part}_rows, sum(events) filter (${flag})::double as ${part}_events, sum(of) filter (${flag})::double as ${part}_of`;
}

/** What chance has its turn at: events, and what they could come from; a rate's is in units of 30 days. */
function eventsSql({ kind, headline }: StoredMetric, target: string | undefined): string {
	switch (kind) {
		case 'duration':
			return `(r.days <= ${threshold(target)} + 1e-9)::integer as events, 1 as of`;
		case 'time_to_event':
			return `(r.outcome = 'event' and r.days <= ${String(headline.share_by)})::integer as events, 1 as of`;
		case 'rate':
			return 'r.events, r.exposure_days / 30.0 as of';
		default:
			return 'r.success::integer as events, 1 as of';
	}
}

/** Which rows can be compared. */
function knownSql(metric: StoredMetric, target: string | undefined): string {
	const day = String(metric.headline.share_by);
	if (metric.kind === 'duration') return `${threshold(target)} is not null`;
	if (metric.kind !== 'time_to_event') return 'true';
	return `r.cohort_date + ${String(followUp(metric))} <= o.observed_until and (r.outcome <> 'censored' or r.days >= ${day})`;
}

const OBSERVED = 'join source o on o.source = r.source';

function threshold(target: string | undefined): string {
	return target === undefined ? 's.threshold' : `coalesce(${target}, s.threshold)`;
}

/** The promises for a duration, by program, as SQL over its rows `r`: of the first period, so that both are held to the same. */
async function targetsOf(
	store: Store,
	{ metric, periods: [period], grant }: Asked
): Promise<{ sql: string; values: Record<string, string | number> } | null> {
	const targets = await readTargets(store, metric);
	if (targets.length === 0 || period === undefined) return null;
	const programs = [...new Set(targets.map(({ program }) => program))].filter((each) => each !== '');
	const values: Record<string, string | number> = {};
	const cases = programs.flatMap((program, index) => {
		const target = findTarget(targets, metric, { program, period, grant });
		if (target === null) return [];
		values[`program${String(index)}`] = program;
		values[`target${String(index)}`] = target.value;
		return [`when $program${String(index)} then $target${String(index)}`];
	});
	const others = findTarget(targets, metric, { period, grant });
	if (others !== null) values.others = others.value;
	const rest = others === null ? 'null' : '$others';
	if (cases.length === 0) return others === null ? null : { sql: rest, values };
	return { sql: `case r.program_label ${cases.join(' ')} else ${rest} end`, values };
}

function stratumSql({ case_mix }: StoredMetric): string {
	if (case_mix.length === 0) return "''";
	return `concat_ws(', ', ${case_mix.map((_, index) => `r.t${String(index)}`).join(', ')})`;
}

function tallyUnits(
	measure: Measure,
	rows: readonly Row[],
	people: readonly Row[],
	part: 'pool' | 'own'
): Tally[] {
	const clients = new Map(people.map((row) => [String(row.g0), Number(row[part])]));
	const parts = rows
		.map((row) => ({
			unit: String(row.g0),
			cluster: String(row.cluster),
			stratum: String(row.stratum),
			rows: Number(row[`${part}_rows`]),
			events: Number(row[`${part}_events`]),
			of: Number(row[`${part}_of`])
		}))
		.filter((each) => each.rows > 0);
	return [...Map.groupBy(parts, ({ unit }) => unit)].map(([unit, own]) => {
		const by = (key: 'cluster' | 'stratum') =>
			[...Map.groupBy(own, (each) => each[key])].map(([id, list]) => [id, addUp(list)] as const);
		const clusters = by('cluster').map(([, sum]) => sum);
		return {
			unit,
			...addUp(own),
			clients: clients.get(unit) ?? 0,
			design_effect: measure === 'share' ? ofShares(clusters) : rateDesignEffect(clusters),
			strata: new Map(by('stratum'))
		};
	});
}

function ofShares(clusters: readonly Part[]): number {
	return designEffect(sumClusters(clusters.map(({ of, events }) => ({ n: of, successes: events }))));
}
