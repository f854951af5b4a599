import { angle, atAngle, type Measure, type Point } from './funnel.ts';

/** How much units differ, and about which middle, on the scale of `angle`. */
export type Between = { tau2: number; mu: number };

/** The value that is most likely a unit's own, and how much of what is seen of it is no chance, 0 to 1. */
export type Shrunk = { value: number; reliability: number };

/**
 * The variance between units and their mean: DerSimonian and Laird's, on the scale of `angle`. A variance of 0: they do
 * not differ beyond chance. Null where there are no units.
 * Rule: DerSimonian and Laird 1986; METHODS.md §4, oracle units.json.
 */
export function between(measure: Measure, points: readonly Point[]): Between | null {
	const known = points
		.filter(({ n }) => n > 0)
		.map(({ value, n }) => ({ y: angle(measure, value), variance: 1 / (4 * n) }));
	if (known.length === 0) return null;
	const mean = (tau2: number) => {
		const weights = known.map(({ variance }) => 1 / (variance + tau2));
		const sum = weights.reduce((total, each) => total + each, 0);
		return { weights, sum, mu: known.reduce((total, { y }, i) => total + y * weights[i]!, 0) / sum };
	};
	const { weights, sum, mu } = mean(0);
	const q = known.reduce((total, { y }, i) => total + weights[i]! * (y - mu) ** 2, 0);
	const rest = sum - weights.reduce((total, each) => total + each * each, 0) / sum;
	const tau2 = rest > 0 ? Math.max(0, (q - (known.length - 1)) / rest) : 0;
	return { tau2, mu: mean(tau2).mu };
}

/** A unit's value drawn towards the middle of all, by as much as it may be chance. */
export function shrink(measure: Measure, { value, n }: Point, { tau2, mu }: Between): Shrunk {
	const reliability = tau2 / (tau2 + 1 / (4 * n));
	return { value: atAngle(measure, mu + reliability * (angle(measure, value) - mu)), reliability };
}
