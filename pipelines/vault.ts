import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Home } from './home.ts';
import { key, seal, unseal } from './secrets.ts';

/** A source system's own id, with the pseudonym that stands for it everywhere else. */
export type VaultEntry = { source: string; domain: string; pseudonym: string; id: string };

/** The encrypted way back from a pseudonym to the source system's own id. Close it when done. */
export type Vault = {
	/** Adds entries in one transaction; known pseudonyms stay as they are. */
	add(entries: Iterable<VaultEntry>): void;
	/** The source system's own id, or null; with a domain or a source, only of a thing of that kind or from there. */
	find(pseudonym: string, domain?: string, source?: string): string | null;
	/** Forgets pseudonyms (purge). */
	forget(pseudonyms: Iterable<string>): void;
	/** Every pseudonym in it. */
	pseudonyms(): Iterable<string>;
	close(): void;
};

const EMPTY: Vault = {
	add: () => undefined,
	find: () => null,
	forget: () => undefined,
	pseudonyms: () => [],
	close: () => undefined
};

const contextOf = (entry: Pick<VaultEntry, 'source' | 'domain' | 'pseudonym'>) =>
	`${entry.source}\u001f${entry.domain}\u001f${entry.pseudonym}`;

/**
 * Opens the home's vault (`vault/vault.sqlite`, mode 600), making it where it is missing. To look ids up,
 * open it `readOnly`: that works on a read-only disk too; what is not there is then not found.
 */
export function openVault(home: Home, { readOnly = false } = {}): Vault {
	const path = join(home.vault, 'vault.sqlite');
	if (readOnly && !existsSync(path)) return EMPTY;
	const secret = key(home, 'vault');
	const database = openFile(path, readOnly);
	database.exec('PRAGMA busy_timeout = 10000');
	if (!readOnly) {
		chmodSync(path, 0o600);
		makeTable(database);
	}
	const insert = database.prepare('insert or ignore into entry values (?, ?, ?, ?)');
	const known = database.prepare('select 1 from entry where pseudonym = ?');
	const select = database.prepare('select source, domain, sealed from entry where pseudonym = ?');
	const remove = database.prepare('delete from entry where pseudonym = ?');
	return {
		add: (entries) => {
			inOneStep(database, () => {
				for (const entry of entries)
					if (!known.get(entry.pseudonym))
						insert.run(entry.pseudonym, entry.source, entry.domain, seal(secret, entry.id, contextOf(entry)));
			});
		},
		find: (pseudonym, domain, source) => {
			const row = select.get(pseudonym) as { source: string; domain: string; sealed: Uint8Array } | undefined;
			return row &&
				(domain === undefined || row.domain === domain) &&
				(source === undefined || row.source === source)
				? unseal(secret, row.sealed, contextOf({ ...row, pseudonym }))
				: null;
		},
		forget: (pseudonyms) => {
			inOneStep(database, () => {
				for (const pseudonym of pseudonyms) remove.run(pseudonym);
			});
		},
		*pseudonyms() {
			for (const row of database.prepare('select pseudonym from entry').iterate())
				yield (row as { pseudonym: string }).pseudonym;
		},
		close: () => {
			database.close();
		}
	};
}

/**
 * Writes the home's vault anew, to a file that is not there yet: each id sealed with another key under another
 * pseudonym.
 */
export function resealVault(
	home: Home,
	to: string,
	secret: Buffer,
	next: (pseudonym: string) => string
): void {
	const path = join(home.vault, 'vault.sqlite');
	if (!existsSync(path)) return;
	const before = key(home, 'vault');
	const from = openFile(path, true);
	const database = new DatabaseSync(to);
	try {
		chmodSync(to, 0o600);
		makeTable(database);
		const insert = database.prepare('insert into entry values (?, ?, ?, ?)');
		inOneStep(database, () => {
			for (const row of from.prepare('select pseudonym, source, domain, sealed from entry').iterate()) {
				const entry = row as { pseudonym: string; source: string; domain: string; sealed: Uint8Array };
				const moved = { ...entry, pseudonym: next(entry.pseudonym) };
				const id = unseal(before, entry.sealed, contextOf(entry));
				insert.run(moved.pseudonym, moved.source, moved.domain, seal(secret, id, contextOf(moved)));
			}
		});
	} finally {
		from.close();
		database.close();
	}
}

/** A work that was killed leaves a journal, from which SQLite restores the file; that takes leave to write. */
function openFile(path: string, readOnly: boolean): DatabaseSync {
	return new DatabaseSync(path, { readOnly: readOnly && !existsSync(`${path}-journal`) });
}

function makeTable(database: DatabaseSync): void {
	database.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;');
	database.exec(`create table if not exists entry
		(pseudonym text primary key, source text not null, domain text not null, sealed blob not null) without rowid, strict`);
}

function inOneStep(database: DatabaseSync, work: () => void): void {
	database.exec('BEGIN IMMEDIATE');
	try {
		work();
		database.exec('COMMIT');
	} catch (error) {
		if (database.isTransaction) database.exec('ROLLBACK'); // a full disk has ended it already
		throw error;
	}
}
