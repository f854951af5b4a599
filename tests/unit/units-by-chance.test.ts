// How often chance alone makes a claim of a worker, and how often a worker who does differ is found. The seeds are fixed.
import { expect, it } from 'vitest';
import type { Tally } from '../../src/lib/metrics/compare/case-mix.ts';
import { positionOf, type Position } from '../../src/lib/metrics/compare/position.ts';
import { compare, poolOf, type Standing } from '../../src/lib/metrics/compare/units.ts';
import { SIMULATED } from '../../src/lib/metrics/compare/power.ts';
import { designEffect, sumClusters } from '../../src/lib/metrics/estimate/proportion.ts';
import { rate, rateDesignEffect } from '../../src/lib/metrics/estimate/rate.ts';

/** One household in each half of a year: its rows, and successes among them. */
type Household = { rows: number; successes: number }[];
type Figure = { share: number; households: number; rows: number; alike: number };

const WORKERS = SIMULATED.workers;
const HALVES = [0, 1, 2];
/** Figures like those of an agency: few and many households, one row each and many, rows that are alike and not. */
const FIGURES: Figure[] = [
	{ share: 0.6, households: 40, rows: 1, alike: 0 },
	{ share: 0.6, households: 40, rows: 3, alike: 0.2 },
	{ share: 0.6, households: 40, rows: 3, alike: 0.4 },
	{ share: 0.8, households: 25, rows: 5, alike: 0.3 },
	{ share: 0.9, households: 40, rows: 2, alike: 0.3 },
	{ share: 0.95, households: 60, rows: 1, alike: 0.1 },
	{ share: 0.5, households: 20, rows: 8, alike: 0.3 },
	{ share: 0.8, households: 30, rows: 6, alike: 0.05 },
	{ share: 0.7, households: 30, rows: 1, alike: 0.1 },
	{ share: 0.85, households: 80, rows: 1, alike: 0 }
];
/** Three of each: as many as the sample agency has. */
const FAMILY = { units: WORKERS, figures: 3 * FIGURES.length, ofClients: true };

/** Numbers from 0 up to 1. Quicker by far than the sample's own: half a million households are drawn. */
type Stream = () => number;

/** Mulberry32, by Tommy Ettinger. */
function streamOf(seed: number): Stream {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

const integer = (next: Stream, low: number, high: number) => low + Math.floor(next() * (high - low + 1));

/** The share of one household, from the beta distribution: its rows have `alike` in common. */
function drawShare(next: Stream, { share, alike }: Figure): number {
	if (alike === 0) return share;
	const size = 1 / alike - 1;
	const some = gamma(next, share * size);
	return some / (some + gamma(next, (1 - share) * size));
}

/** A gamma value of a shape: Marsaglia and Tsang 2000. */
function gamma(next: Stream, shape: number): number {
	if (shape < 1) return gamma(next, shape + 1) * next() ** (1 / shape);
	const d = shape - 1 / 3;
	const c = 1 / Math.sqrt(9 * d);
	for (;;) {
		const x = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
		const v = (1 + c * x) ** 3;
		if (v > 0 && Math.log(1 - next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
	}
}

/** Households come and go over a year and a half: each is there for one to three halves. */
function drawWorker(next: Stream, figure: Figure): Household[] {
	const count = Math.round(figure.households * (0.5 + next()));
	return Array.from({ length: count }, () => {
		const share = drawShare(next, figure);
		const first = integer(next, -1, 2);
		const last = first + integer(next, 0, 2);
		return HALVES.map((half) => {
			const rows = half >= first && half <= last ? integer(next, 1, 2 * figure.rows - 1) : 0;
			const successes = Array.from({ length: rows }, () => next() < share).filter(Boolean).length;
			return { rows, successes };
		});
	});
}

/** What a worker's rows add up to in the year that begins with a half. */
function addUp(worker: readonly Household[], unit: string, from: number): Tally {
	const year = worker
		.map((household) => household.slice(from, from + 2))
		.map((halves) => ({
			n: halves.reduce((sum, { rows }) => sum + rows, 0),
			successes: halves.reduce((sum, { successes }) => sum + successes, 0)
		}))
		.filter(({ n }) => n > 0);
	const sums = sumClusters(year);
	const { n, successes, clusters } = sums;
	return {
		unit,
		events: successes,
		of: n,
		rows: n,
		clients: clusters,
		design_effect: designEffect(sums),
		strata: new Map()
	};
}

/** Where each worker stands in the year that begins with a half. */
function stand(workers: readonly Household[][], from: number): (Standing | null)[] {
	const tallies = workers.map((worker, at) => addUp(worker, String(at), from));
	const pool = poolOf('share', tallies, { adjust: false });
	return tallies.map((each) => (each.of > 0 ? compare(pool, each) : null));
}

function positions(workers: readonly Household[][]): Position[] {
	const before = stand(workers, 0);
	return stand(workers, 1).flatMap((now, at) => (now ? [positionOf(now, before[at] ?? null, FAMILY)] : []));
}

it('says of nobody in 198 of 200 agencies where nobody differs that they are worth a conversation', () => {
	const agencies = 200;
	const said = new Map<string, number>();
	let claiming = 0;
	let outsideTwice = 0;
	for (let agency = 0; agency < agencies; agency++) {
		const next = streamOf(agency + 1);
		const found = [1, 2, 3].flatMap(() =>
			FIGURES.flatMap((figure) => positions(Array.from({ length: WORKERS }, () => drawWorker(next, figure))))
		);
		for (const { says } of found) said.set(says, (said.get(says) ?? 0) + 1);
		const claims = found.filter(({ says }) => says === 'worth a conversation').length;
		const twice = found.some((each) => each.says === 'look again' && each.before === 'outside');
		if (claims > 0) claiming++;
		if (claims > 0 || twice) outsideTwice++;
	}
	console.info(
		`Of ${String(agencies)} agencies without a difference: ${String(claiming)} with somebody worth a conversation, ${String(outsideTwice)} with somebody outside the 99.8 % limits twice;`,
		JSON.stringify(Object.fromEntries(said))
	);
	expect(claiming).toBeLessThanOrEqual(agencies / 100);
	// Without the limits that allow for how many are looked at, there would be too many.
	expect(outsideTwice).toBeGreaterThan(agencies / 100);
	expect(outsideTwice / agencies).toBeCloseTo(SIMULATED.outsideTwice, 1);
	expect(FAMILY.figures).toBe(SIMULATED.figures);
	expect(said.get('within chance')).toBeGreaterThan(0.97 * agencies * WORKERS * FAMILY.figures);
}, 60_000);

it('finds a worker at 30 % among nineteen at 60 %, each with 60 rows, as often as the methods page says', () => {
	const agencies = 500;
	const counts = { once: 0, twice: 0, worth: 0 };
	const { rows, share, others } = SIMULATED.differing;
	const next = streamOf(60);
	for (let agency = 0; agency < agencies; agency++) {
		const workers = Array.from({ length: WORKERS }, (_, at) =>
			HALVES.flatMap((half) =>
				Array.from({ length: rows / 2 }, (): Household => {
					const successes = Number(next() < (at === 0 ? share : others));
					return HALVES.map((each) => (each === half ? { rows: 1, successes } : { rows: 0, successes: 0 }));
				})
			)
		);
		const [before] = stand(workers, 0);
		const [now] = stand(workers, 1);
		if (!now || !before) throw new Error('The worker has no rows.');
		if (now.side === 'below') counts.once++;
		if (now.side === 'below' && before.side === 'below') counts.twice++;
		if (positionOf(now, before, FAMILY).says === 'worth a conversation') counts.worth++;
	}
	console.info(`Of ${String(agencies)} such workers:`, JSON.stringify(counts));
	const { now, twice, claimed } = SIMULATED.found;
	for (const [count, told] of [
		[counts.once, now],
		[counts.twice, twice],
		[counts.worth, claimed]
	] as const)
		expect(Math.abs(count / agencies - told)).toBeLessThan(0.05);
}, 60_000);

it('of rates it puts no more workers outside than it should, though some households stay long and are met often', () => {
	const agencies = 200;
	const outside = { clusters: 0, dispersion: 0 };
	let judged = 0;
	const next = streamOf(30);
	for (let agency = 0; agency < agencies; agency++) {
		const workers = Array.from({ length: WORKERS }, (_, at) => {
			const households = Array.from({ length: integer(next, 15, 45) }, () => {
				const people = next() < 0.45 ? integer(next, 2, 5) : 1;
				const months = 0.1 - 2.3 * Math.log(1 - next());
				return { events: people * poisson(next, months * 3.4 * (gamma(next, 2) / 2)), of: people * months };
			});
			return { unit: String(at), households };
		});
		const count = (effect: (households: { events: number; of: number }[]) => number) => {
			const tallies = workers.map(({ unit, households }): Tally => {
				const sum = (of: 'events' | 'of') => households.reduce((total, each) => total + each[of], 0);
				const size = { rows: households.length, clients: households.length };
				return {
					...{ unit, events: sum('events'), of: sum('of') },
					...{ ...size, design_effect: effect(households), strata: new Map<string, never>() }
				};
			});
			const pool = poolOf('rate', tallies, { adjust: false });
			return tallies.filter((each) => compare(pool, each).beyondChance !== null).length;
		};
		judged += WORKERS;
		outside.clusters += count(rateDesignEffect);
		outside.dispersion += count((households) =>
			Math.max(
				1,
				rate(households.map(({ events, of }) => ({ events, exposure_days: 30 * of })))?.dispersion ?? 1
			)
		);
	}
	console.info(
		`Of ${String(judged)} workers alike, outside the 99.8 % limits of chance: ${String(outside.clusters)}; by the dispersion of clients ${String(outside.dispersion)}.`
	);
	expect(outside.clusters).toBeLessThan(0.004 * judged);
	expect(outside.dispersion, 'why it is not used').toBeGreaterThan(0.008 * judged);
}, 60_000);

function poisson(next: Stream, mean: number): number {
	let count = 0;
	for (let sum = -Math.log(1 - next()); sum < mean; sum -= Math.log(1 - next())) count++;
	return count;
}
