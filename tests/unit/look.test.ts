import { describe, expect, it } from 'vitest';
import { delimiterOf, NotRead, Rewriter, Rows, toTakeOut, type Known } from '#lib/upload/look.ts';
import { lookAt, without } from '#lib/upload/read.ts';
import { timeLeft } from '#lib/upload/time-left.ts';

const NOTHING: Known = { read: {}, harmless: [], drop: [] };
const people = Array.from(
	{ length: 30 },
	(_, index) => `${String(index)},Ana Lopez,617-555-01${String(index + 10)},Housing`
);
const CASES = ['Case,Client Name,Contact,Program', ...people].join('\r\n');
const look = (text: string | Uint8Array<ArrayBuffer>) => lookAt(new Blob([text]));

describe('a file that is looked at in a browser', () => {
	it('has its delimiter, its header, its lines, its first twenty lines and what names a person', async () => {
		const seen = await look(CASES);
		expect(seen).toMatchObject({
			encoding: 'utf-8',
			delimiter: ',',
			header: ['Case', 'Client Name', 'Contact', 'Program'],
			headless: false,
			lines: 30
		});
		expect(seen.preview).toHaveLength(20);
		expect(seen.findings).toMatchObject([
			{ column: 1, kind: 'person name', by: 'header' },
			{ column: 2, kind: 'phone number', by: 'values' }
		]);
	});

	it.each([
		['\t', 'a\tb,c\td'],
		[';', 'a;b;c'],
		['|', 'a|b'],
		[',', '"a;b;c;d",b']
	])('is told apart by what its first line has most of: %j', (delimiter, line) => {
		expect(delimiterOf(line)).toBe(delimiter);
	});

	it.each([
		['utf-8', [0xef, 0xbb, 0xbf, 0x61, 0x0a, 0xc3, 0xa9, 0x0a]],
		['utf-16le', [0xff, 0xfe, 0x61, 0, 0x0a, 0, 0xe9, 0]],
		['utf-16be', [0xfe, 0xff, 0, 0x61, 0, 0x0a, 0, 0xe9]],
		['windows-1252', [0x61, 0x0a, 0xe9, 0x0a]]
	])('is decoded where it is %s', async (encoding, bytes) => {
		expect(await look(new Uint8Array(bytes))).toMatchObject({ encoding, header: ['a'], preview: [['é']] });
	});

	it('is not taken apart where it is no text, empty, or its quotes are open or escaped', async () => {
		await expect(look(new Uint8Array([0x50, 0x4b, 0, 0]))).rejects.toEqual(new NotRead('text'));
		await expect(look('\n\n')).rejects.toEqual(new NotRead('empty'));
		await expect(look('a,b\n1,"open\n2,3\n')).rejects.toEqual(new NotRead('quotes'));
		await expect(look('a,b\n"say \\"Ana\\", then",2\n')).rejects.toEqual(new NotRead('quotes'));
	});

	it('is the same in whatever pieces it comes', () => {
		const text = 'a,b\r\n"x\r\ny",1\r\n\r\n2,"q ""r"" s"\r';
		const whole = new Rows();
		const expected = [...whole.push(text), ...whole.end()];
		expect(expected).toEqual([['a', 'b'], ['x\ny', '1'], [''], ['2', 'q "r" s']]);
		const rows = new Rows();
		expect([...[...text].flatMap((piece) => rows.push(piece)), ...rows.end()]).toEqual(expected);
	});
});

describe('columns that are taken out before a file is sent', () => {
	it('are those that name a person, but for what a mapping or a format of ours says', async () => {
		const seen = await look(CASES);
		expect(toTakeOut('cases.csv', seen, NOTHING)).toEqual([1, 2]);
		expect(toTakeOut('cases.csv', seen, { ...NOTHING, harmless: ['client name'] })).toEqual([2]);
		expect(toTakeOut('Cases.csv', seen, { ...NOTHING, read: { cases: ['contact'] } })).toEqual([1]);
		expect(toTakeOut('cases.csv', seen, { ...NOTHING, drop: ['PROGRAM'] })).toEqual([1, 2, 3]);
	});

	it('leave birth dates and ids, of which only ages and pseudonyms come', async () => {
		const born = [
			'Case,DOB',
			...Array.from({ length: 30 }, (_, index) => `${String(index)},1980-01-0${String((index % 9) + 1)}`)
		];
		const seen = await look(born.join('\n'));
		expect(seen.findings).toMatchObject([{ column: 1, kind: 'birth date' }]);
		expect(toTakeOut('cases.csv', seen, NOTHING)).toEqual([]);
	});

	it('leave their places, so that every line and every other column keeps its number', async () => {
		const file = new Blob(['id;name;note\n1;"Ana;\nMaria";ok\n\n2;Ben\n3;Cy;a "b";4\n5; Di ;"x\ny"\n']);
		const sent = await without(file, { encoding: 'utf-8' }, [1]);
		expect(await sent.text()).toBe('id;;note\n1;"\n";ok\n\n?;?\n?;?;?;?\n5;;"x\ny"\n');
	});

	it('leave a file as it is where there are none', async () => {
		const file = new Blob(['a\r\n1\r\n']);
		expect(await without(file, { encoding: 'utf-8' }, [])).toBe(file);
	});

	it('leave nothing of a line that does not fit', () => {
		const rewriter = new Rewriter([1]);
		expect(rewriter.push('id,name,city\n1,Lopez, Ana,Lynn\n2,Ana\n')).toBe('id,,city\n?,?,?,?\n?,?\n');
	});
});

describe('the time that is left', () => {
	it('is told from what was done', () => {
		expect(timeLeft(10_000, 0.25)).toBe(30);
		expect(timeLeft(10_000, 1)).toBe(0);
	});
	it('is not told before enough was done', () => {
		expect(timeLeft(500, 0.5)).toBeNull();
		expect(timeLeft(10_000, 0.01)).toBeNull();
		expect(timeLeft(10_000, null)).toBeNull();
	});
});
