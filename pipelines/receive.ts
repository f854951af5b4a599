import { createHash, randomBytes } from 'node:crypto';
import {
	closeSync,
	createReadStream,
	createWriteStream,
	mkdirSync,
	openSync,
	readdirSync,
	readSync,
	rmSync,
	statSync
} from 'node:fs';
import { basename, join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import { needRoom, sizeInWords } from './disk.ts';
import { messageOf, Refused, systemCode } from './errors.ts';
import { bytesOf, checksum, digest } from './files.ts';
import type { Home } from './home.ts';
import type { Progress } from './progress.ts';

/**
 * One received file: `name` as the source wrote it (without folders), `path` a private copy under a name of
 * ours, `modified` when it was last written (ISO), where that is known.
 */
export type ReceivedFile = {
	name: string;
	path: string;
	bytes: number;
	sha256: string;
	modified: string | null;
};

/**
 * What came in: the text files of a folder, a zip or a single file. `hash` is the same for the same
 * content.
 */
export type Upload = {
	folder: string;
	name: string;
	files: ReceivedFile[];
	ignored: string[];
	hash: string;
	dispose(): void;
};

/** Bounds of what is taken in. `ratio` is unpacked to packed size, checked above one megabyte. */
export type Limits = { entries: number; bytes: number; ratio: number };

export const LIMITS: Limits = { entries: 1000, bytes: 20_000_000_000, ratio: 200 };

const TEXT_FILE = /\.(csv|tsv|txt)$/i;

/**
 * Copies an upload into a private folder of its own, unpacking a zip safely. No path of a zip is ever used to
 * write: each entry gets a name of ours.
 * @throws Refused with every reason at once; the private folder is then gone
 */
export async function receive(
	home: Home,
	path: string,
	progress: Progress,
	limits: Limits = LIMITS
): Promise<Upload> {
	const folder = join(home.uploads, randomBytes(8).toString('hex'));
	mkdirSync(folder, { mode: 0o700 });
	const dispose = () => {
		rmSync(folder, { recursive: true, force: true });
	};
	try {
		progress(`Receiving ${basename(path)}`);
		const { files, ignored } = await takeIn(path, folder, limits);
		const hash = digest(
			files
				.map((file) => `${file.name.toLowerCase()}:${file.sha256}`)
				.sort()
				.join('\n')
		);
		return { folder, name: basename(path), files, ignored, hash, dispose };
	} catch (error) {
		dispose();
		throw error;
	}
}

async function takeIn(
	path: string,
	folder: string,
	limits: Limits
): Promise<{ files: ReceivedFile[]; ignored: string[] }> {
	const label = basename(path);
	let stats;
	try {
		stats = statSync(path);
	} catch (cause) {
		if (systemCode(cause) === 'ENOENT')
			throw new Refused(`${path} does not exist. Check the path.`, { cause });
		throw new Refused(`${path} cannot be read (${systemCode(cause) ?? 'error'}). Check its permissions.`, {
			cause
		});
	}
	if (stats.isDirectory()) {
		const names = readdirSync(path, { withFileTypes: true });
		const texts = names
			.filter((entry) => entry.isFile() && TEXT_FILE.test(entry.name))
			.map((entry) => entry.name);
		if (texts.length === 0)
			throw new Refused(
				`The folder ${label} holds no CSV file. Name the folder, or the zip, that the export was written to.`
			);
		refuseTwins(label, texts);
		refuseSize(
			label,
			texts.map((name) => statSync(join(path, name)).size),
			limits,
			folder
		);
		return {
			files: await Promise.all(
				texts.sort().map((name, index) => copy(join(path, name), name, folder, index))
			),
			ignored: names.filter((entry) => !texts.includes(entry.name)).map((entry) => entry.name)
		};
	}
	if (!stats.isFile())
		throw new Refused(
			`${label} is neither a file nor a folder. Name an export file, a zip or a folder of CSV files.`
		);
	if (stats.size === 0) throw new Refused(`${label} is empty. Export it again.`);
	if (isZip(path)) return unzip(path, folder, limits);
	if (/\.zip$/i.test(label))
		throw new Refused(`${label} is not a zip, whatever its name says. Export it again.`);
	refuseSize(label, [stats.size], limits, folder);
	return { files: [await copy(path, label, folder, 0)], ignored: [] };
}

function refuseSize(label: string, sizes: number[], limits: Limits, folder: string): void {
	const bytes = sizes.reduce((total, each) => total + each, 0);
	if (bytes > limits.bytes || sizes.length > limits.entries)
		throw new Refused(
			`${label} holds ${String(sizes.length)} files of ${sizeInWords(bytes)} together; at most ${String(limits.entries)} files of ${sizeInWords(limits.bytes)} are taken. Export a shorter period.`
		);
	needRoom(folder, bytes, label);
}

function isZip(path: string): boolean {
	const head = Buffer.alloc(4);
	const handle = openSync(path, 'r');
	try {
		readSync(handle, head, 0, 4, 0);
	} finally {
		closeSync(handle);
	}
	return head.equals(Buffer.from([0x50, 0x4b, 3, 4])) || head.equals(Buffer.from([0x50, 0x4b, 5, 6]));
}

async function copy(from: string, name: string, folder: string, index: number): Promise<ReceivedFile> {
	const path = join(folder, `received-${String(index)}`);
	await pipeline(createReadStream(from), createWriteStream(path, { mode: 0o600 }));
	return {
		name,
		path,
		bytes: statSync(path).size,
		sha256: await checksum(path),
		modified: statSync(from).mtime.toISOString()
	};
}

function refuseTwins(label: string, names: string[]): void {
	const seen = new Map<string, string>();
	const reasons: string[] = [];
	for (const name of names) {
		const key = basename(name).toLowerCase();
		const twin = seen.get(key);
		if (twin !== undefined)
			reasons.push(`${label} holds both ${twin} and ${name}. Keep the one that belongs to this export.`);
		seen.set(key, name);
	}
	if (reasons.length > 0) throw new Refused(reasons);
}

async function unzip(
	path: string,
	folder: string,
	limits: Limits
): Promise<{ files: ReceivedFile[]; ignored: string[] }> {
	const label = basename(path);
	const again = 'Pack the export again and upload that.';
	let zip: yauzl.ZipFile;
	try {
		zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false, strictFileNames: true });
	} catch (cause) {
		throw new Refused(`${label} is cut off or damaged: its list of files cannot be read. ${again}`, {
			cause
		});
	}
	try {
		const wanted: yauzl.Entry[] = [];
		const ignored: string[] = [];
		const reasons: string[] = [];
		let unpacked = 0;
		if (zip.entryCount > limits.entries)
			throw new Refused(
				`${label} holds ${String(zip.entryCount)} files; at most ${String(limits.entries)} are taken. Pack only the export.`
			);
		for await (const entry of entriesOf(zip, label)) {
			if (entry.fileName.endsWith('/')) continue;
			const problem = problemOf(entry);
			if (problem !== null) reasons.push(`${label}, ${JSON.stringify(entry.fileName)}: ${problem} ${again}`);
			unpacked += entry.uncompressedSize;
			if (TEXT_FILE.test(entry.fileName) && !/(^|\/)(__MACOSX\/|\._)/.test(entry.fileName))
				wanted.push(entry);
			else ignored.push(entry.fileName);
		}
		const packed = Math.max(1, statSync(path).size);
		if (unpacked > limits.bytes || (unpacked > 1_000_000 && unpacked / packed > limits.ratio))
			reasons.push(
				`${label} would unpack from ${sizeInWords(packed)} to ${sizeInWords(unpacked)}, more than is taken from one zip. Upload the files unpacked, in a folder.`
			);
		if (wanted.length === 0)
			reasons.push(`${label} holds no CSV file. Upload the zip that the source system wrote.`);
		if (reasons.length > 0) throw new Refused(reasons);
		refuseTwins(
			label,
			wanted.map((entry) => entry.fileName)
		);
		needRoom(
			folder,
			bytesOf(wanted.map((each) => ({ bytes: each.uncompressedSize }))),
			`${label}, unpacked,`
		);
		const files: ReceivedFile[] = [];
		for (const [index, entry] of wanted.entries())
			files.push(await extract(zip, entry, label, join(folder, `received-${String(index)}`)));
		return { files, ignored };
	} finally {
		zip.close();
	}
}

async function* entriesOf(zip: yauzl.ZipFile, label: string): AsyncGenerator<yauzl.Entry> {
	try {
		for await (const entry of zip.eachEntry()) yield entry;
	} catch (cause) {
		if (cause instanceof Refused) throw cause;
		const words = messageOf(cause);
		throw new Refused(
			/relative path|absolute path|invalid characters/i.test(words)
				? `${label} holds a file whose name leads out of its folder or has a backslash (${words}). Nothing of it was unpacked. Pack the export again with plain names and upload that.`
				: `${label} is cut off or damaged (${words}). Pack the export again and upload that.`,
			{ cause }
		);
	}
}

function problemOf(entry: yauzl.Entry): string | null {
	if ((entry.generalPurposeBitFlag & 1) !== 0)
		return 'it is encrypted, and there is no place to ask for its password.';
	if (((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000) return 'it is a link, not a file.';
	if (/\.(zip|gz|7z|rar|tar|tgz|bz2|xz)$/i.test(entry.fileName))
		return 'it is an archive within the archive.';
	if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
		return 'it is packed in a way that is not supported.';
	return null;
}

async function extract(
	zip: yauzl.ZipFile,
	entry: yauzl.Entry,
	label: string,
	path: string
): Promise<ReceivedFile> {
	const hash = createHash('sha256');
	let sum = 0;
	const watch = new Transform({
		transform(chunk: Buffer, _encoding, done) {
			hash.update(chunk);
			sum = crc32(chunk, sum);
			done(null, chunk);
		}
	});
	try {
		const stream: Readable = await zip.openReadStreamPromise(entry); // ends with an error past uncompressedSize
		await pipeline(stream, watch, createWriteStream(path, { mode: 0o600 }));
	} catch (cause) {
		if (systemCode(cause) === 'ENOSPC') throw cause;
		throw new Refused(
			`${label}, ${JSON.stringify(entry.fileName)}: it is cut off or damaged (${messageOf(cause)}). Pack the export again and upload that.`,
			{ cause }
		);
	}
	if (sum !== entry.crc32)
		throw new Refused(
			`${label}, ${JSON.stringify(entry.fileName)}: its checksum is wrong, so it is damaged. Pack the export again and upload that.`
		);
	return {
		name: basename(entry.fileName),
		path,
		bytes: statSync(path).size,
		sha256: hash.digest('hex'),
		modified: writtenAt(entry)
	};
}

function writtenAt(entry: yauzl.Entry): string | null {
	const moment = entry.getLastModDate();
	return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}
