import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDate } from '#lib/metrics/periods.ts';
import { DEFAULT_VIEW, presets, readView, writeView, type View } from '#lib/view.ts';

const dimensions = ['program', 'team', 'worker'];
const read = (query: string) => readView(new URLSearchParams(query), dimensions);

describe('an address', () => {
	test('without a choice is the default view', () => {
		expect(read('')).toEqual({ view: DEFAULT_VIEW, problems: [] });
		expect(read('from=&to=&grain=&by=&where=&page=2')).toEqual({ view: DEFAULT_VIEW, problems: [] });
	});

	test('says period, steps, groups and filters', () => {
		const query = 'from=2026-07-01&to=2026-09-30&grain=month&by=team&where=program:Rapid A&where=team:a:b';
		expect(read(query)).toEqual({
			view: {
				period: { from: '2026-07-01', to: '2026-09-30' },
				grain: 'month',
				by: ['team'],
				where: [
					{ dimension: 'program', value: 'Rapid A' },
					{ dimension: 'team', value: 'a:b' }
				]
			},
			problems: []
		});
	});

	test('says each thing once', () => {
		const { view } = read('by=team&by=team&where=team:a&where=team:a');
		expect(view.by).toEqual(['team']);
		expect(view.where).toHaveLength(1);
	});

	test.each([
		['from=2026-13-01', { kind: 'date', value: '2026-13-01' }],
		['to=tomorrow', { kind: 'date', value: 'tomorrow' }],
		['from=2026-07-02&to=2026-07-01', { kind: 'order', from: '2026-07-02', to: '2026-07-01' }],
		['grain=week', { kind: 'grain', value: 'week' }],
		['by=shoe_size', { kind: 'dimension', value: 'shoe_size' }],
		['where=shoe_size:42', { kind: 'dimension', value: 'shoe_size' }],
		['where=Rapid A', { kind: 'condition', value: 'Rapid A' }],
		['where=:Rapid A', { kind: 'condition', value: ':Rapid A' }]
	])('with %s leaves that out and tells it', (query, problem) => {
		expect(read(`${query}&by=program`)).toEqual({
			view: { ...DEFAULT_VIEW, by: ['program'] },
			problems: [problem]
		});
	});

	test('keeps what is right beside what is wrong', () => {
		const { view, problems } = read('from=2026-07-01&to=2026-02-30&where=team:a&where=b');
		expect(view).toMatchObject({ period: { from: '2026-07-01' }, where: [{ value: 'a' }] });
		expect(problems).toHaveLength(2);
	});
});

const day = fc
	.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
	.map((date) => date.toISOString().slice(0, 10));
const someView: fc.Arbitrary<View> = fc.record({
	period: fc.oneof(
		fc.constant({}),
		day.map((from) => ({ from })),
		day.map((to) => ({ to })),
		fc.tuple(day, day).map((days) => {
			const [from = '', to = ''] = days.sort();
			return { from, to };
		})
	),
	grain: fc.constantFrom(null, 'month', 'quarter', 'year'),
	by: fc.uniqueArray(fc.constantFrom(...dimensions)),
	where: fc.uniqueArray(
		fc.record({ dimension: fc.constantFrom(...dimensions), value: fc.string({ unit: 'grapheme' }) }),
		{ selector: ({ dimension, value }) => `${dimension}:${value}` }
	)
});

test('a view that is written and read is the same view', () => {
	fc.assert(
		fc.property(someView, (view) => {
			expect(read(writeView(view))).toEqual({ view, problems: [] });
		})
	);
});

test('no address, however odd, makes a view that the engine refuses', () => {
	const name = fc.constantFrom('from', 'to', 'grain', 'by', 'where', 'x');
	const value = fc.oneof(fc.string(), day, fc.constantFrom('month', 'team', 'team:a', 'x:a'));
	fc.assert(
		fc.property(fc.array(fc.tuple(name, value)), (pairs) => {
			const { view } = readView(new URLSearchParams(pairs), dimensions);
			const { from, to } = view.period;
			for (const each of [from, to]) if (each !== undefined) expect(isDate(each)).toBe(true);
			if (from !== undefined && to !== undefined) expect(from <= to).toBe(true);
			for (const each of [...view.by, ...view.where.map(({ dimension }) => dimension)])
				expect(dimensions).toContain(each);
		})
	);
});

describe('the periods to choose', () => {
	const days = (observedUntil: string, fiscalYearStart: number) =>
		presets(observedUntil, fiscalYearStart).map(({ id, period }) => `${id} ${period.from} ${period.to}`);

	test('end on the last day observed and follow the fiscal year', () => {
		expect(days('2026-11-15', 10)).toEqual([
			'last-12-months 2025-11-16 2026-11-15',
			'this-quarter 2026-10-01 2026-11-15',
			'last-quarter 2026-07-01 2026-09-30',
			'this-year 2026-10-01 2026-11-15',
			'last-year 2025-10-01 2026-09-30'
		]);
	});

	test('are whole where the data ends with them', () => {
		expect(days('2024-12-31', 1)).toEqual([
			'last-12-months 2024-01-01 2024-12-31',
			'this-quarter 2024-10-01 2024-12-31',
			'last-quarter 2024-07-01 2024-09-30',
			'this-year 2024-01-01 2024-12-31',
			'last-year 2023-01-01 2023-12-31'
		]);
	});

	test('are none without data, and the first of them is the default view', () => {
		expect(presets(null, 1)).toEqual([]);
		expect(presets('2024-12-31', 1)[0]?.chosen).toEqual({});
	});
});
