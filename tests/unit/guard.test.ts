import { describe, expect, test } from 'vitest';
import { refuse } from '#lib/server/guard.ts';
import { servedHosts, type Listening } from '#lib/server/listening.ts';

const HERE = new URL('http://127.0.0.1:4173/data');
const names = (listening: Partial<Listening> = {}) =>
	servedHosts({ host: '127.0.0.1', port: 4173, origin: null, ...listening });
const ask = (
	method: string,
	headers: Record<string, string>,
	url = HERE,
	listening: Partial<Listening> = {},
	byKey = false
) =>
	refuse({ method, headers: new Headers({ host: url.host, ...headers }) }, url, names(listening), byKey)
		?.status ?? null;

describe('a page is given to who asks for a name that is served', () => {
	test.each(['127.0.0.1:4173', 'localhost:4173', '[::1]:4173', 'LOCALHOST', '127.0.0.1'])('%s', (host) => {
		expect(ask('GET', {}, new URL(`http://${host}/`))).toBeNull();
	});

	test.each(['evil.example', 'evil.example:4173', '127.0.0.1.evil.example', 'localhost.evil.example'])(
		'not %s, which may point here',
		(host) => {
			expect(ask('GET', {}, new URL(`http://${host}/`))).toBe(421);
		}
	);

	test('not where the Host header and what a proxy says disagree', () => {
		expect(ask('GET', { host: 'evil.example' })).toBe(421);
		expect(ask('GET', { host: '' })).toBe(421);
		expect(ask('GET', { host: '127.0.0.1:4173' }, new URL('http://evil.example/'))).toBe(421);
	});

	test('also the address that it listens on and the name that people use', () => {
		const proxied = new URL('https://figures.agency.example/');
		expect(ask('GET', {}, proxied)).toBe(421);
		expect(ask('GET', {}, proxied, { origin: 'https://figures.agency.example' })).toBeNull();
		expect(ask('GET', {}, new URL('http://10.0.0.5:80/'), { host: '10.0.0.5' })).toBeNull();
		expect(ask('GET', {}, new URL('http://[fd00::5]/'), { host: 'fd00::5' })).toBeNull();
		expect([...names()]).toEqual(['127.0.0.1', 'localhost', '[::1]']);
	});
});

describe('a change is taken from a page of this server only', () => {
	const TYPES = [
		'application/x-www-form-urlencoded',
		'multipart/form-data',
		'text/plain',
		'Application/JSON'
	];

	test.each(TYPES)('whatever is sent: %s', (type) => {
		for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
			expect(ask(method, { 'content-type': type, origin: HERE.origin })).toBeNull();
			for (const origin of ['null', '', 'https://evil.example', 'http://127.0.0.1', 'https://127.0.0.1:4173'])
				expect(ask(method, { 'content-type': type, origin }), `${method} ${origin}`).toBe(403);
			expect(ask(method, { 'content-type': type })).toBe(403);
		}
	});

	test('reading asks for no origin', () => {
		expect(ask('GET', { origin: 'https://evil.example' })).toBeNull();
		expect(ask('HEAD', {})).toBeNull();
	});
});

describe('a script that sends files with a key comes from no page', () => {
	const key = { authorization: 'Bearer tlk_x' };
	const byKey = (headers: Record<string, string>) => ask('POST', headers, HERE, {}, true);

	test('and is heard where keys are taken, and nowhere else', () => {
		expect(byKey(key)).toBeNull();
		expect(ask('POST', key)).toBe(403);
	});

	test.each([
		['says where it comes from', { ...key, origin: 'https://evil.example' }],
		['has no origin that it would say', { ...key, origin: 'null' }],
		['brings a cookie along', { ...key, cookie: 'throughline.session_token=x' }],
		['brings what a browser remembers', { authorization: 'Basic eDp5' }],
		['brings no key', {}]
	])('not what %s', (_, headers: Record<string, string>) => {
		expect(byKey(headers)).toBe(403);
	});
});
