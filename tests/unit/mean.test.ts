import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mean, type ClusterValueSums } from '../../src/lib/metrics/estimate/mean.ts';
import { proportion } from '../../src/lib/metrics/estimate/proportion.ts';
import { tQuantile } from '../../src/lib/metrics/estimate/distributions.ts';

const ORACLES = new URL('../../../shared/reference/oracles/', import.meta.url);

/** One list of values per client. */
type Clients = readonly (readonly number[])[];

const add = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

function sumsOf(clients: Clients): ClusterValueSums {
	const sum = (of: (n: number, y: number) => number) =>
		add(clients.map((values) => of(values.length, add(values))));
	return {
		rows: sum((n) => n),
		n: sum((n) => n),
		sum: sum((_, y) => y),
		clusters: clients.length,
		sumSquares: sum((_, y) => y * y),
		sumCross: sum((n, y) => n * y),
		sumN2: sum((n) => n * n)
	};
}

const value = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.double({ min: -500, max: 500, noNaN: true }));
const anyClients = fc.oneof(
	fc.array(fc.array(value, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 40 }),
	fc.array(
		value.map((each) => [each]),
		{ minLength: 1, maxLength: 60 }
	)
);

describe('mean', () => {
	it('of 2, 4 and 9 is 5 ± t · s/√3, with one row per client', () => {
		// s² = (9 + 1 + 16)/2 = 13, t on 2 degrees of freedom 4.30265.
		const { value, lower, upper, clients } = mean(sumsOf([[2], [4], [9]]))!;
		const half = 4.30265272975 * Math.sqrt(13 / 3);
		expect([value, clients]).toEqual([5, 3]);
		expect(lower).toBeCloseTo(5 - half, 9);
		expect(upper).toBeCloseTo(5 + half, 9);
	});

	it('of clients with several rows counts how the clients differ', () => {
		// Sums 10, 2 and 12 over two rows each, where the mean of 4 gives 8: residuals 2, −6 and 4.
		const { value, lower, upper } = mean(
			sumsOf([
				[5, 5],
				[1, 1],
				[6, 6]
			])
		)!;
		const half = 4.30265272975 * Math.sqrt(((3 / 2) * (4 + 36 + 16)) / 36);
		expect(value).toBe(4);
		expect(lower).toBeCloseTo(4 - half, 9);
		expect(upper).toBeCloseTo(4 + half, 9);
	});

	it('weighs each row the same, not each client', () => {
		expect(mean(sumsOf([[10, 10, 10], [2]]))?.value).toBe(8);
	});

	it('counts each row by its weight, where it has one', () => {
		// Two shelters: 10 beds of which 9 and 7 are taken, 2 beds of which 1 and 1: 18 of 24 bed nights.
		// Residuals 16 − 0.75 × 20 = 1 and 2 − 0.75 × 4 = −1; t on 1 degree of freedom 12.70620.
		const sums = { rows: 4, n: 24, sum: 18, clusters: 2 };
		const { value, lower, upper } = mean({
			...sums,
			sumSquares: 16 ** 2 + 2 ** 2,
			sumCross: 16 * 20 + 2 * 4,
			sumN2: 20 ** 2 + 4 ** 2
		})!;
		const half = (12.7062047364 * Math.sqrt(2 * (1 + 1))) / 24;
		expect(value).toBe(0.75);
		expect(upper).toBeCloseTo(0.75 + half, 9);
		expect(lower).toBeCloseTo(0.75 - half, 9);
	});

	it('may have weights that are less than a row', () => {
		const sums = { rows: 2, n: 0.75, sum: 1.75, clusters: 2 };
		const result = mean({ ...sums, sumSquares: 1 + 0.75 ** 2, sumCross: 0.5 + 0.75 * 0.25, sumN2: 0.3125 })!;
		expect(result.value).toBeCloseTo(7 / 3, 12); // 2 with half the weight, 3 with a quarter
	});

	it('has no interval where there is one client', () => {
		expect(mean(sumsOf([[4]]))).toEqual({ value: 4, lower: null, upper: null, clients: 1 });
		expect(mean(sumsOf([[4, 8]]))).toEqual({ value: 6, lower: null, upper: null, clients: 1 });
	});

	it('is null of no rows', () => {
		expect(mean(sumsOf([]))).toBeNull();
	});

	it('has the ordinary t interval where each client has one row', () => {
		fc.assert(
			fc.property(fc.array(value, { minLength: 2, maxLength: 50 }), (values) => {
				const n = values.length;
				const average = add(values) / n;
				const variance = add(values.map((each) => (each - average) ** 2)) / (n - 1);
				const result = mean(sumsOf(values.map((each) => [each])))!;
				expect(result.value).toBeCloseTo(average, 10);
				const half = tQuantile(0.975, n - 1) * Math.sqrt(variance / n);
				expect(result.upper).toBeCloseTo(average + half, 2);
				expect(result.lower).toBeCloseTo(average - half, 2);
			})
		);
	});

	it('of yes and no has the variance of the clustered proportion', () => {
		// The other formula: design effect times p(1 − p)/n; t on 3 degrees of freedom 3.18245.
		const clients = [[1, 1, 1], [0, 0, 1], [0, 0], [1]];
		const { value, upper } = mean(sumsOf(clients))!;
		const { design_effect } = proportion({
			n: 9,
			successes: 5,
			clusters: 4,
			sumSuccess2: 9 + 1 + 1,
			sumSuccessN: 9 + 3 + 1,
			sumN2: 9 + 9 + 4 + 1
		})!;
		expect(design_effect).toBeGreaterThan(1);
		const std_error = Math.sqrt((design_effect * (5 / 9) * (4 / 9)) / 9);
		expect(upper! - value).toBeCloseTo(3.18244630528 * std_error, 9);
	});

	it('has an interval that holds the value and is never NaN', () => {
		fc.assert(
			fc.property(anyClients, (clients) => {
				const { value, lower, upper, clients: counted } = mean(sumsOf(clients))!;
				expect(counted).toBe(clients.length);
				expect(value).toBeCloseTo(add(clients.flat()) / clients.flat().length, 8);
				if (clients.length === 1) {
					expect([lower, upper]).toEqual([null, null]);
					return;
				}
				expect(value).toBeGreaterThanOrEqual(lower!);
				expect(upper).toBeGreaterThanOrEqual(value);
			})
		);
	});

	it('moves with the values when all grow by as much, and scales with them', () => {
		const caseloads = fc.array(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 12 }), {
			minLength: 2,
			maxLength: 40
		});
		fc.assert(
			fc.property(caseloads, fc.integer({ min: 1, max: 9 }), (clients, by) => {
				const once = mean(sumsOf(clients))!;
				const moved = mean(sumsOf(clients.map((values) => values.map((each) => each + by))))!;
				const scaled = mean(sumsOf(clients.map((values) => values.map((each) => each * by))))!;
				for (const key of ['value', 'lower', 'upper'] as const) {
					expect(moved[key]).toBeCloseTo(once[key]! + by, 3);
					expect(scaled[key]).toBeCloseTo(once[key]! * by, 3);
				}
			})
		);
	});

	it('refuses sums that no table has', () => {
		const sums = sumsOf([[3, 2], [2]]);
		expect(() => mean({ ...sums, clusters: 0 })).toThrow('Every row needs a cluster');
		expect(() => mean({ ...sums, clusters: 4 })).toThrow(RangeError);
		expect(() => mean({ ...sums, sumSquares: 1 })).toThrow(RangeError);
		expect(() => mean({ ...sums, sumN2: 1 })).toThrow(RangeError);
		expect(() => mean({ ...sums, sum: NaN })).toThrow(RangeError);
		expect(() => mean({ ...sums, rows: 2.5 })).toThrow(RangeError);
		expect(() => mean({ ...sums, n: 0 })).toThrow(RangeError);
	});
});

describe.skipIf(!existsSync(ORACLES))('held to R', () => {
	const read = (name: string) => readFileSync(new URL(name, ORACLES), 'utf8').trim();

	it('clustered.json: value and variance, with t on 39 degrees of freedom', () => {
		const clients = new Map<string, number[]>();
		for (const line of read('clustered.csv').split('\n').slice(1)) {
			const [client, success] = line.split(',') as [string, string];
			clients.set(client, [...(clients.get(client) ?? []), Number(success)]);
		}
		const oracle = JSON.parse(read('clustered.json')) as Record<string, number>;
		const { value, upper } = mean(sumsOf([...clients.values()]))!;
		const variance = (oracle.deff! * oracle.value! * (1 - oracle.value!)) / oracle.n!;
		expect(value / oracle.value!).toBeCloseTo(1, 6);
		expect((upper! - value) / (2.02269092004 * Math.sqrt(variance))).toBeCloseTo(1, 6);
	});
});
