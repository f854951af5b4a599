import { formatter, type Format } from './format.ts';
import { messages, tagOf, type Locale, type Messages } from './messages/index.ts';

/** A locale's sentences, and its numbers and dates. */
export type Words = { locale: Locale; m: Messages; format: Format };

const spoken = new Map<Locale, Words>();

/** The words of a locale. The same object for each call: nothing in it changes. */
export function speak(locale: Locale): Words {
	let words = spoken.get(locale);
	if (words === undefined) {
		const m = messages(locale);
		words = { locale, m, format: formatter(tagOf(locale), m.figures) };
		spoken.set(locale, words);
	}
	return words;
}

/** What a dimension is called: "type of program". */
export function dimensionName({ dimensions }: Messages, id: string): string {
	return (dimensions as Record<string, string>)[id] ?? id;
}

/** Dimensions whose values are names that an agency gave. */
const NAMED = ['program', 'organization', 'site', 'funders', 'source', 'worker', 'team'];
const NAMELESS = ['not recorded', 'none'];

/** What a value of a dimension is called: "18 to 24". A name that an agency gave stays as it is. */
export function valueName(m: Messages, dimension: string, value: string): string {
	return NAMED.includes(dimension) && !NAMELESS.includes(value) ? value : wordOf(m, value);
}

/** What is said for a word that the data has, such as a code's value: "not recorded". An agency's own is said as it is. */
export function wordOf({ terms }: Messages, word: string): string {
	return terms[word] ?? word;
}
