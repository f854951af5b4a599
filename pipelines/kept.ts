import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readBatches } from './batch.ts';
import { literal, type Database } from './duckdb.ts';
import { Fault, messageOf, Misused } from './errors.ts';
import { placeFolder, writeWhole } from './files.ts';
import type { Home } from './home.ts';
import { KINDS } from './identifiers.ts';
import { sealFile, unsealFile } from './sealed.ts';
import { parseLook, type Look } from './look.ts';
import { key, seal, unseal } from './secrets.ts';
import { sourceName, type SourceTable } from './source.ts';

const rejectedSchema = z.object({ line: z.int(), reason: z.string(), mend: z.string() });

const tableSchema = z.object({
	table: z.string(),
	received: z.object({
		name: z.string(),
		bytes: z.number(),
		sha256: z.string(),
		modified: z.string().nullable()
	}),
	lines: z.object({
		header: z.array(z.string()),
		encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']),
		delimiter: z.string(),
		lines: z.int(),
		accepted: z.int(),
		rejected: z.array(rejectedSchema)
	}),
	/** How many of its columns the format that it is of does not know, and were taken out too. */
	unknown: z.int().default(0),
	/** Columns that were taken out before it was kept: where they stood, and what they held. */
	dropped: z.array(z.object({ column: z.int(), header: z.string(), kind: z.enum(KINDS) }))
});

const keptSchema = z.object({
	id: z.string(),
	received_at: z.string(),
	/** Who brought it in, as the audit log names them. */
	by: z.string(),
	/** Name of what was uploaded, and a hash of its content that does not depend on how it was packed. */
	name: z.string(),
	hash: z.string(),
	/** The format of ours that it is of, or null. */
	format: z.string().nullable().default(null),
	ignored: z.array(z.string()),
	/** How many of its files are no table of that format, and were left out. */
	others: z.int().default(0),
	tables: z.array(tableSchema),
	/** What a person has said of it so far; whose business that is keeps its own form. */
	said: z.json().default(null)
});

/** An upload that is kept: its files' lines as text, without direct identifiers. */
export type Kept = z.infer<typeof keptSchema>;

/** A column that was taken out of a file. */
export type Dropped = Kept['tables'][number]['dropped'][number];

/** A kept upload's file: a source's table, with what was taken out of it. */
export type KeptTable = SourceTable & Kept['tables'][number];

const ID = /^u[0-9a-f]{12}$/;

/**
 * Keeps the text tables of an upload, sealed, in `kept/<id>/`: all of it or nothing. It waits until it is accepted or
 * dropped, and stays behind the batch that was made of it.
 * @param look what its columns look like, where a person is to say what they mean
 */
export async function keepUpload(
	db: Database,
	home: Home,
	upload: Omit<Kept, 'id' | 'received_at' | 'said'>,
	look: Look | null = null
): Promise<Kept> {
	const kept: Kept = {
		...upload,
		id: `u${randomBytes(6).toString('hex')}`,
		received_at: new Date().toISOString(),
		said: null
	};
	mkdirSync(home.kept, { recursive: true, mode: 0o700 });
	const secret = key(home, 'kept');
	const draft = join(home.kept, `.draft-${kept.id}`);
	mkdirSync(draft, { mode: 0o700 });
	for (const table of kept.tables) {
		const clear = join(home.uploads, `${kept.id}-${table.table}.parquet`);
		try {
			await db.run(
				`copy (from ${sourceName(table)} order by line) to ${literal(clear)} (format parquet, compression zstd)`
			);
			await sealFile(secret, clear, join(draft, table.table), contextOf(kept.id, table.table));
		} finally {
			rmSync(clear, { force: true });
		}
	}
	writeWhole(join(draft, 'about'), sealed(kept, secret), draft);
	if (look) writeWhole(join(draft, 'look'), sealedText(secret, JSON.stringify(look), kept.id, 'look'), draft);
	placeFolder(draft, join(home.kept, kept.id), home.kept);
	return kept;
}

function sealed(kept: Kept, secret: Buffer): string {
	return sealedText(secret, JSON.stringify(kept), kept.id, 'about');
}

function sealedText(secret: Buffer, text: string, id: string, file: string): string {
	return seal(secret, text, contextOf(id, file)).toString('base64');
}

function unsealedText(home: Home, id: string, file: string): string {
	const bytes = Buffer.from(readFileSync(join(home.kept, id, file), 'utf8'), 'base64');
	return unseal(key(home, 'kept'), bytes, contextOf(id, file));
}

const contextOf = (id: string, file: string) => `kept\u001f${id}\u001f${file}`;

/** The ids of all kept uploads, whether or not they can be read. */
export function keptIds(home: Home): string[] {
	return existsSync(home.kept) ? readdirSync(home.kept).filter((id) => ID.test(id)) : [];
}

/** A kept upload with the batches that were made of it. */
export type Listed = Kept & { accepted: string[] };

/** Every kept upload, the newest first, and why those that cannot be read cannot, by id. */
export function listKept(home: Home): {
	kept: Listed[];
	damaged: { id: string; accepted: string[]; problem: string }[];
} {
	const { batches } = readBatches(home);
	const list: ReturnType<typeof listKept> = { kept: [], damaged: [] };
	for (const id of keptIds(home)) {
		const accepted = batches.filter((batch) => batch.kept === id).map((batch) => batch.id);
		try {
			list.kept.push({ ...readKept(home, id), accepted });
		} catch (error) {
			list.damaged.push({ id, accepted, problem: messageOf(error) });
		}
	}
	list.kept.sort((a, b) => (a.received_at < b.received_at ? 1 : -1));
	return list;
}

/**
 * What is known of a kept upload.
 * @throws Misused where there is none; Fault where it cannot be read
 */
export function readKept(home: Home, id: string): Kept {
	const path = join(home.kept, id, 'about');
	if (!ID.test(id) || !existsSync(path))
		throw new Misused(`There is no upload ${id}. It may have been accepted or dropped.`);
	try {
		return keptSchema.parse(JSON.parse(unsealedText(home, id, 'about')));
	} catch (cause) {
		throw damaged(id, cause);
	}
}

/** What the columns of a kept upload look like; null of one that nobody has to map. @throws as `readKept` */
export function readLook(home: Home, id: string): Look | null {
	readKept(home, id);
	if (!existsSync(join(home.kept, id, 'look'))) return null;
	try {
		return parseLook(unsealedText(home, id, 'look'));
	} catch (cause) {
		throw damaged(id, cause);
	}
}

function damaged(id: string, cause: unknown): Fault {
	return new Fault(
		`The kept upload ${id} is damaged, or was sealed with another key than the one in secrets/. Restore kept/ and secrets/ from one backup, or drop it on the page of uploads and bring in its file again.`,
		{ cause }
	);
}

/** Notes what a person has said of a kept upload. */
export function noteKept(home: Home, id: string, said: Kept['said']): Kept {
	const kept = { ...readKept(home, id), said };
	const folder = join(home.kept, id);
	writeWhole(join(folder, 'about'), sealed(kept, key(home, 'kept')), folder);
	return kept;
}

/**
 * Reads a kept upload's lines into tables of text, as they were when it was kept.
 * @throws Misused where there is none; Fault where it is damaged
 */
export async function openKept(
	db: Database,
	home: Home,
	id: string
): Promise<Kept & { tables: KeptTable[] }> {
	const kept = readKept(home, id);
	await db.run('create schema if not exists source');
	const secret = key(home, 'kept');
	for (const table of kept.tables) {
		const clear = join(home.uploads, `${id}-${table.table}.parquet`);
		try {
			await unsealFile(secret, join(home.kept, id, table.table), clear, contextOf(id, table.table));
			await db.run(`create table ${sourceName(table)} as from read_parquet(${literal(clear)})`);
		} finally {
			rmSync(clear, { force: true });
		}
	}
	return kept;
}

/** Drops a kept upload for good, where there is one. */
export function dropKept(home: Home, id: string): void {
	if (ID.test(id)) rmSync(join(home.kept, id), { recursive: true, force: true });
}

/** Writes a kept upload again, sealed with another key, into a folder. */
export async function resealKept(home: Home, id: string, folder: string, next: Buffer): Promise<void> {
	const kept = readKept(home, id);
	const look = readLook(home, id);
	mkdirSync(folder, { mode: 0o700 });
	const clear = join(home.uploads, `${id}-reseal`);
	for (const { table } of kept.tables)
		try {
			await unsealFile(key(home, 'kept'), join(home.kept, id, table), clear, contextOf(id, table));
			await sealFile(next, clear, join(folder, table), contextOf(id, table));
		} finally {
			rmSync(clear, { force: true });
		}
	writeWhole(join(folder, 'about'), sealed(kept, next), folder);
	if (look) writeWhole(join(folder, 'look'), sealedText(next, JSON.stringify(look), id, 'look'), folder);
}
