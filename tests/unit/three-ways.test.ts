import { expect, test } from 'vitest';
import { alike, madeUpWaits, smallNumbers, verdicts } from '#lib/metrics/examples.ts';
import type { FollowUp } from '#lib/metrics/estimate/time-to-event.ts';
import { countOutcomes, countThreeWays } from '#lib/metrics/three-ways.ts';

/** Housed on days 10 and 30, left on day 20, still waiting on day 40. */
const FOUR: FollowUp[] = [
	{ days: 10, outcome: 'event', cluster: 'a', count: 1 },
	{ days: 20, outcome: 'competing', cluster: 'b', count: 1 },
	{ days: 30, outcome: 'event', cluster: 'c', count: 1 },
	{ days: 40, outcome: 'censored', cluster: 'd', count: 1 }
];

test('four households counted in three ways: each way says more than the one before', () => {
	const ways = countThreeWays(FOUR, { days: [10, 30], upTo: 40 });
	expect(ways.map(({ id, n, half }) => [id, n, half])).toEqual([
		['everybody', 4, 30],
		['leavers set aside', 4, 30],
		['finished only', 2, 10]
	]);
	const shares = ways.map((way) => way.shares);
	// Day 30: 2 of 4; 1 − ¾ · ½; 2 of the 2 that were housed.
	for (const [at, expected] of [
		[0.25, 0.5],
		[0.25, 0.625],
		[0.5, 1]
	].entries())
		for (const [day, share] of expected.entries()) expect(shares[at]?.[day]).toBeCloseTo(share, 12);
	expect(countOutcomes(FOUR)).toEqual({ event: 2, competing: 1, censored: 1 });
});

test('the made-up cohort shows the difference', () => {
	const shares = countThreeWays(madeUpWaits(), { days: [90], upTo: 180 }).map((way) => way.shares[0] ?? 0);
	expect([...shares].sort((a, b) => a - b)).toEqual(shares);
	expect(new Set(shares).size).toBe(3);
});

test('more rows know the same share better, and rows of households that fare alike know it worse', () => {
	const widths = smallNumbers().map(({ lower, upper }) => upper - lower);
	expect([...widths].sort((a, b) => b - a)).toEqual(widths);
	const [strangers, households] = alike().map(({ share }) => share);
	expect(households?.value).toBe(strangers?.value);
	expect(strangers?.effective_n).toBe(300);
	expect(households?.effective_n).toBeCloseTo(99, 9);
});

test('there is an example of each verdict', () => {
	expect(verdicts().map(({ verdict }) => verdict)).toEqual([
		'better',
		'within chance',
		'worse',
		'too little data'
	]);
});
