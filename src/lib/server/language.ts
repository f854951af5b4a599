import { AsyncLocalStorage } from 'node:async_hooks';
import {
	DEFAULT_LOCALE,
	locales,
	messages,
	pickLocale,
	type Locale,
	type Messages
} from '#lib/messages/index.ts';

/** The cookie in which a browser keeps the language that somebody chose. */
export const LANGUAGE_COOKIE = 'language';

const spoken = new AsyncLocalStorage<Locale>();

/** Answers in a language: whatever is read and said within speaks it, and nothing else that is answered meanwhile. */
export function inLanguage<Answer>(locale: Locale, answer: () => Answer): Answer {
	return spoken.run(locale, answer);
}

/** The language in which is answered; outside of a request, as on the command line, English. */
export function language(): Locale {
	return spoken.getStore() ?? DEFAULT_LOCALE;
}

/** The sentences of the language in which is answered. */
export function sentences(): Messages {
	return messages(language());
}

/** The language of a request: the one that was chosen in this browser, else the one that the browser asks for. */
export function askedLanguage(cookie: string | null, acceptLanguage: string | null): Locale {
	const chosen = /(?:^|;)\s*language=(\w+)/.exec(cookie ?? '')?.[1];
	return locales.find((locale) => locale === chosen) ?? pickLocale(acceptLanguage);
}

/**
 * What a file of ours or of a home says of itself, in the language in which is answered: where the file has no words of
 * it, its own.
 */
export function inWords<Head extends { es?: Partial<Head> | undefined }>(head: Head): Head {
	const { es, ...own } = head;
	return (language() === 'es' ? { ...own, ...es } : own) as Head;
}
