// Before the browser tests: a home of its own with the sample in it, and the built pages served from it.
import { spawn, execFileSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '..', '..');

/** Runs the `throughline` command in the tests' home. */
export function throughline(...args: string[]): string {
	return execFileSync(process.execPath, [join(root, 'src', 'cli.ts'), ...args], {
		cwd: root,
		encoding: 'utf8'
	});
}

/** Starts Throughline as `npm start` does, on a free port, and waits for its address. */
export async function start(env: NodeJS.ProcessEnv): Promise<{ url: string; child: ChildProcess }> {
	const child = spawn(process.execPath, [join(root, 'src', 'start.ts')], {
		cwd: root,
		stdio: ['ignore', 'pipe', 'inherit'],
		env: { ...process.env, HOST: '127.0.0.1', PORT: '0', ...env }
	});
	for await (const line of createInterface({ input: child.stdout })) {
		const url = /http:\/\/\S+/.exec(line)?.[0];
		if (url) return { url, child };
	}
	throw new Error('Throughline ended before it said its address.');
}

/** Asks it to stop, as Ctrl+C does, and gives its exit code. */
export async function stop(child: ChildProcess): Promise<number | null> {
	if (child.exitCode !== null) return child.exitCode;
	const closed = once(child, 'exit');
	child.kill('SIGTERM');
	await closed;
	return child.exitCode;
}

export default async function serve(): Promise<() => Promise<void>> {
	const home = mkdtempSync(join(tmpdir(), 'throughline-browser-'));
	process.env.THROUGHLINE_HOME = home;
	throughline('import', join(root, 'data', 'sample', 'hmis-fy2026'));
	const { url, child } = await start({});
	process.env.THROUGHLINE_URL = url;
	return async () => {
		const code = await stop(child);
		rmSync(home, { recursive: true, force: true });
		if (code !== 0) throw new Error(`Throughline stopped with exit code ${String(code)}.`);
	};
}
