import { expect, test } from 'vitest';
import { bars } from '#lib/charts/bars.ts';
import { drawings, elements, fileOf, HOSTILE, isInert, isWithin, numberOf, textsIn } from './drawn.ts';
import { barsOfShares } from './samples.ts';

const group = barsOfShares.groups[0]!;
const counts = {
	...barsOfShares,
	scale: 'count' as const,
	groups: [120, 30, 0].map((value, index) => ({
		...group,
		label: `Team ${index}`,
		value,
		lower: null,
		upper: null
	})),
	overall: null,
	standard: null,
	words: { ...barsOfShares.words, value: String, tick: String }
};

test('bars look as they did', async () => {
	await expect(fileOf(bars(barsOfShares))).toMatchFileSnapshot(
		'../../../src/lib/charts/demo/expected/bars.json'
	);
});

test('a group is a dot with its interval, hollow where it is not mature', () => {
	for (const { svg } of drawings(bars(barsOfShares)!)) {
		expect(elements(svg, '.mature circle')).toHaveLength(2);
		expect(elements(svg, '.immature circle')).toHaveLength(1);
		expect(elements(svg, '.whisker line')).toHaveLength(3);
		expect(elements(svg, 'rect')).toHaveLength(0);
	}
});

test('a group without a figure says why, in its row', () => {
	const chart = bars(barsOfShares)!;
	for (const { svg, places } of drawings(chart)) {
		expect(textsIn(svg, '.none text')).toEqual(['too few people']);
		expect(places[3]!.dots).toEqual([]);
	}
	expect(chart.readings[3]!.lines).toEqual(['too few people']);
});

test('counts are bars from 0 as long as their value', () => {
	for (const { svg, area } of drawings(bars(counts)!)) {
		const [first, second, none] = elements(svg, '.mature rect');
		expect(numberOf(first!, 'x')).toBeCloseTo(area.left, 0);
		expect(numberOf(first!, 'width') / numberOf(second!, 'width')).toBeCloseTo(4, 1);
		expect(numberOf(none!, 'width')).toBe(0);
		expect(elements(svg, 'circle')).toHaveLength(0);
	}
});

test('all and the standard are lines through all rows, each with its words', () => {
	for (const { svg, area } of drawings(bars(barsOfShares)!)) {
		const [goal] = elements(svg, '.goal line');
		expect(numberOf(goal!, 'x1')).toBeCloseTo((area.left + area.right) / 2, 0);
		expect(numberOf(goal!, 'y2')).toBeCloseTo(area.bottom, 0);
		expect(textsIn(svg, '.goal-label text')).toEqual(['Target 50 %']);
		expect(textsIn(svg, '.middle-label text')).toEqual(['All 48 %']);
	}
});

test('a long name is broken or cut, and its title has it whole', () => {
	const { wide, narrow } = bars(barsOfShares)!;
	const long = barsOfShares.groups[2]!.label;
	for (const { svg } of [wide, narrow]) {
		const [name] = elements(svg, '.name text').filter(
			(each) => each.querySelector('title')?.textContent === long
		);
		expect(name!.textContent).toContain('…');
	}
	expect(bars(barsOfShares)!.table.rows[2]![0]).toBe(long);
});

test('what the pointer finds is where the mark is', () => {
	for (const drawing of drawings(bars(barsOfShares)!)) {
		expect(isWithin(drawing)).toBe(true);
		const drawn = elements(drawing.svg, 'circle').map((dot) => [numberOf(dot, 'cx'), numberOf(dot, 'cy')]);
		const found = drawing.places.flatMap(({ x, dots }) => dots.map((y) => [x, y]));
		expect(drawn.sort()).toEqual(found.sort());
	}
});

test('thirty groups each have a row of their own', () => {
	const groups = Array.from({ length: 30 }, (_, index) => ({ ...group, label: `Worker ${index}` }));
	for (const { places, height } of drawings(bars({ ...barsOfShares, groups })!)) {
		const apart = places.slice(1).map(({ y }, index) => y - places[index]!.y);
		expect(Math.min(...apart)).toBeGreaterThan(20);
		expect(places.at(-1)!.y).toBeLessThan(height);
	}
});

test('the table has a row for each group', () => {
	const { table } = bars(barsOfShares)!;
	expect(table.rows.map(([name]) => name)).toEqual(barsOfShares.groups.map(({ label }) => label));
	expect(table.rows[0]).toEqual(['Harbor Rapid Re-housing', '41 %', '32 to 51 %', '118', '']);
	expect(table.rows[3]).toEqual(['Night Outreach', '', '', '3', 'too few people']);
});

test('no group is no chart; groups that all lack a figure still say why', () => {
	expect(bars({ ...barsOfShares, groups: [] })).toBeNull();
	const only = bars({ ...barsOfShares, groups: [barsOfShares.groups[3]!] })!;
	expect(textsIn(only.wide.svg, '.none text')).toEqual(['too few people']);
});

test('markup in a name is text, in the drawing and in its title', () => {
	const chart = bars({ ...barsOfShares, groups: [{ ...group, label: HOSTILE }] })!;
	for (const { svg } of drawings(chart)) {
		expect(isInert(svg)).toBe(true);
		expect(svg).toContain('&lt;script&gt;');
	}
});
