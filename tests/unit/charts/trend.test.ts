import { describe, expect, test } from 'vitest';
import { trend, type TrendPoint } from '#lib/charts/trend.ts';
import { drawings, elements, fileOf, HOSTILE, isInert, isWithin, numberOf, textsIn } from './drawn.ts';
import { figureWords, months, percent, trendOfChance, trendOfCounts, trendOfShares } from './samples.ts';

/** The same points, some of them without data. */
function without(points: readonly TrendPoint[], ...gaps: number[]): TrendPoint[] {
	return points.map((point, index) =>
		gaps.includes(index) ? { ...point, value: null, lower: null, upper: null } : point
	);
}

test('a trend looks as it did', async () => {
	await expect(fileOf(trend(trendOfShares))).toMatchFileSnapshot(
		'../../../src/lib/charts/demo/expected/trend.json'
	);
});

test('each period with a value has a dot, hollow where it is not mature', () => {
	for (const { svg } of drawings(trend(trendOfShares)!)) {
		expect(elements(svg, '.mature circle')).toHaveLength(21);
		expect(elements(svg, '.immature circle')).toHaveLength(2);
		expect(elements(svg, '.immature')[0]!.getAttribute('fill')).toBe('var(--paper)');
	}
});

test('a period without data is a gap in the line and in the band, and says so', () => {
	const chart = trend(trendOfShares)!;
	expect(chart.wide.places[5]!.dots).toEqual([]);
	expect(chart.readings[5]).toEqual({ label: 'Jun 2024', lines: ['no data'] });
	const [band] = elements(chart.wide.svg, '.band path');
	expect(band!.getAttribute('d')!.match(/M/g)).toHaveLength(2);
});

test('the reason for a gap is said where there is one', () => {
	const [first, second] = without(months(2), 1);
	const chart = trend({ ...trendOfShares, points: [first!, { ...second!, reason: 'too few people' }] })!;
	expect(chart.readings[1]!.lines).toEqual(['too few people']);
	expect(chart.start).toBe(0);
});

test('the line to a figure that is not mature is broken', () => {
	const { svg } = trend(trendOfShares)!.wide;
	expect(elements(svg, '.unsettled path, .unsettled line')).toHaveLength(2);
	expect(elements(svg, '.unsettled')[0]!.hasAttribute('stroke-dasharray')).toBe(true);
});

test('few periods have a whisker each; of many, only one that has no neighbor', () => {
	const few = trend({ ...trendOfShares, points: months(5) })!.wide.svg;
	expect(elements(few, '.whisker line')).toHaveLength(5);
	expect(elements(few, '.band')).toHaveLength(0);
	const many = trend({ ...trendOfShares, points: months(12) })!.wide.svg;
	expect(elements(many, '.whisker line')).toHaveLength(0);
	const alone = trend({ ...trendOfShares, points: without(months(12), 7) })!.wide.svg;
	expect(elements(alone, '.whisker line')).toHaveLength(1);
});

test('the standard is a line with its words at the height of its value', () => {
	for (const drawing of drawings(trend(trendOfShares)!)) {
		const [line] = elements(drawing.svg, '.goal line');
		const { top, bottom } = drawing.area;
		expect(numberOf(line!, 'y1')).toBeCloseTo(bottom - 0.8 * (bottom - top), 0);
		expect(textsIn(drawing.svg, '.goal-label text')).toEqual(['Standard 80 %']);
	}
	expect(elements(trend({ ...trendOfShares, standard: null })!.wide.svg, '.goal')).toHaveLength(0);
});

test('what the pointer finds is where the dot is', () => {
	const { wide } = trend(trendOfShares)!;
	const dots = elements(wide.svg, '.mature circle, .immature circle');
	const known = wide.places.filter(({ dots }) => dots.length > 0);
	expect(dots).toHaveLength(known.length);
	for (const [index, dot] of dots.entries()) {
		expect(numberOf(dot, 'cx')).toBeCloseTo(known[index]!.x, 0);
		expect(numberOf(dot, 'cy')).toBeCloseTo(known[index]!.dots[0]!, 0);
	}
	for (const drawing of drawings(trend(trendOfShares)!)) expect(isWithin(drawing)).toBe(true);
});

test('a share has an axis of 0 to 100 %, even if all are small', () => {
	const points = months(3).map((point) => ({ ...point, value: 0.02, lower: 0.01, upper: 0.03 }));
	const texts = textsIn(trend({ ...trendOfShares, points, standard: null })!.wide.svg);
	expect(texts).toEqual(expect.arrayContaining(['0 %', '25 %', '50 %', '75 %', '100 %']));
});

test('an amount begins at 0 and has room for its limits and its standard', () => {
	const points = months(3).map((point) => ({ ...point, value: 12, lower: 8, upper: 31 }));
	const chart = trend({
		points,
		scale: 'amount',
		standard: { value: 45, label: 'Standard 45 days' },
		words: {
			...figureWords,
			value: (days) => `${days} days`,
			tick: String,
			interval: (a, b) => `${a} to ${b}`
		}
	})!;
	expect(textsIn(chart.wide.svg)).toEqual(expect.arrayContaining(['0', '10', '50']));
	expect(elements(chart.wide.svg, '.goal line')).toHaveLength(1);
	expect(chart.readings[0]!.lines).toEqual(['12 days (8 to 31)', 'n = 40']);
});

test('counts are columns from 0, hollow where the period is not over', () => {
	for (const { svg, area } of drawings(trend(trendOfCounts)!)) {
		const columns = elements(svg, '.mature rect');
		expect(columns).toHaveLength(6);
		expect(elements(svg, '.immature rect')).toHaveLength(2);
		for (const column of columns) {
			expect(numberOf(column, 'y') + numberOf(column, 'height')).toBeCloseTo(area.bottom, 0);
		}
	}
	expect(trend(trendOfCounts)!.readings[0]!.lines).toEqual(['58']);
});

test('the table has a row for each period and says what the drawing shows', () => {
	const { table } = trend(trendOfShares)!;
	expect(table.columns.map(({ label }) => label)).toEqual([
		'Period',
		'Figure',
		'95 % interval',
		'Rests on',
		'Note'
	]);
	expect(table.rows.map(([period, figure, , n]) => [period, figure, n])).toEqual(
		trendOfShares.points.map(({ label, value, n }) => [
			label,
			value === null ? '' : percent(value),
			String(n)
		])
	);
	expect(table.rows[5]).toEqual(['Jun 2024', '', '', '0', 'no data']);
	expect(table.rows[23]![4]).toBe('not all observed long enough yet');
	expect(trend(trendOfCounts)!.table.columns.map(({ label }) => label)).toEqual(['Period', 'Figure', 'Note']);
});

test('the last period is always named; a year is named where it changes', () => {
	for (const { svg } of drawings(trend(trendOfShares)!)) {
		const named = textsIn(svg).filter((text) => /^[A-Z][a-z]{2}(20\d\d)?$/.test(text));
		expect(named.at(-1)).toMatch(/^Dec/);
		expect(named.filter((text) => text.endsWith('2025'))).toHaveLength(1);
	}
});

test('one period is a dot; none, or none with a value, is no chart', () => {
	expect(elements(trend({ ...trendOfShares, points: months(1) })!.wide.svg, 'circle')).toHaveLength(1);
	expect(trend({ ...trendOfShares, points: [] })).toBeNull();
	expect(trend({ ...trendOfShares, points: without(months(3), 0, 1, 2) })).toBeNull();
});

test('markup in words is text', () => {
	const points = months(3).map((point) => ({ ...point, label: HOSTILE, short: HOSTILE }));
	const chart = trend({ ...trendOfShares, points, standard: { value: 0.5, label: HOSTILE } })!;
	for (const { svg } of drawings(chart)) {
		expect(isInert(svg)).toBe(true);
		expect(textsIn(svg, '.goal-label text')).toEqual([HOSTILE]);
	}
});

describe('a trend that is held to chance', () => {
	test('looks as it did', async () => {
		await expect(fileOf(trend(trendOfChance))).toMatchFileSnapshot(
			'../../../src/lib/charts/demo/expected/trend-of-chance.json'
		);
	});

	test('has limits and a level for each point that is judged, and the band of no figure’s own interval', () => {
		for (const { svg } of drawings(trend(trendOfChance)!)) {
			expect(elements(svg, '.limits rect')).toHaveLength(21);
			expect(elements(svg, '.level line')).toHaveLength(21);
			expect(new Set(elements(svg, '.level line').map((line) => line.getAttribute('y1'))).size).toBe(2);
			expect(elements(svg, '.band, .whisker line')).toHaveLength(0);
		}
	});

	test('has a line and a day at the step change, between two periods', () => {
		for (const { svg, places } of drawings(trend(trendOfChance)!)) {
			const [line] = elements(svg, '.step line');
			expect(numberOf(line!, 'x1')).toBeCloseTo((places[11]!.x + places[12]!.x) / 2, 0);
			expect(textsIn(svg, '.step-label text')).toEqual(['3 Jan 2025']);
		}
	});

	test('tells the kinds of marks apart by their shapes, all in one color', () => {
		for (const { svg } of drawings(trend(trendOfChance)!)) {
			const shapes = elements(svg, '.mark path').map((shape) => shape.getAttribute('d'));
			expect(shapes).toHaveLength(4);
			expect(new Set(shapes).size).toBe(4);
			const colors = elements(svg, '.mark').map((mark) => mark.getAttribute('fill'));
			expect(new Set(colors)).toEqual(new Set(['var(--ink)']));
		}
	});

	test('says limits and marks in its readings and its table', () => {
		const { readings, table } = trend(trendOfChance)!;
		expect(readings[1]!.lines).toEqual(expect.arrayContaining(['by chance 45 to 85 %', 'outside, up']));
		expect(table.columns.map(({ label }) => label)).toEqual([
			'Period',
			'Figure',
			'95 % interval',
			'Rests on',
			'Level',
			'Limits of chance',
			'Sign',
			'Note'
		]);
		expect(table.rows[8]!.slice(4, 7)).toEqual(['65 %', '47 to 83 %', 'run of change, down']);
		expect(table.rows[23]!.slice(4, 7)).toEqual(['', '', '']);
	});

	test('puts the signs of counts over their columns', () => {
		const points = trendOfCounts.points.map((point, index) => ({
			...point,
			mark: index === 2 ? ({ kind: 'outside', side: 'up' } as const) : null
		}));
		const { svg } = trend({ ...trendOfCounts, points, chance: trendOfChance.chance })!.wide;
		const [mark] = elements(svg, '.mark').filter(({ children }) => children.length > 0);
		expect(mark!.getAttribute('transform')).toMatch(/^translate\(0,-\d/);
	});
});
