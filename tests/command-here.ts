// The `throughline` command in this process, for what it prints and does: starting a process takes longer than most
// commands. Beside it, the file mocks `#pipelines/run.ts` (work-here.ts), or works are done in a process of their own.
import type { Home } from '#pipelines/home.ts';
import { closeApp } from '#lib/server/app-db.ts';
import type { Ended } from './outside.ts';
import { runCommand } from '../src/program.ts';

/** Keeps what is written to a stream, until it is let go. */
function keep(stream: NodeJS.WriteStream): { text: () => string; letGo: () => void } {
	const write = stream.write.bind(stream);
	let text = '';
	stream.write = (chunk: string | Uint8Array) => {
		text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
		return true;
	};
	return { text: () => text, letGo: () => (stream.write = write) };
}

/** Runs a command to its end, one at a time. What it gives is what a process of its own would (`cli`). */
export async function command(home: Home, ...args: string[]): Promise<Ended> {
	const { THROUGHLINE_HOME: served } = process.env;
	process.env.THROUGHLINE_HOME = home.path;
	process.exitCode = undefined;
	const [stdout, stderr] = [keep(process.stdout), keep(process.stderr)];
	try {
		await runCommand(args);
		return {
			code: Number(process.exitCode ?? 0),
			signal: null,
			stdout: stdout.text(),
			stderr: stderr.text()
		};
	} finally {
		stdout.letGo();
		stderr.letGo();
		closeApp(home); // as the end of a process does
		process.exitCode = undefined;
		if (served === undefined) delete process.env.THROUGHLINE_HOME;
		else process.env.THROUGHLINE_HOME = served;
	}
}
