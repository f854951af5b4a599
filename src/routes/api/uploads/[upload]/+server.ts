import { error, json } from '@sveltejs/kit';
import { findDelivery } from '#lib/server/deliveries.ts';
import { shownDelivery } from '#lib/server/hands-free.ts';
import { servedHome } from '#lib/server/reading.ts';
import type { RequestHandler } from './$types';

/** What became of an upload, to who has the key that it was sent with. */
export const GET: RequestHandler = ({ params, locals }) => {
	const kept = findDelivery(servedHome(), params.upload, locals.uploader!.id);
	return kept ? json(shownDelivery(kept)) : error(404, 'Not Found');
};
