import { mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from './build.ts';
import { batchBefore, compareBatches, type TableChange } from './compare.ts';
import { findBatch, readBatches } from './batch.ts';
import { homeAt, type Home } from './home.ts';
import { importKept } from './import.ts';
import type { Profile } from './profile.ts';
import type { Progress } from './progress.ts';
import type { Imported, ImportOptions } from './take-in.ts';

/**
 * What an upload would become, without any of it: how its rows differ from those of the batch before it, and a home in
 * which it counts, with its store. Whoever asked removes it (`trialFolder`) when it was looked at; the next trial does in any case.
 */
export type Trial = {
	imported: Imported;
	changes: TableChange[] | null;
	/** The batch that it is compared with, or null where its source is new. */
	before: string | null;
	/** The store that it would make; null where nothing would change. */
	store: string | null;
};

/** The home in which trials are made, one at a time: it shares all but batches and stores. */
export function trialHome(home: Home): Home {
	const { batches, stores, current } = homeAt(trialFolder(home));
	return { ...home, batches, stores, current };
}

/** Where it lies. */
export function trialFolder(home: Home): string {
	return join(home.path, 'trial');
}

/**
 * Imports a kept upload into a copy of the home that shares its batches, and builds the figures there. The home itself,
 * its vault too, stays as it is.
 * @throws Refused as an import does
 */
export async function tryOut(
	home: Home,
	upload: string,
	{ options, profile }: { options: ImportOptions; profile: Profile | null },
	progress: Progress
): Promise<Trial> {
	const folder = trialFolder(home);
	rmSync(folder, { recursive: true, force: true });
	const copy = trialHome(home);
	for (const place of [folder, copy.batches, copy.stores]) mkdirSync(place, { recursive: true, mode: 0o700 });
	for (const name of readdirSync(home.batches).filter((each) => !each.startsWith('.')))
		symlinkSync(resolve(home.batches, name), join(copy.batches, name), 'junction');
	const imported = await importKept(
		copy,
		upload,
		{ ...options, profile: profile ?? undefined, trial: true },
		progress
	);
	if (imported.outcome !== 'accepted' || imported.batch === null)
		return { imported, changes: null, before: null, store: null };
	const { store } = await build(copy, progress);
	const now = findBatch(copy, imported.batch);
	const before = batchBefore(readBatches(copy).batches, now);
	return {
		imported,
		changes: before && (await compareBatches(copy, before, now)),
		before: before?.id ?? null,
		store
	};
}
