import { incidence, type FollowUp, type Incidence, type Step } from './incidence.ts';
import { wilson, Z95, type Interval } from './proportion.ts';

export type { FollowUp, Outcome } from './incidence.ts';

export interface KnownShare extends Interval {
	known: true;
	/** The share with the event by the day, 0 to 1. */
	share: number;
	/** Of the share, allowing for clusters with several rows. 0 where the share is 0 or 1. */
	std_error: number;
	/** Rows followed up to the day or longer. */
	at_risk: number;
	/** As many independent rows, all followed to their end, as would know as much. Not rounded. */
	effective_n: number;
	design_effect: number;
	/** Rows with the event by the day; null where a row was censored before it, for then share × n is none. */
	numerator: number | null;
	/** Rows. */
	n: number;
}

/** The last rows still followed were censored before the day: nobody can say what came by then. */
export interface UnknownShare {
	known: false;
	share: null;
	lower: null;
	upper: null;
	std_error: null;
	at_risk: 0;
	effective_n: null;
	design_effect: null;
	numerator: null;
	n: number;
}

export type ShareByDay = KnownShare | UnknownShare;

/** A corner of the step chart: the values hold from this day to the next point. */
export interface CurvePoint extends Interval {
	day: number;
	share: number;
	/** Rows followed up to the day or longer. */
	at_risk: number;
	/** The share with a competing end by the day, 0 to 1. */
	competing: number;
}

const TOLERANCE = 1e-9;

/**
 * The share of rows with the event by the end of the day, with its 95 % interval: Aalen and Johansen's
 * cumulative incidence, infinitesimal-jackknife standard error over clusters, complementary log-log.
 * 0 ≤ lower ≤ share ≤ upper ≤ 1. Null where there are no rows.
 *
 * The design effect is k/(k − 1) · Σ (a cluster's influences)² against Σ (a row's influence)² for k clusters,
 * at least 1, and 1 where no cluster has several rows. The effective n is share · (1 − share) ÷
 * std_error², within 1 to n: with nobody censored before the day, n ÷ design effect.
 *
 * Where the share is 0 or 1 there is no such interval, and where one cluster is all, every residual is zero.
 * There we take the cautious end, as a proportion does: effective n is the number of clusters. For 0
 * and 1 only those clusters count that decide the share: with a row still at risk on the day, or with a known
 * outcome. Who was censored earlier may have gone either way. The interval is Wilson's at 0 or all of them.
 * By day 0 without an event on it, the interval is 0 to 0: no time has passed.
 *
 * Throws RangeError for rows that `incidence` refuses and for a day below 0 or not finite.
 * Rule: METHODS.md §4, oracle time-to-event.json.
 */
export function shareBy(rows: readonly FollowUp[], day: number): ShareByDay | null {
	checkDay(day);
	const found = incidence(rows);
	if (found.n === 0) return null;
	const { step, at_risk, decided } = stand(found, day);
	if (at_risk === 0 && step.surviving > 0) {
		return {
			known: false,
			share: null,
			lower: null,
			upper: null,
			std_error: null,
			at_risk: 0,
			effective_n: null,
			design_effect: null,
			numerator: null,
			n: found.n
		};
	}
	return {
		known: true,
		...estimate(found, day),
		at_risk,
		numerator: decided.rows === found.n ? step.events : null,
		n: found.n
	};
}

/**
 * The first day by whose end half of the rows had the event; null while fewer had ("not reached") and
 * where there are no rows. Throws RangeError for rows that `incidence` refuses.
 * Rule: METHODS.md §4, oracle time-to-event.json.
 */
export function halfBy(rows: readonly FollowUp[]): number | null {
	return incidence(rows).steps.find((step) => step.share >= 0.5 - TOLERANCE)?.day ?? null;
}

/**
 * The step chart's corners, ascending: day 0, each day on which the share with the event or with a competing
 * end changes, and the last day: `upTo`, or the last day on which anything is known, whichever is
 * earlier. Where nothing has changed by day 1 there is a point there too, because the interval opens there.
 * Each share with the interval of `shareBy`; while the share is 0, rows that are censored between two corners
 * widen it unseen. Empty where there are no rows. 100,000 rows over 1,000 days take a tenth of a second.
 * Throws RangeError for rows that `incidence` refuses and for an `upTo` below 0 or not finite.
 */
export function curve(rows: readonly FollowUp[], { upTo }: { upTo?: number } = {}): CurvePoint[] {
	if (upTo !== undefined) checkDay(upTo);
	const found = incidence(rows);
	if (found.n === 0) return [];
	const last = found.steps.at(-1)!;
	const end = upTo === undefined || (last.surviving > 0 && upTo > last.day) ? last.day : upTo;
	const changes = found.steps.filter((step, i) => step.ends > (found.steps[i - 1]?.ends ?? 0));
	const opening = changes[0] && changes[0].day < 1 ? [0] : [0, 1];
	const days = new Set([...opening, ...changes.map((step) => step.day), end].filter((day) => day <= end));
	return [...days]
		.sort((a, b) => a - b)
		.map((day) => {
			const { share, lower, upper } = estimate(found, day);
			const { step, at_risk } = stand(found, day);
			return { day, share, lower, upper, at_risk, competing: step.competing };
		});
}

/**
 * How many rows were followed up to each of these days or longer, in the order asked for: the table under
 * the chart. Throws RangeError for rows that `incidence` refuses and for a day below 0 or not finite.
 */
export function atRisk(rows: readonly FollowUp[], days: readonly number[]): number[] {
	const found = incidence(rows);
	return days.map((day) => {
		checkDay(day);
		return stand(found, day).at_risk;
	});
}

/**
 * The share by the day if competing ends are taken for censored: 1 − Kaplan and Meier's estimate. It says
 * what would be if nobody could leave without the event, so it says too much. Only for the page that shows
 * why we do not use it. Null where there are no rows or the curve does not reach the day.
 * Throws RangeError as `shareBy` does.
 * Rule: METHODS.md §4, oracle time-to-event.json, km_censoring_others.
 */
export function kaplanMeierComplement(rows: readonly FollowUp[], day: number): number | null {
	return shareBy(leaversCensored(rows), day)?.share ?? null;
}

/** The same rows with competing ends taken for censored: what `kaplanMeierComplement` is made from. */
export function leaversCensored(rows: readonly FollowUp[]): FollowUp[] {
	return rows.map((row) => ({ ...row, outcome: row.outcome === 'competing' ? 'censored' : row.outcome }));
}

interface Standing {
	/** The last step up to the day. */
	step: Step;
	/** Rows followed up to the day or longer. */
	at_risk: number;
	/** Rows and clusters at risk on the day or with a known outcome: all but those censored before it. */
	decided: { rows: number; clusters: number };
}

function stand({ n, clusters, steps }: Incidence, day: number): Standing {
	let low = 0;
	let high = steps.length;
	while (high - low > 1) {
		const middle = (low + high) >> 1;
		if (steps[middle]!.day <= day) low = middle;
		else high = middle;
	}
	const step = steps[low]!;
	const isOnDay = step.day === day;
	const before = isOnDay ? steps[low - 1]! : step;
	return {
		step,
		at_risk: isOnDay ? step.at_risk : (steps[low + 1]?.at_risk ?? 0),
		decided: { rows: n - before.censored, clusters: clusters - before.lost }
	};
}

type Estimate = Pick<KnownShare, 'share' | 'lower' | 'upper' | 'std_error' | 'effective_n' | 'design_effect'>;

function estimate(found: Incidence, day: number): Estimate {
	const { step, decided } = stand(found, day);
	const { share, variance } = step;
	if (share <= TOLERANCE || share >= 1 - TOLERANCE) {
		const certain = Math.round(share);
		const effective_n = decided.clusters;
		const isStart = day === 0 && certain === 0;
		return {
			share: certain,
			...(isStart ? { lower: 0, upper: 0 } : wilson(certain * effective_n, effective_n)),
			std_error: 0,
			effective_n,
			design_effect: decided.rows / decided.clusters
		};
	}
	const binomial = share * (1 - share);
	// It is n where nobody is censored before the day, but for rounding.
	const independent = Math.min(found.n, binomial / variance);
	const design_effect = Math.min(independent, designEffect(found, step, decided.clusters));
	const std_error = Math.sqrt(variance * design_effect);
	return {
		share,
		...complementaryLogLog(share, std_error),
		std_error,
		effective_n: independent / design_effect,
		design_effect
	};
}

/** At least 1; infinite where one cluster is all that decides. */
function designEffect({ n, clusters }: Incidence, step: Step, deciding: number): number {
	if (clusters === n) return 1;
	if (deciding === 1) return Infinity;
	return Math.max(1, ((clusters / (clusters - 1)) * step.cluster_variance) / step.variance);
}

function complementaryLogLog(share: number, std_error: number): Interval {
	const rest = 1 - share;
	const spread = (Z95 * std_error) / (rest * Math.abs(Math.log(rest)));
	// Rounding may carry a limit past a share that it nearly equals.
	return {
		lower: Math.min(share, 1 - rest ** Math.exp(-spread)),
		upper: Math.max(share, 1 - rest ** Math.exp(spread))
	};
}

function checkDay(day: number): void {
	if (!(day >= 0 && day < Infinity)) throw new RangeError(`The share by day ${day}: days count from 0.`);
}
