import { describe, expect, test } from 'vitest';
import { locales, messages, pickLocale } from '#lib/messages/index.ts';
import { plural } from '#lib/messages/plural.ts';
import { speak } from '#lib/speak.ts';

describe('the locale of a browser', () => {
	test.each([
		[null, 'en'],
		['', 'en'],
		['en-US,en;q=0.9', 'en'],
		['fr', 'en'],
		['es-US,en;q=0.5', 'es'],
		['en;q=0.4, es-419;q=0.6', 'es'],
		['fr;q=0.2, EN-gb;q=0.1', 'en'],
		['en;q=0, fr', 'en'],
		[';;;,,q=', 'en']
	])('that asks for %s is %s', (header, locale) => {
		expect(pickLocale(header)).toBe(locale);
	});
});

test('a plural follows the rules of its language, and none may have a form of its own', () => {
	const word = plural('en');
	const forms = { one: 'day', other: 'days' };
	expect([0, 1, 2].map((n) => word(n, forms))).toEqual(['days', 'day', 'days']);
	expect(word(0, { ...forms, zero: 'no day' })).toBe('no day');
	expect(plural('pl')(3, { one: 'dzień', few: 'dni', other: 'dnia' })).toBe('dni');
});

describe.each(locales)('the messages in %s', (locale) => {
	const entries = Object.entries(messages(locale)).flatMap(([area, sentences]) => flatten(area, sentences));

	test('are sentences or functions, none of them empty', () => {
		expect(entries.filter(([, each]) => typeof each !== 'function' && !isSentence(each))).toEqual([]);
		expect(entries.length).toBeGreaterThan(50);
	});

	test('come with numbers and dates of the same locale, one object for all', () => {
		expect(speak(locale)).toBe(speak(locale));
		expect(speak(locale).m).toBe(messages(locale));
	});
});

function flatten(path: string, value: unknown): [string, unknown][] {
	if (typeof value !== 'object' || value === null) return [[path, value]];
	return Object.entries(value).flatMap(([key, inner]) => flatten(`${path}.${key}`, inner));
}

function isSentence(value: unknown): boolean {
	return typeof value === 'string' && value.trim() !== '' && value === value.trim();
}
