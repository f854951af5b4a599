import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodedChunks, detectEncoding } from '#pipelines/decode.ts';
import { Misused, Refused } from '#pipelines/errors.ts';
import { sync, writeWhole } from '#pipelines/files.ts';
import { settingFile, type Home } from '#pipelines/home.ts';
import { readStandards, SETTING_FILES, settingParts, type SettingFile } from '#pipelines/standards.ts';
import type { Viewer } from './access.ts';
import { record } from './audit.ts';
import { openTray } from './inbox.ts';
import type { Store } from './store.ts';

/** A file of standards, targets or holidays: which is in force, and what is wrong with it. */
export type SettingState = { file: SettingFile; own: boolean; reasons: string[] };

/** Every such file. */
export function settingFiles(home: Home): SettingState[] {
	const reasons = reasonsOf(home);
	return SETTING_FILES.map((file) => ({
		file,
		own: settingFile(home, file).own,
		reasons: about(reasons, file)
	}));
}

/** The file with a name. Throws `Misused` where it is none of them. */
export function settingFileOf(name: string): SettingFile {
	const file = SETTING_FILES.find((each) => each === name);
	if (!file) throw new Misused('There is no such file.');
	return file;
}

/** Whether the figures of a store were made with the files that are in force now. */
export async function isMadeWithFiles(home: Home, store: Store): Promise<boolean> {
	const parts = (await store.db.rows('select part from setting_file')).map(({ part }) => String(part));
	return settingParts(home).every((part) => parts.includes(part));
}

/** The text of the file in force, whatever its encoding. Throws `Refused` where it cannot be decoded. */
export function settingText(home: Home, file: SettingFile): string {
	return decode(settingFile(home, file).path, file);
}

function decode(path: string, file: string): string {
	return Buffer.concat([...decodedChunks(path, detectEncoding(path, file), file)]).toString('utf8');
}

/**
 * Puts a file in the place of the one in force, as UTF-8.
 * @throws Refused with what is wrong in every line at once; the one in force stays
 */
export function saveSettingFile(home: Home, viewer: Viewer, file: SettingFile, bytes: Uint8Array): void {
	const tray = openTray(home);
	try {
		const draft = join(tray.folder, file);
		writeFileSync(draft, bytes, { mode: 0o600 });
		const text = decode(draft, file);
		// The other files as they are: a line may only be wrong beside them.
		for (const other of SETTING_FILES) {
			const { path, own } = settingFile(home, other);
			if (other !== file && own) copyFileSync(path, join(tray.folder, other));
		}
		const reasons = about(reasonsOf({ ...home, path: tray.folder }), file);
		if (reasons.length > 0) throw new Refused(reasons);
		record(home, viewer, 'changed standards or targets', file, { own: true });
		writeWhole(join(home.path, file), text, home.path);
	} finally {
		tray.dispose();
	}
}

/** Takes the home's file away, so that ours is in force again. */
export function removeSettingFile(home: Home, viewer: Viewer, file: SettingFile): void {
	if (!existsSync(join(home.path, file))) return;
	record(home, viewer, 'changed standards or targets', file, { own: false });
	rmSync(join(home.path, file));
	sync(home.path);
}

/** The bytes of the file in force. */
export function settingBytes(home: Home, file: SettingFile): Buffer<ArrayBuffer> {
	return readFileSync(settingFile(home, file).path);
}

/** Everything that is wrong in the files of standards, targets and holidays in force, as sentences. */
export function reasonsOf(home: Home): string[] {
	try {
		readStandards(home);
		return [];
	} catch (error) {
		if (error instanceof Refused) return error.reasons;
		throw error;
	}
}

/** Each reason begins with the file that it is of. */
function about(reasons: readonly string[], file: string): string[] {
	return reasons.filter((reason) => reason.startsWith(file));
}
