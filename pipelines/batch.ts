import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { literal, name, type Database } from './duckdb.ts';
import { Fault, Misused, Refused } from './errors.ts';
import { checksum, digest, placeFolder, writeWhole } from './files.ts';
import { homeAt, type Home } from './home.ts';
import { pseudonymKeys } from './secrets.ts';

const manifestSchema = z.object({
	manifest: z.literal(1),
	id: z.string(),
	/** Order of acceptance in this home; never used twice. */
	seq: z.int(),
	format: z.string(),
	version: z.string(),
	source: z.string(),
	source_name: z.string(),
	period: z.object({ from: z.string(), to: z.string() }),
	exported_at: z.string(),
	observed_until: z.string(),
	full: z.boolean(),
	/** True where it only adds workers, teams and assignments to a source. */
	roster: z.boolean().default(false),
	accepted_at: z.string(),
	/** Name of what was uploaded, and a hash of its content that does not depend on how it was packed. */
	upload: z.string(),
	hash: z.string(),
	/** The mapping profile that made it of its source's own files, and the upload that is kept of them; or null. */
	mapping: z.object({ name: z.string(), version: z.int() }).nullable().default(null),
	kept: z.string().nullable().default(null),
	/** Batches that a better mapping of the same upload makes void; taking this one back brings them back. */
	replaces: z.array(z.string()).default([]),
	/** Of a mapped upload the files that were brought in, of whose lines those in `files` were made. */
	brought: z
		.array(z.object({ name: z.string(), lines: z.int(), accepted: z.int(), rejected: z.int() }))
		.nullable()
		.default(null),
	/** Marks the key that the pseudonyms were made with, without giving it away. */
	key_mark: z.string(),
	files: z.array(
		z.object({
			name: z.string(),
			file: z.string(),
			bytes: z.number(),
			sha256: z.string(),
			lines: z.int(),
			accepted: z.int(),
			rejected: z.int()
		})
	),
	ignored: z.array(z.string()),
	tables: z.array(
		z.object({
			file: z.string(),
			parquet: z.string(),
			sha256: z.string(),
			rows: z.int(),
			columns: z.array(z.object({ name: z.string(), type: z.string() }))
		})
	),
	/** Count of problems by kind; the rows are in `problems_parquet`. */
	problem_kinds: z.record(z.string(), z.int()),
	problems: z.int(),
	problems_parquet: z.string(),
	problems_sha256: z.string(),
	/** Rows removed by purges of single clients. */
	purged_rows: z.int()
});

/** What is stored of a batch beside its tables. */
export type StoredManifest = z.infer<typeof manifestSchema>;

/**
 * A batch as it stands: `live`, or `undone` by a tombstone that leaves the batch itself as it was, or by the live
 * batch that replaces it.
 */
export type Manifest = StoredManifest & { state: 'live' | 'undone'; replaced_by: string | null };

/** A batch that cannot be used, and a reason. */
export type DamagedBatch = { id: string; problem: string };

const DRAFT = '.draft-';

function idsOf(home: Home): string[] {
	return existsSync(home.batches)
		? readdirSync(home.batches)
				.filter((id) => /^b\d{4,}-/.test(id))
				.sort()
		: [];
}

/**
 * Reads every batch of a home, oldest first; those whose manifest is damaged are named apart. Purged ones
 * are gone.
 */
export function readBatches(home: Home): { batches: Manifest[]; damaged: DamagedBatch[] } {
	const read: Omit<Manifest, 'replaced_by'>[] = [];
	const damaged: DamagedBatch[] = [];
	for (const id of idsOf(home)) {
		const folder = join(home.batches, id);
		if (existsSync(join(folder, 'purged.json'))) continue;
		try {
			const stored = manifestSchema.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
			read.push({ ...stored, state: existsSync(join(folder, 'undone.json')) ? 'undone' : 'live' });
		} catch {
			damaged.push({
				id,
				problem: `Batch ${id}: its manifest is damaged. Restore it from a backup, or import its file again and purge ${id}.`
			});
		}
	}
	const standing = read.filter((batch) => batch.state === 'live');
	const batches = read.map((batch): Manifest => {
		const by = standing.findLast(({ replaces }) => replaces.includes(batch.id))?.id ?? null;
		return { ...batch, state: by === null ? batch.state : 'undone', replaced_by: by };
	});
	return { batches, damaged };
}

/** The files that were brought in, with their lines. */
export function broughtFiles({
	brought,
	files
}: Pick<Manifest, 'brought' | 'files'>): NonNullable<Manifest['brought']> {
	return brought ?? files.map(({ name, lines, accepted, rejected }) => ({ name, lines, accepted, rejected }));
}

/** How many lines the files of a batch have together, as they were brought in, and how many were accepted and rejected. */
export function linesOf(batch: Pick<Manifest, 'brought' | 'files'>): {
	lines: number;
	accepted: number;
	rejected: number;
} {
	const files = broughtFiles(batch);
	const sum = (of: 'lines' | 'accepted' | 'rejected') => files.reduce((total, file) => total + file[of], 0);
	return { lines: sum('lines'), accepted: sum('accepted'), rejected: sum('rejected') };
}

/** True for a batch of a source system's cases or of those who work on them; false for one that only joins sources. */
export function hasCases({ format }: Pick<Manifest, 'format'>): boolean {
	return format !== 'crosswalk';
}

/** Every batch of the home at a path, oldest first, for pages and lists. */
export async function listBatches(path: string): Promise<Manifest[]> {
	return Promise.resolve(readBatches(homeAt(path)).batches);
}

/**
 * Live batches that can be used, and those that cannot, each with every reason: manifests, checksums and the
 * key are verified. `problems` are all the reasons.
 */
export async function soundBatches(
	home: Home
): Promise<{ batches: Manifest[]; damaged: DamagedBatch[]; problems: string[] }> {
	const { batches, damaged } = readBatches(home);
	const sound: Manifest[] = [];
	const mark = keyMark(pseudonymKeys(home));
	for (const batch of batches.filter((each) => each.state === 'live')) {
		const found = await verifyBatch(home, batch, mark);
		if (found.length === 0) sound.push(batch);
		damaged.push(...found.map((problem) => ({ id: batch.id, problem })));
	}
	return { batches: sound, damaged, problems: damaged.map(({ problem }) => problem) };
}

async function verifyBatch(home: Home, batch: Manifest, mark: string): Promise<string[]> {
	const problems = await verifyFiles(home, batch);
	if (batch.key_mark !== mark)
		problems.push(
			`Batch ${batch.id} was made with another pseudonym key than the one in secrets/. It is left out, for its people would not match. Restore the key from a backup.`
		);
	return problems;
}

async function verifyFiles(home: Home, batch: Manifest): Promise<string[]> {
	const problems: string[] = [];
	const expected = [
		...batch.tables.map((table) => [table.parquet, table.sha256] as const),
		[batch.problems_parquet, batch.problems_sha256] as const
	];
	for (const [file, sha256] of expected) {
		const path = join(home.batches, batch.id, file);
		const actual = existsSync(path) ? await checksum(path) : null;
		if (actual !== sha256)
			problems.push(
				`Batch ${batch.id}: ${file} is ${actual === null ? 'missing' : `damaged (its checksum is ${actual.slice(0, 12)}…, not ${sha256.slice(0, 12)}…)`}. It is left out. Restore it from a backup, or import its file again and purge ${batch.id}.`
			);
	}
	return problems;
}

/** The Parquet files of batches, by path. */
export function tableFiles(home: Home, batches: readonly Manifest[]): { path: string; bytes: number }[] {
	return batches.flatMap(({ id, tables }) =>
		tables.map(({ parquet }) => {
			const path = join(home.batches, id, parquet);
			return { path, bytes: statSync(path).size };
		})
	);
}

/** What a batch notes of the keys that its pseudonyms were made with. */
export function keyMark(keys: readonly Buffer[]): string {
	return digest(`mark:${keys.map((each) => each.toString('hex')).join('\n')}`).slice(0, 16);
}

/**
 * The live batch of the same source with the same content, or null. One that is damaged does not count: its
 * file may be imported again.
 */
export async function findSame(home: Home, source: string, hash: string): Promise<Manifest | null> {
	const mark = keyMark(pseudonymKeys(home));
	for (const batch of readBatches(home).batches)
		if (batch.state === 'live' && batch.source === source && batch.hash === hash)
			if ((await verifyBatch(home, batch, mark)).length === 0) return batch;
	return null;
}

/** The batch with an id. Throws `Misused` where there is none, `Refused` where its manifest is damaged. */
export function findBatch(home: Home, id: string): Manifest {
	const { batches, damaged } = readBatches(home);
	const batch = batches.find((each) => each.id === id);
	if (batch) return batch;
	const broken = damaged.find((each) => each.id === id);
	if (broken) throw new Refused(broken.problem);
	const ids = [...batches, ...damaged].map((each) => each.id).sort();
	throw new Misused(
		`There is no batch ${id}. ${ids.length === 0 ? 'This home has no batches.' : `The batches are: ${ids.join(', ')}.`}`
	);
}

/**
 * Every reason why batches cannot be read through, live or undone: a damaged manifest, a file that is
 * missing or damaged.
 */
export async function unreadable(home: Home): Promise<DamagedBatch[]> {
	const { batches, damaged } = readBatches(home);
	const found = [...damaged];
	for (const batch of batches)
		for (const problem of await verifyFiles(home, batch)) found.push({ id: batch.id, problem });
	return found;
}

/** What the caller knows of a batch to be written; the rest is found while writing. */
export type BatchFacts = Omit<
	StoredManifest,
	| 'manifest'
	| 'id'
	| 'seq'
	| 'accepted_at'
	| 'key_mark'
	| 'tables'
	| 'problem_kinds'
	| 'problems'
	| 'problems_parquet'
	| 'problems_sha256'
	| 'purged_rows'
>;

/**
 * Writes the tables `typed.<file>` and `problem` as an immutable batch and puts it in its place in one
 * step. After this returned, the batch is accepted: a crash at any instant before leaves nothing, at any
 * instant after all of it.
 */
export async function writeBatch(
	db: Database,
	home: Home,
	facts: BatchFacts,
	tables: { file: string; columns: { name: string; type: string }[] }[]
): Promise<Manifest> {
	const seq = 1 + Math.max(0, ...idsOf(home).map((id) => Number(id.slice(1).split('-')[0])));
	const id = `b${String(seq).padStart(4, '0')}-${facts.hash.slice(0, 6)}`;
	const draft = join(home.batches, `${DRAFT}${id}`);
	mkdirSync(draft, { mode: 0o700 });
	const written: StoredManifest['tables'] = [];
	for (const { file, columns } of tables) {
		const parquet = `${file}.parquet`;
		const rows = await db.write(
			`copy (from typed.${name(file)} order by line) to ${literal(join(draft, parquet))} (format parquet, compression zstd)`
		);
		written.push({ file, parquet, sha256: await checksum(join(draft, parquet)), rows, columns });
	}
	const problemsPath = join(draft, 'problems.parquet');
	await db.run(
		`copy (from problem order by all) to ${literal(problemsPath)} (format parquet, compression zstd)`
	);
	const kinds = await db.rows('select kind, count(*) as n from problem group by kind order by kind');
	const manifest: StoredManifest = {
		...facts,
		manifest: 1,
		id,
		seq,
		accepted_at: new Date().toISOString(),
		key_mark: keyMark(pseudonymKeys(home)),
		tables: written,
		problem_kinds: Object.fromEntries(kinds.map((row) => [String(row.kind), Number(row.n)])),
		problems: kinds.reduce((sum, row) => sum + Number(row.n), 0),
		problems_parquet: 'problems.parquet',
		problems_sha256: await checksum(problemsPath),
		purged_rows: 0
	};
	writeFileSync(join(draft, 'manifest.json'), manifestText(manifest), { mode: 0o600 });
	placeFolder(draft, join(home.batches, id), home.batches);
	return { ...manifest, state: 'live', replaced_by: null };
}

/** Replaces the manifest of a batch, in its folder, in one step. */
export function writeManifestWhole(folder: string, manifest: StoredManifest): void {
	writeWhole(join(folder, 'manifest.json'), manifestText(manifest), folder);
}

function manifestText(manifest: StoredManifest): string {
	return `${JSON.stringify(manifestSchema.parse(manifest), null, '\t')}\n`;
}

/** Takes a batch back: a tombstone is put on it, the batch itself stays as it was. */
export function undoBatch(home: Home, id: string): Manifest {
	const batch = findBatch(home, id);
	if (batch.replaced_by !== null)
		throw new Refused(
			`Batch ${id} does not count any more: ${batch.replaced_by} was made of the same upload with another mapping. Undo that one to bring ${id} back.`
		);
	if (batch.state === 'undone')
		throw new Refused(`Batch ${id} has already been undone. To bring it back, import its file again.`);
	writeWhole(
		join(home.batches, id, 'undone.json'),
		JSON.stringify({ undone_at: new Date().toISOString() }),
		join(home.batches, id)
	);
	return { ...batch, state: 'undone' };
}

/** Deletes a batch for good. Only its number stays, so that it is never given again. */
export function deleteBatch(home: Home, id: string): void {
	const folder = join(home.batches, id);
	if (!existsSync(folder)) throw new Fault(`There is no batch ${id}.`);
	writeWhole(join(folder, 'purged.json'), JSON.stringify({ purged_at: new Date().toISOString() }), folder);
	for (const file of readdirSync(folder))
		if (file !== 'purged.json') rmSync(join(folder, file), { recursive: true });
}
