import type { Cookies } from '@sveltejs/kit';
import { isSecure, listeningOf } from './listening.ts';
import { servedHome } from './reading.ts';

export const A_YEAR = 365 * 24 * 3600;

/** Keeps something in a browser that no script and no other site may read. `maxAge` in seconds. */
export function keepCookie(cookies: Cookies, name: string, value: string, maxAge: number): void {
	cookies.set(name, value, {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: isSecure(listeningOf(servedHome())),
		maxAge
	});
}
