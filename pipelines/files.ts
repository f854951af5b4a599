import { createHash } from 'node:crypto';
import {
	createReadStream,
	closeSync,
	fsyncSync,
	linkSync,
	openSync,
	readdirSync,
	renameSync,
	rmSync,
	lstatSync,
	statSync,
	writeFileSync,
	writeSync
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { systemCode } from './errors.ts';

/** Forces a file or folder to the disk, so that what was acknowledged survives a power cut. */
export function sync(path: string): void {
	let handle: number;
	try {
		handle = openSync(path, 'r');
	} catch (error) {
		if (process.platform === 'win32') return; // folders cannot be opened there
		throw error;
	}
	try {
		fsyncSync(handle);
	} catch (error) {
		if (process.platform !== 'win32') throw error;
	} finally {
		closeSync(handle);
	}
}

/** Puts a finished folder in its place in one step: all of it or none of it, also after a power cut. */
export function placeFolder(from: string, to: string, parent: string): void {
	syncTree(from);
	renameSync(from, to);
	sync(parent);
}

/** The files below a folder, by path within it, with `/`, in order; links are followed. What goes away meanwhile is left out. */
export function filesBelow(folder: string): string[] {
	return readdirSync(folder)
		.sort()
		.flatMap((name) => {
			const path = join(folder, name);
			const stats = statSync(path, { throwIfNoEntry: false });
			// A link to nothing is still there, and is not passed over.
			if (stats === undefined && lstatSync(path, { throwIfNoEntry: false })) statSync(path);
			if (stats === undefined) return [];
			if (stats.isDirectory()) return filesBelow(path).map((path) => `${name}/${path}`);
			return stats.isFile() ? [name] : [];
		});
}

/** Forces a file, or a folder and all that is in it, to the disk. */
export function syncTree(path: string): void {
	if (statSync(path).isDirectory()) for (const name of readdirSync(path)) syncTree(join(path, name));
	sync(path);
}

/** Writes a small file in one step: a reader sees the old text or the new, never a part. Mode is octal. */
export function writeWhole(path: string, text: string, parent: string, mode = 0o600): void {
	const draft = `${path}.draft`;
	const handle = openSync(draft, 'w', mode);
	try {
		writeSync(handle, text);
		fsyncSync(handle);
	} finally {
		closeSync(handle);
	}
	renameSync(draft, path);
	sync(parent);
}

/** Writes a small file in one step where there is none yet: of several who do at once the first one's stays. */
export function writeOnce(path: string, text: string, parent: string, mode = 0o600): void {
	const draft = `${path}.${String(process.pid)}.draft`;
	writeFileSync(draft, text, { mode, flush: true });
	try {
		linkSync(draft, path);
	} catch (error) {
		if (systemCode(error) !== 'EEXIST') throw error;
	} finally {
		rmSync(draft);
	}
	sync(parent);
}

/** SHA-256 of a file, in hex, read as a stream. */
export async function checksum(path: string): Promise<string> {
	const hash = createHash('sha256');
	await pipeline(createReadStream(path), hash);
	return hash.digest('hex');
}

/** How many bytes files have together. */
export function bytesOf(files: readonly { bytes: number }[]): number {
	return files.reduce((sum, file) => sum + file.bytes, 0);
}

/** SHA-256 of a text, in hex. */
export function digest(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}
