import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { hasCases, readBatches, soundBatches, tableFiles, type Manifest } from './batch.ts';
import { readChecks, runChecks } from './checks/definition.ts';
import { makeRecords } from './checks/records.ts';
import { literal, name, openDatabase, type Database } from './duckdb.ts';
import { codeHash, hashFolder } from './code.ts';
import { joinClients } from './crosswalk.ts';
import { writeDue } from './due/definition.ts';
import { needRoom } from './disk.ts';
import { bytesOf, checksum, digest, sync } from './files.ts';
import { writeCalendar } from './holidays.ts';
import { readSettings, settingsOfFigures, settingsSchema, type Home } from './home.ts';
import { emptyFormat, loadCodes, mergeFormat, parquetOf, schemaOf } from './merge.ts';
import { writeMetrics } from './metrics/compute.ts';
import { COMMON, readCanonical, readModel, readRules, ruleSql, type Rule } from './model/definition.ts';
import { selectProblems } from './problems.ts';
import type { Progress } from './progress.ts';
import { pruneStores } from './prune.ts';
import { publish, storeFile } from './publish.ts';
import { noteStandards, writeStandards } from './settle.ts';
import { fillStages, makeStages } from './stages/compute.ts';
import { MODEL_CODES, readFormats, type SourceFormat } from './sources/format.ts';
import { readStandards, settingParts } from './standards.ts';
import { orderTies } from './ties.ts';

/** What a build gave. `notes` are sentences about what was left out and why. */
export type Built = {
	store: string;
	batches: string[];
	rebuilt: boolean;
	notes: string[];
	/** What the checks found, by check. */
	found: Found[];
};

/** A check with the number of rows that it found. */
export type Found = { check: string; title: string; severity: string; remedy: string; count: number };

/**
 * Says of a store, beside it, what it is; the checksum tells whether it is still whole. `notes` are about
 * metrics and checks that were left out; which batches are damaged can change while the store stays the
 * same.
 */
export type StoreNote = {
	id: string;
	sha256: string;
	bytes: number;
	batches: string[];
	notes: string[];
	found: Found[];
};

/**
 * Builds the store of all live batches and publishes it. A store is a function of its inputs: where the one
 * with the same id is there and whole, it is only published. Call it under the home's lock. The published
 * store serves on until the last instant.
 */
export async function build(home: Home, progress: Progress): Promise<Built> {
	const { batches, problems } = await soundBatches(home);
	const id = storeId(home, batches);
	const known = await intactStore(home, id);
	if (known) {
		publish(home, id);
		const { batches: held, notes: left, found } = known;
		return { store: id, batches: held, rebuilt: false, notes: [...problems, ...left], found };
	}
	needRoom(home.stores, bytesOf(tableFiles(home, batches)), 'the store');
	const draft = join(home.stores, `.draft-${id}.duckdb`);
	const scratch = join(home.stores, '.draft-scratch');
	for (const path of [draft, `${draft}.wal`, scratch]) rmSync(path, { recursive: true, force: true });
	const db = await openDatabase(draft, scratch, bytesOf(batches.flatMap(({ files }) => files)));
	let notes: string[];
	let found: Found[];
	try {
		notes = await fillStore(db, home, id, batches, progress);
		found = await readFound(db);
		await db.run('checkpoint');
	} finally {
		db.close();
		rmSync(scratch, { recursive: true, force: true });
	}
	sync(draft);
	const note: StoreNote = {
		id,
		sha256: await checksum(draft),
		bytes: statSync(draft).size,
		batches: batches.map((batch) => batch.id),
		notes,
		found
	};
	publish(home, id, draft, note);
	pruneStores(home);
	return { store: id, batches: note.batches, rebuilt: true, notes: [...problems, ...notes], found };
}

async function readFound(db: Database): Promise<Found[]> {
	const rows = await db.rows(
		'select check_id, title, severity, remedy, count(*) as n from problem group by all order by severity, n desc, check_id'
	);
	return rows.map((row) => ({
		check: String(row.check_id),
		title: String(row.title),
		severity: String(row.severity),
		remedy: String(row.remedy),
		count: Number(row.n)
	}));
}

/** The id of the store that the home's inputs give now: a hash of all that goes in. */
export function storeId(home: Home, batches: Manifest[]): string {
	const parts: string[] = [`code:${codeHash()}`];
	// When a batch was accepted makes no figure.
	for (const {
		state: _,
		accepted_at: __,
		kept: ___,
		replaces: ____,
		replaced_by: _____,
		...batch
	} of batches)
		parts.push(`batch:${digest(JSON.stringify(batch))}`);
	parts.push(`settings:${JSON.stringify(settingsOfFigures(readSettings(home)))}`);
	parts.push(...settingParts(home));
	for (const folder of [home.metrics, home.checks]) parts.push(...hashFolder(folder));
	return digest(parts.join('\n')).slice(0, 16);
}

/** The note of a store that is there and whole, or null. */
export async function intactStore(home: Home, id: string): Promise<StoreNote | null> {
	const note = readNote(home, id);
	const actual = note && (await checksum(storeFile(home, id)).catch(() => null));
	return actual === note?.sha256 ? note : null;
}

/** The notes of the stores that are there: the published one and those before it that are kept. */
export function keptStores(home: Home): StoreNote[] {
	const ids = existsSync(home.stores)
		? readdirSync(home.stores).filter((file) => file.endsWith('.duckdb'))
		: [];
	return ids.map((file) => readNote(home, basename(file, '.duckdb'))).filter((note) => note !== null);
}

function readNote(home: Home, id: string): StoreNote | null {
	try {
		return JSON.parse(readFileSync(`${storeFile(home, id)}.json`, 'utf8')) as StoreNote;
	} catch {
		return null;
	}
}

/** Makes everything that a store holds, in order; gives the sentences about what was left out. */
export async function fillStore(
	db: Database,
	home: Home | null,
	id: string,
	batches: Manifest[],
	progress: Progress
): Promise<string[]> {
	await db.run("attach ':memory:' as given");
	await db.run("attach ':memory:' as incoming");
	await db.run("attach ':memory:' as code");
	await db.run("attach ':memory:' as model");
	await loadCodes(db, MODEL_CODES, 'model');
	const standards = readStandards(home);
	const model = readModel();
	for (const table of model) {
		const columns = Object.entries({ ...COMMON, ...table.head.given }).map(
			([column, type]) => `${name(column)} ${type}`
		);
		await db.run(`create table given.${name(table.id)} (${columns.join(', ')})`);
	}
	await db.run('create table collected (source varchar, table_name varchar, column_name varchar)');
	const formats = await readFormats();
	for (const format of formats)
		await fillFormat(
			db,
			home,
			format,
			batches.filter((batch) => batch.format === format.id),
			progress
		);
	await joinClients(db);
	if (home && batches.length > 0) await orderTies(db, home);
	await writeCalendar(db, standards.holidays);
	const rules = readRules();
	await db.run('create schema rule');
	await makeRules(db, rules, 'value');
	for (const table of model) {
		progress(`Making ${table.id}`);
		await db.run(`create table main.${name(table.id)} as ${table.sql}`);
	}
	await writeStandards(db, standards);
	await makeStages(db);
	await makeRules(db, rules, 'rows');
	progress('Following cases through their stages');
	await fillStages(db);
	await writeAbout(db, home, id, batches);
	progress('Finding what is due');
	await writeDue(db, home ? readSettings(home) : settingsSchema.parse({}));
	progress('Checking');
	// Checks and metrics may come from the home: from here on no SQL reaches a file or the network. The
	// store and its scratch stay in reach.
	await db.run('set enable_external_access = false');
	const { checks, broken: brokenChecks } = readChecks(home);
	const notes = [...brokenChecks, ...(await runChecks(db, checks, formats))];
	await makeRecords(db);
	notes.push(...(await writeMetrics(db, home, progress)), ...(await noteStandards(db, standards)));
	for (const attached of ['given', 'incoming', 'code', 'model']) await db.run(`detach ${attached}`);
	return notes;
}

async function makeRules(db: Database, rules: readonly Rule[], gives: Rule['head']['gives']): Promise<void> {
	for (const rule of rules.filter(({ head }) => head.gives === gives))
		for (const statement of ruleSql(rule)) await db.run(statement);
}

async function fillFormat(
	db: Database,
	home: Home | null,
	format: SourceFormat,
	batches: Manifest[],
	progress: Progress
): Promise<void> {
	// In a home a format without a batch gives nothing; without a home its SELECTs are bound all the same.
	if (home && batches.length === 0) return;
	progress(`Merging ${format.title}`);
	if (home) await mergeFormat(db, format, batches, { rowsOf: parquetOf(home, batches) });
	else await emptyFormat(db, format);
	const collected: string[][] = [];
	for (const select of readCanonical(format.id)) {
		progress(`Mapping ${select.id}`);
		await db.run(`insert into given.${name(select.id)} by name (${select.sql})`);
		for (const [column, sourceColumns] of Object.entries({ ...select.head.columns, ...select.head.kinds })) {
			// A source has a column where one of its batches had one of the columns that it is made from.
			const sources = new Set(
				batches
					.filter((batch) =>
						sourceColumns.some((each) =>
							batch.tables.some((table) =>
								table.columns.some((has) => `${table.file}.${has.name.replace(/_given$/, '')}` === each)
							)
						)
					)
					.map((batch) => batch.source)
			);
			for (const source of sources) collected.push([source, select.id, column]);
		}
	}
	await db.append('collected', collected);
	if (batches.length === 0) await db.run(`drop schema ${schemaOf(format)} cascade`);
}

async function writeAbout(db: Database, home: Home | null, id: string, batches: Manifest[]): Promise<void> {
	await db.run('create table store (id varchar, code varchar, fiscal_year_start integer)');
	await db.run('insert into store values ($id, $code, $month)', {
		id,
		code: codeHash(),
		month: home ? readSettings(home).fiscal_year_start : 1
	});
	await db.run(
		'create table source (source varchar, source_name varchar, format varchar, observed_from date, observed_until date, roster boolean)'
	);
	await db.append(
		'source',
		batches
			.filter(hasCases)
			.map((batch) => [
				batch.source,
				batch.source_name,
				batch.format,
				batch.period.from,
				batch.observed_until,
				batch.roster
			])
	);
	// A roster does not say how far the cases of its source are known, unless there is nothing else of it.
	await db.run(`create or replace table source as
		select source, arg_max(source_name, observed_until) as source_name, any_value(format) as format,
			min(observed_from) as observed_from, max(observed_until) as observed_until
		from (select * from source qualify not roster or bool_and(roster) over (partition by source)) group by source`);
	const problems = batches.map(
		(batch) =>
			`select ${literal(batch.id)} as batch_id, * from (${selectProblems(join(home?.batches ?? '', batch.id, batch.problems_parquet))})`
	);
	await db.run(
		`create table batch_problem as ${problems.join(' union all ') || 'select null::varchar as batch_id, null::varchar as file, null::bigint as line, null::varchar as column_name, null::varchar as kind, null::varchar as reason, null::varchar as mend, null::varchar as message where false'}`
	);
}

/**
 * Batches that are live but not in the published store, and the other way round, as one sentence; null
 * where they agree.
 */
export function staleness(home: Home, note: StoreNote): string | null {
	const live = readBatches(home)
		.batches.filter((batch) => batch.state === 'live')
		.map((batch) => batch.id);
	const missing = live.filter((id) => !note.batches.includes(id));
	const gone = note.batches.filter((id) => !live.includes(id));
	if (missing.length === 0 && gone.length === 0) return null;
	const parts = [
		missing.length > 0 ? `does not yet hold ${missing.join(', ')}` : '',
		gone.length > 0 ? `still holds ${gone.join(', ')}` : ''
	].filter((part) => part !== '');
	return `The published store ${parts.join(' and ')}. Run "throughline build" to bring it up to date.`;
}
