// `npm start`: builds the pages where they are missing or old, chooses the home, and serves it.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readBatches } from '#pipelines/batch.ts';
import { keepCompiled } from '#pipelines/compile-cache.ts';
import { Refused } from '#pipelines/errors.ts';
import { defaultHomePath, homeAt, prepareHome, ROOT } from '#pipelines/home.ts';
import { takeLock } from '#pipelines/lock.ts';
import { COMMAND_LINE } from '#lib/server/audit.ts';
import { makeLink } from '#lib/server/links.ts';
import { hasAdministrator } from '#lib/server/people.ts';
import { isDemonstration } from '#lib/server/demonstration.ts';
import { isSample, SAMPLE_HOME } from '#lib/server/sample.ts';
import { prepareSample } from './sample-home.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

const SOURCES = ['src', 'pipelines', 'static', 'package.json', 'package-lock.json', 'vite.config.ts'];
const SECONDS_TO_FINISH = 10;

class CannotStart extends Error {}

try {
	await start();
} catch (error) {
	console.error(error instanceof CannotStart || error instanceof Refused ? error.message : error);
	process.exitCode = 3;
}

async function start(): Promise<void> {
	const host = process.env.HOST || '127.0.0.1';
	const port = readPort(process.env.PORT || '4173');
	buildPages();
	const home = chooseHome();
	process.env.THROUGHLINE_HOME = home;
	process.env.THROUGHLINE_ROOT = ROOT;
	keepCompiled();
	await takeLock(prepareHome(home), 'server', 'a server is running', 0);
	if (isSample(home)) await showSample();
	else bringUpToDate(home);
	// A proxy in front says whether it was reached by https; without one it is plain http.
	process.env.PROTOCOL_HEADER ??= 'x-forwarded-proto';

	const url = pathToFileURL(join(ROOT, 'build', 'handler.js')).href;
	const { handler } = (await import(url)) as { handler: Handler };
	const server = createServer((request, response) => {
		request.headers['x-forwarded-proto'] ??= 'http';
		handler(request, response, () => response.writeHead(404).end());
	});
	server.on('error', (error: NodeJS.ErrnoException) => {
		console.error(whyNotListening(error, host, port));
		process.exitCode = 3;
	});
	server.listen(port, host, () => {
		const { address, family, port: taken } = server.address() as AddressInfo;
		const at = `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`;
		const what = isSample(home)
			? 'shows the sample agency, whose people are made up'
			: `shows the data in ${home}`;
		console.log(`Throughline at ${at} ${what}. Stop it with Ctrl+C.`);
		if (!isDemonstration(homeAt(home)) && !hasAdministrator(homeAt(home)))
			console.log(
				`Nobody can sign in yet. Open this link, which works once: ${process.env.ORIGIN ?? at}/links/${makeLink(homeAt(home), COMMAND_LINE, 'set-up', null)}`
			);
	});

	let stopping = false;
	const stop = () => {
		if (stopping) process.exit(0);
		stopping = true;
		server.close(() => process.exit(0));
		server.closeIdleConnections();
		setTimeout(() => process.exit(0), SECONDS_TO_FINISH * 1000).unref();
	};
	process.on('SIGINT', stop);
	process.on('SIGTERM', stop);
}

function readPort(text: string): number {
	const port = Number(text);
	if (/^\d+$/.test(text) && port <= 65535) return port;
	throw new CannotStart(`PORT is "${text}". Give a number from 0 to 65535, 0 for any that is free.`);
}

function whyNotListening(error: NodeJS.ErrnoException, host: string, port: number): string {
	if (error.code === 'EADDRINUSE') {
		return `Port ${port} on ${host} is taken by another program. Stop that one, or set PORT to another number.`;
	}
	if (error.code === 'EACCES') {
		return `This account may not use port ${port}. Set PORT to a number above 1023.`;
	}
	if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
		return `HOST is ${host}, which is not an address of this machine. Leave it out to serve this machine only.`;
	}
	return `Cannot serve on ${host}, port ${port}: ${error.message}.`;
}

function buildPages(): void {
	const built = changedAt(join(ROOT, 'build', 'index.js'));
	const changed = Math.max(...SOURCES.map((name) => newest(join(ROOT, name))));
	if (built > changed) return;
	console.log(
		built === 0 ? 'Building the pages for the first time …' : 'The sources have changed: building the pages …'
	);
	run(
		'The pages could not be built.',
		join(ROOT, 'node_modules/vite/bin/vite.js'),
		'build',
		'--logLevel',
		'warn'
	);
}

/** When the file, or the newest file below the folder, was changed; 0 where there is none. */
function newest(path: string): number {
	if (!existsSync(path)) return 0;
	if (!statSync(path).isDirectory()) return changedAt(path);
	const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
	return Math.max(0, ...names.map((name) => changedAt(join(path, name))));
}

function changedAt(path: string): number {
	return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** The home that is named; else this account's own if something was imported into it; else the sample's. */
function chooseHome(): string {
	const own = defaultHomePath();
	return process.env.THROUGHLINE_HOME || hasBatch(own) ? own : SAMPLE_HOME;
}

/** Makes the sample agency where it is missing or old, and its figures where the program has changed. */
async function showSample(): Promise<void> {
	const cli = join(ROOT, 'src', 'cli.ts');
	const upload = await prepareSample(SAMPLE_HOME, (folder) => {
		console.log('Nothing has been imported yet: making the sample agency …');
		run('The sample could not be made.', cli, 'sample', '--out', folder, '--format', 'canonical-csv');
	});
	// Imported before, it is recognised.
	run('The sample could not be imported.', cli, 'import', upload);
}

/**
 * Makes the figures anew where the program or the settings changed, or the store is damaged; where that
 * fails, the store that there is serves on.
 */
function bringUpToDate(home: string): void {
	if (!hasBatch(home) && readdirSync(homeAt(home).uploads).length === 0) return;
	try {
		run(
			'The figures could not be brought up to date; the ones before are shown.',
			join(ROOT, 'src', 'cli.ts'),
			'build'
		);
	} catch (error) {
		if (!(error instanceof CannotStart)) throw error;
		console.error(error.message);
	}
}

function hasBatch(home: string): boolean {
	const { batches, damaged } = readBatches(homeAt(home));
	return batches.length + damaged.length > 0;
}

/** Runs a script. Its progress and its errors are seen, its report is not. */
function run(failure: string, ...args: string[]): void {
	const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
	if (status !== 0) throw new CannotStart(failure);
}
