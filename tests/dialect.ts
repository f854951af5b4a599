import fc from 'fast-check';

/** How a delimited text is written. */
export type Dialect = {
	delimiter: string;
	end: string;
	escape: 'doubled' | 'backslash';
	/** Quotes around every field, or only where they are needed. */
	always: boolean;
};

/** A table, its header first, and its text in a dialect. */
export type Table = { cells: string[][]; dialect: Dialect; text: string };

/** Writes cells as delimited text. */
export function writeTable(cells: string[][], { delimiter, end, escape, always }: Dialect): string {
	const write = (cell: string) => {
		const needed = [delimiter, '"', '\n', '\r', ...(escape === 'backslash' ? ['\\'] : [])];
		if (!always && !needed.some((letter) => cell.includes(letter))) return cell;
		return `"${escape === 'doubled' ? cell.replaceAll('"', '""') : cell.replace(/["\\]/g, '\\$&')}"`;
	};
	return cells.map((row) => row.map(write).join(delimiter) + end).join('');
}

const dialects: fc.Arbitrary<Dialect> = fc.record({
	delimiter: fc.constantFrom(',', '\t', ';', '|'),
	end: fc.constantFrom('\n', '\r\n', '\r'),
	escape: fc.constantFrom('doubled', 'backslash'),
	always: fc.boolean()
});

const letters = fc.oneof(
	{ weight: 3, arbitrary: fc.constantFrom(',', '\t', ';', '|', '"', '\\', '\n', '\r', '\r\n', ' ', "'") },
	{ weight: 2, arbitrary: fc.constantFrom('a', '0', 'é', '€', '😀', '\u2028', '\ufeff') },
	{ weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }) }
);
const cell = fc.array(letters, { maxLength: 8 }).map((parts) => parts.join('').replaceAll('\0', ''));

const NAMES = ['c0', 'c1', 'c2', 'c3', 'c4'];

/**
 * Any table of three to five columns in any dialect. The header may have a quoted quote, so that a text
 * with backslashes shows what it is.
 */
export const tablesOf = (names: string[] = NAMES): fc.Arbitrary<Table> =>
	fc.tuple(dialects, fc.integer({ min: 3, max: 5 }), fc.boolean()).chain(([dialect, width, telling]) =>
		fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 6 }).map((rows) => {
			const header = names.slice(0, width);
			const telltale = telling || dialect.escape === 'backslash';
			if (telltale) header[0] = 'the "first" one';
			// Without it a backslash, a quote and a delimiter can be read in two ways.
			const clear = telltale ? rows : rows.map((row) => row.map((text) => text.replace(/\\+"/g, '"')));
			const cells = [header, ...clear];
			return { cells, dialect, text: writeTable(cells, dialect) };
		})
	);
