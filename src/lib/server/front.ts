import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { messages } from '#lib/messages/index.ts';
import type { BodyLimit } from './body-limit.ts';
import { askedLanguage } from './language.ts';
import { isLoopback, isSecure, protocolOf, type Listening } from './listening.ts';
import { described, log } from './log.ts';

/** What answers a request: the built pages and their files. */
export type Handler = (
	request: IncomingMessage,
	response: ServerResponse,
	next: () => void
) => void | Promise<void>;

/** What one client may take of the server. Times are seconds. */
export const LIMITS = {
	headerBytes: 16_384,
	connections: 1000,
	/** From the first byte of a request to the last of its headers, and to the last of its body, where that may take longest. */
	headers: 15,
	request: 3600,
	/** A connection on which nothing moves; a slow question takes less. */
	still: 330,
	keepAlive: 5,
	/** To read the rest of a request that is answered already, so that its sender gets to see the answer. */
	linger: 3
};

/** Where the pages find what the front knows of a request: what a client sends under these names is not kept. */
export const KNOWN = {
	id: 'x-request-id',
	protocol: 'x-forwarded-proto',
	address: 'x-client-address'
};

/**
 * On every answer, also that of a file or of a request that is none. Figures about people belong in no cache, no
 * frame and no other site's log. Our own pages are told where a form was sent from: with `no-referrer` a browser
 * hides it, and a form of ours looks like another site's. A page has a `content-security-policy` of its own.
 */
function headersFor(listening: Listening): Record<string, string> {
	return {
		'cache-control': 'private, no-store',
		'content-security-policy':
			"default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
		'cross-origin-opener-policy': 'same-origin',
		'cross-origin-resource-policy': 'same-origin',
		'permissions-policy':
			'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()',
		'referrer-policy': 'same-origin',
		'x-content-type-options': 'nosniff',
		'x-frame-options': 'DENY',
		...(isSecure(listening) ? { 'strict-transport-security': 'max-age=31536000' } : {})
	};
}

export type Front = {
	server: Server;
	/** Takes no more requests and finishes those under way; those that take longer than so many seconds are cut off. */
	stop(seconds: number): Promise<void>;
};

/**
 * The server that stands before the pages: it bounds what a client may take, sets the headers of every answer,
 * gives each request an id, and tells the pages who asks.
 * @param limitOf what a body may take, by the path that it is sent to
 */
export function makeFront(
	handler: Handler,
	listening: Listening,
	limitOf: (path: string) => BodyLimit
): Front {
	const headers = headersFor(listening);
	const answering = new WeakMap<Socket, ServerResponse>();
	const underWay = new Set<ServerResponse>();
	const connected = new Set<Socket>();
	let stopping = false;

	const take = (request: IncomingMessage, response: ServerResponse): void => {
		const began = performance.now();
		const id = randomBytes(6).toString('hex');
		answering.set(request.socket, response);
		underWay.add(response);
		for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
		// A file whose name changes with it may be kept; nothing else, whatever is said of it.
		const setHeader = response.setHeader.bind(response);
		response.setHeader = (name, value) =>
			name.toLowerCase() === 'cache-control' && !String(value).includes('immutable')
				? response
				: setHeader(name, value);
		if (stopping) response.setHeader('connection', 'close');
		response.on('close', () => {
			underWay.delete(response);
			const { method } = request;
			// What reached a page is logged there.
			if (!response.hasHeader(KNOWN.id)) log.info(lineOf(id, method, response.statusCode, began), 'request');
			endRequest(request);
			if (stopping) server.closeIdleConnections();
		});
		if (request.headers.host === undefined) {
			response.writeHead(400).end();
			return;
		}
		const limit = limitOf(request.url?.split('?')[0] ?? '');
		if (Number(request.headers['content-length'] ?? 0) > limit.bytes) {
			refuseBody(request, response, limit);
			return;
		}
		const late = setTimeout(() => {
			if (!request.complete) server.emit('clientError', new TooLate(), request.socket);
		}, limit.seconds * 1000);
		response.on('close', () => {
			clearTimeout(late);
		});
		request.headers[KNOWN.id] = id;
		request.headers[KNOWN.protocol] = protocolOf(request.headers.host, listening);
		request.headers[KNOWN.address] = addressOf(request, listening);
		const fail = (error: unknown) => {
			log.error({ id, error: described(error) }, 'failed');
			if (response.headersSent) response.destroy();
			else response.writeHead(500).end();
		};
		try {
			Promise.resolve(handler(request, response, () => response.writeHead(404).end())).catch(fail);
		} catch (error) {
			fail(error);
		}
	};

	const server = createServer(
		{
			maxHeaderSize: LIMITS.headerBytes,
			headersTimeout: LIMITS.headers * 1000,
			requestTimeout: LIMITS.request * 1000,
			keepAliveTimeout: LIMITS.keepAlive * 1000,
			connectionsCheckingInterval: 1000,
			requireHostHeader: false // its answer would be Node's own
		},
		take
	);
	server.maxConnections = LIMITS.connections;
	server.setTimeout(LIMITS.still * 1000);
	server.on('connection', (socket) => {
		connected.add(socket);
		socket.once('close', () => connected.delete(socket));
	});
	server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
		const under = answering.get(socket);
		if (!socket.writable || error.code === 'ECONNRESET' || (under?.headersSent && !under.writableFinished)) {
			socket.destroy();
			return;
		}
		const [status, words] = BAD[error.code ?? ''] ?? [400, 'Bad Request'];
		const lines = Object.entries({ ...headers, connection: 'close', 'content-length': '0' });
		socket.end(
			[`HTTP/1.1 ${String(status)} ${words}`, ...lines.map((line) => line.join(': ')), '', ''].join('\r\n')
		);
		log.debug({ status }, 'no request');
	});

	return {
		server,
		stop: async (seconds) => {
			stopping = true;
			for (const response of underWay) if (!response.headersSent) response.setHeader('connection', 'close');
			const closed = new Promise<void>((done) => server.close(() => done()));
			const busy = new Set([...underWay].map(({ req }) => req.socket));
			for (const socket of connected) if (!busy.has(socket)) socket.destroy();
			const cut = setTimeout(() => server.closeAllConnections(), seconds * 1000);
			await closed;
			clearTimeout(cut);
		}
	};
}

/** A body is not there in time: as Node says it of the whole server. */
class TooLate extends Error {
	code = 'ERR_HTTP_REQUEST_TIMEOUT';
}

const BAD: Record<string, [number, string]> = {
	HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large'],
	ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout']
};

/** What the log says of every request. The route stands for its address, which may hold a case's id. */
export function lineOf(
	id: string,
	method: string | undefined,
	status: number,
	began: number,
	more: { route?: string | null; person?: string | null } = {}
): Record<string, unknown> {
	const { route = null, person = null } = more;
	return { id, method, route, status, ms: Math.round(performance.now() - began), person };
}

function refuseBody(request: IncomingMessage, response: ServerResponse, { bytes, setting }: BodyLimit): void {
	const { cookie, 'accept-language': wanted } = request.headers;
	const { frame } = messages(askedLanguage(cookie ?? null, wanted ?? null));
	response.writeHead(413, { 'content-type': 'text/plain; charset=utf-8' });
	response.end(`${frame.refusal.large({ megabytes: bytes / 1_000_000, setting })}\n`);
}

/** Reads what is left of a request that is answered, for some seconds, and keeps nothing of it. */
function endRequest(request: IncomingMessage): void {
	if (request.complete || request.destroyed) return;
	request.resume();
	const late = setTimeout(() => request.destroy(), LIMITS.linger * 1000);
	request.once('close', () => clearTimeout(late));
}

/**
 * The address that a request comes from. Where people use another address than the server's own and the request
 * comes from this machine, a proxy sent it and says for whom, last.
 */
function addressOf({ headers, socket }: IncomingMessage, { origin }: Listening): string {
	const own = socket.remoteAddress ?? '';
	if (origin === null || !isLoopback(own)) return own;
	return (
		String(headers['x-forwarded-for'] ?? '')
			.split(',')
			.at(-1)
			?.trim() || own
	);
}
