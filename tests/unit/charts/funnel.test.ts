import { expect, test } from 'vitest';
import { funnel } from '#lib/charts/funnel.ts';
import { nearest } from '#lib/charts/parts/focus.ts';
import { drawings, elements, fileOf, HOSTILE, isInert, isWithin, numberOf, textsIn } from './drawn.ts';
import { funnelOfTeams } from './samples.ts';

test('a funnel looks as it did', async () => {
	await expect(fileOf(funnel(funnelOfTeams))).toMatchFileSnapshot(
		'../../../src/lib/charts/demo/expected/funnel.json'
	);
});

test('a unit outside is a square, one with too little data hollow, the others are dots', () => {
	for (const { svg } of drawings(funnel(funnelOfTeams)!)) {
		expect(elements(svg, '.within circle')).toHaveLength(2);
		expect(elements(svg, '.unknown circle')).toHaveLength(1);
		expect(elements(svg, '.outside path')).toHaveLength(1);
	}
});

test('limits are two pairs of lines about the value of all, each with its words', () => {
	for (const { svg } of drawings(funnel(funnelOfTeams)!)) {
		expect(elements(svg, '.limits-95 path, .limits-998 path')).toHaveLength(4);
		expect(elements(svg, '.middle line')).toHaveLength(1);
		expect(textsIn(svg, '.ends text')).toEqual(['All 79 %', '95 %', '99.8 %', '95 %', '99.8 %']);
	}
});

test('units are named beside their dots, workers are not', () => {
	const workers = { ...funnelOfTeams, named: false };
	for (const { svg } of drawings(funnel(workers)!)) expect(elements(svg, '.name text')).toHaveLength(0);
	const { wide } = funnel(funnelOfTeams)!;
	expect(textsIn(wide.svg, '.name text').sort()).toEqual(
		funnelOfTeams.points.map(({ label }) => label).sort()
	);
});

test('of many units only those outside are named', () => {
	const many = Array.from({ length: 20 }, (_, at) => ({
		...funnelOfTeams.points[at === 3 ? 1 : 0]!,
		label: `Site ${String(at)}`
	}));
	const { wide } = funnel({ ...funnelOfTeams, points: many })!;
	expect(textsIn(wide.svg, '.name text')).toEqual(['Site 3']);
});

test('units are read in the order in which they are given, which is not that of their values', () => {
	const chart = funnel(funnelOfTeams)!;
	expect(chart.readings.map(({ label }) => label)).toEqual(funnelOfTeams.points.map(({ label }) => label));
	expect(chart.table.rows.map(([label]) => label)).toEqual(funnelOfTeams.points.map(({ label }) => label));
	expect(chart.readings[1]).toEqual({ label: 'Harbor', lines: ['52 %', 'n = 1210', 'outside'] });
});

test('the pointer finds the dot that is nearest in both directions', () => {
	const { wide, along } = funnel(funnelOfTeams)!;
	for (const [at, { x, y }] of wide.places.entries())
		expect(nearest(wide.places, along, { x: x + 3, y: y - 3 })).toBe(at);
});

test('a rate’s axis begins at 0 and goes past its dots', () => {
	const rate = {
		...funnelOfTeams,
		scale: 'amount' as const,
		points: funnelOfTeams.points.map((point) => ({ ...point, value: 5 * point.value, n: point.n / 50 })),
		pooled: { value: 4, label: 'All 4' },
		lines: funnelOfTeams.lines.map((line) => ({ ...line, n: line.n / 50, lower998: 0, upper998: 90 }))
	};
	for (const drawing of drawings(funnel(rate)!)) {
		expect(isWithin(drawing)).toBe(true);
		for (const dot of elements(drawing.svg, '.within circle'))
			expect(numberOf(dot, 'cy')).toBeGreaterThan(drawing.area.top);
	}
});

test('nothing in a name is more than text', () => {
	const points = funnelOfTeams.points.map((point) => ({ ...point, label: HOSTILE }));
	for (const drawing of drawings(funnel({ ...funnelOfTeams, points })!)) {
		expect(isInert(drawing.svg)).toBe(true);
		expect(isWithin(drawing)).toBe(true);
	}
});

test('without units there is no funnel', () => {
	expect(funnel({ ...funnelOfTeams, points: [] })).toBeNull();
});
