import { sequence, type Handle, type HandleServerError, type ServerInit } from '@sveltejs/kit/hooks';
import { sayable } from '#pipelines/errors.ts';
import { messages, pickLocale, type Messages } from '#lib/messages/index.ts';
import { closeApp } from '#lib/server/app-db.ts';
import { admit } from '#lib/server/admit.ts';
import { atEnd } from '#lib/server/ending.ts';
import { KNOWN, lineOf } from '#lib/server/front.ts';
import { refuse, type Refusal } from '#lib/server/guard.ts';
import { listeningOf, servedHosts } from '#lib/server/listening.ts';
import { described, log } from '#lib/server/log.ts';
import { servedHome } from '#lib/server/reading.ts';
import { readViewer } from '#lib/server/session.ts';
import { closeStore, withOneStore } from '#lib/server/store.ts';
import { stopWork } from '#lib/server/work.ts';

/** What the server answers to is decided when it starts. */
let hosts: ReadonlySet<string> = new Set();

export const init: ServerInit = () => {
	hosts = servedHosts(listeningOf(servedHome()));
	atEnd(closeStore);
	atEnd(() => closeApp(servedHome()));
	atEnd(stopWork);
};

/** Logs every request, and gives the answer its id. */
const note: Handle = async ({ event, resolve }) => {
	const began = performance.now();
	event.locals.request = event.request.headers.get(KNOWN.id) ?? '';
	event.locals.locale = pickLocale(event.request.headers.get('accept-language'));
	event.locals.viewer = null;
	const response = await resolve(event);
	if (event.isSubRequest) return response;
	const { request, route, locals } = event;
	const more = { route: route.id, person: locals.viewer?.id ?? null };
	log.info(lineOf(locals.request, request.method, response.status, began, more), 'request');
	response.headers.set(KNOWN.id, locals.request);
	response.headers.delete('x-sveltekit-page'); // what the server is made of is nobody's business
	return response;
};

/** Turns away what no page of this server sent. */
const guard: Handle = async ({ event, resolve }) => {
	const { locale } = event.locals;
	const refusal = event.isSubRequest ? null : refuse(event.request, event.url, hosts);
	if (refusal)
		return new Response(`${explainRefusal(refusal, messages(locale))}\n`, { status: refusal.status });
	return resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locale) });
};

const identify: Handle = async ({ event, resolve }) => {
	// Whoever asks whether the server is well is nobody, and may ask often.
	if (event.route.id !== '/health')
		event.locals.viewer = await readViewer(servedHome(), event.request.headers);
	return resolve(event);
};

const readOnce: Handle = ({ event, resolve }) => withOneStore(async () => resolve(event));

export const handle = sequence(note, guard, identify, admit, readOnce);

function explainRefusal(refusal: Refusal, { frame }: Messages): string {
	if (refusal.why === 'origin') return frame.refusal.origin;
	return frame.refusal.host({ name: refusal.name });
}

/** People see a sentence, and a number by which the cause is found in the log. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
	if (kind !== 'unknown') return;
	const { request: id, locale, viewer } = event.locals;
	log.error({ id, route: event.route.id, error: described(error) }, 'failed');
	const { logged } = messages(locale ?? pickLocale(null)).frame;
	const said = sayable(error);
	if (said === null) return { message: logged({ id }) };
	// Who is not signed in need not know what the server lacks.
	return { status: 503, message: viewer ? `${said} ${logged({ id })}` : logged({ id }) };
};
