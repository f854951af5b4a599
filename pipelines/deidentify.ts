import { blobValue } from '@duckdb/node-api';
import { name, type Database } from './duckdb.ts';
import type { Home } from './home.ts';
import type { RawTable } from './read.ts';
import { key, pseudonymMessage } from './secrets.ts';
import { openVault, type VaultEntry } from './vault.ts';
import type { Column } from './sources/format.ts';

/** How many ids go into the vault in one transaction. */
const AT_ONCE = 50_000;

/** The kind of thing that an id names; a row's own id is of its column's kind. */
export function domainOf(column: Column): string {
	return column.treatment === 'record' ? `record ${column.column}` : column.treatment;
}

/** True for columns whose values become pseudonyms. */
export function isId(column: Column): boolean {
	return column.type === 'id';
}

/**
 * Makes the table `pseudonym` (domain, id, pseudonym) of all ids in the raw tables: HMAC-SHA-256 as in
 * `secrets.ts`, computed in SQL over the distinct ids only. A test holds the two to each other.
 */
export async function pseudonymise(
	db: Database,
	home: Home,
	source: string,
	tables: RawTable[]
): Promise<void> {
	const block = Buffer.alloc(64);
	key(home, 'pseudonym').copy(block);
	await db.run(
		'create or replace macro hmac_sha256(inner_pad, outer_pad, message) as sha256(outer_pad || unhex(sha256(inner_pad || encode(message))))'
	);
	const ids = tables.flatMap((table) =>
		table.columns
			.filter(isId)
			.map(
				(column) =>
					`select distinct '${domainOf(column)}' as domain, ${name(column.column)} as id from raw.${name(table.file)} where ${name(column.column)} is not null`
			)
	);
	await db.run('create or replace table known_id (domain varchar, id varchar)');
	if (ids.length > 0)
		await db.run(`insert into known_id select distinct domain, id from (${ids.join(' union all ')})`);
	const template = pseudonymMessage(source, '%domain', '%id').split(/%domain|%id/);
	await db.run(
		`create or replace table pseudonym as
		select domain, id, left(hmac_sha256($inner::blob, $outer::blob, $first || domain || $middle || id), 32)::uuid as pseudonym from known_id`,
		{
			inner: blobValue(Buffer.from(block.map((byte) => byte ^ 0x36))),
			outer: blobValue(Buffer.from(block.map((byte) => byte ^ 0x5c))),
			first: template[0] ?? '',
			middle: template[1] ?? ''
		}
	);
}

/**
 * Puts the source system's own ids of clients, households, enrollments, workers, programs and
 * organizations, encrypted, into the vault, so that a case can be found again. Ids of single records (a
 * service, a disability) are not kept: their enrollment and line lead to them.
 */
export async function fillVault(db: Database, home: Home, source: string): Promise<void> {
	const vault = openVault(home);
	try {
		const result = await db.connection.stream(
			"select domain, id, pseudonym::varchar as pseudonym from pseudonym where domain not like 'record %'"
		);
		let entries: VaultEntry[] = [];
		for (;;) {
			const chunk = await result.fetchChunk();
			const last = !chunk || chunk.rowCount === 0;
			if (!last)
				for (const [domain, id, pseudonym] of chunk.getRows())
					entries.push({ source, domain: String(domain), id: String(id), pseudonym: String(pseudonym) });
			if (!last && entries.length < AT_ONCE) continue;
			vault.add(entries);
			entries = [];
			if (last) return;
		}
	} finally {
		vault.close();
	}
}
