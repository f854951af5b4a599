import { wilson } from './estimate/proportion.ts';

export type Better = 'higher' | 'lower' | 'neutral';
export type Verdict = 'better' | 'worse' | 'within chance' | 'too little data';

export interface Judged {
	/** The headline with its 95 % interval, null where there is none; in the standard's unit. */
	value: number | null;
	lower: number | null;
	upper: number | null;
	/** The target where there is one, else the standard. */
	standard: number | null;
	/** The direction of the headline that is better. */
	better: Better;
	/** Whether any result of this size could differ from the standard: `canDiffer` for proportions. */
	canDiffer: boolean;
}

const TOLERANCE = 1e-9;

/**
 * Whether the headline is better or worse than the standard by more than chance. 'within chance' where
 * the interval holds the standard (to 1e-9); 'too little data' where no result of this size could leave
 * it out, or there is no interval. Null where there is nothing to judge: no value, no standard, or
 * neither way is better.
 * Rule: METHODS.md §4, DESIGN.md decision 4.
 */
export function judge({ value, lower, upper, standard, better, canDiffer }: Judged): Verdict | null {
	if (value === null || standard === null || better === 'neutral') return null;
	if (!canDiffer || lower === null || upper === null) return 'too little data';
	if (!excludes(lower, upper, standard)) return 'within chance';
	return value > standard === (better === 'higher') ? 'better' : 'worse';
}

/**
 * Whether a proportion on this effective n could differ from the standard (0 to 1) by more than chance. The
 * extremes decide: neither none nor all may have a 95 % Wilson interval that holds the standard, as any
 * result between them has limits between theirs. False where there are no rows.
 * Rule: METHODS.md §4, "no possible result could fall outside".
 */
export function canDiffer(effectiveN: number, standard: number): boolean {
	if (effectiveN === 0) return false;
	const none = wilson(0, effectiveN);
	const all = wilson(effectiveN, effectiveN);
	return excludes(none.lower, none.upper, standard) || excludes(all.lower, all.upper, standard);
}

function excludes(lower: number, upper: number, standard: number): boolean {
	return standard < lower - TOLERANCE || standard > upper + TOLERANCE;
}
