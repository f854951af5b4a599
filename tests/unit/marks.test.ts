import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMarks, MARKS, type Point } from '#lib/metrics/compare/marks.ts';

/** Values about a mean of 0 with limits at −3 and 3; a null is a period without a figure. */
const about = (values: readonly (number | null)[], { centre = 0, reach = 3 } = {}) =>
	values.map((value): Point | null => (value === null ? null : { value, centre, reach }));
const kinds = (values: readonly (number | null)[]) =>
	findMarks(about(values)).marks.map((mark) => (mark === null ? null : `${mark.kind}, ${mark.side}`));
const nothing = (count: number) => Array.from({ length: count }, () => null);

describe('outside the limits', () => {
	it('is a value beyond them, on the side where it is', () => {
		expect(kinds([1, 3.1, -1, -3.1, 1])).toEqual([null, 'outside, up', null, 'outside, down', null]);
	});

	it('is not a value on them, to 1e-9', () => {
		expect(kinds([1, 3, -1, -3, 3 + 1e-10])).toEqual(nothing(5));
	});
});

describe('seven points rising or falling', () => {
	it('are marked, all of them', () => {
		expect(kinds([-1.8, -1.2, -0.6, 0, 0.6, 1.2, 1.8, -1])).toEqual([
			...Array.from({ length: 7 }, () => 'run of change, up'),
			null
		]);
		expect(kinds([1.8, 1.2, 0.6, 0, -0.6, -1.2, -1.8])).toEqual(
			Array.from({ length: 7 }, () => 'run of change, down')
		);
	});

	it('are not six, nor seven of which two are the same', () => {
		expect(kinds([-1.8, -1.2, -0.6, 0, 0.6, 1.2])).toEqual(nothing(6));
		expect(kinds([-1.8, -1.2, -0.6, 0, 0, 0.6, 1.2])).toEqual(nothing(7));
	});
});

describe('two of three near a limit', () => {
	it('are marked, and the third is not', () => {
		expect(kinds([-1, 2.1, 0.5, 2.2, -1])).toEqual([
			null,
			'two of three, up',
			null,
			'two of three, up',
			null
		]);
		expect(kinds([1, -2.1, -2.2, -0.1, 1])).toEqual([
			null,
			'two of three, down',
			'two of three, down',
			null,
			null
		]);
	});

	it('are not where the third is on the mean or beyond it, or one lies at two thirds', () => {
		expect(kinds([-1, 2.1, 0, 2.2, -1])).toEqual(nothing(5));
		expect(kinds([-1, 2.1, -0.1, 2.2, -1])).toEqual(nothing(5));
		expect(kinds([-1, 2, 0.5, 2.2, -1])).toEqual(nothing(5));
	});

	it('count one that is outside, which keeps its own mark', () => {
		expect(kinds([-1, 3.5, 0.5, 2.2, -1])).toEqual([null, 'outside, up', null, 'two of three, up', null]);
	});
});

describe('seven points on one side of the mean', () => {
	const seven = [1, 0.5, 1, 0.5, 1, 0.5, 1];

	it('are marked with all that go on from there', () => {
		expect(kinds([-1, ...seven, 0.5, -1])).toEqual([
			null,
			...Array.from({ length: 8 }, () => 'one side, up'),
			null
		]);
	});

	it('are not six, nor seven broken by one on the mean', () => {
		expect(kinds(seven.slice(1))).toEqual(nothing(6));
		expect(kinds([1, 0.5, 1, 0, 1, 0.5, 1, 0.5])).toEqual(nothing(8));
		expect(kinds([1, 0.5, 1, 1e-10, 1, 0.5, 1, 0.5])).toEqual(nothing(8));
	});

	it('are not where a period without a figure lies between', () => {
		expect(kinds([1, 0.5, 1, null, 0.5, 1, 0.5, 1])).toEqual(nothing(8));
	});

	it('leave a point outside its own mark, and are told whole', () => {
		const { signals, marks } = findMarks(about([1, 0.5, 4, 0.5, 1, 0.5, 1]));
		expect(marks[2]).toEqual({ kind: 'outside', side: 'up' });
		expect(marks[3]).toEqual({ kind: 'one side', side: 'up' });
		expect(signals).toContainEqual({ kind: 'one side', side: 'up', first: 0, last: 6 });
	});
});

const series = fc.array(fc.option(fc.integer({ min: -8, max: 8 })), { maxLength: 40 });

describe('marks of any series', () => {
	it('are the same upside down, with the sides exchanged', () => {
		fc.assert(
			fc.property(
				series,
				fc.integer({ min: -2, max: 2 }),
				fc.integer({ min: 1, max: 6 }),
				(all, centre, reach) => {
					const upright = findMarks(about(all, { centre, reach })).marks;
					const negative = all.map((value) => (value === null ? null : -value));
					const turned = findMarks(about(negative, { centre: -centre, reach })).marks;
					const other = { up: 'down', down: 'up' } as const;
					expect(turned.map((mark) => mark && { ...mark, side: other[mark.side] })).toEqual(upright);
				}
			)
		);
	});

	it('are the same for values that are stretched and moved', () => {
		fc.assert(
			fc.property(
				series,
				fc.integer({ min: 1, max: 9 }),
				fc.integer({ min: -9, max: 9 }),
				(all, times, by) => {
					const moved = all.map((value) => (value === null ? null : value * times + by));
					expect(findMarks(about(moved, { centre: by, reach: 3 * times })).marks).toEqual(
						findMarks(about(all)).marks
					);
				}
			)
		);
	});

	it('never are of a period without a figure, and each has a signal that holds it, the first of its kinds', () => {
		fc.assert(
			fc.property(series, (all) => {
				const { signals, marks } = findMarks(about(all));
				for (const [at, mark] of marks.entries()) {
					const holding = signals.filter(({ first, last }) => first <= at && at <= last);
					if (all[at] === null) expect([mark, holding]).toEqual([null, []]);
					else if (mark !== null) {
						expect(holding.some(({ kind, side }) => kind === mark.kind && side === mark.side)).toBe(true);
						const sooner: string[] = MARKS.slice(0, MARKS.indexOf(mark.kind)).filter(
							(kind) => kind !== 'two of three'
						);
						expect(holding.filter(({ kind }) => sooner.includes(kind))).toEqual([]);
					}
				}
			})
		);
	});

	it('do not change when a gap and other points are put behind them', () => {
		fc.assert(
			fc.property(series, series, (all, more) => {
				const alone = findMarks(about(all)).marks;
				expect(findMarks(about([...all, null, ...more])).marks.slice(0, all.length)).toEqual(alone);
			})
		);
	});
});
