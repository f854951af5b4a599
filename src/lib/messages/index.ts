/**
 * Every sentence that a person reads on a page. Another language is a folder beside `en` whose index is
 * typed `Messages`: each sentence that it lacks is a type error.
 */
import type { en } from './en/index.ts';

export type Messages = typeof en;
export type Locale = 'en' | 'es';

type Language = { load: () => Promise<Messages>; tag: string; name: string };

/** `tag` is how numbers and dates are written (BCP 47), `name` what a language calls itself. */
const LANGUAGES: Record<Locale, Language> = {
	en: { load: async () => (await import('./en/index.ts')).en, tag: 'en-GB', name: 'English' },
	es: { load: async () => (await import('./es/index.ts')).es, tag: 'es-US', name: 'Español' }
};

export const locales = Object.keys(LANGUAGES) as readonly Locale[];
export const DEFAULT_LOCALE = 'en' satisfies Locale;

const loaded = new Map<Locale, Messages>();

/** Makes the sentences of a locale ready. A browser does so with the one of its page before anything is drawn. */
export async function loadMessages(locale: Locale): Promise<void> {
	if (!loaded.has(locale)) loaded.set(locale, await LANGUAGES[locale].load());
}

// A server and a command speak all of them.
if (typeof window === 'undefined') await Promise.all(locales.map(loadMessages));

/** The sentences of a locale. Throws where `loadMessages` did not make them ready. */
export function messages(locale: Locale): Messages {
	const found = loaded.get(locale);
	if (!found) throw new Error(`The sentences of ${locale} are not loaded.`);
	return found;
}

/** The BCP 47 tag by which a locale writes numbers and dates. */
export function tagOf(locale: Locale): string {
	return LANGUAGES[locale].tag;
}

/** What the language of a locale calls itself. */
export function languageName(locale: Locale): string {
	return LANGUAGES[locale].name;
}

/**
 * The best locale that we have for a browser's Accept-Language header (RFC 9110, 12.5.4): by weight, then
 * in its order, by language alone. English where none fits.
 */
export function pickLocale(acceptLanguage: string | null): Locale {
	const wanted = (acceptLanguage ?? '')
		.split(',')
		.map((part, index) => {
			const [range = '', ...parameters] = part.split(';').map((each) => each.trim());
			const q = parameters.find((each) => each.startsWith('q='));
			const weight = q === undefined ? 1 : Number(q.slice(2));
			return { language: range.toLowerCase().split('-')[0], weight, index };
		})
		.filter(({ weight }) => weight > 0)
		.sort((a, b) => b.weight - a.weight || a.index - b.index);
	for (const { language } of wanted) {
		const found = locales.find((locale) => locale === language);
		if (found !== undefined) return found;
	}
	return DEFAULT_LOCALE;
}
