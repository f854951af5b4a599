import { hasCases, readBatches } from './batch.ts';
import { name, type Database } from './duckdb.ts';
import type { Home } from './home.ts';
import type { RawTable } from './read.ts';
import { sourceKey } from './sources/format.ts';

/**
 * Makes the table `source_key` (text, key): which source system of the home each text in a column of type `source`
 * names, by its key or its name. What names none is not in it.
 */
export async function nameSources(db: Database, home: Home, tables: readonly RawTable[]): Promise<void> {
	await db.run('create or replace table source_key (text varchar, key varchar)');
	const columns = tables.flatMap(({ file, columns }) =>
		columns.filter(({ type }) => type === 'source').map(({ column }) => ({ file, column }))
	);
	if (columns.length === 0) return;
	const known = new Map<string, string>();
	for (const batch of readBatches(home).batches)
		if (batch.state === 'live' && hasCases(batch)) known.set(sourceKey(batch.source_name), batch.source);
	for (const source of [...known.values()]) known.set(source, source);
	const texts = await db.rows(
		columns
			.map(({ file, column }) => `select distinct ${name(column)} as text from raw.${name(file)}`)
			.join(' union ')
	);
	await db.append(
		'source_key',
		texts.flatMap(({ text }) => {
			const key = known.get(sourceKey(String(text ?? '')));
			return key === undefined ? [] : [[String(text), key]];
		})
	);
}
