import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import { messageOf, Refused } from './errors.ts';
import { writeWhole } from './files.ts';
import type { Home } from './home.ts';

/** Frees a lock. A process that dies, however, frees its locks too. */
export type Release = () => void;

/** `work`: one import, build, undo or purge at a time. `server`: one server per home. */
export type LockName = 'work' | 'server';

/** Locks of this process: a connection that nobody refers to would be collected, and its lock with it. */
const HELD = new Set<DatabaseSync>();

/**
 * Takes a lock of the home, waiting for whoever holds it.
 *
 * The lock is an exclusive SQLite transaction, so the operating system frees it when the holder dies, also by
 * kill -9; a lock file would stay behind. A note beside it says who holds it, for the message only.
 *
 * @param what what the holder does, for the others' message
 * @param patience seconds to wait before giving up
 * @param onWait told once, in words, when there is somebody to wait for
 * @throws Refused when it is still held after that time
 */
export async function takeLock(
	home: Home,
	name: LockName,
	what: string,
	patience: number,
	onWait: (message: string) => void = () => undefined
): Promise<Release> {
	const note = join(home.path, `${name}.lock.json`);
	const database = new DatabaseSync(join(home.path, `${name}.lock`));
	const end = Date.now() + patience * 1000;
	let told = false;
	for (;;) {
		try {
			database.exec('BEGIN EXCLUSIVE');
			break;
		} catch (error) {
			if (!/locked|busy/i.test(messageOf(error))) {
				database.close();
				throw error;
			}
		}
		const holder = readHolder(note);
		if (Date.now() >= end) {
			database.close();
			throw new Refused(`This home is in use: ${holder}. Wait until it has ended and try again.`);
		}
		if (!told) onWait(`Waiting: ${holder}.`);
		told = true;
		await sleep(100);
	}
	writeWhole(note, JSON.stringify({ pid: process.pid, what, since: new Date().toISOString() }), home.path);
	HELD.add(database);
	return () => {
		HELD.delete(database);
		database.close();
	};
}

function readHolder(note: string): string {
	try {
		const { pid, what, since } = JSON.parse(readFileSync(note, 'utf8')) as {
			pid: number;
			what: string;
			since: string;
		};
		return `${what}, by process ${String(pid)} since ${since}`;
	} catch {
		return 'another process is at work on it';
	}
}
