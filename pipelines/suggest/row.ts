import { wordsOf, type Synonyms } from './words.ts';
import { ROSTER } from '../sources/canonical-csv/retire.ts';
import type { Column } from '../sources/format.ts';
import type { Candidate, Looked } from './column.ts';

/** What one line of a file is. */
export type Shape = 'case' | 'event' | 'person' | 'program' | 'roster' | 'unknown';

/** A file's shape, the table that its lines are rows of (null where that cannot be told), and why. */
export type Row = { shape: Shape; table: string | null; reason: string };

const PLACE: Record<string, Shape> = { enrollment: 'case', client: 'person', program: 'program' };

/** The best candidate of a column of a table among a file's columns, or null. */
export function bestFor(
	looked: readonly Looked[],
	table: string,
	column: string
): { looked: Looked; candidate: Candidate } | null {
	let best: { looked: Looked; candidate: Candidate } | null = null;
	for (const each of looked)
		for (const candidate of each.candidates)
			if (
				candidate.table === table &&
				candidate.column === column &&
				candidate.score > (best?.candidate.score ?? 0)
			)
				best = { looked: each, candidate };
	return best;
}

/** What the lines of a file are, by which columns it has, by what repeats, and by its name. */
export function rowOf(
	name: string,
	looked: readonly Looked[],
	samples: { headers: readonly string[]; rows: readonly string[][] },
	columns: readonly Column[],
	synonyms: Synonyms
): Row {
	const has = (table: string, column: string) => bestFor(looked, table, column) !== null;
	const named = tableNamed(name, synonyms);
	// A report of cases may have no ids: names are none.
	const starts = bestFor(looked, 'enrollment', 'started_on')?.looked.candidates[0]?.table === 'enrollment';
	const ofCases = has('client', 'client_id') || has('enrollment', 'enrollment_id') || starts;
	const tables = [...new Set(columns.map(({ file }) => file))].filter((table) => table !== 'about');
	const scored = tables
		.map((table) => ({ table, score: evidence(table, looked, columns) + (table === named ? 2.5 : 0) }))
		.filter(({ table, score }) => score > 0 && hasKeyDate(table, has, columns))
		.sort((a, b) => b.score - a.score);
	const best = (among: (table: string) => boolean) => scored.find(({ table }) => among(table));

	if (!ofCases) {
		const found = best((table) => ROSTER.includes(table) && table !== 'assignment') ?? null;
		if (has('team_membership', 'team') && has('team_membership', 'valid_from'))
			return say('roster', 'team_membership', 'it says since when a worker is in a team');
		const program = best((table) => table === 'program' && isOfPrograms(named, has)) ?? null;
		if (program && program.score >= (found?.score ?? 0))
			return say('program', 'program', 'it has programs, and no people');
		if (found && has(found.table, 'worker_id'))
			return say('roster', found.table, 'it has workers, and no clients');
		const people = ['birth_date', 'sex_or_gender', 'race_ethnicity', 'veteran'];
		if (looked.some(({ isId, look }) => isId && look.unique) && people.some((each) => has('client', each)))
			return say('person', 'client', 'each line has an id of its own, and what is asked of people');
		return {
			shape: 'unknown',
			table: null,
			reason: 'it has no id of a person, a case, a program or a worker'
		};
	}
	if (has('assignment', 'valid_from') && has('assignment', 'worker_id') && !has('enrollment', 'started_on'))
		return say('roster', 'assignment', 'it says from when on a worker has a case');
	const event = best((table) => isEvent(table));
	const startsHere = has('enrollment', 'started_on');
	const times = startsHere || has('enrollment', 'enrollment_id') ? linesPerCase(looked, samples) : null;
	if (startsHere) {
		const stay = evidence('enrollment', looked, columns) + (named === 'enrollment' ? 2.5 : 0);
		if (event && times !== null && times > 1.1)
			return say('event', event.table, 'a case comes on several lines, each with a day of its own');
		if (event && event.score > stay + 1 && ownDate(event.table, looked, columns))
			return say('event', event.table, `it has more columns of a ${event.table} than of a stay`);
		return say('case', 'enrollment', 'each line has the day on which a stay began');
	}
	if (event) return say('event', event.table, `each line has a day, and what a ${event.table} has`);
	if (has('client', 'client_id') && best((table) => table === 'client'))
		return say('person', 'client', 'it has people, and no day of a stay or a contact');
	return {
		shape: 'unknown',
		table: null,
		reason: 'it has ids of people or cases, and no day on which anything happened'
	};
}

function say(shape: Shape, table: string, reason: string): Row {
	return { shape: PLACE[table] ?? shape, table, reason };
}

function isEvent(table: string): boolean {
	return !ROSTER.includes(table) && !(table in PLACE);
}

/** A table cannot be made of a file without the day that each of its rows needs. */
function hasKeyDate(
	table: string,
	has: (table: string, column: string) => boolean,
	columns: readonly Column[]
): boolean {
	const dates = keyDates(table, columns);
	if (table === 'document') return has('document', 'service_on') || has('document', 'due_on');
	return dates.length === 0 || dates.some((column) => has(table, column));
}

function keyDates(table: string, columns: readonly Column[]): string[] {
	return columns
		.filter(({ file, type, need }) => file === table && type.startsWith('date') && need.includes('key'))
		.map(({ column }) => column);
}

/** Whether the event's day is in a column that the stay does not need. */
function ownDate(table: string, looked: readonly Looked[], columns: readonly Column[]): boolean {
	const start = bestFor(looked, 'enrollment', 'started_on')?.looked;
	return keyDates(table, columns).some((column) => {
		const found = bestFor(looked, table, column)?.looked;
		return found !== undefined && found !== start;
	});
}

/** A file that only names programs may be of anything in them. */
function isOfPrograms(named: string | null, has: (table: string, column: string) => boolean): boolean {
	return (
		named === 'program' ||
		['program_type', 'capacity', 'operating_from', 'funders'].some((column) => has('program', column))
	);
}

/** How much speaks for a table: columns of its own count by how sure they are, its id and its day more. */
function evidence(table: string, looked: readonly Looked[], columns: readonly Column[]): number {
	let sum = 0;
	const used = new Set<Looked>();
	for (const column of columns.filter(({ file }) => file === table)) {
		if (column.need.some((need) => need === 'created' || need === 'updated' || need === 'deleted')) continue;
		if (column.column === 'recorded_by' || (column.type === 'id' && !isOwnId(column))) continue;
		const found = bestFor(looked, table, column.column);
		if (!found || used.has(found.looked)) continue;
		used.add(found.looked);
		const first = looked.indexOf(found.looked) >= 0 && found.looked.candidates[0];
		const share = first && first.table === table ? 1 : 0.8;
		const weight = column.need.includes('key') ? 2 : column.need.includes('primary') ? 1.2 : 1;
		sum += found.candidate.score * weight * share;
	}
	return sum;
}

function isOwnId(column: Column): boolean {
	return column.need.includes('primary');
}

/** How many lines a case has in the sample; null where cases cannot be told. */
function linesPerCase(
	looked: readonly Looked[],
	{ headers, rows }: { headers: readonly string[]; rows: readonly string[][] }
): number | null {
	const id = bestFor(looked, 'enrollment', 'enrollment_id');
	const parts = id
		? [id]
		: [
				bestFor(looked, 'client', 'client_id'),
				bestFor(looked, 'program', 'program_id') ?? bestFor(looked, 'program', 'name'),
				bestFor(looked, 'enrollment', 'started_on')
			].filter((each) => each !== null);
	if (parts.length === 0 || rows.length === 0) return null;
	const places = parts.map((each) => headers.indexOf(each.looked.header));
	const cases = new Set(rows.map((row) => JSON.stringify(places.map((at) => row[at] ?? ''))));
	return rows.length / cases.size;
}

/** The table that a file's name speaks of, or null. */
function tableNamed(name: string, { files }: Synonyms): string | null {
	const words = ` ${wordsOf(name.replace(/\.[a-z0-9]{1,5}$/i, '')).join(' ')} `;
	let best: { table: string; length: number } | null = null;
	for (const each of files) {
		const wanted = wordsOf(each.name).join(' ');
		if (words.includes(` ${wanted} `) && wanted.length > (best?.length ?? 0))
			best = { table: each.table, length: wanted.length };
	}
	return best?.table ?? null;
}
