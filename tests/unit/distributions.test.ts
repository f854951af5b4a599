import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	binomialQuantile,
	gammaQuantile,
	logChoose,
	normalTails,
	poissonQuantile,
	tQuantile,
	tTails
} from '../../src/lib/metrics/estimate/distributions.ts';

/** P(X ≥ count) of a Poisson variable, added up term by term outwards from the likeliest. */
function poissonUpperTail(count: number, mean: number): number {
	let logFactorial = 0;
	for (let i = 2; i <= count; i++) logFactorial += Math.log(i);
	let term = Math.exp(count * Math.log(mean) - mean - logFactorial);
	let tail = 0;
	for (let i = count; term > 1e-18; i++) {
		tail += term;
		term *= mean / (i + 1);
	}
	return tail;
}

describe('tQuantile', () => {
	it('is what tables and R say', () => {
		expect(tQuantile(0.975, 1)).toBeCloseTo(12.7062047362, 9);
		expect(tQuantile(0.975, 10)).toBeCloseTo(2.22813885199, 10);
		expect(tQuantile(0.975, 39)).toBeCloseTo(2.02269092004, 10);
		expect(tQuantile(0.975, 1e9)).toBeCloseTo(1.95996399, 8);
	});

	it('has on 1 and 2 degrees of freedom its closed form', () => {
		fc.assert(
			fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), (p) => {
				expect(tQuantile(p, 1)).toBeCloseTo(Math.tan(Math.PI * (p - 0.5)), 9);
				expect(tQuantile(p, 2)).toBeCloseTo((2 * p - 1) / Math.sqrt(2 * p * (1 - p)), 9);
			})
		);
	});

	it('refuses what is no probability, and no degrees of freedom', () => {
		expect(() => tQuantile(1.1, 5)).toThrow(RangeError);
		expect(() => tQuantile(0.975, 0)).toThrow(RangeError);
		expect(() => tQuantile(NaN, 5)).toThrow(RangeError);
	});
});

describe('gammaQuantile', () => {
	it('is half of the chi-squared quantile of tables: 3.2470 and 20.4832 on 10 degrees of freedom', () => {
		expect(2 * gammaQuantile(0.025, 5)).toBeCloseTo(3.2469727802, 9);
		expect(2 * gammaQuantile(0.975, 5)).toBeCloseTo(20.4831773508, 9);
	});

	it('is the exponential’s for shape 1', () => {
		expect(gammaQuantile(0.975, 1)).toBeCloseTo(-Math.log(0.025), 13);
	});

	// On both sides of where the expansion takes over, and where the package itself errs by 1e-4 and more.
	it.each([1, 4, 37, 120, 499, 500, 501, 900, 1000, 5000, 50_000])(
		'is for shape %d the mean at which as many events or more have that probability',
		(shape) => {
			for (const p of [0.025, 0.1, 0.5, 0.9, 0.975])
				expect(poissonUpperTail(shape, gammaQuantile(p, shape))).toBeCloseTo(p, 8);
		}
	);

	it('ends at 0 and at infinity', () => {
		for (const shape of [3, 3000]) {
			expect(gammaQuantile(0, shape)).toBe(0);
			expect(gammaQuantile(1, shape)).toBe(Infinity);
		}
	});

	it.each([
		[1.1, 5],
		[-0.1, 5000],
		[NaN, 5000],
		[0.5, -1],
		[0.5, Infinity]
	])('refuses the quantile at %d for shape %d', (p, shape) => {
		expect(() => gammaQuantile(p, shape)).toThrow(RangeError);
	});
});

/** P(X ≤ count) of `n` trials, added up term by term. */
function binomialUpTo(count: number, n: number, chance: number): number {
	let sum = 0;
	for (let k = 0; k <= count; k++)
		sum += Math.exp(logChoose(n, k) + k * Math.log(chance) + (n - k) * Math.log(1 - chance));
	return sum;
}

describe('binomialQuantile', () => {
	it('is the first number of successes at which the distribution function reaches p', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 400 }),
				fc.double({ min: 0.01, max: 0.99, noNaN: true }),
				fc.constantFrom(0.001, 0.025, 0.5, 0.975, 0.999),
				(n, chance, p) => {
					const k = binomialQuantile(p, n, chance);
					expect(binomialUpTo(k, n, chance)).toBeGreaterThan(p - 1e-9);
					if (k > 0) expect(binomialUpTo(k - 1, n, chance)).toBeLessThan(p + 1e-9);
				}
			)
		);
	});

	it('is 0 without trials or chance, and all with certainty', () => {
		expect([
			binomialQuantile(0.975, 0, 0.5),
			binomialQuantile(0.975, 9, 0),
			binomialQuantile(0.025, 9, 1)
		]).toEqual([0, 0, 9]);
	});
});

describe('poissonQuantile', () => {
	it('is the first number of events at which the distribution function reaches p', () => {
		fc.assert(
			fc.property(
				fc.double({ min: 0.01, max: 300, noNaN: true }),
				fc.constantFrom(0.001, 0.025, 0.5, 0.975, 0.999),
				(expected, p) => {
					const k = poissonQuantile(p, expected);
					expect(1 - poissonUpperTail(k + 1, expected)).toBeGreaterThan(p - 1e-9);
					if (k > 0) expect(1 - poissonUpperTail(k, expected)).toBeLessThan(p + 1e-9);
				}
			)
		);
	});

	it('is 0, not minus 0, where next to nothing is expected', () => {
		expect([poissonQuantile(0.025, 0.5), poissonQuantile(0.975, 0)]).toEqual([0, 0]);
	});
});

describe('tails', () => {
	it('are what R says', () => {
		expect(tTails(0.8276419867, 38)).toBeCloseTo(0.4130409181788, 9);
		expect(normalTails(2.315738036)).toBeCloseTo(0.0205725763, 9);
		expect(normalTails(-1.959963984540054)).toBeCloseTo(0.05, 12);
	});

	it('of far values are small, not 0', () => {
		expect(normalTails(20)).toBeGreaterThan(0);
		expect(tTails(-40, 38)).toBeLessThan(1e-30);
	});
});

describe('logChoose', () => {
	it('of 10 over 3 is the logarithm of 120', () => {
		expect(Math.exp(logChoose(10, 3))).toBeCloseTo(120, 9);
		expect(logChoose(5, 0)).toBeCloseTo(0, 12);
	});
});
