import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byar, exactPoisson, rate, type ClientExposure } from '../../src/lib/metrics/estimate/rate.ts';

const ORACLES = new URL('../../../shared/reference/oracles/', import.meta.url);

const clientsOf = (pairs: readonly (readonly [events: number, exposure_days: number])[]): ClientExposure[] =>
	pairs.map(([events, exposure_days]) => ({ events, exposure_days }));

const anyClients = fc
	.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 400 })), {
		minLength: 1,
		maxLength: 40
	})
	.map(clientsOf);

describe('exactPoisson', () => {
	it('goes from 0 to −ln 0.025 for no events', () => {
		// e^−upper = 0.025.
		expect(exactPoisson(0, 1)).toEqual({ lower: 0, upper: expect.closeTo(3.6888794541, 9) as number });
		expect(exactPoisson(0, 50).upper).toBeCloseTo(3.6888794541 / 50, 11);
	});

	it('goes from 0.2422 to 7.2247 for two events, as tables have it', () => {
		const { lower, upper } = exactPoisson(2, 1);
		expect(lower).toBeCloseTo(0.242209, 6);
		expect(upper).toBeCloseTo(7.224688, 6);
		// The definition: 1 − e^−l (1 + l) and e^−u (1 + u + u²/2) are 0.025.
		expect(1 - Math.exp(-lower) * (1 + lower)).toBeCloseTo(0.025, 10);
		expect(Math.exp(-upper) * (1 + upper + upper ** 2 / 2)).toBeCloseTo(0.025, 10);
	});

	it('shrinks as exposure grows', () => {
		const once = exactPoisson(7, 30);
		const often = exactPoisson(7, 300);
		expect(often.lower).toBeCloseTo(once.lower / 10, 14);
		expect(often.upper).toBeCloseTo(once.upper / 10, 14);
	});

	it.each([
		[-1, 5],
		[1.5, 5],
		[NaN, 5],
		[3, 0],
		[0, 0],
		[3, -1],
		[3, NaN],
		[3, Infinity]
	])('refuses %d events in %d', (events, exposure) => {
		expect(() => exactPoisson(events, exposure)).toThrow(RangeError);
		expect(() => byar(events, exposure)).toThrow(RangeError);
	});
});

describe('byar', () => {
	it('comes within one in a hundred of the exact limits from ten events on, and is narrower than for none', () => {
		for (let events = 10; events <= 2000; events++) {
			const exact = exactPoisson(events, 365);
			const near = byar(events, 365);
			expect(Math.abs(near.lower / exact.lower - 1)).toBeLessThan(0.01);
			expect(Math.abs(near.upper / exact.upper - 1)).toBeLessThan(0.01);
		}
		expect(byar(0, 10).lower).toBe(0);
		// (1 − 1/9 + z/3)³.
		expect(byar(0, 10).upper).toBeCloseTo((8 / 9 + 1.959963984540054 / 3) ** 3 / 10, 12);
	});
});

describe('rate', () => {
	it('is 4 per 30 days for clients with 2 and with 6 events in 30 days each, and says how little two say', () => {
		// 4 expected of each: chi-squared 1 + 1 on 1 degree of freedom. √(2/8) = ½, t = 12.7062.
		const result = rate(
			clientsOf([
				[2, 30],
				[6, 30]
			])
		)!;
		expect(result).toMatchObject({ per_30_days: 4, events: 8, exposure_days: 60, clients: 2, dispersion: 2 });
		expect(result.lower).toBeCloseTo(4 * Math.exp(-12.7062047362 / 2), 10);
		expect(result.upper).toBeCloseTo(4 * Math.exp(12.7062047362 / 2), 5);
	});

	it('weighs clients by their exposure', () => {
		// 10 events in 100 days, not the mean of 3 per 10 and 7 per 90.
		const result = rate(
			clientsOf([
				[3, 10],
				[7, 90]
			])
		)!;
		expect(result.per_30_days).toBe(3);
		// 1 and 9 expected: 4/1 + 4/9.
		expect(result.dispersion).toBeCloseTo(40 / 9, 12);
	});

	it('is never narrower than chance, where clients are more alike than chance', () => {
		// Each has four events: no dispersion, and yet twelve events are only twelve.
		const result = rate(
			clientsOf([
				[4, 30],
				[4, 30],
				[4, 30]
			])
		)!;
		expect(result.dispersion).toBe(0);
		expect(result.lower).toBeCloseTo(4 * Math.exp(-1.959963984540054 / Math.sqrt(12)), 12);
		expect(result.upper).toBeCloseTo(4 * Math.exp(1.959963984540054 / Math.sqrt(12)), 12);
	});

	it('of one client is a single stream', () => {
		const { lower, upper } = exactPoisson(9, 365);
		expect(rate(clientsOf([[9, 365]]))).toEqual({
			per_30_days: (30 * 9) / 365,
			lower: expect.closeTo(30 * lower, 12) as number,
			upper: expect.closeTo(30 * upper, 12) as number,
			events: 9,
			exposure_days: 365,
			clients: 1,
			dispersion: null
		});
	});

	it('of no events starts at 0 and has the exact upper limit', () => {
		const result = rate(
			clientsOf([
				[0, 20],
				[0, 30]
			])
		)!;
		expect(result).toMatchObject({ per_30_days: 0, lower: 0, dispersion: null, clients: 2 });
		expect(result.upper).toBeCloseTo((30 * 3.6888794541) / 50, 9);
	});

	it('leaves out clients without a day and without an event', () => {
		expect(
			rate(
				clientsOf([
					[2, 30],
					[0, 0],
					[6, 30]
				])
			)
		).toEqual(
			rate(
				clientsOf([
					[2, 30],
					[6, 30]
				])
			)
		);
	});

	it('is null without a day or without clients', () => {
		expect(rate([])).toBeNull();
		expect(rate(clientsOf([[0, 0]]))).toBeNull();
	});

	it('refuses events on no day, and what is no count', () => {
		expect(() => rate(clientsOf([[1, 0]]))).toThrow('their days are exposure');
		expect(() =>
			rate(
				clientsOf([
					[2, 30],
					[-1, 30]
				])
			)
		).toThrow(RangeError);
		expect(() => rate(clientsOf([[2, -30]]))).toThrow(RangeError);
		expect(() => rate(clientsOf([[2.5, 30]]))).toThrow(RangeError);
	});

	it('has an interval that holds the rate, finite and never NaN', () => {
		const extreme = fc
			.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 1_000_000 })), {
				minLength: 1,
				maxLength: 4
			})
			.map(clientsOf);
		fc.assert(
			fc.property(fc.oneof(anyClients, extreme), (clients) => {
				const { per_30_days, lower, upper, dispersion, events, exposure_days } = rate(clients)!;
				expect(per_30_days).toBeCloseTo((30 * events) / exposure_days, 12);
				expect(lower).toBeGreaterThanOrEqual(0);
				expect(per_30_days).toBeGreaterThanOrEqual(lower);
				expect(upper).toBeGreaterThanOrEqual(per_30_days);
				expect(upper).toBeLessThan(Infinity);
				if (dispersion !== null) expect(dispersion).toBeGreaterThanOrEqual(0);
			}),
			{ numRuns: 500 }
		);
	});

	it('halves when everybody is exposed twice as long, the dispersion unmoved', () => {
		fc.assert(
			fc.property(anyClients, (clients) => {
				const once = rate(clients)!;
				const twice = rate(clients.map((each) => ({ ...each, exposure_days: 2 * each.exposure_days })))!;
				for (const key of ['per_30_days', 'lower', 'upper'] as const)
					expect(twice[key] * 2).toBeCloseTo(once[key], 10 - Math.ceil(Math.log10(1 + once[key])));
				if (once.dispersion === null) expect(twice.dispersion).toBeNull();
				else expect(twice.dispersion).toBeCloseTo(once.dispersion, 10);
			})
		);
	});

	it('narrows when there are more clients of the same kind', () => {
		fc.assert(
			fc.property(anyClients, (clients) => {
				fc.pre(clients.length > 1);
				const once = rate(clients)!;
				const twice = rate([...clients, ...clients])!;
				expect(twice.upper - twice.lower).toBeLessThan(once.upper - once.lower);
			})
		);
	});
});

describe.skipIf(!existsSync(ORACLES))('held to R', () => {
	const read = (name: string) => readFileSync(new URL(name, ORACLES), 'utf8').trim();
	const near = (ours: number, theirs: number) =>
		expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(1e-6 * Math.abs(theirs));

	it('rates.csv', () => {
		const lines = read('rates.csv').split('\n').slice(1);
		expect(lines).toHaveLength(7);
		for (const line of lines) {
			const [events, exposure, exactLower, exactUpper, byarLower, byarUpper] = line
				.split(',')
				.map(Number) as [number, number, number, number, number, number];
			const exact = exactPoisson(events, exposure);
			near(exact.lower, exactLower);
			near(exact.upper, exactUpper);
			const approximate = byar(events, exposure);
			near(approximate.lower, byarLower);
			near(approximate.upper, byarUpper);
		}
	});

	it('client-rates.csv', () => {
		const clients = read('client-rates.csv')
			.split('\n')
			.slice(1)
			.map((line) => {
				const [, events, exposure_days] = line.split(',').map(Number);
				return { events: events!, exposure_days: exposure_days! };
			});
		const oracle = JSON.parse(read('client-rates.json')) as Record<string, number>;
		const ours = rate(clients)!;
		expect(ours.clients).toBe(40);
		near(ours.per_30_days, oracle.per_30_days!);
		near(ours.lower, oracle.lower!);
		near(ours.upper, oracle.upper!);
		near(ours.dispersion!, oracle.dispersion!);
	});
});
