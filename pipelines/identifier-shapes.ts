import { GIVEN_NAMES } from './given-names.ts';
import type { Kind } from './identifiers.ts';

/** How a column's values fare under one rule. */
export type Tally = {
	/** Values that have the shape. */
	matches: number;
	/** How many different ones, and how many different beginnings of `head` letters; 0 where the rule does not ask. */
	different: number;
	heads: number;
};
/**
 * The shape of one kind of value. Patterns are of what JavaScript (flags `iu`) and RE2 (option `i`) read alike:
 * no look-around, no `\s`, `\b` or `.`.
 */
export type ValueRule = {
	kind: Kind;
	pattern: string;
	/** What also has the shape and is none. */
	unless?: string;
	/** What is asked sooner, since it is quick: the least and greatest length, characters of which it has one. */
	least?: number;
	most?: number;
	has?: string[];
	/** Given where different values matter too; how many letters tell numbers that were counted up. */
	head?: number;
	/** Whether so many are a finding; `loose` where the header already leads one to expect a name. */
	found: (tally: Tally, filled: number, loose: boolean) => boolean;
};

const EMAIL = String.raw`[^ \t\r\n@]+@[^ \t\r\n@]+\.[A-Za-z]{2,}`;
const SSN = String.raw`(^|[^0-9])[0-9]{3}[-./ ][0-9]{2}[-./ ][0-9]{4}([^0-9]|$)`;
const PHONE = String.raw`(^|[^0-9])[0-9]{3}((\)?[-./ ]{1,2}|\))[0-9]{3}[-./ ]|[0-9]{3}[-/ ])[0-9]{4}([^0-9]|$)`;

/**
 * What an agency's own short words never have: an e-mail address, a social security number, a phone or another
 * number of a person, anywhere in them. Stricter than a finding, since a value lost there is no column lost.
 */
export const PERSONAL = [
	EMAIL,
	SSN,
	PHONE,
	String.raw`(^|[^0-9])[0-9]{3}[-.][0-9]{4}([^0-9]|$)`,
	'[0-9]{7}'
].join('|');

const GIVEN = `(${GIVEN_NAMES.join('|')})`;
const WORD = String.raw`[^ \t\r\n0-9,;:@/_]+`;
/** `Jane Doe`, `Doe, Jane A.`, `Mrs. Doe`: given names alone are a rule of their own. */
const FULL_NAME = String.raw`^(${WORD}( ${WORD})?, ?)?((mr|mrs|ms|miss|dr|rev|sr)\.? )?${GIVEN}([ -]${WORD}){0,3}$|^(mr|mrs|ms|miss)\.? ${WORD}$`;
/** Words of programs, places and rules that are named after people, or only begin like a name. */
const NO_NAME = String.raw`(^|[ -])(houses?|homes?|housing|cent(er|re)|shelter|programs?|projects?|services?|hospital|clinic|church|school|college|university|academy|county|city|street|avenue|road|court|place|village|apartments?|manor|hall|residences?|inn|hotel|lodge|ministr(y|ies)|missions?|foundation|fund(ed)?|grants?|trust|team|office|department|agency|institute|park|act|law|care|health|medical|group|community|area|region|site|towers?|terrace|gardens?|estates?|plaza|inc|llc|and|of|the|for|to|with|in|ryan white|luther king)([ ,]|$)`;

const SUFFIX =
	'(street|st|avenue|ave|av|road|rd|drive|dr|lane|ln|boulevard|blvd|court|ct|place|pl|terrace|ter|circle|cir|highway|hwy|parkway|pkwy|way|square|sq|trail|trl|pike|alley)';
const UNIT = String.raw`(,? ?(#|apt|unit|suite|ste|floor|fl|room|rm|bldg|lot|[nsew]{1,2}($|[ ,]))|,|$)`;
const ADDRESS = [
	String.raw`^[0-9]{1,6}(-?[0-9a-z]{1,4})? ([0-9a-z.'’-]+ ){1,5}${SUFFIX}\.?${UNIT}`,
	String.raw`(^|[ ,])p\.? ?o\.? ?box [0-9]`,
	String.raw`[a-z],? [a-z]{2}\.? [0-9]{5}(-[0-9]{4})?$`
].join('|');

/** A latitude or longitude of the United States with four decimals or more, or two of them. */
const LATITUDE = String.raw`(1[7-9]|[2-6][0-9]|7[01])\.[0-9]{4,}`;
const LONGITUDE = String.raw`-(6[4-9]|[7-9][0-9]|1[0-7][0-9])\.[0-9]{4,}`;

const share = (least: number) => (tally: Tally, filled: number) =>
	tally.matches > 0 && tally.matches >= least * filled;
/**
 * Digits alone may be an id. Numbers that authorities give begin in many ways, those that a system counts up in few: at
 * least eight of ten must have the shape, and three of ten different ones begin differently.
 */
const spread = (tally: Tally, filled: number) =>
	tally.matches >= 0.8 * filled && tally.heads >= 3 && tally.heads >= 0.3 * tally.different;

/**
 * Which values are what, and how many of a column's make it a finding, the surest first. Shares are of the values that
 * are not empty. What no label, code, date or amount looks like is found from one in a hundred on.
 */
export const VALUE_RULES: ValueRule[] = [
	{ kind: 'social security number', pattern: SSN, least: 11, has: ['-', '.', '/', ' '], found: share(0.01) },
	{
		kind: 'social security number',
		pattern:
			'^(00[1-9]|0[1-9][0-9]|[1-57-8][0-9]{2}|6[0-57-9][0-9]|66[0-57-9])(0[1-9]|[1-9][0-9])([0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)$',
		least: 9,
		most: 9,
		head: 5,
		found: spread
	},
	{ kind: 'e-mail address', pattern: EMAIL, has: ['@'], found: share(0.01) },
	{ kind: 'phone number', pattern: PHONE, least: 11, has: ['-', '.', '/', ' ', ')'], found: share(0.01) },
	{
		kind: 'phone number',
		pattern: String.raw`^\+?1?[2-9][0-9]{2}[2-9][0-9]{6}$`,
		least: 10,
		most: 12,
		head: 6,
		found: spread
	},
	{ kind: 'street address', pattern: ADDRESS, has: [' '], found: share(0.05) },
	{
		kind: 'coordinates',
		pattern: String.raw`^\(?${LATITUDE} ?[, ] ?${LONGITUDE}\)?$|^${LONGITUDE}$|^point ?\(${LONGITUDE}`,
		has: ['.'],
		found: share(0.05)
	},
	{ kind: 'coordinates', pattern: `^${LATITUDE}$`, has: ['.'], found: share(0.9) },
	{ kind: 'full ZIP', pattern: '^[0-9]{5}-[0-9]{4}$', least: 10, most: 10, found: share(0.05) },
	{
		kind: 'personal number',
		pattern: '^(mrn|ssn|medicaid|dl|passport)[ #:.-]*[0-9]{4,}',
		found: share(0.01)
	},
	{
		kind: 'person name',
		pattern: FULL_NAME,
		has: [' ', ','],
		unless: NO_NAME,
		found: (tally, filled, loose) => share(loose ? 0.05 : 0.15)(tally, filled)
	},
	{
		kind: 'person name',
		pattern: `^${GIVEN}$`,
		most: 12,
		head: 3,
		found: (tally, filled, loose) => tally.different >= 3 && share(loose ? 0.1 : 0.4)(tally, filled)
	},
	// Labels of a list may be long, but they come again and again.
	{
		kind: 'free text',
		pattern: String.raw`^[^\x00]{150,}$`,
		least: 150,
		head: 40,
		found: (tally, filled) =>
			tally.different >= 3 && tally.different >= 0.5 * tally.matches && share(0.02)(tally, filled)
	},
	{
		kind: 'free text',
		pattern: '^([^ ]+ +){4,}[^ ]',
		has: [' '],
		head: 40,
		found: (tally, filled) =>
			tally.different >= 20 && tally.different >= 0.5 * tally.matches && share(0.1)(tally, filled)
	}
];

/** Values that say whether there is something, and not what. */
export const ANSWER = String.raw`^([0-9]{1,2}|y(es)?|no?|t(rue)?|f(alse)?|x|on|off|(un)?checked|none|n/?a|unknown|refused|declined|missing|(data )?not (collected|asked|provided|known|applicable)|client (doesn['’]t know|refused|prefers not to answer))$`;
export const NUMBER = String.raw`^[-+]?\$?[0-9][0-9,]{0,11}(\.[0-9]{1,4})?$`;

const regexps = VALUE_RULES.map(({ pattern, unless }) => ({
	matches: new RegExp(pattern, 'iu'),
	unless: unless === undefined ? null : new RegExp(unless, 'iu')
}));
const answer = new RegExp(ANSWER, 'iu');
const number = new RegExp(NUMBER, 'iu');

/** What is no part of a value at its ends, here and in scan.ts. */
export const BLANKS = ' \t\r\n\u00a0';
const ENDS = new RegExp(`^[${BLANKS}]+|[${BLANKS}]+$`, 'g');
/** Of a text that stands alone: whether it is an identifier itself. */
export function kindOfValue(text: string): Kind | null {
	const value = trimmed(text);
	const at = VALUE_RULES.findIndex(
		({ kind, head }, index) =>
			(head === undefined || kind !== 'free text' || value.length >= 150) && matches(value, index)
	);
	return VALUE_RULES[at]?.kind ?? null;
}

function matches(value: string, at: number): boolean {
	const [rule, regexp] = [VALUE_RULES[at], regexps[at]];
	if (!rule || !regexp) return false;
	const { least = 0, most = Infinity, has } = rule;
	if (value.length < least || value.length > most || has?.every((each) => !value.includes(each)))
		return false;
	return regexp.matches.test(value) && !(regexp.unless?.test(value) ?? false);
}

/** What a value looks like: whether it is an answer or a number, and the places of the rules whose shape it has. */
export type Looks = { answer: boolean; number: boolean; like: number[] };

/** What a value without blanks at its ends looks like. */
export function looksOf(value: string): Looks {
	return {
		answer: answer.test(value),
		number: number.test(value),
		like: [...VALUE_RULES.keys()].filter((at) => matches(value, at))
	};
}

/** A text without the blanks at its ends. */
export function trimmed(text: string): string {
	return text.replace(ENDS, '');
}

/** The first letters of a value, as many as `left` of SQL takes. */
export function headOf(value: string, letters: number): string {
	return [...value.slice(0, 2 * letters)].slice(0, letters).join('');
}
