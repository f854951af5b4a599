import { addMonths, periodsBetween, wholeAround } from '../metrics/periods.ts';
import type { Period } from '../metrics/result.ts';
import type { Grant } from './grants.ts';

/** A quarter of a grant's year, with all that a report on it speaks of, clipped to the grant's time. */
export type Quarter = Period & {
	/** The year's quarter, 1 to 4. */
	number: number;
	/** The year that it is in, and of that what has passed when it ends. */
	year: Period;
	toDate: Period;
};

/** The quarters of a grant, in order. The first and the last may be shorter, where it begins or ends within one. */
export function quartersOf({ from, to, yearStarts }: Pick<Grant, 'from' | 'to' | 'yearStarts'>): Quarter[] {
	return periodsBetween(from, to, 'quarter', yearStarts).map((quarter) => {
		const year = wholeAround(quarter.from, 'year', yearStarts);
		const begun = year.from < from ? from : year.from;
		return {
			...quarter,
			number: [1, 2, 3, 4].find((number) => quarter.from < addMonths(year.from, 3 * number))!,
			year: { from: begun, to: year.to > to ? to : year.to },
			toDate: { from: begun, to: quarter.to }
		};
	});
}

/** The last quarter of which every day is known; null where none has ended yet. */
export function lastComplete(quarters: readonly Quarter[], observedUntil: string): Quarter | null {
	return quarters.findLast(({ to }) => to <= observedUntil) ?? null;
}
