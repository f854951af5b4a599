import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { Fault, Refused } from '#pipelines/errors.ts';

/** Figures about people belong in no cache, no frame and no other site's log. */
const HEADERS = {
	'cache-control': 'private, no-store',
	'referrer-policy': 'no-referrer',
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY'
};

export const handle: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
	return response;
};

/** People see a sentence; the log keeps the cause. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
	if (kind !== 'unknown') return;
	console.error(`${event.request.method} ${event.url.pathname}`, error);
	if (error instanceof Refused || error instanceof Fault) return { status: 503, message: error.message };
	return { message: 'The cause is in the log of the server.' };
};
