import type { Column } from '../sources/format.ts';

/** What other systems call ours; read from files by `readSynonyms`. */
export type Synonyms = {
	/** A header, and the canonical column that it may stand for, most likely first; table `*` is any that has it. */
	headers: { header: string; table: string; column: string }[];
	/** How files are named, and the table that their lines are rows of. */
	files: { name: string; table: string }[];
	/** By `table.column`: words of other systems and ours. */
	codes: Record<string, { ours: string; theirs: string }[]>;
};

/** How a header speaks of a canonical column. */
export type HeaderMatch = { table: string; column: string; score: number };

/** Words that make no other thing of a header: "Client Program Entry Date" is an entry date. */
const BESIDE = new Set(
	'hud hmis client participant consumer person individual case program project enrollment enrolment value label text field'.split(
		' '
	)
);
const LEFT_OUT = new Set(['of', 'the', 'a', 'an', 'at', 'for', 'and', 's']);
const SAME: Record<string, string> = {
	dt: 'date',
	number: 'id',
	no: 'id',
	nbr: 'id',
	num: 'id',
	identifier: 'id',
	ids: 'id',
	uid: 'id',
	ref: 'id',
	reference: 'id',
	key: 'id',
	code: 'id',
	pgm: 'program',
	prog: 'program',
	svc: 'service',
	mgr: 'manager',
	enrolment: 'enrollment',
	enrolled: 'enrollment',
	organisation: 'organization',
	dest: 'destination',
	amt: 'amount'
};

/** The words of a header or of a name: `pmdm__StartDate__c`, `Start Date` and `START_DATE` are `start`, `date`. */
export function wordsOf(text: string): string[] {
	return text
		.replace(/^[a-z0-9]+__(?=[A-Za-z])/, '')
		.replace(/__[cr]\b/g, ' ')
		.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
		.replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
		.toLowerCase()
		.replace(/#/g, ' number ')
		.replace(/['’]s\b/g, '')
		.split(/[^\p{L}\d]+/u)
		.filter((word) => word !== '' && !LEFT_OUT.has(word))
		.map((word) => SAME[word] ?? singular(word));
}

function singular(word: string): string {
	return word.length > 3 ? word.replace(/ies$/, 'y').replace(/([^s])s$/, '$1') : word;
}

/** Headers with the same words in any order are alike: "Date of Service" and "Service Date". */
function bagOf(words: string[]): string {
	return [...new Set(words)].sort().join(' ');
}

export type HeaderIndex = Map<string, HeaderMatch[]>;

/** The synonyms of headers by their words; the first of a header counts most. */
export function indexHeaders({ headers }: Synonyms): HeaderIndex {
	const index: HeaderIndex = new Map();
	for (const { header, table, column } of headers) {
		const bag = bagOf(wordsOf(header));
		const known = index.get(bag) ?? [];
		if (!known.some((each) => each.table === table && each.column === column))
			known.push({ table, column, score: 0.95 });
		index.set(bag, known);
	}
	return index;
}

/**
 * What a header may stand for. A header in whole is surer than one without what stands in brackets, or without words
 * that make no other thing of it.
 */
export function matchHeader(header: string, index: HeaderIndex): HeaderMatch[] {
	const whole = wordsOf(header);
	const bare = wordsOf(header.replace(/\([^)]*\)|\[[^\]]*\]/g, ' '));
	const least = bare.filter((word) => !BESIDE.has(word));
	const found = new Map<string, HeaderMatch>();
	const add = (words: string[], score: number) => {
		for (const match of index.get(bagOf(words)) ?? []) {
			const at = `${match.table}.${match.column}`;
			if (!found.has(at)) found.set(at, { ...match, score });
		}
	};
	add(whole, 0.95);
	add(wordsOf(header.toLowerCase()), 0.95);
	if (bare.length < whole.length && bare.length > 0) add(bare, 0.9);
	if (least.length < bare.length && least.length > 1) add(least, 0.75);
	return [...found.values()];
}

/** Whether a header says that it is an id, and not of what: that of the line. */
export function isPlainId(header: string, index: HeaderIndex): boolean {
	return matchHeader(header, index).some(({ table, column }) => table === '*' && column === 'id');
}

/** A word of a source without what does not tell it from others: case, a number before it, marks. */
function folded(word: string): string {
	return word
		.toLowerCase()
		.replace(/^\s*\d+\s*[-–:.)=]\s*(?=\D)/, '')
		.replace(/['’]/g, '')
		.replace(/[^\p{L}\d]+/gu, ' ')
		.trim();
}

/**
 * Our word for a source's: null where none is known, and the same word where a column reads it as it is. What stands in
 * brackets only explains.
 * @param column the canonical column; of one of yes and no the words are `yes` and `no`
 */
export function ourWord(column: Column, word: string, synonyms: Synonyms): string | null {
	const known = knownWords(column, synonyms);
	return known.get(folded(word)) ?? known.get(folded(word.replace(/\([^)]*\)/g, ' '))) ?? null;
}

const indexes = new WeakMap<Synonyms, Map<string, Map<string, string>>>();

/** Our words by those that stand for them, ours first. */
function knownWords(column: Column, synonyms: Synonyms): Map<string, string> {
	const at = `${column.file}.${column.column}`;
	const index = indexes.get(synonyms) ?? new Map<string, Map<string, string>>();
	indexes.set(synonyms, index);
	const found = index.get(at);
	if (found) return found;
	const isYesNo = column.type === 'boolean';
	const ours = isYesNo ? ['yes', 'no'] : column.values;
	const words = new Map<string, string>();
	const add = (theirs: string, word: string) => {
		const key = folded(theirs);
		if (key !== '' && !words.has(key)) words.set(key, word);
	};
	for (const word of ours) add(word, word);
	for (const pair of synonyms.codes[at] ?? [])
		add(pair.theirs, isYesNo && !ours.includes(pair.ours) ? '' : pair.ours);
	index.set(at, words);
	return words;
}

/** Whether a column has words of a list, or of yes and no. */
export function hasWords(column: Column): boolean {
	return column.type === 'boolean' || column.values.length > 0;
}
