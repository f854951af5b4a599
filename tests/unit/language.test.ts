import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { askedLanguage, inLanguage, inWords, language, sentences } from '#lib/server/language.ts';
import { remember } from '#lib/metrics/remember.ts';

test.each([
	[null, null, 'en'],
	[null, 'es-MX,es;q=0.9,en;q=0.8', 'es'],
	['language=es', 'en-US', 'es'],
	['a=b; language=en', 'es', 'en'],
	['language=fr', 'es', 'es'],
	['xlanguage=es', null, 'en']
])('the cookie %s and a browser that asks for %s are answered in %s', (cookie, wanted, locale) => {
	expect(askedLanguage(cookie, wanted)).toBe(locale);
});

test('two requests that are answered at once each keep their language', async () => {
	const answer = async (locale: 'en' | 'es', waits: readonly number[]) =>
		inLanguage(locale, async () => {
			const said: string[] = [];
			for (const wait of waits) {
				await setTimeout(wait);
				said.push(language(), sentences().reasons.nothing);
			}
			return said;
		});
	const [english, spanish] = await Promise.all([answer('en', [1, 4, 1]), answer('es', [2, 1, 4])]);
	expect(new Set(english)).toEqual(new Set(['en', 'Nothing was imported yet.']));
	expect(new Set(spanish)).toEqual(new Set(['es', 'Todavía no se ha importado nada.']));
	expect(language()).toBe('en');
});

test('what was said in one language is not remembered for another', async () => {
	const store = {};
	const ask = () => remember(store, 'reason', async () => Promise.resolve(sentences().reasons.noEnrollments));
	expect(await inLanguage('en', ask)).toBe('There are no enrollments.');
	expect(await inLanguage('es', ask)).toBe('No hay inscripciones.');
	expect(await inLanguage('en', ask)).toBe('There are no enrollments.');
});

test('a file that has no words of a language, as an agency’s own, speaks its own', () => {
	const ours = { title: 'Exits', counts: 'Every exit.', es: { title: 'Salidas' } };
	expect(inLanguage('es', () => inWords(ours))).toMatchObject({ title: 'Salidas', counts: 'Every exit.' });
	expect(inLanguage('en', () => inWords(ours))).toMatchObject({ title: 'Exits' });
	const own: { title: string; es?: { title: string } } = { title: 'Our own' };
	expect(inLanguage('es', () => inWords(own))).toEqual({ title: 'Our own' });
});
