import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBatches, type Manifest } from './batch.ts';
import { literal, name, openDatabase, type Database } from './duckdb.ts';
import { writeWhole } from './files.ts';
import type { Home } from './home.ts';
import { columnsOfFile, primaryColumns, storedName } from './sources/format.ts';

/**
 * How the rows of a table differ between two batches of a source, by the rows' own ids. `added` are only in
 * the later batch, `gone` only in the earlier one; of those in both, `changed` differ in a column that both
 * have. Null where a batch has not the table.
 */
export type TableChange = {
	file: string;
	before: number | null;
	now: number | null;
	added: number;
	changed: number;
	same: number;
	gone: number;
};

/** Whether two batches hold the same things, so that their rows can be told from each other by their ids. */
export function isComparable(a: Manifest, b: Manifest): boolean {
	return a.source === b.source && a.format === b.format && a.roster === b.roster;
}

/** The batch that was exported before another one of the same source and counts still, or null. */
export function batchBefore(batches: readonly Manifest[], batch: Manifest): Manifest | null {
	const order = ({ exported_at, seq }: Manifest) => `${exported_at} ${String(seq).padStart(9, '0')}`;
	return (
		batches
			.filter((each) => each.state === 'live' && isComparable(each, batch) && order(each) < order(batch))
			.sort((a, b) => (order(a) < order(b) ? 1 : -1))[0] ?? null
	);
}

/**
 * Compares a batch with an earlier one of its source, table by table, as both were exported. What figures
 * make of it is the merge's: a row that is gone from an export of changes still counts. Throws where a
 * table is missing or damaged.
 */
export async function compareBatches(home: Home, before: Manifest, now: Manifest): Promise<TableChange[]> {
	const files = [...new Set([...before.tables, ...now.tables].map((table) => table.file))].sort();
	const db = await openDatabase(':memory:', '');
	try {
		const changes: TableChange[] = [];
		for (const file of files) {
			const ids = primaryColumns(columnsOfFile(now.format, file)).map(storedName);
			if (ids.length > 0) changes.push(await compareTable(db, home, file, ids, before, now));
		}
		return changes;
	} finally {
		db.close();
	}
}

/** What changed with a batch when it came in: against the one `before` it, or null where it was the first. */
export type NotedChanges = { before: string | null; tables: TableChange[] };

const NOTED = 'changes.json';

/** Notes beside a batch that has just come in what it changes. Best effort: where it cannot be told, nothing is noted. */
export async function noteChanges(home: Home, batch: Manifest): Promise<void> {
	const before = batchBefore(readBatches(home).batches, batch);
	try {
		const tables = before === null ? batch.tables.map(firstOf) : await compareBatches(home, before, batch);
		const noted: NotedChanges = { before: before?.id ?? null, tables };
		const folder = join(home.batches, batch.id);
		writeWhole(join(folder, NOTED), `${JSON.stringify(noted)}\n`, folder);
	} catch {
		// the batch before it is damaged, which check and the pages tell
	}
}

function firstOf({ file, rows }: Manifest['tables'][number]): TableChange {
	return { file, before: null, now: rows, added: rows, changed: 0, same: 0, gone: 0 };
}

/** What was noted of a batch when it came in; null where nothing was, as of older batches. */
export function notedChanges(home: Home, id: string): NotedChanges | null {
	const path = join(home.batches, id, NOTED);
	if (!existsSync(path)) return null;
	try {
		return JSON.parse(readFileSync(path, 'utf8')) as NotedChanges;
	} catch {
		return null;
	}
}

async function compareTable(
	db: Database,
	home: Home,
	file: string,
	ids: string[],
	before: Manifest,
	now: Manifest
): Promise<TableChange> {
	const tables = [before, now].map((batch) => batch.tables.find((table) => table.file === file));
	const [older, newer] = tables;
	const counts = { file, before: older?.rows ?? null, now: newer?.rows ?? null, changed: 0, same: 0 };
	if (!older) return { ...counts, added: newer?.rows ?? 0, gone: 0 };
	if (!newer) return { ...counts, added: 0, gone: older.rows };
	if (older.sha256 === newer.sha256) {
		const { n } = await db.row(
			`select count(*) as n from (select distinct ${ids.map(name).join(', ')} from read_parquet(${literal(join(home.batches, now.id, newer.parquet))}))`
		);
		return { ...counts, added: 0, gone: 0, same: Number(n) };
	}
	const shared = newer.columns
		.map((column) => column.name)
		.filter((column) => !ids.includes(column) && older.columns.some((each) => each.name === column));
	const rowsOf = (batch: Manifest, parquet: string) =>
		`select ${ids.map(name).join(', ')}, true as here, ${shared.length === 0 ? '0' : `row(${shared.map((column) => `${name(column)}::varchar`).join(', ')})`} as content
			from read_parquet(${literal(join(home.batches, batch.id, parquet))})
			qualify row_number() over (partition by ${ids.map(name).join(', ')} order by line desc) = 1`;
	const row = await db.row(
		`select count(*) filter (o.here is null) as added, count(*) filter (n.here is null) as gone,
			count(*) filter (o.here and n.here and o.content is distinct from n.content) as changed,
			count(*) filter (o.here and n.here and o.content is not distinct from n.content) as same
		from (${rowsOf(before, older.parquet)}) o full join (${rowsOf(now, newer.parquet)}) n using (${ids.map(name).join(', ')})`
	);
	return {
		...counts,
		added: Number(row.added),
		changed: Number(row.changed),
		same: Number(row.same),
		gone: Number(row.gone)
	};
}
