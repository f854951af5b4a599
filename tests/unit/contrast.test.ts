import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const css = readFileSync(join(import.meta.dirname, '../../src/styles/tokens.css'), 'utf8');
const tokens = new Map(
	[...css.matchAll(/--([a-z-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(
		([, token = '', light = '', dark = '']) => [token, { light, dark }]
	)
);

/** Relative luminance and contrast ratio by WCAG 2.2. */
function luminance(hex: string): number {
	const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
		const c = parseInt(hex.slice(at, at + 2), 16) / 255;
		return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string, theme: 'light' | 'dark'): number {
	const [one = 0, other = 0] = [a, b].map((token) => luminance(tokens.get(token)?.[theme] ?? '#000000'));
	return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
	const surfaces = ['paper', 'raised', 'band'];
	test.each(surfaces.flatMap((surface) => ['ink', 'quiet', 'accent'].map((text) => [text, surface])))(
		'%s can be read on %s',
		(text, surface) => {
			expect(contrast(text, surface, theme)).toBeGreaterThanOrEqual(4.5);
		}
	);

	test.each(['good', 'warn', 'bad'].flatMap((text) => ['paper', 'raised'].map((surface) => [text, surface])))(
		'the status %s can be read on %s',
		(text, surface) => {
			expect(contrast(text, surface, theme)).toBeGreaterThanOrEqual(4.5);
		}
	);

	test('the text on the accent can be read, and the edge of a field can be seen', () => {
		expect(contrast('on-accent', 'accent', theme)).toBeGreaterThanOrEqual(4.5);
		expect(contrast('edge', 'paper', theme)).toBeGreaterThanOrEqual(3);
		expect(contrast('edge', 'raised', theme)).toBeGreaterThanOrEqual(3);
	});

	test('lines and statuses drawn on the band of an interval can be seen', () => {
		for (const token of ['accent', 'good', 'warn', 'bad', 'ink'])
			expect(contrast(token, 'band', theme)).toBeGreaterThanOrEqual(3);
	});
});
