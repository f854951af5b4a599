// A home with three batches of the scene, and how to look for what is left of a person in it.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect } from 'vitest';
import { readBatches } from '#pipelines/batch.ts';
import { openDatabase, openStoreFile } from '#pipelines/duckdb.ts';
import type { Home } from '#pipelines/home.ts';
import type { Job } from '#pipelines/job.ts';
import { pseudonym, pseudonymKeys } from '#pipelines/secrets.ts';
import { openVault } from '#pipelines/vault.ts';
import {
	exportOf,
	header,
	newHome,
	parquet,
	temporaryFolder,
	remove,
	take,
	undo,
	type Tables
} from './home.ts';

export const SOURCE = 'tiny-tiny-county-sample';
export const CLIENT = '003'; // two stays: E03 in Tiny Rapid, E12 in Tiny Nights
export const STAYS = ['E03', 'E12'];
export const purgeJob = (what: { batches?: string[]; client?: string; source?: string }): Job => ({
	kind: 'purge',
	batches: what.batches ?? [],
	client: what.client ?? null,
	source: what.source ?? null
});

export const later = (tables: Tables) => {
	header(tables, { ExportDate: '2025-02-05 08:00:00', ExportDirective: '1' });
};
/** The scene as it were if 003 had never been in it. */
export const never = (tables: Tables) => {
	for (const file of ['Client', 'Enrollment', 'Exit', 'CurrentLivingSituation', 'Services'])
		remove(tables, file, (each) => each.PersonalID === CLIENT);
};

/**
 * Three batches that hold 003: one undone, a full one and a delta, in which two services name one of their
 * stays and nothing else does.
 */
export let full: Home;
export let scene: string;
export let second: string;

beforeAll(async () => {
	full = newHome();
	scene = exportOf(() => undefined);
	second = exportOf((tables) => {
		later(tables);
		remove(tables, 'Enrollment', (each) => each.EnrollmentID === 'E12');
		remove(tables, 'Exit', (each) => each.EnrollmentID === 'E12');
		remove(tables, 'CurrentLivingSituation', (each) => each.EnrollmentID === 'E12');
		for (const each of tables.Services ?? []) if (each.EnrollmentID === 'E12') each.PersonalID = '';
	});
	const undone = await take(
		full,
		exportOf((tables) => header(tables, { ExportDate: '2025-01-02 08:00:00' }))
	);
	await take(full, scene);
	await take(full, second);
	await undo(full, undone.batch);
});

/** The pseudonyms of a client and of their stays. */
export function idsOf(home: Home, client = CLIENT, stays = STAYS, source = SOURCE): string[] {
	const keys = pseudonymKeys(home);
	return [
		pseudonym(keys, source, 'client', client),
		...stays.map((each) => pseudonym(keys, source, 'enrollment', each))
	];
}

/**
 * Every place that still holds one of the ids: Parquet files of any batch, tables of any store, the vault.
 */
export async function traces(home: Home, ids: string[]): Promise<string[]> {
	const found: string[] = [];
	const list = `(${ids.map((id) => `'${id}'`).join(', ')})`;
	const holds = (columns: unknown[]) =>
		columns.map((column) => `"${String(column)}"::varchar in ${list}`).join(' or ');
	const files = readdirSync(home.batches).flatMap((batch) =>
		readdirSync(join(home.batches, batch))
			.filter((each) => each.endsWith('.parquet'))
			.map((file) => `${batch}/${file}`)
	);
	const memory = await openDatabase(':memory:', temporaryFolder(), 0);
	for (const file of files) {
		const from = `read_parquet('${join(home.batches, file)}')`;
		const columns = (await memory.rows(`describe from ${from}`)).map((row) => row.column_name);
		const rows = await memory.rows(`select 1 as one from ${from} where ${holds(columns)}`);
		if (rows.length > 0) found.push(file);
	}
	memory.close();
	for (const file of readdirSync(home.stores).filter((each) => each.endsWith('.duckdb'))) {
		const db = await openStoreFile(join(home.stores, file));
		const tables = await db.rows(
			`select schema_name || '"."' || table_name as name, list(column_name)::json::varchar as columns from duckdb_columns()
			where not internal and (schema_name, table_name) in (select (schema_name, table_name) from duckdb_tables()) group by all`
		);
		expect(tables.length).toBeGreaterThan(30);
		const counts = tables.map(
			(table) =>
				`select '${String(table.name)}' as name, count(*) as n from "${String(table.name)}" where ${holds(JSON.parse(String(table.columns)) as string[])}`
		);
		const holding = await db.rows(
			`select name from (${counts.join(' union all ')}) where n > 0 order by name`
		);
		found.push(...holding.map((row) => `${file}: ${String(row.name)}`));
		db.close();
	}
	const vault = openVault(home);
	for (const id of ids) if (vault.find(id) !== null) found.push('vault');
	vault.close();
	if (existsSync(join(home.path, 'purging.json'))) found.push('purging.json');
	return found;
}

export const enrollmentsIn = (home: Home) =>
	Promise.all(
		readBatches(home).batches.map(async (batch) => {
			const file = batch.tables.find((each) => each.file === 'Enrollment')?.parquet ?? '';
			const [row] = await parquet(
				`select count(*) as n from read_parquet('${join(home.batches, batch.id, file)}')`
			);
			return row?.n;
		})
	);
