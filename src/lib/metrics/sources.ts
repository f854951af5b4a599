import type { Store } from '#lib/server/store.ts';
import type { StoredMetric } from './select.ts';

/** The sources that have every column which the metric needs; `missing` says what would bring it where none has. */
export async function collectingSources(
	store: Store,
	metric: StoredMetric
): Promise<{ sources: string[]; missing: string | null }> {
	const rows = await store.db.rows(
		"select s.source, list(c.table_name || '.' || c.column_name)::json::varchar as has from source s left join collected c using (source) group by s.source order by s.source"
	);
	const sources = rows.map((row) => ({
		source: String(row.source),
		lacks: metric.needs.filter((need) => !(JSON.parse(String(row.has)) as string[]).includes(need))
	}));
	const collecting = sources.filter((each) => each.lacks.length === 0).map((each) => each.source);
	if (collecting.length > 0 || sources.length === 0) return { sources: collecting, missing: null };
	const lacks = [...new Set(sources.flatMap((each) => each.lacks))];
	return {
		sources: [],
		missing: `No source has ${lacks.join(' and ')}; a source with ${lacks.length > 1 ? 'these columns' : 'this column'} would bring it.`
	};
}

/** The source systems whose data ends before a period does: what comes later is not in the period's figures. */
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
