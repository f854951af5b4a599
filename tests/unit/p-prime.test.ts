import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pPrime, type Part } from '#lib/metrics/compare/p-prime.ts';

const ORACLES = new URL('../../../shared/reference/oracles/', import.meta.url);

const part: fc.Arbitrary<Part> = fc
	.tuple(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }))
	.map(([n, share]) => ({ n, share: Math.round(n * share) / n }));
const parts = fc.array(part, { maxLength: 40 });

describe('limits of shares', () => {
	it.skipIf(!existsSync(ORACLES))('are those of the reference', () => {
		const [, ...lines] = readFileSync(new URL('p-prime.csv', ORACLES), 'utf8').trim().split(/\r?\n/);
		const rows = lines.map((line) => line.split(',').map(Number));
		const expected = JSON.parse(readFileSync(new URL('p-prime.json', ORACLES), 'utf8')) as Record<
			string,
			number
		>;
		const found = pPrime(rows.map(([successes, n]) => ({ share: successes! / n!, n: n! })))!;
		expect(Math.abs(found.centre / expected.mean! - 1)).toBeLessThan(1e-6);
		expect(Math.abs(found.sigmaZ / expected.sigma_z! - 1)).toBeLessThan(1e-6);
		for (const [at, [, , lower, upper]] of rows.entries()) {
			expect(Math.abs(found.expected[at]!.lower / lower! - 1)).toBeLessThan(1e-6);
			expect(Math.abs(found.expected[at]!.upper / upper! - 1)).toBeLessThan(1e-6);
		}
	});

	it('are none where all shares are the same: none, all, or between', () => {
		for (const share of [0, 1, 0.5, 1 / 3])
			expect(pPrime([10, 20, 30, 40].map((n) => ({ share, n })))).toBeNull();
		expect(pPrime([{ share: 0.5, n: 10 }])).toBeNull();
		expect(pPrime([])).toBeNull();
	});

	it('refuse a share of nothing', () => {
		expect(() =>
			pPrime([
				{ share: 0.5, n: 10 },
				{ share: 0, n: 0 }
			])
		).toThrow(RangeError);
		expect(() =>
			pPrime([
				{ share: NaN, n: 3 },
				{ share: 0.2, n: 5 }
			])
		).toThrow(RangeError);
	});

	it('stay within 0 and 1, about the level, and are never NaN', () => {
		fc.assert(
			fc.property(parts, (all) => {
				for (const { lower, centre, upper, reach } of pPrime(all)?.expected ?? []) {
					expect(lower).toBeGreaterThanOrEqual(0);
					expect(upper).toBeLessThanOrEqual(1);
					expect(lower).toBeLessThanOrEqual(centre);
					expect(upper).toBeGreaterThanOrEqual(centre);
					expect(reach).toBeGreaterThan(0);
				}
			})
		);
	});

	it('are the wider the fewer rows a share is of', () => {
		fc.assert(
			fc.property(parts, (all) => {
				const found = pPrime(all);
				const byRows = all.map(({ n }, at) => ({ n, ...found?.expected[at] })).sort((a, b) => a.n - b.n);
				for (const [at, next] of byRows.slice(1).entries()) {
					const { lower = 0, upper = 0 } = byRows[at]!;
					expect(lower).toBeLessThanOrEqual((next.lower ?? 0) + 1e-12);
					expect(upper).toBeGreaterThanOrEqual((next.upper ?? 0) - 1e-12);
				}
			})
		);
	});

	it('are mirrored where failures are counted instead of successes', () => {
		fc.assert(
			fc.property(parts, (all) => {
				const mirrored = pPrime(all.map(({ share, n }) => ({ share: 1 - share, n })));
				const found = pPrime(all);
				expect(mirrored === null).toBe(found === null);
				for (const [at, each] of (found?.expected ?? []).entries()) {
					expect(mirrored!.expected[at]!.lower).toBeCloseTo(1 - each.upper, 9);
					expect(mirrored!.expected[at]!.upper).toBeCloseTo(1 - each.lower, 9);
				}
			})
		);
	});
});
