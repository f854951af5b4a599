import { viewerOf } from '#lib/server/access.ts';
import { answer } from '#lib/server/answer.ts';
import { servedHome } from '#lib/server/reading.ts';
import { rosterFile } from '#lib/server/roster-files.ts';
import { noteSeen } from '#lib/server/seen.ts';
import { readStore } from '#lib/server/store.ts';
import type { RequestHandler } from './$types';

/** A file of a source's roster as it stands. */
export const GET: RequestHandler = async ({ params, locals }) => {
	const home = servedHome();
	const { name, type, body, rows } = await answer(() =>
		readStore(({ db }) => rosterFile(db, home, params.source, params.name))
	);
	noteSeen(viewerOf(locals), 'exported', name, { rows });
	return new Response(body, {
		headers: {
			'content-type': type,
			'content-disposition': `attachment; filename="${name}"`
		}
	});
};
