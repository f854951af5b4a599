// `npm start`: builds the pages where they are missing or old, chooses the home, and serves it.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readBatches } from '#pipelines/batch.ts';
import { keepCompiled } from '#pipelines/compile-cache.ts';
import { sayable } from '#pipelines/errors.ts';
import { defaultHomePath, homeAt, prepareHome, readSettings, ROOT } from '#pipelines/home.ts';
import { takeLock } from '#pipelines/lock.ts';
import { closeApp } from '#lib/server/app-db.ts';
import { COMMAND_LINE } from '#lib/server/audit.ts';
import { bodyLimit, mostOfBodies } from '#lib/server/body-limit.ts';
import { atEnd, end } from '#lib/server/ending.ts';
import { KNOWN, makeFront, type Handler } from '#lib/server/front.ts';
import { sweepInbox } from '#lib/server/inbox.ts';
import { makeLink } from '#lib/server/links.ts';
import { listeningOf, warningOf, type Listening } from '#lib/server/listening.ts';
import { described, log, wrongLevel } from '#lib/server/log.ts';
import { hasAdministrator } from '#lib/server/people.ts';
import { isDemonstration } from '#lib/server/demonstration.ts';
import { isSample, SAMPLE_HOME } from '#lib/server/sample.ts';
import { prepareSample } from './sample-home.ts';
import { releaseSample } from './sample-releases.ts';

const SOURCES = ['src', 'pipelines', 'static', 'package.json', 'package-lock.json', 'vite.config.ts'];
/** Requests under way have so long when the server is stopped, and everything else the rest. */
const SECONDS_TO_FINISH = 6;
const SECONDS_TO_STOP = 10;

class CannotStart extends Error {}

try {
	await start();
} catch (error) {
	const said = error instanceof CannotStart ? error.message : sayable(error);
	if (said === null) log.error({ error: described(error) }, 'could not be started');
	console.error(said ?? 'Throughline could not be started, for a reason that was not foreseen.');
	process.exit(3);
}

async function start(): Promise<void> {
	if (wrongLevel !== null) throw new CannotStart(wrongLevel);
	// Node would print what such an error says, which may be a value.
	process.on('uncaughtException', (error) => {
		log.error({ error: described(error) }, 'broke down');
		process.exit(3);
	});
	process.on('unhandledRejection', (error) => log.error({ error: described(error) }, 'failed'));
	buildPages();
	const home = chooseHome();
	process.env.THROUGHLINE_HOME = home;
	process.env.THROUGHLINE_ROOT = ROOT;
	const listening = listeningOf(homeAt(home));
	keepCompiled();
	await takeLock(prepareHome(home), 'server', 'a server is running', 0);
	sweepInbox(homeAt(home));
	if (isSample(home)) await showSample();
	else bringUpToDate(home);
	process.env.PROTOCOL_HEADER = KNOWN.protocol;
	process.env.ADDRESS_HEADER ||= KNOWN.address;
	const settings = readSettings(homeAt(home));
	const limitOf = (path: string) => bodyLimit(settings, path);
	process.env.BODY_SIZE_LIMIT = String(mostOfBodies(settings));
	const url = pathToFileURL(join(ROOT, 'build', 'handler.js')).href;
	const { handler } = (await import(url)) as { handler: Handler };
	const front = makeFront(handler, listening, limitOf);
	atEnd(() => front.stop(SECONDS_TO_FINISH));
	front.server.on('error', (error: NodeJS.ErrnoException) => {
		console.error(whyNotListening(error, listening));
		process.exit(3);
	});
	front.server.listen(listening.port, listening.host, () => {
		sayStarted(home, listening, front.server.address() as AddressInfo);
	});
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
}

let stopping = false;

/** Finishes what is under way and closes everything; asked twice, it ends at once. */
function stop(): void {
	if (stopping) process.exit(0);
	stopping = true;
	setTimeout(() => process.exit(0), SECONDS_TO_STOP * 1000).unref();
	log.info('stopping');
	void end((error) => log.error({ error: described(error) }, 'failed')).then(() => {
		log.info('stopped');
		process.exit(0);
	});
}

function sayStarted(home: string, listening: Listening, { address, family, port }: AddressInfo): void {
	const at = `http://${family === 'IPv6' ? `[${address}]` : address}:${String(port)}`;
	const what = isSample(home)
		? 'shows the sample agency, whose people are made up'
		: `shows the data in ${home}`;
	const isNew = !isDemonstration(homeAt(home)) && !hasAdministrator(homeAt(home));
	const link = isNew ? makeLink(homeAt(home), COMMAND_LINE, 'set-up', null) : null;
	closeApp(homeAt(home)); // the pages open it for themselves
	console.log(`Throughline at ${at} ${what}. Stop it with Ctrl+C.`);
	log.info({ port, isSample: isSample(home) }, 'started');
	const warning = warningOf(listening);
	if (warning !== null) console.error(warning);
	if (link !== null)
		console.log(
			`Nobody can sign in yet. Open this link, which works once: ${listening.origin ?? at}/links/${link}`
		);
}

function whyNotListening(error: NodeJS.ErrnoException, { host, port }: Listening): string {
	if (error.code === 'EADDRINUSE') {
		return `Port ${port} on ${host} is taken by another program. Stop that one, or set PORT, or "listen" in settings.json, to another number.`;
	}
	if (error.code === 'EACCES') {
		return `This account may not use port ${port}. Set PORT to a number above 1023.`;
	}
	if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
		return `HOST, or "listen" in settings.json, is ${host}, which is not an address of this machine. Leave it out to serve this machine only.`;
	}
	return `Cannot serve on ${host}, port ${port} (${error.code ?? 'no code'}).`;
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
	await releaseSample(homeAt(SAMPLE_HOME));
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
