import { error } from '@sveltejs/kit';
import { servedHome } from '#lib/server/reading.ts';
import { ENTRY_COOKIE, entered } from '#lib/server/report-links.ts';
import { makeFile } from '#lib/server/report-page.ts';
import { findRelease } from '#lib/server/report-releases.ts';
import type { RequestHandler } from './$types';

/** A file of the release that a link leads to, for who opened the link with its code. */
export const GET: RequestHandler = ({ params, cookies }) => {
	const home = servedHome();
	const id = entered(home, params.secret, cookies.get(ENTRY_COOKIE));
	const release = id === null ? null : findRelease(home, id);
	if (release === null) error(404, 'Not Found');
	return makeFile(home, { id: null, name: 'link' }, release, params.form);
};
