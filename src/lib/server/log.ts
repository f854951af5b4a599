import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { Fault, sayable, systemCode } from '#pipelines/errors.ts';
import { ROOT } from '#pipelines/home.ts';

/** How much is logged: THROUGHLINE_LOG. */
export const LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;

const asked = process.env.THROUGHLINE_LOG || 'info';

/** A sentence where THROUGHLINE_LOG is none of them, else null. */
export const wrongLevel = (LEVELS as readonly string[]).includes(asked)
	? null
	: `THROUGHLINE_LOG is "${asked}". Give one of ${LEVELS.join(', ')}.`;

/**
 * The log, on standard error: a JSON object a line, on a terminal a plain line. It never holds what people send or
 * what the data holds: no address or query of a request, no name, no value, no words of an unknown error.
 */
export const log = pino(
	{
		level: wrongLevel === null ? asked : 'info',
		base: null,
		timestamp: pino.stdTimeFunctions.isoTime,
		formatters: { level: (level) => ({ level }) }
	},
	process.stderr.isTTY ? { write: writePlain } : lines()
);

/** Standard error, a line at a time. Where nobody reads it any more, the server goes on. */
function lines(): pino.DestinationStream {
	return pino.destination({ fd: 2, sync: true }).on('error', () => undefined);
}

/** What the log says of an error. `at` are the places in our code and Node's, innermost first. */
export type Described = { class: string; code?: string; words?: string; at: string[]; cause?: Described };

/** Describes an error for the log: by its words only where it is a `Fault` of ours, which hold no value. */
export function described(error: unknown): Described {
	const code = systemCode(error);
	const words = error instanceof Fault ? sayable(error) : null;
	const isError = error instanceof Error;
	return {
		class: isError ? error.constructor.name : typeof error,
		...(code !== null && /^\w{1,50}$/.test(code) ? { code } : {}),
		...(words === null ? {} : { words }),
		at: framesOf(isError ? (error.stack ?? '') : typeof error === 'string' ? error : ''),
		...(isError && error.cause !== undefined ? { cause: described(error.cause) } : {})
	};
}

/** The lines of a stack that name a place in the program or in Node; its message, which stands before them, is left out. */
function framesOf(stack: string): string[] {
	return stack.split('\n').flatMap((line) => {
		const [, caller = '', file = '', place = ''] =
			/^\s+at (?:(?:async )?([\w$.<> ]{1,80}) )?\(?((?:file:\/\/|node:|\/|src\/|pipelines\/|build\/|node_modules\/)[^\s()]{1,300}?):(\d+:\d+)\)?$/.exec(
				line
			) ?? [];
		const known = placeOf(file);
		return known === null ? [] : [`${caller} ${known}:${place}`.trim()];
	});
}

function placeOf(file: string): string | null {
	if (/^node:[\w/]+$/.test(file)) return file;
	const path = file.startsWith('file:') ? fileURLToPath(file) : file;
	const inside = relative(ROOT, resolve(ROOT, path)); // Kit gives places from the program's folder on
	return file === '' || inside.startsWith('..') ? null : inside;
}

function writePlain(line: string): void {
	const { level, time, msg, ...rest } = JSON.parse(line) as Record<string, unknown>;
	const parts = Object.entries(rest).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
	process.stderr.write(`${String(time).slice(11, 19)} ${String(level)} ${String(msg)} ${parts.join(' ')}\n`);
}
