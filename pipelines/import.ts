import { join } from 'node:path';
import { mkdirSync, rmSync } from 'node:fs';
import { findSame, hasCases, readBatches, writeBatch, type BatchFacts, type Manifest } from './batch.ts';
import { defineDateMacros } from './dates.ts';
import { fillVault, pseudonymise } from './deidentify.ts';
import { openDatabase, type Database } from './duckdb.ts';
import { Misused, Refused } from './errors.ts';
import { bytesOf } from './files.ts';
import type { Home } from './home.ts';
import { NO_MAPPING, readMapping, type Mapping } from './mapping.ts';
import { prepareProblems } from './problems.ts';
import type { Progress } from './progress.ts';
import { readTables, reportOtherFiles, smallRecords, stem, type RawTable } from './read.ts';
import { LIMITS, receive, type Limits, type Upload } from './receive.ts';
import { nameSources } from './source-names.ts';
import { columnsOf, readFormats, type Identified, type SourceFormat } from './sources/format.ts';
import { typeTable, type TypedTable } from './type.ts';
import { prepareZips } from './zips.ts';

/** How an upload is to be taken. */
export type ImportOptions = {
	source?: string;
	format?: string;
	mapping?: string;
	dryRun?: boolean;
	limits?: Limits;
};

/** What became of one upload: `same` found it imported before, `checked` is a dry run. */
export type Imported = {
	path: string;
	outcome: 'accepted' | 'same' | 'checked';
	/** The batch, or null after a dry run. */
	batch: string | null;
	source: string;
	source_name: string;
	format: string;
	version: string;
	period: { from: string; to: string };
	observed_until: string;
	files: Manifest['files'];
	problems: { kind: string; count: number; examples: string[] }[];
};

/**
 * Receives, identifies, reads, de-identifies and types one upload and stores it as a batch. Call it under
 * the home's lock.
 * @throws Refused with every reason at once; nothing is stored then
 */
export async function importUpload(
	home: Home,
	path: string,
	options: ImportOptions,
	progress: Progress
): Promise<Imported> {
	const mapping = options.mapping === undefined ? NO_MAPPING : readMapping(options.mapping);
	const upload = await receive(home, path, progress, options.limits ?? LIMITS);
	const scratch = join(upload.folder, 'scratch');
	mkdirSync(scratch, { mode: 0o700 });
	let db: Database | null = null;
	try {
		db = await openDatabase(':memory:', scratch, bytesOf(upload.files));
		await defineDateMacros(db);
		await prepareProblems(db);
		await prepareZips(db, home);
		const { format, facts } = await identify(db, upload, options);
		checkMapping(mapping, format);
		checkSource(home, format, facts);
		const about = {
			path,
			source: facts.source,
			source_name: facts.source_name,
			format: format.id,
			version: facts.version,
			period: facts.period,
			observed_until: facts.observed_until
		};
		const same = await findSame(home, facts.source, upload.hash);
		if (same) return { ...about, outcome: 'same', batch: same.id, files: same.files, problems: [] };

		const raw = await readTables(db, upload, format, progress);
		await reportOtherFiles(db, upload, format);
		progress('Replacing ids by pseudonyms');
		await nameSources(db, home, raw);
		await pseudonymise(db, home, facts.source, raw);
		const typed: TypedTable[] = [];
		const reasons: string[] = [];
		await db.run('create schema typed');
		for (const [index, table] of raw.entries()) {
			progress(`Checking ${table.received.name}`, index, raw.length);
			try {
				typed.push(await typeTable(db, table, facts, mapping));
			} catch (error) {
				if (!(error instanceof Refused)) throw error;
				reasons.push(...error.reasons);
			}
		}
		if (reasons.length > 0) throw new Refused(reasons);
		await format.examine?.(db, home);
		const files = raw.map((table) => fileCounts(table, typed));
		const outcome = { ...about, files, problems: await summary(db) };
		if (options.dryRun) return { ...outcome, outcome: 'checked', batch: null };

		progress('Filling the vault');
		await fillVault(db, home);
		progress('Storing the batch');
		const { source, source_name, version, period, exported_at, observed_until, full, roster } = facts;
		const batchFacts: BatchFacts = {
			format: format.id,
			version,
			source,
			source_name,
			period,
			exported_at,
			observed_until,
			full,
			roster,
			upload: upload.name,
			hash: upload.hash,
			files,
			ignored: upload.ignored.map((each) => `*${/\.[a-z0-9]{1,5}$/i.exec(each)?.[0] ?? ''}`) // a file may be named after a person
		};
		const batch = await writeBatch(db, home, batchFacts, typed);
		return { ...outcome, outcome: 'accepted', batch: batch.id };
	} finally {
		db?.close();
		rmSync(scratch, { recursive: true, force: true });
		upload.dispose();
	}
}

/** @throws Refused where the mapping names what is no column of dates: a slip there would go unseen */
function checkMapping(mapping: Mapping, format: SourceFormat): void {
	const dates = columnsOf(format.id).filter((column) => column.type === 'date' || column.type === 'datetime');
	const known = new Set(dates.map((column) => `${column.file}.${column.column}`));
	const unknown = Object.keys(mapping.dates).filter((each) => !known.has(each));
	if (unknown.length > 0)
		throw new Refused(
			unknown.map(
				(each) =>
					`The mapping names ${JSON.stringify(each)}, which is no column of dates in the ${format.title}. Write it as File.Column, such as ${[...known][0] ?? ''}.`
			)
		);
}

/**
 * @throws Refused where a source would be told twice by two formats, or where a roster or a part is for a source
 * that is not there: a slip in its name would match no case
 */
function checkSource(home: Home, format: SourceFormat, facts: Identified): void {
	const batches = readBatches(home).batches.filter(
		(batch) => batch.state === 'live' && !batch.roster && hasCases(batch)
	);
	const own = batches.filter((batch) => batch.source === facts.source);
	if (facts.part && own.length === 0) {
		const known = [...new Set(batches.map((batch) => batch.source))].sort();
		const what = facts.roster ? 'A roster adds' : 'Changes in some files only add';
		throw new Refused(
			`${what} to a source that is there already, and there is none named ${JSON.stringify(facts.source)}. ${known.length === 0 ? 'Import its export first.' : `Name it with --source; there are: ${known.join(', ')}.`}`
		);
	}
	const other = own.find((batch) => batch.format !== format.id);
	if (!facts.roster && other)
		throw new Refused(
			`The source ${JSON.stringify(facts.source)} is already there in another format (batch ${other.id}, ${other.format}), and its cases would be counted twice. Give this one another name with --source, or undo the batches of the other format first. A roster may be added in any format.`
		);
}

async function identify(
	db: Database,
	upload: Upload,
	options: ImportOptions
): Promise<{ format: SourceFormat; facts: Identified }> {
	const formats = await readFormats();
	const wanted =
		options.format === undefined ? formats : formats.filter((format) => format.id === options.format);
	const titles = formats.map((format) => `${format.title} (--format ${format.id})`).join(', ');
	if (wanted.length === 0)
		throw new Misused(`There is no format ${String(options.format)}. Known: ${titles}.`);
	const found: { format: SourceFormat; facts: Identified }[] = [];
	for (const format of wanted) {
		const facts = await format.identify({
			names: upload.files.map(stem),
			records: (fileStem) => smallRecords(upload, fileStem),
			db,
			source: options.source ?? null
		});
		if (facts) found.push({ format, facts });
	}
	const [first, second] = found;
	if (!first)
		throw new Refused(
			`${upload.name} is not in a format that is known: ${titles}. It holds ${upload.files
				.map((file) => file.name)
				.slice(0, 10)
				.join(', ')}. ${formats.map((format) => format.hint).join(' ')}`
		);
	if (second)
		throw new Refused(
			`${upload.name} could be ${found.map(({ format }) => format.title).join(' or ')}. Say which it is: --format ${first.format.id}, for example.`
		);
	return first;
}

function fileCounts(table: RawTable, typed: TypedTable[]): Manifest['files'][number] {
	const counts = typed.find((each) => each.file === table.file);
	return {
		name: table.received.name,
		file: table.file,
		bytes: table.received.bytes,
		sha256: table.received.sha256,
		lines: table.lines.lines,
		accepted: counts?.accepted ?? 0,
		rejected: counts?.rejected ?? 0
	};
}

async function summary(db: Database): Promise<Imported['problems']> {
	const rows = await db.rows(
		'select kind, count(*) as n, list(message order by file, line)[:5]::json::varchar as examples from problem group by kind order by n desc, kind'
	);
	return rows.map((row) => ({
		kind: String(row.kind),
		count: Number(row.n),
		examples: JSON.parse(String(row.examples)) as string[]
	}));
}
