import type { Cookies } from '@sveltejs/kit';
import { A_YEAR, keepCookie } from './cookie.ts';
import { sentences } from './language.ts';

/** The cookie in which a browser keeps which pages were opened in it. */
const COOKIE = 'opened';

/** What a page is for, where it is opened for the first time in a browser; null otherwise, and of pages that need no such sentence. */
export function firstVisit(cookies: Cookies, route: string | null): string | null {
	const pages: Record<string, string> = sentences().first.pages;
	const says = route === null ? undefined : pages[route];
	if (route === null || says === undefined) return null;
	const opened = (cookies.get(COOKIE) ?? '').split(' ').filter((each) => each in pages);
	if (opened.includes(route)) return null;
	keepCookie(cookies, COOKIE, [...opened, route].join(' '), A_YEAR);
	return says;
}
