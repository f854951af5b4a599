import { sequence, type Handle, type HandleServerError, type ServerInit } from '@sveltejs/kit/hooks';
import { sayable } from '#pipelines/errors.ts';
import { readSettings } from '#pipelines/home.ts';
import { messages, pickLocale, type Messages } from '#lib/messages/index.ts';
import { closeApp } from '#lib/server/app-db.ts';
import { isForKeys } from '#lib/server/access.ts';
import { admit } from '#lib/server/admit.ts';
import { isStreamed } from '#lib/server/body-limit.ts';
import { bounded } from '#lib/server/body.ts';
import { atEnd } from '#lib/server/ending.ts';
import { KNOWN, lineOf } from '#lib/server/front.ts';
import { refuse, type Refusal } from '#lib/server/guard.ts';
import { watchInbox } from '#lib/server/hands-free.ts';
import { askedLanguage, inLanguage } from '#lib/server/language.ts';
import { listeningOf, servedHosts } from '#lib/server/listening.ts';
import { described, log } from '#lib/server/log.ts';
import { servedHome } from '#lib/server/reading.ts';
import { draftWhatIsOwed } from '#lib/server/report-schedule.ts';
import { isSample } from '#lib/server/sample.ts';
import { readViewer } from '#lib/server/session.ts';
import { closeStore, onNewStore, readStore, withOneStore } from '#lib/server/store.ts';
import { readUploader } from '#lib/server/upload-keys.ts';
import { stopWork } from '#lib/server/work.ts';

/** What the server answers to is decided when it starts. */
let hosts: ReadonlySet<string> = new Set();
/** Bytes that what a page sends may have. */
let mostOfForms = 0;

export const init: ServerInit = () => {
	hosts = servedHosts(listeningOf(servedHome()));
	mostOfForms = readSettings(servedHome()).upload_limit_mb * 1_000_000;
	atEnd(closeStore);
	atEnd(() => closeApp(servedHome()));
	atEnd(stopWork);
	if (!isSample(servedHome().path)) atEnd(watchInbox(servedHome()));
	onNewStore(
		() => readStore((store) => draftWhatIsOwed(store, servedHome())),
		(error) => {
			log.error({ error: described(error) }, 'no report could be drafted');
		}
	);
};

/** Logs every request, and gives the answer its id. */
const note: Handle = async ({ event, resolve }) => {
	const began = performance.now();
	event.locals.request = event.request.headers.get(KNOWN.id) ?? '';
	const { headers } = event.request;
	event.locals.locale = askedLanguage(headers.get('cookie'), headers.get('accept-language'));
	event.locals.viewer = null;
	event.locals.uploader = null;
	const response = await inLanguage(event.locals.locale, async () => resolve(event));
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
	const refusal = event.isSubRequest
		? null
		: refuse(event.request, event.url, hosts, isForKeys(event.route.id));
	if (refusal)
		return new Response(`${explainRefusal(refusal, messages(locale))}\n`, { status: refusal.status });
	if (!isStreamed(event.url.pathname)) Object.assign(event, { request: bounded(event.request, mostOfForms) });
	return resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locale) });
};

const identify: Handle = async ({ event, resolve }) => {
	const home = servedHome();
	if (isForKeys(event.route.id)) {
		const uploader = await readUploader(home, event);
		if (uploader === 'too many') return new Response('Too many attempts. Wait a minute.\n', { status: 429 });
		event.locals.uploader = uploader;
	}
	// Whoever asks whether the server is well is nobody, and may ask often. A key stands for nobody either.
	if (event.route.id !== '/health' && event.locals.uploader === null)
		event.locals.viewer = await readViewer(home, event.request.headers);
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
