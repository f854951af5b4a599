import { describe, expect, it } from 'vitest';
import { lateAmong } from '#lib/server/late.ts';

/** An export of a source: of which day, and up to which day it knows. */
const of = (exported: string, known: string, source = 'hmis') => ({
	source,
	source_name: source.toUpperCase(),
	exported_at: `${exported} 08:00:00`,
	observed_until: known
});
const MONTHLY = [
	of('2026-06-03', '2026-05-31'),
	of('2026-07-03', '2026-06-30'),
	of('2026-08-03', '2026-07-31'),
	of('2026-09-03', '2026-08-31')
];
const dueOf = (exports: Parameters<typeof lateAmong>[0], today: string, expected = {}) =>
	lateAmong(exports, expected, today).map(({ source, known, due }) => [source, known, due]);

describe('the newest data of a source is late', () => {
	it('when it is older than it usually was before, by more than a little', () => {
		expect(dueOf(MONTHLY, '2026-10-03')).toEqual([]);
		expect(dueOf(MONTHLY, '2026-10-12')).toEqual([]);
		expect(dueOf(MONTHLY, '2026-10-14')).toEqual([['hmis', '2026-08-31', '2026-10-04']]);
		expect(lateAmong(MONTHLY, {}, '2026-10-14')[0]).toMatchObject({ days: 34, isSet: false, name: 'HMIS' });
	});

	it('never by a rhythm of fewer than three days of exports', () => {
		expect(dueOf(MONTHLY.slice(0, 2), '2030-01-01')).toEqual([]);
		const backlog = ['2023', '2024', '2025'].map((year) => of('2026-06-03', `${year}-12-31`));
		expect(dueOf(backlog, '2030-01-01')).toEqual([]);
	});

	it('not on a Monday, where it comes on every working day', () => {
		const days = ['05', '06', '07', '08', '09'].map((day) => of(`2026-10-${day}`, `2026-10-${day}`));
		expect(dueOf(days, '2026-10-12')).toEqual([]);
		expect(dueOf(days, '2026-10-13')).toEqual([['hmis', '2026-10-09', '2026-10-10']]);
	});

	it('as it was set, to the day, and never where that is 0', () => {
		expect(dueOf(MONTHLY.slice(0, 1), '2026-06-30', { hmis: 30 })).toEqual([]);
		expect(dueOf(MONTHLY.slice(0, 1), '2026-07-01', { hmis: 30 })).toEqual([
			['hmis', '2026-05-31', '2026-06-30']
		]);
		expect(dueOf(MONTHLY, '2030-01-01', { hmis: 0, other: 1 })).toEqual([]);
	});

	it('each for itself, the one that is due longest first; an old export that comes late changes nothing', () => {
		const other = [of('2026-10-01', '2026-09-30', 'clarity'), of('2026-10-02', '2026-01-31', 'clarity')];
		expect(dueOf([...MONTHLY, ...other], '2026-12-01', { clarity: 7 })).toEqual([
			['hmis', '2026-08-31', '2026-10-04'],
			['clarity', '2026-09-30', '2026-10-07']
		]);
	});
});
