import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { clearIdentifiers, clearUnread } from './clear.ts';
import type { DateOrder } from './date-orders.ts';
import { defineDateMacros } from './dates.ts';
import { openDatabase, type Database } from './duckdb.ts';
import { Refused } from './errors.ts';
import { bytesOf } from './files.ts';
import type { Home } from './home.ts';
import { identifyFormat, identifyProfile, unknownFormat } from './identify.ts';
import { keepUpload, openKept, readKept, type Dropped, type Kept, type KeptTable } from './kept.ts';
import { lookAtTables } from './look.ts';
import { EVERY_COLUMN, NO_MAPPING, readMapping, type Mapping } from './mapping.ts';
import { prepareProblems } from './problems.ts';
import type { Profile } from './profile.ts';
import { readPresets } from './presets.ts';
import { readProfiles } from './profiles.ts';
import type { Progress } from './progress.ts';
import { countOtherFiles, readTables, reportOtherFiles, smallRecords, stem } from './read.ts';
import { LIMITS, receive, type Upload } from './receive.ts';
import { namedHeader, rawFromSource, readSource, isSmall, smallTable, type SourceTable } from './source.ts';
import { columnsOf, type Identified, type SourceFormat } from './sources/format.ts';
import { takeIn, takeMapped, type Imported, type ImportOptions } from './take-in.ts';
import { prepareZips } from './zips.ts';

/**
 * Receives, identifies, reads, de-identifies and types one upload and stores it as a batch: one of a format of ours,
 * or any other that a mapping fits, which is kept too. Call it under the home's lock.
 * @throws Refused with every reason at once; nothing is stored then
 */
export async function importUpload(
	home: Home,
	path: string,
	options: ImportOptions,
	progress: Progress
): Promise<Imported> {
	const given = options.mapping === undefined ? null : readMapping(home, options.mapping);
	const upload = await receive(home, path, progress, options.limits ?? LIMITS);
	try {
		return await inDatabase(home, upload.folder, bytesOf(upload.files), async (db) => {
			const about = { ...upload, path, kept: null };
			const found = given?.profile ? null : await identifyUpload(db, upload, options);
			if (found) {
				checkMapping(given?.mapping ?? NO_MAPPING, found.format);
				const raw = async () => {
					const tables = await readTables(db, upload, found.format, progress);
					await reportOtherFiles(db, upload.name, countOtherFiles(upload.files, found.format));
					return { raw: tables, dates: given?.mapping.dates ?? {} };
				};
				return takeIn(db, home, { about, ...found, raw }, options, progress);
			}
			// Who names a format, or says how its dates are written, does not mean an upload of another.
			if (options.format !== undefined)
				throw new Refused(
					`${upload.name} is not in the format ${options.format}. Leave out --format to have it told by its columns.`
				);
			if (given?.profile === null)
				throw new Refused(
					`${upload.name} is in no format of ours, and the mapping only says how dates of such a format are written. Give one that says what each column is.`
				);
			const source = await readSource(db, upload, progress);
			const profile = given?.profile ?? (await profileFor(home, upload.name, source));
			progress('Looking for direct identifiers');
			const cleared = await clearIdentifiers(db, source, profile);
			return takeMapped(db, home, { about, source: cleared, profile }, options, progress);
		});
	} finally {
		upload.dispose();
	}
}

/**
 * Takes in a kept upload, as `importUpload` does one from outside. `profile` maps it; without one it is of a format of
 * ours, or fits a mapping of the home.
 */
export async function importKept(
	home: Home,
	id: string,
	options: ImportOptions & { profile?: Profile | undefined },
	progress: Progress
): Promise<Imported> {
	const folder = join(home.uploads, `kept-${id}`);
	const bytes = bytesOf(readKept(home, id).tables.map(({ received }) => received));
	mkdirSync(folder, { mode: 0o700 });
	try {
		return await inDatabase(home, folder, bytes, async (db) => {
			progress('Opening what is kept');
			const kept = await openKept(db, home, id);
			const about = { ...kept, path: kept.name, kept: id };
			const found = options.profile ? null : await identifyKept(db, kept, options);
			if (found) {
				const raw = async () => {
					const tables = await rawFromSource(db, kept.name, kept.tables, found.format);
					await reportOtherFiles(db, kept.name, kept.others);
					return { raw: tables, dates: everyColumn(options.dates) };
				};
				return takeIn(db, home, { about, ...found, raw }, options, progress);
			}
			const profile = options.profile ?? (await profileFor(home, kept.name, kept.tables));
			const source = await clearIdentifiers(db, kept.tables, profile);
			return takeMapped(db, home, { about, source, profile }, options, progress);
		});
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/**
 * How an upload is to be kept: `taken` are the columns, by file, that whoever brings it took out before, and whose places
 * are empty in it.
 */
export type StageOptions = ImportOptions & { by: string; taken?: Record<string, Dropped[]> };

/**
 * Receives an upload and keeps it, without its direct identifiers, for a person to say what it is: of a format of ours
 * only what the format reads is kept. Call it under the home's lock.
 * @throws Refused with every reason at once; nothing is kept then
 */
export async function stageUpload(
	home: Home,
	path: string,
	options: StageOptions,
	progress: Progress
): Promise<Kept> {
	const upload = await receive(home, path, progress, options.limits ?? LIMITS);
	try {
		return await inDatabase(home, upload.folder, bytesOf(upload.files), async (db) => {
			const found = await identifyUpload(db, upload, options);
			const source = await readSource(db, upload, progress);
			progress('Looking for direct identifiers');
			const tables = found
				? await clearUnread(db, source, found.format)
				: await clearIdentifiers(db, source, null, options.harmless);
			progress('Looking at its columns');
			const look = found ? null : await lookAtTables(db, tables);
			progress('Keeping the upload');
			const { name, hash, ignored } = upload;
			const format = found?.format.id ?? null;
			const all = tables.map((table) => ({
				...table,
				dropped: [...(options.taken?.[table.received.name] ?? []), ...table.dropped]
			}));
			const others = found ? countOtherFiles(upload.files, found.format) : 0;
			return keepUpload(db, home, { by: options.by, name, hash, format, ignored, others, tables: all }, look);
		});
	} finally {
		upload.dispose();
	}
}

/** Opens a private database for one upload, with what reads values in it, and closes it again. */
async function inDatabase<T>(
	home: Home,
	folder: string,
	bytes: number,
	task: (db: Database) => Promise<T>
): Promise<T> {
	const scratch = join(folder, 'scratch');
	mkdirSync(scratch, { mode: 0o700 });
	let db: Database | null = null;
	try {
		db = await openDatabase(join(scratch, 'work.duckdb'), scratch, bytes);
		await defineDateMacros(db);
		await prepareProblems(db);
		await prepareZips(db, home);
		return await task(db);
	} finally {
		db?.close();
		rmSync(scratch, { recursive: true, force: true });
	}
}

async function profileFor(home: Home, label: string, source: readonly SourceTable[]): Promise<Profile> {
	const { profiles } = readProfiles(home);
	const headers = source.map(({ lines }) => lines.header);
	const profile = identifyProfile(label, profiles, headers) ?? identifyProfile(label, readPresets(), headers);
	if (profile) return profile;
	throw await unknownFormat(label, source.map(namedHeader), profiles);
}

function everyColumn(order: DateOrder | undefined): Mapping['dates'] {
	return order === undefined ? {} : { [EVERY_COLUMN]: order };
}

/** @throws Refused where the mapping names what is no column of dates: a slip there would go unseen */
function checkMapping(mapping: Mapping, format: SourceFormat): void {
	const dates = columnsOf(format.id).filter((column) => column.type === 'date' || column.type === 'datetime');
	const known = new Set([...dates.map((column) => `${column.file}.${column.column}`), EVERY_COLUMN]);
	const unknown = Object.keys(mapping.dates).filter((each) => !known.has(each));
	if (unknown.length > 0)
		throw new Refused(
			unknown.map(
				(each) =>
					`The mapping names ${JSON.stringify(each)}, which is no column of dates in the ${format.title}. Write it as File.Column, such as ${[...known][0] ?? ''}.`
			)
		);
}

async function identifyUpload(
	db: Database,
	upload: Upload,
	{ format, source }: ImportOptions
): Promise<{ format: SourceFormat; facts: Identified } | null> {
	const candidate = {
		label: upload.name,
		names: upload.files.map(stem),
		records: (fileStem: string) => smallRecords(upload, fileStem),
		source: source ?? null
	};
	return identifyFormat(db, candidate, format);
}

async function identifyKept(
	db: Database,
	{ name, tables }: { name: string; tables: readonly KeptTable[] },
	{ format, source }: ImportOptions
): Promise<{ format: SourceFormat; facts: Identified } | null> {
	const small = new Map<string, Record<string, string>[]>();
	// Formats look at what says of itself what an upload is: small files, read before they are asked.
	for (const table of tables)
		if (isSmall(table)) small.set(stem(table.received).toLowerCase(), await smallTable(db, table));
	const candidate = {
		label: name,
		names: tables.map(({ received }) => stem(received)),
		records: (fileStem: string) => small.get(fileStem.toLowerCase()) ?? [],
		source: source ?? null
	};
	return identifyFormat(db, candidate, format);
}
