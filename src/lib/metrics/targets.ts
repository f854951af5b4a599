import type { Store } from '#lib/server/store.ts';
import type { Period } from './result.ts';
import { remember } from './remember.ts';
import type { StoredMetric } from './select.ts';
import { isTotal } from './total.ts';

/** What a figure is judged against, in the figure's unit, and where that comes from, in words. */
export type Standard = { value: number; source: string };

/** A promise for a metric: of one program, or of all where `program` is empty. */
export type Target = { value: number; program: string; grant: string } & Period;

/** The promises for a metric, the one that wins first: a program's own, then the shorter period. */
export async function readTargets(store: Store, metric: StoredMetric): Promise<Target[]> {
	const all = await remember(store, 'targets', () =>
		store.db.rows(
			`select metric, target, program, "grant", valid_from::varchar as first_day, valid_to::varchar as last_day from target
			order by program <> '' desc, valid_to - valid_from, target`
		)
	);
	return all
		.filter((row) => row.metric === metric.id)
		.map((row) => ({
			value: Number(row.target),
			program: String(row.program),
			grant: String(row.grant),
			from: String(row.first_day),
			to: String(row.last_day)
		}));
}

/**
 * The promise that covers a period: the program's own wins over one for all programs, the shorter period
 * over the longer. A promised total is for its own period only: what was promised for a year is not
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
			(!isTotal(metric) || (target.from === period.from && target.to === period.to))
	);
	if (!found) return null;
	const of = found.grant === '' ? '' : ` of ${found.grant}`;
	const whose = found.program === '' ? '' : ` for ${found.program}`;
	return { value: found.value, source: `target${of}${whose}` };
}
