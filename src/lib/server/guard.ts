/** Why a request is not answered: it asks for a name that is not served, or another site sent it. */
export type Refusal = { why: 'host'; status: 421; name: string } | { why: 'origin'; status: 403 };

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Looks at a request before anything is read for it: gives why it is refused, or null. A page of another
 * site that has its name point here (DNS rebinding) asks for its own name. What changes something must
 * come from a page of this server, whatever its content type. Only a script that sends files with a key comes
 * from no page.
 * @param url the address as Kit understands it, from the Host header or from what a proxy says
 * @param hosts the names that are served
 * @param byKey whether the route is one for keys
 */
export function refuse(
	request: Pick<Request, 'method' | 'headers'>,
	url: URL,
	hosts: ReadonlySet<string>,
	byKey: boolean
): Refusal | null {
	const asked = URL.parse(`http://${request.headers.get('host') ?? ''}`)?.hostname ?? '';
	for (const name of [asked, url.hostname]) if (!hosts.has(name)) return { why: 'host', status: 421, name };
	if (SAFE_METHODS.includes(request.method)) return null;
	if (byKey && isScript(request.headers)) return null;
	return request.headers.get('origin') === url.origin ? null : { why: 'origin', status: 403 };
}

/**
 * Whether no browser can have sent a request for another site: that needs a cookie, or a name and password that the
 * browser remembers (Basic), to get in, and says its origin. A key is remembered by no browser, and a page of another
 * site that knew one could not put it there without asking first (CORS), which is never answered.
 */
function isScript(headers: Headers): boolean {
	return (
		!headers.has('origin') && !headers.has('cookie') && /^Bearer /i.test(headers.get('authorization') ?? '')
	);
}
