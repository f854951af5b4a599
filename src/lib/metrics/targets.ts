import type { Database } from '#pipelines/duckdb.ts';
import { remember } from './remember.ts';
import type { Period } from './result.ts';
import type { StoredMetric } from './select.ts';

/** What a figure is judged against, in the figure's unit, and where that comes from, in words. */
export type Standard = { value: number; source: string };

/** A promise for a metric: of one program, or of all where `program` is empty. */
export type Target = { value: number; program: string; grant: string } & Period;

/** The promises for a metric, the one that wins first: a program's own, then the shorter period. */
export function readTargets(db: Database, metric: StoredMetric): Promise<Target[]> {
	return remember(db, `targets ${metric.id}`, () => targetsOf(db, metric));
}

async function targetsOf(db: Database, metric: StoredMetric): Promise<Target[]> {
	const rows = await db.rows(
		`select target, program, "grant", valid_from::varchar as first_day, valid_to::varchar as last_day from target
		where metric = $metric order by program <> '' desc, valid_to - valid_from, target`,
		{ metric: metric.id }
	);
	return rows.map((row) => ({
		value: Number(row.target),
		program: String(row.program),
		grant: String(row.grant),
		from: String(row.first_day),
		to: String(row.last_day)
	}));
}

/**
 * The promise that covers a period: the program's own wins over one for all programs, the shorter period
 * over the longer. A promised count is for its own period only: what was promised for a year is not
 * promised for a quarter.
 */
export function findTarget(
	targets: readonly Target[],
	metric: StoredMetric,
	program: string | null,
	period: Period
): Standard | null {
	const found = targets.find(
		(target) =>
			(target.program === '' || target.program === program) &&
			target.from <= period.from &&
			target.to >= period.to &&
			(metric.kind !== 'count' || (target.from === period.from && target.to === period.to))
	);
	if (!found) return null;
	const of = found.grant === '' ? '' : ` of ${found.grant}`;
	const whose = found.program === '' ? '' : ` for ${found.program}`;
	return { value: found.value, source: `target${of}${whose}` };
}
