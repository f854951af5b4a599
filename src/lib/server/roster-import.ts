import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBatches } from '#pipelines/batch.ts';
import type { Home } from '#pipelines/home.ts';
import { ROSTER } from '#pipelines/sources/canonical-csv/retire.ts';
import { ROSTER_TABLES, rosterColumns } from '#pipelines/sources/canonical-csv/roster.ts';
import { sourceKey } from '#pipelines/sources/format.ts';
import { csv } from '#lib/csv.ts';
import type { Viewer } from './access.ts';
import { record } from './audit.ts';
import { openTray, receiveFiles, type Received, type Tray } from './inbox.ts';
import { now, type RosterSource } from './roster.ts';
import type { Change } from './roster-edits.ts';
import { refuseSample } from './sample.ts';
import { startWork } from './work.ts';

/** `full`: what is missing has gone; `changes`: only what is new or changed. */
export type Kind = 'full' | 'changes';

/** Why a roster cannot be taken in before it is even read; the page has the sentence. */
export type UploadWrong = { why: 'none' | 'name' | 'twice'; name: string };

/**
 * Begins to import the rows of an edit, and nothing else, as a batch of changes of the source: taking it back
 * takes back this edit.
 * @throws Refused where another work is running, or in the sample agency
 */
export function importEdit(
	home: Home,
	viewer: Viewer,
	source: RosterSource,
	changes: readonly Change[]
): void {
	refuseSample(home);
	const tray = openTray(home);
	const folder = rosterFolder(tray);
	for (const table of ROSTER_TABLES) {
		const own = changes.filter((each) => each.table === table);
		if (own.length === 0) continue;
		const columns = rosterColumns(table)
			.filter(({ need, column }) => need.includes('primary') || own.some(({ cells }) => cells[column]))
			.map(({ column }) => column);
		const rows = own.map(({ cells, gone }) => ({ ...cells, deleted: gone ? 'yes' : 'no' }));
		const marked = own.some(({ gone }) => gone) ? [...columns, 'deleted'] : columns;
		writeFileSync(join(folder, `${table}.csv`), csv(rows, marked), { mode: 0o600 });
	}
	writeAbout(home, folder, source, 'changes');
	begin(home, viewer, source, tray, folder, {
		changed: Object.fromEntries(
			ROSTER_TABLES.map((table) => [table, changes.filter((each) => each.table === table).length]).filter(
				([, rows]) => rows !== 0
			)
		)
	});
}

/**
 * Receives files of a roster, several or a zip of them, and begins to import them. Without an about.csv they
 * are of this moment, and `kind` says what they hold.
 * @returns every reason why not at once; none where it has begun
 * @throws Refused where a zip is damaged, another work is running, or in the sample agency
 */
export async function importFiles(
	home: Home,
	viewer: Viewer,
	source: RosterSource,
	files: readonly File[],
	kind: Kind
): Promise<UploadWrong[]> {
	refuseSample(home);
	if (files.length === 0) return [{ why: 'none', name: '' }];
	const tray = openTray(home);
	try {
		const received = await receiveFiles(home, tray, files);
		const wrong = checkNames(received);
		if (wrong.length > 0) {
			tray.dispose();
			return wrong;
		}
		const folder = rosterFolder(tray);
		for (const { name, path } of received) renameSync(path, join(folder, name.toLowerCase()));
		if (!received.some(({ name }) => name.toLowerCase() === 'about.csv'))
			writeAbout(home, folder, source, kind);
		begin(home, viewer, source, tray, folder, {
			files: received.map(({ name }) => name.toLowerCase()),
			kind
		});
		return [];
	} catch (error) {
		tray.dispose();
		throw error;
	}
}

/** The files of which an upload may consist. */
export const FILES: readonly string[] = ['about', ...ROSTER].map((table) => `${table}.csv`);

function checkNames(received: readonly Received[]): UploadWrong[] {
	const names = received.map(({ name }) => name.toLowerCase());
	return received.flatMap(({ name }, at): UploadWrong[] => {
		const own = names[at] ?? '';
		if (!FILES.includes(own)) return [{ why: 'name', name }];
		return names.indexOf(own) === at ? [] : [{ why: 'twice', name }];
	});
}

/** The batch page shows its name as that of the upload. */
function rosterFolder(tray: Tray): string {
	const folder = join(tray.folder, 'roster');
	mkdirSync(folder, { mode: 0o700 });
	return folder;
}

/**
 * Of a source's rosters the one that was exported last counts: this one is of now, and in any case after those
 * that are there.
 */
function writeAbout(home: Home, folder: string, source: RosterSource, kind: Kind): void {
	const latest = readBatches(home)
		.batches.filter((batch) => batch.state === 'live' && batch.source === source.source)
		.reduce((last, { exported_at }) => (exported_at > last ? exported_at : last), '');
	const about = {
		source_name: nameOf(source),
		exported_at: latest < now(home) ? now(home) : after(latest),
		kind
	};
	writeFileSync(join(folder, 'about.csv'), csv([about]), { mode: 0o600 });
}

/** A second after a moment that is written `yyyy-mm-dd hh:mm:ss`. */
function after(moment: string): string {
	const at = Date.parse(`${moment.replace(' ', 'T')}Z`) + 1000;
	return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

/** A name that gives the key of the source: its own where it does. */
function nameOf({ source, name }: RosterSource): string {
	return sourceKey(name) === source ? name : source;
}

function begin(
	home: Home,
	viewer: Viewer,
	source: RosterSource,
	tray: Tray,
	folder: string,
	detail: Record<string, unknown>
): void {
	try {
		startWork(viewer, { kind: 'import', paths: [folder], options: { source: nameOf(source) } }, tray.dispose);
	} catch (error) {
		tray.dispose();
		throw error;
	}
	record(home, viewer, 'changed the roster', source.source, detail);
}
