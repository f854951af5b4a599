import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilson } from '../../src/lib/metrics/estimate/proportion.ts';
import { canDiffer, judge, type Judged } from '../../src/lib/metrics/judge.ts';

const result = (change: Partial<Judged>): Judged => ({
	value: 0.41,
	lower: 0.32,
	upper: 0.51,
	standard: 0.6,
	better: 'higher',
	canDiffer: true,
	...change
});

describe('judge', () => {
	it('calls 41 % (32 to 51 %) worse than a promise of 60 %', () => {
		expect(judge(result({}))).toBe('worse');
	});

	it('calls it better than a promise of 30 %', () => {
		expect(judge(result({ standard: 0.3 }))).toBe('better');
	});

	it('turns both round where lower is better', () => {
		expect(judge(result({ better: 'lower' }))).toBe('better');
		expect(judge(result({ better: 'lower', standard: 0.3 }))).toBe('worse');
	});

	it('calls it within chance of a promise of 50 %', () => {
		expect(judge(result({ standard: 0.5 }))).toBe('within chance');
	});

	it('takes a limit that equals the standard but for rounding as holding it', () => {
		expect(judge(result({ standard: 0.51 + 1e-10 }))).toBe('within chance');
		expect(judge(result({ standard: 0.32 - 1e-10 }))).toBe('within chance');
		expect(judge(result({ standard: 0.51 + 1e-8 }))).toBe('worse');
		expect(judge(result({ standard: 0.32 - 1e-8 }))).toBe('better');
	});

	it('says too little data rather than within chance where nothing could have differed', () => {
		expect(judge(result({ standard: 0.5, canDiffer: false }))).toBe('too little data');
	});

	it('says too little data where there is a value and no interval', () => {
		expect(judge(result({ value: 6, lower: null, upper: null, standard: 3 }))).toBe('too little data');
	});

	it('says nothing without a value, without a standard, or where neither way is better', () => {
		expect(judge(result({ value: null, lower: null, upper: null }))).toBeNull();
		expect(judge(result({ standard: null }))).toBeNull();
		expect(judge(result({ better: 'neutral' }))).toBeNull();
	});
});

describe('canDiffer', () => {
	it('needs four rows against one half', () => {
		// n of n starts at n/(n + z²), z² = 3.84: above ½ as soon as n is above 3.84.
		expect(canDiffer(3.84, 0.5)).toBe(false);
		expect(canDiffer(3.85, 0.5)).toBe(true);
	});

	it('is satisfied by one extreme: none of two clients differs from 90 %, all of them do not', () => {
		// 0 of 2 ends at z²/(2 + z²) = 0.66; 2 of 2 starts at 0.34.
		expect(canDiffer(2, 0.9)).toBe(true);
		expect(canDiffer(2, 0.6)).toBe(false);
	});

	it('is false of no rows', () => {
		expect(canDiffer(0, 0.5)).toBe(false);
	});

	it('is false only where no count of successes is judged better or worse', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 40 }),
				fc.double({ min: 0, max: 1, noNaN: true }),
				(n, standard) => {
					const verdicts = Array.from({ length: n + 1 }, (_, successes) =>
						judge({
							value: successes / n,
							...wilson(successes, n),
							standard,
							better: 'higher',
							canDiffer: true
						})
					);
					const differs = verdicts.some((verdict) => verdict === 'better' || verdict === 'worse');
					expect(canDiffer(n, standard)).toBe(differs);
				}
			),
			{ numRuns: 500 }
		);
	});
});
