import { json } from '@sveltejs/kit';
import { Refused } from '#pipelines/errors.ts';
import { readStore } from '#lib/server/store.ts';
import type { RequestHandler } from './$types';

/** Whether figures can be read, or nothing was imported yet, for whoever watches the server. No more is said. */
export const GET: RequestHandler = async () => {
	const isWell = await readStore((store) => store.db.row('select code from store')).then(
		() => true,
		(error: unknown) => error instanceof Refused
	);
	return isWell ? json({ status: 'ok' }) : json({ status: 'failing' }, { status: 503 });
};
