import type { Database, Row } from '#pipelines/duckdb.ts';
import { duration } from './estimate/duration.ts';
import { proportion } from './estimate/proportion.ts';
import { canDiffer } from './judge.ts';
import type { Result } from './result.ts';
import { selectRows, type Selection } from './select.ts';
import { findTarget, type Standard } from './targets.ts';

/** A group's estimate, before it is judged. */
export type Estimate = Pick<Result, 'value' | 'lower' | 'upper' | 'n' | 'clients' | 'numerator' | 'also'> & {
	group: string[];
	/**
	 * The target where there is one, else the one standard of all its rows; null where there is none or
	 * several.
	 */
	standard: Standard | null;
	canDiffer: (standard: number) => boolean;
};

/**
 * Estimates a metric for each group of the selected rows (METHODS §4): a ratio as a proportion with rows
 * clustered by household, a duration as a median, a count as rows.
 */
export async function summarise(db: Database, selection: Selection): Promise<Estimate[]> {
	const { metric, period } = selection;
	const rows = selectRows(selection);
	const keys = selection.by.map((_, index) => `g${String(index)}`);
	const group = (row: Row) => keys.map((key) => String(row[key]));
	const list = keys.map((key) => `${key}, `).join('');
	const by =
		keys.length > 0 ? `group by ${keys.join(', ')} order by ${keys.join(', ')}` : 'having count(*) > 0';
	const common = await db.rows(
		`with r as materialized (${rows.sql})
		select ${list} count(*) as n, count(distinct client_id) as clients,
			case when count(s.threshold) = count(*) and min(s.threshold) = max(s.threshold) then min(s.threshold) end as standard,
			any_value(s.source) as standard_source,
			case when count(distinct coalesce(r.program_id::varchar, '')) = 1 then any_value(program_label) end as program
		from r left join value_standard s on s.metric = $metric and s.program_id is not distinct from r.program_id
		${by}`,
		{ ...rows.values, metric: metric.id }
	);
	const base: (Pick<Estimate, 'group' | 'n' | 'clients'> & { standard: Standard | null })[] = [];
	for (const row of common) {
		const target = await findTarget(db, metric, row.program === null ? null : String(row.program), period);
		const own =
			row.standard === null ? null : { value: Number(row.standard), source: String(row.standard_source) };
		base.push({ group: group(row), n: Number(row.n), clients: Number(row.clients), standard: target ?? own });
	}
	switch (metric.kind) {
		case 'count':
			return base.map((each) => ({
				...each,
				value: each.n,
				lower: null,
				upper: null,
				numerator: null,
				also: {},
				canDiffer: () => true
			}));
		case 'ratio': {
			const sums = await db.rows(
				`with cluster as (
					select ${list} household_head_id, count(*) as n, count(*) filter (success) as s from (${rows.sql}) group by ${list} household_head_id
				)
				select ${list} sum(n) as n, sum(s) as s, count(*) as clusters, sum(s * s) as ss, sum(s * n) as sn, sum(n * n) as nn from cluster ${by}`,
				rows.values
			);
			return base.map((each, index) => {
				const row = sums[index] ?? {};
				const estimate = proportion({
					n: Number(row.n),
					successes: Number(row.s),
					clusters: Number(row.clusters),
					sumSuccess2: Number(row.ss),
					sumSuccessN: Number(row.sn),
					sumN2: Number(row.nn)
				});
				const effective = estimate?.effective_n ?? 0;
				return {
					...each,
					value: estimate?.value ?? null,
					lower: estimate?.lower ?? null,
					upper: estimate?.upper ?? null,
					numerator: Number(row.s),
					also: { effective_n: effective },
					canDiffer: (standard) => canDiffer(effective, standard)
				};
			});
		}
		case 'duration': {
			const histogram = await db.rows(
				`select ${list} days::double as days, count(*) as n from (${rows.sql}) group by ${list} days order by ${list} days`,
				rows.values
			);
			return base.map((each) => {
				const own = histogram.filter((row) =>
					group(row).every((value, index) => value === each.group[index])
				);
				const estimate = duration(
					own.map((row) => [Number(row.days), Number(row.n)] as const),
					each.standard?.value ?? null
				);
				return {
					...each,
					value: estimate?.median ?? null,
					lower: estimate?.lower ?? null,
					upper: estimate?.upper ?? null,
					numerator: null,
					also: { p90: estimate?.p90 ?? null, within_standard: estimate?.within_standard ?? null },
					canDiffer: () => true
				};
			});
		}
	}
}
