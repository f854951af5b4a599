/** Of one stratum, what a group's figure and the rest's are there, and how much each is worth (rows, or days). */
export interface Stratum {
	group: { value: number | null; weight: number };
	rest: { value: number | null; weight: number };
}

export interface Standardised {
	/** The difference that remains when like is compared with like. */
	difference: number;
	/** The share of the group's weight in strata where there is somebody to compare with, 0 to 1. */
	comparable: number;
}

/**
 * The difference within strata, each weighing gw · rw ÷ (gw + rw) as Mantel and Haenszel weigh risk differences: strata
 * where either side is small count little, those with one side alone not at all. Null where no stratum has both.
 * Rule: Mantel and Haenszel 1959; Greenland and Robins 1985.
 */
export function standardise(strata: readonly Stratum[]): Standardised | null {
	let weights = 0;
	let sum = 0;
	let comparable = 0;
	let all = 0;
	for (const { group, rest } of strata) {
		all += group.weight;
		if (group.value === null || rest.value === null || group.weight <= 0 || rest.weight <= 0) continue;
		const weight = (group.weight * rest.weight) / (group.weight + rest.weight);
		weights += weight;
		sum += weight * (group.value - rest.value);
		comparable += group.weight;
	}
	return weights > 0 ? { difference: sum / weights, comparable: comparable / all } : null;
}
