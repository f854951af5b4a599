import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomOf, type Random } from '#pipelines/sample/random.ts';

const draw = (random: Random, count: number) => Array.from({ length: count }, () => random.next());
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const many = (value: () => number) => Array.from({ length: 20_000 }, value);

describe('a stream', () => {
	it('is the same for the same name, on every machine', () => {
		const first = randomOf('tide');
		expect([first.integer(1, 1000), first.integer(1, 1000), first.integer(1, 1000)]).toEqual([237, 623, 37]);
		expect(draw(randomOf('tide'), 50)).toEqual(draw(randomOf('tide'), 50));
	});

	it('is another for another name', () => {
		expect(draw(randomOf('tide'), 5)).not.toEqual(draw(randomOf('ebb'), 5));
	});

	it('has branches of their own, and is not moved by them', () => {
		const random = randomOf('tide');
		const before = draw(random.fork('a'), 5);
		expect(draw(random.fork('b'), 5)).not.toEqual(before);
		expect(draw(random.fork('a'), 5)).toEqual(before);
		expect(draw(random, 5)).toEqual(draw(randomOf('tide'), 5));
	});

	it('stays from 0 up to, not including, 1', () => {
		fc.assert(
			fc.property(fc.string(), (name) => {
				for (const value of draw(randomOf(name), 20)) expect(value >= 0 && value < 1).toBe(true);
			}),
			{ numRuns: 50 }
		);
	});
});

describe('what is drawn', () => {
	it('has the means that its distribution says', () => {
		const random = randomOf('means');
		expect(mean(many(random.next))).toBeCloseTo(0.5, 1);
		expect(mean(many(random.normal))).toBeCloseTo(0, 1);
		expect(mean(many(() => random.exponential(7))) / 7).toBeCloseTo(1, 1);
		expect(mean(many(() => random.gamma(2)))).toBeCloseTo(1, 1);
		expect(mean(many(() => random.poisson(3)))).toBeCloseTo(3, 1);
		expect(mean(many(() => Number(random.chance(0.3))))).toBeCloseTo(0.3, 1);
		const waits = many(() => random.weibull(1.3, 60)).sort((one, other) => one - other);
		expect(waits[10_000]).toBeGreaterThan(58);
		expect(waits[10_000]).toBeLessThan(62);
	});

	it('reaches both ends of a range, and nothing beyond', () => {
		const random = randomOf('range');
		expect([...new Set(many(() => random.integer(2, 5)))].sort()).toEqual([2, 3, 4, 5]);
	});

	it('comes as often as its weight, and never at weight 0', () => {
		const random = randomOf('weights');
		const drawn = Array.from({ length: 10_000 }, () => random.among({ often: 9, seldom: 1, never: 0 }));
		expect(drawn.filter((each) => each === 'often').length / 10_000).toBeCloseTo(0.9, 1);
		expect(drawn).not.toContain('never');
		const pairs = Array.from({ length: 100 }, () =>
			random.weighted([
				[1, 1],
				[2, 0]
			])
		);
		expect(new Set(pairs)).toEqual(new Set([1]));
	});

	it('cannot come from nothing', () => {
		const random = randomOf('nothing');
		expect(() => random.pick([])).toThrow(RangeError);
		expect(() => random.among({ never: 0 })).toThrow(RangeError);
	});
});
