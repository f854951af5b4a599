import { hasCases, readBatches, findSame, writeBatch, type BatchFacts, type Manifest } from './batch.ts';
import { noteChanges } from './compare.ts';
import type { DateOrder } from './date-orders.ts';
import { findBlocking } from './checks/blocking.ts';
import { fillVault, pseudonymise } from './deidentify.ts';
import type { Database } from './duckdb.ts';
import { Fault, forEach, Refused } from './errors.ts';
import { digest } from './files.ts';
import { readSettings, type Home } from './home.ts';
import { keepUpload, type KeptTable } from './kept.ts';
import { claim, settleKnown } from './known.ts';
import { mapSource, type Mapped } from './map.ts';
import { MAPPED } from './profile-check.ts';
import type { Profile } from './profile.ts';
import { saveProfile } from './profiles.ts';
import type { Progress } from './progress.ts';
import type { RawTable } from './read.ts';
import type { Limits, Upload } from './receive.ts';
import type { SourceTable } from './source.ts';
import { nameSources } from './source-names.ts';
import { readFormats, type Identified, type SourceFormat } from './sources/format.ts';
import { typeTable, type TypedTable } from './type.ts';

/** How an upload is to be taken. */
export type ImportOptions = {
	source?: string;
	format?: string;
	mapping?: string;
	/** Of a kept upload in a format of ours: how dates are written that can be read in two ways. */
	dates?: DateOrder;
	dryRun?: boolean;
	limits?: Limits;
	/** Headers of columns that look like direct identifiers and hold none, by the word of who brings them. */
	harmless?: string[];
	/** Into a home that is only looked at: the vault stays as it is. */
	trial?: boolean;
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
	brought: Manifest['brought'];
	/** The mapping that made it canonical, or null. */
	mapping: { name: string; version: number } | null;
	problems: { kind: string; count: number; examples: string[] }[];
};

/** An upload as it is called and told from others. */
export type About = Pick<Upload, 'name' | 'hash' | 'ignored'> & { path: string; kept: string | null };

export type Readable = {
	about: About;
	format: SourceFormat;
	facts: Identified;
	/** Makes its raw tables. */
	raw: () => Promise<Mapped>;
	profile?: Profile;
	/** The files that a profile maps. */
	source?: readonly SourceTable[];
	/** Keeps the upload and the profile, and gives the id of the one and the name of the other. */
	keep?: () => Promise<Pick<Manifest, 'kept' | 'mapping'>>;
};

/** Takes in an upload of no format of ours, as a profile maps it. */
export async function takeMapped(
	db: Database,
	home: Home,
	{ about, source, profile }: { about: About; source: KeptTable[]; profile: Profile },
	options: ImportOptions,
	progress: Progress
): Promise<Imported> {
	const format = (await readFormats()).find(({ id }) => id === MAPPED);
	if (!format) throw new Fault(`There is no format ${MAPPED}.`);
	const moments = source.map(({ received }) => received.modified ?? '').sort();
	const moment = moments.at(-1) ?? '';
	const facts = claim(
		profile,
		options.source ?? null,
		localTime(moment === '' ? new Date() : new Date(moment), readSettings(home).time_zone)
	);
	// What a file is called says nothing here, and changes with each download.
	const contents = source.map(({ received }) => received.sha256).sort();
	const hash = digest(`${contents.join(' ')}\n${JSON.stringify({ ...profile, version: 0 })}`);
	const mapped = { ...about, hash };
	return takeIn(
		db,
		home,
		{
			about: mapped,
			format,
			facts,
			profile,
			source,
			raw: () => mapSource(db, source, profile),
			keep: async () => {
				const { name, version } = options.trial === true ? profile : saveProfile(home, profile);
				const upload = {
					by: 'import',
					name: about.name,
					hash: about.hash,
					format: null,
					ignored: about.ignored,
					others: 0,
					tables: source
				};
				return { mapping: { name, version }, kept: about.kept ?? (await keepUpload(db, home, upload)).id };
			}
		},
		options,
		progress
	);
}

/**
 * De-identifies and types an upload and stores it as a batch, unless it is a dry run or was stored before.
 * @throws Refused with every reason at once; nothing is stored then
 */
export async function takeIn(
	db: Database,
	home: Home,
	{ about: upload, format, facts: claimed, raw: makeRaw, profile, source: mapped, keep }: Readable,
	options: ImportOptions,
	progress: Progress
): Promise<Imported> {
	checkSource(home, format, claimed);
	const tell = (facts: Identified) => ({
		path: upload.path,
		source: facts.source,
		source_name: facts.source_name,
		format: format.id,
		version: facts.version,
		mapping: profile ? { name: profile.name, version: profile.version } : null,
		period: facts.period,
		observed_until: facts.observed_until
	});
	const same = await findSame(home, claimed.source, upload.hash);
	if (same)
		return {
			...tell({ ...claimed, ...same }),
			outcome: 'same',
			batch: same.id,
			files: same.files,
			brought: same.brought,
			problems: []
		};

	const { raw, dates } = await makeRaw();
	progress('Replacing ids by pseudonyms');
	await nameSources(db, home, raw);
	const pseudonyms = await pseudonymise(db, home, claimed.source, raw);
	await db.run('create schema typed');
	const typed = await forEach(raw, (table, index) => {
		progress(`Checking ${table.received.name}`, index, raw.length);
		return typeTable(db, table, claimed, { dates }, pseudonyms);
	});
	await format.examine?.(db, home);
	const facts = profile ? await settleKnown(db, claimed, profile.known_until, typed) : claimed;
	const blocking = await findBlocking(db, home, format, facts, typed);
	if (blocking.length > 0) throw new Refused(blocking);
	if (profile) await db.run('create or replace table problem as select distinct * from problem');
	const files = raw.map((table) => fileCounts(table, typed));
	const brought = mapped ? await countBrought(db, mapped) : null;
	const outcome = { ...tell(facts), files, brought, problems: await summary(db) };
	if (options.dryRun) return { ...outcome, outcome: 'checked', batch: null };

	if (options.trial !== true) {
		progress('Filling the vault');
		await fillVault(db, home);
	}
	progress('Storing the batch');
	const { source, source_name, version, period, exported_at, observed_until, full, roster } = facts;
	const { kept, mapping } = keep ? await keep() : { kept: null, mapping: null };
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
		mapping,
		kept,
		replaces: kept === null ? [] : madeOf(home, kept),
		files,
		brought,
		ignored: upload.ignored.map((each) => `*${/\.[a-z0-9]{1,5}$/i.exec(each)?.[0] ?? ''}`) // a file may be named after a person
	};
	const batch = await writeBatch(db, home, batchFacts, typed);
	if (options.trial !== true) {
		progress('Comparing with the batch before');
		await noteChanges(home, batch);
	}
	return { ...outcome, mapping, outcome: 'accepted', batch: batch.id };
}

/** The batches that were made of a kept upload before, live or not: what is made of it now stands in their place. */
function madeOf(home: Home, kept: string): string[] {
	return readBatches(home)
		.batches.filter((batch) => batch.kept === kept)
		.map(({ id }) => id);
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

/** The lines of files that were mapped: rejected are those of which any row was. */
async function countBrought(
	db: Database,
	source: readonly SourceTable[]
): Promise<NonNullable<Manifest['brought']>> {
	const rows = await db.rows(
		"select file, count(distinct line) as n from problem where kind = 'rejected' and line is not null group by file"
	);
	return source.map(({ received: { name }, lines: { lines } }) => {
		const rejected = Number(rows.find((row) => row.file === name)?.n ?? 0);
		return { name, lines, accepted: lines - rejected, rejected };
	});
}

async function summary(db: Database): Promise<Imported['problems']> {
	const rows = await db.rows(
		'select kind, count(*) as n, min_by(message, (file, line), 5)::json::varchar as examples from problem group by kind order by n desc, kind'
	);
	return rows.map((row) => ({
		kind: String(row.kind),
		count: Number(row.n),
		examples: JSON.parse(String(row.examples)) as string[]
	}));
}

/** A moment as `yyyy-mm-dd hh:mm:ss` of a time zone. */
function localTime(moment: Date, timeZone: string): string {
	return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(
		moment
	);
}
