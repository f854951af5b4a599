import fc from 'fast-check';
import { expect, test } from 'vitest';
import { destination } from '#lib/server/destination.ts';

const HERE = 'https://figures.agency.example/sign-in';
const to = (text: string) => destination(new URL(`?${new URLSearchParams({ to: text }).toString()}`, HERE));

test('leads on to the page that somebody wanted', () => {
	expect(to('/metrics/caseload?by=team')).toBe('/metrics/caseload?by=team');
	expect(destination(new URL(HERE))).toBe('/first');
});

test.each([
	'https://evil.example/',
	'//evil.example',
	'/\\evil.example',
	'/.//evil.example',
	'/a/..//evil.example',
	'/\t/evil.example',
	'javascript:alert(1)',
	'http://[',
	''
])('never leads to another site: %j', (text) => {
	expect(to(text)).toBe('/first');
});

test('never leads to another site, whatever is written there', () => {
	const part = fc.constantFrom(
		'/',
		'\\',
		'.',
		'..',
		'//',
		'evil.example',
		':',
		'@',
		'?',
		'#',
		'\t',
		'%2f',
		'x'
	);
	fc.assert(
		fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
			expect(new URL(to(parts.join('')), HERE).origin).toBe(new URL(HERE).origin);
		}),
		{ numRuns: 2000 }
	);
});
