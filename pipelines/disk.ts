import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { Fault, NOTHING_CHANGED } from './errors.ts';
import { readSettings, type Home } from './home.ts';

/** Free bytes of a home's disk, and whether they are less than the home's `disk_warning_gb`. */
export type DiskSpace = { free: number; warnBelow: number; low: boolean };

/** How much room the disk of a home has. @throws Refused as `readSettings` does */
export function diskSpace(home: Home): DiskSpace {
	const free = freeBytes(home.path);
	const warnBelow = readSettings(home).disk_warning_gb * 1e9;
	return { free, warnBelow, low: free < warnBelow };
}

/**
 * @param what what is to be written, as the subject of a sentence
 * @throws Fault where the disk of a path has plainly too little room for so many bytes
 */
export function needRoom(path: string, bytes: number, what: string): void {
	const free = freeBytes(path);
	if (free < bytes)
		throw new Fault(
			`There is too little room on the disk: ${what} takes at least ${sizeInWords(bytes)}, and ${sizeInWords(free)} are free. ${NOTHING_CHANGED} Free some space and try again.`
		);
}

/** Bytes as people say them: "300 KB", "1.2 GB". */
export function sizeInWords(bytes: number): string {
	if (bytes < 1e6) return `${String(Math.ceil(bytes / 1e3))} KB`;
	return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

/** Free bytes, for this account, of the disk that a path lies on or will lie on. */
function freeBytes(path: string): number {
	const there = existsSync(path) || dirname(path) === path;
	if (!there) return freeBytes(dirname(path));
	const { bavail, bsize } = statfsSync(path);
	return bavail * bsize;
}
