import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proportion, wilson } from '../../src/lib/metrics/estimate/proportion.ts';
import {
	atRisk,
	curve,
	halfBy,
	kaplanMeierComplement,
	shareBy,
	type FollowUp,
	type KnownShare,
	type Outcome
} from '../../src/lib/metrics/estimate/time-to-event.ts';

const ORACLES = new URL('../../../shared/reference/oracles/', import.meta.url);

/** Each row a cluster of its own. */
const alone = (ends: readonly (readonly [days: number, outcome: Outcome])[]): FollowUp[] =>
	ends.map(([days, outcome], i) => ({ days, outcome, cluster: `client ${i}`, count: 1 }));

const times = (count: number, days: number, outcome: Outcome) =>
	Array.from({ length: count }, () => [days, outcome] as const);

function known(rows: readonly FollowUp[], day: number): KnownShare {
	const result = shareBy(rows, day);
	if (!result?.known) throw new Error(`The share by day ${day} is not known.`);
	return result;
}

/** Five households: one housed on day 1, one gone on day 3, one housed on day 4, two still waiting. */
const FIVE = alone([
	[1, 'event'],
	[2, 'censored'],
	[3, 'competing'],
	[4, 'event'],
	[5, 'censored']
]);

/** Aalen and Johansen day by day, from weights that need not be whole: the share by the day, or NaN. */
function weighted(rows: readonly FollowUp[], weights: readonly number[], day: number): number {
	const total = (of: (row: FollowUp) => boolean) =>
		rows.reduce((sum, row, i) => (of(row) ? sum + weights[i]! : sum), 0);
	let share = 0;
	let surviving = 1;
	for (const at of [...new Set(rows.map((row) => row.days))].sort((a, b) => a - b)) {
		if (at > day) break;
		const n = total((row) => row.days >= at);
		share += (surviving * total((row) => row.days === at && row.outcome === 'event')) / n;
		surviving *= 1 - total((row) => row.days === at && row.outcome !== 'censored') / n;
	}
	return share;
}

/** How the share by the day moves, per unit of weight, when one row of each entry gets more. */
function influences(rows: readonly FollowUp[], day: number): number[] {
	const counts = rows.map((row) => row.count);
	const moved = (i: number, by: number) => counts.map((count, j) => (i === j ? count + by : count));
	const step = 1e-4;
	return rows.map(
		(_, i) => (weighted(rows, moved(i, step), day) - weighted(rows, moved(i, -step), day)) / (2 * step)
	);
}

function sumBy<T>(items: readonly T[], of: (item: T, i: number) => number): number {
	return items.reduce((sum, item, i) => sum + of(item, i), 0);
}

const outcome = fc.constantFrom<Outcome>('event', 'competing', 'censored');
const manyOutcomes = fc.oneof(outcome, fc.constant<Outcome>('event'), fc.constant<Outcome>('censored'));
const days = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 40 }));
const anyRows: fc.Arbitrary<FollowUp[]> = fc.oneof(
	fc.array(
		fc.record({
			days,
			outcome: manyOutcomes,
			cluster: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
			count: fc.integer({ min: 1, max: 4 })
		}),
		{ minLength: 1, maxLength: 30 }
	),
	fc.array(fc.tuple(days, manyOutcomes), { minLength: 1, maxLength: 60 }).map(alone)
);

describe('shareBy', () => {
	it('is 1/5 on day 1 and 7/15 on day 4 of five households', () => {
		// Day 1: 1/5, 4/5 survive. Day 3, three at risk: 4/15 leave, 8/15 survive. Day 4, two at risk: 8/30
		// more.
		expect(known(FIVE, 0).share).toBe(0);
		expect(known(FIVE, 1).share).toBeCloseTo(1 / 5, 14);
		expect(known(FIVE, 3.5).share).toBeCloseTo(1 / 5, 14);
		expect(known(FIVE, 4).share).toBeCloseTo(7 / 15, 14);
		expect(known(FIVE, 5).share).toBeCloseTo(7 / 15, 14);
	});

	it('counts who is at risk on the day, those who end on it among them', () => {
		expect([0, 1, 2, 2.5, 5].map((day) => known(FIVE, day).at_risk)).toEqual([5, 5, 4, 3, 1]);
	});

	it('has a numerator only while nobody was censored before the day', () => {
		// On day 2 itself the censored household is still at risk.
		expect([0, 1, 2, 3, 4].map((day) => known(FIVE, day).numerator)).toEqual([0, 1, 1, null, null]);
	});

	it('is not known past the last household that was still waiting', () => {
		expect(shareBy(FIVE, 6)).toEqual({
			known: false,
			share: null,
			lower: null,
			upper: null,
			std_error: null,
			at_risk: 0,
			effective_n: null,
			design_effect: null,
			numerator: null,
			n: 5
		});
	});

	it('stays known for ever once every household has an outcome', () => {
		const rows = alone([
			[1, 'event'],
			[3, 'competing']
		]);
		expect(known(rows, 1000)).toMatchObject({ share: 0.5, at_risk: 0, numerator: 1, n: 2 });
		// The last at risk have their outcome, so nobody is left who could change it.
		const early = alone([
			[1, 'censored'],
			[3, 'competing']
		]);
		expect(known(early, 1000)).toMatchObject({ share: 0, numerator: null });
	});

	it('is null of no rows', () => {
		expect(shareBy([], 90)).toBeNull();
	});

	it('is a plain proportion while nobody is censored: 3 of 8 has a standard error of √(15/512)', () => {
		const rows = alone([...times(3, 7, 'event'), ...times(2, 9, 'competing'), ...times(3, 30, 'censored')]);
		const result = known(rows, 30);
		expect(result.share).toBeCloseTo(3 / 8, 14);
		expect(result.std_error).toBeCloseTo(Math.sqrt(15 / 512), 14);
		expect(result.effective_n).toBeCloseTo(8, 10);
		expect(result).toMatchObject({ design_effect: 1, numerator: 3, n: 8 });
	});

	it('has Greenwood’s standard error where nobody leaves', () => {
		// (1 − F)² · Σ d / (n(n − d)): 6 at risk, 1 event; 4 at risk, 2 events.
		const rows = alone([[1, 'event'], [2, 'censored'], ...times(2, 3, 'event'), ...times(2, 9, 'censored')]);
		const rest = (5 / 6) * (2 / 4);
		const result = known(rows, 5);
		expect(result.share).toBeCloseTo(1 - rest, 14);
		expect(result.std_error).toBeCloseTo(rest * Math.sqrt(1 / (6 * 5) + 2 / (4 * 2)), 14);
	});

	it('has an interval that is symmetric on the scale of ln(−ln(1 − share))', () => {
		const { share, lower, upper, std_error } = known(FIVE, 4);
		const scale = (value: number) => Math.log(-Math.log(1 - value));
		expect(scale(upper) - scale(share)).toBeCloseTo(scale(share) - scale(lower), 12);
		// The delta method: the derivative of the scale is 1 / ((1 − F) · −ln(1 − F)).
		const slope = 1 / ((1 - share) * -Math.log(1 - share));
		expect(scale(upper) - scale(share)).toBeCloseTo(1.959963984540054 * std_error * slope, 12);
	});

	describe('where the share is 0 or 1', () => {
		it('says 0 to 24 % of twelve who all still wait', () => {
			const result = known(alone(times(12, 100, 'censored')), 90);
			expect(result).toMatchObject({ share: 0, std_error: 0, effective_n: 12, numerator: 0, at_risk: 12 });
			expect(result).toMatchObject(wilson(0, 12));
		});

		it('says 76 % to 100 % of twelve who were all housed', () => {
			const result = known(alone(times(12, 3, 'event')), 90);
			expect(result).toMatchObject({ share: 1, std_error: 0, effective_n: 12, numerator: 12, at_risk: 0 });
			expect(result).toMatchObject(wilson(12, 12));
		});

		it('knows only as much as those who decide it, not those who were censored before', () => {
			const rows = alone([...times(9, 5, 'censored'), [10, 'event']]);
			expect(known(rows, 5)).toMatchObject({ share: 0, effective_n: 10, ...wilson(0, 10) });
			expect(known(rows, 6)).toMatchObject({ share: 0, effective_n: 1, ...wilson(0, 1) });
			expect(known(rows, 10)).toMatchObject({ share: 1, effective_n: 1, ...wilson(1, 1), numerator: null });
		});

		it('takes those who left for decided', () => {
			const rows = alone([...times(4, 2, 'competing'), ...times(3, 5, 'censored'), [9, 'censored']]);
			expect(known(rows, 9)).toMatchObject({ share: 0, effective_n: 5, ...wilson(0, 5) });
		});

		it('takes each client for one fact', () => {
			const rows: FollowUp[] = [
				{ days: 4, outcome: 'event', cluster: 'a', count: 10 },
				{ days: 6, outcome: 'event', cluster: 'b', count: 10 },
				{ days: 1, outcome: 'censored', cluster: 'b', count: 2 },
				{ days: 1, outcome: 'censored', cluster: 'c', count: 5 }
			];
			expect(known(rows, 6)).toMatchObject({ share: 1, effective_n: 2, design_effect: 10, ...wilson(2, 2) });
		});

		it('starts at 0 to 0 on day 0, and opens on day 1', () => {
			expect(known(FIVE, 0)).toMatchObject({ share: 0, lower: 0, upper: 0 });
			const waiting = alone(times(5, 9, 'censored'));
			expect(known(waiting, 0)).toMatchObject({ lower: 0, upper: 0, effective_n: 5 });
			expect(known(waiting, 1)).toMatchObject(wilson(0, 5));
		});
	});

	it('counts events on day 0', () => {
		const rows = alone([...times(2, 0, 'event'), ...times(3, 8, 'censored')]);
		const result = known(rows, 0);
		expect(result).toMatchObject({ share: 0.4, numerator: 2, at_risk: 5 });
		expect(result.lower).toBeGreaterThan(0);
		expect(known(alone([[0, 'event']]), 0)).toMatchObject({ share: 1, ...wilson(1, 1) });
	});

	it('has an answer for one row, whatever became of it', () => {
		expect(known(alone([[5, 'event']]), 4)).toMatchObject({ share: 0, at_risk: 1, ...wilson(0, 1) });
		expect(known(alone([[5, 'event']]), 5)).toMatchObject({ share: 1, ...wilson(1, 1) });
		expect(known(alone([[5, 'competing']]), 6)).toMatchObject({ share: 0, ...wilson(0, 1) });
		expect(known(alone([[5, 'censored']]), 5)).toMatchObject({ share: 0, ...wilson(0, 1) });
		expect(shareBy(alone([[5, 'censored']]), 6)?.known).toBe(false);
		expect(known(alone([[0, 'censored']]), 0)).toMatchObject({ share: 0, lower: 0, upper: 0 });
	});

	it('has on a tied day the event, the competing end and the censored all at risk', () => {
		const rows = alone([
			[3, 'censored'],
			[3, 'competing'],
			[3, 'event'],
			[3, 'event'],
			[4, 'censored']
		]);
		expect(known(rows, 3)).toMatchObject({ share: 0.4, at_risk: 5, numerator: 2 });
	});

	it('allows for households as a proportion does while nobody is censored', () => {
		// The other formula: ratio-estimator variance from sums, Wilson's effective n.
		const rows: FollowUp[] = [
			{ days: 3, outcome: 'event', cluster: 'a', count: 4 },
			{ days: 9, outcome: 'competing', cluster: 'a', count: 1 },
			{ days: 5, outcome: 'event', cluster: 'b', count: 2 },
			{ days: 30, outcome: 'censored', cluster: 'c', count: 5 },
			{ days: 30, outcome: 'censored', cluster: 'd', count: 1 }
		];
		const ratio = proportion({
			n: 13,
			successes: 6,
			clusters: 4,
			sumSuccess2: 16 + 4,
			sumSuccessN: 4 * 5 + 2 * 2,
			sumN2: 25 + 4 + 25 + 1
		})!;
		const result = known(rows, 30);
		expect(ratio.design_effect).toBeGreaterThan(2);
		expect(result.design_effect).toBeCloseTo(ratio.design_effect, 10);
		expect(result.effective_n).toBeCloseTo(ratio.effective_n, 10);
	});

	it('takes a single household for one fact', () => {
		const rows: FollowUp[] = [
			{ days: 3, outcome: 'event', cluster: 'a', count: 4 },
			{ days: 30, outcome: 'censored', cluster: 'a', count: 4 }
		];
		expect(known(rows, 30)).toMatchObject({ share: 0.5, std_error: 0.5 });
		expect(known(rows, 30).effective_n).toBeCloseTo(1, 10);
		// A household that was censored before anything happened adds nothing to it.
		const more = known([...rows, { days: 0, outcome: 'censored', cluster: 'b', count: 1 }], 30);
		expect(more.effective_n).toBeCloseTo(1, 10);
	});

	it('has the standard error that moving each row’s weight gives, over rows and over clusters', () => {
		fc.assert(
			fc.property(anyRows, fc.integer({ min: 0, max: 40 }), (rows, day) => {
				const result = shareBy(rows, day);
				fc.pre(result?.known === true && result.share > 1e-9 && result.share < 1 - 1e-9);
				const { n, share, std_error, design_effect } = result;
				expect(share).toBeCloseTo(
					weighted(
						rows,
						rows.map((row) => row.count),
						day
					),
					12
				);
				const moves = influences(rows, day);
				const variance = sumBy(rows, (row, i) => row.count * moves[i]! ** 2);
				expect(std_error ** 2).toBeCloseTo(variance * design_effect, 7);
				const clusters = [...new Set(rows.map((row) => row.cluster))];
				const deciding = clusters.filter((cluster) =>
					rows.some((row) => row.cluster === cluster && (row.outcome !== 'censored' || row.days >= day))
				);
				if (clusters.length === n) {
					expect(design_effect).toBe(1);
				} else if (deciding.length > 1) {
					const squares = sumBy(
						clusters,
						(cluster) => sumBy(rows, (row, i) => (row.cluster === cluster ? row.count * moves[i]! : 0)) ** 2
					);
					const ratio = ((clusters.length / (clusters.length - 1)) * squares) / variance;
					const most = Math.max(1, (share * (1 - share)) / variance);
					expect(design_effect).toBeCloseTo(Math.min(most, Math.max(1, ratio)), 4);
				}
			}),
			{ numRuns: 500 }
		);
	});

	it('holds the share in its interval, within 0 to 1, and is never NaN', () => {
		fc.assert(
			fc.property(anyRows, fc.integer({ min: 0, max: 42 }), (rows, day) => {
				const result = shareBy(rows, day)!;
				const censored = rows.filter((row) => row.outcome === 'censored' && row.days < day);
				const open = rows.filter((row) => row.days >= day);
				expect(result.n).toBe(sumBy(rows, (row) => row.count));
				expect(result.at_risk).toBe(sumBy(open, (row) => row.count));
				if (!result.known) {
					expect(open).toEqual([]);
					const last = Math.max(...rows.map((row) => row.days));
					expect(rows.some((row) => row.days === last && row.outcome === 'censored')).toBe(true);
					return;
				}
				const { lower, share, upper, std_error, effective_n, design_effect, numerator, n } = result;
				for (const [low, high] of [
					[0, lower],
					[lower, share],
					[share, upper],
					[upper, 1],
					[0, std_error],
					[1 - 1e-9, effective_n],
					[effective_n, n + 1e-9],
					[1, design_effect]
				] as const)
					expect(low).toBeLessThanOrEqual(high);
				if (censored.length > 0) expect(numerator).toBeNull();
				else expect(share * n).toBeCloseTo(numerator!, 8);
			}),
			{ numRuns: 1000 }
		);
	});

	it('sees the same in rows split up, and in any order', () => {
		fc.assert(
			fc.property(anyRows, fc.integer({ min: 0, max: 40 }), (rows, day) => {
				const split = rows.flatMap((row) => Array.from({ length: row.count }, () => ({ ...row, count: 1 })));
				const whole = shareBy(rows, day)!;
				const parts = shareBy(split.reverse(), day)!;
				for (const key of Object.keys(whole) as (keyof typeof whole)[]) {
					if (typeof whole[key] !== 'number') expect(parts[key]).toBe(whole[key]);
					else expect(parts[key]).toBeCloseTo(whole[key], 8);
				}
			})
		);
	});

	it('narrows when there are more clients of the same kind', () => {
		fc.assert(
			fc.property(anyRows, fc.integer({ min: 1, max: 40 }), (rows, day) => {
				const again = rows.map((row) => ({ ...row, cluster: `${row.cluster} again` }));
				const once = shareBy(rows, day)!;
				const twice = shareBy([...rows, ...again], day)!;
				expect(twice.known).toBe(once.known);
				if (!once.known || !twice.known) return;
				expect(twice.share).toBeCloseTo(once.share, 10);
				expect(twice.upper - twice.lower).toBeLessThan(once.upper - once.lower);
			})
		);
	});

	it.each([
		[-1, 1],
		[NaN, 1],
		[Infinity, 1],
		[3, 0],
		[3, -2],
		[3, 1.5],
		[3, NaN]
	])('refuses %d days with a count of %d', (days, count) => {
		expect(() => shareBy([{ days, outcome: 'event', cluster: 'a', count }], 90)).toThrow(RangeError);
	});

	it('refuses an outcome that is none, and a day that is none', () => {
		const [row] = FIVE;
		expect(() => shareBy([{ ...row!, outcome: 'housed' as Outcome }], 90)).toThrow('housed');
		for (const day of [-1, NaN, Infinity]) expect(() => shareBy(FIVE, day)).toThrow(RangeError);
	});
});

describe('halfBy', () => {
	it('is the first day on which half had the event', () => {
		const rows = alone([
			[4, 'event'],
			[7, 'event'],
			[7, 'competing'],
			[9, 'censored']
		]);
		expect(halfBy(rows)).toBe(7);
		expect(halfBy(alone([[0, 'event']]))).toBe(0);
	});

	it('takes a half that rounding has shaved', () => {
		// 1/10 five times over adds up to less than a half in doubles.
		const rows = alone([
			...Array.from({ length: 5 }, (_, i) => [i + 1, 'event'] as const),
			...times(5, 9, 'censored')
		]);
		expect(halfBy(rows)).toBe(5);
	});

	it('is null while fewer than half had it, though half of the closed cases had', () => {
		expect(halfBy(FIVE)).toBeNull();
		expect(halfBy(alone(times(9, 30, 'censored')))).toBeNull();
		expect(halfBy(alone(times(9, 30, 'competing')))).toBeNull();
		expect(halfBy([])).toBeNull();
	});

	it('is the day before which the share is below a half', () => {
		fc.assert(
			fc.property(anyRows, (rows) => {
				const day = halfBy(rows);
				const last = Math.max(...rows.map((row) => row.days));
				if (day === null) expect(known(rows, last).share).toBeLessThan(0.5);
				else {
					expect(known(rows, day).share).toBeGreaterThan(0.5 - 1e-8);
					if (day > 0) expect(known(rows, day - 0.5).share).toBeLessThan(0.5);
				}
			})
		);
	});
});

describe('curve', () => {
	it('has a corner on day 0, on each day of a change, and on the last', () => {
		const points = curve(FIVE);
		expect(points.map((point) => [point.day, point.at_risk])).toEqual([
			[0, 5],
			[1, 5],
			[3, 3],
			[4, 2],
			[5, 1]
		]);
		expect(points[2]!.competing).toBeCloseTo(4 / 15, 14);
		expect(points.at(-1)!.share).toBeCloseTo(7 / 15, 14);
	});

	it('ends at upTo, and not past what is known', () => {
		expect(curve(FIVE, { upTo: 3.5 }).map((point) => point.day)).toEqual([0, 1, 3, 3.5]);
		expect(curve(FIVE, { upTo: 90 }).at(-1)?.day).toBe(5);
		expect(curve(FIVE, { upTo: 0 }).map((point) => point.day)).toEqual([0]);
		const over = alone([
			[1, 'event'],
			[3, 'competing']
		]);
		expect(curve(over, { upTo: 90 }).at(-1)).toMatchObject({
			day: 90,
			share: 0.5,
			competing: 0.5,
			at_risk: 0
		});
	});

	it('opens its interval on day 1 where nothing has happened by then', () => {
		const points = curve(alone(times(12, 30, 'censored')));
		expect(points.map(({ day, lower, upper }) => [day, lower, upper])).toEqual([
			[0, 0, 0],
			[1, 0, wilson(0, 12).upper],
			[30, 0, wilson(0, 12).upper]
		]);
	});

	it('starts above 0 where somebody had the event on the day itself', () => {
		const points = curve(
			alone([
				[0, 'event'],
				[6, 'censored']
			])
		);
		expect(points.map((point) => [point.day, point.share])).toEqual([
			[0, 0.5],
			[6, 0.5]
		]);
		expect(curve(alone([[0, 'event']]))).toEqual([
			{ day: 0, share: 1, ...wilson(1, 1), at_risk: 1, competing: 0 }
		]);
	});

	it('is empty of no rows', () => {
		expect(curve([])).toEqual([]);
	});

	it('refuses an upTo that is no day', () => {
		expect(() => curve(FIVE, { upTo: -1 })).toThrow(RangeError);
		expect(() => curve(FIVE, { upTo: NaN })).toThrow(RangeError);
	});

	it('never falls, and says on each day what shareBy says', () => {
		fc.assert(
			fc.property(anyRows, (rows) => {
				const points = curve(rows);
				points.forEach((point, i) => {
					const before = points[i - 1] ?? { day: -1, share: 0, competing: 0 };
					expect(point.day).toBeGreaterThan(before.day);
					expect(point.share).toBeGreaterThanOrEqual(before.share);
					expect(point.competing).toBeGreaterThanOrEqual(before.competing);
					expect(point.share + point.competing).toBeLessThanOrEqual(1 + 1e-12);
					const { share, lower, upper, at_risk } = known(rows, point.day);
					expect(point).toMatchObject({ share, lower, upper, at_risk });
				});
				// Between two corners the last one holds.
				for (let day = 0.5; day < points.at(-1)!.day; day++)
					expect(known(rows, day).share).toBe(points.findLast((point) => point.day < day)!.share);
			})
		);
	});

	it('takes well under a second for 100,000 rows of 40,000 households over 1,000 days', () => {
		// Steps that meet every day, end and household; three in four of a household end alike.
		const rows = Array.from({ length: 100_000 }, (_, i) => ({
			days: (i * 7919) % 1000,
			outcome: (['event', 'competing', 'censored'] as const)[(i % 4 === 0 ? i : i % 40_000) % 3]!,
			cluster: `household ${i % 40_000}`,
			count: 1
		}));
		const from = performance.now();
		const points = curve(rows);
		expect(performance.now() - from).toBeLessThan(1000);
		expect(points).toHaveLength(1000);
		expect(known(rows, 500).design_effect).toBeGreaterThan(1);
	});
});

describe('atRisk', () => {
	it('counts, in the order asked for, those followed up to the day or longer', () => {
		expect(atRisk(FIVE, [0, 3, 3.5, 1, 5, 6])).toEqual([5, 3, 2, 5, 1, 0]);
		expect(atRisk([{ days: 30, outcome: 'event', cluster: 'a', count: 7 }], [30, 31])).toEqual([7, 0]);
		expect(atRisk([], [0, 30])).toEqual([0, 0]);
	});

	it('refuses a day that is none', () => {
		expect(() => atRisk(FIVE, [30, -1])).toThrow(RangeError);
	});
});

describe('kaplanMeierComplement', () => {
	it('says 3/5 of five households where 7/15 were housed', () => {
		// 1 − (4/5)(1/2): on day 4 two are at risk, and one of them is housed.
		expect(kaplanMeierComplement(FIVE, 4)).toBeCloseTo(3 / 5, 14);
		expect(kaplanMeierComplement(FIVE, 6)).toBeNull();
		expect(kaplanMeierComplement([], 4)).toBeNull();
	});

	it('never says less than the share', () => {
		fc.assert(
			fc.property(anyRows, fc.integer({ min: 0, max: 40 }), (rows, day) => {
				const said = kaplanMeierComplement(rows, day);
				if (said !== null) expect(said).toBeGreaterThanOrEqual(known(rows, day).share - 1e-12);
			})
		);
	});
});

describe.skipIf(!existsSync(ORACLES))('held to R', () => {
	const read = (name: string) => readFileSync(new URL(name, ORACLES), 'utf8').trim();
	const near = (ours: number, theirs: number) =>
		expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(1e-6 * Math.abs(theirs));

	const rowsOf = (group?: string) =>
		alone(
			read('time-to-event.csv')
				.split('\n')
				.slice(1)
				.map((line) => line.split(',') as [string, Outcome, string])
				.filter((line) => group === undefined || line[2] === group)
				.map(([days, outcome]) => [Number(days), outcome] as const)
		);
	const oracle = () => JSON.parse(read('time-to-event.json')) as Record<string, number[]>;

	it('time-to-event.json: shares, standard errors, intervals, numbers at risk', () => {
		const rows = rowsOf();
		expect(rows).toHaveLength(80);
		const { at_days, at_risk, event, event_std_err, event_lower, event_upper, competing } = oracle();
		expect(at_days).toHaveLength(5);
		expect(atRisk(rows, at_days!)).toEqual(at_risk);
		at_days!.forEach((day, i) => {
			const ours = known(rows, day);
			near(ours.share, event![i]!);
			near(ours.std_error, event_std_err![i]!);
			near(ours.lower, event_lower![i]!);
			near(ours.upper, event_upper![i]!);
			near(curve(rows, { upTo: day }).at(-1)!.competing, competing![i]!);
		});
	});

	it('time-to-event.json: the day by which half had the event', () => {
		expect(halfBy(rowsOf())).toBe(oracle().median);
	});

	it('time-to-event.json: Kaplan and Meier, with those who left censored', () => {
		const { at_days, km_censoring_others } = oracle();
		at_days!.forEach((day, i) => near(kaplanMeierComplement(rowsOf(), day)!, km_censoring_others![i]!));
	});

	it('time-to-event.json: two groups and the z of their difference', () => {
		const { group_a_90, group_b_90, difference_z } = oracle() as unknown as Record<string, number>;
		const a = known(rowsOf('a'), 90);
		const b = known(rowsOf('b'), 90);
		near(a.share, group_a_90!);
		near(b.share, group_b_90!);
		near((a.share - b.share) / Math.hypot(a.std_error, b.std_error), difference_z!);
	});
});
