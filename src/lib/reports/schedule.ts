import { addDays } from '../metrics/periods.ts';
import type { Grant } from './grants.ts';
import { quartersOf, type Quarter } from './quarters.ts';

/** A quarter of a grant of which lists speak. */
export type Scheduled = {
	quarter: Quarter;
	/** Whether every day of it is known. */
	isWhole: boolean;
	/** Whether its report is still to be given out. */
	isOwed: boolean;
	/** Until when, as an ISO day. */
	due: string;
};

/** Whole quarters before the first that is not whole yet, of which lists speak. */
const SHOWN = 4;
/** A grant of which nothing was released owes no report on a quarter that ended so many days before what is known, or more. */
const STALE = 100;

/**
 * The quarters of a grant of which lists speak, in order. A report is owed on each after the last that was released; where none
 * was, on the last whole one and the next: what came before was reported by other means.
 * @param known the last day known of all its programs; null where nothing is
 * @param released first days of the quarters on which there is a release
 */
export function scheduleOf(
	grant: Pick<Grant, 'from' | 'to' | 'yearStarts' | 'dueDays'>,
	known: string | null,
	released: readonly string[]
): Scheduled[] {
	const quarters = quartersOf(grant);
	const whole = quarters.filter(({ to }) => known !== null && to <= known);
	const next = quarters[whole.length];
	const latest = [...released].sort().at(-1);
	const isOwed = (quarter: Quarter) => {
		if (latest !== undefined) return quarter.from > latest;
		if (quarter === next) return true;
		return quarter === whole.at(-1) && known !== null && addDays(quarter.to, STALE) > known;
	};
	return [...whole.slice(-SHOWN), ...(next ? [next] : [])].map((quarter) => ({
		quarter,
		isWhole: quarter !== next,
		isOwed: isOwed(quarter),
		due: addDays(quarter.to, grant.dueDays)
	}));
}
