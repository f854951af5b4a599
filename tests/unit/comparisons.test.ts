import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dealt } from '#lib/metrics/compare/dealt.ts';
import { difference } from '#lib/metrics/compare/difference.ts';
import { adjust } from '#lib/metrics/compare/discoveries.ts';
import { fisher, riskRatio } from '#lib/metrics/compare/fisher.ts';
import { mannWhitney } from '#lib/metrics/compare/mann-whitney.ts';
import { testMeans } from '#lib/metrics/compare/means.ts';
import { cautiousRateP, compareRates } from '#lib/metrics/compare/rates.ts';
import { cautiousP, testShares } from '#lib/metrics/compare/shares.ts';
import { standardise } from '#lib/metrics/compare/standardise.ts';
import { proportion, sumClusters } from '#lib/metrics/estimate/proportion.ts';
import { shareBy, type FollowUp } from '#lib/metrics/estimate/time-to-event.ts';

const ORACLES = new URL('../../../shared/reference/oracles/', import.meta.url);

const read = (name: string) => readFileSync(new URL(name, ORACLES), 'utf8');
const lines = (name: string) => {
	const [header = '', ...rows] = read(name).trim().split('\n');
	const columns = header.replaceAll('"', '').split(',');
	return rows.map((row) => Object.fromEntries(row.split(',').map((cell, at) => [columns[at] ?? '', cell])));
};
const json = (name: string) => JSON.parse(read(name)) as Record<string, number>;

/** To a millionth of what R gives. */
const near = (value: number, expected: unknown) => {
	expect(Math.abs(value / Number(expected) - 1)).toBeLessThan(1e-6);
};

/** A ratio's sums of clusters, each of so many rows and successes. */
const sumsOf = (clusters: readonly (readonly [n: number, s: number])[]) =>
	sumClusters(clusters.map(([n, successes]) => ({ n, successes })));

describe.skipIf(!existsSync(ORACLES))('what R gives', () => {
	it('Fisher’s test, q and the risk ratio with its interval (comparisons.csv)', () => {
		const rows = lines('comparisons.csv');
		const p = rows.map((row) => {
			const group = { n: Number(row.group_denominator), successes: Number(row.group_numerator) };
			const rest = { n: Number(row.rest_denominator), successes: Number(row.rest_numerator) };
			const found = riskRatio(group, rest);
			near(found?.ratio ?? 0, row.risk_ratio);
			near(found?.lower ?? 0, row.rr_lower);
			near(found?.upper ?? 0, row.rr_upper);
			near(fisher(group, rest), row.fisher_p);
			return fisher(group, rest);
		});
		for (const [at, q] of adjust(p).entries()) near(q, rows[at]?.bh_q);
	});

	it('the t of two groups of clients with several rows (clustered.json)', () => {
		const clients = new Map<string, [string, number, number]>();
		for (const { client = '', success, group = '' } of lines('clustered.csv')) {
			const known = clients.get(client) ?? [group, 0, 0];
			clients.set(client, [group, known[1] + 1, known[2] + Number(success)]);
		}
		const sideOf = (name: string) => {
			const found = proportion(
				sumsOf([...clients.values()].filter(([group]) => group === name).map(([, n, s]) => [n, s] as const))
			);
			return { share: found?.value ?? 0, effective_n: found?.effective_n ?? 0 };
		};
		const expected = json('clustered.json');
		const tested = testShares(sideOf('a'), sideOf('b'), clients.size - 2);
		near(tested.statistic, expected.t);
		expect(tested.df).toBe(expected.df);
		near(tested.p, expected.p);
	});

	it('the ratio of two rates over clients who differ (client-rates.json)', () => {
		const of = (name: string) =>
			lines('client-rates.csv')
				.filter(({ group }) => group === name)
				.map(({ events, exposure_days }) => ({
					events: Number(events),
					exposure_days: Number(exposure_days)
				}));
		const found = compareRates(of('b'), of('a'));
		const expected = json('client-rates.json');
		near(found?.ratio ?? 0, expected.rate_ratio_b_to_a);
		near(found?.p ?? 0, expected.p);
	});

	it('the difference of two shares by day 90 (time-to-event.json)', () => {
		const of = (name: string): FollowUp[] =>
			lines('time-to-event.csv')
				.map(({ days, outcome, group }, at) => ({
					group,
					days: Number(days),
					outcome: outcome as FollowUp['outcome'],
					cluster: String(at),
					count: 1
				}))
				.filter(({ group }) => group === name);
		const side = (name: string) => {
			const found = shareBy(of(name), 90);
			if (!found?.known) throw new Error('unknown');
			return found;
		};
		const expected = json('time-to-event.json');
		near(side('a').share, expected.group_a_90);
		near(side('b').share, expected.group_b_90);
		const tested = testShares(side('a'), side('b'), null);
		near(tested.statistic, expected.difference_z);
		near(tested.p, expected.difference_p);
	});
});

/** Numbers from 0 to 1 that are always the same ones (mulberry32). */
const seeded = (seed: number) => () => {
	seed = (seed + 0x6d2b79f5) | 0;
	let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
	t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
	return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

const counts = fc
	.tuple(fc.integer({ min: 1, max: 120 }), fc.double({ min: 0, max: 1, noNaN: true }))
	.map(([n, share]) => ({ n, successes: Math.round(n * share) }));

describe('Fisher’s exact test', () => {
	it('of one success in two against none in two: every table is as likely or less', () => {
		expect(fisher({ n: 2, successes: 1 }, { n: 2, successes: 0 })).toBeCloseTo(1, 12);
	});
	it('of four in four against none in four: two of 70 tables', () => {
		expect(fisher({ n: 4, successes: 4 }, { n: 4, successes: 0 })).toBeCloseTo(2 / 70, 12);
	});
	it('is the same for group against rest as for rest against group, and for failures', () => {
		fc.assert(
			fc.property(counts, counts, (group, rest) => {
				const p = fisher(group, rest);
				const failures = ({ n, successes }: typeof group) => ({ n, successes: n - successes });
				expect(p).toBeGreaterThan(0);
				expect(p).toBeLessThanOrEqual(1);
				expect(fisher(rest, group)).toBeCloseTo(p, 9);
				expect(fisher(failures(group), failures(rest))).toBeCloseTo(p, 9);
			})
		);
	});
	it('refuses what no table has', () => {
		expect(() => fisher({ n: 2, successes: 3 }, { n: 1, successes: 0 })).toThrow('3 successes in 2 rows');
	});
	it('stays a number between 0 and 1 for very many rows that differ very much', () => {
		const p = fisher({ n: 20_000, successes: 19_000 }, { n: 20_000, successes: 1000 });
		expect(p).toBeGreaterThan(0);
		expect(p).toBeLessThan(1e-100);
	});
});

describe('q of Benjamini and Hochberg', () => {
	const ps = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 60 });
	it('is never below p, at most 1, and in the order of p', () => {
		fc.assert(
			fc.property(ps, (p) => {
				const q = adjust(p);
				for (const [at, each] of p.entries()) {
					expect(q[at]).toBeGreaterThanOrEqual(each);
					expect(q[at]).toBeLessThanOrEqual(1);
				}
				const order = p.map((_, at) => at).sort((a, b) => p[a]! - p[b]!);
				for (const [place, at] of order.entries())
					if (place > 0) expect(q[at]).toBeGreaterThanOrEqual(q[order[place - 1]!]!);
			})
		);
	});
	it('of one test is its p, and of none is none', () => {
		expect(adjust([0.03])).toEqual([0.03]);
		expect(adjust([])).toEqual([]);
	});
	it('with tests that found nothing beside it grows', () => {
		expect(adjust([0.01, 1, 1, 1])[0]).toBeCloseTo(0.04, 12);
	});
});

describe('shares of clustered rows and by a day', () => {
	const side = fc.record({
		share: fc.double({ min: 0, max: 1, noNaN: true }),
		effective_n: fc.double({ min: 1, max: 500, noNaN: true })
	});
	it('are tested alike from either side', () => {
		fc.assert(
			fc.property(side, side, fc.option(fc.integer({ min: 1, max: 400 })), (group, rest, df) => {
				const [one, other] = [testShares(group, rest, df), testShares(rest, group, df)];
				expect(one.statistic).toBeCloseTo(-other.statistic, 9);
				expect(one.p).toBeCloseTo(other.p, 9);
				expect(one.p).toBeGreaterThanOrEqual(0);
				expect(one.p).toBeLessThanOrEqual(1);
				const clustered = (each: typeof group) => (df === null ? each : { ...each, clusters: 1 + df });
				const cautious = cautiousP(clustered(group), clustered(rest));
				expect(cautious).toBeGreaterThanOrEqual(df === null ? one.p : testShares(group, rest, 2 * df).p);
				expect(cautious).toBeLessThanOrEqual(1);
				expect(cautiousP(clustered(rest), clustered(group))).toBeCloseTo(cautious, 9);
			})
		);
	});
	it('two who all succeeded prove nothing, though nothing varies among them', () => {
		expect(cautiousP({ share: 1, effective_n: 2 }, { share: 0.5, effective_n: 1000 })).toBeGreaterThan(0.2);
	});
	it('of a small group the exact test is the cautious one', () => {
		const [group, rest] = [
			{ share: 1 / 12, effective_n: 12 },
			{ share: 0.4, effective_n: 1000 }
		];
		expect(testShares(group, rest, null).p).toBeLessThan(0.001);
		expect(cautiousP(group, rest)).toBeGreaterThan(0.02);
	});
	it('that are both 0 or both 1 do not differ', () => {
		expect(testShares({ share: 1, effective_n: 30 }, { share: 1, effective_n: 90 }, null).p).toBe(1);
	});
});

describe('Mann and Whitney', () => {
	it('three below three: 2 of the 20 orders', () => {
		expect(mannWhitney([1, 2, 3], [4, 5, 6])).toBeCloseTo(0.1, 12);
	});
	it('four values mostly below five, without ties: W = 3', () => {
		// The group's ranks are 1, 2, 4 and 6, so U = 13 − 10. P(U ≤ 3): 1 + 1 + 2 + 3 of C(9, 4) = 126 orders.
		expect(mannWhitney([1.1, 2.2, 3.3, 4.4], [2.5, 3.5, 4.5, 5.5, 6.5])).toBeCloseTo(14 / 126, 12);
	});
	it('with ties by the normal approximation, worked by hand', () => {
		// Ranks of 1, 2 | 2, 3: 1, 2.5 | 2.5, 4. U = 3.5 − 3 = 0.5, expected 2; variance 4/12 · (5 − 6/12) = 1.5.
		expect(mannWhitney([1, 2], [2, 3])).toBeCloseTo(0.41421617824252505, 9); // 2 Φ(−1/√1.5)
	});
	it('is the same from either side, between 0 and 1, and 1 where all are alike', () => {
		const values = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 70 });
		fc.assert(
			fc.property(values, values, (group, rest) => {
				const p = mannWhitney(group, rest);
				expect(p).toBeGreaterThanOrEqual(0);
				expect(p).toBeLessThanOrEqual(1);
				expect(mannWhitney(rest, group)).toBeCloseTo(p, 9);
			})
		);
		expect(mannWhitney([5, 5, 5], [5, 5])).toBe(1);
	});
	it('counts every order once', () => {
		// With all orders of 6 and 7 values equally likely, p is at most its own size: it is a true test.
		const p = mannWhitney([1, 2, 3, 4, 5, 6], [7, 8, 9, 10, 11, 12, 13]);
		expect(p).toBeCloseTo(2 / 1716, 12);
	});
});

describe('rates over clients', () => {
	const client = fc.record({
		events: fc.integer({ min: 0, max: 9 }),
		exposure_days: fc.integer({ min: 1, max: 90 })
	});
	const clients = fc.array(client, { minLength: 1, maxLength: 30 });
	it('are tested alike from either side, and never more surely than the events allow', () => {
		fc.assert(
			fc.property(clients, clients, (group, rest) => {
				const [one, other] = [compareRates(group, rest), compareRates(rest, group)];
				expect(one?.p).toBeCloseTo(other?.p ?? -1, 9);
				const p = cautiousRateP(group, rest) ?? -1;
				expect(p).toBeGreaterThanOrEqual(0);
				expect(p).toBeLessThanOrEqual(1);
				expect(cautiousRateP(rest, group)).toBeCloseTo(p, 6);
			})
		);
	});
	it('a group without events is tested by chance alone', () => {
		// Two of two events fall to the rest, which has half of the days: 1/4, and as likely the other way.
		const p = cautiousRateP(
			[{ events: 0, exposure_days: 30 }],
			[
				{ events: 1, exposure_days: 15 },
				{ events: 1, exposure_days: 15 }
			]
		);
		expect(p).toBeCloseTo(0.5, 12);
	});
	it('without anybody on a side there is nothing to compare', () => {
		expect(compareRates([], [{ events: 1, exposure_days: 3 }])).toBeNull();
	});
});

describe('dealing clusters out at random', () => {
	const sums = fc.array(fc.integer({ min: -9, max: 20 }), { minLength: 1, maxLength: 40 });
	it('is the same from either side, between 0 and 1, and whatever all have in common', () => {
		fc.assert(
			fc.property(sums, sums, (group, rest) => {
				const p = dealt(group, rest);
				expect(p).toBeGreaterThanOrEqual(0);
				expect(p).toBeLessThanOrEqual(1);
				expect(dealt(rest, group)).toBeCloseTo(p, 6);
				const more = (each: number) => each + 5;
				expect(dealt(group.map(more), rest.map(more))).toBeCloseTo(p, 6);
			})
		);
	});
	it('says what dealing says, also of a few clusters where most have little and some very much', () => {
		const random = seeded(1);
		const all = Array.from({ length: 300 }, () => Math.round(4 * Math.log(1 / random()) ** 3));
		const group = [...all]
			.sort((a, b) => b - a)
			.filter((_, at) => at % 8 === 4)
			.slice(0, 12);
		const rest = all.filter((_, at) => at < 288);
		const pool = [...group, ...rest];
		const own = group.reduce((sum, each) => sum + each, 0);
		let higher = 0;
		const times = 20_000;
		for (let time = 0; time < times; time++) {
			let sum = 0;
			for (let at = 0; at < group.length; at++) {
				const other = at + Math.floor(random() * (pool.length - at));
				[pool[at], pool[other]] = [pool[other]!, pool[at]!];
				sum += pool[at]!;
			}
			if (sum >= own) higher++;
		}
		expect(higher).toBeGreaterThan(50);
		const p = dealt(group, rest);
		expect(p / 2 / (higher / times)).toBeGreaterThan(0.6);
		expect(p / 2 / (higher / times)).toBeLessThan(1.7);
	});
});

describe('means over clusters', () => {
	const of = (values: readonly number[]) => ({
		rows: values.length,
		n: values.length,
		sum: values.reduce((a, b) => a + b, 0),
		clusters: values.length,
		sumSquares: values.reduce((a, b) => a + b * b, 0),
		sumCross: values.reduce((a, b) => a + b, 0),
		sumN2: values.length
	});
	it('with one row each are Welch’s test, worked by hand', () => {
		// 1, 2, 3 against 2, 4, 6, 8: means 2 and 5; s²/n = 1/3 and 20/3/4 = 5/3; t = −3/√2; df = 4 / (1/18 + 25/27).
		const found = testMeans(of([1, 2, 3]), of([2, 4, 6, 8]));
		expect(found?.statistic).toBeCloseTo(-3 / Math.SQRT2, 12);
		expect(found?.df).toBeCloseTo(4 / (1 / 18 + 25 / 27), 12);
	});
	it('of one cluster are not tested', () => {
		expect(testMeans(of([1]), of([2, 3]))).toBeNull();
	});
});

describe('the difference of two figures', () => {
	it('has Newcombe’s interval: 56 of 70 against 48 of 80', () => {
		// Newcombe 1998, table II, method 10, case (a): 0.2000, 0.0524 to 0.3339.
		const of = (successes: number, n: number) => {
			const found = proportion(
				sumsOf(Array.from({ length: n }, (_, at) => [1, Number(at < successes)] as const))
			);
			return { value: found?.value ?? 0, lower: found?.lower ?? 0, upper: found?.upper ?? 0 };
		};
		const found = difference(of(56, 70), of(48, 80));
		expect(found.value).toBeCloseTo(0.2, 12);
		expect(found.lower).toBeCloseTo(0.0524, 4);
		expect(found.upper).toBeCloseTo(0.3339, 4);
	});
	it('has none where a figure has none', () => {
		expect(difference({ value: 3, lower: null, upper: null }, { value: 1, lower: 0, upper: 2 })).toEqual({
			value: 2,
			lower: null,
			upper: null
		});
	});
});

describe('the difference within strata', () => {
	it('vanishes where the group is only in another place', () => {
		// 10 % of both in one program, 50 % of both in the other; the group is in the first mostly.
		const found = standardise([
			{ group: { value: 0.1, weight: 90 }, rest: { value: 0.1, weight: 10 } },
			{ group: { value: 0.5, weight: 10 }, rest: { value: 0.5, weight: 90 } }
		]);
		expect(found?.difference).toBeCloseTo(0, 12);
		expect(found?.comparable).toBe(1);
	});
	it('says for how many of the group there is somebody to compare with', () => {
		const found = standardise([
			{ group: { value: 0.2, weight: 30 }, rest: { value: 0.4, weight: 60 } },
			{ group: { value: 0.1, weight: 10 }, rest: { value: null, weight: 0 } }
		]);
		expect(found?.difference).toBeCloseTo(-0.2, 12);
		expect(found?.comparable).toBe(0.75);
	});
	it('is none where nobody can be compared', () => {
		expect(standardise([{ group: { value: 0.2, weight: 3 }, rest: { value: null, weight: 0 } }])).toBeNull();
	});
});
