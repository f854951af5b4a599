import { describe, expect, it } from 'vitest';
import { CHANCE, chanceOf, CHARTS } from '#lib/metrics/compare/chance.ts';
import { randomOf } from '#pipelines/sample/random.ts';
import { mediansOf, sharesOf, simulate } from '../trend-chance.ts';

const CHARTS_DRAWN = 4000;

describe('how often chance alone makes marks', () => {
	for (const chart of CHARTS)
		for (const { points, rates } of CHANCE[chart])
			it(`is as often as is said, in ${chart} charts of ${String(points)} points`, () => {
				const random = randomOf(`marks by chance ${chart} ${String(points)}`);
				const found = simulate(chart, points, { charts: CHARTS_DRAWN, random });
				for (const [kind, said] of Object.entries(rates)) {
					// Four standard errors of this smaller simulation, and what rounding took.
					const most = 4 * Math.sqrt((said * (1 - said)) / CHARTS_DRAWN) + 0.0005;
					expect([kind, Math.abs(found[kind as keyof typeof found] - said) <= most]).toEqual([kind, true]);
				}
			});

	it('is little more of shares with five rows of the rarer outcome, and of fewer far more: they are not judged', () => {
		const claimed = (rows: readonly [number, number], share: number) => {
			const random = randomOf(`rare ${rows.join(' ')} ${String(share)}`);
			return simulate('p-prime', 24, { charts: 2000, random, draw: sharesOf(rows, share) }).claimed;
		};
		const said = chanceOf('p-prime', 24, 'claimed');
		for (const [rows, share] of [
			[[5, 15], 0.5],
			[[12, 38], 0.8],
			[[25, 75], 0.9],
			[[50, 150], 0.95]
		] as const)
			expect(claimed(rows, share)).toBeLessThan(1.4 * said);
		expect(claimed([6, 18], 0.95)).toBeGreaterThan(2.5 * said);
	});

	it('is three times as often of medians of whole days: they are not judged', () => {
		const random = randomOf('medians');
		const { claimed } = simulate('xmr', 24, { charts: 500, random, draw: mediansOf(150) });
		expect(claimed).toBeGreaterThan(3 * chanceOf('xmr', 24, 'claimed'));
	});

	it('is all together in about one chart of five of 24 points', () => {
		expect(Math.round(1 / chanceOf('xmr', 24, 'any'))).toBe(5);
	});

	it('lies between what was simulated, and grows with the points', () => {
		for (const chart of CHARTS) {
			const rates = Array.from({ length: 60 }, (_, points) => chanceOf(chart, points, 'claimed'));
			expect(rates.slice(0, 12)).toEqual(Array.from({ length: 12 }, () => 0));
			for (const { points, rates: said } of CHANCE[chart])
				expect(rates[points]).toBeCloseTo(said.claimed, 12);
			expect(rates.slice(13).every((rate, at) => rate > rates[12 + at]! && rate < 1)).toBe(true);
		}
	});
});
