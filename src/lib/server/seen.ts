import type { Period } from '#lib/metrics/result.ts';
import type { Asker } from '#lib/metrics/scope.ts';
import { listValues } from '#lib/metrics/values.ts';
import { writeCondition, type Condition, type View } from '#lib/view.ts';
import type { Viewer } from './access.ts';
import { record, type Action } from './audit.ts';
import { servedHome } from './reading.ts';
import type { Store } from './store.ts';

/** What somebody was given of single clients or single workers. Never what they typed. */
export type Seen = {
	/** Which list, or which form it had. */
	what?: 'rows' | 'problems' | 'case' | 'cases' | 'due' | 'sheet' | 'review';
	period?: Period;
	/** Filters, as in an address; those of values that are in no list are told by their dimension alone. */
	where?: string[];
	by?: readonly string[];
	/** Of the flow of cases, the stage and which households at it. */
	stage?: string;
	households?: string;
	/** Rows that were given, of how many; the page of the list. */
	rows?: number;
	of?: number;
	page?: number;
	/** Stays that were found, by pseudonym. */
	enrollments?: string[];
	/** Of what is due: the list, and the kind of thing where it is one alone. */
	list?: string;
	due?: string;
	found?: number;
};

/** Writes into the audit log that somebody was given something. `subject` is a metric, a check or a case. */
export function noteSeen(
	viewer: Viewer,
	action: Extract<Action, 'saw rows' | 'saw figures by worker' | 'looked for a case' | 'exported'>,
	subject: string,
	seen: Seen
): void {
	record(servedHome(), { id: viewer.id, name: viewer.name }, action, subject, seen);
}

/** The filters of a view for the audit log: an address may hold any text, so only values of the lists are told. */
export async function filtersSeen(
	store: Store,
	{ scope }: Asker,
	where: readonly Condition[]
): Promise<Pick<Seen, 'where'>> {
	if (where.length === 0) return {};
	return {
		where: await Promise.all(
			where.map(async (condition) => {
				const values = await listValues(store, condition.dimension, scope);
				return values.some(({ value }) => value === condition.value)
					? writeCondition(condition)
					: condition.dimension;
			})
		)
	};
}

/**
 * Writes into the audit log that somebody was given figures of single workers, where a view of a metric (or of all,
 * `overview`) is of one worker or breaks a figure down by worker.
 */
export async function noteFigures(
	store: Store,
	viewer: Viewer,
	subject: string,
	{ where, by }: Pick<View, 'where' | 'by'>,
	period?: Period
): Promise<void> {
	if (!by.includes('worker') && !where.some(({ dimension }) => dimension === 'worker')) return;
	noteSeen(viewer, 'saw figures by worker', subject, {
		...(period ? { period } : {}),
		...(await filtersSeen(store, viewer.asker, where)),
		by
	});
}
