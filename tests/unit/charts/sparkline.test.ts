import { expect, test } from 'vitest';
import { sparkline, type Sparkline } from '#lib/charts/sparkline.ts';
import { elements, HOSTILE, isInert, numberOf } from './drawn.ts';

function of(values: (number | null)[], more: Partial<Sparkline> = {}): string | null {
	return sparkline({ points: values.map((value) => ({ value, immature: false })), label: null, ...more });
}

test('a sparkline is a line and a dot at its end', () => {
	expect(of([0, 5, 10])).toBe(
		'<svg class="sparkline" viewBox="0 0 120 28" width="120" height="28" fill="none" aria-hidden="true">' +
			'<path d="M4,24L60,14L116,4" stroke="var(--accent)" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>' +
			'<circle cx="116" cy="4" r="2.5" fill="var(--accent)" stroke="var(--accent)" stroke-width="1.5"/></svg>'
	);
});

test('three years of months are less than 1.5 KB', () => {
	const values = Array.from({ length: 36 }, (_, index) => 0.5 + Math.sin(index) / 3);
	expect(of(values, { standard: 0.8 })!.length).toBeLessThan(1500);
});

test('no data is a gap, and a value between two gaps a dot', () => {
	const [path] = elements(of([1, 2, null, 3, null, 2, 1])!, 'path');
	expect(path!.getAttribute('d')).toMatch(/^M[\d.,]+L[\d.,]+M[\d.,]+h0M[\d.,]+L[\d.,]+$/);
});

test('the dot is at the last value, hollow where that is not mature', () => {
	const points = [
		{ value: 1, immature: false },
		{ value: 2, immature: true },
		{ value: null, immature: false }
	];
	const [dot] = elements(sparkline({ points, label: null })!, 'circle');
	expect(numberOf(dot!, 'cx')).toBe(60);
	expect(dot!.getAttribute('fill')).toBe('var(--paper)');
});

test('it begins at 0 unless a domain is given, and has room for the standard', () => {
	const heights = (svg: string) => elements(svg, 'circle').map((dot) => numberOf(dot, 'cy'));
	expect(heights(of([8, 10])!)).toEqual([4]);
	expect(heights(of([8, 10], { standard: 20 })!)).toEqual([14]);
	expect(heights(of([0.2, 0.5], { domain: [0, 1] })!)).toEqual([14]);
	expect(elements(of([8, 10], { standard: 20 })!, '.goal')).toHaveLength(1);
});

test('one value, and values that are all 0, are drawn', () => {
	for (const svg of [of([3])!, of([0, 0, 0])!]) {
		expect(svg).not.toContain('NaN');
		expect(elements(svg, 'circle')).toHaveLength(1);
	}
});

test('no value is no sparkline', () => {
	expect(of([])).toBeNull();
	expect(of([null, null])).toBeNull();
});

test('its words are an attribute and nothing more', () => {
	const svg = of([1, 2], { label: HOSTILE })!;
	expect(isInert(svg)).toBe(true);
	expect(elements(svg, 'svg')[0]!.getAttribute('role')).toBe('img');
	expect(svg).not.toContain('<script');
	expect(elements(svg, 'svg, path, circle')).toHaveLength(3);
});
