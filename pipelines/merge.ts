import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Manifest } from './batch.ts';
import { literal, name, type Database } from './duckdb.ts';
import type { Home } from './home.ts';
import {
	columnsOfFile,
	filesOf,
	formatFolder,
	storedName,
	storedType,
	type Column,
	type SourceFormat
} from './sources/format.ts';

/** What a merge must know of a batch, or of an upload that may become one. */
export type Merged = Pick<
	Manifest,
	'id' | 'seq' | 'source' | 'version' | 'exported_at' | 'period' | 'observed_until' | 'full'
> & {
	files: Pick<Manifest['files'][number], 'file' | 'rejected'>[];
	tables: { file: string; columns: { name: string; type: string }[] }[];
};

/** Where the rows of a batch's table lie, as SQL after FROM. */
type RowsOf = (batch: string, table: { file: string }) => string;

/** The rows of batches of a home: the Parquet file of each table. */
export function parquetOf(home: Home, batches: Manifest[]): RowsOf {
	const paths = new Map(
		batches.flatMap(({ id, tables }) =>
			tables.map(({ file, parquet }) => [`${id}/${file}`, join(home.batches, id, parquet)])
		)
	);
	return (batch, { file }) => `read_parquet(${literal(paths.get(`${batch}/${file}`) ?? '')})`;
}

/** The schema of a format's merged tables in the store. */
export function schemaOf(format: SourceFormat): string {
	return format.id.replaceAll('-', '_');
}

/** Loads the code lists of a folder, `<list>.csv`, as tables `<schema>.<list>`, all text. */
export async function loadCodes(db: Database, folder: string, schema: string): Promise<void> {
	for (const file of readdirSync(folder).filter((each) => each.endsWith('.csv')))
		await db.run(`create or replace table ${name(schema)}.${name(basename(file, '.csv'))} as
			from read_csv(${literal(join(folder, file))}, header = true, all_varchar = true, delim = ',', quote = '"')`);
}

/**
 * Merges all live batches of one format into its current rows: tables `<schema>."<File>"` with `source`,
 * `batch_id`, `batch_seq`, `exported_at` and every column of every version. Newest update wins, then newest
 * export, then the later batch; deleted rows go; the format's own statements retire what a full refresh no
 * longer holds. The databases `incoming` and `code` must be attached.
 */
export async function mergeFormat(
	db: Database,
	format: SourceFormat,
	batches: Merged[],
	{ files = filesOf(format.id), rowsOf }: { files?: string[]; rowsOf: RowsOf }
): Promise<void> {
	const schema = schemaOf(format);
	await db.run(`create schema ${schema}`);
	await loadCodes(db, join(formatFolder(format.id), 'codes'), 'code');
	await describeBatches(db, batches);
	for (const file of filesOf(format.id))
		await gather(db, format, file, files.includes(file) ? batches : [], rowsOf);
	// Without any batch everything is bound all the same.
	const held = batches.length === 0 ? files : files.filter((file) => tablesOf(batches, file).length > 0);
	for (const file of files) {
		const rows = held.includes(file) ? newestRows(format, file) : noRows(format, file);
		await db.run(`create table ${schema}.${name(file)} as ${rows}`);
	}
	// With one batch of each source there is no older one of which anything could be retired.
	if (batches.length === 0 || new Set(batches.map((batch) => batch.source)).size < batches.length)
		for (const statement of format.retire(schema, held)) await db.run(statement);
	await db.run(format.observe(schema));
}

/** Makes empty merged tables, so that the canonical SQL of a format can be bound without a batch. */
export async function emptyFormat(db: Database, format: SourceFormat): Promise<void> {
	await mergeFormat(db, format, [], { rowsOf: () => '' });
}

async function describeBatches(db: Database, batches: Merged[]): Promise<void> {
	await db.run(`create or replace table incoming.batch (id varchar, seq int, source varchar, version varchar, exported_at timestamp, period_from date,
		period_to date, observed_until date, is_full boolean)`);
	await db.run(
		'create or replace table incoming.batch_file (batch_id varchar, file varchar, rejected integer)'
	);
	await db.append(
		'batch',
		batches.map((batch) => [
			batch.id,
			batch.seq,
			batch.source,
			batch.version,
			batch.exported_at,
			batch.period.from,
			batch.period.to,
			batch.observed_until,
			batch.full
		]),
		'main',
		'incoming'
	);
	await db.append(
		'batch_file',
		batches.flatMap((batch) => batch.files.map(({ file, rejected }) => [batch.id, file, rejected])),
		'main',
		'incoming'
	);
}

function storedColumns(format: SourceFormat, file: string): { name: string; type: string; column: Column }[] {
	return columnsOfFile(format.id, file)
		.filter((column) => column.treatment !== 'drop')
		.map((column) => ({ name: storedName(column), type: storedType(column), column }));
}

/** The tables of a file that batches hold. */
function tablesOf(batches: Merged[], file: string): { batch: Merged; table: Merged['tables'][number] }[] {
	return batches.flatMap((batch) => {
		const table = batch.tables.find((each) => each.file === file);
		return table ? [{ batch, table }] : [];
	});
}

/** A SELECT of no rows with the columns of a merged table. */
function noRows(format: SourceFormat, file: string): string {
	const columns = storedColumns(format, file).map((column) => `null::${column.type} as ${name(column.name)}`);
	return `select null::varchar as source, null::integer as batch_seq, null::timestamp as exported_at, null::varchar as version,
		null::varchar as batch_id, null::bigint as line, ${columns.join(', ')} where false`;
}

/**
 * `incoming."<File>"`: the rows of all batches as they were exported, every column of every version
 * present.
 */
async function gather(
	db: Database,
	format: SourceFormat,
	file: string,
	batches: Merged[],
	rowsOf: RowsOf
): Promise<void> {
	const columns = storedColumns(format, file);
	const parts = tablesOf(batches, file).map(({ batch, table }) => {
		const has = new Set(table.columns.map((column) => column.name));
		const select = columns.map(
			(column) =>
				`${has.has(column.name) ? name(column.name) : 'null'}::${column.type} as ${name(column.name)}`
		);
		return `select ${literal(batch.id)} as batch_id, line, ${select.join(', ')} from ${rowsOf(batch.id, table)}`;
	});
	if (parts.length === 0) {
		await db.run(`create or replace table incoming.${name(file)} as ${noRows(format, file)}`);
		return;
	}
	await db.run(`create or replace table incoming.${name(file)} as
		select b.source, b.seq as batch_seq, b.exported_at, b.version, r.* from (${parts.join(' union all ')}) r join incoming.batch b on b.id = r.batch_id`);
}

function newestRows(format: SourceFormat, file: string): string {
	const columns = storedColumns(format, file);
	const find = (need: 'updated' | 'deleted') =>
		columns.find(({ column }) => column.need.includes(need))?.name ?? null;
	const primary = columns.filter(({ column }) => column.need.includes('primary'));
	const updated = find('updated');
	const deleted = find('deleted');
	const replacements = format.upgrades(file).map(({ column, sql }) => `(${sql}) as ${name(column)}`);
	const rows = `select i.* ${replacements.length > 0 ? `replace (${replacements.join(', ')})` : ''} from incoming.${name(file)} i`;
	if (primary.length === 0) return rows;
	const key = `partition by ${['source', ...primary.map((each) => name(each.name))].join(', ')}`;
	// One row that does not say when it was updated makes the exports' own times decide for that id.
	const known =
		updated === null
			? 'null'
			: `case when bool_and(${name(updated)} is not null) over (${key}) then ${name(updated)} end`;
	return `select * exclude (known_update, newness) from (
			select *, row_number() over (${key} order by known_update desc nulls last, exported_at desc, batch_seq desc, line desc) as newness
			from (select *, ${known} as known_update from (${rows})))
		where newness = 1 ${deleted === null ? '' : `and not coalesce(${name(deleted)}, false)`}`;
}
