import type { Database } from './duckdb.ts';

/** A client as one source system knows them, by pseudonym. */
export type Known = { source: string; client: string };

/** Two records that are one person; `line` is that of the upload in hand, or null. */
export type Pair = { line: number | null; a: Known; b: Known };

/** A row of a crosswalk as a pair: `line` where it is of one that has just come in. */
export function pairOf(row: Record<string, unknown>): Pair {
	return {
		line: row.line === null ? null : Number(row.line),
		a: { source: String(row.source_a), client: String(row.a) },
		b: { source: String(row.source_b), client: String(row.b) }
	};
}

/** Records that pairs join to one person, each with the pairs that do; of a source there may be more than one. */
type Person = { records: Known[]; pairs: Pair[] };

/** Whom pairs join, directly or by way of others. */
function personsOf(pairs: readonly Pair[]): Person[] {
	const parent = new Map<string, string>();
	const root = (client: string): string => {
		let at = client;
		for (let up = parent.get(at) ?? at; up !== at; up = parent.get(at) ?? at) {
			parent.set(at, parent.get(up) ?? up); // paths stay short
			at = up;
		}
		return at;
	};
	for (const { a, b } of pairs) parent.set(root(a.client), root(b.client));
	const persons = new Map<string, { records: Map<string, Known>; pairs: Pair[] }>();
	for (const pair of pairs) {
		const key = root(pair.a.client);
		const person = persons.get(key) ?? { records: new Map<string, Known>(), pairs: [] };
		persons.set(key, person);
		person.pairs.push(pair);
		for (const each of [pair.a, pair.b]) person.records.set(each.client, each);
	}
	return [...persons.values()].map(({ records, pairs }) => ({ records: [...records.values()], pairs }));
}

/** A source of which a person would be two clients, or null. */
function sourceTwice({ records }: Person): string | null {
	const seen = new Set<string>();
	for (const { source } of records) {
		if (seen.has(source)) return source;
		seen.add(source);
	}
	return null;
}

/** What pairs cannot mean: the source of which two clients would be one person, with the pairs that say so. */
export function contradictions(pairs: readonly Pair[]): { source: string; pairs: Pair[] }[] {
	return personsOf(pairs).flatMap((person) => {
		const own = person.pairs.find(({ a, b }) => a.source === b.source);
		const source = own ? own.a.source : sourceTwice(person);
		return source === null ? [] : [{ source, pairs: person.pairs }];
	});
}

/**
 * Makes `given.person` (client_id, person_id): for each record of a person who is in several source systems the
 * client id of the first of these by key, so that it stays the same when another is added after it and when keys are
 * rotated. Where taking a crosswalk back left pairs that contradict each other, their records are left apart.
 */
export async function joinClients(db: Database): Promise<void> {
	await db.run('create table given.person (client_id uuid, person_id uuid)');
	const rows = await db.rows(
		`select null as line, source_a, client_id_a::varchar as a, source_b, client_id_b::varchar as b from given.crosswalk`
	);
	if (rows.length === 0) return;
	const held =
		await db.rows(`with named as (select client_id_a as id from given.crosswalk union select client_id_b from given.crosswalk)
		select client_id::varchar as id from given.client where client_id in (from named)
		union select client_id::varchar from given.enrollment where client_id in (from named)`);
	const known = new Set(held.map(({ id }) => String(id)));
	const persons = personsOf(rows.map(pairOf));
	const joined = persons
		.filter((person) => sourceTwice(person) === null)
		.map(({ records }) =>
			records
				.filter(({ client }) => known.has(client))
				.sort((a, b) => (a.source < b.source ? -1 : 1))
				.map(({ client }) => client)
		)
		.filter(({ length }) => length > 1);
	await db.run('create table given.joined (client_id varchar, person_id varchar)');
	await db.append(
		'joined',
		joined.flatMap((clients) => clients.map((client) => [client, clients[0] ?? client])),
		'main',
		'given'
	);
	await db.run('insert into given.person select client_id::uuid, person_id::uuid from given.joined');
	await db.run('drop table given.joined');
}
