import type { HandleClientError } from '@sveltejs/kit/hooks';
import { messages, pickLocale } from '#lib/messages/index.ts';

/** What failed in the browser: people see a sentence, the console keeps the cause. */
export const handleError: HandleClientError = ({ kind, error }) => {
	if (kind !== 'unknown') return;
	console.error(error);
	return { message: messages(pickLocale(document.documentElement.lang)).frame.stopped };
};
