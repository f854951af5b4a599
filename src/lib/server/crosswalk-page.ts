import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from '#pipelines/home.ts';
import { countCrosswalk, type CrosswalkCount } from '#lib/crosswalk.ts';
import type { Viewer } from './access.ts';
import { listBatches, type BatchFacts } from './batches.ts';
import { openTray, receiveFiles } from './inbox.ts';
import { fromStore, servedHome, type Reading } from './reading.ts';
import { isSample, refuseSample } from './sample.ts';
import { startWork } from './work.ts';

/** What the page of the crosswalk shows: whom it joins, the systems that it can name, and what was uploaded. */
export type CrosswalkPage = {
	joined: Reading<CrosswalkCount>;
	sources: { key: string; name: string }[];
	/** Newest first. */
	batches: BatchFacts[];
	sample: boolean;
};

/** Who is joined, and by what. */
export async function readCrosswalkPage(): Promise<CrosswalkPage> {
	const home = servedHome();
	const joined = await fromStore(async (store) => ({
		store: store.id,
		count: await countCrosswalk(store)
	}));
	const { batches } = await listBatches(home, joined.content?.store ?? null);
	const known = new Map(
		batches.flatMap(({ source, source_name, cases, state }) =>
			cases && state !== 'undone' ? [[source, source_name] as const] : []
		)
	);
	return {
		joined: joined.content === null ? joined : { content: joined.content.count, trouble: null },
		sources: [...known].map(([key, name]) => ({ key, name })).sort((a, b) => (a.key < b.key ? -1 : 1)),
		batches: batches.filter(({ cases }) => !cases),
		sample: isSample(home.path)
	};
}

/** Why a crosswalk cannot be taken in before it is even read; the page has the sentence. */
export type CrosswalkWrong = 'none' | 'several';

/**
 * Receives a crosswalk, a file of any name or a zip of it, and begins to import it.
 * @returns why not, or null where it has begun
 * @throws Refused where a zip is damaged, another work is running, or in the sample agency
 */
export async function importCrosswalk(
	home: Home,
	viewer: Viewer,
	files: readonly File[]
): Promise<CrosswalkWrong | null> {
	refuseSample(home);
	if (files.length === 0) return 'none';
	const tray = openTray(home);
	try {
		const received = await receiveFiles(home, tray, files);
		const [only, ...others] = received;
		if (only === undefined || others.length > 0) {
			tray.dispose();
			return 'several';
		}
		const folder = join(tray.folder, 'crosswalk');
		mkdirSync(folder, { mode: 0o700 });
		const path = join(folder, 'crosswalk.csv');
		renameSync(only.path, path);
		startWork(viewer, { kind: 'import', paths: [path], options: { format: 'crosswalk' } }, tray.dispose);
		return null;
	} catch (error) {
		tray.dispose();
		throw error;
	}
}
