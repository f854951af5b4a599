import {
	chmodSync,
	cpSync,
	existsSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmdirSync,
	rmSync,
	statSync
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { BACKUP_VERSION, backupSchema, type BackupNote } from './backup.ts';
import { readBatches } from './batch.ts';
import { build, type Built } from './build.ts';
import { needRoom } from './disk.ts';
import { explain, Fault, NOTHING_CHANGED, Refused, systemCode } from './errors.ts';
import { bytesOf, checksum, sync, syncTree } from './files.ts';
import { HOME_VERSION, homeAt, prepareHome, programVersion, type Home } from './home.ts';
import { takeLock } from './lock.ts';
import type { Progress } from './progress.ts';
import { finishPurge } from './purge.ts';
import { finishRotation } from './rotate.ts';

/** Seconds to wait for whoever came upon the home first. */
const PATIENCE = 600;

/**
 * What a restore gave: the home, the backup's note, and the figures that were built, or null where the keys have
 * yet to be put in their place or there is no batch.
 */
export type Restored = {
	home: string;
	note: Omit<BackupNote, 'files'>;
	files: number;
	program: string;
	built: Built | null;
};

/**
 * Lays a backup out as a home and builds its figures. The home has its name when every file is in its place and
 * was compared with its checksum; before, it is a hidden draft beside it, which the next restore removes.
 * @throws Refused with every reason at once: files that are damaged, missing or not of the backup; a home that is
 * not empty; a backup of a later version
 */
export async function restore(folder: string, homePath: string, progress: Progress): Promise<Restored> {
	const path = resolve(homePath);
	const from = resolve(folder);
	refuseHeld(path);
	const note = readNote(from);
	const damaged = await compare(from, note, progress);
	if (damaged.length > 0)
		throw new Refused([...damaged, 'Nothing was restored. Copy the backup again, or take an earlier one.']);
	const place = homeAt(join(dirname(path), `.draft-${basename(path)}`));
	makePlace(place);
	const release = await takeLock(place, 'work', 'a restore is running', 0);
	const drop = () => {
		rmSync(place.path, { recursive: true, force: true });
	};
	process.once('exit', drop); // also when it is stopped
	try {
		const draft = homeAt(join(place.path, 'home'));
		rmSync(draft.path, { recursive: true, force: true }); // of a restore that was cut off
		layOut(from, note, draft, progress);
		prepareHome(draft.path);
		syncTree(draft.path);
		refuseHeld(path);
		if (existsSync(path)) rmdirSync(path);
		renameSync(draft.path, path);
		sync(dirname(path));
	} finally {
		release();
		drop();
		process.removeListener('exit', drop);
	}
	return finish(homeAt(path), note, progress);
}

function refuseHeld(path: string): void {
	if (!existsSync(path)) return;
	if (!statSync(path).isDirectory()) throw new Refused(`${path} is a file. Name a folder as the home.`);
	const held = readdirSync(path).sort();
	if (held.length === 0) return;
	const most = held.slice(0, 8).join(', ');
	throw new Refused(
		`The home ${path} is not empty: it holds ${most}${held.length > 8 ? ` and ${String(held.length - 8)} more` : ''}. A restore never writes over a home. Stop the server, move the folder away (for example to ${path}.before) and try again, or name another with --home.`
	);
}

function readNote(folder: string): BackupNote {
	const path = join(folder, 'backup.json');
	if (!existsSync(path))
		throw new Refused(
			`${folder} is not a backup: it has no backup.json. Name the folder throughline-… that "throughline backup" wrote.`
		);
	try {
		const json: unknown = JSON.parse(readFileSync(path, 'utf8'));
		const { backup, home, program } = z
			.object({ backup: z.int(), home: z.int(), program: z.string() })
			.parse(json);
		if (backup > BACKUP_VERSION || home > HOME_VERSION)
			throw new Refused(
				`This backup was made by Throughline ${program}, in a form that this version (${programVersion()}) does not know. Install version ${program} or a later one and restore it with that.`
			);
		return backupSchema.parse(json);
	} catch (error) {
		if (error instanceof Refused) throw error;
		throw new Refused(`${path} is damaged. Copy the backup again, or take an earlier one.`, { cause: error });
	}
}

/** What is not as the note says, a sentence for each file. */
async function compare(folder: string, note: BackupNote, progress: Progress): Promise<string[]> {
	const problems: string[] = [];
	const total = bytesOf(note.files);
	let seen = 0;
	for (const { path, bytes, sha256 } of note.files) {
		progress('Comparing checksums', seen, total);
		seen += bytes;
		const at = join(folder, path);
		if (path.split(/[\\/]/).includes('..') || resolve(folder, path) !== at)
			problems.push(`backup.json names ${path}, which leads out of the backup.`);
		else if (!lstatSync(at, { throwIfNoEntry: false })?.isFile()) problems.push(`${path} is missing.`);
		else if (statSync(at).size !== bytes || (await checksum(at)) !== sha256)
			problems.push(`${path} is damaged: it is not the file that was backed up.`);
	}
	const named = new Set([...note.files.map(({ path }) => path), 'backup.json']);
	const extra = (below: string): string[] =>
		readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
			const path = below === '' ? entry.name : `${below}/${entry.name}`;
			if (entry.isDirectory()) return extra(path);
			return named.has(path) ? [] : [path];
		});
	const added = extra('').filter((path) => note.secrets || !path.startsWith('secrets/'));
	return [...problems, ...added.map((path) => `${path} is not a file of this backup. Take it out.`)];
}

function makePlace(place: Home): void {
	try {
		mkdirSync(place.path, { recursive: true, mode: 0o700 });
	} catch (error) {
		if (systemCode(error) === null) throw error;
		throw new Refused(
			`${dirname(place.path)} cannot be written (${String(systemCode(error))}). A home is laid out beside its place first: name one in a folder that this account may write to.`,
			{ cause: error }
		);
	}
}

function layOut(from: string, note: BackupNote, draft: Home, progress: Progress): void {
	needRoom(draft.path, bytesOf(note.files), 'the home');
	mkdirSync(draft.path, { mode: 0o700 });
	for (const [index, { path }] of note.files.entries()) {
		progress('Laying out the home', index, note.files.length);
		const to = join(draft.path, path);
		mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
		cpSync(join(from, path), to);
		chmodSync(to, 0o600);
	}
}

async function finish(home: Home, note: BackupNote, progress: Progress): Promise<Restored> {
	const { files, ...about } = note;
	const restored = {
		home: home.path,
		note: about,
		files: files.length,
		program: programVersion(),
		built: null
	};
	if (!note.secrets || readBatches(home).batches.length === 0) return restored;
	const release = await takeLock(home, 'work', 'a restore is running', PATIENCE, progress);
	try {
		await finishRotation(home, progress);
		await finishPurge(home, progress);
		return { ...restored, built: await build(home, progress) };
	} catch (error) {
		throw new Fault(
			`The home was restored to ${home.path}. But its figures could not be made. ${explain(error).message.replace(NOTHING_CHANGED, '').trim()} Then run "throughline build".`,
			{ cause: error }
		);
	} finally {
		release();
	}
}
