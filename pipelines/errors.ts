import type { ZodError } from 'zod';

/**
 * The input was refused. `reasons` holds every reason at once, each a sentence that names place, value and
 * mend and is safe to show: it never holds a direct identifier. Exit code 1.
 */
export class Refused extends Error {
	reasons: string[];
	constructor(reasons: string | string[], options?: ErrorOptions) {
		const list = Array.isArray(reasons) ? reasons : [reasons];
		super(list.join('\n'), options);
		this.name = 'Refused';
		this.reasons = list;
	}
}

/**
 * Does a task for each of several things, one after the other, and gives what each gave.
 * @throws Refused with the reasons of all that were refused at once; any other error at once
 */
export async function forEach<T, R>(
	things: Iterable<T>,
	task: (thing: T, index: number) => Promise<R>
): Promise<R[]> {
	const given: R[] = [];
	const reasons: string[] = [];
	let index = 0;
	for (const thing of things)
		try {
			given.push(await task(thing, index++));
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
			reasons.push(...error.reasons);
		}
	if (reasons.length > 0) throw new Refused(reasons);
	return given;
}

/** What a schema finds wrong in a file, each with its place in it. */
export function wrongIn(where: string, { issues }: Pick<ZodError, 'issues'>): string[] {
	return issues.map(
		({ path, message }) => `${where}, ${path.map(String).join('.') || 'whole file'}: ${message}.`
	);
}

/** The command was used wrongly (an unknown metric, dimension or option). Exit code 2. */
export class Misused extends Error {
	constructor(message: string, options?: ErrorOptions) {
		super(message, options);
		this.name = 'Misused';
	}
}

/** Something of ours or of the machine failed; nothing accepted earlier is lost. Exit code 3. */
export class Fault extends Error {
	constructor(message: string, options?: ErrorOptions) {
		super(message, options);
		this.name = 'Fault';
	}
}

/**
 * A fault that nobody foresaw. Its words are those of whatever was thrown, and may hold a path, SQL or a value:
 * they are for the command line, never for a page or the log.
 */
export class Unexpected extends Fault {}

/** The sentence of an error that anybody may read, or null where its words may hold anything. */
export function sayable(error: unknown): string | null {
	const foreseen = error instanceof Refused || error instanceof Misused || error instanceof Fault;
	return foreseen && !(error instanceof Unexpected) ? error.message : null;
}

/** The words of an unknown thrown thing. */
export function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

/** The system's code of a failed file operation (`ENOSPC`, `ENOENT` …), or null. */
export function systemCode(error: unknown): string | null {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

export const NOTHING_CHANGED = 'Nothing was changed: the figures are still the ones before.';

/** True where disk or memory failed, which is no fault of the statement that met it. */
export function isMachines(error: unknown): boolean {
	return /^(IO Error|Out of Memory Error|FATAL|INTERNAL)|no space left|memory limit|failed to allocate/i.test(
		messageOf(error)
	);
}

/**
 * Gives any error a sentence for the person who meets it. A full or read-only disk is recognised by the
 * system's code or by DuckDB's words, and so is a damaged store; everything else keeps its own message, as
 * `Unexpected`. The cause is kept.
 */
export function explain(error: unknown): Refused | Misused | Fault {
	if (error instanceof Refused || error instanceof Misused || error instanceof Fault) return error;
	const words = messageOf(error);
	const code = systemCode(error);
	const safe = NOTHING_CHANGED;
	if (code === 'ENOSPC' || /no space left|disk (is )?full/i.test(words))
		return new Fault(`The disk is full. ${safe} Free some space and try again.`, { cause: error });
	if (
		code === 'EROFS' ||
		code === 'EACCES' ||
		code === 'EPERM' ||
		/read-?only (file system|database)|permission denied|unable to open database/i.test(words)
	)
		return new Fault(
			`A file could not be written (${code ?? 'no permission'}). ${safe} Check that this account may write to the home and that its disk is not read-only.`,
			{ cause: error }
		);
	if (
		/not a valid duckdb database|corrupt database|computed checksum .* does not match|file is truncated/i.test(
			words
		)
	)
		return new Fault('The store is damaged. Run "throughline build": it is made again from the batches.', {
			cause: error
		});
	if (/out of memory|memory limit|failed to allocate/i.test(words))
		return new Fault(
			`There was not enough memory. ${safe} Set THROUGHLINE_MEMORY higher (for example 4GB) and try again.`,
			{ cause: error }
		);
	return new Unexpected(`${words} ${safe}`, { cause: error });
}

/** The sentence for an error, without the assurance that nothing was changed. */
export function reasonOf(error: unknown): string {
	return explain(error).message.replace(NOTHING_CHANGED, '').replace(/  +/g, ' ').trim();
}
