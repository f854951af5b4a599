import { findBatch, readBatches, type Manifest } from '#pipelines/batch.ts';
import { batchBefore, compareBatches, isComparable, type TableChange } from '#pipelines/compare.ts';
import { Misused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import {
	readProblems,
	type BatchProblem,
	type ProblemCount,
	type ProblemFilter
} from '#pipelines/problems.ts';
import { readFormats } from '#pipelines/sources/format.ts';
import type { Asker } from '#lib/metrics/scope.ts';
import { foresee, listBatches, type BatchFacts, type Consequence } from './batches.ts';
import { readMovement, type Movement } from './moved.ts';
import { fromFiles, fromStore, servedHome, type Reading } from './reading.ts';
import { isSample } from './sample.ts';

/** The problems of a batch that a page shows. */
export type ProblemList = { counts: ProblemCount[]; total: number; rows: BatchProblem[] };

/**
 * How rejected lines come in once they are corrected: `alone` beside an about.csv, alone by the same `mapping`, or with
 * the `whole` export.
 */
export type Corrections = 'alone' | 'mapping' | 'whole';

/** What the page of a batch shows. */
export type BatchPage = {
	batch: BatchFacts;
	files: Manifest['files'];
	/** The files that were brought in, of which a mapping made these; null where they are the same. */
	brought: Manifest['brought'];
	ignored: string[];
	purgedRows: number;
	problems: Reading<ProblemList>;
	corrections: Corrections;
	/** What taking it back would do; null where it was taken back. */
	undo: Consequence | null;
	sample: boolean;
};

/**
 * One batch, with a page of its problems. Throws `Misused` where there is no such batch, `Refused` where its
 * manifest is damaged.
 */
export async function readBatchPage(
	id: string,
	filter: ProblemFilter,
	part: { limit: number; offset: number }
): Promise<BatchPage> {
	const home = servedHome();
	const manifest = findBatch(home, id);
	const { content: store } = await fromStore(({ id }) => Promise.resolve(id));
	const batch = await factsOf(home, store, id);
	return {
		batch,
		files: manifest.files,
		brought: manifest.brought,
		ignored: manifest.ignored,
		purgedRows: manifest.purged_rows,
		problems: await fromFiles(() => readProblems(home, manifest, filter, part)),
		corrections: await correctionsOf(manifest),
		undo: batch.state === 'undone' ? null : await foresee(home, store, id),
		sample: isSample(home.path)
	};
}

async function factsOf(home: Home, store: string | null, id: string): Promise<BatchFacts> {
	return among((await listBatches(home, store)).batches, id);
}

function among(batches: readonly BatchFacts[], id: string): BatchFacts {
	const batch = batches.find((each) => each.id === id);
	if (!batch) throw new Misused(`There is no batch ${id}.`); // purged a moment ago
	return batch;
}

/** Which problems of a batch an address asks for: `kind` and `file`. */
export function filterOf(url: URL): ProblemFilter {
	const value = (name: string) => url.searchParams.get(name) || undefined;
	return { kind: value('kind'), file: value('file') };
}

/** Every problem of a batch that fits. Throws as `readBatchPage` does. */
export async function readProblemsOf(id: string, filter: ProblemFilter): Promise<BatchProblem[]> {
	const home = servedHome();
	const { rows } = await readProblems(home, findBatch(home, id), filter);
	return rows;
}

async function correctionsOf(batch: Manifest): Promise<Corrections> {
	if (batch.mapping !== null) return batch.full ? 'whole' : 'mapping';
	return (await aboutCorrections(batch)) === null ? 'whole' : 'alone';
}

/** The row of the about.csv for corrected lines of a batch; null where its format takes none alone. */
async function aboutCorrections(batch: Manifest): Promise<Record<string, string> | null> {
	if (batch.mapping !== null) return null;
	const format = (await readFormats()).find(({ id }) => id === batch.format);
	return format?.corrections?.({ ...batch, part: true }) ?? null;
}

/**
 * The about.csv beside which corrected lines of a batch are uploaded alone. Throws as `readBatchPage`, and `Misused`
 * where its format takes none alone.
 */
export async function readCorrections(id: string): Promise<Record<string, string>> {
	const about = await aboutCorrections(findBatch(servedHome(), id));
	if (about === null)
		throw new Misused('Single lines of this format cannot be uploaded alone: export again from the system.');
	return about;
}

/** What taking a batch back would do, or null where it was taken back already. Throws as `readBatchPage`. */
export async function readUndo(id: string): Promise<{ undo: Consequence | null; sample: boolean }> {
	const home = servedHome();
	const { state } = findBatch(home, id);
	const sample = isSample(home.path);
	if (state === 'undone') return { undo: null, sample };
	const { content: store } = await fromStore(({ id }) => Promise.resolve(id));
	return { undo: await foresee(home, store, id), sample };
}

/** What the page of a batch's changes shows. */
export type ChangesPage = {
	batch: BatchFacts;
	/** The batch before it of its source, with what differs; null where it is the first. */
	before: {
		batch: { id: string; exported_at: string; version: string };
		changes: Reading<TableChange[]>;
	} | null;
	movement: Movement;
};

/** What changed with a batch: figures of who asks, and rows. Throws as `readBatchPage`. */
export async function readChangesPage(id: string, asker: Asker): Promise<ChangesPage> {
	const home = servedHome();
	const manifest = findBatch(home, id);
	const { content } = await fromStore(async (store) => ({
		store: store.id,
		movement: await readMovement(home, store, id, asker)
	}));
	const before = batchBefore(readBatches(home).batches, manifest);
	return {
		batch: await factsOf(home, content?.store ?? null, id),
		before: before && {
			batch: { id: before.id, exported_at: before.exported_at, version: before.version },
			changes: await fromFiles(() => changesBetween(home, before, manifest))
		},
		movement: content?.movement ?? { why: 'not kept' }
	};
}

/** What the page that compares two batches shows. */
export type ComparePage = {
	/** Every batch, newest first, to choose from. */
	batches: BatchFacts[];
	/** The two that were chosen, with how many problems of each kind; null where two are not chosen. */
	chosen: {
		a: BatchFacts;
		b: BatchFacts;
		kinds: { kind: string; a: number; b: number }[];
		/** How their rows differ; null where they are of two sources, or hold different things. */
		changes: Reading<TableChange[]> | null;
	} | null;
};

/** Two batches that somebody chose, compared: `a` is taken as the earlier one. Throws as `readBatchPage`. */
export async function readComparePage(a: string, b: string): Promise<ComparePage> {
	const home = servedHome();
	const { content: store } = await fromStore(({ id }) => Promise.resolve(id));
	const { batches } = await listBatches(home, store);
	if (a === '' || b === '' || a === b) return { batches, chosen: null };
	const [older, newer] = [findBatch(home, a), findBatch(home, b)];
	const kinds = [...new Set([older, newer].flatMap(({ problem_kinds }) => Object.keys(problem_kinds)))];
	return {
		batches,
		chosen: {
			a: among(batches, a),
			b: among(batches, b),
			kinds: kinds.sort().map((kind) => ({
				kind,
				a: older.problem_kinds[kind] ?? 0,
				b: newer.problem_kinds[kind] ?? 0
			})),
			changes: isComparable(older, newer) ? await fromFiles(() => changesBetween(home, older, newer)) : null
		}
	};
}

const compared = new Map<string, Promise<TableChange[]>>();
const MOST_COMPARED = 50;

/** Batches never change but by a purge, which the checksums of their tables tell. */
function changesBetween(home: Home, before: Manifest, now: Manifest): Promise<TableChange[]> {
	const key = [before, now].flatMap(({ tables }) => tables.map((table) => table.sha256)).join();
	const known = compared.get(key);
	if (known) return known;
	const changes = compareBatches(home, before, now);
	compared.set(key, changes);
	changes.catch(() => compared.delete(key));
	const [oldest] = compared.keys();
	if (compared.size > MOST_COMPARED && oldest !== undefined) compared.delete(oldest);
	return changes;
}
