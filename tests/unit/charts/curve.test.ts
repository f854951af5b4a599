import { expect, test } from 'vitest';
import { curve } from '#lib/charts/curve.ts';
import { drawings, elements, fileOf, HOSTILE, isInert, isWithin, numberOf, textsIn } from './drawn.ts';
import { curveOfAll, curvesOfGroups, rising } from './samples.ts';

test('curves look as they did', async () => {
	const folder = '../../../src/lib/charts/demo/expected';
	await expect(fileOf(curve(curveOfAll))).toMatchFileSnapshot(`${folder}/curve.json`);
	await expect(fileOf(curve(curvesOfGroups))).toMatchFileSnapshot(`${folder}/curves.json`);
});

test('a curve rises in steps: between two corners it is level', () => {
	const [line] = elements(curve(curveOfAll)!.wide.svg, 'path.curve, .curve path');
	const points = line!
		.getAttribute('d')!
		.split(/[ML]/)
		.slice(1)
		.map((pair) => pair.split(',').map(Number));
	expect(points.length).toBeGreaterThan(80);
	for (const [index, [x, y]] of points.entries()) {
		const [nextX, nextY] = points[index + 1] ?? [x, y];
		expect(x === nextX || y === nextY).toBe(true);
	}
});

test('one curve has its band; several have their intervals at the headline day', () => {
	expect(elements(curve(curveOfAll)!.wide.svg, '.band')).toHaveLength(1);
	const { svg } = curve(curvesOfGroups)!.wide;
	expect(elements(svg, '.band')).toHaveLength(0);
	expect(elements(svg, '.whisker line')).toHaveLength(2);
});

test('numbers at risk stand under the days of the axis', () => {
	for (const drawing of drawings(curve(curvesOfGroups)!)) {
		expect(textsIn(drawing.svg, '.at-risk text')).toEqual([
			...['118', '90', '69', '52', '40', '31', '23'],
			...['118', '105', '93', '82', '73', '0', '0']
		]);
		for (const text of elements(drawing.svg, '.at-risk text')) {
			const [x, y] = /\(([\d.]+),([\d.]+)\)/.exec(text.getAttribute('transform')!)!.slice(1).map(Number);
			expect(y!).toBeGreaterThan(drawing.area.bottom);
			expect(y! + 10).toBeLessThan(drawing.height);
			expect(x!).toBeLessThan(drawing.width);
		}
	}
});

test('the headline day has a rule, its share in words, and its standard on that day alone', () => {
	for (const { svg, area } of drawings(curve(curveOfAll)!)) {
		const [rule] = elements(svg, '.headline line');
		expect(numberOf(rule!, 'x1')).toBeCloseTo((area.left + area.right) / 2, 0);
		expect(textsIn(svg, '.share text')).toEqual(['38 % by day 90']);
		expect(textsIn(svg, '.goal-label text')).toEqual(['Target 50 %']);
		expect(elements(svg, '.goal path, path.goal, .goal line')).toHaveLength(1);
	}
});

test('a headline day that is not known yet has no rule', () => {
	const input = { ...curveOfAll, groups: [rising(null, 0.009, 60)] };
	const chart = curve(input)!;
	expect(elements(chart.wide.svg, '.headline')).toHaveLength(0);
	expect(chart.readings.at(-1)!.label).toBe('By day 60');
});

test('a dot is hollow where the share by the headline day is not mature', () => {
	const { svg } = curve(curvesOfGroups)!.wide;
	expect(elements(svg, '.mature circle')).toHaveLength(1);
	expect(elements(svg, '.immature circle')).toHaveLength(1);
});

test('readings hold the headline day and say what holds on that day', () => {
	const chart = curve(curveOfAll)!;
	expect(chart.readings[chart.start]).toEqual({
		label: 'By day 90',
		lines: ['38 % (33 to 44 %)', '52 still followed']
	});
	const groups = curve(curvesOfGroups)!;
	expect(groups.readings.at(-1)!.lines).toEqual([
		'Harbor Rapid Re-housing: 56 % (48 to 64 %)',
		'North Street: not known'
	]);
	expect(groups.wide.places.at(-1)!.dots).toHaveLength(1);
});

test('few corners can be read one by one, and the table has them all', () => {
	const points = [
		{ day: 0, share: 0, lower: 0, upper: 0 },
		{ day: 17, share: 0.25, lower: 0.1, upper: 0.5 },
		{ day: 60, share: 0.25, lower: 0.1, upper: 0.5 }
	];
	const group = {
		name: null,
		points,
		atRisk: (days: readonly number[]) => days.map((day) => 70 - day),
		immature: false
	};
	const chart = curve({ ...curveOfAll, groups: [group], headline: null })!;
	expect(chart.table.rows).toEqual([
		['By day 0', '0 %', '0 to 0 %', '70'],
		['By day 17', '25 %', '10 to 50 %', '53'],
		['By day 60', '25 %', '10 to 50 %', '10']
	]);
	expect(chart.readings.map(({ label }) => label)).toEqual(['By day 0', 'By day 17', 'By day 60']);
});

test('the table has a row for each group and day that is known', () => {
	const { table, readings } = curve(curvesOfGroups)!;
	expect(table.columns.map(({ label }) => label)).toEqual([
		'Day',
		'Group',
		'Share',
		'95 % interval',
		'Still followed'
	]);
	const known = readings.flatMap(({ lines }) => lines.filter((line) => !line.endsWith('not known')));
	expect(table.rows.map(([, name, share, interval]) => `${name}: ${share} (${interval})`).sort()).toEqual(
		known.sort()
	);
});

test('all that can be read is within the drawing', () => {
	for (const input of [curveOfAll, curvesOfGroups]) {
		for (const drawing of drawings(curve(input)!)) expect(isWithin(drawing)).toBe(true);
	}
});

test('nobody is no curve; a group without points is left out; five are too many', () => {
	expect(curve({ ...curveOfAll, groups: [] })).toBeNull();
	const empty = { ...rising('Nobody', 0.01), points: [] };
	expect(curve({ ...curveOfAll, groups: [empty] })).toBeNull();
	expect(curve({ ...curveOfAll, groups: [empty, rising('All', 0.01)] })!.readings[0]!.lines).toHaveLength(1);
	const five = Array.from({ length: 5 }, (_, index) => rising(`Group ${index}`, 0.01));
	expect(() => curve({ ...curveOfAll, groups: five })).toThrow('5 curves in one picture: at most 4.');
});

test('only day 0 known is a curve of one day', () => {
	const chart = curve({ ...curveOfAll, groups: [rising(null, 0.01, 0)] })!;
	expect(chart.readings).toHaveLength(1);
	expect(chart.wide.svg).not.toContain('NaN');
});

test('markup in names is text', () => {
	const chart = curve({ ...curvesOfGroups, groups: [rising(HOSTILE, 0.01), rising('b', 0.02)] })!;
	for (const { svg } of drawings(chart)) expect(isInert(svg)).toBe(true);
});
