import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { forEach } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import { receive, type Limits } from '#pipelines/receive.ts';

/** A private folder of the home for what a page received or wrote. Whoever opened it disposes of it. */
export type Tray = { folder: string; dispose: () => void };

/**
 * Opens a tray in the home's inbox. It is not among the uploads: what lies there is swept by whatever work
 * comes next, and this has to last until its own work has read it.
 */
export function openTray(home: Home): Tray {
	mkdirSync(home.inbox, { recursive: true, mode: 0o700 });
	const folder = join(home.inbox, randomBytes(8).toString('hex'));
	mkdirSync(folder, { mode: 0o700 });
	return {
		folder,
		dispose: () => {
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

/** What in the inbox outlasts a server: uploads that wait for their turn, and the watched folder (`watched.ts`). */
export const RECEIVED = 'received';
const LASTING = [RECEIVED, 'drop', 'processed', 'failed'];

/**
 * Empties the inbox of what pages of a server that was cut off left there. Call it when a server starts and holds
 * the home: there is no other, and the works of the one before ended with it.
 */
export function sweepInbox(home: Home): void {
	mkdirSync(home.inbox, { recursive: true, mode: 0o700 });
	for (const name of readdirSync(home.inbox).filter((each) => !LASTING.includes(each)))
		rmSync(join(home.inbox, name), { recursive: true, force: true });
}

/** What a page may send: far less than what is taken from the machine itself. `ratio` as in `LIMITS`. */
const LIMITS: Limits = { entries: 50, bytes: 500_000_000, ratio: 200 };

/** The files of a form's field; a browser sends an empty one where none was chosen. */
export function filesOf(form: FormData, name: string): File[] {
	return form.getAll(name).filter((each) => each instanceof File && each.name !== '') as File[];
}

/** A file that came in: `name` as the person has it, without folders; `path` where it lies in the tray. */
export type Received = { name: string; path: string };

/**
 * Writes the files of a form into a tray, under names of ours; a zip is unpacked.
 * @throws Refused with every reason at once, where a zip is damaged or too large
 */
export async function receiveFiles(
	home: Home,
	tray: Tray,
	files: readonly File[],
	limits: Limits = LIMITS
): Promise<Received[]> {
	const received = await forEach(files, async (file, index): Promise<Received[]> => {
		const name = basename(file.name.replaceAll('\\', '/'));
		const zipped = /\.zip$/i.test(name);
		const path = join(tray.folder, `${zipped ? 'upload' : 'file'}-${String(index)}${zipped ? '.zip' : ''}`);
		writeFileSync(path, Buffer.from(await file.arrayBuffer()), { mode: 0o600 });
		if (!zipped) return [{ name, path }];
		const upload = await receive({ ...home, uploads: tray.folder }, path, () => undefined, limits);
		return upload.files.map((each) => ({ name: each.name, path: each.path }));
	});
	return received.flat();
}
