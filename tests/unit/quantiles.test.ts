import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gammaQuantile, tQuantile } from '../../src/lib/metrics/estimate/quantiles.ts';

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
