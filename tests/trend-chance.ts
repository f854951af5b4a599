import { expectShares } from '#lib/metrics/compare/few.ts';
import { findMarks, MARKS, type MarkKind, type Point } from '#lib/metrics/compare/marks.ts';
import { xmr } from '#lib/metrics/compare/xmr.ts';
import type { Random } from '#pipelines/sample/random.ts';

/** Draws one chart of points about which there is nothing to find. */
export type Draw = (points: number, random: Random) => Point[];

const ofNormal: Draw = (count, random) => {
	const values = Array.from({ length: count }, () => random.normal());
	const found = xmr(values);
	return found === null ? [] : values.map((value) => ({ value, ...found }));
};

/** Shares of so many rows, each a success with a probability. */
export const ofBinomial =
	(fewest: number, most: number, probability: number): Draw =>
	(count, random) => {
		const parts = Array.from({ length: count }, () => {
			const n = random.integer(fewest, most);
			let successes = 0;
			for (let row = 0; row < n; row++) if (random.chance(probability)) successes++;
			return { share: successes / n, n, effective: n };
		});
		const found = expectShares(parts);
		return found === null ? [] : parts.map(({ share }, at) => ({ value: share, ...found[at]! }));
	};

/** Medians of so many times in whole days, most of which are of the same day or the next. */
export const mediansOf =
	(rows: number): Draw =>
	(count, random) => {
		const values = Array.from({ length: count }, () => {
			const days = Array.from({ length: rows }, () => random.weighted(LAGS)).sort((a, b) => a - b);
			return (days[(rows - 1) >> 1]! + days[rows >> 1]!) / 2;
		});
		const found = xmr(values);
		return found === null ? [] : values.map((value) => ({ value, ...found }));
	};
const LAGS = [
	[0, 46],
	[1, 29],
	[2, 12],
	[3, 13]
] as const;

export const DRAWS = { xmr: ofNormal, 'p-prime': ofBinomial(20, 100, 0.6) };

/** In which share of charts of so many points chance alone makes each kind of mark, any, or one that is claimed. */
export function simulate(
	draw: Draw,
	points: number,
	{ charts, random }: { charts: number; random: Random }
): Record<MarkKind | 'any' | 'claimed', number> {
	const counts = { outside: 0, 'run of change': 0, 'two of three': 0, 'one side': 0, any: 0, claimed: 0 };
	for (let each = 0; each < charts; each++) {
		const kinds = new Set(findMarks(draw(points, random)).signals.map(({ kind }) => kind));
		for (const kind of MARKS) if (kinds.has(kind)) counts[kind]++;
		if (kinds.size > 0) counts.any++;
		if (kinds.has('outside') || kinds.has('one side')) counts.claimed++;
	}
	const share = (count: number) => count / charts;
	return {
		outside: share(counts.outside),
		'run of change': share(counts['run of change']),
		'two of three': share(counts['two of three']),
		'one side': share(counts['one side']),
		any: share(counts.any),
		claimed: share(counts.claimed)
	};
}
