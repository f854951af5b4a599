import { expect, test } from 'vitest';
import { flow } from '#lib/charts/flow.ts';
import { drawings, elements, fileOf, HOSTILE, isInert, isWithin, numberOf, textsIn } from './drawn.ts';
import { flowOfHouseholds } from './samples.ts';

const chart = flow(flowOfHouseholds)!;

test('a flow looks as it did', async () => {
	await expect(fileOf(chart)).toMatchFileSnapshot('../../../src/lib/charts/demo/expected/flow.json');
});

test('a bar is as long as there are households that could reach the stage, in three parts end to end', () => {
	for (const { svg, area } of drawings(chart)) {
		const of = (part: string) => elements(svg, `.${part} rect`).slice(1); // the first is the key's
		expect([of('reached').length, of('waiting').length, of('left').length]).toEqual([4, 3, 3]);
		const [started, engaged] = of('reached');
		expect(numberOf(started!, 'x')).toBeCloseTo(area.left, 0);
		expect(numberOf(started!, 'width')).toBeCloseTo(area.right - area.left, 0);
		expect(numberOf(engaged!, 'width') / numberOf(started!, 'width')).toBeCloseTo(380 / 412, 2);
		const [waiting] = of('waiting');
		const [left] = of('left');
		expect(numberOf(waiting!, 'x')).toBeCloseTo(numberOf(engaged!, 'x') + numberOf(engaged!, 'width'), 0);
		expect(numberOf(left!, 'x') + numberOf(left!, 'width')).toBeCloseTo(area.right, 0);
	}
});

test('each bar says its numbers, and a stage that is not collected says so and has no bar', () => {
	for (const { svg, places } of drawings(chart)) {
		expect(textsIn(svg, '.says text')).toContain('198 had a home · 118 waiting · 96 left before');
		expect(textsIn(svg, '.none text')).toEqual(['not collected']);
		expect(places[2]!.dots).toEqual([]);
		expect(textsIn(svg, '.key text')).toEqual(['reached it', 'waiting', 'left before']);
	}
	expect(chart.readings[2]!.lines).toEqual(['not collected']);
});

test('what the pointer finds is within the drawing, and the table says the same', () => {
	for (const drawing of drawings(chart)) expect(isWithin(drawing)).toBe(true);
	expect(chart.table.columns.map(({ label }) => label)).toEqual([
		'Stage',
		'Could reach it',
		'reached it',
		'waiting',
		'left before',
		'Note'
	]);
	expect(chart.table.rows[3]!.slice(1)).toEqual(['412', '198', '118', '96', '']);
	expect(chart.table.rows[2]!.slice(1)).toEqual(['', '', '', '', 'not collected']);
});

test('a name that is too long for the narrow drawing is cut, and its title has it whole', () => {
	const long = flowOfHouseholds.stages[3]!.label;
	const [name] = elements(chart.narrow.svg, '.name text').filter(
		(each) => each.querySelector('title')?.textContent === long
	);
	expect(name!.textContent).toContain('…');
	expect(chart.table.rows[3]![0]).toBe(long);
});

test('nobody at all is no bar, and no stages are no chart', () => {
	const nobody = flowOfHouseholds.stages.map((bar) => ({ ...bar, reached: 0, waiting: 0, left: 0 }));
	expect(elements(flow({ ...flowOfHouseholds, stages: nobody })!.wide.svg, '.left rect')).toHaveLength(1);
	expect(flow({ ...flowOfHouseholds, stages: [] })).toBeNull();
});

test('markup in a name is text', () => {
	const [first] = flowOfHouseholds.stages;
	const hostile = flow({ ...flowOfHouseholds, stages: [{ ...first!, label: HOSTILE }] })!;
	for (const { svg } of drawings(hostile)) expect(isInert(svg)).toBe(true);
});
