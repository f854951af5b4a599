import { DATE_ORDERS, type DateOrder } from '#pipelines/date-orders.ts';
import { readDateText } from '#pipelines/date-texts.ts';
import { MAPPED } from '#pipelines/profile-check.ts';
import { folded, same, type ProfileTable, type TakenFrom } from '#pipelines/profile.ts';
import { sayProfile } from '#pipelines/profile-words.ts';
import { asKept, readProfile } from '#pipelines/profiles.ts';
import { columnsOfFile, filesOf, type Column } from '#pipelines/sources/format.ts';
import { datesOf } from '#pipelines/suggest/column.ts';
import { hasWords } from '#pipelines/suggest/words.ts';
import {
	draftOf,
	finished,
	lookedOf,
	missingOf,
	openWorkbench,
	type Draft,
	type Workbench
} from './draft.ts';
import { choiceOf, CONSTANT, OPEN, SEVERAL, toldOf, wordsOf } from './map-form.ts';
import { servedHome } from './reading.ts';
import { meaningOf } from './told-templates.ts';

/** How dates are read: `orders` to choose from, each with the example read so. */
export type MappedDates = {
	order: DateOrder | null;
	orders: { order: DateOrder; example: string; reading: string | null }[];
	reason: string;
};

/**
 * The source's words of a column with a list: `ours` is `OPEN` where nobody has said it yet, and `otherwise` is what a word is
 * where nothing is said of it.
 */
export type MappedWords = {
	words: { theirs: string; count: number; ours: string; otherwise: string }[];
	ours: readonly string[];
	open: { words: number; lines: number };
	/** Words of the agency's own that stay as they are. */
	asIs: { words: number; lines: number };
};

/** One column of ours: where it is taken from. */
export type MappedColumn = {
	column: string;
	meaning: string;
	needed: boolean;
	choice: string;
	constant: string;
	several: string[];
	numbered: boolean;
	/** Why it was suggested, or null where a person chose it. */
	reason: string | null;
	dates: MappedDates | null;
	words: MappedWords | null;
};

export type MappedTable = {
	at: number;
	table: string;
	from: { at: number; name: string };
	merge: boolean;
	where: { column: string; how: 'is' | 'filled' | 'empty'; is: string }[];
	join: ProfileTable['join'];
	columns: MappedColumn[];
	missing: string[];
};

export type MapPage = {
	id: string;
	title: string;
	source: string;
	exports: 'everything' | 'changes';
	known_until: 'last entry' | 'file date';
	files: {
		at: number;
		key: string;
		name: string;
		headers: string[];
		unread: string[];
		dropped: number;
		what: string;
	}[];
	tables: MappedTable[];
	/** Tables that may be added. */
	others: string[];
	said: string[];
	/** What no mapping can do without. */
	reasons: string[];
	/** Tables without which it cannot stand alone, each with the file that it is to be made of, by its place. */
	alone: { table: string; sentence: string; from: number }[];
	/** The mapping that is kept by this name, of which this one becomes the next version; null where there is none. */
	kept: { title: string; newest: number; version: number } | null;
};

/** The page on which an upload that waits is mapped. @throws as `openWorkbench` */
export function readMapPage(id: string): MapPage {
	const bench = openWorkbench(id);
	const draft = draftOf(bench);
	const missing = missingOf(draft);
	const used = { ...draft, files: draft.files.filter(({ headers }) => headers.length > 0) };
	const { version } = asKept(servedHome(), used);
	const newest = readProfile(servedHome(), draft.name);
	return {
		id,
		title: draft.title,
		source: draft.source,
		exports: draft.exports,
		known_until: draft.known_until,
		files: bench.look.map(({ name, headers }, at) => ({
			at,
			key: draft.files[at]?.key ?? '',
			name,
			headers,
			unread: draft.files[at]?.others ?? [],
			dropped: bench.upload.tables[at]?.dropped.length ?? 0,
			what: bench.suggestion.files.find((each) => each.name === name)?.reason ?? ''
		})),
		tables: draft.tables.map((part, at) => ({
			at,
			table: part.table,
			from: fileOf(draft, bench, part.from),
			merge: part.merge,
			where: part.where.map((each) =>
				'is' in each
					? { column: each.column, how: 'is' as const, is: each.is.join('; ') }
					: { column: each.column, how: each.filled ? ('filled' as const) : ('empty' as const), is: '' }
			),
			join: part.join,
			columns: columnsOfFile(MAPPED, part.table).map((column) => columnOf(part, column, draft, bench)),
			missing: missing.flatMap(({ table, column }) =>
				table === part.table && column !== null ? [column] : []
			)
		})),
		others: filesOf(MAPPED).filter((table) => table !== 'about'),
		said: sayProfile({ ...used, version }),
		reasons: finished(draft, bench).reasons,
		alone: missing.flatMap(({ table, column, sentence }) =>
			column === null ? [{ table, sentence, from: speaksOf(table, draft) }] : []
		),
		kept:
			newest && newest.version !== version ? { title: newest.title, newest: newest.version, version } : null
	};
}

/** The place of the file whose lines name the things of a table by their ids; the first where none does. */
function speaksOf(table: string, draft: Draft): number {
	const part = draft.tables.find(({ columns }) => `${table}_id` in columns);
	return Math.max(
		0,
		draft.files.findIndex(({ key }) => key === part?.from)
	);
}

function fileOf(draft: Draft, bench: Workbench, key: string): { at: number; name: string } {
	const at = draft.files.findIndex((file) => file.key === key);
	return { at, name: bench.look[at]?.name ?? key };
}

function columnOf(part: ProfileTable, column: Column, draft: Draft, bench: Workbench): MappedColumn {
	const taken = part.columns[column.column];
	const about = {
		column: column.column,
		meaning: meaningOf(column),
		needed: column.need.includes('primary') || column.need.includes('key'),
		constant: taken && 'constant' in taken ? taken.constant : '',
		several: taken && 'columns' in taken ? taken.columns : [],
		numbered: (taken && 'columns' in taken && taken.numbered) ?? false,
		reason: taken ? reasonOf(part, column, taken, draft, bench) : null
	};
	if (!taken) return { ...about, choice: '', dates: null, words: null };
	if (!('column' in taken))
		return { ...about, choice: 'constant' in taken ? CONSTANT : SEVERAL, dates: null, words: null };
	const file = taken.file ?? part.from;
	const header = lookedOf(draft, bench, file, taken.column)?.header ?? taken.column;
	return {
		...about,
		choice: choiceOf(fileOf(draft, bench, file).at, header),
		dates: datesSaid(part, column, taken, draft, bench),
		words: wordsSaid(part, column, taken, draft, bench)
	};
}

/** Why a column is taken from where it is suggested; null where it is taken from elsewhere. */
function reasonOf(
	part: ProfileTable,
	column: Column,
	taken: TakenFrom,
	draft: Draft,
	bench: Workbench
): string | null {
	const headers = 'column' in taken ? [taken.column] : 'columns' in taken ? taken.columns : [];
	const name = fileOf(draft, bench, 'column' in taken ? (taken.file ?? part.from) : part.from).name;
	const key = bench.suggestion.files.find((each) => each.name === name)?.key;
	const found = bench.suggestion.columns.find(
		(each) =>
			each.table === part.table &&
			each.column === column.column &&
			each.file === key &&
			each.headers.length === headers.length &&
			each.headers.every((header, at) => same(header, headers[at] ?? ''))
	);
	return found?.reason ?? null;
}

type Single = Extract<TakenFrom, { column: string }>;

/** A date of nobody, to be read in each order. */
const MADE_UP = '03/04/2026';
const LAST_YEAR = 2068;

function datesSaid(
	part: ProfileTable,
	column: Column,
	taken: Single,
	draft: Draft,
	bench: Workbench
): MappedDates | null {
	if (column.type !== 'date' && column.type !== 'datetime') return null;
	const looked = lookedOf(draft, bench, taken.file ?? part.from, taken.column);
	if (!looked) return null;
	const reading = datesOf(looked.look, column, bench.context.latest);
	const told = toldOf(part, taken.file ?? part.from, taken.column, draft, bench, column)?.dates[0];
	if (reading.kind === 'none' || reading.kind === 'standard') return null;
	const isPrivate = looked.identifier !== null || column.need.includes('private');
	const example = reading.kind === 'ambiguous' && !isPrivate ? reading.example : MADE_UP;
	const orders =
		reading.kind === 'ambiguous'
			? reading.orders
			: reading.kind === 'settled'
				? [reading.order]
				: DATE_ORDERS;
	return {
		order: taken.dates ?? null,
		orders: orders.map((order) => ({ order, example, reading: readDateText(example, order, LAST_YEAR) })),
		reason: told?.reason ?? ''
	};
}

/** Of more different values than this, in a column that repeats few, none is shown: they may be ids or names. */
const ALWAYS = 12;

function wordsSaid(
	part: ProfileTable,
	column: Column,
	taken: Single,
	draft: Draft,
	bench: Workbench
): MappedWords | null {
	if (!hasWords(column)) return null;
	const file = taken.file ?? part.from;
	const looked = lookedOf(draft, bench, file, taken.column);
	const words = wordsOf(taken, part.table, draft, bench, column, part.from);
	if (!looked || !words || looked.identifier !== null || namesSomebody(taken.column, file, draft, bench))
		return null;
	if (looked.look.different > ALWAYS && looked.look.different * 2 > looked.look.filled) return null;
	const ours = column.type === 'boolean' ? ['yes', 'no'] : column.values;
	const said = words.map(({ theirs, count }) => {
		const code = Object.entries(taken.codes ?? {}).find(([each]) => folded(each) === folded(theirs));
		const own = ours.find((each) => folded(each) === folded(theirs));
		// An agency's own words may stay as they are.
		const otherwise = own ?? (column.type === 'label' ? theirs : OPEN);
		return { theirs, count, ours: code ? code[1] : otherwise, otherwise };
	});
	const sum = (all: typeof said) => ({
		words: all.length,
		lines: all.reduce((total, { count }) => total + count, 0)
	});
	return {
		words: said,
		ours,
		open: sum(said.filter((each) => each.ours === OPEN)),
		asIs: sum(said.filter((each) => each.ours === each.theirs && !ours.includes(each.ours)))
	};
}

/** Whether a header feeds an id of a person, a case or a row, whose values nobody is shown. */
function namesSomebody(header: string, file: string, draft: Draft, bench: Workbench): boolean {
	return draft.tables.some(({ table, from, columns }) =>
		Object.entries(columns).some(([name, taken]) => {
			const target = bench.context.columns.find((each) => each.file === table && each.column === name);
			if (target?.type !== 'id' || target.treatment === 'program') return false;
			if ('columns' in taken) return false;
			return 'column' in taken && (taken.file ?? from) === file && same(taken.column, header);
		})
	);
}
