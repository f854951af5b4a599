import { DATE_ORDERS } from '#pipelines/date-orders.ts';
import { MAPPED } from '#pipelines/profile-check.ts';
import { folded, same, type Condition, type ProfileTable, type TakenFrom } from '#pipelines/profile.ts';
import { profileVersions } from '#pipelines/profiles.ts';
import { columnsOfFile, type Column } from '#pipelines/sources/format.ts';
import { slug } from '#pipelines/suggest.ts';
import { takenFrom } from '#pipelines/suggest/taken.ts';
import { lookedOf, settled, type Draft, type Workbench } from './draft.ts';
import { textOf, textsOf } from './form.ts';
import { servedHome } from './reading.ts';

/** Words that are for no word of ours: not said yet, and taken for nothing. */
export const OPEN = '?';
/** Choices of where a column is taken from that name no header. */
export const CONSTANT = '=';
export const SEVERAL = '+';

/** A header as a choice: the file's place and the header. */
export const choiceOf = (file: number, header: string) => `${String(file)}:${header}`;

/** The words of a column that a person can see and put into ours, in the order in which a form numbers them. */
export function wordsOf(
	taken: TakenFrom,
	table: string,
	draft: Draft,
	bench: Workbench,
	column: Column,
	from: string
) {
	if (!('column' in taken)) return null;
	const told = toldOf({ table, from }, taken.file ?? from, taken.column, draft, bench, column);
	const codes = told?.codes[0];
	return codes ? [...codes.known, ...codes.unknown].map(({ theirs, count }) => ({ theirs, count })) : null;
}

/** What is suggested of a header for a column. */
export function toldOf(
	part: { table: string; from: string },
	file: string,
	header: string,
	draft: Draft,
	bench: Workbench,
	column: Column
) {
	const looked = lookedOf(draft, bench, file, header);
	if (!looked) return null;
	const told: Parameters<typeof takenFrom>[4] = { columns: [], dates: [], codes: [] };
	const taken = takenFrom(part, file, column, looked, told, bench.context);
	return { ...told, taken, looked };
}

/** The draft as a form leaves it. Fields that it does not have stay as they were. */
export function readMapForm(form: FormData, draft: Draft, bench: Workbench): Draft {
	const text = (name: string, before: string) => (form.has(name) ? textOf(form, name).trim() : before);
	const source = text('source', draft.source);
	const title = text('title', draft.title) || source;
	const exports = textOf(form, 'exports');
	const until = textOf(form, 'known_until');
	const tables = draft.tables.map((table, at) =>
		textOf(form, `table.${String(at)}`) === table.table ? tableOf(form, table, at, draft, bench) : table
	);
	return settled(
		{
			...draft,
			source,
			title,
			name: isKept(draft.name) || title === '' ? draft.name : slug(title),
			exports: exports === 'everything' || exports === 'changes' ? exports : draft.exports,
			known_until: until === 'last entry' || until === 'file date' ? until : draft.known_until,
			tables
		},
		bench
	);
}

/** Whether a mapping of a name is kept: what is changed of it is its next version, whatever its title. */
function isKept(name: string): boolean {
	return name !== '' && profileVersions(servedHome(), name).length > 0;
}

function tableOf(
	form: FormData,
	part: ProfileTable,
	at: number,
	draft: Draft,
	bench: Workbench
): ProfileTable {
	const name = (...rest: (string | number)[]) => ['', String(at), ...rest].join('.');
	const join = joinsOf(form, part, name, draft);
	const columns: ProfileTable['columns'] = {};
	for (const column of columnsOfFile(MAPPED, part.table)) {
		const before = part.columns[column.column];
		const field = `take${name(column.column)}`;
		const taken = form.has(field)
			? takenOf(form, textOf(form, field), before, column, name, part, draft, bench)
			: before;
		if (taken) columns[column.column] = taken;
	}
	return { ...part, merge: form.has(`merge${name()}`), join, where: wheresOf(form, name), columns };
}

type Name = (...rest: (string | number)[]) => string;

function takenOf(
	form: FormData,
	choice: string,
	before: TakenFrom | undefined,
	column: Column,
	name: Name,
	part: ProfileTable,
	draft: Draft,
	bench: Workbench
): TakenFrom | null {
	if (choice === '') return null;
	if (choice === CONSTANT) {
		const constant = textOf(form, `constant${name(column.column)}`).trim();
		return constant === '' ? null : { constant };
	}
	if (choice === SEVERAL) {
		const columns = textsOf(form, `several${name(column.column)}`);
		const numbered = form.has(`numbered${name(column.column)}`);
		return columns.length === 0 ? null : { columns, ...(numbered ? { numbered } : {}) };
	}
	const [place = '', ...rest] = choice.split(':');
	const header = rest.join(':');
	const file = draft.files[Number(place)]?.key;
	if (file === undefined) return before ?? null;
	const told = toldOf(part, file, header, draft, bench, column);
	if (!told) return before ?? null;
	const isSame =
		before && 'column' in before && same(before.column, header) && (before.file ?? part.from) === file;
	if (!isSame) return told.taken;
	const order = DATE_ORDERS.find((each) => each === textOf(form, `dates${name(column.column)}`));
	const words = wordsOf(before, part.table, draft, bench, column, part.from) ?? [];
	const codes = { ...before.codes };
	for (const [n, { theirs }] of words.entries()) {
		const field = `code${name(column.column, n)}`;
		if (!form.has(field)) continue;
		const key = Object.keys(codes).find((each) => folded(each) === folded(theirs));
		if (key !== undefined) delete codes[key];
		const ours = textOf(form, field);
		if (ours !== OPEN && ours !== theirs) codes[theirs] = ours;
	}
	const { codes: _, ...rest2 } = before;
	return {
		...rest2,
		...(order ? { dates: order } : {}),
		...(Object.keys(codes).length > 0 ? { codes } : {})
	};
}

function wheresOf(form: FormData, name: Name): Condition[] {
	const found: Condition[] = [];
	for (let n = 0; form.has(`where${name(n)}`); n++) {
		const column = textOf(form, `where${name(n)}`);
		const how = textOf(form, `how${name(n)}`);
		const is = textOf(form, `is${name(n)}`)
			.split(';')
			.map((each) => each.trim())
			.filter((each) => each !== '');
		if (column === '') continue;
		if (how === 'is') {
			if (is.length > 0) found.push({ column, is });
		} else found.push({ column, filled: how !== 'empty' });
	}
	return found;
}

function joinsOf(form: FormData, part: ProfileTable, name: Name, draft: Draft): ProfileTable['join'] {
	const found: ProfileTable['join'] = [];
	for (let n = 0; form.has(`join${name(n)}`); n++) {
		const file = draft.files.find(({ key }) => key === textOf(form, `join${name(n)}`));
		const on: [string, string][] = [];
		for (let pair = 0; form.has(`left${name(n, pair)}`); pair++) {
			const [left, right] = [textOf(form, `left${name(n, pair)}`), textOf(form, `right${name(n, pair)}`)];
			if (left !== '' && right !== '') on.push([left, right]);
		}
		if (file && file.key !== part.from && on.length > 0) found.push({ file: file.key, on });
	}
	return found;
}
