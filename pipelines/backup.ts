import { createHash } from 'node:crypto';
import {
	chmodSync,
	createReadStream,
	createWriteStream,
	existsSync,
	mkdirSync,
	realpathSync,
	rmSync,
	statSync
} from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { backup as copyDatabase, DatabaseSync } from 'node:sqlite';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { unreadable } from './batch.ts';
import { needRoom } from './disk.ts';
import { Fault, messageOf, Refused, systemCode } from './errors.ts';
import { bytesOf, checksum, digest, filesBelow, placeFolder, writeWhole } from './files.ts';
import { HOME_VERSION, programVersion, type Home } from './home.ts';
import type { Progress } from './progress.ts';
import { currentStoreId } from './publish.ts';

/** The form of a backup that this program writes. It reads this one and those before. */
export const BACKUP_VERSION = 1;

/** What a backup says of itself, in `backup.json`. */
export const backupSchema = z.object({
	backup: z.int().min(1),
	/** Version of the program that made it, and the form of the home that it is of. */
	program: z.string(),
	home: z.int().min(1),
	created_at: z.string(),
	/** The store that was published then; it is not in the backup, a build makes it again. */
	store: z.string().nullable(),
	secrets: z.boolean(),
	files: z.array(z.object({ path: z.string(), bytes: z.int(), sha256: z.string() }))
});
export type BackupNote = z.infer<typeof backupSchema>;

/** A backup that was written: its folder and what is in it. `notes` are sentences about what is wrong in the home. */
export type BackedUp = { path: string; files: number; bytes: number; secrets: boolean; notes: string[] };

/** What is not copied: stores (a build makes them again), uploads and what pages received, locks, and what other works have under way. */
const LEFT_OUT =
	/^(stores|current|uploads|inbox|trial)(\/|$)|^[^/]*\.lock[^/]*$|^audit\.head\.|(^|\/)\.|\.draft(\/|$)|\.sqlite-(wal|shm|journal)$/;

/** Noted first: the audit log, copied later, may only have grown. */
const FIRST = 'audit.head';

/**
 * Copies a home into a new folder `throughline-<time>` in `folder`, with a checksum of every file. It is consistent
 * while a server serves and people sign in: no import, build, undo or purge runs meanwhile, databases are copied by
 * SQLite itself, other files are only ever replaced whole. The folder has its name when it is complete; before, it
 * is a hidden draft, which the next backup of the home removes. Call it under the home's lock.
 * @throws Refused where the folder cannot hold a backup
 */
export async function backUp(
	home: Home,
	folder: string,
	{ secrets }: { secrets: boolean },
	progress: Progress
): Promise<BackedUp> {
	const parent = prepareFolder(home, folder);
	const paths = filesBelow(home.path)
		.filter((path) => !LEFT_OUT.test(path) && (secrets || !path.startsWith('secrets/')))
		.sort((a, b) => Number(b === FIRST) - Number(a === FIRST));
	const sizes = paths.map((path) => ({ bytes: statSync(join(home.path, path)).size }));
	const total = bytesOf(sizes);
	const draft = join(parent, `.draft-throughline-${digest(home.path).slice(0, 8)}`);
	const drop = () => {
		rmSync(draft, { recursive: true, force: true });
	};
	drop();
	needRoom(parent, total, 'the backup');
	process.once('exit', drop); // also when it is stopped
	try {
		mkdirSync(draft, { mode: 0o700 });
		const files: BackupNote['files'] = [];
		for (const path of paths) {
			progress('Copying', bytesOf(files), total);
			files.push({ path, ...(await copy(join(home.path, path), join(draft, path))) });
		}
		const created = new Date();
		const note: BackupNote = {
			backup: BACKUP_VERSION,
			program: programVersion(),
			home: HOME_VERSION,
			created_at: created.toISOString(),
			store: currentStoreId(home),
			secrets,
			files
		};
		writeWhole(join(draft, 'backup.json'), `${JSON.stringify(note, null, '\t')}\n`, draft);
		const path = freeName(parent, created);
		placeFolder(draft, path, parent);
		const notes = (await unreadable(home)).map(({ problem }) => `Copied as it is. ${problem}`);
		return { path, files: files.length, bytes: bytesOf(files), secrets, notes };
	} catch (error) {
		throw systemCode(error) === 'ENOSPC' || /disk is full/i.test(messageOf(error))
			? new Fault(`The disk of ${parent} is full, so no backup was made. Free some space and try again.`, {
					cause: error
				})
			: error;
	} finally {
		drop();
		process.removeListener('exit', drop);
	}
}

/** The folder to write into, made where it is missing, by its real path. */
function prepareFolder(home: Home, folder: string): string {
	const wanted = resolve(folder);
	let path: string;
	try {
		let there = wanted;
		while (!existsSync(there)) there = dirname(there);
		const real = realpathSync(home.path);
		if (`${realpathSync(there)}${sep}`.startsWith(`${real}${sep}`))
			throw new Refused(
				`${wanted} lies in the home ${home.path}, and would be lost with it. Name a folder elsewhere, best on another disk.`
			);
		mkdirSync(wanted, { recursive: true, mode: 0o700 });
		path = realpathSync(wanted);
		if (!statSync(path).isDirectory()) throw new Refused(`${wanted} is a file. Name a folder.`);
		const probe = join(path, `.draft-throughline-probe-${String(process.pid)}`);
		mkdirSync(probe);
		rmSync(probe, { recursive: true });
	} catch (error) {
		if (error instanceof Refused || systemCode(error) === null) throw error;
		throw new Refused(
			`${wanted} cannot be written (${String(systemCode(error))}). Name a folder that this account may write to.`,
			{ cause: error }
		);
	}
	return path;
}

async function copy(from: string, to: string): Promise<{ bytes: number; sha256: string }> {
	mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
	if (from.endsWith('.sqlite')) {
		await copySqlite(from, to);
		return { bytes: statSync(to).size, sha256: await checksum(to) };
	}
	const hash = createHash('sha256');
	let bytes = 0;
	const watch = new Transform({
		transform(chunk: Buffer, _encoding, done) {
			hash.update(chunk);
			bytes += chunk.length;
			done(null, chunk);
		}
	});
	await pipeline(createReadStream(from), watch, createWriteStream(to, { mode: 0o600 }));
	return { bytes, sha256: hash.digest('hex') };
}

/** More pages than any of our databases has: all in one step, so that who writes meanwhile never begins it anew. */
const PAGES = 2 ** 31 - 1;

async function copySqlite(from: string, to: string): Promise<void> {
	const database = new DatabaseSync(from);
	try {
		database.exec('PRAGMA busy_timeout = 10000');
		await copyDatabase(database, to, { rate: PAGES });
	} finally {
		database.close();
	}
	chmodSync(to, 0o600);
	const copied = new DatabaseSync(to);
	try {
		copied.exec('PRAGMA journal_mode = DELETE'); // one file, whole in itself
		const answer = copied.prepare('PRAGMA quick_check').get();
		if (answer?.quick_check !== 'ok')
			throw new Fault(
				`${basename(from)} is damaged (${String(answer?.quick_check)}), so no backup was made. Restore it from the last backup.`
			);
	} finally {
		copied.close();
	}
}

function freeName(parent: string, at: Date): string {
	const stamp = at.toISOString().replace(/[-:]|\.\d+/g, '');
	for (let n = 1; ; n++) {
		const path = join(parent, `throughline-${stamp}${n === 1 ? '' : `-${String(n)}`}`);
		if (!existsSync(path)) return path;
	}
}
