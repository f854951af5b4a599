import { sequence, type Handle, type HandleServerError } from '@sveltejs/kit/hooks';
import { Fault, Refused } from '#pipelines/errors.ts';
import { messages, pickLocale, type Messages } from '#lib/messages/index.ts';
import { admit } from '#lib/server/admit.ts';
import { refuse, type Refusal } from '#lib/server/guard.ts';
import { servedHome } from '#lib/server/reading.ts';
import { readViewer } from '#lib/server/session.ts';
import { withOneStore } from '#lib/server/store.ts';

/**
 * Figures about people belong in no cache, no frame and no other site's log. Our own pages are told where a
 * form was sent from: with `no-referrer` a browser hides it, and a form of ours looks like another site's.
 */
const HEADERS = {
	'cache-control': 'private, no-store',
	'referrer-policy': 'same-origin',
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY'
};

/** Sets the language and the headers of every answer, and turns away what no page of this server sent. */
const guard: Handle = async ({ event, resolve }) => {
	const locale = pickLocale(event.request.headers.get('accept-language'));
	event.locals.locale = locale;
	const refusal = event.isSubRequest ? null : refuse(event.request, event.url);
	const response = refusal
		? new Response(`${explainRefusal(refusal, messages(locale))}\n`, { status: refusal.status })
		: await resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locale) });
	for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
	return response;
};

const identify: Handle = async ({ event, resolve }) => {
	event.locals.viewer = await readViewer(servedHome(), event.request.headers);
	return resolve(event);
};

const readOnce: Handle = ({ event, resolve }) => withOneStore(async () => resolve(event));

export const handle = sequence(guard, identify, admit, readOnce);

function explainRefusal(refusal: Refusal, { frame }: Messages): string {
	if (refusal.why === 'origin') return frame.refusal.origin;
	return frame.refusal.host({ name: refusal.name });
}

/** People see a sentence; the log keeps the cause. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
	if (kind !== 'unknown') return;
	console.error(`${event.request.method} ${event.url.pathname}`, error);
	if (error instanceof Refused || error instanceof Fault) return { status: 503, message: error.message };
	return { message: messages(event.locals.locale).frame.logged };
};
