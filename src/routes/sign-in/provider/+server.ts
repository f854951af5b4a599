import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { leaveFor, shownProvider } from '#lib/server/provider.ts';
import { servedHome } from '#lib/server/reading.ts';
import { destination } from '#lib/server/destination.ts';
import type { RequestHandler } from './$types';

/**
 * Leads to the provider. A link and not a form: our pages may send forms to this server only. Another site cannot
 * start it for somebody: they are led to the sign-in.
 */
export const GET: RequestHandler = async (event) => {
	const { locals, request, url } = event;
	if (locals.viewer) redirect(303, destination(url));
	const from = request.headers.get('sec-fetch-site') ?? 'none';
	if (!['same-origin', 'none'].includes(from) || !shownProvider(servedHome()))
		redirect(303, resolve('/sign-in'));
	const address = await leaveFor(event, destination(url));
	if (address === null) redirect(303, `${resolve('/sign-in')}?provider=unready`);
	redirect(303, address, { external: true });
};
