// `npm run big`: imports a canonical CSV upload of 1 GB by the command line into a home that a server shows, and says
// how much memory all processes take and how long pages take, idle and meanwhile. `--mb N`; THROUGHLINE_MEMORY as for a server.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { HEAP_OF_SERVER } from '#pipelines/heap.ts';
import { ROOT } from '#pipelines/home.ts';
import { copyHome, sampleHome } from '../sample-homes.ts';
import { writeUpload } from './upload.ts';
import { askPages, quantile, watchMemory, type Memory, type Times } from './watch.ts';

const PAGES = ['/', '/metrics/days-to-move-in?by=program', '/data'];
const IDLE_ROUNDS = 30;
const { values } = parseArgs({
	options: { mb: { type: 'string', default: '1000' } }
});

const folder = mkdtempSync(join(tmpdir(), 'throughline-big-'));
const env = { ...process.env, THROUGHLINE_HOME: join(folder, 'home') };
let server: ReturnType<typeof spawn> | null = null;
try {
	copyHome(await sampleHome(), env.THROUGHLINE_HOME);
	const upload = join(folder, 'upload');
	const lines = await writeUpload(upload, Number(values.mb) * 1_000_000);
	const size = statSync(join(upload, 'contact.csv')).size / 1e6;
	say(`An upload of ${size.toFixed(0)} MB, ${lines.toLocaleString('en')} contacts.`);

	const started = await startServer();
	server = started.child;
	const headers = await signIn(started.link);
	await askPages(started.origin, PAGES, headers, (rounds) => rounds >= 5); // what is made at the first time
	const idle = await askPages(started.origin, PAGES, headers, (rounds) => rounds >= IDLE_ROUNDS);

	const began = performance.now();
	const child = spawn(process.execPath, [join(ROOT, 'src', 'cli.ts'), 'import', upload], {
		cwd: ROOT,
		env,
		stdio: ['ignore', 'ignore', 'pipe']
	});
	const steps = followSteps(child.stderr, began);
	const memory = watchMemory([server.pid ?? 0, child.pid ?? 0]);
	const busy = await askPages(started.origin, PAGES, headers, () => child.exitCode !== null);
	const seconds = (performance.now() - began) / 1000;
	report(memory.stop(), idle, busy, { code: child.exitCode, seconds, steps });
	if (child.exitCode !== 0) process.exitCode = 1;
} finally {
	if (server && server.exitCode === null) {
		server.kill('SIGTERM');
		await once(server, 'exit');
	}
	rmSync(folder, { recursive: true, force: true });
}

function say(line: string): void {
	console.log(line);
}

async function startServer(): Promise<{ child: ReturnType<typeof spawn>; origin: string; link: string }> {
	const child = spawn(process.execPath, [...HEAP_OF_SERVER, join(ROOT, 'src', 'start.ts')], {
		cwd: ROOT,
		stdio: ['ignore', 'pipe', 'inherit'],
		env: { ...env, HOST: '127.0.0.1', PORT: '0', THROUGHLINE_LOG: 'warn' }
	});
	for await (const line of createInterface({ input: child.stdout })) {
		const link = /http:\/\/\S+\/links\/\S+/.exec(line)?.[0];
		if (link) return { child, link, origin: new URL(link).origin };
	}
	throw new Error('The server ended before it said its link.');
}

/** Makes the first administrator: gives the headers of who is signed in. */
async function signIn(link: string): Promise<Record<string, string>> {
	const { origin } = new URL(link);
	const person = { name: 'Big', email: 'big@example.org', password: 'four words of a test' };
	const headers = { origin, accept: 'text/html' };
	const post = (path: string) =>
		fetch(new URL(path, origin), {
			method: 'POST',
			headers,
			body: new URLSearchParams(person),
			redirect: 'manual'
		});
	await post(link);
	const cookies = (await post('/sign-in')).headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
	return { ...headers, cookie: cookies.join('; ') };
}

/** The kinds of steps of an import, as the command tells them, each with the second at which it began. */
function followSteps(progress: Readable, began: number): [second: number, step: string][] {
	const steps: [number, string][] = [];
	createInterface({ input: progress }).on('line', (line) => {
		steps.push([(performance.now() - began) / 1000, line]);
	});
	return steps;
}

function report(
	memory: Memory,
	idle: Times,
	busy: Times,
	{ code, seconds, steps }: { code: number | null; seconds: number; steps: [number, string][] }
): void {
	say(`The import ended with ${String(code)} after ${seconds.toFixed(0)} seconds.`);
	say('Steps, by the second at which they began:');
	for (const [second, step] of steps) say(`${second.toFixed(0).padStart(6)} ${step}`);
	say(`Memory (resident): ${megabytes(memory.most)} in all at the most.`);
	for (const [script, bytes] of memory.scripts) say(`  ${script}: ${megabytes(bytes)}`);
	say('Pages, milliseconds (median, 95th of a hundred, longest):');
	for (const path of PAGES) {
		const [before, during] = [idle, busy].map((times) => times.get(path) ?? []) as [number[], number[]];
		const ratio = quantile(during, 0.5) / quantile(before, 0.5);
		say(`  ${path}: idle ${told(before)}; during ${told(during)}; ${ratio.toFixed(2)} times`);
	}
}

function told(times: readonly number[]): string {
	const at = [0.5, 0.95, 1].map((share) => quantile(times, share).toFixed(0));
	return `${at.join(', ')} (${String(times.length)})`;
}

function megabytes(bytes: number): string {
	return `${(bytes / 1e6).toFixed(0)} MB`;
}
