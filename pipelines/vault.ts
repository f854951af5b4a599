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
	/** The source system's own id, or null; with a domain, only of a thing of that kind. */
	find(pseudonym: string, domain?: string): string | null;
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
	const database = new DatabaseSync(path, { readOnly });
	database.exec('PRAGMA busy_timeout = 10000');
	if (!readOnly) {
		chmodSync(path, 0o600);
		database.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;');
		database.exec(`create table if not exists entry
			(pseudonym text primary key, source text not null, domain text not null, sealed blob not null) without rowid, strict`);
	}
	const insert = database.prepare('insert or ignore into entry values (?, ?, ?, ?)');
	const known = database.prepare('select 1 from entry where pseudonym = ?');
	const select = database.prepare('select source, domain, sealed from entry where pseudonym = ?');
	const remove = database.prepare('delete from entry where pseudonym = ?');
	const inOneStep = (work: () => void) => {
		database.exec('BEGIN IMMEDIATE');
		try {
			work();
			database.exec('COMMIT');
		} catch (error) {
			database.exec('ROLLBACK');
			throw error;
		}
	};
	return {
		add: (entries) => {
			inOneStep(() => {
				for (const entry of entries)
					if (!known.get(entry.pseudonym))
						insert.run(entry.pseudonym, entry.source, entry.domain, seal(secret, entry.id, contextOf(entry)));
			});
		},
		find: (pseudonym, domain) => {
			const row = select.get(pseudonym) as { source: string; domain: string; sealed: Uint8Array } | undefined;
			return row && (domain === undefined || row.domain === domain)
				? unseal(secret, row.sealed, contextOf({ ...row, pseudonym }))
				: null;
		},
		forget: (pseudonyms) => {
			inOneStep(() => {
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
