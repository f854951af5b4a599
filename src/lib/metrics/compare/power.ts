/**
 * What the rules of `positionOf` make of workers, by simulation (tests/unit/units-by-chance.test.ts): 20 workers,
 * 30 figures of households that come and go over a year and a half.
 */
export const SIMULATED = {
	workers: 20,
	figures: 30,
	/** Of agencies where no worker differs, those in which somebody is worth a conversation: 17 of 3,000. */
	claimed: 0.006,
	/** Of the same, those in which somebody lies outside the 99.8 % limits in both windows. */
	outsideTwice: 0.041,
	/** A worker who does differ: with so many rows, this share of successes, and that of all others. */
	differing: { rows: 60, share: 0.3, others: 0.6 },
	/** How often that worker is outside the 99.8 % limits now, in both windows, and worth a conversation. */
	found: { now: 0.9, twice: 0.84, claimed: 0.68 }
} as const;
