import type { RequestEvent } from '@sveltejs/kit';
import type { Handle } from '@sveltejs/kit/hooks';
import { resolve as pathOf } from '$app/paths';
import { may, mayOpen } from './access.ts';
import { isDemonstration } from './demonstration.ts';
import { servedHome } from './reading.ts';

/** The page that says that there is none. */
const MISSING = '/missing';

/**
 * Lets a request through to a route that is for whoever sent it. Everything else is answered by one of two
 * answers, the same for what does not exist and for what one may not see: nobody is asked to sign in, somebody
 * is told that there is no such page.
 */
export const admit: Handle = async ({ event, resolve }) => {
	const { viewer, uploader } = event.locals;
	if (viewer === null && uploader === null && isLarge(event.request.headers))
		return new Response('Sign in first.\n', { status: 413 });
	const hasKey = uploader !== null;
	if (mayOpen(viewer, event.route.id, () => isDemonstration(servedHome()), hasKey)) return resolve(event);
	if (event.isSubRequest && event.route.id === MISSING) return resolve(event);
	if (viewer === null) return askToSignIn(event);
	if (event.route.id === '/' && may(viewer, 'reports')) return lead(event, pathOf('/reports'));
	if (event.isDataRequest) return new Response('Not Found', { status: 404 });
	const { body, status, headers } = await event.fetch(pathOf(MISSING), { headers: { accept: 'text/html' } });
	return new Response(event.request.method === 'HEAD' ? null : body, { status, headers });
};

/** Who is not signed in sends an e-mail and a password at most, so many bytes. */
const FORM_OF_NOBODY = 16_384;

function isLarge(headers: Headers): boolean {
	return headers.has('transfer-encoding') || Number(headers.get('content-length') ?? 0) > FORM_OF_NOBODY;
}

function askToSignIn(event: RequestEvent): Response {
	const { method, headers } = event.request;
	const page = event.isDataRequest || headers.get('accept')?.includes('text/html');
	if (!page) return new Response('Sign in first.\n', { status: 401 });
	const to = method === 'GET' ? event.url.pathname + event.url.search : '/';
	return lead(
		event,
		to === '/' ? pathOf('/sign-in') : `${pathOf('/sign-in')}?${new URLSearchParams({ to }).toString()}`
	);
}

function lead(event: RequestEvent, location: string): Response {
	if (event.isDataRequest) return Response.json({ type: 'redirect', location });
	return new Response(null, { status: 303, headers: { location } });
}
