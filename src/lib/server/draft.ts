import { Fault } from '#pipelines/errors.ts';
import { MAY_STAY, mayGoTo } from '#pipelines/identifiers.ts';
import { readLook } from '#pipelines/kept.ts';
import type { Look } from '#pipelines/look.ts';
import { checkColumns, MAPPED } from '#pipelines/profile-check.ts';
import { whatIsMissing, type Missing } from '#pipelines/profile-words.ts';
import {
	draftSchema,
	folded,
	profileSchema,
	same,
	type Profile,
	type ProfileTable
} from '#pipelines/profile.ts';
import { matchProfile, readProfiles } from '#pipelines/profiles.ts';
import { columnsOf } from '#pipelines/sources/format.ts';
import { readSynonyms } from '#pipelines/sources/canonical-csv/synonyms.ts';
import { headersRead, lookAtFiles, suggestProfile, type Suggestion } from '#pipelines/suggest.ts';
import { datesOf, type Looked, type SourceFile } from '#pipelines/suggest/column.ts';
import { suggestTable, type Known } from '#pipelines/suggest/table.ts';
import type { Context } from '#pipelines/suggest/taken.ts';
import { servedHome } from './reading.ts';
import { nearestOf, profileOf } from './upload-identify.ts';
import { readUpload, type Waiting } from './uploads.ts';

/** A mapping that is being made: it has every file of the upload, in its order, also one that nothing is read of yet. */
export type Draft = Profile;

/** What a draft is made of: the upload's columns as they look, what is suggested, and where each header may go. */
export type Workbench = {
	upload: Waiting;
	look: Look;
	files: SourceFile[];
	suggestion: Suggestion;
	known: Known[];
	context: Context;
};

/**
 * What a person needs who maps an upload that waits.
 * @throws Misused where there is none; Fault where its columns were not looked at
 */
export function openWorkbench(id: string): Workbench {
	const home = servedHome();
	const upload = readUpload(id);
	const look = readLook(home, id);
	if (!look)
		throw new Fault(`The columns of the upload ${id} were not looked at. Drop it and bring it in again.`);
	const files = look.map(({ name, headers, samples, distinct }) => ({ name, headers, samples, distinct }));
	const given = {
		files,
		columns: columnsOf(MAPPED),
		synonyms: readSynonyms(),
		identifiers: look.flatMap(({ name, identifiers }) =>
			identifiers.map((each) => ({ file: name, ...each }))
		),
		earlier: readProfiles(home).profiles,
		latest: upload.received_at.slice(0, 10),
		...(upload.said.source === null ? {} : { source: upload.said.source })
	};
	const seen = lookAtFiles(given);
	return {
		upload,
		look,
		files,
		suggestion: suggestProfile(given, seen),
		known: seen.looked,
		context: seen.context
	};
}

/** The draft as it was left, or else of the mapping by which the upload is read, or else as it is suggested. */
export function draftOf(bench: Workbench): Draft {
	const left = draftSchema.safeParse(bench.upload.said.draft);
	const profile = profileOf(bench.upload);
	if (left.success && left.data.files.length === bench.look.length) return settled(left.data, bench);
	return profile ? startedFrom(profile, bench) : suggestedDraft(bench);
}

/**
 * A draft as it is suggested; what its source is called only a person knows, who said it of this upload or in the mapping that
 * it was probably meant for.
 */
export function suggestedDraft(bench: Workbench): Draft {
	const draft = startedFrom(bench.suggestion.profile, bench);
	const near = nearestOf(servedHome(), bench.upload);
	const source = bench.upload.said.source ?? near?.source ?? '';
	if (near?.source === source) {
		const { name, title, exports, known_until } = near;
		return { ...draft, source, name, title, exports, known_until };
	}
	return { ...draft, source, title: source, name: source === '' ? '' : draft.name };
}

/** A draft that begins as a profile is. */
function startedFrom(profile: Profile, bench: Workbench): Draft {
	const match = matchProfile(
		profile,
		bench.look.map(({ headers }) => headers)
	);
	const used = new Set(profile.files.map(({ key }) => key));
	const files = bench.look.map(({ name }, at) => {
		const keyed = bench.suggestion.files.find((each) => each.name === name)?.key;
		const of = match
			? profile.files[match.files.indexOf(at)]
			: profile.files.find(({ key }) => key === keyed);
		if (of) return of;
		const free = [keyed, ...bench.look.map((_, n) => `file ${String(n + 1)}`)].find(
			(key) => key && !used.has(key)
		);
		used.add(free ?? '');
		return { key: free ?? '', headers: [], others: [], drop: [], harmless: [] };
	});
	return settled({ ...profile, files }, bench);
}

/** The draft with the headers of its files as its tables read them. */
export function settled(draft: Draft, { look, upload }: Workbench): Draft {
	const files = draft.files.map(({ key, drop, harmless }, at) => {
		const { headers = [], identifiers = [] } = look[at] ?? {};
		const read = new Set(draft.tables.flatMap((table) => headersRead(table, key)).map(folded));
		const taken =
			upload.tables[at]?.dropped.map(({ header }) => header).filter((header) => header !== '') ?? [];
		// What was found and is there all the same was said to be harmless when it came in.
		const said = identifiers.filter(({ kind }) => !(kind in MAY_STAY)).map(({ header }) => header);
		return {
			key,
			headers: headers.filter((header) => read.has(folded(header))),
			others: headers.filter((header) => !read.has(folded(header))),
			drop: unique([...drop.filter((header) => !read.has(folded(header))), ...taken]),
			harmless: unique([...harmless, ...said.filter((header) => read.has(folded(header)))])
		};
	});
	return { ...draft, files };
}

function unique(headers: string[]): string[] {
	return headers.filter((header, at) => headers.findIndex((each) => same(each, header)) === at);
}

/** The profile that a draft is, or every reason why it is none yet. */
export function finished(draft: Draft, bench: Workbench): { profile: Profile | null; reasons: string[] } {
	const candidate = { ...draft, files: draft.files.filter(({ headers }) => headers.length > 0) };
	const parsed = profileSchema.safeParse(candidate);
	const about = draft.tables.length === 0 ? [] : checkColumns(draft);
	const unnamed = draft.source === '' ? ['Write what the source system is called.'] : [];
	const empty =
		draft.tables.length === 0
			? ['No file makes anything yet. Add what its lines are: stays, people, contacts …']
			: [];
	const said = [
		...(unnamed.length === 0 ? [] : ['source', 'title', 'name']),
		...(empty.length === 0 ? [] : ['files', 'tables'])
	];
	const wrong = (parsed.error?.issues ?? []).filter(({ path: [key] }) => !said.includes(String(key)));
	const reasons = [
		...unnamed,
		...empty,
		...missingOf(draft).flatMap(({ column, sentence }) => (column === null ? [] : [sentence])),
		...openDates(draft, bench),
		...identifiersRead(draft, bench),
		...about,
		...wrong.map(({ path, message }) => `${path.map(String).join('.')}: ${message}.`)
	];
	return { profile: parsed.success && reasons.length === 0 ? parsed.data : null, reasons };
}

/** What a draft lacks; a missing table only keeps it from standing alone. */
export function missingOf(draft: Draft): Missing[] {
	return whatIsMissing(draft, columnsOf(MAPPED));
}

/** The looked-at column that a table takes a value from, or null. */
export function lookedOf(draft: Draft, bench: Workbench, key: string, header: string): Looked | null {
	const name = bench.look[draft.files.findIndex((file) => file.key === key)]?.name;
	const known = bench.known.find(({ file }) => file.name === name);
	return known?.looked.find((each) => same(each.header, header)) ?? null;
}

/** A table of a draft with what its file suggests for it, and the ids that other tables of the file were given. */
export function suggestedTable(draft: Draft, bench: Workbench, table: string, at: number): ProfileTable {
	const key = draft.files[at]?.key ?? '';
	const known = bench.known.find(({ file }) => file.name === bench.look[at]?.name);
	const empty = {
		table,
		from: key,
		join: [],
		where: [],
		merge: ['client', 'program', 'worker'].includes(table),
		columns: {}
	};
	if (!known) return empty;
	const told = { columns: [], dates: [], codes: [] };
	const part = suggestTable({ ...known, key }, table, { merge: empty.merge, told, context: bench.context });
	return { ...part, columns: { ...givenIds(draft, bench, table, key), ...part.columns } };
}

/** The ids of a table that other tables of its file take already. A program that is told by its id is called so. */
function givenIds(draft: Draft, bench: Workbench, table: string, key: string): ProfileTable['columns'] {
	const beside = draft.tables.filter(({ from }) => from === key);
	const ids = bench.context.columns
		.filter(({ file, type }) => file === table && type === 'id')
		.flatMap(({ column }) => {
			const taken = beside.map(({ columns }) => columns[column]).find((each) => each !== undefined);
			return taken ? [[column, taken] as const] : [];
		});
	const columns = Object.fromEntries(ids);
	const id = columns.program_id;
	return table === 'program' && id && 'column' in id ? { ...columns, name: { column: id.column } } : columns;
}

/** Columns of dates that can be read in two ways and whose order nobody said. */
function openDates(draft: Draft, bench: Workbench): string[] {
	return draft.tables.flatMap(({ table, from, columns }) =>
		Object.entries(columns).flatMap(([column, taken]) => {
			if (!('column' in taken) || taken.dates) return [];
			const target = bench.context.columns.find((each) => each.file === table && each.column === column);
			if (target?.type !== 'date' && target?.type !== 'datetime') return [];
			const looked = lookedOf(draft, bench, taken.file ?? from, taken.column);
			const reading = looked && datesOf(looked.look, target, bench.context.latest);
			return reading?.kind === 'ambiguous'
				? [`${table}.${column}: the dates of “${taken.column}” can be read in more than one way. Say which.`]
				: [];
		})
	);
}

/** Columns with what names a person that go where it would stay readable. */
function identifiersRead(draft: Draft, bench: Workbench): string[] {
	return draft.tables.flatMap(({ table, from, columns }) =>
		Object.entries(columns).flatMap(([column, taken]) => {
			const key = 'column' in taken ? (taken.file ?? from) : from;
			const headers = 'column' in taken ? [taken.column] : 'columns' in taken ? taken.columns : [];
			return headers.flatMap((header) => {
				const kind = lookedOf(draft, bench, key, header)?.identifier as
					keyof typeof MAY_STAY | null | undefined;
				const allowed = kind ? MAY_STAY[kind] : undefined;
				return kind && allowed && !mayGoTo(kind, table, column)
					? [
							`${table}.${column}: “${header}” holds what can name a person (${String(kind)}). It can only go to ${allowed.join(', ')}.`
						]
					: [];
			});
		})
	);
}
