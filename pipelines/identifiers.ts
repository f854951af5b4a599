import { kindOfWords, mayName } from './identifier-headers.ts';
import {
	headOf,
	kindOfValue,
	looksOf,
	trimmed,
	VALUE_RULES,
	type Looks,
	type Tally
} from './identifier-shapes.ts';

/** What names a person by itself, free text in which that may stand, and dates of birth (METHODS.md §6). */
export const KINDS = [
	'social security number',
	'e-mail address',
	'phone number',
	'street address',
	'coordinates',
	'full ZIP',
	'personal number',
	'person name',
	'free text',
	'birth date'
] as const;
export type Kind = (typeof KINDS)[number];

/**
 * Kinds that a canonical table takes, and the only columns that each may go to: a number becomes a pseudonym, a birth
 * date an age, a ZIP a region (METHODS §6). They are taken out only where they go elsewhere.
 */
export const MAY_STAY: Partial<Record<Kind, readonly string[]>> = {
	'birth date': ['client.birth_date'],
	'full ZIP': ['client.zip3'],
	'personal number': ['client_id', 'household_id', 'enrollment_id']
};

/** Whether a column with what names a person may go to a canonical column. Rule: `MAY_STAY`. */
export function mayGoTo(kind: Kind, table: string, column: string): boolean {
	return MAY_STAY[kind]?.some((each) => each === column || each === `${table}.${column}`) ?? false;
}

/** A column in which a kind of identifier was found, and the share of its filled values that have its shape. */
export type Finding = { column: number; kind: Kind; by: 'header' | 'values'; share: number };

/** What is counted of a column, by `Scan` in a browser and by scan.ts in SQL. */
export type Counts = {
	/** Values that are not empty. */
	filled: number;
	/** Of them those that only say whether there is something, such as `yes`, `99` or `refused`; and numbers. */
	answers: number;
	numbers: number;
	/** By the places of VALUE_RULES. */
	tallies: Tally[];
};

/** The kind of identifier that a column of this header holds, or null. A header that is itself a value counts too. */
export function kindOfHeader(header: string): Kind | null {
	return kindOfWords(header) ?? kindOfValue(header);
}

/**
 * Whether a header may be repeated in a message: it is short, has letters, and is no date, no number and no
 * identifier itself. A surname alone cannot be told from a word; see `isHeaderRow`.
 */
export function isHarmlessHeader(header: string): boolean {
	return (
		/\p{L}/u.test(header) &&
		header.length <= 100 &&
		!/\d{5}|\d[-/.]\d{1,2}[-/.]\d/.test(header) &&
		kindOfValue(header) === null
	);
}

/**
 * Whether a row of cells can be a header: none is a number, a date or an identifier. Where it is not, a file has none,
 * and its first row is of a person.
 */
export function isHeaderRow(cells: string[]): boolean {
	const filled = cells.filter((cell) => cell.trim() !== '');
	return filled.length > 0 && filled.every(isHarmlessHeader);
}

/** How many values are kept at hand while a table is looked at. */
const AT_HAND = 5000;

/** Looks at a table's values one by one. What it gives holds none of them. */
export class Scan {
	#headers: string[];
	#columns: {
		filled: number;
		answers: number;
		numbers: number;
		seen: { matches: number; different: Set<number>; heads: Set<number> }[];
	}[];
	#known = new Map<string, Looks>();

	constructor(headers: string[]) {
		this.#headers = headers;
		this.#columns = headers.map(() => ({
			filled: 0,
			answers: 0,
			numbers: 0,
			seen: VALUE_RULES.map(() => ({ matches: 0, different: new Set(), heads: new Set() }))
		}));
	}

	/** Takes one value of a column. */
	see(column: number, text: string): void {
		const counts = this.#columns[column];
		const value = trimmed(text);
		if (!counts || value === '') return;
		const looks = this.#looks(value);
		counts.filled++;
		if (looks.answer) counts.answers++;
		if (looks.number) counts.numbers++;
		for (const at of looks.like) {
			const seen = counts.seen[at];
			if (!seen) continue;
			seen.matches++;
			const head = VALUE_RULES[at]?.head;
			if (head === undefined) continue;
			seen.different.add(hash(value));
			seen.heads.add(hash(headOf(value, head)));
		}
	}

	/** What a value looks like; the same values come again and again. */
	#looks(value: string): Looks {
		const known = this.#known.get(value);
		if (known) return known;
		const looks = looksOf(value);
		if (this.#known.size >= AT_HAND) this.#known.clear();
		if (value.length < 60) this.#known.set(value, looks);
		return looks;
	}

	/** What was found, at most one kind a column. */
	findings(): Finding[] {
		return findingsOf(
			this.#headers,
			this.#columns.map(({ seen, ...counts }) => ({
				...counts,
				tallies: seen.map(({ matches: n, different, heads }) => ({
					matches: n,
					different: different.size,
					heads: heads.size
				}))
			}))
		);
	}
}

/**
 * What the counts of a table's columns show. A header tells the kind unless the column is empty or its values only say
 * whether there is something (or are amounts, where text is expected). Values tell it where the header does not, and
 * where it is one of dates of birth.
 */
export function findingsOf(headers: string[], columns: Counts[]): Finding[] {
	return columns.flatMap((counts, column): Finding[] => {
		const { filled, tallies } = counts;
		if (filled === 0) return [];
		const header = headers[column] ?? '';
		const named = kindOfHeader(header);
		const of = (kind: Kind) =>
			Math.max(
				0,
				...VALUE_RULES.map((rule, at) => (rule.kind === kind ? (tallies[at]?.matches ?? 0) / filled : 0))
			);
		const loose = mayName(header);
		const shaped = VALUE_RULES.find((rule, at) => {
			const tally = tallies[at];
			return tally !== undefined && rule.found(tally, filled, loose);
		});
		const text = named === 'free text' || named === 'person name' || named === 'street address';
		const empty = Math.max(counts.answers, text ? counts.numbers : 0) === filled;
		if (named !== null && !empty && (named !== 'birth date' || !shaped))
			return [{ column, kind: named, by: 'header', share: of(named) }];
		return shaped ? [{ column, kind: shaped.kind, by: 'values', share: of(shaped.kind) }] : [];
	});
}

/** 53 bits of a text, so that different ones can be counted without being kept (cyrb53, public domain). */
function hash(text: string): number {
	let high = 0xdeadbeef;
	let low = 0x41c6ce57;
	for (let at = 0; at < text.length; at++) {
		const unit = text.charCodeAt(at);
		high = Math.imul(high ^ unit, 2654435761);
		low = Math.imul(low ^ unit, 1597334677);
	}
	high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
	low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
	return 4294967296 * (2097151 & low) + (high >>> 0);
}
