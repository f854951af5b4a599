import { blobValue, type DuckDBValue } from '@duckdb/node-api';
import { Fault } from './errors.ts';
import { literal, name, type Database } from './duckdb.ts';
import type { Home } from './home.ts';
import type { RawTable } from './read.ts';
import { nextMessage, pseudonymKeys, pseudonymMessage } from './secrets.ts';
import { openVault, type VaultEntry } from './vault.ts';
import type { Column } from './sources/format.ts';
import { sourceOf } from './values.ts';

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

/** SQL of the source system whose an id of a column is, over rows of `raw.<file>`. */
export function sourceOfId({ of_source }: Column, own: string): string {
	return of_source === '' ? literal(own) : sourceOf(name(of_source));
}

/**
 * Makes the table `pseudonym` (source, domain, id, pseudonym) of all ids in the raw tables: HMAC-SHA-256 as in
 * `secrets.ts`, computed in SQL over the distinct ids only. A test holds the two to each other. The table `source_key`
 * must be there (source-names.ts).
 */
export async function pseudonymise(
	db: Database,
	home: Home,
	source: string,
	tables: RawTable[]
): Promise<void> {
	const [first, ...later] = pseudonymKeys(home);
	if (!first) throw new Fault('There is no pseudonym key.');
	const ids = tables.flatMap((table) =>
		table.columns
			.filter(isId)
			.map(
				(column) =>
					`select distinct ${sourceOfId(column, source)} as source, '${domainOf(column)}' as domain, ${name(column.column)} as id from raw.${name(table.file)} where ${name(column.column)} is not null`
			)
	);
	await db.run('create or replace table known_id (source varchar, domain varchar, id varchar)');
	if (ids.length > 0)
		await db.run(
			`insert into known_id select distinct source, domain, id from (${ids.join(' union all ')}) where source is not null`
		);
	const between = pseudonymMessage('%', '%', '').split('%')[1] ?? '';
	await db.run(
		`create or replace table pseudonym as
		select source, domain, id, ${signed('source || $between || domain || $between || id')} as pseudonym from known_id`,
		{ ...pads(first), between }
	);
	for (const secret of later) {
		const next = nextPseudonyms(secret, 'pseudonym');
		await db.run(
			`create or replace table pseudonym as select source, domain, id, ${next.sql} as pseudonym from pseudonym`,
			next.values
		);
	}
}

/** The SQL of the pseudonyms that take a column's place when a key is added, and the values that it binds. */
export function nextPseudonyms(
	secret: Buffer,
	column: string
): { sql: string; values: Record<string, DuckDBValue> } {
	return {
		sql: signed(`$before || ${name(column)}::varchar`),
		values: { ...pads(secret), before: nextMessage('') }
	};
}

/** HMAC-SHA-256 of a text, 128 bits kept; the key is bound as `pads`, so that no statement's text has it. */
function signed(message: string): string {
	return `left(sha256($outer::blob || unhex(sha256($inner::blob || encode(${message})))), 32)::uuid`;
}

function pads(secret: Buffer): Record<'inner' | 'outer', DuckDBValue> {
	const block = Buffer.alloc(64);
	secret.copy(block);
	return {
		inner: blobValue(Buffer.from(block.map((byte) => byte ^ 0x36))),
		outer: blobValue(Buffer.from(block.map((byte) => byte ^ 0x5c)))
	};
}

/**
 * Puts the source system's own ids of clients, households, enrollments, workers, programs and
 * organizations, encrypted, into the vault, so that a case can be found again. Ids of single records (a
 * service, a disability) are not kept: their enrollment and line lead to them.
 */
export async function fillVault(db: Database, home: Home): Promise<void> {
	const vault = openVault(home);
	try {
		const result = await db.connection.stream(
			"select source, domain, id, pseudonym::varchar as pseudonym from pseudonym where domain not like 'record %'"
		);
		let entries: VaultEntry[] = [];
		for (;;) {
			const chunk = await result.fetchChunk();
			const last = !chunk || chunk.rowCount === 0;
			if (!last)
				for (const [source, domain, id, pseudonym] of chunk.getRows())
					entries.push({
						source: String(source),
						domain: String(domain),
						id: String(id),
						pseudonym: String(pseudonym)
					});
			if (!last && entries.length < AT_ONCE) continue;
			vault.add(entries);
			entries = [];
			if (last) return;
		}
	} finally {
		vault.close();
	}
}
