import { createReadStream, createWriteStream, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type yauzl from 'yauzl';
import { explodes, openArchive, readEntry, WrongSum, type Archive, type Limits } from './archive.ts';
import { needRoom, sizeInWords } from './disk.ts';
import { messageOf, Refused, systemCode } from './errors.ts';
import { bytesOf } from './files.ts';
import { signatureOf } from './signature.ts';

/** A file that was copied into the private folder: its name with what led to it, for messages. */
export type Copy = { name: string; from: string; path: string; modified: string | null };

const TEXT_FILE = /\.(csv|tsv|txt)$/i;
export const WORKBOOK = /\.xls[xm]$/i;
/** What systems leave beside files: of a Mac's folders, of a workbook that is open. */
const TRACE = /(^|\/)(__MACOSX\/|\._|~\$)/;
/** Spreadsheets of kinds that are not read: where there is nothing else, it is said what to do. */
const OTHER_SHEETS = /\.(xls|xlsb|ods|numbers)$/i;

/**
 * Copies the text files and workbooks of a path into a private folder: those of a folder or a zip, or the one file, of
 * whatever name.
 * @returns them, and the names of what was left aside
 * @throws Refused with every reason at once
 */
export async function copyIn(
	path: string,
	folder: string,
	limits: Limits
): Promise<{ copies: Copy[]; ignored: string[] }> {
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
		const entries = readdirSync(path, { withFileTypes: true });
		const wanted = entries.filter((entry) => entry.isFile() && isRead(entry.name)).map((entry) => entry.name);
		if (wanted.length === 0)
			throw new Refused(
				nothingToRead(
					`The folder ${label}`,
					entries.map((entry) => entry.name),
					'Name the folder, or the zip, that the export was written to.'
				)
			);
		refuseTwins(
			label,
			wanted.map((name) => ({ name, from: name }))
		);
		refuseSize(
			label,
			wanted.map((name) => statSync(join(path, name)).size),
			limits,
			folder
		);
		const copies: Copy[] = [];
		for (const [index, name] of wanted.sort().entries())
			copies.push(await copy(join(path, name), name, folder, index));
		return {
			copies,
			ignored: entries.filter((entry) => !wanted.includes(entry.name)).map((entry) => entry.name)
		};
	}
	if (!stats.isFile())
		throw new Refused(
			`${label} is neither a file nor a folder. Name an export file, a zip or a folder of CSV files.`
		);
	if (stats.size === 0) throw new Refused(`${label} is empty. Export it again.`);
	if (signatureOf(path) === 'zip') {
		const archive = await openArchive(path, label, limits);
		try {
			if (!isDocument(archive) && !WORKBOOK.test(label))
				return await unzip(archive, path, label, folder, limits);
		} finally {
			archive.zip.close();
		}
	} else if (/\.zip$/i.test(label))
		throw new Refused(`${label} is not a zip, whatever its name says. Export it again.`);
	refuseSize(label, [stats.size], limits, folder);
	return { copies: [await copy(path, label, folder, 0)], ignored: [] };
}

function isRead(name: string): boolean {
	return (TEXT_FILE.test(name) || WORKBOOK.test(name)) && !TRACE.test(name);
}

/** A zip that is itself a document of a spreadsheet or word processor. */
function isDocument({ entries }: Archive): boolean {
	return entries.some(({ fileName }) =>
		/^(\[content_types\]\.xml|mimetype|index\/document\.iwa)$/i.test(fileName)
	);
}

function nothingToRead(subject: string, names: string[], what: string): string {
	return names.some((name) => OTHER_SHEETS.test(name))
		? `${subject} holds a spreadsheet of a kind that is not read. Save it as .xlsx or CSV.`
		: `${subject} holds no CSV file and no .xlsx workbook. ${what}`;
}

function refuseSize(label: string, sizes: number[], limits: Limits, folder: string): void {
	const bytes = sizes.reduce((total, each) => total + each, 0);
	if (bytes > limits.bytes || sizes.length > limits.entries)
		throw new Refused(
			`${label} holds ${String(sizes.length)} files of ${sizeInWords(bytes)} together; at most ${String(limits.entries)} files of ${sizeInWords(limits.bytes)} are taken. Export a shorter period.`
		);
	needRoom(folder, bytes, label);
}

async function copy(from: string, name: string, folder: string, index: number): Promise<Copy> {
	const path = join(folder, `received-${String(index)}`);
	await pipeline(createReadStream(from), createWriteStream(path, { mode: 0o600 }));
	return { name, from: name, path, modified: iso(statSync(from).mtime) };
}

/** @throws Refused where two files have one name, whatever its case */
export function refuseTwins(label: string, files: { name: string; from: string }[]): void {
	const seen = new Map<string, string>();
	const reasons: string[] = [];
	for (const { name, from } of files) {
		const key = basename(name).toLowerCase();
		const twin = seen.get(key);
		if (twin !== undefined)
			reasons.push(`${label} holds both ${twin} and ${from}. Keep the one that belongs to this export.`);
		seen.set(key, from);
	}
	if (reasons.length > 0) throw new Refused(reasons);
}

async function unzip(
	archive: Archive,
	path: string,
	label: string,
	folder: string,
	limits: Limits
): Promise<{ copies: Copy[]; ignored: string[] }> {
	const { entries } = archive;
	const reasons: string[] = [];
	for (const entry of entries) {
		const problem = problemOf(entry);
		if (problem !== null)
			reasons.push(
				`${label}, ${JSON.stringify(entry.fileName)}: ${problem} Pack the export again and upload that.`
			);
	}
	const wanted = entries.filter(({ fileName }) => isRead(fileName));
	const unpacked = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
	const packed = Math.max(1, statSync(path).size);
	if (explodes(packed, unpacked, limits))
		reasons.push(
			`${label} would unpack from ${sizeInWords(packed)} to ${sizeInWords(unpacked)}, more than is taken from one zip. Upload the files unpacked, in a folder.`
		);
	if (wanted.length === 0)
		reasons.push(
			nothingToRead(
				label,
				entries.map(({ fileName }) => fileName),
				'Upload the zip that the source system wrote.'
			)
		);
	if (reasons.length > 0) throw new Refused(reasons);
	refuseTwins(
		label,
		wanted.map(({ fileName }) => ({ name: fileName, from: fileName }))
	);
	needRoom(folder, bytesOf(wanted.map((each) => ({ bytes: each.uncompressedSize }))), `${label}, unpacked,`);
	const copies: Copy[] = [];
	for (const [index, entry] of wanted.entries())
		copies.push(await extract(archive, entry, label, join(folder, `received-${String(index)}`)));
	return {
		copies,
		ignored: entries.filter((entry) => !wanted.includes(entry)).map(({ fileName }) => fileName)
	};
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

async function extract(archive: Archive, entry: yauzl.Entry, label: string, path: string): Promise<Copy> {
	const again = 'Pack the export again and upload that.';
	const place = `${label}, ${JSON.stringify(entry.fileName)}`;
	try {
		await pipeline(await readEntry(archive, entry), createWriteStream(path, { mode: 0o600 }));
	} catch (cause) {
		if (systemCode(cause) === 'ENOSPC') throw cause;
		const words =
			cause instanceof WrongSum
				? `${cause.message}, so it is damaged`
				: `it is cut off or damaged (${messageOf(cause)})`;
		throw new Refused(`${place}: ${words}. ${again}`, { cause });
	}
	return {
		name: basename(entry.fileName),
		from: entry.fileName,
		path,
		modified: iso(entry.getLastModDate())
	};
}

function iso(moment: Date): string | null {
	return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}
