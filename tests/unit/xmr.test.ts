import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { xmr } from '#lib/metrics/compare/xmr.ts';

const ORACLES = new URL('../../../shared/reference/oracles/', import.meta.url);

const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 40 });

describe('limits of single values', () => {
	it.skipIf(!existsSync(ORACLES))('are those of the reference', () => {
		const [, ...lines] = readFileSync(new URL('xmr.csv', ORACLES), 'utf8').trim().split(/\r?\n/);
		const expected = JSON.parse(readFileSync(new URL('xmr.json', ORACLES), 'utf8')) as Record<string, number>;
		const found = xmr(lines.map(Number))!;
		expect(found.centre / expected.mean!).toBeCloseTo(1, 6);
		expect(Math.abs(found.lower / expected.lower_screened! - 1)).toBeLessThan(1e-6);
		expect(Math.abs(found.upper / expected.upper_screened! - 1)).toBeLessThan(1e-6);
	});

	it('leave one jump out of what they are made of', () => {
		const { lower, centre, upper } = xmr([1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1])!;
		expect([lower, centre, upper].map((each) => each.toFixed(3))).toEqual(['-0.716', '1.944', '4.604']);
	});

	it('rest on the jump where there is nothing else', () => {
		const { lower, centre, upper } = xmr([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 5])!;
		expect(centre).toBeCloseTo(4 / 3, 12);
		expect(upper - centre).toBeCloseTo((2.66 * 4) / 11, 12);
		expect(lower).toBeLessThan(centre);
	});

	it('are none where all values are the same, or there is only one', () => {
		expect(xmr(Array.from({ length: 24 }, () => 0.1))).toBeNull();
		expect(xmr([0, 0, 0])).toBeNull();
		expect(xmr([3])).toBeNull();
		expect(xmr([])).toBeNull();
	});

	it('refuse what is no number', () => {
		expect(() => xmr([1, NaN, 2])).toThrow(RangeError);
		expect(() => xmr([1, Infinity])).toThrow(RangeError);
	});

	it('lie about the mean, and are finite', () => {
		fc.assert(
			fc.property(values, (all) => {
				const found = xmr(all);
				if (found === null) return;
				expect(found.reach).toBeGreaterThan(0);
				expect(found.lower).toBeLessThan(found.centre);
				expect(found.upper).toBeGreaterThan(found.centre);
				expect(Number.isFinite(found.upper - found.lower)).toBe(true);
			})
		);
	});

	it('move and stretch with the values', () => {
		fc.assert(
			fc.property(
				fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 30 }),
				fc.integer({ min: -50, max: 50 }),
				fc.integer({ min: 1, max: 20 }),
				(all, by, times) => {
					const [before, after] = [xmr(all), xmr(all.map((each) => each * times + by))];
					if (before === null || after === null) return void expect(after).toBe(before);
					expect(after.centre).toBeCloseTo(before.centre * times + by, 6);
					expect(after.reach).toBeCloseTo(before.reach * times, 6);
				}
			)
		);
	});
});
