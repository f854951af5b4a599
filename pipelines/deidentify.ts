import { blobValue, type DuckDBValue } from '@duckdb/node-api';
import { Fault } from './errors.ts';
import { literal, name, type Database } from './duckdb.ts';
import type { Home } from './home.ts';
import type { RawTable } from './read.ts';
import { nextMessage, pseudonymKeys, pseudonymMessage } from './secrets.ts';
import { openVault, type VaultEntry } from './vault.ts';
import { storedName, type Column } from './sources/format.ts';
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

/** How the ids of raw rows `r` become pseudonyms: SQL of a column's, what that SQL joins, and the values that it binds. */
export type Pseudonyms = {
	sql(column: Column): string;
	join(column: Column): string;
	values(columns: readonly Column[]): Record<string, DuckDBValue> | undefined;
};

/** A row's own id comes once, and is signed where it stands; ids that come again are signed once, joined, and kept in the vault. */
function comesOnce(column: Column): boolean {
	return column.treatment === 'record' && !column.need.includes('again');
}

/**
 * Makes the table `pseudonym` (source, domain, id, pseudonym) of the ids in the raw tables that come again: HMAC-SHA-256
 * as in `secrets.ts`, computed in SQL over the distinct ids. A test holds the two to each other. The table `source_key`
 * must be there (source-names.ts).
 */
export async function pseudonymise(
	db: Database,
	home: Home,
	source: string,
	tables: RawTable[]
): Promise<Pseudonyms> {
	const keys = pseudonymKeys(home);
	const ids = tables.flatMap((table) =>
		table.columns
			.filter((column) => isId(column) && !comesOnce(column))
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
	await db.run(
		`create or replace table pseudonym as
		select source, domain, id, ${chained(keys, 'source', 'domain', 'id')} as pseudonym from known_id`,
		chainedValues(keys)
	);
	const alias = (column: Column) => name(`pseudonym of ${column.column}`);
	return {
		sql: (column) =>
			comesOnce(column)
				? chained(
						keys,
						sourceOfId(column, source),
						literal(domainOf(column)),
						`r.${name(storedName(column))}`
					)
				: `${alias(column)}.pseudonym`,
		join: (column) => {
			if (comesOnce(column)) return '';
			const p = alias(column);
			const ofSource = column.of_source === '' ? '' : `and ${p}.source = ${sourceOfId(column, source)}`;
			return `left join pseudonym ${p} on ${p}.domain = ${literal(domainOf(column))} and ${p}.id = r.${name(storedName(column))} ${ofSource}`;
		},
		values: (columns) => (columns.some(comesOnce) ? chainedValues(keys) : undefined)
	};
}

/** SQL of an id's pseudonym, as `pseudonym` of secrets.ts makes it; null where a part is. */
function chained(keys: readonly Buffer[], source: string, domain: string, id: string): string {
	if (keys.length === 0) throw new Fault('There is no pseudonym key.');
	const first = signed(`${source} || $between || ${domain} || $between || ${id}`, 0);
	return keys.slice(1).reduce((last, _, index) => signedAgain(last, index + 1), first);
}

function chainedValues(keys: readonly Buffer[]): Record<string, DuckDBValue> {
	const between = pseudonymMessage('%', '%', '').split('%')[1] ?? '';
	return Object.assign(
		keys.length > 1 ? { between, before: nextMessage('') } : { between },
		...keys.map(pads)
	) as Record<string, DuckDBValue>;
}

/** The SQL of the pseudonyms that take a column's place when a key is added, and the values that it binds. */
export function nextPseudonyms(
	secret: Buffer,
	column: string
): { sql: string; values: Record<string, DuckDBValue> } {
	return {
		sql: signedAgain(name(column), 0),
		values: { ...pads(secret, 0), before: nextMessage('') }
	};
}

/** SQL of the pseudonym that follows one, as `nextPseudonym` of secrets.ts makes it. */
function signedAgain(pseudonym: string, key: number): string {
	return signed(`$before || (${pseudonym})::varchar`, key);
}

/** HMAC-SHA-256 of a text, 128 bits kept; the key is bound as `pads`, so that no statement's text has it. */
function signed(message: string, key: number): string {
	return `left(sha256($outer${String(key)}::blob || unhex(sha256($inner${String(key)}::blob || encode(${message})))), 32)::uuid`;
}

function pads(secret: Buffer, key: number): Record<string, DuckDBValue> {
	const block = Buffer.alloc(64);
	secret.copy(block);
	return {
		[`inner${String(key)}`]: blobValue(Buffer.from(block.map((byte) => byte ^ 0x36))),
		[`outer${String(key)}`]: blobValue(Buffer.from(block.map((byte) => byte ^ 0x5c)))
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
			'select source, domain, id, pseudonym::varchar as pseudonym from pseudonym'
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
