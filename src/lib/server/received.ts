import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sync, syncTree } from '#pipelines/files.ts';
import type { Home } from '#pipelines/home.ts';
import { addDelivery, changeDelivery, NO_OUTCOME, openDeliveries } from './deliveries.ts';
import { RECEIVED } from './inbox.ts';
import type { UploadKey } from './upload-keys.ts';

const receivedFolder = (home: Home) => join(home.inbox, RECEIVED);

/** Where a delivery that came by a key lies until its import has read it. */
const trayOf = (home: Home, id: string) => join(receivedFolder(home), id);

/**
 * Takes what a script sends into a folder of its own, and lines it up. When this returns it is on the disk, and
 * survives whatever becomes of the server; where it fails, nothing of it is left.
 * @param write writes the file, or a folder of files, into the folder and gives its name there
 * @returns the id of the delivery
 */
export async function receiveDelivery(
	home: Home,
	key: UploadKey,
	write: (folder: string) => Promise<string>
): Promise<string> {
	const id = randomUUID();
	const folder = trayOf(home, id);
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	try {
		const name = await write(folder);
		syncTree(folder);
		sync(receivedFolder(home));
		return addDelivery(home, { id, key: key.id, name, state: 'waiting' });
	} catch (error) {
		removeReceived(home, id);
		throw error;
	}
}

/** Where what came in with a delivery lies; null where it is gone. */
export function receivedPath(home: Home, id: string): string | null {
	const folder = trayOf(home, id);
	const [name] = existsSync(folder) ? readdirSync(folder) : [];
	return name === undefined ? null : join(folder, name);
}

/** Removes it, once its import has read it. */
export function removeReceived(home: Home, id: string): void {
	rmSync(trayOf(home, id), { recursive: true, force: true });
}

const LOST = 'What was received is not there any more: the home was restored or moved. Send it again.';

/**
 * Lines up again what a server that was cut off had not finished. Of the watched folder the files themselves wait;
 * what was received in part only goes.
 * @param forget called with the id of each delivery that is looked for in the watched folder again
 */
export function resumeReceived(home: Home, forget: (id: string) => void): void {
	const open = openDeliveries(home);
	for (const { id, key, state } of open) {
		if (key === null) forget(id);
		else if (receivedPath(home, id) === null)
			changeDelivery(home, id, 'failed', { ...NO_OUTCOME, reasons: [LOST] });
		else if (state === 'running') changeDelivery(home, id, 'waiting');
	}
	if (!existsSync(receivedFolder(home))) return;
	const waiting = open.map(({ id }) => id);
	for (const id of readdirSync(receivedFolder(home))) if (!waiting.includes(id)) removeReceived(home, id);
}
