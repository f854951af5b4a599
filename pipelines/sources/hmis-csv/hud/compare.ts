import type { Table } from './report.ts';

/** A cell of which a file says something else than our table. */
export type Difference = { question: string; row: string; column: string; ours: string; theirs: string };

/** What a file of a question says, held to our table: cells by their labels, wherever they stand in the file. */
export type Comparison = {
	question: string;
	/** How many cells both have alike. */
	equal: number;
	differing: Difference[];
	/** Labels of rows and columns that only one of both has. */
	onlyOurs: string[];
	onlyTheirs: string[];
};

/**
 * Compares our table with the lines of the same table from another system, the header first. Counts must be the same, averages
 * within 0.01, shares within 0.001; an empty cell is like 0, as some systems print it.
 */
export function compareTable(table: Table, lines: readonly (readonly string[])[]): Comparison {
	const [header = [], ...rest] = lines;
	const theirs = new Map(rest.map((line) => [plain(line[0] ?? ''), line]));
	const places = new Map(header.map((column, at) => [plain(column), at] as const).slice(1));
	const differing: Difference[] = [];
	let equal = 0;
	for (const { label, cells } of table.rows)
		for (const [index, column] of table.columns.entries()) {
			const at = places.get(plain(column));
			const line = theirs.get(plain(label));
			if (at === undefined || line === undefined) continue;
			const [mine, other] = [String(cells[index] ?? ''), line[at] ?? ''];
			if (isAlike(mine, other)) equal++;
			else differing.push({ question: table.question, row: label, column, ours: mine, theirs: other });
		}
	const ours = [...table.rows.map(({ label }) => label), ...table.columns];
	const known = new Set(ours.map(plain));
	return {
		question: table.question,
		equal,
		differing,
		onlyOurs: ours.filter((label) => !theirs.has(plain(label)) && !places.has(plain(label))),
		onlyTheirs: [...rest.map((line) => line[0] ?? ''), ...header.slice(1)].filter(
			(label) => !known.has(plain(label))
		)
	};
}

/** A label as it is compared: systems write quotes, dots and spaces in their own way. */
const plain = (label: string) =>
	label
		.normalize('NFKC')
		.replace(/[‘’]/g, "'")
		.replace(/[–—]/g, '-')
		.replace(/[.\s]+/g, ' ')
		.trim()
		.toLowerCase();

function isAlike(ours: string, theirs: string): boolean {
	const [mine, other] = [ours.trim() || '0', theirs.trim() || '0'];
	if (mine === other) return true;
	const [a, b] = [Number(mine), Number(other)];
	if (Number.isNaN(a) || Number.isNaN(b)) return false;
	if (Number.isInteger(a) && Number.isInteger(b)) return a === b;
	return Math.abs(a - b) <= (Math.max(Math.abs(a), Math.abs(b)) <= 1 ? 0.001 : 0.01);
}
