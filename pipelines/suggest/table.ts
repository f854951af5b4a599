import type { Condition, ProfileTable } from '../profile.ts';
import type { Column } from '../sources/format.ts';
import type { Candidate, Looked, SourceFile } from './column.ts';
import { bestFor, type Row } from './row.ts';
import { wordsOf } from './words.ts';
import { takenFrom, type Context, type Told } from './taken.ts';

/** A file that was looked at, under the key by which the profile calls it. */
export type Known = { key: string; file: SourceFile; looked: Looked[]; row: Row };

/** Stamps of a line: they are of the row that the line is, not of the person or the program that it names. */
const STAMPS = ['recorded_at', 'recorded_by', 'updated_at', 'deleted', 'start_recorded_at'];
/** Where an id of another table is found. */
const HOME_OF: Record<string, [table: string, column: string][]> = {
	client_id: [['client', 'client_id']],
	enrollment_id: [['enrollment', 'enrollment_id']],
	program_id: [
		['program', 'program_id'],
		['program', 'name']
	]
};

type Picked = { looked: Looked; candidate: Candidate };

/** `beside` are the tables that the file's lines are first, where this one is another: what they take is not of it. */
type Suggesting = { merge: boolean; told: Told; context: Context; beside?: readonly ProfileTable[] };

/**
 * What a table takes from a file: to each column the header that fits it best, and no header to two columns of one
 * table, but for ids.
 */
export function suggestTable(
	known: Known,
	table: string,
	{ merge, told, context, beside }: Suggesting
): ProfileTable {
	const part: ProfileTable = { table, from: known.key, join: [], where: [], merge, columns: {} };
	const used = new Set<Looked>();
	const targets = context.columns.filter(({ file }) => file === table);
	for (const column of targets.filter(({ type }) => type === 'id')) {
		if (beside && STAMPS.includes(column.column)) continue;
		const picked = pickId(known, table, column);
		if (!picked) continue;
		if (!(column.column in HOME_OF)) used.add(picked.looked);
		take(part, known, column, picked, told, context);
	}
	const choices = targets
		.filter(({ type, column }) => type !== 'id' && !(beside && STAMPS.includes(column)))
		.flatMap((column) =>
			known.looked.flatMap((looked) =>
				looked.candidates
					.filter((each) => each.table === table && each.column === column.column)
					.map((candidate) => ({ column, looked, candidate }))
			)
		)
		.sort((a, b) => b.candidate.score - a.candidate.score);
	for (const { column, looked, candidate } of choices) {
		if (used.has(looked) || column.column in part.columns || isTakenElsewhere(known, table, looked)) continue;
		if (beside?.some((each) => takes(each, looked.header))) continue;
		if (isPlainName(looked.header) && table !== known.row.table) continue;
		used.add(looked);
		take(part, known, column, { looked, candidate }, told, context);
	}
	identify(part, known, told);
	return part;
}

/** A column that names a case or a person is no label of a row besides. */
function isTakenElsewhere({ looked }: Known, table: string, column: Looked): boolean {
	return ['client_id', 'enrollment_id'].some(
		(id) =>
			id !== `${table}_id` &&
			HOME_OF[id]?.some(([home, name]) => bestFor(looked, home, name)?.looked === column)
	);
}

function pickId({ looked, row }: Known, table: string, column: Column): Picked | null {
	const homes = HOME_OF[column.column];
	if (homes) {
		const [first, ...others] = homes.map(([home, name]) => bestFor(looked, home, name));
		const found =
			first ?? plainId(looked, row, table, column) ?? others.find((each) => each !== null) ?? null;
		if (!found) return null;
		// An id that comes on several lines of a file of cases is the household's or the person's, not the case's.
		const repeats = found.looked.look.different < 0.95 * found.looked.look.filled;
		return column.column === 'enrollment_id' && row.shape === 'case' && repeats
			? plainId(looked, row, table, column)
			: found;
	}
	const own = bestFor(looked, table, column.column) ?? plainId(looked, row, table, column);
	if (!own) return null;
	const isRow = column.need.includes('primary') && column.treatment === 'record';
	if (!isRow) return own;
	const isOther = Object.values(HOME_OF).some((each) =>
		each.some(([home, name]) => bestFor(looked, home, name)?.looked === own.looked)
	);
	return own.looked.look.unique && !isOther ? own : null;
}

/** A column that is an id by its header, of what the lines are. */
function plainId(looked: readonly Looked[], row: Row, table: string, column: Column): Picked | null {
	if (row.table === null || column.column !== `${row.table}_id`) return null;
	const found = looked.find(({ isId, look }) => isId && look.unique && look.dates < 0.5);
	return found
		? {
				looked: found,
				candidate: { table, column: column.column, score: 0.8, reason: 'each line has an id of its own' }
			}
		: null;
}

/** A name of nobody knows what may be a person's, but where each line is a program or a worker. */
function isPlainName(header: string): boolean {
	return wordsOf(header).join(' ') === 'name';
}

/** Whether a table takes a header for what is no id. */
function takes({ columns }: ProfileTable, header: string): boolean {
	return Object.entries(columns).some(
		([column, taken]) => 'column' in taken && taken.column === header && !column.endsWith('_id')
	);
}

function take(
	part: ProfileTable,
	{ key }: { key: string },
	column: Column,
	{ looked, candidate }: Picked,
	told: Told,
	context: Context
): void {
	part.columns[column.column] = takenFrom(part, key, column, looked, told, context);
	told.columns.push({
		table: part.table,
		column: column.column,
		file: key,
		headers: [looked.header],
		score: candidate.score,
		reason: candidate.reason
	});
}

/** Makes ids of several columns where a file has none for a case or for its own rows. */
function identify(part: ProfileTable, known: Known, told: Told): void {
	const { table, columns } = part;
	const headerOf = (home: string, column: string) => bestFor(known.looked, home, column)?.looked.header;
	const make = (column: string, headers: (string | undefined)[], numbered: boolean, reason: string) => {
		const parts = headers.filter((header) => header !== undefined);
		columns[column] = numbered ? { columns: parts, numbered } : { columns: parts };
		told.columns.push({ table, column, file: known.key, headers: parts, score: 0.6, reason });
	};
	const client = headerOf('client', 'client_id');
	const program = headerOf('program', 'program_id') ?? headerOf('program', 'name');
	const start = headerOf('enrollment', 'started_on');
	const stay = [client, program, start];
	const needsCase = known.row.shape !== 'person' && table !== 'client' && table !== 'program';
	if (needsCase && client && start && !('enrollment_id' in columns) && takesCases(table))
		make(
			'enrollment_id',
			stay,
			false,
			'there is no id of the case; person, program and first day tell one from another'
		);
	const own = `${table}_id`;
	const taken = columns.enrollment_id;
	if (table === known.row.table && known.row.shape === 'event' && !(own in columns) && taken) {
		const of = 'columns' in taken ? taken.columns : 'column' in taken ? [taken.column] : [];
		const day = Object.values(columns).find((each) => 'column' in each && isDay(known, table, each.column));
		const kind = columns.kind;
		make(
			own,
			[
				...of,
				day && 'column' in day ? day.column : undefined,
				kind && 'column' in kind ? kind.column : undefined
			].filter((each, at, all) => all.indexOf(each) === at),
			true,
			'there is no id of its own; case, day and kind tell one from another, and several of a day are numbered'
		);
	}
}

function isDay({ looked }: Known, table: string, header: string): boolean {
	const found = looked.find((each) => each.header === header);
	return (
		found !== undefined &&
		found.look.dates > 0.5 &&
		found.candidates.some((each) => each.table === table && !STAMPS.includes(each.column))
	);
}

function takesCases(table: string): boolean {
	return !['worker', 'team_membership', 'absence', 'supervision'].includes(table);
}

/** Only lines on which a column has something; none where it has on all. */
export function onlyFilled(known: Pick<Known, 'file' | 'looked'>, header: string): Condition[] {
	const look = known.looked.find((each) => each.header === header)?.look;
	const rows = known.file.samples.length;
	return look && look.filled < rows ? [{ column: header, filled: true }] : [];
}
