import { statSync } from 'node:fs';
import { join } from 'node:path';
import {
	findBatch,
	hasCases,
	linesOf,
	readBatches,
	soundBatches,
	type DamagedBatch,
	type Manifest
} from '#pipelines/batch.ts';
import { notedChanges } from '#pipelines/compare.ts';
import { keptStores } from '#pipelines/build.ts';
import { messageOf } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';

/**
 * `counts`: it is in the figures; `waiting`: live, and not in the published store; `undone`: taken back;
 * `damaged`: live, and left out because it cannot be read.
 */
export type BatchState = 'counts' | 'waiting' | 'undone' | 'damaged';

/** A batch as a page shows it. Dates are ISO. */
export type BatchFacts = Pick<
	Manifest,
	| 'id'
	| 'source'
	| 'source_name'
	| 'format'
	| 'version'
	| 'period'
	| 'exported_at'
	| 'observed_until'
	| 'full'
	| 'roster'
	| 'accepted_at'
	| 'upload'
	| 'problems'
> & {
	/** False where it holds no cases and nobody who works on them, but joins those of others: a crosswalk. */
	cases: boolean;
	lines: number;
	accepted: number;
	rejected: number;
	/** What changed when it came in, in all tables; null where that was not noted. */
	changed: BatchChange | null;
	state: BatchState;
	/** Why a damaged one cannot be read. */
	damage: string[];
};

/** Rows of a batch that were new, changed or gone against the one `before` of its source; null where it was the first. */
export type BatchChange = { before: string | null } & Record<'added' | 'changed' | 'gone', number>;

/** Every batch of a home. */
export type Batches = {
	/** Newest first. */
	batches: BatchFacts[];
	/** Those of which not even the manifest can be read. */
	unreadable: DamagedBatch[];
	/** Why it is not known whether they are whole, or null. */
	unverified: string | null;
};

/** Every batch, newest first, each looked at whether it is whole. `store` is the id of the published store. */
export async function listBatches(home: Home, store: string | null): Promise<Batches> {
	const { batches, damaged: unreadable } = readBatches(home);
	const { damaged, unverified } = await verify(home, batches);
	const published = keptStores(home).find((note) => note.id === store)?.batches ?? [];
	return {
		batches: batches
			.map((batch) =>
				factsOf(
					home,
					batch,
					published,
					damaged.filter(({ id }) => id === batch.id)
				)
			)
			.reverse(),
		unreadable,
		unverified
	};
}

function factsOf(home: Home, batch: Manifest, published: string[], damage: DamagedBatch[]): BatchFacts {
	const { id, source, source_name, format, version, period, exported_at, observed_until } = batch;
	const { full, roster, accepted_at, upload, problems } = batch;
	return {
		id,
		source,
		source_name,
		format,
		version,
		period,
		exported_at,
		observed_until,
		full,
		roster,
		accepted_at,
		upload,
		problems,
		cases: hasCases(batch),
		changed: changeOf(home, id),
		...linesOf(batch),
		state: stateOf(batch, published, damage),
		damage: damage.map(({ problem }) => problem)
	};
}

/** What was noted of a batch when it came in, all tables together. */
export function changeOf(home: Home, id: string): BatchChange | null {
	const noted = notedChanges(home, id);
	if (noted === null) return null;
	const sum = (of: 'added' | 'changed' | 'gone') =>
		noted.tables.reduce((total, table) => total + table[of], 0);
	return { before: noted.before, added: sum('added'), changed: sum('changed'), gone: sum('gone') };
}

function stateOf({ id, state }: Manifest, published: string[], damage: DamagedBatch[]): BatchState {
	if (state === 'undone') return 'undone';
	if (damage.length > 0) return 'damaged';
	return published.includes(id) ? 'counts' : 'waiting';
}

type Verified = { damaged: DamagedBatch[]; unverified: string | null };

let verified: { marks: string; answer: Promise<Verified> } | null = null;

/**
 * Tells which live batches are damaged. Every file is read for its checksum, so it is done again only where
 * a file is another than before by time or size.
 */
function verify(home: Home, batches: Manifest[]): Promise<Verified> {
	const live = batches.filter((batch) => batch.state === 'live');
	if (live.length === 0) return Promise.resolve({ damaged: [], unverified: null });
	const marks = [join(home.secrets, 'pseudonym.key'), ...live.flatMap((batch) => filesOf(home, batch))]
		.map(markOf)
		.join('\n');
	if (verified?.marks !== marks)
		verified = {
			marks,
			answer: soundBatches(home).then(
				({ damaged }) => ({ damaged, unverified: null }),
				(error: unknown) => {
					verified = null;
					return { damaged: [], unverified: messageOf(error) };
				}
			)
		};
	return verified.answer;
}

function filesOf(home: Home, { id, tables, problems_parquet }: Manifest): string[] {
	const files = ['manifest.json', problems_parquet, ...tables.map((table) => table.parquet)];
	return files.map((file) => join(home.batches, id, file));
}

function markOf(path: string): string {
	const found = statSync(path, { throwIfNoEntry: false });
	return `${path} ${String(found?.mtimeMs)} ${String(found?.size)}`;
}

/** What becomes of the figures when a batch is taken back. */
export type Consequence = {
	batch: string;
	source_name: string;
	accepted: number;
	/** Whether it is in the figures at all. */
	counts: boolean;
	/** How many batches the figures are then made from. */
	left: number;
	/** Up to which day its source is known now and then; null where it is then not known at all, '' where it does not matter. */
	knownNow: string | null;
	knownThen: string | null;
};

/** What taking a batch back would do. Throws `Misused` where there is none, `Refused` where it is unreadable. */
export async function foresee(home: Home, store: string | null, id: string): Promise<Consequence> {
	findBatch(home, id);
	const { batches } = await listBatches(home, store);
	const batch = batches.find((each) => each.id === id);
	const counting = batches.filter((each) => each.state === 'counts' || each.state === 'waiting');
	const rest = counting.filter((each) => each.id !== id);
	// A crosswalk says nothing of days.
	const source = batch?.cases === false ? null : (batch?.source ?? '');
	return {
		batch: id,
		source_name: batch?.source_name ?? '',
		accepted: batch?.accepted ?? 0,
		counts: batch?.state === 'counts',
		left: rest.length,
		knownNow: source === null ? '' : knownUntil(counting, source),
		knownThen: source === null ? '' : knownUntil(rest, source)
	};
}

/** As the build has it: a roster says how far a source is known only where there is nothing else of it. */
function knownUntil(batches: BatchFacts[], source: string): string | null {
	const own = batches.filter((batch) => batch.source === source);
	const cases = own.filter((batch) => !batch.roster);
	const days = (cases.length > 0 ? cases : own).map((batch) => batch.observed_until).sort();
	return days.at(-1) ?? null;
}
