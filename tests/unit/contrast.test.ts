import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contrast as contrastOf } from '#pipelines/contrast.ts';

const css = readFileSync(join(import.meta.dirname, '../../src/styles/tokens.css'), 'utf8');
const tokens = new Map(
	[...css.matchAll(/--([a-z-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(
		([, token = '', light = '', dark = '']) => [token, { light, dark }]
	)
);

/** The contrast of two tokens in a theme. */
function contrast(a: string, b: string, theme: 'light' | 'dark'): number {
	const [one = '#000000', other = '#000000'] = [a, b].map((token) => tokens.get(token)?.[theme]);
	return contrastOf(one, other);
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
