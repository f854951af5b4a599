import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBatches } from '#pipelines/batch.ts';
import type { Home } from '#pipelines/home.ts';
import { ROSTER } from '#pipelines/sources/canonical-csv/retire.ts';
import type { Outcome } from '#pipelines/job.ts';
import { rosterColumns, WRITTEN_TABLES } from '#pipelines/sources/canonical-csv/roster.ts';
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
 * Begins to import the rows of an edit of the roster, and writes down that it was changed. Throws as `importChanges`.
 */
export function importEdit(
	home: Home,
	viewer: Viewer,
	source: RosterSource,
	changes: readonly Change[]
): void {
	importChanges(home, viewer, source, changes);
	record(home, viewer, 'changed the roster', source.source, {
		changed: Object.fromEntries(
			WRITTEN_TABLES.map((table) => [table, changes.filter((each) => each.table === table).length]).filter(
				([, rows]) => rows !== 0
			)
		)
	});
}

/**
 * Begins to import some rows, and nothing else, as a batch of changes of the source: taking it back takes back what they
 * changed.
 * @param after done when it has ended, with what it gave or why it failed
 * @throws Refused where another work is running, or in the sample agency
 */
export function importChanges(
	home: Home,
	viewer: Viewer,
	source: RosterSource,
	changes: readonly Change[],
	after: (ended: Outcome | Error) => void = () => undefined
): void {
	refuseSample(home);
	const tray = openTray(home);
	const folder = batchFolder(
		tray,
		changes.every(({ table }) => table === 'supervision') ? 'supervision' : 'roster'
	);
	for (const table of WRITTEN_TABLES) {
		const own = changes.filter((each) => each.table === table);
		if (own.length === 0) continue;
		const columns = rosterColumns(table)
			.filter(
				({ need, column }) =>
					need.includes('primary') ||
					// A meeting's day may be taken back: a column without a value says so.
					own.some(({ cells }) => (table === 'supervision' ? column in cells : cells[column]))
			)
			.map(({ column }) => column);
		const rows = own.map(({ cells, gone }) => ({ ...cells, deleted: gone ? 'yes' : 'no' }));
		const marked = own.some(({ gone }) => gone) ? [...columns, 'deleted'] : columns;
		writeFileSync(join(folder, `${table}.csv`), csv(rows, marked), { mode: 0o600 });
	}
	writeAbout(home, folder, source, 'changes');
	begin(viewer, source, tray, folder, after);
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
		const folder = batchFolder(tray, 'roster');
		for (const { name, path } of received) renameSync(path, join(folder, name.toLowerCase()));
		if (!received.some(({ name }) => name.toLowerCase() === 'about.csv'))
			writeAbout(home, folder, source, kind);
		begin(viewer, source, tray, folder);
		record(home, viewer, 'changed the roster', source.source, {
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
function batchFolder(tray: Tray, name: 'roster' | 'supervision'): string {
	const folder = join(tray.folder, name);
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
	viewer: Viewer,
	source: RosterSource,
	tray: Tray,
	folder: string,
	after: (ended: Outcome | Error) => void = () => undefined
): void {
	const job = { kind: 'import' as const, paths: [folder], options: { source: nameOf(source) } };
	try {
		startWork(viewer, job, (ended) => {
			tray.dispose();
			after(ended);
		});
	} catch (error) {
		tray.dispose();
		throw error;
	}
}
