import type { Table } from './report.ts';

/** A cell of which a file says something else than our table. */
export type Difference = { question: string; row: string; column: string; ours: string; theirs: string };

/**
 * What a file of another system says in the cells of our table. What stands elsewhere in it is not kept, but where: it may be
 * anything. Lines and columns count from 1, the header being line 1.
 */
export type Theirs = {
	question: string;
	/** Our labels of rows and columns, and by their places the text; null where the file has no such cell. */
	rows: string[];
	columns: string[];
	cells: (string | null)[][];
	strange: { lines: number[]; columns: number[] };
};

/** What a file of a question says, held to our table. */
export type Comparison = {
	question: string;
	/** How many cells both have alike. */
	equal: number;
	differing: Difference[];
	/** Labels of our rows and columns that the file does not have. */
	missing: string[];
	strange: Theirs['strange'];
};

const LONGEST = 200;
/** Stands in the place of what is no number where a table counts people. */
export const NO_NUMBER = 'no number';

/**
 * Reads the lines of a table from another system, the header first: cells by their labels, wherever they stand in the file. Of a
 * table that counts people only numbers are kept.
 */
export function readTheirs(table: Table, lines: readonly (readonly string[])[]): Theirs {
	const [header = [], ...rest] = lines;
	const columns = numbered(header.slice(1));
	const rows = numbered(rest.map((line) => line[0] ?? ''));
	const places = numbered(table.columns).map((column) => columns.indexOf(column) + 1);
	const known = numbered(table.rows.map(({ label }) => label));
	const at = known.map((label) => rows.indexOf(label));
	const others = <Each>(all: readonly Each[], ours: readonly Each[], first: number) =>
		all.flatMap((each, index) => (ours.includes(each) ? [] : [index + first]));
	return {
		question: table.question,
		rows: table.rows.map(({ label }) => label),
		columns: table.columns,
		cells: at.map((line) =>
			places.map((place) => {
				const text = place === 0 ? undefined : rest[line]?.[place];
				return text === undefined ? null : kept(table, text.trim());
			})
		),
		strange: {
			lines: others(rows, known, 2),
			columns: others(columns, numbered(table.columns), 2)
		}
	};
}

function kept({ of }: Table, text: string): string {
	if (of === 'projects') return text.slice(0, LONGEST);
	return Number.isNaN(numberOf(text)) ? NO_NUMBER : text.slice(0, LONGEST);
}

/**
 * Compares our table with the same table from another system. Counts must be the same, averages within 0.01, shares within 0.001;
 * an empty cell is like 0, as some systems print it.
 */
export function compareTable(table: Table, theirs: Theirs): Comparison {
	const [rows, columns] = [numbered(theirs.rows), numbered(theirs.columns)];
	const textAt = (row: string, column: string) =>
		theirs.cells[rows.indexOf(row)]?.[columns.indexOf(column)] ?? null;
	const ourRows = numbered(table.rows.map(({ label }) => label));
	const ourColumns = numbered(table.columns);
	const differing: Difference[] = [];
	let equal = 0;
	for (const [at, { label, cells }] of table.rows.entries())
		for (const [place, column] of table.columns.entries()) {
			const text = textAt(ourRows[at] ?? '', ourColumns[place] ?? '');
			if (text === null) continue;
			const ours = String(cells[place] ?? '');
			if (isAlike(ours, text)) equal++;
			else differing.push({ question: table.question, row: label, column, ours, theirs: text });
		}
	return {
		question: table.question,
		equal,
		differing,
		missing: [
			...table.rows
				.filter((_, at) => ourColumns.every((column) => textAt(ourRows[at] ?? '', column) === null))
				.map(({ label }) => label),
			...table.columns.filter((_, place) =>
				ourRows.every((row) => textAt(row, ourColumns[place] ?? '') === null)
			)
		],
		strange: theirs.strange
	};
}

/**
 * The question of a table by the name of its file: some systems write Q04a for Q4a; null where it is the name of none.
 */
export function questionOf(file: string, questions: readonly string[]): string | null {
	const [, letter = '', number = '', rest = ''] = /^([a-z])0*(\d+)([a-z0-9.-]*)\.csv$/i.exec(file) ?? [];
	const named = `${letter}${number}${rest.replace(/\.$/, '')}`.toLowerCase();
	return questions.find((question) => question.toLowerCase() === named) ?? null;
}

/** Labels as they are compared; of several alike, such as two projects of one organization, each by its number. */
function numbered(labels: readonly string[]): string[] {
	const seen = new Map<string, number>();
	return labels.map((label) => {
		const text = plain(label);
		const number = (seen.get(text) ?? 0) + 1;
		seen.set(text, number);
		return number === 1 ? text : `${text} #${String(number)}`;
	});
}

/** Systems write quotes, dots and spaces in their own way. */
const plain = (label: string) =>
	label
		.normalize('NFKC')
		.replace(/[‘’]/g, "'")
		.replace(/[–—]/g, '-')
		.replace(/[.\s]+/g, ' ')
		.trim()
		.toLowerCase();

/** A number as it may be printed: 1,234 or 12.5 or 12.5%; an empty text is 0. */
function numberOf(text: string): number {
	const digits = text.replace(/(?<=\d),(?=\d{3}(\D|$))/g, '');
	return digits.endsWith('%') ? Number(digits.slice(0, -1)) / 100 : Number(digits);
}

function isAlike(ours: string, theirs: string): boolean {
	const [mine, other] = [ours.trim() || '0', theirs.trim() || '0'];
	if (mine === other) return true;
	const [a, b] = [numberOf(mine), numberOf(other)];
	if (Number.isNaN(a) || Number.isNaN(b)) return false;
	if (Number.isInteger(a) && Number.isInteger(b)) return a === b;
	return Math.abs(a - b) <= (Math.max(Math.abs(a), Math.abs(b)) <= 1 ? 0.001 : 0.01);
}
