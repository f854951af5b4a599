import { isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { Refused } from './errors.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

const CHUNK = 4 * 1024 * 1024;

/**
 * Tells a text file's encoding on purpose: by its byte-order mark, else by where its NUL bytes stand, else
 * UTF-8 where every byte fits it, else Windows-1252 (of which Latin-1's letters are a part).
 * @throws Refused when it is no text file, by name
 */
export function detectEncoding(path: string, label: string): Encoding {
	let encoding: Encoding = 'utf-8';
	let first = true;
	let marked = false;
	let rest = Buffer.alloc(0);
	for (const chunk of chunksOf(path)) {
		if (first) {
			first = false;
			if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
			if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be';
			const wide = wideEncoding(chunk.subarray(0, 2000));
			if (wide !== null) return wide;
			marked = hasUtf8Mark(chunk);
		}
		if (chunk.includes(0)) refuseNul(label);
		if (encoding === 'utf-8') {
			const whole = Buffer.concat([rest, chunk]);
			const end = completeUtf8(whole);
			if (!isUtf8(whole.subarray(0, end))) encoding = 'windows-1252';
			rest = whole.subarray(end);
		}
	}
	if (encoding === 'utf-8' && rest.length > 0) encoding = 'windows-1252';
	if (marked && encoding !== 'utf-8')
		throw new Refused(
			`${label} begins with the mark of UTF-8, but not all of it is UTF-8: files of two encodings were joined, or it is damaged. Export it again.`
		);
	return encoding;
}

function refuseNul(label: string): never {
	throw new Refused(
		`${label} holds NUL bytes, so it is not a text file (an image or a spreadsheet, perhaps, or a damaged copy). Export it as CSV again.`
	);
}

function hasUtf8Mark(chunk: Buffer): boolean {
	return chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
}

/**
 * The file's text as UTF-8 bytes without byte-order mark, in chunks. Memory stays bounded.
 * @throws Refused at a NUL, by the name that `label` gives
 */
export function* decodedChunks(path: string, encoding: Encoding, label: string): Generator<Buffer> {
	if (encoding === 'utf-8') {
		let first = true;
		for (const chunk of chunksOf(path)) {
			yield first && hasUtf8Mark(chunk) ? chunk.subarray(3) : chunk;
			first = false;
		}
		return;
	}
	const decoder = new TextDecoder(encoding);
	for (const chunk of chunksOf(path)) {
		const text = Buffer.from(decoder.decode(chunk, { stream: true }));
		if (text.includes(0)) refuseNul(label);
		yield text;
	}
	yield Buffer.from(decoder.decode());
}

function* chunksOf(path: string): Generator<Buffer> {
	const handle = openSync(path, 'r');
	try {
		const size = Math.min(CHUNK, fstatSync(handle).size + 1);
		for (;;) {
			const buffer = Buffer.allocUnsafe(size);
			const length = readSync(handle, buffer, 0, size, null);
			if (length === 0) return;
			yield buffer.subarray(0, length);
		}
	} finally {
		closeSync(handle);
	}
}

/** UTF-16 without a mark: ASCII text has a NUL in every second byte. */
function wideEncoding(head: Buffer): Encoding | null {
	let even = 0;
	let odd = 0;
	for (const [index, byte] of head.entries()) {
		if (byte !== 0) continue;
		if (index % 2 === 0) even++;
		else odd++;
	}
	const half = head.length / 2;
	if (odd > half * 0.6 && even < half * 0.1) return 'utf-16le';
	if (even > half * 0.6 && odd < half * 0.1) return 'utf-16be';
	return null;
}

/** How many bytes hold whole characters; a character may be cut at a chunk's end. */
function completeUtf8(bytes: Buffer): number {
	for (let back = 1; back <= Math.min(3, bytes.length); back++) {
		const byte = bytes[bytes.length - back] ?? 0;
		if (byte >= 0xc0) {
			const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
			return length > back ? bytes.length - back : bytes.length;
		}
		if (byte < 0x80) break;
	}
	return bytes.length;
}
