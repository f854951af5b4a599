import { expect, test } from 'vitest';
import { pair, type Pair } from '#lib/charts/pair.ts';
import { elements, HOSTILE, isInert, numberOf } from './drawn.ts';

const of = (more: Partial<Pair> = {}): string =>
	pair({
		group: { value: 0.2, lower: 0.1, upper: 0.3 },
		others: { value: 0.6, lower: 0.5, upper: 0.7 },
		isShare: true,
		label: '20 % against 60 %',
		...more
	});
const dots = (svg: string) => elements(svg, 'circle').map((dot) => numberOf(dot, 'cx'));

test('the group stands above all others, who are hollow, on one scale of 0 to 100 %', () => {
	const svg = of();
	expect(dots(svg)).toEqual([51.6, 142.8]);
	const [group, others] = elements(svg, 'circle');
	expect(numberOf(group!, 'cy')).toBeLessThan(numberOf(others!, 'cy'));
	expect(group!.getAttribute('fill')).toBe('var(--accent)');
	expect(others!.getAttribute('fill')).toBe('var(--paper)');
	expect(elements(svg, 'path[stroke-width="3"]').map((path) => path.getAttribute('d'))).toEqual([
		'M28.8,10H74.4',
		'M120,30H165.6'
	]);
});

test('other figures go from 0 to the highest limit, and one without an interval has none', () => {
	const group = { value: 3, lower: null, upper: null };
	const svg = of({ group, others: { value: 6, lower: 4, upper: 12 }, isShare: false });
	expect(dots(svg)).toEqual([63, 120]);
	expect(elements(svg, 'path[stroke-width="3"]')).toHaveLength(1);
});

test('figures that are all 0 are drawn', () => {
	const nothing = { value: 0, lower: 0, upper: 0 };
	expect(of({ group: nothing, others: nothing, isShare: false })).not.toContain('NaN');
});

test('its words are an attribute and nothing more', () => {
	const svg = of({ label: HOSTILE });
	expect(isInert(svg)).toBe(true);
	expect(elements(svg, 'svg')[0]!.getAttribute('role')).toBe('img');
	expect(svg).not.toContain('<script');
});
