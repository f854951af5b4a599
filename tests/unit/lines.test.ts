import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refused } from '#pipelines/errors.ts';
import { readLines, type Lines } from '#pipelines/lines.ts';
import { Records, type RecordProblem } from '#pipelines/records.ts';
import { tablesOf, writeTable } from '../dialect.ts';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'throughline-lines-'));
});
afterAll(() => {
	rmSync(folder, { recursive: true });
});

/** What was read of a file with this content, and the plain form of its accepted lines. */
function read(content: string | Buffer, known?: Set<string>): Lines & { text: string } {
	const from = join(folder, 'from');
	const to = join(folder, 'to');
	writeFileSync(from, content);
	const lines = readLines(from, to, 'Client.csv', undefined, known);
	return { ...lines, text: readFileSync(to, 'utf8') };
}

/** The reasons for which a content is refused. */
function refusal(content: string | Buffer, known?: Set<string>): string[] {
	try {
		read(content, known);
	} catch (error) {
		if (error instanceof Refused) return error.reasons;
		throw error;
	}
	throw new Error('It was read.');
}

type Found = {
	line: number;
	lastLine: number;
	count: number;
	problem: RecordProblem | null;
	fields: string[];
};

/** The records of a text that comes in these pieces, or the words of its refusal. */
function records(...pieces: Buffer[]): { delimiter: string; found: Found[]; refused: string | null } {
	const found: Found[] = [];
	const reader = new Records('Client.csv', {
		record: (record) => {
			const { line, lastLine, count, problem } = record;
			found.push({ line, lastLine, count, problem, fields: record.fields() });
		}
	});
	let refused: string | null = null;
	try {
		for (const piece of pieces) reader.push(piece);
		reader.end();
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		refused = error.message;
	}
	return { delimiter: reader.delimiter, found, refused };
}

const cellsOf = (text: string) => records(Buffer.from(text)).found.map((record) => record.fields);

describe('lines that do not fit', () => {
	it('lists each with its number and reason, and accepted and rejected make up the lines', () => {
		const { lines, accepted, rejected, text } = read('a,b\n1,2\n3\n4,5,6\n7,8\n');
		expect({ lines, accepted }).toEqual({ lines: 4, accepted: 2 });
		expect(rejected).toEqual([
			{
				line: 3,
				reason: 'The line has 1 field, the header has 2.',
				mend: 'Look for a missing or extra delimiter or quote.'
			},
			{
				line: 4,
				reason: 'The line has 3 fields, the header has 2.',
				mend: 'Look for a missing or extra delimiter or quote.'
			}
		]);
		expect(text).toBe('2,1,2\n5,7,8\n');
	});

	it('rejects an empty line in the middle and forgives any number of them at the end', () => {
		const { lines, accepted, rejected } = read('a,b\n1,2\n\n\n3,4\n\n\n');
		expect({ lines, accepted }).toEqual({ lines: 4, accepted: 2 });
		expect(rejected).toEqual([
			{ line: 3, reason: 'The line is empty.', mend: 'Remove it, or export again.' },
			{ line: 4, reason: 'The line is empty.', mend: 'Remove it, or export again.' }
		]);
	});

	it('passes over empty lines before the header without losing count', () => {
		expect(read('\n\na,b\n1\n').rejected.map((each) => each.line)).toEqual([4]);
	});

	it('rejects text after a closing quote and goes on with the next line', () => {
		const { accepted, rejected, text } = read('a,b\n"5" pipe",x\n6,y\n');
		expect(accepted).toBe(1);
		expect(rejected).toEqual([
			{ line: 2, reason: 'There is text after a closing quote.', mend: 'Double the quotes within the field.' }
		]);
		expect(text).toBe('3,6,y\n');
	});

	it('names all lines that a quote holds together where they do not fit', () => {
		expect(read('a,b\n1,"x\n2,y\n3",z\n4,w\n')).toMatchObject({
			accepted: 1,
			rejected: [
				{
					line: 2,
					reason: 'A quote holds lines 2 to 4 together as one line, which has 3 fields, the header has 2.',
					mend: 'Look for a missing or extra delimiter or quote.'
				}
			]
		});
	});

	it('never repeats the text of a line', () => {
		expect(JSON.stringify(read('a,b\nWinterbourne\n"Winter"bourne,2\n1,2\n').rejected)).not.toMatch(/Winter/);
	});

	it('refuses a file of which more than half does not fit', () => {
		expect(refusal(`a,b\n1,2\n${'3\n'.repeat(30)}`)).toEqual([
			'Client.csv: 30 of 31 lines do not fit the header, the first in line 3 (The line has 1 field, the header has 2. Look for a missing or extra delimiter or quote.). The file looks damaged: export it again.'
		]);
	});
});

describe('quotes that stay open', () => {
	it('refuses the file where one is open at the end', () => {
		expect(refusal('a,b\n1,2\n3,"x\n4,y\n')).toEqual([
			'Client.csv line 3: a quote is opened and not closed before the end of the file. Mend that line or export the file again.'
		]);
	});

	it('refuses it where the next quote shows that lines were swallowed', () => {
		expect(refusal('a,b\n1,"x\n2,y\n3,"z"\n4,w\n')).toEqual([
			'Client.csv line 2: a quote is opened and not closed before line 4. Mend that line or export the file again.'
		]);
	});

	it('gives up after one megabyte and not at the end of a long file', () => {
		let bytes = 0;
		const from = join(folder, 'long');
		writeFileSync(from, `a,b\n1,"x\n${'2,y\n'.repeat(5_000_000)}`);
		expect(() =>
			readLines(from, join(folder, 'to'), 'Client.csv', (more) => {
				bytes += more;
			})
		).toThrow(/^Client\.csv line 2: a quote is opened and not closed before line \d+\. Mend that line/);
		expect(bytes).toBeLessThan(5_000_000);
		rmSync(from);
	});
});

describe('files without end', () => {
	it('refuses a line of 3 MB, in quotes or not, as header or below one', () => {
		const long = 'x'.repeat(3_000_000);
		const words = (line: number) =>
			`Client.csv line ${String(line)} is longer than 1 MB: it is no line of a case export. Check the file's line ends and export it again.`;
		expect(refusal(`a,b\n1,${long}\n`)).toEqual([words(2)]);
		expect(refusal(`a,b\n1,"${long}"\n`)).toEqual([words(2)]);
		expect(refusal(`a,b\n1,"${long}`)).toEqual([words(2)]);
		expect(refusal(`a,${long}\n1,2\n`)).toEqual([words(1)]);
	});

	it('takes a line of just under 1 MB', () => {
		const long = 'x'.repeat(999_000);
		expect(read(`a,b\n1,${long}\n`).text).toBe(`2,1,${long}\n`);
	});

	it('refuses a million columns', () => {
		expect(refusal(`${','.repeat(999_999)}\n`)).toEqual([
			'Client.csv has 1000000 columns; at most 2000 are read. Check the delimiter and export it again.'
		]);
		expect(refusal(`${'a,'.repeat(1_000_000)}\n`)[0]).toMatch(/^Client\.csv line 1 is longer than 1 MB/);
	});

	it('rejects a single line of a million fields', () => {
		const { accepted, rejected } = read(`a,b\n${','.repeat(999_999)}\n1,2\n`);
		expect(accepted).toBe(1);
		expect(rejected[0]?.reason).toMatch(/^The line has 1000000 fields, the header has 2\./);
	});
});

describe('dialects', () => {
	it('takes LF, CRLF and CR as line ends, with and without one at the end', () => {
		for (const end of ['\n', '\r\n', '\r'])
			for (const last of [end, '']) {
				const lines = read(`a,b${end}1,2${end}${end}3,4${last}`);
				expect(lines.text).toBe('2,1,2\n4,3,4\n');
				expect(lines.rejected).toEqual([
					{ line: 3, reason: 'The line is empty.', mend: 'Remove it, or export again.' }
				]);
			}
	});

	it('takes comma, tab, semicolon and pipe, whichever the header has most of', () => {
		for (const delimiter of [',', '\t', ';', '|']) {
			const lines = read(`a${delimiter}b${delimiter}"c,;,;"\n1${delimiter}${delimiter}3\n`);
			expect(lines.delimiter).toBe(delimiter);
			expect(lines.header).toEqual(['a', 'b', 'c,;,;']);
			expect(lines.text).toBe(`2${delimiter}1${delimiter}${delimiter}3\n`);
		}
	});

	it('reads a quote within quotes as doubled or as escaped', () => {
		expect(cellsOf('a,b\n"say ""hi""",2\n')[1]).toEqual(['say "hi"', '2']);
		expect(cellsOf('a,b\n"say \\"hi\\"",2\n')[1]).toEqual(['say "hi"', '2']);
		expect(read('a,b\n"say \\"hi\\"",2\n').text).toBe('2,"say ""hi""",2\n');
	});

	it('leaves a backslash at the end of a field a backslash', () => {
		expect(cellsOf('a,b\n"C:\\",2\n3,"D:\\"\n')).toEqual([
			['a', 'b'],
			['C:\\', '2'],
			['3', 'D:\\']
		]);
	});

	it('leaves a backslash before a doubled quote a backslash', () => {
		expect(cellsOf('a,b\n"x\\""y",2\n')[1]).toEqual(['x\\"y', '2']);
	});

	it('reads an escaped quote before a delimiter once the file has shown that it escapes', () => {
		expect(cellsOf('a,b\n"say \\"hi\\", then \\\\ go",2\n')[1]).toEqual(['say "hi", then \\ go', '2']);
	});

	it('keeps line breaks within quotes and counts them as lines, whatever the line end', () => {
		for (const end of ['\n', '\r\n', '\r']) {
			const lines = read(`a,b${end}1,"x${end}y"${end}2${end}`);
			expect(lines.text).toBe(`2,1,"x${end}y"\n`);
			expect(lines.rejected.map((each) => each.line)).toEqual([4]);
		}
	});

	it('takes inch marks in a field without quotes as they are', () => {
		const lines = read('a,b\n5" pipe,6"\n');
		expect(lines.text).toBe('2,"5"" pipe","6"""\n');
	});
});

describe('headers', () => {
	it('refuses a column that is there twice and names the column if it is one of the format', () => {
		expect(refusal('EntryDate,b,entrydate ,B\n', new Set(['entrydate']))).toEqual([
			'Client.csv has the column entrydate twice: columns 1 and 3 have the same name. Remove or rename one.',
			'Client.csv has a column twice: columns 2 and 4 have the same name. Remove or rename one.'
		]);
	});

	it('repeats no unknown name: without a header the first line is a person', () => {
		expect(refusal('1,Winterbourne,Winterbourne\n').join()).not.toMatch(/Winter/);
	});

	it('takes several columns without a name', () => {
		expect(read('a,,\n1,2,3\n').header).toEqual(['a', '', '']);
	});

	it('takes a file with a header and nothing else', () => {
		for (const content of ['a,b', 'a,b\n', 'a,b\r\n\r\n'])
			expect(read(content)).toMatchObject({
				header: ['a', 'b'],
				lines: 0,
				accepted: 0,
				rejected: [],
				text: ''
			});
	});

	it('refuses a file without one', () => {
		for (const content of ['', '\n\n', '\ufeff'])
			expect(refusal(content)).toEqual(['Client.csv is empty: it has not even a header. Export it again.']);
	});
});

describe('encodings', () => {
	const text = 'Name,Ort\nJosé,Köln\n';
	const wide = Buffer.from(text, 'utf16le');
	const turned = Buffer.from(wide).swap16();

	it.each<[string, Buffer, string]>([
		['UTF-8', Buffer.from(text), 'utf-8'],
		['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
		['UTF-16LE with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), wide]), 'utf-16le'],
		['UTF-16BE with a mark', Buffer.concat([Buffer.from([0xfe, 0xff]), turned]), 'utf-16be'],
		['UTF-16LE without one', wide, 'utf-16le'],
		['UTF-16BE without one', turned, 'utf-16be'],
		['Windows-1252', Buffer.from(text, 'latin1'), 'windows-1252']
	])('reads %s and says so', (_, content, encoding) => {
		const lines = read(content);
		expect(lines.encoding).toBe(encoding);
		expect(lines.header).toEqual(['Name', 'Ort']);
		expect(lines.text).toBe('2,José,Köln\n');
	});

	it('reads what Windows-1252 has and Latin-1 has not', () => {
		expect(read(Buffer.from([0x61, 0x0a, 0x80, 0x92, 0x0a])).text).toBe('2,€’\n');
	});

	it('reads UTF-8 of which a character is cut at a chunk’s end', () => {
		const content = `a\n${'x'.repeat(4 * 1024 * 1024 - 3).replace(/.{1000}/g, '$&\n')}`;
		for (let back = 1; back <= 4; back++) {
			const ahead = content.slice(0, 4 * 1024 * 1024 - back);
			const lines = read(`${ahead}😀é\n`);
			expect(lines.encoding).toBe('utf-8');
			expect(lines.text.endsWith('😀é\n')).toBe(true);
		}
	});

	it('refuses NUL bytes, in the middle, in UTF-16 and in an image, by the file’s name', () => {
		const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000100000001008060000001ff3ff61', 'hex');
		for (const content of [Buffer.from('a,b\n1,\0\n'), png, Buffer.from('\ufeffa,b\n1,\0\n', 'utf16le')])
			expect(refusal(content)).toEqual([
				'Client.csv holds NUL bytes, so it is not a text file (an image or a spreadsheet, perhaps, or a damaged copy). Export it as CSV again.'
			]);
	});

	it('refuses a file that says it is UTF-8 and is not', () => {
		expect(refusal(Buffer.concat([Buffer.from('\ufeffa,b\n'), Buffer.from('é,1\n', 'latin1')]))).toEqual([
			'Client.csv begins with the mark of UTF-8, but not all of it is UTF-8: files of two encodings were joined, or it is damaged. Export it again.'
		]);
	});
});

describe('chunks', () => {
	const texts = [
		'a,b\n1,2\n\n"x\ny","a ""b"" c"\n3\n4,5',
		'a;b\r\n"x\r\ny";2\r\n\r\n3;"4"x\r\n5"6;7\r\n',
		'a|b\r1|"x\ry"\r\r2\r',
		'a\tb\n"say \\"hi\\"\t\\\\"\t"é€😀\\\\\n"\n1\t"\\"\\""\n',
		'a,b\n"C:\\",2\n"x\\""y",2\n"5\\"",3\n',
		'a,b\n1,"open\n2,3',
		'a,b\n1,"open\n2,"3"\n',
		'"a,""b",c\n1,2\n',
		'\n\na\n'
	];

	it.each(texts)('finds the same records however the text is cut: %j', (text) => {
		const bytes = Buffer.from(text);
		const whole = records(bytes);
		for (let first = 0; first <= bytes.length; first++)
			for (let second = first; second <= bytes.length; second++)
				expect(
					records(bytes.subarray(0, first), bytes.subarray(first, second), bytes.subarray(second))
				).toEqual(whole);
		expect(records(...[...bytes].map((byte) => Buffer.from([byte])))).toEqual(whole);
	});

	it('finds them in any text at all, cut anywhere', () => {
		const text = fc
			.array(fc.constantFrom('"', '"', '\\', ',', '\n', '\r', '\r\n', 'a', 'é', ' '), { maxLength: 40 })
			.map((parts) => Buffer.from(parts.join('')));
		fc.assert(
			fc.property(text, fc.nat(40), fc.nat(40), (bytes, one, two) => {
				const [first, second] = [Math.min(one, two), Math.max(one, two)];
				expect(
					records(bytes.subarray(0, first), bytes.subarray(first, second), bytes.subarray(second))
				).toEqual(records(bytes));
			}),
			{ numRuns: 1000 }
		);
	});
});

describe('any table in any dialect', () => {
	it('is found as it was written, line by line', () => {
		fc.assert(
			fc.property(tablesOf(), ({ cells, dialect, text }) => {
				const { delimiter, found, refused } = records(Buffer.from(text));
				expect(refused).toBeNull();
				expect(delimiter).toBe(dialect.delimiter);
				expect(found.map((record) => record.fields)).toEqual(cells);
				expect(found.every((record) => record.problem === null)).toBe(true);
				let line = 1;
				for (const record of found) {
					expect(record.line).toBe(line);
					line = record.lastLine + 1;
				}
			}),
			{ numRuns: 1000 }
		);
	});

	it('is read with as many lines accepted and rejected as it has', () => {
		fc.assert(
			fc.property(tablesOf(), fc.nat(), ({ cells, dialect, text }, at) => {
				const rows = cells.length - 1;
				expect(read(text)).toMatchObject({ lines: rows, accepted: rows, rejected: [] });
				if (rows === 0) return;
				const short = 1 + (at % rows);
				const cut = cells.map((row, index) => (index === short ? row.slice(1) : row));
				expect(read(writeTable(cut, dialect))).toMatchObject({
					lines: rows,
					accepted: rows - 1,
					rejected: [{ line: records(Buffer.from(text)).found[short]?.line }]
				});
			}),
			{ numRuns: 200 }
		);
	});
});
