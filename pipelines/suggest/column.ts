import { settleTexts, isDateText, type Reading } from '../date-texts.ts';
import { folded, type Profile } from '../profile.ts';
import type { Column } from '../sources/format.ts';
import { hasWords, matchHeader, ourWord, type HeaderIndex, type Synonyms } from './words.ts';

/** A file as a suggestion needs it. */
export type SourceFile = {
	/** Its name, with ending. */
	name: string;
	headers: string[];
	/** Some hundred rows of text, in the order of the headers. */
	samples: string[][];
	/** By header: every different value with its count, where a column has few. It stands in place of the samples. */
	distinct?: Record<string, { value: string; count: number }[]>;
};

/** What a column's values look like. Shares are of those that are filled. */
export type Look = {
	filled: number;
	different: number;
	/** Every filled value is another. */
	unique: boolean;
	dates: number;
	numbers: number;
	/** Of more than 100 letters. */
	long: number;
	counts: Map<string, number>;
};

/** Where a source's column may go: how sure that is, from 0 to 1, and why. */
export type Candidate = { table: string; column: string; score: number; reason: string };

/** A column of a source file, looked at. */
export type Looked = {
	header: string;
	look: Look;
	identifier: string | null;
	candidates: Candidate[];
	/** Its header says that it is an id, and not of what: of what a line is. */
	isId: boolean;
};

const MAPPED_BEFORE = 0.98;

/** Looks at one column of a file. */
export function lookAt(file: SourceFile, header: string): Look {
	const at = file.headers.indexOf(header);
	const counts = new Map<string, number>();
	const known = file.distinct?.[header];
	for (const { value, count } of known ?? file.samples.map((row) => ({ value: row[at] ?? '', count: 1 }))) {
		const text = value.trim();
		if (text !== '') counts.set(text, (counts.get(text) ?? 0) + count);
	}
	const filled = [...counts.values()].reduce((sum, count) => sum + count, 0);
	const share = (is: (text: string) => boolean) =>
		filled === 0 ? 0 : [...counts].reduce((sum, [text, count]) => sum + (is(text) ? count : 0), 0) / filled;
	return {
		filled,
		different: counts.size,
		unique: filled > 0 && counts.size === filled,
		dates: share(isDateText),
		// As values.ts reads them: a number with a currency sign or with commas is none.
		numbers: share((text) => /^[-+]?\d{1,6}(\.\d+)?$/.test(text)),
		long: share((text) => text.length > 100),
		counts
	};
}

/** How the dates of a column are to be read, by all that is known of its values. */
export function datesOf(look: Look, column: Column, latest: string | null): Reading {
	return settleTexts([...look.counts.keys()], column.need.includes('ahead') ? null : latest);
}

/**
 * What a column of a source may stand for: by its header, by what it was mapped to before, and only where its values
 * can be read as that.
 */
export function candidatesOf(
	header: string,
	look: Look,
	columns: readonly Column[],
	index: HeaderIndex,
	synonyms: Synonyms,
	earlier: readonly Profile[]
): Candidate[] {
	const found = new Map<string, Candidate>();
	for (const { table, column, score } of [...before(header, earlier), ...matchHeader(header, index)])
		for (const target of columns.filter(
			(each) => each.column === column && (each.file === table || table === '*')
		)) {
			const at = `${target.file}.${target.column}`;
			const reason =
				score === MAPPED_BEFORE
					? 'you mapped it so before'
					: score > 0.8
						? 'the header says so'
						: 'the header speaks of it';
			const fit = fitOf(target, look, synonyms);
			if (fit !== null && !found.has(at))
				found.set(at, {
					table: target.file,
					column: target.column,
					score: score * fit.factor,
					reason: fit.because === '' ? reason : `${reason}, ${fit.because}`
				});
		}
	if (found.size === 0)
		for (const target of columns)
			if (speaksOf(target, look, synonyms))
				found.set(`${target.file}.${target.column}`, {
					table: target.file,
					column: target.column,
					score: 0.5,
					reason: `its values are words of ${target.column.replaceAll('_', ' ')}`
				});
	return [...found.values()].sort((a, b) => b.score - a.score);
}

/** Where earlier profiles took a column of this header to. */
function before(
	header: string,
	earlier: readonly Profile[]
): { table: string; column: string; score: number }[] {
	return earlier.flatMap(({ tables }) =>
		tables.flatMap(({ table, columns }) =>
			Object.entries(columns).flatMap(([column, taken]) =>
				'column' in taken && folded(taken.column) === folded(header)
					? [{ table, column, score: MAPPED_BEFORE }]
					: []
			)
		)
	);
}

/** How well values fit a canonical column; null where they cannot be read as it. */
function fitOf(column: Column, look: Look, synonyms: Synonyms): { factor: number; because: string } | null {
	if (look.filled === 0) return { factor: 0.8, because: 'but no value was seen in it' };
	const isDate = column.type === 'date' || column.type === 'datetime';
	if (isDate)
		return look.dates < 0.8
			? null
			: { factor: 1, because: look.dates === 1 ? 'all values are dates' : 'nearly all values are dates' };
	const isNumber = column.type === 'integer' || column.type === 'decimal';
	if (isNumber) return look.numbers < 0.8 ? null : { factor: 1, because: 'its values are numbers' };
	if (column.type === 'zip3')
		return zips(look) < 0.8 ? null : { factor: 1, because: 'only the first three digits are kept' };
	// Eight digits may be a date and may be an id.
	if (look.dates > 0.5 && !(column.type === 'id' && look.numbers + digits(look) > 0.9)) return null;
	if (look.long > 0.05) return null;
	// A name is no id of a person.
	if (column.treatment === 'client' && matching(look, /\d/) < 0.8) return null;
	if (hasWords(column)) {
		const share = knownShare(column, look, synonyms);
		if (share > 0.9) return { factor: 1, because: 'its words are known' };
		if (column.type === 'boolean' && share < 0.5) return null;
		return { factor: column.type === 'label' ? 0.9 : 0.8, because: 'but not all its words are known' };
	}
	return { factor: 1, because: '' };
}

function zips(look: Look): number {
	return matching(look, /^(\d{3}|\d{5}(-?\d{4})?)$/);
}

function digits(look: Look): number {
	return matching(look, /^\d{8}$/);
}

function matching(look: Look, shape: RegExp): number {
	const hits = [...look.counts].reduce((sum, [text, count]) => sum + (shape.test(text) ? count : 0), 0);
	return look.filled === 0 ? 0 : hits / look.filled;
}

function knownShare(column: Column, look: Look, synonyms: Synonyms): number {
	const known = [...look.counts].reduce(
		(sum, [text, count]) => sum + (ourWord(column, text, synonyms) === null ? 0 : count),
		0
	);
	return look.filled === 0 ? 0 : known / look.filled;
}

/** Whether values alone tell a column: words of a list that says more than yes and no, at least three of them. */
function speaksOf(column: Column, look: Look, synonyms: Synonyms): boolean {
	if (column.type === 'boolean' || column.values.length < 4 || column.values.includes('yes')) return false;
	if (look.different < 3 || look.different > 60 || look.dates > 0.5 || look.numbers > 0.5) return false;
	const different = [...look.counts.keys()].flatMap((text) => ourWord(column, text, synonyms) ?? []);
	return different.length >= 0.8 * look.different && new Set(different).size >= 3;
}
