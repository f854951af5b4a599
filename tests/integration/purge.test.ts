import { existsSync, readdirSync, readFileSync, renameSync, rmSync, cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readBatches } from '#pipelines/batch.ts';
import { openStoreFile, type Database } from '#pipelines/duckdb.ts';
import type { Home } from '#pipelines/home.ts';
import type { Job } from '#pipelines/job.ts';
import { key, pseudonym } from '#pipelines/secrets.ts';
import { openVault } from '#pipelines/vault.ts';
import {
	cli,
	exportOf,
	figures,
	header,
	leftovers,
	newHome,
	parquet,
	problems,
	published,
	query,
	rebuild,
	remove,
	run,
	start,
	take,
	undo,
	type Tables
} from '../home.ts';

const SOURCE = 'tiny-tiny-county-sample';
const CLIENT = '003'; // two stays: E03 in Tiny Rapid, E12 in Tiny Nights
const STAYS = ['E03', 'E12'];
const purgeJob = (what: { batches?: string[]; client?: string; source?: string }): Job => ({
	kind: 'purge',
	batches: what.batches ?? [],
	client: what.client ?? null,
	source: what.source ?? null
});

const later = (tables: Tables) => {
	header(tables, { ExportDate: '2025-02-05 08:00:00', ExportDirective: '1' });
};
/** The scene as it were if 003 had never been in it. */
const never = (tables: Tables) => {
	for (const file of ['Client', 'Enrollment', 'Exit', 'CurrentLivingSituation', 'Services'])
		remove(tables, file, (each) => each.PersonalID === CLIENT);
};

/**
 * Three batches that hold 003: one undone, a full one and a delta, in which two services name one of their
 * stays and nothing else does.
 */
let full: Home;
let scene: string;
let second: string;

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
function idsOf(home: Home, client = CLIENT, stays = STAYS, source = SOURCE): string[] {
	const secret = key(home, 'pseudonym');
	return [
		pseudonym(secret, source, 'client', client),
		...stays.map((each) => pseudonym(secret, source, 'enrollment', each))
	];
}

/**
 * Every place that still holds one of the ids: Parquet files of any batch, tables of any store, the vault.
 */
async function traces(home: Home, ids: string[]): Promise<string[]> {
	const found: string[] = [];
	const list = `(${ids.map((id) => `'${id}'`).join(', ')})`;
	const holds = (columns: unknown[]) =>
		columns.map((column) => `"${String(column)}"::varchar in ${list}`).join(' or ');
	for (const batch of readdirSync(home.batches))
		for (const file of readdirSync(join(home.batches, batch)).filter((each) => each.endsWith('.parquet'))) {
			const from = `read_parquet('${join(home.batches, batch, file)}')`;
			const columns = (await parquet(`describe from ${from}`)).map((row) => row.column_name);
			const rows = await parquet(`select 1 as one from ${from} where ${holds(columns)}`);
			if (rows.length > 0) found.push(`${batch}/${file}`);
		}
	for (const file of readdirSync(home.stores).filter((each) => each.endsWith('.duckdb'))) {
		const db: Database = await openStoreFile(join(home.stores, file));
		const tables = await db.rows(
			`select schema_name || '"."' || table_name as name, list(column_name)::json::varchar as columns from duckdb_columns()
			where not internal and (schema_name, table_name) in (select (schema_name, table_name) from duckdb_tables()) group by all`
		);
		expect(tables.length).toBeGreaterThan(30);
		for (const table of tables) {
			const columns = JSON.parse(String(table.columns)) as string[];
			const { n } = await db.row(`select count(*) as n from "${String(table.name)}" where ${holds(columns)}`);
			if (n !== 0) found.push(`${file}: ${String(table.name)}`);
		}
		db.close();
	}
	const vault = openVault(home);
	for (const id of ids) if (vault.find(id) !== null) found.push('vault');
	vault.close();
	if (existsSync(join(home.path, 'purging.json'))) found.push('purging.json');
	return found;
}

const enrollmentsIn = (home: Home) =>
	Promise.all(
		readBatches(home).batches.map(async (batch) => {
			const file = batch.tables.find((each) => each.file === 'Enrollment')?.parquet ?? '';
			const [row] = await parquet(
				`select count(*) as n from read_parquet('${join(home.batches, batch.id, file)}')`
			);
			return row?.n;
		})
	);

describe('a client', () => {
	it('is found in every batch, in the store and in the vault before', async () => {
		const found = await traces(full, idsOf(full));
		expect(found.filter((each) => each.includes('Enrollment.parquet'))).toHaveLength(3);
		expect(found.filter((each) => each.endsWith('main"."enrollment'))).not.toHaveLength(0);
		expect(found.filter((each) => each === 'vault')).toHaveLength(3);
	});

	it('purged by the source’s own id leaves no trace, in undone batches neither, and nobody else changes', async () => {
		const home = newHome({ from: full });
		const outcome = await run(home, purgeJob({ client: CLIENT }));
		expect(outcome.purgedRows).toBeGreaterThan(10);
		expect(await traces(home, idsOf(home))).toEqual([]);
		expect(await enrollmentsIn(home)).toEqual([10, 10, 10]);
		expect(await problems(home)).toEqual([]);
		expect(readdirSync(home.stores).sort()).toEqual([
			`${String(published(home))}.duckdb`,
			`${String(published(home))}.duckdb.json`
		]);
		const without = newHome({ keysOf: full });
		await take(without, [
			exportOf(never),
			exportOf((tables) => {
				never(tables);
				later(tables);
			})
		]);
		expect((await figures(home)).text).toBe((await figures(without)).text);
		// The others can still be found again, and their batch can still be undone.
		const vault = openVault(home);
		expect(vault.find(idsOf(home, '001', [])[0] ?? '')).toBe('001');
		vault.close();
		await undo(home, readBatches(home).batches[2]?.id ?? '');
		expect(await query(home, 'select count(*) as n from enrollment')).toEqual([{ n: 10 }]);
	});

	it('purged by pseudonym leaves no trace', async () => {
		const home = newHome({ from: full });
		const [id = ''] = idsOf(home);
		await run(home, purgeJob({ client: id.toUpperCase() }));
		expect(await traces(home, idsOf(home))).toEqual([]);
		expect(await problems(home)).toEqual([]);
	});

	it('is not meant by the pseudonym of a stay, nor by an id that nobody has', async () => {
		const home = newHome({ from: full });
		const [, stay = ''] = idsOf(home);
		for (const client of [stay, '999', ''])
			await expect(run(home, purgeJob({ client })), client).rejects.toThrow(
				'No batch holds a client with this id'
			);
		await expect(run(home, purgeJob({ client: CLIENT, source: 'elsewhere' }))).rejects.toThrow(
			'in the source elsewhere'
		);
		expect(await enrollmentsIn(home)).toEqual([12, 12, 11]);
	});

	it('of two sources is asked about, and then only the one that is meant goes', async () => {
		const home = newHome({ from: full });
		await take(home, scene, { source: 'Other County' });
		const ask = run(home, purgeJob({ client: CLIENT }));
		await expect(ask).rejects.toThrow('2 source systems have a client with this id');
		await expect(ask).rejects.toThrow('other-county');
		expect(await enrollmentsIn(home)).toEqual([12, 12, 11, 12]);
		await run(home, purgeJob({ client: CLIENT, source: 'other-county' }));
		expect(await enrollmentsIn(home)).toEqual([12, 12, 11, 10]);
		expect(await traces(home, idsOf(home, CLIENT, STAYS, 'other-county'))).toEqual([]);
		expect(await traces(home, idsOf(home))).not.toEqual([]);
	});
});

describe('a batch', () => {
	it('purged is gone for good, with the ids that no other batch holds, and its number is never given again', async () => {
		const home = newHome({ from: full });
		const { batch } = await take(home, scene, { source: 'Other County' });
		const id = batch ?? '';
		const before = await figures(full);
		await run(home, purgeJob({ batches: [id] }));
		expect(readdirSync(join(home.batches, id))).toEqual(['purged.json']);
		expect(readBatches(home).batches.map((each) => each.id)).not.toContain(id);
		expect(await traces(home, idsOf(home, CLIENT, STAYS, 'other-county'))).toEqual([]);
		expect((await figures(home)).text).toBe(before.text);
		expect(published(home)).toBe(before.store);
		expect(await problems(home)).toEqual([]);
		const again = await take(home, scene, { source: 'Other County' });
		expect(again.batch).toMatch(/^b0005-/);
	});

	it('that there is not is refused, and the others stay', async () => {
		const home = newHome({ from: full });
		await expect(run(home, purgeJob({ batches: ['b0099-nothing'] }))).rejects.toThrow(
			'There is no batch b0099-nothing. The batches are: b0001-'
		);
		expect(await enrollmentsIn(home)).toEqual([12, 12, 11]);
	});

	it('whose manifest is damaged can be purged, and the good ones serve on', async () => {
		const home = newHome({ from: full });
		const id = readBatches(home).batches[2]?.id ?? '';
		writeFileSync(join(home.batches, id, 'manifest.json'), '{"manifest":1');
		expect((await problems(home)).join()).toContain(`Batch ${id}: its manifest is damaged.`);
		await run(home, purgeJob({ batches: [id] }));
		expect(await problems(home)).toEqual([]);
		expect((await figures(home)).text).toBe((await figures(full)).text);
	});

	it('that is damaged stands in the way of purging a client, until it is purged or restored', async () => {
		const home = newHome({ from: full });
		const id = readBatches(home).batches[0]?.id ?? ''; // the undone one: its rows count too
		const file = join(home.batches, id, 'Exit.parquet');
		writeFileSync(file, readFileSync(file).subarray(0, 200));
		await expect(run(home, purgeJob({ client: CLIENT }))).rejects.toThrow(
			`Batch ${id}: Exit.parquet is damaged`
		);
		expect(existsSync(join(home.path, 'purging.json'))).toBe(false);
		expect((await enrollmentsIn(home)).slice(1)).toEqual([12, 11]);
		await run(home, purgeJob({ batches: [id], client: CLIENT }));
		expect(await traces(home, idsOf(home))).toEqual([]);
		expect(await problems(home)).toEqual([]);
	});
});

describe('a purge that is cut off', () => {
	const SAYS = [/Removing rows/, /Merging/, /Making/, /Computing/];

	it.each(SAYS)('when it says %s is finished by the next work', async (pattern) => {
		const home = newHome({ from: full });
		const old = published(home);
		const { child, ended, says } = start(home, ['purge', '--client', CLIENT, '--yes'], { detached: true });
		await says(pattern);
		process.kill(-(child.pid ?? 0), 'SIGKILL');
		expect((await ended).signal).toBe('SIGKILL');
		expect(published(home)).toBe(old);
		expect(await problems(home)).toEqual([]);
		await rebuild(home);
		expect(await traces(home, idsOf(home))).toEqual([]);
		expect(await enrollmentsIn(home)).toEqual([10, 10, 10]);
		expect(await problems(home)).toEqual([]);
		expect(leftovers(home)).toEqual([]);
	});

	it('between two batches knows of the stays that the first one no longer tells', async () => {
		const done = newHome({ from: full });
		await run(done, purgeJob({ client: CLIENT }));
		const home = newHome({ from: full });
		const { child, ended, says } = start(home, ['purge', '--client', CLIENT, '--yes'], { detached: true });
		await says(/Removing rows/);
		process.kill(-(child.pid ?? 0), 'SIGKILL');
		await ended;
		// As if it had come just as far as the last batch, which has services of E12 that do not say whose
		// they are.
		for (const [index, { id }] of readBatches(full).batches.entries()) {
			rmSync(join(home.batches, id), { recursive: true });
			cpSync(join((index < 2 ? done : full).batches, id), join(home.batches, id), { recursive: true });
		}
		expect(existsSync(join(home.path, 'purging.json'))).toBe(true);
		expect(
			(await traces(home, idsOf(home))).filter((each) => each.includes('Services.parquet'))
		).toHaveLength(1);
		await rebuild(home);
		expect(await traces(home, idsOf(home))).toEqual([]);
		expect(await problems(home)).toEqual([]);
	});

	it('after the rows were written anew, but not yet taken over, leaves no second file behind', async () => {
		const home = newHome({ from: full });
		const done = newHome({ from: full });
		await run(done, purgeJob({ client: CLIENT }));
		const id = readBatches(home).batches[1]?.id ?? '';
		const rewritten =
			readdirSync(join(done.batches, id)).find((each) => /^Enrollment\.\d+\./.test(each)) ?? '';
		cpSync(join(done.batches, id, rewritten), join(home.batches, id, rewritten));
		writeFileSync(
			join(home.path, 'purging.json'),
			JSON.stringify({ batches: [], clients: idsOf(home).slice(0, 1), enrollments: [] })
		);
		await rebuild(home);
		expect(readdirSync(join(home.batches, id)).filter((each) => each.startsWith('Enrollment.'))).toHaveLength(
			1
		);
		expect(await traces(home, idsOf(home))).toEqual([]);
	});

	it('of a batch whose files are half deleted is finished', async () => {
		const home = newHome({ from: full });
		const id = readBatches(home).batches[2]?.id ?? '';
		writeFileSync(join(home.path, 'purging.json'), JSON.stringify({ batches: [id], clients: [] }));
		writeFileSync(join(home.batches, id, 'purged.json'), '{}');
		renameSync(join(home.batches, id, 'manifest.json'), join(home.batches, id, 'manifest.json.draft'));
		expect(await problems(home)).toEqual([]);
		await rebuild(home);
		expect(readdirSync(join(home.batches, id))).toEqual(['purged.json']);
		expect((await figures(home)).text).toBe((await figures(full)).text);
	});
});

describe('the command', () => {
	it('does nothing without --yes, or without a word of what', async () => {
		const home = newHome({ from: full });
		const unsure = await cli(home, 'purge', '--client', CLIENT);
		expect(unsure.code).toBe(2);
		expect(unsure.stderr).toContain('--yes');
		const vague = await cli(home, 'purge', '--yes');
		expect(vague.code).toBe(2);
		expect(vague.stderr).toContain('Say what to purge: --batch ID or --client ID.');
		expect(await enrollmentsIn(home)).toEqual([12, 12, 11]);
		expect(published(home)).toBe(published(full));
	});

	it('says how many rows went, and that the source system may bring them back', async () => {
		const home = newHome({ from: full });
		const { code, stdout, stderr } = await cli(home, 'purge', '--client', CLIENT, '--yes');
		expect(code).toBe(0);
		expect(stdout).toMatch(/^\d+ rows were deleted for good\.$/m);
		expect(stderr).toContain('its next export brings the rows back: delete them there too.');
		expect(await traces(home, idsOf(home))).toEqual([]);
		await take(home, second);
		expect(await enrollmentsIn(home)).toEqual([10, 10, 10]); // the same file: recognised
	});
});
