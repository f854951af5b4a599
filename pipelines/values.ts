import { literal } from './duckdb.ts';
import { PERSONAL } from './identifier-shapes.ts';
import type { ProblemKind } from './problems.ts';
import type { Column } from './sources/format.ts';

/** How long an agency's own words may be. */
const LABEL = 100;

const YES = ['yes', 'y', 'true', 't', '1'];
const NO = ['no', 'n', 'false', 'f', '0'];

/**
 * SQL that converts a text to a column's type, or gives NULL where it does not fit. Ids and dates are
 * converted elsewhere (deidentify.ts, dates.ts). The SQL of a `zip3` reads the table `small_zip3` (zips.ts), that of a
 * `source` the table `source_key` (source-names.ts).
 */
export function readValue(column: Column, value: string): string {
	if (column.treatment === 'given') return value;
	switch (column.type) {
		// No code, count or amount has more than six digits; a person's or a phone's number in a wrong
		// column has.
		case 'integer':
			return String.raw`case when regexp_full_match(${value}, '[-+]?[0-9]{1,6}(\.0+)?') then try_cast(${value} as integer) end`;
		case 'decimal':
			return String.raw`case when regexp_full_match(${value}, '[-+]?[0-9]{1,6}(\.[0-9]+)?') then try_cast(${value} as decimal(14,2)) end`;
		case 'code':
			return String.raw`case when regexp_full_match(${value}, '[A-Za-z]{0,2}[- ]?([0-9]{1,4}[A-Za-z]{0,2}[0-9]?)?') then ${value} end`;
		case 'boolean':
			return `case when lower(${value}) in (${YES.map(literal).join(', ')}) then true when lower(${value}) in (${NO.map(literal).join(', ')}) then false end`;
		case 'zip3':
			return `case when regexp_full_match(${value}, '[0-9]{3}|[0-9]{5}(-?[0-9]{4})?') then case when left(${value}, 3) in (select zip3 from small_zip3) then '000' else left(${value}, 3) end end`;
		case 'source':
			return sourceOf(value);
		case 'choice':
			return wordOf(column.values, value);
		case 'label': {
			const words = String.raw`regexp_replace(${value}, '\s+', ' ', 'g')`;
			const own = `case when length(${words}) <= ${String(LABEL)} and not regexp_matches(${words}, ${literal(PERSONAL)}) then ${words} end`;
			return column.values.length === 0 ? own : `coalesce(${wordOf(column.values, value)}, ${own})`;
		}
		default:
			return value;
	}
}

/** SQL of the key of the source system that a text names, or NULL. */
export function sourceOf(value: string): string {
	return `(select k.key from source_key k where k.text = ${value})`;
}

/** Whether a text fits a `label` without a list, as `readValue` has it. */
export function isLabel(text: string): boolean {
	const words = text.replace(/\s+/g, ' ');
	return words.length <= LABEL && !new RegExp(PERSONAL).test(words);
}

/** The word of a list as the list spells it, whatever its case and whether blanks, hyphens or underscores. */
function wordOf(words: string[], value: string): string {
	const cases = words.map((word) => `when ${literal(fold(word))} then ${literal(word)}`);
	return `case regexp_replace(lower(${value}), '[ _-]+', ' ', 'g') ${cases.join(' ')} end`;
}

/** A word without what does not tell it from others: case, hyphens, underscores. */
export function fold(word: string): string {
	return word.toLowerCase().replace(/[ _-]+/g, ' ');
}

/** What a value that does not fit a column is called, with what would fit; null for types that take all. */
export function misfit(column: Column): { kind: ProblemKind; detail: string } | null {
	switch (column.type) {
		case 'date':
		case 'datetime':
			return { kind: 'not a date', detail: '' };
		case 'integer':
		case 'decimal':
			return { kind: 'not a number', detail: '' };
		case 'code':
			return { kind: 'not a code', detail: '' };
		case 'boolean':
			return { kind: 'not yes or no', detail: '' };
		case 'zip3':
			return { kind: 'not a ZIP', detail: ' (three or five digits)' };
		case 'source':
			return {
				kind: 'not a source',
				detail: ' whose export was imported ("throughline batches" and the page Data list them)'
			};
		case 'choice':
			return { kind: 'not in the list', detail: ` (${column.values.join(', ')})` };
		case 'label':
			return {
				kind: 'not a label',
				detail: ` (at most ${String(LABEL)} letters, and nothing that looks like an e-mail address, a phone number or a number of a person)`
			};
		default:
			return null;
	}
}
