import { findBatch, readBatches, type Manifest } from '#pipelines/batch.ts';
import { readChecks } from '#pipelines/checks/definition.ts';
import { batchBefore, compareBatches, type TableChange } from '#pipelines/compare.ts';
import { Fault, messageOf, Misused, Refused } from '#pipelines/errors.ts';
import { homeAt, type Home } from '#pipelines/home.ts';
import {
	readProblems,
	type BatchProblem,
	type ProblemCount,
	type ProblemFilter
} from '#pipelines/problems.ts';
import { countChecks, countLineProblems, listCheck, type CheckCount, type CheckRow } from '#lib/problems.ts';
import { foresee, listBatches, type BatchFacts, type Batches, type Consequence } from './batches.ts';
import { readMovement, type Movement } from './moved.ts';
import { isSample } from './sample.ts';
import { homePath, readStore, type Store } from './store.ts';

/** A source system as the figures know it. Days are ISO. */
export type SourceFacts = {
	source: string;
	name: string;
	knownUntil: string;
	/** Batches of it that count, and when the newest of them was exported. */
	batches: number;
	exportedAt: string | null;
};

/** Problems of a kind in the lines of a batch. */
export type LineProblems = { kind: string; count: number; batch: BatchFacts };

/** What the page of all data shows. */
export type DataPage = Batches & {
	sources: SourceFacts[];
	checks: CheckCount[];
	/** Of the newest batch of each source; `older` counts those of the others that count. */
	lines: LineProblems[];
	older: number;
	/** Why the figures cannot be read, so that there is nothing of sources and problems; or null. */
	trouble: string | null;
};

/** The home of this server. */
export function servedHome(): Home {
	return homeAt(homePath());
}

/** What was imported, how fresh it is and what is wrong in it. */
export async function readDataPage(): Promise<DataPage> {
	const home = servedHome();
	const { content, trouble } = await fromStore(async (store) => ({
		store: store.id,
		known: await store.db.rows(
			'select source, source_name, observed_until::varchar as until from source order by source_name'
		),
		checks: await countChecks(store),
		problems: await countLineProblems(store)
	}));
	const all = await listBatches(home, content?.store ?? null);
	const counting = all.batches.filter((batch) => batch.state === 'counts');
	const newest = (batches: BatchFacts[]) =>
		batches.reduce<BatchFacts | null>(
			(best, each) => (best && best.exported_at >= each.exported_at ? best : each),
			null
		);
	const lines: LineProblems[] = [];
	let older = 0;
	for (const { batch: id, kind, count } of content?.problems ?? []) {
		const batch = counting.find((each) => each.id === id);
		const kin = counting.filter((each) => each.source === batch?.source && each.roster === batch.roster);
		if (batch && newest(kin)?.id === id) lines.push({ kind, count, batch });
		else older += count;
	}
	const sources = (content?.known ?? []).map((row) => {
		const own = counting.filter((batch) => batch.source === row.source);
		const cases = own.filter((batch) => !batch.roster);
		return {
			source: String(row.source),
			name: String(row.source_name),
			knownUntil: String(row.until),
			batches: own.length,
			exportedAt: newest(cases.length > 0 ? cases : own)?.exported_at ?? null
		};
	});
	return { ...all, sources, checks: content?.checks ?? [], lines, older, trouble };
}

/** Reads from the published store; where there is none that can be read, says why. */
async function fromStore<Content>(
	read: (store: Store) => Promise<Content>
): Promise<{ content: Content; trouble: null } | { content: null; trouble: string }> {
	try {
		return { content: await readStore(read), trouble: null };
	} catch (error) {
		if (error instanceof Refused || error instanceof Fault) return { content: null, trouble: error.message };
		throw error;
	}
}

/** What could be read, or why not. */
export type Reading<Content> = { content: Content; trouble: null } | { content: null; trouble: string };

/** The problems of a batch that a page shows. */
export type ProblemList = { counts: ProblemCount[]; total: number; rows: BatchProblem[] };

/** What the page of a batch shows. */
export type BatchPage = {
	batch: BatchFacts;
	files: Manifest['files'];
	ignored: string[];
	purgedRows: number;
	problems: Reading<ProblemList>;
	/** The batch before it of its source, with what differs; null where it is the first. */
	before: {
		batch: { id: string; exported_at: string; version: string };
		changes: Reading<TableChange[]>;
	} | null;
	movement: Movement;
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
	const { content } = await fromStore(async (store) => ({
		store: store.id,
		movement: await readMovement(home, store, id)
	}));
	const { batches } = await listBatches(home, content?.store ?? null);
	const batch = batches.find((each) => each.id === id);
	if (!batch) throw new Misused(`There is no batch ${id}.`); // purged a moment ago
	const before = batchBefore(readBatches(home).batches, manifest);
	return {
		batch,
		files: manifest.files,
		ignored: manifest.ignored,
		purgedRows: manifest.purged_rows,
		problems: await reading(() => readProblems(home, manifest, filter, part)),
		before: before && {
			batch: { id: before.id, exported_at: before.exported_at, version: before.version },
			changes: await reading(() => changesBetween(home, before, manifest))
		},
		movement: content?.movement ?? { why: 'not kept' },
		undo: batch.state === 'undone' ? null : await foresee(home, content?.store ?? null, id),
		sample: isSample(home.path)
	};
}

/** What taking a batch back would do, or null where it was taken back already. Throws as `readBatchPage`. */
export async function readUndo(id: string): Promise<{ undo: Consequence | null; sample: boolean }> {
	const home = servedHome();
	const { state } = findBatch(home, id);
	const sample = isSample(home.path);
	if (state === 'undone') return { undo: null, sample };
	const { content } = await fromStore((store) => Promise.resolve(store.id));
	return { undo: await foresee(home, content, id), sample };
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

async function reading<Content>(read: () => Promise<Content>): Promise<Reading<Content>> {
	try {
		return { content: await read(), trouble: null };
	} catch (error) {
		return { content: null, trouble: messageOf(error).split('\n')[0] ?? '' };
	}
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

/** What the page of a check shows; `count` is 0 where it found nothing. */
export type CheckPage = CheckCount & { rows: CheckRow[] };

/** One check with a page of its rows. Throws `Misused` where there is no such check. */
export async function readCheckPage(id: string, part: { limit: number; offset: number }): Promise<CheckPage> {
	return readStore(async (store) => {
		const found = (await countChecks(store)).find((check) => check.id === id);
		if (found) return { ...found, rows: await listCheck(store, id, part) };
		const { checks } = readChecks(servedHome());
		const check = checks.find((each) => each.id === id);
		if (check) return { id, ...check.head, count: 0, rows: [] };
		throw new Misused(`There is no check "${id}". There are: ${checks.map((each) => each.id).join(', ')}.`);
	});
}
