import type { Database } from '#pipelines/duckdb.ts';
import type { Period } from './result.ts';
import type { StoredMetric } from './select.ts';

/** What a figure is judged against, in the figure's unit, and where that comes from, in words. */
export type Standard = { value: number; source: string };

/**
 * The promise that covers a period: the program's own wins over one for all programs, the shorter period
 * over the longer. A promised count is for its own period only: what was promised for a year is not
 * promised for a quarter.
 */
export async function findTarget(
	db: Database,
	metric: StoredMetric,
	program: string | null,
	period: Period
): Promise<Standard | null> {
	const rows = await db.rows(
		`select target, program, "grant" from target
		where metric = $metric and (program = '' or program = $program) and valid_from <= $from::date and valid_to >= $to::date
			and ($kind <> 'count' or (valid_from = $from::date and valid_to = $to::date))
		order by program <> '' desc, valid_to - valid_from, target limit 1`,
		{ metric: metric.id, kind: metric.kind, program: program ?? '', from: period.from, to: period.to }
	);
	const row = rows[0];
	if (!row) return null;
	const of = row.grant === '' ? '' : ` of ${String(row.grant)}`;
	const whose = row.program === '' ? '' : ` for ${String(row.program)}`;
	return { value: Number(row.target), source: `target${of}${whose}` };
}
