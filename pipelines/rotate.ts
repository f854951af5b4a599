import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { keyMark, readBatches, tableFiles, unreadable, writeManifestWhole, type Manifest } from './batch.ts';
import { build, type Built } from './build.ts';
import { nextPseudonyms } from './deidentify.ts';
import { needRoom } from './disk.ts';
import { literal, name, openDatabase, type Database } from './duckdb.ts';
import { Refused } from './errors.ts';
import { bytesOf, checksum, filesBelow, placeFolder, sync, writeWhole } from './files.ts';
import type { Home } from './home.ts';
import { keptIds, resealKept } from './kept.ts';
import type { Progress } from './progress.ts';
import { removeStores } from './publish.ts';
import { newKey, nextPseudonym, pseudonymKeys } from './secrets.ts';
import { resealVault } from './vault.ts';

/** The files that take the place of the home's own, as they lie in it: all of them or, before, none. */
const READY = 'rotation';
const DRAFT = '.draft-rotation';

/**
 * Adds a key to those of the pseudonyms and replaces that of the vault: every pseudonym in every batch and in the
 * vault becomes the next one, and the store is built again. A later export of the same ids gets the same new
 * pseudonyms. All new files are made beside the old ones; one rename decides. What is cut off after it is finished
 * by `finishRotation`, before it nothing has changed. Call it under the home's lock.
 * @throws Refused where a batch is damaged or was made with other keys: it could not be taken along
 */
export async function rotateKeys(home: Home, progress: Progress): Promise<Built> {
	const keys = pseudonymKeys(home);
	const { batches } = readBatches(home);
	const reasons = [
		...(await unreadable(home)).map(({ problem }) => problem),
		...batches
			.filter((batch) => batch.key_mark !== keyMark(keys))
			.map(({ id }) => `Batch ${id} was made with other keys than those in secrets/.`)
	];
	if (reasons.length > 0)
		throw new Refused([
			...reasons,
			'A rotation takes every batch along. Restore these from a backup, or purge them (purge --batch).'
		]);
	needRoom(home.path, bytesOf(tableFiles(home, batches)), 'a second copy of the batches');
	const draft = join(home.path, DRAFT);
	rmSync(draft, { recursive: true, force: true });
	for (const folder of ['batches', 'vault', 'kept', 'secrets'])
		mkdirSync(join(draft, folder), { recursive: true, mode: 0o700 });
	const added = newKey();
	const vaultKey = newKey();
	const db = await openDatabase(':memory:', join(home.uploads, 'scratch'));
	try {
		for (const [index, batch] of batches.entries()) {
			progress('Replacing pseudonyms', index, batches.length);
			await writeAnew(db, home, batch, join(draft, 'batches', batch.id), [...keys, added]);
		}
	} finally {
		db.close();
	}
	progress('Sealing the vault');
	resealVault(home, join(draft, 'vault', 'vault.sqlite'), vaultKey, (before) => nextPseudonym(added, before));
	const keptKey = newKey();
	for (const id of keptIds(home)) await resealKept(home, id, join(draft, 'kept', id), keptKey);
	const texts = { pseudonym: [...keys, added], vault: [vaultKey], kept: [keptKey] };
	for (const [file, lines] of Object.entries(texts))
		writeWhole(
			join(draft, 'secrets', `${file}.key`),
			lines.map((line) => line.toString('hex')).join('\n'),
			join(draft, 'secrets')
		);
	placeFolder(draft, join(home.path, READY), home.path);
	return finish(home, progress);
}

/** Finishes a rotation that was cut off, if there is one. Call it first whenever the home's lock was taken. */
export async function finishRotation(home: Home, progress: Progress): Promise<Built | null> {
	return isRotating(home) ? finish(home, progress) : null;
}

/** True while a rotation is not finished. */
export function isRotating(home: Home): boolean {
	return existsSync(join(home.path, READY));
}

async function writeAnew(
	db: Database,
	home: Home,
	batch: Manifest,
	folder: string,
	keys: Buffer[]
): Promise<void> {
	mkdirSync(folder, { mode: 0o700 });
	const added = keys.at(-1) ?? newKey();
	const tables: Manifest['tables'] = [];
	for (const table of batch.tables) {
		const ids = table.columns.filter(({ type }) => type === 'uuid').map((column) => column.name);
		const from = `read_parquet(${literal(join(home.batches, batch.id, table.parquet))})`;
		await db.run('create or replace table known as select null::uuid as before where false');
		for (const id of ids) await db.run(`insert into known select distinct ${name(id)} from ${from}`);
		const next = nextPseudonyms(added, 'before');
		await db.run(
			`create or replace table moved as select distinct before, ${next.sql} as after from known where before is not null`,
			next.values
		);
		const replaced = ids.map((id, at) => `m${String(at)}.after as ${name(id)}`).join(', ');
		const joins = ids.map(
			(id, at) => `left join moved m${String(at)} on m${String(at)}.before = t.${name(id)}`
		);
		const select = ids.length === 0 ? '*' : `t.* replace (${replaced})`;
		const path = join(folder, table.parquet);
		await db.run(
			`copy (select ${select} from ${from} t ${joins.join(' ')} order by t.line) to ${literal(path)} (format parquet, compression zstd)`
		);
		tables.push({ ...table, sha256: await checksum(path) });
	}
	const { state: _, replaced_by: __, ...stored } = batch;
	writeManifestWhole(folder, { ...stored, tables, key_mark: keyMark(keys) });
}

async function finish(home: Home, progress: Progress): Promise<Built> {
	const ready = join(home.path, READY);
	for (const file of filesBelow(ready)) {
		const to = join(home.path, file);
		renameSync(join(ready, file), to);
		sync(dirname(to));
	}
	const built = await build(home, progress);
	const held = removeStores(home, [built.store]);
	if (held.length > 0)
		built.notes.push(
			`The stores ${held.join(', ')} are open elsewhere and still hold pseudonyms of before. Stop the server and run "throughline prune".`
		);
	rmSync(ready, { recursive: true });
	sync(home.path);
	return built;
}
