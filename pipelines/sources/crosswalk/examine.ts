import { join } from 'node:path';
import { hasCases, readBatches, type Manifest } from '../../batch.ts';
import { contradictions, pairOf, type Pair } from '../../crosswalk.ts';
import { literal, name, type Database } from '../../duckdb.ts';
import { Refused } from '../../errors.ts';
import type { Home } from '../../home.ts';
import { addProblems, type FoundProblem } from '../../problems.ts';
import { columnsOf, primaryColumns } from '../format.ts';

const FILE = 'crosswalk.csv';

/** Whether a pair `n` is of the same two source systems as a pair `r`, as SQL. */
export const SUPERSEDES = `least(n.source_a, n.source_b) = least(r.source_a, r.source_b)
	and greatest(n.source_a, n.source_b) = greatest(r.source_a, r.source_b)`;

/** As many lines as a message names. */
const MOST_LINES = 10;

/**
 * Looks at a crosswalk before it is stored: a client that no export holds is a problem of its line.
 * @throws Refused where no line is left, or where two clients of one source system would become one person, by
 * these pairs or with those of older crosswalks that still count
 */
export async function examine(db: Database, home: Home): Promise<void> {
	const live = readBatches(home).batches.filter(({ state }) => state === 'live');
	const rows = await db.rows(
		'select line, source_a, client_id_a::varchar as a, source_b, client_id_b::varchar as b from typed.crosswalk order by line'
	);
	if (rows.length === 0)
		throw new Refused(
			`${FILE} has no line that joins two clients. Each names two source systems that were imported, and an id of each. "throughline batches" lists the sources.`
		);
	const pairs = rows.map(pairOf);
	const older = await olderPairs(db, home, live);
	const reasons = contradictions([...pairs, ...older]).flatMap(({ source, pairs: joined }) => {
		const lines = joined.flatMap(({ line }) => line ?? []);
		if (lines.length === 0) return []; // of older ones alone: told when they came in
		const others = lines.length < joined.length ? ', with older pairs that still count,' : '';
		return `${FILE}, ${linesInWords(lines)}${others} would make two clients of ${source} one person. Remove the wrong pair, or merge the two clients in ${source} and export it again.`;
	});
	if (reasons.length > 0) throw new Refused(reasons);
	await addProblems(db, await unknownClients(db, home, live));
}

function linesInWords(lines: number[]): string {
	const shown = lines.slice(0, MOST_LINES).map(String);
	const more = lines.length - shown.length;
	if (shown.length === 1) return `line ${shown[0] ?? ''}`;
	return `lines ${shown.slice(0, -1).join(', ')} and ${more > 0 ? `${String(more + 1)} more` : (shown.at(-1) ?? '')}`;
}

/** The pairs of older crosswalks that count beside `typed.crosswalk`. */
async function olderPairs(db: Database, home: Home, live: Manifest[]): Promise<Pair[]> {
	const files = live
		.filter((batch) => !hasCases(batch))
		.flatMap(({ id, seq, tables }) =>
			tables.map(
				({ parquet }) =>
					`select ${String(seq)} as seq, * from read_parquet(${literal(join(home.batches, id, parquet))})`
			)
		);
	if (files.length === 0) return [];
	const rows = await db.rows(`with older as (${files.join(' union all by name ')})
		select null as line, r.source_a, r.client_id_a::varchar as a, r.source_b, r.client_id_b::varchar as b from older r
		where not exists (select 1 from typed.crosswalk n where ${SUPERSEDES})
			and not exists (select 1 from older n where n.seq > r.seq and ${SUPERSEDES})`);
	return rows.map(pairOf);
}

async function unknownClients(db: Database, home: Home, live: Manifest[]): Promise<FoundProblem[]> {
	const known = live.flatMap((batch) =>
		batch.tables.flatMap(({ file, parquet }) =>
			primaryColumns(columnsOf(batch.format).filter((column) => column.file === file))
				.filter(({ treatment }) => treatment === 'client')
				.map(
					({ column }) =>
						`select ${name(column)} as id from read_parquet(${literal(join(home.batches, batch.id, parquet))})`
				)
		)
	);
	const sides = ['a', 'b'].map(
		(side) =>
			`select line, 'client_id_${side}' as column_name, source_${side} as source, client_id_${side} as id from typed.crosswalk`
	);
	const rows = await db.rows(
		`select line, column_name, source from (${sides.join(' union all ')})
		where id not in (select id from (${known.join(' union all ') || 'select null::uuid as id where false'}) where id is not null)
		order by line, column_name`
	);
	return rows.map(({ line, column_name, source }) => ({
		file: FILE,
		line: Number(line),
		column: String(column_name),
		kind: 'unknown client',
		reason: `${String(column_name)} is no client of ${String(source)}.`,
		mend: 'Correct the id, as the source system writes it; or leave it: the pair counts as soon as an export holds the client.'
	}));
}
