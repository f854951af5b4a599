import { atRisk, curve, halfBy, leaversCensored, shareBy, type FollowUp } from './estimate/time-to-event.ts';
import type { Curve } from './shapes.ts';

/**
 * Three ways to count the same waits: all of them, as our figures do; all, with those who left without the
 * event taken as if they still waited; and those alone that ended with the event.
 */
export type WayId = 'everybody' | 'leavers set aside' | 'finished only';

export type Way = Curve & {
	id: WayId;
	/** Rows that it counts. */
	n: number;
	/** The share with the event by each of the days asked for, 0 to 1; null where nobody can say. */
	shares: (number | null)[];
	/** The first day by which half had it; null where fewer had. */
	half: number | null;
};

const ROWS: Record<WayId, (waits: readonly FollowUp[]) => readonly FollowUp[]> = {
	everybody: (waits) => waits,
	'leavers set aside': leaversCensored,
	'finished only': (waits) => waits.filter(({ outcome }) => outcome === 'event')
};

/**
 * The same waits counted in three ways, each with its curve and its shares by the days. Only the first is
 * right: for the page that shows why (METHODS §4).
 */
export function countThreeWays(
	waits: readonly FollowUp[],
	{ days, upTo }: { days: readonly number[]; upTo: number }
): Way[] {
	return Object.entries(ROWS).map(([id, choose]) => {
		const rows = choose(waits);
		return {
			id: id as WayId,
			n: count(rows),
			points: curve(rows, { upTo }),
			atRisk: (asked) => atRisk(rows, asked),
			shares: days.map((day) => shareBy(rows, day)?.share ?? null),
			half: halfBy(rows)
		};
	});
}

/** How many waits ended, or have not ended, in each way. */
export function countOutcomes(waits: readonly FollowUp[]): Record<FollowUp['outcome'], number> {
	const of = (outcome: FollowUp['outcome']) => count(waits.filter((wait) => wait.outcome === outcome));
	return { event: of('event'), competing: of('competing'), censored: of('censored') };
}

function count(rows: readonly FollowUp[]): number {
	return rows.reduce((sum, row) => sum + row.count, 0);
}
