import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Strata, type Part, type Tally } from '../../src/lib/metrics/compare/case-mix.ts';
import {
	angle,
	atAngle,
	limitsOf,
	overdispersion,
	span,
	traceLimits,
	zOf,
	type Measure,
	type Pool
} from '../../src/lib/metrics/compare/funnel.ts';
import { farTail, positionOf } from '../../src/lib/metrics/compare/position.ts';
import { between, shrink } from '../../src/lib/metrics/compare/shrink.ts';
import { compare, poolOf } from '../../src/lib/metrics/compare/units.ts';

const ORACLES = new URL('../../../shared/reference/oracles/', import.meta.url);

/** A unit whose rows are all of different people. */
function unitOf(
	unit: string,
	events: number,
	of: number,
	strata: Record<string, [number, number]> = {}
): Tally {
	return {
		unit,
		events,
		of,
		rows: of,
		clients: of,
		design_effect: 1,
		strata: new Map(Object.entries(strata).map(([id, [own, n]]) => [id, { events: own, of: n, rows: n }]))
	};
}

const share = (value: number, tau2 = 0): Pool => ({ measure: 'share', value, tau2 });

describe.skipIf(!existsSync(ORACLES))('the oracle of units', () => {
	const read = (file: string) => readFileSync(new URL(file, ORACLES), 'utf8');
	const [head = '', ...lines] = existsSync(ORACLES) ? read('units.csv').trim().split('\n') : [];
	const columns = head.replaceAll('"', '').split(',');
	const rows = lines.map((line) => {
		const cells = line.replaceAll('"', '').split(',');
		return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']));
	});
	const points = rows.map((row) => ({
		value: Number(row.numerator) / Number(row.denominator),
		n: Number(row.denominator)
	}));
	const sum = (column: string) => rows.reduce((total, row) => total + Number(row[column]), 0);
	const pooled = sum('numerator') / sum('denominator');
	const whole = existsSync(ORACLES) ? (JSON.parse(read('units.json')) as Record<string, number>) : {};
	const near = (value: number | undefined, expected: unknown) =>
		expect(Math.abs(Number(value) / Number(expected) - 1)).toBeLessThan(1e-6);

	it('has the pooled value, the overdispersion and the variance between units', () => {
		near(pooled, whole.pooled);
		const { phi, tau2 } = overdispersion('share', points, pooled);
		near(phi, whole.phi);
		near(tau2, whole.tau2_funnel);
		const found = between('share', points);
		near(found?.tau2, whole.tau2_dl);
		near(found?.mu, whole.mu_dl);
	});

	it('has the limits, z, shrunken value and reliability of each unit', () => {
		const found = between('share', points) ?? expect.fail('no units');
		for (const [at, row] of rows.entries()) {
			const point = points[at]!;
			for (const [name, limit] of Object.entries(limitsOf(share(pooled), point.n))) near(limit, row[name]);
			near(zOf('share', point, pooled), row.z);
			const { value, reliability } = shrink('share', point, found);
			near(value, row.shrunk);
			near(reliability, row.reliability);
		}
		expect(rows.length).toBe(14);
	});
});

const chances = fc.double({ min: 0.001, max: 0.999, noNaN: true });
const variances = fc.double({ min: 0, max: 0.3, noNaN: true });
const measures = fc.constantFrom<Measure>('share', 'rate');
const sizes = fc.double({ min: 1, max: 5000, noNaN: true });

describe('limits', () => {
	it('stay within the values that there can be, hold the pooled one, and 99.8 % holds 95 %', () => {
		fc.assert(
			fc.property(measures, chances, variances, sizes, (measure, value, tau2, n) => {
				const { lower95, upper95, lower998, upper998 } = limitsOf({ measure, value, tau2 }, n);
				expect(lower998).toBeGreaterThanOrEqual(0);
				expect(upper998).toBeLessThanOrEqual(measure === 'share' ? 1 : Infinity);
				expect(lower998).toBeLessThanOrEqual(lower95);
				expect(upper998).toBeGreaterThanOrEqual(upper95);
				// The exact limits go by whole rows: they hold the pooled value but for less than one.
				expect(lower95).toBeLessThanOrEqual(value + 1 / Math.floor(n));
				expect(upper95).toBeGreaterThanOrEqual(value - 1 / Math.floor(n));
			})
		);
	});

	it('widen as n falls: those of chance alone but for one row, since they go by whole rows', () => {
		fc.assert(
			fc.property(
				chances,
				fc.integer({ min: 1, max: 3000 }),
				fc.integer({ min: 1, max: 300 }),
				fc.constantFrom(0.025, 0.001, 1e-5),
				(value, n, more, tail) => {
					const [lower, upper] = span(share(value), n, tail);
					const [within, without] = span(share(value), n + more, tail);
					expect(lower).toBeLessThan(within + 1 / n);
					expect(upper).toBeGreaterThan(without - 1 / n);
				}
			)
		);
	});

	it('widen as n falls, without any step, where units differ more than chance', () => {
		fc.assert(
			fc.property(measures, chances, sizes, sizes, (measure, value, one, other) => {
				const [few, many] = one < other ? [one, other] : [other, one];
				// Far more than chance: the limits are those on the scale of angles.
				const pool: Pool = { measure, value, tau2: 0.2 };
				const [narrow, wide] = [limitsOf(pool, many), limitsOf(pool, few)];
				expect(wide.lower998).toBeLessThanOrEqual(narrow.lower998 + 1e-12);
				expect(wide.upper998).toBeGreaterThanOrEqual(narrow.upper998 - 1e-12);
			})
		);
	});

	it('are never narrower than those of chance alone, and never fold back', () => {
		fc.assert(
			fc.property(measures, chances, variances, variances, sizes, (measure, value, one, other, n) => {
				const [less, more] = one < other ? [one, other] : [other, one];
				const [few, many, chance] = [less, more, 0].map((tau2) => limitsOf({ measure, value, tau2 }, n));
				for (const side of ['lower95', 'lower998'] as const) {
					expect(few![side]).toBeLessThanOrEqual(chance![side]);
					expect(many![side]).toBeLessThanOrEqual(few![side] + 1e-12);
				}
				for (const side of ['upper95', 'upper998'] as const) {
					expect(few![side]).toBeGreaterThanOrEqual(chance![side]);
					expect(many![side]).toBeGreaterThanOrEqual(few![side] - 1e-12);
				}
			})
		);
	});

	it('leave out at most 0.1 % of what chance gives on either side', () => {
		// 12 of 20 expected: 3 or fewer in 0.005 %, 4 or fewer in 0.03 %, 5 or fewer in 0.16 %.
		const [lower, upper] = span(share(0.6), 20, 0.001);
		expect([lower * 20, upper * 20]).toEqual([5, 18]);
	});

	it('take a fraction of a row down to whole rows, and less than one for one', () => {
		expect(limitsOf(share(0.4), 30.9)).toEqual(limitsOf(share(0.4), 30));
		expect(limitsOf(share(0.4), 0.5)).toEqual(limitsOf(share(0.4), 1));
	});

	it('of a rate are Poisson’s', () => {
		// 4 expected in 2 units of exposure: none in 1.8 %, 9 or more in 2.1 %, 12 or more in 0.09 %.
		expect(limitsOf({ measure: 'rate', value: 2, tau2: 0 }, 2)).toEqual({
			lower95: 0.5,
			upper95: 4,
			lower998: 0,
			upper998: 5.5
		});
	});
});

describe('the lines of the picture', () => {
	it('only widen as sizes fall, and nothing outside of them is within its limits', () => {
		fc.assert(
			fc.property(
				measures,
				chances,
				variances,
				fc.integer({ min: 2, max: 4000 }),
				(measure, value, tau2, n) => {
					const pool: Pool = { measure, value, tau2 };
					const lines = traceLimits(pool, n);
					expect(lines.at(-1)?.n).toBe(n);
					for (const [at, line] of lines.entries()) {
						const limits = limitsOf(pool, line.n);
						expect(line.lower998).toBeLessThanOrEqual(limits.lower998);
						expect(line.upper998).toBeGreaterThanOrEqual(limits.upper998);
						const next = lines[at + 1];
						if (!next) continue;
						expect(line.n).toBeLessThan(next.n);
						expect(line.lower998).toBeLessThanOrEqual(next.lower998);
						expect(line.upper998).toBeGreaterThanOrEqual(next.upper998);
					}
				}
			),
			{ numRuns: 30 }
		);
	});
});

describe('the scale of angles', () => {
	it('leads back to where it came from, and keeps what lies beyond at the ends', () => {
		fc.assert(
			fc.property(measures, fc.double({ min: 0, max: 1, noNaN: true }), (measure, value) => {
				expect(atAngle(measure, angle(measure, value))).toBeCloseTo(value, 12);
			})
		);
		expect([atAngle('share', -0.3), atAngle('share', 2)]).toEqual([0, 1]);
		expect(atAngle('rate', -0.3)).toBe(0);
	});
});

describe('units that differ by chance alone', () => {
	it('have a variance between them of 0, and no reliability', () => {
		const points = [0.5, 0.5, 0.5].map((value) => ({ value, n: 40 }));
		expect(between('share', points)).toEqual({ tau2: 0, mu: angle('share', 0.5) });
		expect(shrink('share', points[0]!, { tau2: 0, mu: angle('share', 0.4) })).toEqual({
			value: expect.closeTo(0.4, 12) as number,
			reliability: 0
		});
	});
});

describe('the mix of cases', () => {
	// Single people are housed in 80 of 100, families in 20 of 100; A has only families, B only single people.
	const pool = [
		unitOf('A', 12, 60, { families: [12, 60] }),
		unitOf('B', 48, 60, { single: [48, 60] }),
		unitOf('C', 40, 80, { single: [32, 40], families: [8, 40] })
	];

	it('is what a unit is expected to have by: like the pool in each stratum, it is like the pool', () => {
		const strata = new Strata('share', pool);
		expect(strata.value).toBe(0.5);
		for (const each of pool) {
			const expected = strata.expect(each, true);
			expect(expected.events).toBeCloseTo(each.events, 12);
			expect(strata.adjust(each, expected)?.value).toBeCloseTo(0.5, 12);
		}
		expect(strata.expect(pool[0]!, false).events).toBe(30);
	});

	it('gives a size that knows as much: 60 rows of which each hangs on a chance of 20 % for one of 50 %', () => {
		const strata = new Strata('share', pool);
		// Var(0.5 · O ÷ 12) = (0.5 ÷ 12)² · 60 · 0.2 · 0.8 = 1 ÷ 60; 0.25 ÷ n is that at n = 15.
		expect(strata.adjust(pool[0]!, strata.expect(pool[0]!, true))?.n).toBeCloseTo(15, 12);
	});

	it('says how much of what is expected rests on the unit’s own rows', () => {
		const strata = new Strata('share', pool);
		expect(strata.expect(pool[0]!, true).own).toBeCloseTo(0.6, 12);
		expect(strata.expect(pool[2]!, true).own).toBeCloseTo(0.4, 12);
		expect(strata.expect(pool[0]!, false).own).toBeCloseTo(0.3, 12);
	});

	it('takes strata of fewer than 30 rows together, and for all rows where that is still too few', () => {
		const few = (unit: string, n: number) => unitOf(unit, n / 2, n, { [unit]: [n / 2, n] });
		const large = unitOf('L', 90, 100, { large: [90, 100] });
		const together = new Strata('share', [few('a', 20), few('b', 16), large]);
		expect(together.expect(unitOf('a', 0, 10, { a: [0, 10] }), true).events).toBe(5);
		const alone = new Strata('share', [few('a', 20), large]);
		expect(alone.expect(unitOf('a', 0, 12, { a: [0, 12] }), true).events).toBeCloseTo(10, 12);
	});

	it('never leads to more than all, or fewer than none', () => {
		const part: fc.Arbitrary<Part> = fc
			.tuple(fc.integer({ min: 1, max: 80 }), fc.double({ min: 0, max: 1, noNaN: true }))
			.map(([of, part]) => ({ of, rows: of, events: Math.round(of * part) }));
		const unit = fc.dictionary(fc.constantFrom('a', 'b', 'c'), part, { minKeys: 1 }).map((strata) => {
			const parts = Object.entries(strata);
			const sum = (key: keyof Part) => parts.reduce((total, [, each]) => total + each[key], 0);
			return { ...unitOf('', sum('events'), sum('of')), strata: new Map(parts) };
		});
		fc.assert(
			fc.property(fc.array(unit, { minLength: 2, maxLength: 12 }), (units) => {
				const tallies = units.map((each, at) => ({ ...each, unit: String(at) }));
				const pooled = poolOf('share', tallies, { adjust: true });
				for (const each of tallies) {
					const { adjusted, limits, shrunk, reliability } = compare(pooled, each);
					for (const value of [adjusted?.value ?? 0, shrunk, reliability, ...Object.values(limits)]) {
						expect(value).toBeGreaterThanOrEqual(0);
						expect(value).toBeLessThanOrEqual(1);
					}
				}
			})
		);
	});
});

describe('what may be said of a unit', () => {
	const family = { units: 6, figures: 10, ofClients: true };
	const others = ['B', 'C', 'D', 'E', 'F'].map((unit) => unitOf(unit, 60, 100));
	const standing = (unit: Tally, rest = others) =>
		compare(poolOf('share', [unit, ...rest], { adjust: false }), unit);
	const say = (now: Tally, before: Tally | null, rest = others) =>
		positionOf(standing(now, rest), before && standing(before, rest), family);

	it('is nothing of fewer than ten people, whatever their result', () => {
		expect(say({ ...unitOf('A', 0, 40), clients: 9 }, unitOf('A', 0, 40))).toEqual({
			says: 'too little data',
			why: 'few clients'
		});
		expect(say({ ...unitOf('A', 0, 40), clients: 10 }, null).says).toBe('look again');
	});

	it('is nothing where no result that it could have would lie outside', () => {
		// With 60 % to be expected, 4 of 4 and 0 of 4 come up by chance in 13 % and 2.6 %.
		const alike = { ...unitOf('A', 0, 60), design_effect: 15 };
		expect(say(alike, null)).toEqual({ says: 'too little data', why: 'no result could' });
	});

	it('is nothing where nobody else has such cases', () => {
		expect(say(unitOf('A', 10, 1000), null, [unitOf('B', 30, 100)])).toEqual({
			says: 'too little data',
			why: 'alone'
		});
	});

	it('is that chance gives it, within the limits', () => {
		expect(say(unitOf('A', 55, 100), unitOf('A', 10, 100))).toEqual({ says: 'within chance' });
	});

	it('is to look again, outside for the first time or with too little known of before', () => {
		expect(say(unitOf('A', 20, 100), unitOf('A', 55, 100))).toEqual({
			says: 'look again',
			side: 'below',
			before: 'within'
		});
		for (const before of [null, { ...unitOf('A', 1, 9) }])
			expect(say(unitOf('A', 20, 100), before)).toEqual({
				says: 'look again',
				side: 'below',
				before: 'not known'
			});
	});

	it('is to look again where it lay on the other side before', () => {
		expect(say(unitOf('A', 20, 100), unitOf('A', 95, 100))).toMatchObject({
			says: 'look again',
			before: 'within'
		});
	});

	it('is worth a conversation outside now and six months before, in both directions', () => {
		expect(say(unitOf('A', 20, 100), unitOf('A', 25, 100))).toEqual({
			says: 'worth a conversation',
			side: 'below'
		});
		expect(say(unitOf('A', 98, 100), unitOf('A', 95, 100))).toEqual({
			says: 'worth a conversation',
			side: 'above'
		});
	});

	it('is not yet worth one where so many are looked at that chance leads somebody there', () => {
		const [now, before] = [standing(unitOf('A', 40, 100)), standing(unitOf('A', 25, 100))];
		expect(now.side).toBe('below');
		expect(positionOf(now, before, { units: 1, figures: 1, ofClients: true }).says).toBe(
			'worth a conversation'
		);
		expect(positionOf(now, before, { units: 100, figures: 40, ofClients: true })).toEqual({
			says: 'look again',
			side: 'below',
			before: 'outside'
		});
		expect(farTail({ units: 100, figures: 40 })).toBe(0.1 / 8000);
	});

	it('does not hold against the others that one of few lies far off', () => {
		const rest = [unitOf('B', 900, 1000), unitOf('C', 890, 1000), unitOf('D', 910, 1000)];
		const late = unitOf('A', 400, 1000);
		expect(say(late, late, rest).says).toBe('worth a conversation');
		const pool = poolOf('share', [late, ...rest], { adjust: false });
		for (const each of rest) {
			expect(compare(pool, each).side).toBe('above');
			expect(positionOf(compare(pool, each), null, family)).toEqual({ says: 'pulled', side: 'above' });
		}
	});

	it('is within how much units differ anyway, where many do', () => {
		const many = Array.from({ length: 20 }, (_, at) =>
			unitOf(`U${String(at)}`, at % 4 === 0 ? 400 : 850, 1000)
		);
		const pool = poolOf('share', many, { adjust: false });
		expect(positionOf(compare(pool, many[0]!), null, family)).toEqual({
			says: 'within differences',
			side: 'below'
		});
	});

	it('rests on the design effect of all where few households would make it look smaller', () => {
		const alike = others.map((each) => ({ ...each, design_effect: 3 }));
		const own = standing(unitOf('A', 20, 100), alike);
		expect(own.crude.n).toBeCloseTo(100 / (16 / 6), 12);
	});
});
