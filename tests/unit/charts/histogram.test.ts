import fc from 'fast-check';
import { expect, test } from 'vitest';
import { histogram, type Histogram } from '#lib/charts/histogram.ts';
import { drawings, elements, fileOf, HOSTILE, isInert, isWithin, numberOf, textsIn } from './drawn.ts';
import { delays } from './samples.ts';

const plain = { ...delays, median: null, standard: null };

function spans(values: Histogram['values']): string[] {
	return histogram({ ...plain, values })!.table.rows.map(([range]) => range!);
}

test('a histogram looks as it did', async () => {
	await expect(fileOf(histogram(delays))).toMatchFileSnapshot(
		'../../../src/lib/charts/demo/expected/histogram.json'
	);
});

test('few days have a bin each; more have bins of as many whole days as calendars like', () => {
	expect(spans([[3, 1]])).toEqual(['0 days', '1 days', '2 days', '3 days']);
	expect(spans([[39, 100]]).slice(0, 2)).toEqual(['0 to 1 days', '2 to 3 days']);
	expect(spans([[130, 100]]).slice(0, 2)).toEqual(['0 to 6 days', '7 to 13 days']);
	expect(spans([[500, 100]]).slice(0, 2)).toEqual(['0 to 29 days', '30 to 59 days']);
});

test('a long tail is one bin that stands apart', () => {
	const chart = histogram(delays)!;
	expect(chart.readings.at(-1)!.label).toBe('more than 12 days');
	expect(textsIn(chart.wide.svg, '.beyond text')).toEqual(['> 12']);
	const [before, last] = elements(chart.wide.svg, '.bin rect').slice(-2);
	expect(numberOf(last!, 'x')).toBeGreaterThan(numberOf(before!, 'x') + numberOf(before!, 'width') + 10);
});

test('every row is in one bin, whatever the values', () => {
	const counted = fc.uniqueArray(
		fc.tuple(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 1, max: 500 })),
		{
			selector: ([value]) => value,
			minLength: 1,
			maxLength: 60
		}
	);
	fc.assert(
		fc.property(counted, fc.option(fc.integer({ min: 0, max: 400 })), (pairs, standard) => {
			const values = pairs.toSorted(([a], [b]) => a - b);
			const goal = standard === null ? null : { value: standard, label: 'Standard' };
			const chart = histogram({ ...plain, values, standard: goal })!;
			const total = values.reduce((sum, [, count]) => sum + count, 0);
			expect(chart.table.rows.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(total);
			expect(chart.table.rows.length).toBeLessThanOrEqual(21);
			for (const drawing of drawings(chart)) {
				expect(isWithin(drawing)).toBe(true);
				expect(drawing.svg).not.toContain('NaN');
			}
		}),
		{ numRuns: 30 }
	);
});

test('the standard is right of the last day that is within it, the median in the middle of its day', () => {
	const { svg, area } = histogram(delays)!.wide;
	// 13 bins of a day, half a bin, and the bin of all that is longer.
	const day = (area.right - area.left) / 14.5;
	const [goal] = elements(svg, '.goal line');
	const [median] = elements(svg, '.middle line');
	expect(numberOf(goal!, 'x1')).toBeCloseTo(area.left + 4 * day, 0);
	expect(numberOf(median!, 'x1')).toBeCloseTo(area.left + 2.5 * day, 0);
	expect(textsIn(svg, '.goal-label text, .middle-label text').sort()).toEqual([
		'Median 2 days',
		'Standard 3 days'
	]);
});

test('a standard beyond the longest is still within the drawing', () => {
	const chart = histogram({
		...plain,
		values: [[2, 9]],
		standard: { value: 30, label: 'Standard 30 days' }
	})!;
	const [goal] = elements(chart.wide.svg, '.goal line');
	expect(numberOf(goal!, 'x1')).toBeLessThanOrEqual(chart.wide.area.right);
});

test('a bin is as high as its count, and reads as the table says', () => {
	const chart = histogram(delays)!;
	const { svg, area, places } = chart.wide;
	const bins = elements(svg, '.bin rect');
	expect(bins).toHaveLength(chart.table.rows.length);
	for (const [index, bin] of bins.entries()) {
		expect(numberOf(bin, 'y')).toBeCloseTo(places[index]!.y, 0);
		expect(numberOf(bin, 'y') + numberOf(bin, 'height')).toBeCloseTo(area.bottom, 0);
	}
	expect(chart.readings.map(({ label, lines }) => [label, lines[0]])).toEqual(
		chart.table.rows.map(([range, count]) => [range, `${count} records`])
	);
});

test('the keyboard starts at the bin of the median', () => {
	const chart = histogram(delays)!;
	expect(chart.readings[chart.start]!.label).toBe('2 days');
});

test('no rows are no chart', () => {
	expect(histogram({ ...plain, values: [] })).toBeNull();
});

test('markup in words is text', () => {
	const chart = histogram({ ...delays, standard: { value: 3, label: HOSTILE } })!;
	for (const { svg } of drawings(chart)) expect(isInert(svg)).toBe(true);
});
