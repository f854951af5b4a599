/** Under this name a browser keeps which pages were opened in it: nobody else is told. */
const KEPT = 'opened';

/**
 * What a page is for, by its route, where it is opened for the first time in this browser; null otherwise, of pages that need no such sentence, and
 * where the browser keeps nothing.
 */
export function firstVisit(route: string | null, pages: Readonly<Record<string, string>>): string | null {
	const says = route === null ? undefined : pages[route];
	if (route === null || says === undefined) return null;
	try {
		const opened = (localStorage.getItem(KEPT) ?? '').split(' ');
		if (opened.includes(route)) return null;
		localStorage.setItem(KEPT, [...opened, route].join(' ').trim());
		return says;
	} catch {
		return null;
	}
}
