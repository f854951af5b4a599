import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
	deleteBatch,
	findBatch,
	hasCases,
	readBatches,
	unreadable,
	writeManifestWhole,
	type Manifest
} from './batch.ts';
import { build, type Built } from './build.ts';
import { literal, name, openDatabase, type Database } from './duckdb.ts';
import { Misused, Refused } from './errors.ts';
import { checksum, sync, writeWhole } from './files.ts';
import { pseudonymsOf } from './find.ts';
import type { Home } from './home.ts';
import { dropKept, keptIds } from './kept.ts';
import type { Progress } from './progress.ts';
import { removeUnnamed } from './prune.ts';
import { removeStores } from './publish.ts';
import { columnsOf } from './sources/format.ts';
import { openVault } from './vault.ts';

/** What is to be deleted for good: whole batches, or every row of clients, by pseudonym. */
export type Purge = { batches: string[]; clients: string[] };

const JOURNAL = 'purging.json';

/**
 * What is noted of a purge before its first step, with all that a later step needs and an earlier one takes
 * away.
 */
type Journal = Purge & { enrollments: string[]; kept: string[] };

/**
 * The pseudonyms that a client is known by: the text itself where it is one, else the pseudonyms of a
 * source system's own id, in the source named or in every one. Throws `Misused` where no batch holds such a
 * client.
 */
export function findClients(home: Home, id: string, source: string | null): string[] {
	const sources = [
		...new Set(
			readBatches(home)
				.batches.filter(hasCases)
				.map((batch) => batch.source)
		)
	].filter((each) => source === null || each === source);
	const { client } = pseudonymsOf(home, id, { sources, kinds: ['client'] });
	const candidates = [id.toLowerCase(), ...client];
	const vault = openVault(home, { readOnly: true });
	try {
		const found = candidates.filter((each) => vault.find(each, 'client') !== null);
		if (found.length === 0)
			throw new Misused(
				`No batch holds a client with this id${source === null ? '' : ` in the source ${source}`}. Sources: ${sources.join(', ') || 'none'}.`
			);
		if (found.length > 1)
			throw new Misused(
				`${String(found.length)} source systems have a client with this id, perhaps different people. Say which: --source, one of ${sources.join(', ')}.`
			);
		return found;
	} finally {
		vault.close();
	}
}

/**
 * Deletes for good: the batches or the clients' rows in every batch, the ids in the vault that nothing
 * needs any more, and every store but the one that is then built. What was begun and cut off is finished
 * with it, or by the next call of `finishPurge`.
 * @throws Refused where a batch that stays is damaged: it cannot be told what it holds
 */
export async function purge(
	home: Home,
	wanted: Purge,
	progress: Progress
): Promise<Built & { rows: number }> {
	const begun = readJournal(home);
	const what: Journal = {
		batches: [...new Set([...begun.batches, ...wanted.batches])],
		clients: [...new Set([...begun.clients, ...wanted.clients])],
		enrollments: begun.enrollments,
		kept: begun.kept
	};
	const damaged = (await unreadable(home)).filter((each) => !what.batches.includes(each.id));
	if (damaged.length > 0)
		throw new Refused([
			...damaged.map((each) => each.problem),
			'A purge reads every batch that stays. Restore these, or purge them too (purge --batch).'
		]);
	let rows = 0;
	let others: string[];
	const db = await openDatabase(':memory:', join(home.uploads, 'scratch'));
	try {
		for (const batch of readBatches(home).batches) removeUnnamed(home, batch);
		await collectGone(db, home, what);
		others = await joinedToGone(db, home);
		what.enrollments = (await db.rows('select id::varchar as id from gone_enrollment')).map((row) =>
			String(row.id)
		);
		const gone = readBatches(home).batches.filter(({ id }) => what.batches.includes(id));
		what.kept = [...new Set([...what.kept, ...gone.flatMap(({ kept }) => kept ?? [])])];
		writeWhole(join(home.path, JOURNAL), JSON.stringify(what), home.path);
		for (const id of what.batches) {
			progress(`Deleting ${id}`);
			deleteBatch(home, id);
		}
		if (what.clients.length > 0)
			for (const batch of readBatches(home).batches) {
				progress(`Removing rows from ${batch.id}`);
				rows += await removeClients(db, home, batch);
			}
		dropUploads(home, what);
		await emptyVault(db, home);
	} finally {
		db.close();
	}
	const built = await build(home, progress);
	const kept = removeStores(home, [built.store]);
	if (kept.length > 0)
		built.notes.push(
			`The stores ${kept.join(', ')} are open elsewhere and still hold what was purged. Stop the server and run "throughline build".`
		);
	if (others.length > 0)
		built.notes.push(
			`A crosswalk had joined what was purged to other records of the same person, which are still there: ${others.join(', ')}. To delete them too, purge each (purge --client).`
		);
	rmSync(join(home.path, JOURNAL));
	sync(home.path);
	return { ...built, rows };
}

/** Finishes a purge that was cut off, if there is one. Call it first whenever the home's lock was taken. */
export async function finishPurge(home: Home, progress: Progress): Promise<void> {
	if (isPurging(home)) await purge(home, { batches: [], clients: [] }, progress);
}

/** Throws `Misused` where there is no such batch. A damaged one may be purged. */
export function findPurgeable(home: Home, ids: string[]): void {
	const { damaged } = readBatches(home);
	for (const id of ids)
		if (!damaged.some((each) => each.id === id) && !existsSync(join(home.batches, id, 'purged.json')))
			findBatch(home, id);
}

function readJournal(home: Home): Journal {
	const none: Journal = { batches: [], clients: [], enrollments: [], kept: [] };
	return isPurging(home)
		? { ...none, ...(JSON.parse(readFileSync(join(home.path, JOURNAL), 'utf8')) as Partial<Journal>) }
		: none;
}

/** True while a purge is not finished. */
export function isPurging(home: Home): boolean {
	return existsSync(join(home.path, JOURNAL));
}

function path(home: Home, batch: Manifest, table: Manifest['tables'][number]): string {
	return literal(join(home.batches, batch.id, table.parquet));
}

/** Columns of a table that hold pseudonyms of a kind. */
function idColumns(batch: Manifest, table: Manifest['tables'][number], kind: string): string[] {
	const has = new Set(table.columns.map((column) => column.name));
	return columnsOf(batch.format)
		.filter(
			(column) =>
				column.file === table.file &&
				column.type === 'id' &&
				column.treatment === kind &&
				has.has(column.column)
		)
		.map((column) => column.column);
}

/**
 * Tables `gone_client` and `gone_enrollment`: whose rows go. A purge that was cut off noted the enrollments
 * of batches where they are gone already.
 */
async function collectGone(db: Database, home: Home, what: Journal): Promise<void> {
	await db.run('create table gone_client (id uuid)');
	await db.run('create table gone_enrollment (id uuid unique)');
	for (const id of what.clients) await db.run('insert into gone_client values ($id::uuid)', { id });
	for (const id of what.enrollments) await db.run('insert into gone_enrollment values ($id::uuid)', { id });
	if (what.clients.length === 0) return;
	for (const batch of readBatches(home).batches.filter((each) => !what.batches.includes(each.id)))
		for (const table of batch.tables)
			for (const enrollment of idColumns(batch, table, 'enrollment'))
				for (const client of idColumns(batch, table, 'client'))
					await db.run(
						`insert or ignore into gone_enrollment select distinct ${name(enrollment)} from read_parquet(${path(home, batch, table)}) where ${name(client)} in (from gone_client) and ${name(enrollment)} is not null`
					);
}

/** Records of the same person, by crosswalks, as whose rows are to go, and that stay: source and pseudonym. */
async function joinedToGone(db: Database, home: Home): Promise<string[]> {
	const found = new Set<string>();
	for (const batch of readBatches(home).batches.filter((each) => !hasCases(each)))
		for (const table of batch.tables) {
			const from = `from read_parquet(${path(home, batch, table)})`;
			const rows = await db.rows(
				`select source_b || ' ' || client_id_b as other ${from} where client_id_a in (from gone_client) and client_id_b not in (from gone_client)
				union select source_a || ' ' || client_id_a ${from} where client_id_b in (from gone_client) and client_id_a not in (from gone_client)`
			);
			for (const { other } of rows) found.add(String(other));
		}
	return [...found].sort();
}

async function removeClients(db: Database, home: Home, batch: Manifest): Promise<number> {
	const stamp = String(Date.now());
	const write = async (parquet: string, select: string) => {
		const file = join(home.batches, batch.id, parquet);
		await db.run(`copy (${select}) to ${literal(file)} (format parquet, compression zstd)`);
		sync(file);
		return { parquet, sha256: await checksum(file) };
	};
	await db.run('create or replace table gone_line (file varchar, line bigint)');
	const tables: Manifest['tables'] = [];
	let removed = 0;
	for (const table of batch.tables) {
		const gone = [
			...idColumns(batch, table, 'client').map(
				(column) => `coalesce(${name(column)} in (from gone_client), false)`
			),
			...idColumns(batch, table, 'enrollment').map(
				(column) => `coalesce(${name(column)} in (from gone_enrollment), false)`
			)
		].join(' or ');
		const from = `from read_parquet(${path(home, batch, table)})`;
		const count = gone === '' ? 0 : Number((await db.row(`select count(*) as n ${from} where ${gone}`)).n);
		if (count === 0) {
			tables.push(table);
			continue;
		}
		const received = batch.files.find((each) => each.file === table.file)?.name ?? table.file;
		await db.run(`insert into gone_line select $received, line ${from} where ${gone}`, { received });
		const kept = await write(`${table.file}.${stamp}.parquet`, `select * ${from} where not (${gone})`);
		tables.push({ ...table, ...kept, rows: table.rows - count });
		removed += count;
	}
	if (removed === 0) return 0;
	const before = literal(join(home.batches, batch.id, batch.problems_parquet));
	const problems = await write(
		`problems.${stamp}.parquet`,
		`select p.* from read_parquet(${before}) p anti join gone_line g on ${batch.mapping === null ? 'g.file = p.file and ' : ''}g.line = p.line`
	);
	const { state: _, replaced_by: __, ...stored } = batch;
	const manifest = {
		...stored,
		tables,
		problems_parquet: problems.parquet,
		problems_sha256: problems.sha256,
		purged_rows: batch.purged_rows + removed
	};
	writeManifestWhole(join(home.batches, batch.id), manifest); // the rows are gone from here on
	removeUnnamed(home, { ...batch, ...manifest });
	return removed;
}

/**
 * Drops the kept uploads of deleted batches. Where a client goes, all go that may hold a line of that person: what is
 * kept is text in the source's own shape, in which no pseudonym can be looked for.
 */
function dropUploads(home: Home, { clients, kept }: Journal): void {
	const needed = new Set(readBatches(home).batches.map((batch) => batch.kept));
	const gone = clients.length > 0 ? keptIds(home) : kept.filter((id) => !needed.has(id));
	for (const id of gone) dropKept(home, id);
}

/** Forgets every source id whose pseudonym no batch holds any more. */
async function emptyVault(db: Database, home: Home): Promise<void> {
	await db.run('create table present (id uuid)');
	for (const batch of readBatches(home).batches)
		for (const table of batch.tables)
			for (const kind of ['client', 'household', 'enrollment', 'worker', 'program', 'organization'])
				for (const column of idColumns(batch, table, kind))
					await db.run(
						`insert into present select distinct ${name(column)} from read_parquet(${path(home, batch, table)})`
					);
	const present = new Set(
		(await db.rows('select distinct id::varchar as id from present where id is not null')).map((row) =>
			String(row.id)
		)
	);
	const vault = openVault(home);
	try {
		const unneeded = [...vault.pseudonyms()].filter((each) => !present.has(each));
		if (unneeded.length > 0) vault.forget(unneeded);
	} finally {
		vault.close();
	}
}
