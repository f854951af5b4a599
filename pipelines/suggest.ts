import { candidatesOf, lookAt, type SourceFile } from './suggest/column.ts';
import { alignPrograms, joinFiles } from './suggest/join.ts';
import { rowOf, type Row } from './suggest/row.ts';
import type { Known } from './suggest/table.ts';
import type { Context, SuggestedCodes, SuggestedColumn, SuggestedDates, Told } from './suggest/taken.ts';
import { tablesOf } from './suggest/tables.ts';
import { indexHeaders, isPlainId, type Synonyms } from './suggest/words.ts';
import { folded, type Profile, type ProfileFile, type ProfileTable } from './profile.ts';
import { mayGoTo, type Kind } from './identifiers.ts';
import type { Column } from './sources/format.ts';

export type { SourceFile, SuggestedCodes, SuggestedColumn, SuggestedDates };

/** A column in which a direct identifier was found, by the name of its file. */
export type FoundIdentifier = { file: string; header: string; kind: Kind };

/** What a suggestion is made from. Nothing is read besides. */
export type Given = {
	files: SourceFile[];
	/** The columns of canonical CSV. */
	columns: readonly Column[];
	synonyms: Synonyms;
	/** Columns in which direct identifiers were found: none of them is suggested. */
	identifiers?: readonly FoundIdentifier[];
	/** Profiles that were made before, the one that counts most first. */
	earlier?: readonly Profile[];
	/** ISO day on which the files were written: no date that figures need is read as a later one. */
	latest?: string | null;
	/** The source system's name, where a person said it. A file's name is not taken: it may be a person's. */
	source?: string;
};

/** A draft of a profile, and why it is as it is. Values are in `codes` alone, those of columns with a list of words. */
export type Suggestion = {
	/** Not valid yet where something is missing: see `whatIsMissing`. */
	profile: Profile;
	/** What a line of each file is. A file that no table is made from is in no profile. */
	files: ({ name: string; key: string | null } & Row)[];
	columns: SuggestedColumn[];
	dates: SuggestedDates[];
	codes: SuggestedCodes[];
	/** Headers that go nowhere, by file name. */
	unused: { file: string; header: string }[];
};

/**
 * Suggests how files of an unknown system become canonical tables: what a line of each file is, which tables it feeds,
 * which header goes to which column, how dates are read, which words are ours, ids where there are none, and joins.
 * A direct identifier is never suggested, but for a birth date, a ZIP, of which three digits are kept, and a number that becomes a pseudonym.
 */
export function suggestProfile(
	given: Given,
	{ looked, context }: ReturnType<typeof lookAtFiles> = lookAtFiles(given)
): Suggestion {
	const identifiers = given.identifiers ?? [];
	const told: Told = { columns: [], dates: [], codes: [] };
	const tables = tablesOf(looked, told, context);
	alignPrograms(tables, looked);
	joinFiles(tables, looked, told, context);
	const files = looked.flatMap((known) => profileFile(known, tables, identifiers) ?? []);
	const source = given.source ?? 'New source';
	return {
		profile: {
			profile: 1,
			name: slug(source),
			version: 1,
			title: source,
			source,
			exports: 'changes',
			known_until: 'last entry',
			files,
			tables
		},
		files: given.files.map((file) => {
			const known = looked.find((each) => each.file === file);
			return known
				? { name: file.name, key: known.key, ...known.row }
				: {
						name: file.name,
						key: null,
						shape: 'unknown',
						table: null,
						reason: 'it has the same headers as another file of the upload'
					};
		}),
		...told,
		unused: looked.flatMap(({ key, file, looked: columns }) =>
			columns
				.filter(({ header }) => !files.some((each) => each.key === key && each.headers.includes(header)))
				.map(({ header }) => ({ file: file.name, header }))
		)
	};
}

/** Looks at each file of what is given: its columns, where each may go, and what its lines are. */
export function lookAtFiles(given: Given): { looked: Known[]; context: Context } {
	const earlier = given.earlier ?? [];
	const context: Context = {
		columns: given.columns,
		synonyms: given.synonyms,
		earlier,
		latest: given.latest ?? null
	};
	const index = indexHeaders(given.synonyms);
	const identifiers = given.identifiers ?? [];
	const looked = keyed(
		firstOfEach(given.files).map((file): Omit<Known, 'key'> => {
			const columns = file.headers.map((header) => {
				const look = lookAt(file, header);
				const identifier = identifiers.find((each) => each.file === file.name && each.header === header);
				const all = candidatesOf(header, look, given.columns, index, given.synonyms, earlier);
				return {
					header,
					look,
					isId: !identifier && isPlainId(header, index),
					identifier: identifier?.kind ?? null,
					candidates: identifier
						? all.filter(({ table, column }) => mayGoTo(identifier.kind, table, column))
						: all
				};
			});
			const samples = { headers: file.headers, rows: file.samples };
			return {
				file,
				looked: columns,
				row: rowOf(file.name, columns, samples, given.columns, given.synonyms)
			};
		})
	);
	return { looked, context };
}

/** Of files with the same headers the first, since a profile tells files by their headers. */
function firstOfEach(files: readonly SourceFile[]): SourceFile[] {
	const headersOf = (file: SourceFile) => JSON.stringify([...new Set(file.headers.map(folded))].sort());
	return files.filter((file, at) => files.findIndex((each) => headersOf(each) === headersOf(file)) === at);
}

/** Calls each file by what its lines are. */
function keyed(files: readonly Omit<Known, 'key'>[]): Known[] {
	const called = files.map(({ row }) => row.table ?? 'file');
	return files.map((file, at) => {
		const name = called[at] ?? 'file';
		const nth = called.slice(0, at).filter((each) => each === name).length;
		return { ...file, key: nth === 0 ? name : `${name} ${String(nth + 1)}` };
	});
}

function profileFile(
	{ key, file, looked }: Known,
	tables: readonly ProfileTable[],
	identifiers: readonly FoundIdentifier[]
): ProfileFile | null {
	const read = new Set(tables.flatMap((table) => headersRead(table, key)));
	if (read.size === 0) return null;
	const drop = identifiers
		.filter((each) => each.file === file.name && !read.has(each.header))
		.map(({ header }) => header);
	return {
		key,
		headers: file.headers.filter((header) => read.has(header)),
		others: looked
			.map(({ header }) => header)
			.filter((header) => header !== '' && !read.has(header) && !drop.includes(header)),
		drop,
		harmless: []
	};
}

/** The headers of a file that a table of a profile reads. */
export function headersRead(table: ProfileTable, key: string): string[] {
	const here = table.from === key;
	return [
		...Object.values(table.columns).flatMap((taken) => {
			if ('column' in taken) return (taken.file ?? table.from) === key ? [taken.column] : [];
			return 'columns' in taken && here ? taken.columns : [];
		}),
		...(here ? table.where.map(({ column }) => column) : []),
		...table.join.flatMap(({ file, on }) =>
			on.flatMap(([left, right]) => [...(here ? [left] : []), ...(file === key ? [right] : [])])
		)
	];
}

/** A profile's name of a source's or of a title. */
export function slug(text: string): string {
	return (
		text
			.toLowerCase()
			.normalize('NFKD')
			.replace(/[^a-z0-9]+/g, '-')
			.replace(/^-+|-+$/g, '')
			.slice(0, 60)
			.replace(/-+$/, '') || 'source'
	);
}
