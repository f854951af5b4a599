import type { Store } from '#lib/server/store.ts';
import type { Period } from './result.ts';
import { remember } from './remember.ts';
import type { StoredMetric } from './select.ts';
import { isTotal } from './total.ts';

/** What a figure is judged against, in the figure's unit, and where that comes from, in words. */
export type Standard = { value: number; source: string };

/** A promise for a metric: of one program, or of all where `program` is empty. */
export type Target = { value: number; program: string; grant: string } & Period;

/**
 * The promises for a metric, the one that wins first: a program's own, then that of the shorter period, then that which is
 * harder to keep.
 */
export async function readTargets(
	store: Store,
	{ id, headline }: Pick<StoredMetric, 'id' | 'headline'>
): Promise<Target[]> {
	const all = await remember(store, 'targets', () =>
		store.db.rows(
			`select metric, target, program, "grant", valid_from::varchar as first_day, valid_to::varchar as last_day
			from target order by program <> '' desc, valid_to - valid_from, target, "grant", valid_from`
		)
	);
	const found = all
		.filter(({ metric }) => metric === id)
		.map((row) => ({
			value: Number(row.target),
			program: String(row.program),
			grant: String(row.grant),
			from: String(row.first_day),
			to: String(row.last_day)
		}));
	return headline.better === 'higher' ? harderFirst(found) : found;
}

/** The same, of those that are equally near the highest first. */
function harderFirst(targets: readonly Target[]): Target[] {
	const near = ({ program, from, to }: Target) => `${String(program === '')} ${String(daysOf(from, to))}`;
	return [...Map.groupBy(targets, near).values()].flatMap((each) =>
		each.toSorted((a, b) => b.value - a.value)
	);
}

const daysOf = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** Which promise is looked for: of one grant or of any; for a program, else for all of them together; for a period. */
export type Sought = { grant?: string | undefined; program?: string | null; period: Period };

/**
 * The promise for a period: the program's own wins over one for all programs, the shorter period over the longer. A
 * promised total is for its own period only: what was promised for a year is not promised for a quarter.
 * @param targets the metric's, as `readTargets` has them
 */
export function promised(
	targets: readonly Target[],
	metric: Pick<StoredMetric, 'kind'>,
	{ grant, program = null, period }: Sought
): Target | null {
	const found = targets.find(
		(target) =>
			(grant === undefined || target.grant === grant) &&
			(target.program === '' || target.program === program) &&
			target.from <= period.from &&
			target.to >= period.to &&
			(!isTotal(metric) || (target.from === period.from && target.to === period.to))
	);
	return found ?? null;
}

/** What was promised for a period, as what its figure is judged against. */
export function findTarget(
	targets: readonly Target[],
	metric: Pick<StoredMetric, 'kind'>,
	sought: Sought
): Standard | null {
	const found = promised(targets, metric, sought);
	if (!found) return null;
	const of = found.grant === '' ? '' : ` of ${found.grant}`;
	const whose = found.program === '' ? '' : ` for ${found.program}`;
	return { value: found.value, source: `target${of}${whose}` };
}
