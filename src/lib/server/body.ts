import { createWriteStream, mkdirSync, renameSync, rmdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ReadableStream as WebStream } from 'node:stream/web';
import { Busboy } from '@fastify/busboy';
import { error } from '@sveltejs/kit';
import { Refused, systemCode } from '#pipelines/errors.ts';

/** A body was longer than it may be. */
export class TooLarge extends Error {}

/**
 * What a body brings, up to so many bytes. It is left as it is where nobody wants more of it: to cancel it would end
 * the connection before its sender has the answer.
 * @throws TooLarge beyond them
 */
async function* chunksOf(body: ReadableStream<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
	const reader = body.getReader();
	let passed = 0;
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return;
		passed += value.length;
		if (passed > limit) throw new TooLarge();
		yield value;
	}
}

/** A request whose body fails with 413 beyond so many bytes, also where it does not say how long it is. */
export function bounded(request: Request, bytes: number): Request {
	if (request.body === null || request.headers.has('content-length')) return request;
	const body = WebStream.from(orTooLarge(chunksOf(request.body, bytes)));
	return new Request(request, { body, duplex: 'half' } as unknown as RequestInit);
}

async function* orTooLarge(chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
	try {
		yield* chunks;
	} catch (cause) {
		if (cause instanceof TooLarge) error(413);
		throw cause;
	}
}

/** Most files that one upload may consist of. */
const MOST_FILES = 1000;
/** Most characters of a field that is no file. */
const MOST_OF_FIELD = 100_000;

/**
 * Writes what a request brings into a folder as it comes: the body itself under `name`, or the files of a form,
 * several of them as a folder.
 * @returns what it is called in the folder
 * @throws Refused where it brings nothing or is no form; TooLarge
 */
export async function writeBody(
	request: Request,
	folder: string,
	name: string | null,
	limit: number
): Promise<string> {
	const { body, headers } = request;
	if (body === null) throw new Refused(NOTHING);
	const type = headers.get('content-type') ?? '';
	if (/^multipart\/form-data/i.test(type)) return (await writeForm(request, folder, name, limit)).name;
	const called = plainName(name) ?? 'upload';
	const path = join(folder, called);
	await pipeline(chunksOf(body, limit), createWriteStream(path, { mode: 0o600 }));
	if (statSync(path).size === 0) throw new Refused(NOTHING);
	return called;
}

const NOTHING =
	'Nothing was sent. Send the file as the body (curl --data-binary @FILE), or as a form (curl -F file=@FILE).';

/** What a form brought: what its file, or the folder of its files, is called, and the texts of its other fields. */
export type Form = { name: string; files: string[]; fields: { name: string; value: string }[] };

/**
 * Writes the files of a form into a folder as they come: one under its own name, several in a folder called `name`.
 * @throws Refused where it brings no file, or is no form; TooLarge
 */
export async function writeForm(
	{ body, headers }: Request,
	folder: string,
	name: string | null,
	limit: number
): Promise<Form> {
	if (body === null) throw new Refused(NOTHING);
	const chunks = chunksOf(body, limit);
	const type = headers.get('content-type') ?? '';
	const fields: Form['fields'] = [];
	const inner = join(folder, '.form');
	mkdirSync(inner, { mode: 0o700 });
	const names: string[] = [];
	const files: Readable[] = [];
	const reasons: string[] = [];
	const writing: Promise<unknown>[] = [];
	const stop = new AbortController();
	let form: Busboy;
	try {
		form = new Busboy({
			headers: { 'content-type': type },
			limits: { files: MOST_FILES, fields: 2 * MOST_FILES, fieldSize: MOST_OF_FIELD, headerPairs: 100 }
		});
	} catch (cause) {
		throw new Refused(NO_FORM, { cause });
	}
	form.on('file', (_field, file, filename) => {
		const called = plainName(filename);
		if (called === null || names.includes(called)) {
			reasons.push(
				called === null
					? 'A file of the form has no name. Give each a name of its own.'
					: `The form has two files named ${called}. Keep the one that belongs to this export.`
			);
			file.resume();
			return;
		}
		names.push(called);
		files.push(file);
		const written = pipeline(file, createWriteStream(join(inner, called), { mode: 0o600 }));
		writing.push(
			written.catch((error: unknown) => {
				if (isMachines(error)) stop.abort(error); // all else the parser says
			})
		);
	});
	form.on('field', (field, value, _, cut) => {
		if (cut) reasons.push('A field of the form is too long. Send fewer files at once.');
		fields.push({ name: field, value });
	});
	form.on('filesLimit', () => {
		reasons.push(`The form has more than ${String(MOST_FILES)} files. Send them as a zip.`);
	});
	try {
		await pipeline(chunks, form, { signal: stop.signal });
		await Promise.all(writing);
	} catch (cause) {
		for (const file of files) file.destroy();
		await Promise.all(writing);
		if (stop.signal.aborted) throw stop.signal.reason;
		if (cause instanceof TooLarge || isMachines(cause) || isKits(cause)) throw cause;
		throw new Refused(NO_FORM, { cause });
	}
	if (reasons.length > 0) throw new Refused(reasons);
	const [only] = names;
	if (only === undefined) throw new Refused(NOTHING);
	const called = names.length === 1 ? only : (plainName(name) ?? 'upload');
	renameSync(names.length === 1 ? join(inner, only) : inner, join(folder, called));
	if (names.length === 1) rmdirSync(inner);
	return { name: called, files: names, fields };
}

/** Of the disk or of the connection, not of what a form says. */
function isMachines(error: unknown): boolean {
	return /^E(?!RR_)|^ABORT/.test(systemCode(error) ?? '');
}

/** Of Kit, which has a limit of its own. */
function isKits(error: unknown): boolean {
	return error instanceof Error && 'status' in error;
}

const NO_FORM = 'The form is cut off or damaged. Send it again.';

/** A name without folders and without what no file's name may have; null where nothing is left of it. */
function plainName(name: string | null | undefined): string | null {
	const plain = basename((name ?? '').replaceAll('\\', '/'))
		// eslint-disable-next-line no-control-regex -- they have no place in a name
		.replace(/[\u0000-\u001f\u007f/]/g, '')
		.replace(/^\.+/, '')
		.trim();
	return plain === '' ? null : plain.slice(-120);
}
