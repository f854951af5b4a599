import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { returnFrom, shownProvider } from '#lib/server/provider.ts';
import { servedHome } from '#lib/server/reading.ts';
import type { RequestHandler } from './$types';

/** Where the provider sends people back to. Whatever is wrong leads to the sign-in, which says it in our words. */
export const GET: RequestHandler = async (event) => {
	if (!shownProvider(servedHome())) redirect(303, resolve('/sign-in'));
	const outcome = await returnFrom(event);
	if (typeof outcome === 'object') redirect(303, outcome.to);
	redirect(303, `${resolve('/sign-in')}?provider=${outcome}`);
};
