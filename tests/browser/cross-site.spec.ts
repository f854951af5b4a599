// What another site has a browser send here, to everything that the router takes a form or a call for (CASES 23).
import { expect, request, test } from '@playwright/test';
import { readRouter } from './router.ts';
import { SIGNED_IN, throughline } from './serve.ts';

const TYPES = [
	'application/x-www-form-urlencoded',
	'multipart/form-data; boundary=x',
	'text/plain',
	'application/json',
	'Application/JSON; charset=utf-8',
	'APPLICATION/JSON',
	'application/octet-stream',
	''
];
const SENDERS = [null, 'null', 'https://evil.example', 'http://127.0.0.1', 'http://localhost:1', ''];
const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE'];

test('nothing that another site sends is taken, by whatever form, type or method, by any route', async () => {
	const url = process.env.THROUGHLINE_URL ?? '';
	const before = throughline('batches', '--json');
	const context = await request.newContext({ baseURL: url, storageState: SIGNED_IN });
	const [batch] = JSON.parse(before) as { id: string }[];
	const asks = (await readRouter()).filter(({ method }) => !['GET', 'HEAD', 'OPTIONS'].includes(method));
	const paths = new Set(
		asks.map(
			({ route, suffix }) => `${route.replace('[batch]', batch?.id ?? '').replace(/\[\w+\]/g, 'x')}${suffix}`
		)
	);
	expect(paths.size).toBeGreaterThan(20);
	const taken: string[] = [];
	for (const path of paths)
		for (const type of TYPES)
			for (const sender of SENDERS) {
				const method = METHODS[(TYPES.indexOf(type) + SENDERS.indexOf(sender)) % METHODS.length] ?? 'POST';
				for (const each of new Set(['POST', method])) {
					const answer = await context.fetch(path, {
						method: each,
						maxRedirects: 0,
						headers: {
							...(type === '' ? {} : { 'content-type': type }),
							...(sender === null ? {} : { origin: sender })
						},
						data: 'password=x'
					});
					if (answer.status() !== 403)
						taken.push(`${each} ${path} ${type} ${String(sender)}: ${String(answer.status())}`);
				}
			}
	expect(taken).toEqual([]);
	expect((await context.get('/account', { maxRedirects: 0 })).status()).toBe(200); // not signed out
	await context.dispose();
	expect(throughline('batches', '--json')).toBe(before);
});
