import Papa from 'papaparse';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csv } from '#lib/csv.ts';

const cells = (text: string) => Papa.parse<string[]>(text, { skipEmptyLines: true }).data;

describe('a file for a spreadsheet', () => {
	test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=cmd|" /C calc"!A0'])(
		'does not calculate %j',
		(text) => {
			expect(cells(csv([{ a: text }]))[1]).toEqual([`'${text}`]);
		}
	);

	test('keeps numbers, also below zero, and words that only hold such a sign', () => {
		expect(csv([{ a: -1.5, b: 0, c: -0.25, d: 'x=1', e: 'a-b', f: true, g: null }])).toBe(
			'a,b,c,d,e,f,g\r\n-1.5,0,-0.25,x=1,a-b,true,\r\n'
		);
	});

	test('gives every text back, whatever is in it, and none that begins like a formula', () => {
		fc.assert(
			fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 4 }), (texts) => {
				const row = Object.fromEntries(texts.map((text, at) => [`c${String(at)}`, text]));
				const [, read = []] = Papa.parse<string[]>(csv([row]), { newline: '\r\n' }).data;
				expect(read.map((cell, at) => (/^[=+\-@\t\r]/.test(texts[at] ?? '') ? cell.slice(1) : cell))).toEqual(
					texts
				);
				expect(read.some((cell) => /^[=+\-@\t\r]/.test(cell))).toBe(false);
			})
		);
	});
});
