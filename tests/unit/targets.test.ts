import { describe, expect, it } from 'vitest';
import { promised, type Target } from '#lib/metrics/targets.ts';

const year = { from: '2025-07-01', to: '2026-06-30' };
const quarter = { from: '2026-01-01', to: '2026-03-31' };
const toDate = { from: '2025-07-01', to: '2026-03-31' };
const target = (value: number, more: Partial<Target> = {}): Target => ({
	value,
	program: '',
	grant: 'Rapid 26',
	...year,
	...more
});

describe('what a grant promises', () => {
	it('of a total is for its own period only: the quarter, the year to date, the year', () => {
		const targets = [target(25, quarter), target(70, toDate), target(100)];
		const of = (period: typeof year) =>
			promised(targets, { kind: 'count' }, { grant: 'Rapid 26', period })?.value;
		expect([quarter, toDate, year].map(of)).toEqual([25, 70, 100]);
		expect(of({ from: '2025-07-01', to: '2025-12-31' })).toBeUndefined();
		expect(promised([target(9)], { kind: 'sum' }, { grant: 'Rapid 26', period: quarter })).toBeNull();
	});

	it('of any other figure is what covers the period, the nearest first', () => {
		const targets = [target(0.7, quarter), target(0.6)];
		const of = (period: typeof year) =>
			promised(targets, { kind: 'ratio' }, { grant: 'Rapid 26', period })?.value;
		expect([quarter, toDate, year].map(of)).toEqual([0.7, 0.6, 0.6]);
	});

	it('is that grant’s alone, and of one program only where that is asked for', () => {
		const targets = [target(0.9, { program: 'Lantern' }), target(0.8, { grant: 'ESG' }), target(0.6)];
		const of = (grant: string | undefined, program: string | null = null) =>
			promised(targets, { kind: 'ratio' }, { grant, program, period: quarter })?.value;
		expect(of('Rapid 26')).toBe(0.6);
		expect(of('Rapid 26', 'Lantern')).toBe(0.9);
		expect(of('ESG', 'Lantern')).toBe(0.8);
		expect(of('Nobody')).toBeUndefined();
		expect(of(undefined)).toBe(0.8);
	});
});
