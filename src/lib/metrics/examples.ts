/**
 * Made-up rows for the page that explains statistics, through the same estimators as every figure: only the
 * counts that go in are written down here.
 */
import { proportion, type Proportion } from './estimate/proportion.ts';
import type { FollowUp, Outcome } from './estimate/time-to-event.ts';
import { canDiffer, judge, type Verdict } from './judge.ts';

export type Share = Proportion & { n: number; successes: number };

/** The same share of ever more rows. */
export function smallNumbers(): Share[] {
	return [6, 60, 600].map((n) => ofRows((2 * n) / 3, n));
}

/** The same rows twice: each of a household of its own, and of households whose members fare alike. */
export function alike(): { households: number; share: Share }[] {
	const [households, members, housed] = [100, 3, 60];
	const n = households * members;
	const successes = housed * members;
	const shared = proportion({
		n,
		successes,
		clusters: households,
		sumSuccess2: housed * members ** 2,
		sumSuccessN: housed * members ** 2,
		sumN2: households * members ** 2
	});
	return [
		{ households: n, share: ofRows(successes, n) },
		...(shared ? [{ households, share: { ...shared, n, successes } }] : [])
	];
}

/** What the verdicts are made on, and one example of each. */
export const STANDARD = 0.5;
export function verdicts(): { share: Share; verdict: Verdict | null }[] {
	return [
		[42, 60],
		[33, 60],
		[18, 60],
		[2, 3]
	].map(([successes = 0, n = 1]) => {
		const share = ofRows(successes, n);
		return {
			share,
			verdict: judge({
				...share,
				standard: STANDARD,
				better: 'higher',
				canDiffer: canDiffer(share.effective_n, STANDARD)
			})
		};
	});
}

function ofRows(successes: number, n: number): Share {
	const found = proportion({
		n,
		successes,
		clusters: n,
		sumSuccess2: successes,
		sumSuccessN: successes,
		sumN2: n
	});
	if (found === null) throw new RangeError('An example needs rows.');
	return { ...found, n, successes };
}

/** A made-up cohort of waits, for a home that has none. */
export function madeUpWaits(): FollowUp[] {
	const days: Record<Outcome, number[]> = {
		event: [
			9, 16, 21, 24, 30, 33, 38, 41, 45, 49, 52, 57, 60, 64, 71, 75, 80, 88, 95, 104, 112, 121, 133, 147, 160
		],
		competing: [12, 18, 27, 35, 44, 50, 58, 66, 73, 85, 97, 110, 125, 140],
		censored: [92, 96, 101, 108, 117, 126, 135, 150, 163, 170, 178, 186, 199, 210]
	};
	return Object.entries(days).flatMap(([outcome, all]) =>
		all.map((each) => ({
			days: each,
			outcome: outcome as Outcome,
			cluster: `${outcome} ${String(each)}`,
			count: 1
		}))
	);
}
