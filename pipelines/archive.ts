import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import { messageOf, Refused } from './errors.ts';

/** Bounds of what is taken in. `ratio` is unpacked to packed size, checked above one megabyte. */
export type Limits = { entries: number; bytes: number; ratio: number };

export const LIMITS: Limits = { entries: 1000, bytes: 20_000_000_000, ratio: 200 };

/** A zip that lies open, and its files in the order of its list; folders are left out. */
export type Archive = { zip: yauzl.ZipFile; entries: yauzl.Entry[] };

/** What a document is made of: the files of its zip by path, whatever its case. */
export type Package = {
	has: (path: string) => boolean;
	read: (path: string) => Promise<AsyncIterable<Buffer>>;
};

/** What came out of a zip is not what went in. */
export class WrongSum extends Error {}

const AGAIN = 'Pack the export again and upload that.';

/**
 * Opens a zip, a file by its path or its bytes, and reads its list of files. Close it afterwards.
 * @throws Refused where it is damaged, has too many files, or one whose name leads out of its folder
 */
export async function openArchive(from: string | Buffer, label: string, limits: Limits): Promise<Archive> {
	let zip: yauzl.ZipFile;
	const options = { lazyEntries: true, autoClose: false, strictFileNames: true };
	try {
		zip = await (typeof from === 'string'
			? yauzl.openPromise(from, options)
			: yauzl.fromBufferPromise(from, options));
	} catch (cause) {
		throw new Refused(`${label} is cut off or damaged: its list of files cannot be read. ${AGAIN}`, {
			cause
		});
	}
	try {
		if (zip.entryCount > limits.entries)
			throw new Refused(
				`${label} holds ${String(zip.entryCount)} files; at most ${String(limits.entries)} are taken. Pack only the export.`
			);
		const entries: yauzl.Entry[] = [];
		for await (const entry of zip.eachEntry()) if (!entry.fileName.endsWith('/')) entries.push(entry);
		return { zip, entries };
	} catch (cause) {
		zip.close();
		if (cause instanceof Refused) throw cause;
		const words = messageOf(cause);
		throw new Refused(
			/relative path|absolute path|invalid characters/i.test(words)
				? `${label} holds a file whose name leads out of its folder or has a backslash (${words}). Nothing of it was unpacked. Pack the export again with plain names and upload that.`
				: `${label} is cut off or damaged (${words}). ${AGAIN}`,
			{ cause }
		);
	}
}

/** Whether a zip would unpack to more than is taken. */
export function explodes(packed: number, unpacked: number, limits: Limits): boolean {
	return unpacked > limits.bytes || (unpacked > 1_000_000 && unpacked / Math.max(1, packed) > limits.ratio);
}

/** The bytes of one file of a zip. Reading ends with an error where they are more than its list says, or others. */
export async function readEntry({ zip }: Archive, entry: yauzl.Entry): Promise<AsyncIterable<Buffer>> {
	return checked(await zip.openReadStreamPromise(entry), entry.crc32);
}

async function* checked(stream: AsyncIterable<Buffer>, wanted: number): AsyncGenerator<Buffer> {
	let sum = 0;
	for await (const chunk of stream) {
		sum = crc32(chunk, sum);
		yield chunk;
	}
	if (sum !== wanted) throw new WrongSum('its checksum is wrong');
}

/** The files of a zip by path, for a document that is made of them. */
export function packageOf(archive: Archive): Package {
	const parts = new Map(archive.entries.map((entry) => [entry.fileName.toLowerCase(), entry]));
	return {
		has: (path) => parts.has(path.toLowerCase()),
		read: async (path) => {
			const entry = parts.get(path.toLowerCase());
			if (!entry) throw new Error(`${path} is missing`);
			return readEntry(archive, entry);
		}
	};
}
