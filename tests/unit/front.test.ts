import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeFront, type Front } from '#lib/server/front.ts';
import { dial, hear } from '../browser/raw.ts';

let front: Front;
let url: string;
beforeAll(async () => {
	const takeBody = async (request: NodeJS.ReadableStream, response: { end(text: string): void }) => {
		for await (const _ of request);
		response.end('taken');
	};
	const limitOf = (path: string) => ({
		bytes: 100,
		seconds: path === '/slow' ? 5 : 0.3,
		setting: 'upload_limit_mb' as const
	});
	front = makeFront(takeBody, { host: '127.0.0.1', port: 0, origin: null }, limitOf);
	front.server.listen(0, '127.0.0.1');
	await once(front.server, 'listening');
	url = `http://127.0.0.1:${String((front.server.address() as AddressInfo).port)}`;
});
afterAll(() => front.stop(0));

test.each([
	['/quick', 408],
	['/slow', 200]
])(
	'a body that is not there in time is cut off, and there is more time for what may be large: %s',
	async (path, status) => {
		const socket = await dial(url);
		const heard = hear(socket, 4);
		socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\nx`);
		setTimeout(() => socket.write('x'), 900);
		expect((await heard).status).toBe(status);
	}
);
