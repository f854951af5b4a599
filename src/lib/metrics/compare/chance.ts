import { FEWEST_POINTS } from './limits.ts';
import type { MarkKind } from './marks.ts';

/** How limits are worked out: of single values (XmR), or of shares of varying numbers of rows (Laney's p′). */
export const CHARTS = ['xmr', 'p-prime'] as const;
export type Chart = (typeof CHARTS)[number];

/** The share of charts in which chance alone makes each kind of mark, any of them, or one of which a sentence claims a change. */
export type Rates = Record<MarkKind | 'any' | 'claimed', number>;

/**
 * What chance alone does: of 20,000 simulated charts of so many points about which there is nothing to find, the share
 * with a mark. XmR: normal values. p′: shares of 20 to 100 rows, each a success with a probability of 0.6. A test
 * repeats it. The claims are those of the first kind and of the last (METHODS §4).
 */
export const CHANCE: Record<Chart, { points: number; rates: Rates }[]> = {
	xmr: [
		{ points: 12, rates: ratesOf([0.056, 0.003, 0.022, 0.012, 0.075, 0.063]) },
		{ points: 24, rates: ratesOf([0.097, 0.007, 0.043, 0.086, 0.189, 0.164]) },
		{ points: 36, rates: ratesOf([0.131, 0.01, 0.06, 0.168, 0.295, 0.264]) }
	],
	'p-prime': [
		{ points: 12, rates: ratesOf([0.029, 0.002, 0.017, 0.015, 0.051, 0.039]) },
		{ points: 24, rates: ratesOf([0.055, 0.007, 0.032, 0.089, 0.155, 0.133]) },
		{ points: 36, rates: ratesOf([0.084, 0.01, 0.05, 0.171, 0.259, 0.23]) }
	]
};

function ratesOf([outside, change, two, side, any, claimed]: [
	number,
	number,
	number,
	number,
	number,
	number
]): Rates {
	return { outside, 'run of change': change, 'two of three': two, 'one side': side, any, claimed };
}

/**
 * How likely chance alone makes a mark in a chart of so many points: straight between the simulated numbers of points,
 * and on from the last two. 0 below twelve points, where none is made.
 */
export function chanceOf(chart: Chart, points: number, of: keyof Rates): number {
	if (points < FEWEST_POINTS) return 0;
	const known = CHANCE[chart];
	const reached = known.slice(1, -1).findIndex((each) => each.points >= points);
	const at = reached === -1 ? known.length - 2 : reached;
	const [low, high] = [known[at]!, known[at + 1]!];
	const along = (points - low.points) / (high.points - low.points);
	return Math.min(1, low.rates[of] + along * (high.rates[of] - low.rates[of]));
}
