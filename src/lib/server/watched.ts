import {
	cpSync,
	existsSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	renameSync,
	rmSync,
	statSync,
	type BigIntStats
} from 'node:fs';
import { basename, extname, join, resolve, sep } from 'node:path';
import { Refused, systemCode } from '#pipelines/errors.ts';
import { sync, syncTree, writeWhole } from '#pipelines/files.ts';
import { readSettings, type Home } from '#pipelines/home.ts';

/**
 * The watched folder: exports are put into `drop`; what became of each is noted in `processed` or `failed`, which
 * lie beside it so that a file is moved there in one step.
 */
export type Watched = { drop: string; processed: string; failed: string };

/**
 * Where a home's watched folder is.
 * @throws Refused as `readSettings` does, and where it would lie among what the home keeps and a backup copies
 */
export function watchedFolder(home: Home): Watched {
	const folder = resolve(readSettings(home).inbox.folder ?? home.inbox);
	if (folder !== resolve(home.inbox) && `${folder}${sep}`.startsWith(`${resolve(home.path)}${sep}`))
		throw new Refused(
			`settings.json, inbox.folder: ${folder} lies within the home. Leave it out, or name a folder outside of the home.`
		);
	return {
		drop: join(folder, 'drop'),
		processed: join(folder, 'processed'),
		failed: join(folder, 'failed')
	};
}

/** Makes its folders where they are missing, for this account only. */
export function openWatched(watched: Watched): void {
	for (const folder of Object.values(watched)) mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** Something in the folder that is one upload: a file, or a folder of files. `mark` is another after any change. */
export type Dropped = { name: string; path: string; mark: string };

/** What a program that copies calls a file that is not there yet as a whole. */
const PARTIAL = /(~|\.(part|partial|filepart|crdownload|download|tmp|temp|swp))$/i;
/** How rsync calls it. */
const RSYNC = /^\..+\.\w{6}$/;
/** What a desktop leaves behind in any folder. */
const LITTER = /^(thumbs\.db|desktop\.ini|\$recycle\.bin)$/i;

/** What lies in the folder and could be taken once it has settled. Folders that are empty, or partly there, are not. */
export function lookInto(drop: string): Dropped[] {
	return readdirSync(drop)
		.filter((name) => !name.startsWith('.') && !PARTIAL.test(name) && !LITTER.test(name))
		.flatMap((name) => {
			const path = join(drop, name);
			const mark = markOf(path);
			return mark === null ? [] : [{ name, path, mark }];
		});
}

/** What is the same as long as nothing of a file or folder changes; null where it is not to be taken (yet). */
export function markOf(path: string): string | null {
	const stats = lstatSync(path, { bigint: true, throwIfNoEntry: false });
	if (stats === undefined) return null;
	return stats.isDirectory() ? folderMark(path) : markOfStats(stats);
}

const DEEP = 8;

function folderMark(folder: string, depth = 0): string | null {
	const marks: string[] = [];
	for (const name of readdirSync(folder).sort()) {
		if (PARTIAL.test(name) || RSYNC.test(name)) return null;
		if (name.startsWith('.') || LITTER.test(name)) continue;
		const path = join(folder, name);
		const stats = lstatSync(path, { bigint: true, throwIfNoEntry: false });
		if (stats === undefined) return null;
		const inner = stats.isDirectory() && depth < DEEP ? folderMark(path, depth + 1) : markOfStats(stats);
		if (inner !== null) marks.push(`${JSON.stringify(name)} ${inner}`);
	}
	return marks.length === 0 ? null : marks.join('\n');
}

function markOfStats({ ino, size, mtimeNs }: BigIntStats): string {
	return [ino, size, mtimeNs].map(String).join(' ');
}

/** Tells of what was found which has not changed for so many seconds, longest first. `now` is in seconds. */
export type Settling = (found: readonly Dropped[], seconds: number, now: number) => Dropped[];

/** Begins to watch: what it has not seen before has changed just now. */
export function makeSettling(): Settling {
	let known = new Map<string, { mark: string; since: number }>();
	return (found, seconds, now) => {
		known = new Map(
			found.map(({ path, mark }) => {
				const before = known.get(path);
				return [path, before?.mark === mark ? before : { mark, since: now }];
			})
		);
		const since = ({ path }: Dropped) => known.get(path)?.since ?? now;
		return found.filter((each) => now - since(each) >= seconds).sort((a, b) => since(a) - since(b));
	};
}

/** Whether something is what a program may take: a file or a folder, no link to something else. */
export function isPlain(path: string): boolean {
	const stats = lstatSync(path, { throwIfNoEntry: false });
	return stats === undefined || stats.isFile() || stats.isDirectory();
}

/**
 * Notes in `processed` what became of an upload, and takes it out of the folder: deleted, or moved beside its note.
 * What has changed meanwhile stays: it is another upload.
 * @returns why it could not be taken out, or null
 */
export function putProcessed(
	{ processed }: Watched,
	dropped: Dropped,
	lines: readonly string[],
	keep: boolean
): string | null {
	const place = note(processed, dropped.name, lines);
	return takeOut(dropped, () => {
		if (keep) moveInto(dropped.path, place);
		else rmSync(dropped.path, { recursive: true, force: true });
	});
}

/** Moves an upload to `failed`, beside a text with every reason. Gives why it could not be moved, or null. */
export function putFailed({ failed }: Watched, dropped: Dropped, reasons: readonly string[]): string | null {
	const place = note(failed, dropped.name, reasons);
	return takeOut(dropped, () => {
		moveInto(dropped.path, place);
	});
}

/** Moves a file or folder, also onto another disk: it goes from the one only when the other has it. */
function moveInto(from: string, to: string): void {
	try {
		renameSync(from, to);
	} catch (error) {
		if (systemCode(error) !== 'EXDEV') throw error;
		const draft = `${to}.part`;
		cpSync(from, draft, { recursive: true, preserveTimestamps: true });
		syncTree(draft);
		renameSync(draft, to);
		rmSync(from, { recursive: true, force: true });
	}
}

function takeOut({ name, path, mark }: Dropped, move: () => void): string | null {
	try {
		if (markOf(path) !== mark) return null;
		move();
		sync(join(path, '..'));
		return null;
	} catch (error) {
		return `${name} could not be taken out of the watched folder (${systemCode(error) ?? 'error'}). Remove it there, and let this account write to the folder.`;
	}
}

const NOTE = '.txt';

/** Writes a note under a name that is free, with the moment in front, and gives where its file belongs. */
function note(folder: string, name: string, lines: readonly string[]): string {
	const stamp = new Date().toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
	const kind = extname(name).slice(0, 20);
	const short = name.length <= 120 ? name : `${basename(name, extname(name)).slice(0, 100)}${kind}`;
	for (let copy = 1; ; copy++) {
		const place = join(folder, `${stamp}-${copy === 1 ? '' : `${String(copy)}-`}${short}`);
		if (existsSync(place) || existsSync(place + NOTE)) continue;
		writeWhole(place + NOTE, `${lines.join('\n')}\n`, folder);
		return place;
	}
}

const DAY = 86_400_000;

/**
 * Deletes files that have lain in `processed` or `failed` long enough, counted from their notes, which stay.
 * @param days how long each may lie
 */
export function sweepWatched(
	{ processed, failed }: Watched,
	days: { processed: number; failed: number },
	now = Date.now()
): void {
	for (const [folder, most] of [
		[processed, days.processed],
		[failed, days.failed]
	] as const)
		for (const name of readdirSync(folder)) {
			const noted = statSync(join(folder, name + NOTE), { throwIfNoEntry: false });
			if (noted && now - noted.mtimeMs >= most * DAY)
				rmSync(join(folder, name), { recursive: true, force: true });
		}
}
