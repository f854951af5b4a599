import { Misused } from '#pipelines/errors.ts';
import { GROUPS, type Metric } from '#pipelines/metrics/definition.ts';
import type { Store } from '#lib/server/store.ts';
import { remember } from './remember.ts';
import type { StoredMetric } from './select.ts';

/** A metric of a store, or, with `problem`, one that was left out and why. */
export type MetricDefinition = Omit<Metric, 'sql'> & { problem: null };
export type BrokenMetric = { id: string; problem: string };

/** Every metric of the store, by group and id, and those that were left out. */
export async function listMetrics(
	store: Store
): Promise<{ metrics: MetricDefinition[]; broken: BrokenMetric[] }> {
	const rows = await store.db.rows('select id, definition, problem from metric_definition order by id');
	const metrics = rows
		.filter((row) => row.definition !== null)
		.map((row) => {
			const { sql: _, ...definition } = JSON.parse(String(row.definition)) as Metric;
			return { ...definition, problem: null };
		})
		.sort(
			(a, b) =>
				GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group) || a.place - b.place || a.id.localeCompare(b.id)
		);
	return {
		metrics,
		broken: rows
			.filter((row) => row.problem !== null)
			.map((row) => ({ id: String(row.id), problem: String(row.problem) }))
	};
}

/** The metric with an id. Throws `Misused`, naming those there are, or saying why it was left out. */
export function findMetric(store: Store, id: string): Promise<StoredMetric> {
	return remember(store, `metric ${id}`, async () => {
		const rows = await store.db.rows(
			'select id, definition, rows_sql, problem from metric_definition order by id'
		);
		const row = rows.find((each) => each.id === id);
		if (!row)
			throw new Misused(
				`There is no metric "${id}". There are: ${rows.map((each) => String(each.id)).join(', ')}.`
			);
		if (row.problem !== null) throw new Misused(`The metric ${id} was left out. ${String(row.problem)}`);
		return { ...(JSON.parse(String(row.definition)) as Metric), rows_sql: String(row.rows_sql) };
	});
}
