import type { Measure, Point } from './funnel.ts';

/** Events, what they could come from (rows of a share, units of exposure of a rate), and how many rows that is. */
export type Part = { events: number; of: number; rows: number };

/** What the rows of one unit add up to, in all and in each stratum of the case mix. */
export type Tally = Part & {
	unit: string;
	/** Distinct people. */
	clients: number;
	/** How many times larger chance is than of independent rows, at least 1. */
	design_effect: number;
	strata: ReadonlyMap<string, Part>;
};

/** What chance and the mix of cases lead one to expect of a unit. */
export type Expected = {
	/** Events, were the unit like the pool in each stratum. */
	events: number;
	/** The variance of the unit's events by chance, rows independent. */
	variance: number;
	/** How much of this rests on the unit's own rows, 0 to 1: at 1 there is nobody else with such cases. */
	own: number;
};

/** Strata of fewer rows than this in the whole pool are taken together: their rates are mostly chance. */
export const FEW_ROWS = 30;

/** The pool's rate in each stratum. Small strata are one together; if that is small too, it has the rate of all. */
export class Strata {
	readonly measure: Measure;
	readonly whole: Part;
	readonly #own: ReadonlyMap<string, Part>;
	readonly #small: Part;

	constructor(measure: Measure, pool: readonly Tally[]) {
		this.measure = measure;
		this.whole = addUp(pool);
		const all = new Map<string, Part[]>();
		for (const { strata } of pool)
			for (const [stratum, part] of strata) all.set(stratum, [...(all.get(stratum) ?? []), part]);
		const parts = [...all].map(([stratum, list]) => [stratum, addUp(list)] as const);
		this.#own = new Map(parts.filter(([, { rows }]) => rows >= FEW_ROWS));
		const small = addUp(parts.filter(([, { rows }]) => rows < FEW_ROWS).map(([, part]) => part));
		this.#small = small.rows >= FEW_ROWS ? small : this.whole;
	}

	/** The value of the whole pool. */
	get value(): number {
		return this.whole.of > 0 ? this.whole.events / this.whole.of : 0;
	}

	/** What to expect of a unit by its mix of cases; as if all cases were alike where `adjusted` is false. */
	expect({ of, strata }: Tally, adjusted: boolean): Expected {
		const parts: [own: number, pool: Part][] = adjusted
			? [...strata].map(([stratum, part]) => [part.of, this.#own.get(stratum) ?? this.#small])
			: [[of, this.whole]];
		const expected = { events: 0, variance: 0, own: 0 };
		for (const [own, pool] of parts) {
			const rate = pool.of > 0 ? pool.events / pool.of : 0;
			expected.events += own * rate;
			expected.variance += own * rate * (this.measure === 'share' ? 1 - rate : 1);
			expected.own += of > 0 ? (own / of) * Math.min(1, own / pool.of) : 0;
		}
		return expected;
	}

	/**
	 * A unit's value as it would be with the pool's mix of cases: the pool's value × observed ÷ expected (indirect
	 * standardisation), kept within 0 and 1 for a share. Its n is the number of the pool's rows that would know it as
	 * well. Null where the strata leave nothing to chance.
	 */
	adjust(tally: Tally, { events, variance }: Expected): Point | null {
		const { value } = this;
		const chance = value * (this.measure === 'share' ? 1 - value : 1);
		if (!(events > 0 && variance > 0 && chance > 0)) return null;
		const adjusted = (value * tally.events) / events;
		return {
			value: this.measure === 'share' ? Math.min(1, adjusted) : adjusted,
			n: (chance * events ** 2) / (value ** 2 * tally.design_effect * variance)
		};
	}
}

/** Several parts together. */
export function addUp(parts: readonly Part[]): Part {
	const sum = { events: 0, of: 0, rows: 0 };
	for (const { events, of, rows } of parts) {
		sum.events += events;
		sum.of += of;
		sum.rows += rows;
	}
	return sum;
}
