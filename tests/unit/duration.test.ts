import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	duration,
	medianInterval,
	quantileType7,
	type Histogram
} from '../../src/lib/metrics/estimate/duration.ts';

const ORACLES = new URL('../../../shared/reference/oracles/', import.meta.url);

function histogramOf(values: readonly number[]): Histogram {
	const counts = new Map<number, number>();
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
	return [...counts].sort(([a], [b]) => a - b);
}

const ascending = (values: readonly number[]) => [...values].sort((a, b) => a - b);

const days = fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: -30, max: 2000 })), {
	minLength: 1,
	maxLength: 300
});

/** qbinom(0.025, n, ½) in whole numbers: the smallest k with 40 · Σ C(n, i) ≥ 2ⁿ, i from 0 to k. */
function exactRank(n: number): number {
	const total = 1n << BigInt(n);
	let k = 0n;
	let choices = 1n;
	let sum = 1n;
	while (40n * sum < total) {
		choices = (choices * (BigInt(n) - k)) / (k + 1n);
		k += 1n;
		sum += choices;
	}
	return Number(k);
}

describe('quantileType7', () => {
	it('is the middle value of three and the mean of the middle two of four', () => {
		expect(quantileType7([1, 5, 30], 0.5)).toBe(5);
		expect(quantileType7([1, 5, 8, 30], 0.5)).toBe(6.5);
	});

	it('goes from the smallest to the largest', () => {
		expect(quantileType7([1, 5, 8, 30], 0)).toBe(1);
		expect(quantileType7([1, 5, 8, 30], 1)).toBe(30);
	});

	it('is 6.8 at nine tenths of 1, 2, 4, 8', () => {
		// Place 1 + 3 · 0.9 = 3.7: seven tenths of the way from the third value, 4, to the fourth, 8.
		expect(quantileType7([1, 2, 4, 8], 0.9)).toBeCloseTo(6.8, 12);
	});

	it('refuses no values, and a share outside 0 to 1', () => {
		expect(() => quantileType7([], 0.5)).toThrow(RangeError);
		expect(() => quantileType7([1], 1.1)).toThrow(RangeError);
		expect(() => quantileType7([1], NaN)).toThrow(RangeError);
	});
});

describe('medianInterval', () => {
	it('has no interval for five values', () => {
		// All five on one side of the median: 2 / 2⁵ = 6 %, more than 5 %.
		expect(medianInterval(5)).toBeNull();
		expect(medianInterval(0)).toBeNull();
	});

	it('goes from the smallest to the largest of six values', () => {
		// 2 / 2⁶ = 3 %.
		expect(medianInterval(6)).toEqual({ lower: 1, upper: 6 });
	});

	it('goes from the sixth to the fifteenth of twenty', () => {
		// Tables of the sign test at 5 % two-sided: critical value 5 for n = 20, so ranks 6 and 15.
		expect(medianInterval(20)).toEqual({ lower: 6, upper: 15 });
	});

	it('equals the count in whole numbers for every n up to 1,000', () => {
		for (let n = 0; n <= 1000; n++) expect(medianInterval(n)?.lower ?? 0).toBe(exactRank(n));
	});

	// 79,608 is where, up to 100,000, the distribution function comes closest to 0.025 (6.5e-9 above it).
	it.each([10_000, 79_608, 100_000])('equals the count in whole numbers for %d values', (n) => {
		const k = exactRank(n);
		expect(medianInterval(n)).toEqual({ lower: k, upper: n - k + 1 });
	});

	it('refuses what is no number of values', () => {
		for (const n of [-1, 2.5, NaN]) expect(() => medianInterval(n)).toThrow(RangeError);
	});
});

describe('duration', () => {
	it('is null of nothing', () => {
		expect(duration([], 3)).toBeNull();
	});

	it('of one record entered after four days has a median, no interval, and is late for a standard of 3', () => {
		expect(duration([[4, 1]], 3)).toEqual({
			n: 1,
			median: 4,
			lower: null,
			upper: null,
			p90: 4,
			within_standard: 0
		});
	});

	it('counts a record on the last day of the standard as within it', () => {
		expect(
			duration(
				[
					[0, 2],
					[3, 1],
					[4, 1]
				],
				3
			)?.within_standard
		).toBe(0.75);
		// 0.1 + 0.2 minutes is 0.30000000000000004.
		expect(duration([[0.1 + 0.2, 1]], 0.3)?.within_standard).toBe(1);
	});

	it('says nothing of a standard where there is none', () => {
		expect(duration([[4, 1]], null)?.within_standard).toBeNull();
	});

	it('of ten records, nine on the day and one a hundred days late', () => {
		// Ranks 2 and 9 for n = 10 (sign test: critical value 1). P90 at place 9.1: 0 + 0.1 · 100.
		const result = duration(
			[
				[0, 9],
				[100, 1]
			],
			3
		);
		expect(result).toMatchObject({ n: 10, median: 0, lower: 0, upper: 0, within_standard: 0.9 });
		expect(result?.p90).toBeCloseTo(10, 10);
	});

	it('sees the same in a histogram as in the list of values', () => {
		fc.assert(
			fc.property(days, fc.integer({ min: 0, max: 30 }), (values, standard) => {
				const sorted = ascending(values);
				const ranks = medianInterval(values.length);
				expect(duration(histogramOf(values), standard)).toEqual({
					n: values.length,
					median: quantileType7(sorted, 0.5),
					lower: ranks ? sorted[ranks.lower - 1] : null,
					upper: ranks ? sorted[ranks.upper - 1] : null,
					p90: quantileType7(sorted, 0.9),
					within_standard: values.filter((value) => value <= standard).length / values.length
				});
			})
		);
	});

	it('has an interval that holds the median, within the values, and is never NaN', () => {
		const fractions = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), {
			minLength: 1,
			maxLength: 100
		});
		fc.assert(
			fc.property(fc.oneof(days, fractions), (values) => {
				const { median, lower, upper, p90, within_standard } = duration(histogramOf(values), 3)!;
				const sorted = ascending(values);
				const inOrder = [sorted[0]!, lower ?? median, median, upper ?? median, sorted.at(-1)!];
				expect(inOrder).toEqual(ascending(inOrder));
				expect(p90).toBeGreaterThanOrEqual(median);
				expect(p90).toBeLessThanOrEqual(sorted.at(-1)!);
				expect(within_standard).toBeGreaterThanOrEqual(0);
				expect(within_standard).toBeLessThanOrEqual(1);
			})
		);
	});

	it('has a median whose interval narrows as the same values come again and again', () => {
		fc.assert(
			fc.property(days, fc.integer({ min: 2, max: 20 }), (values, times) => {
				fc.pre(values.length >= 6);
				const once = duration(histogramOf(values), null)!;
				const often = duration(
					histogramOf(values).map(([value, count]) => [value, count * times] as const),
					null
				)!;
				expect(often.lower).toBeGreaterThanOrEqual(once.lower!);
				expect(often.upper).toBeLessThanOrEqual(once.upper!);
			})
		);
	});

	it('holds the true median in at least 95 of 100 samples', () => {
		// Exactly, without drawing: the interval fails where fewer than k values lie on one side of the
		// median.
		for (let n = 6; n <= 60; n++) {
			const k = medianInterval(n)!.lower;
			let fewerThanK = 0;
			let choices = 1;
			for (let i = 0; i < k; i++) {
				fewerThanK += choices / 2 ** n;
				choices = (choices * (n - i)) / (i + 1);
			}
			expect(1 - 2 * fewerThanK).toBeGreaterThanOrEqual(0.95);
		}
	});

	it('refuses values out of order, and counts that are none', () => {
		expect(() =>
			duration(
				[
					[4, 1],
					[3, 1]
				],
				null
			)
		).toThrow(RangeError);
		expect(() => duration([[NaN, 1]], null)).toThrow(RangeError);
		expect(() => duration([[4, 0]], null)).toThrow(RangeError);
		expect(() => duration([[4, 1.5]], null)).toThrow(RangeError);
	});
});

describe.skipIf(!existsSync(ORACLES))('held to R', () => {
	const read = (name: string) => readFileSync(new URL(name, ORACLES), 'utf8').trim();

	it('median.csv', () => {
		const values = read('median.csv').split('\n').slice(1).map(Number);
		const oracle = JSON.parse(read('median.json')) as Record<string, number>;
		const { median, lower, upper, p90 } = duration(histogramOf(values), null)!;
		expect([median, lower, upper]).toEqual([oracle.median, oracle.lower, oracle.upper]);
		expect(Math.abs(p90 - oracle.p90_type7!)).toBeLessThanOrEqual(1e-6 * oracle.p90_type7!);
	});
});
