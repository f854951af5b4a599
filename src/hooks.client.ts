import type { ClientInit, HandleClientError } from '@sveltejs/kit/hooks';
import { loadMessages, messages, pickLocale } from '#lib/messages/index.ts';

const locale = pickLocale(document.documentElement.lang);

export const init: ClientInit = () => loadMessages(locale);

/** What failed in the browser: people see a sentence, the console keeps the cause. */
export const handleError: HandleClientError = ({ kind, error }) => {
	if (kind !== 'unknown') return;
	console.error(error);
	return { message: messages(locale).frame.stopped };
};
