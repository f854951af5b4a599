import { describe, expect, it } from 'vitest';
import { CHANCE, chanceOf, CHARTS } from '#lib/metrics/compare/chance.ts';
import { randomOf } from '#pipelines/sample/random.ts';
import { DRAWS, mediansOf, ofBinomial, simulate } from '../trend-chance.ts';

const CHARTS_DRAWN = 4000;

describe('how often chance alone makes marks', () => {
	for (const chart of CHARTS)
		for (const { points, rates } of CHANCE[chart])
			it(`is as often as is said, in ${chart} charts of ${String(points)} points`, () => {
				const random = randomOf(`marks by chance ${chart} ${String(points)}`);
				const found = simulate(DRAWS[chart], points, { charts: CHARTS_DRAWN, random });
				for (const [kind, said] of Object.entries(rates)) {
					// Four standard errors of this smaller simulation, and what rounding took.
					const most = 4 * Math.sqrt((said * (1 - said)) / CHARTS_DRAWN) + 0.0005;
					expect([kind, Math.abs(found[kind as keyof typeof found] - said) <= most]).toEqual([kind, true]);
				}
			});

	it('is no more often where few successes or failures are expected', () => {
		for (const probability of [0.5, 0.6, 0.8, 0.9, 0.97, 0.03])
			for (const [fewest, most] of [
				[1, 3],
				[2, 8],
				[5, 20],
				[20, 100]
			] as const) {
				const random = randomOf(`few ${String(probability)} ${String(most)}`);
				const draw = ofBinomial(fewest, most, probability);
				const { claimed } = simulate(draw, 24, { charts: 500, random });
				const said = chanceOf('p-prime', 24, 'claimed');
				const most4 = said + 4 * Math.sqrt((said * (1 - said)) / 500);
				expect([probability, fewest, claimed <= most4 ? 'as said' : claimed]).toEqual([
					probability,
					fewest,
					'as said'
				]);
			}
	}, 60_000);

	it('is three times as often of medians of whole days: they are not judged', () => {
		const random = randomOf('medians');
		const { claimed } = simulate(mediansOf(150), 24, { charts: 500, random });
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
