import { Looker, markOf, NotRead, Rewriter, type Encoding, type Look } from './look.ts';

const TELL_EVERY = 4_000_000;

/**
 * Looks at a text file, never holding more of it than a piece.
 * @param tell told how many bytes were read, and what was seen so far
 * @throws NotRead where it cannot be taken apart
 */
export async function lookAt(
	file: Blob,
	tell: (bytes: number, look: Look) => void = () => undefined
): Promise<Look> {
	const mark = markOf(new Uint8Array(await file.slice(0, 4).arrayBuffer()));
	try {
		return await lookAs(file, mark ?? 'utf-8', tell);
	} catch (error) {
		if (mark === null && error instanceof TypeError) return lookAs(file, 'windows-1252', tell);
		throw error instanceof TypeError ? new NotRead('text') : error;
	}
}

async function lookAs(
	file: Blob,
	encoding: Encoding,
	tell: (bytes: number, look: Look) => void
): Promise<Look> {
	const looker = new Looker(encoding);
	let told = 0;
	for await (const { text, bytes } of piecesOf(file, encoding)) {
		looker.push(text);
		if (bytes - told < TELL_EVERY) continue;
		told = bytes;
		tell(bytes, looker.sofar());
	}
	return looker.end();
}

/**
 * The file without columns, in UTF-8; the file itself where there are none to take out.
 * @throws NotRead where it cannot be taken apart
 */
export async function without(
	file: Blob,
	{ encoding }: Pick<Look, 'encoding'>,
	places: readonly number[],
	tell: (bytes: number) => void = () => undefined
): Promise<Blob> {
	if (places.length === 0) return file;
	const rewriter = new Rewriter(places);
	const parts: Blob[] = [];
	for await (const { text, bytes } of piecesOf(file, encoding)) {
		parts.push(new Blob([rewriter.push(text)]));
		tell(bytes);
	}
	parts.push(new Blob([rewriter.end()]));
	return new Blob(parts, { type: 'text/csv' });
}

/** A file's text in pieces, each with how many bytes were read. @throws TypeError where it is not of the encoding */
async function* piecesOf(file: Blob, encoding: Encoding): AsyncGenerator<{ text: string; bytes: number }> {
	const decoder = new TextDecoder(encoding, { fatal: true });
	const reader = file.stream().getReader();
	let bytes = 0;
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) break;
			bytes += value.length;
			yield { text: decoder.decode(value, { stream: true }), bytes };
		}
		const rest = decoder.decode();
		if (rest !== '') yield { text: rest, bytes };
	} finally {
		reader.releaseLock();
	}
}
