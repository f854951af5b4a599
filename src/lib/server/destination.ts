import { resolve } from '$app/paths';

/**
 * The page of this server that somebody was on the way to, as `to` of an address says it, or the one that leads each role to
 * its first. It is a path of this server, whatever is written there: “//” at its beginning would be another server.
 */
export function destination(url: URL): string {
	const to = url.searchParams.get('to') ?? '';
	const found = to.startsWith('/') && URL.canParse(to, url) ? new URL(to, url) : null;
	if (found?.origin !== url.origin || found.pathname.startsWith('//')) return resolve('/first');
	return found.pathname + found.search;
}
