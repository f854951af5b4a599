// Requests that no browser sends, over a socket of their own.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export type Answer = { status: number; headers: Record<string, string>; body: string };

/** Opens a connection to a server, whose end is no error. */
export async function dial(url: string): Promise<Socket> {
	const { hostname, port } = new URL(url);
	const socket = connect(Number(port), hostname);
	await once(socket, 'connect');
	return socket.on('error', () => undefined);
}

/** Gathers what a connection answers until it ends, or for some seconds. */
export async function hear(socket: Socket, seconds = 20): Promise<Answer> {
	const parts: Buffer[] = [];
	socket.on('data', (part: Buffer) => parts.push(part));
	await Promise.race([new Promise((ended) => socket.once('close', ended)), sleep(seconds * 1000)]);
	socket.destroy();
	return read(Buffer.concat(parts).toString('utf8'));
}

/** Sends lines as they are and gives the answer. */
export async function send(url: string, lines: string[], body = ''): Promise<Answer> {
	const socket = await dial(url);
	socket.write(`${[...lines, '', ''].join('\r\n')}${body}`);
	return hear(socket);
}

/** The last answer in a text, after those that say only that one may go on. */
function read(text: string): Answer {
	const said = text.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '');
	const at = said.indexOf('\r\n\r\n');
	const [first = '', ...lines] = said.slice(0, at).split('\r\n');
	const headers = lines.map((line) => {
		const colon = line.indexOf(':');
		return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
	});
	return {
		status: Number(first.split(' ')[1]),
		headers: Object.fromEntries(headers) as Record<string, string>,
		body: said.slice(at + 4)
	};
}

/** The memory of a process in MB. */
export function memoryOf(pid: number | undefined): number {
	return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
}
