import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	designEffect,
	proportion,
	wilson,
	type ClusterSums
} from '../../src/lib/metrics/estimate/proportion.ts';

const ORACLES = new URL('../../../shared/reference/oracles/', import.meta.url);

/** One entry per client: rows, and successes among them. */
type Clusters = readonly (readonly [n: number, successes: number])[];

function sumsOf(clusters: Clusters): ClusterSums {
	const sum = (of: (n: number, s: number) => number) => clusters.reduce((t, [n, s]) => t + of(n, s), 0);
	return {
		n: sum((n) => n),
		successes: sum((_, s) => s),
		clusters: clusters.length,
		sumSuccess2: sum((_, s) => s * s),
		sumSuccessN: sum((n, s) => s * n),
		sumN2: sum((n) => n * n)
	};
}

/** A million rows' worth of clients at most: any sizes, with none, some or all of the rows a success. */
const cluster = fc
	.tuple(fc.integer({ min: 1, max: 1000 }), fc.double({ min: 0, max: 1, noNaN: true }))
	.map(([n, share]) => [n, Math.round(n * share)] as const);
const anyClusters: fc.Arbitrary<Clusters> = fc.oneof(
	fc.array(cluster, { maxLength: 60 }),
	fc.array(
		cluster.map(([n]) => [n, n] as const),
		{ maxLength: 60 }
	),
	fc.array(
		cluster.map(([n]) => [n, 0] as const),
		{ maxLength: 60 }
	),
	fc.array(
		fc.boolean().map((success) => [1, Number(success)] as const),
		{ maxLength: 200 }
	)
);

describe('wilson', () => {
	it('puts 0 of 12 between 0 and z² / (12 + z²)', () => {
		// At p = 0 the score equation p² n = z² p(1 − p) has the roots 0 and z²/(n + z²); z² =
		// 3.841458820694124.
		const { lower, upper } = wilson(0, 12);
		expect(lower).toBe(0);
		expect(upper).toBeCloseTo(3.841458820694124 / 15.841458820694124, 14);
	});

	it('puts 12 of 12 between 12 / (12 + z²) and 1', () => {
		const { lower, upper } = wilson(12, 12);
		expect(lower).toBeCloseTo(12 / 15.841458820694124, 14);
		expect(upper).toBe(1);
	});

	it('gives limits at which the score test is exactly at z', () => {
		// The definition of the interval, which the code does not use: (p̂ − p)² = z² p(1 − p)/n at both
		// limits.
		fc.assert(
			fc.property(
				fc.double({ min: 0.01, max: 0.99, noNaN: true }),
				fc.double({ min: 0.5, max: 1e5, noNaN: true }),
				(p, n) => {
					const { lower, upper } = wilson(p * n, n);
					for (const limit of [lower, upper]) {
						expect(Math.abs(p - limit) / Math.sqrt((limit * (1 - limit)) / n)).toBeCloseTo(
							1.959963984540054,
							5
						);
					}
				}
			)
		);
	});

	it('takes an n that is not whole, and another z', () => {
		// 2.5 of 5 is symmetric about ½; with z = 1 half the width is √(5/4 + 1/4) / 6.
		const { lower, upper } = wilson(2.5, 5, 1);
		expect(lower).toBeCloseTo(0.5 - Math.sqrt(1.5) / 6, 14);
		expect(upper).toBeCloseTo(0.5 + Math.sqrt(1.5) / 6, 14);
	});

	it('narrows as n grows at the same proportion', () => {
		fc.assert(
			fc.property(
				fc.double({ min: 0, max: 1, noNaN: true }),
				fc.double({ min: 0.5, max: 1e6, noNaN: true }),
				fc.double({ min: 1.01, max: 10, noNaN: true }),
				(p, n, times) => {
					const few = wilson(p * n, n);
					const many = wilson(p * n * times, n * times);
					expect(many.upper - many.lower).toBeLessThan(few.upper - few.lower);
				}
			)
		);
	});

	it.each([
		[0, 0],
		[1, 0],
		[-1, 5],
		[6, 5],
		[NaN, 5],
		[1, NaN],
		[1, Infinity]
	])('refuses %d of %d', (successes, n) => {
		expect(() => wilson(successes, n)).toThrow(RangeError);
	});
});

describe('designEffect', () => {
	it('is 1 where every client has one row, so that five of seven is plain Wilson', () => {
		// Not k/(k − 1) = 7/6, which the formula would give: Σ(s − p)² is n·p(1 − p) there.
		const clients: Clusters = [
			[1, 1],
			[1, 0],
			[1, 1],
			[1, 1],
			[1, 0],
			[1, 1],
			[1, 1]
		];
		expect(designEffect(sumsOf(clients))).toBe(1);
		expect(proportion(sumsOf(clients))).toMatchObject({ ...wilson(5, 7), effective_n: 7 });
	});

	it('is 8/3 for four clients with two equal rows each, two of them always a success', () => {
		// p = ½, residuals ±1: 4/3 · 4 / 64 = 1/12 against ½·½/8 = 1/32.
		expect(
			designEffect(
				sumsOf([
					[2, 2],
					[2, 2],
					[2, 0],
					[2, 0]
				])
			)
		).toBeCloseTo(32 / 12, 14);
	});

	it('is not below 1 where clients are more alike than chance', () => {
		// Each client has one success in two rows: no residuals at all.
		expect(
			designEffect(
				sumsOf([
					[2, 1],
					[2, 1],
					[2, 1]
				])
			)
		).toBe(1);
	});

	it('takes each client for one fact where every row is a success, or none is, or one client is all', () => {
		expect(
			designEffect(
				sumsOf([
					[10, 10],
					[20, 20]
				])
			)
		).toBe(15);
		expect(
			designEffect(
				sumsOf([
					[10, 0],
					[20, 0]
				])
			)
		).toBe(15);
		expect(designEffect(sumsOf([[10, 4]]))).toBe(10);
	});

	it('is 1 where there are no rows', () => {
		expect(designEffect(sumsOf([]))).toBe(1);
	});

	it('equals the variance over clients, summed client by client', () => {
		fc.assert(
			fc.property(anyClusters, (clusters) => {
				const { n, successes } = sumsOf(clusters);
				const k = clusters.length;
				const p = successes / n;
				fc.pre(k > 1 && k < n && p > 0 && p < 1);
				const residuals = clusters.map(([rows, s]) => (s - p * rows) ** 2).reduce((a, b) => a + b, 0);
				const direct = ((k / (k - 1)) * residuals) / n ** 2 / ((p * (1 - p)) / n);
				expect(designEffect(sumsOf(clusters))).toBeCloseTo(Math.max(1, direct), 6);
			})
		);
	});

	it('refuses sums that no table has', () => {
		const sums = sumsOf([
			[3, 2],
			[2, 1]
		]);
		expect(() => designEffect({ ...sums, clusters: 0 })).toThrow('Every row needs a cluster');
		expect(() => designEffect({ ...sums, successes: 6 })).toThrow(RangeError);
		expect(() => designEffect({ ...sums, sumN2: 1 })).toThrow(RangeError);
		expect(() => designEffect({ ...sums, n: NaN })).toThrow(RangeError);
	});
});

describe('proportion', () => {
	it('is null of no rows', () => {
		expect(proportion(sumsOf([]))).toBeNull();
	});

	it('of one success in one row says from a fifth to all', () => {
		// 1 / (1 + z²) to 1.
		const result = proportion(sumsOf([[1, 1]]));
		expect(result).toMatchObject({ value: 1, upper: 1, effective_n: 1, design_effect: 1 });
		expect(result?.lower).toBeCloseTo(1 / 4.841458820694124, 14);
	});

	it('of two clients kept at every one of ten appointments each knows as much as two rows', () => {
		const result = proportion(
			sumsOf([
				[10, 10],
				[10, 10]
			])
		);
		expect(result).toMatchObject({ value: 1, upper: 1, effective_n: 2, design_effect: 10 });
		expect(result?.lower).toBeCloseTo(2 / 5.841458820694124, 14);
	});

	it('has an interval that holds the value, within 0 to 1, for any clients', () => {
		fc.assert(
			fc.property(anyClusters, (clusters) => {
				const sums = sumsOf(clusters);
				const result = proportion(sums);
				if (result === null) {
					expect(sums.n).toBe(0);
					return;
				}
				const { value, lower, upper, effective_n, design_effect } = result;
				expect(value).toBe(sums.successes / sums.n);
				expect(lower).toBeGreaterThanOrEqual(0);
				expect(value).toBeGreaterThanOrEqual(lower);
				expect(upper).toBeGreaterThanOrEqual(value);
				expect(upper).toBeLessThanOrEqual(1);
				expect(design_effect).toBeGreaterThanOrEqual(1);
				expect(effective_n).toBeGreaterThanOrEqual(1 - 1e-9);
				expect(effective_n).toBeLessThanOrEqual(sums.n);
			}),
			{ numRuns: 1000 }
		);
	});

	it('narrows when there are more clients of the same kind', () => {
		fc.assert(
			fc.property(anyClusters, fc.integer({ min: 2, max: 5 }), (clusters, times) => {
				fc.pre(clusters.length > 1);
				const once = proportion(sumsOf(clusters))!;
				const often = proportion(sumsOf(Array.from({ length: times }, () => clusters).flat()))!;
				expect(often.upper - often.lower).toBeLessThan(once.upper - once.lower);
			})
		);
	});
});

describe.skipIf(!existsSync(ORACLES))('held to R', () => {
	const read = (name: string) => readFileSync(new URL(name, ORACLES), 'utf8').trim();
	const near = (ours: number, theirs: number) =>
		expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(1e-6 * Math.abs(theirs));

	it('wilson.csv', () => {
		const lines = read('wilson.csv').split('\n').slice(1);
		expect(lines).toHaveLength(8);
		for (const line of lines) {
			const [successes, n, lower, upper] = line.split(',').map(Number) as [number, number, number, number];
			const ours = wilson(successes, n);
			near(ours.lower, lower);
			near(ours.upper, upper);
		}
	});

	it('clustered.csv', () => {
		const clients = new Map<string, [number, number]>();
		for (const line of read('clustered.csv').split('\n').slice(1)) {
			const [client, success] = line.split(',') as [string, string];
			const [n, s] = clients.get(client) ?? [0, 0];
			clients.set(client, [n + 1, s + Number(success)]);
		}
		const sums = sumsOf([...clients.values()]);
		const oracle = JSON.parse(read('clustered.json')) as Record<string, number>;
		const ours = proportion(sums)!;
		expect([sums.n, sums.clusters]).toEqual([oracle.n, oracle.clients]);
		near(ours.value, oracle.value!);
		near(ours.design_effect, oracle.deff!);
		near(ours.lower, oracle.lower!);
		near(ours.upper, oracle.upper!);
	});
});
