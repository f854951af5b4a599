import type { DateOrder } from '../date-orders.ts';
import { folded, type Profile, type TakenFrom } from '../profile.ts';
import type { Column } from '../sources/format.ts';
import { datesOf, type Looked } from './column.ts';
import { hasWords, ourWord, type Synonyms } from './words.ts';

/** One canonical column with where it is taken from, how sure that is from 0 to 1, and why. */
export type SuggestedColumn = {
	table: string;
	column: string;
	file: string;
	headers: string[];
	score: number;
	reason: string;
};

/** How dates of a column are read; `order` null where a person must be asked which of `orders` it is. */
export type SuggestedDates = {
	table: string;
	column: string;
	file: string;
	header: string;
	order: DateOrder | null;
	orders: DateOrder[];
	reason: string;
};

/** The words of a column that has a list: those with ours, and those that nobody has settled, with their counts. */
export type SuggestedCodes = {
	table: string;
	column: string;
	file: string;
	header: string;
	known: { theirs: string; ours: string; count: number }[];
	unknown: { theirs: string; count: number }[];
};

/** What is suggested for one file, before files are joined. */
export type Told = { columns: SuggestedColumn[]; dates: SuggestedDates[]; codes: SuggestedCodes[] };

/** What every step of a suggestion knows. */
export type Context = {
	columns: readonly Column[];
	synonyms: Synonyms;
	earlier: readonly Profile[];
	latest: string | null;
};

/** A column of a source as a canonical column takes it, with the order of its dates and its codes. */
export function takenFrom(
	{ table, from }: { table: string; from: string },
	file: string,
	column: Column,
	{ header, look }: Looked,
	told: Told,
	context: Context
): TakenFrom {
	const at = { table, column: column.column, file, header };
	const taken: TakenFrom = file === from ? { column: header } : { column: header, file };
	if (column.type === 'date' || column.type === 'datetime') {
		const reading = datesOf(look, column, context.latest);
		const before = earlierTaken(table, column.column, header, context.earlier);
		const settled =
			reading.kind === 'settled'
				? reading.order
				: reading.kind === 'ambiguous' && before?.dates && reading.orders.includes(before.dates)
					? before.dates
					: undefined;
		if (settled !== undefined)
			told.dates.push({
				...at,
				order: settled,
				orders: [settled],
				reason: reading.kind === 'settled' ? 'only so can all values be read' : 'you said so before'
			});
		else if (reading.kind === 'ambiguous')
			told.dates.push({
				...at,
				order: null,
				orders: reading.orders,
				reason: `${reading.count === 1 ? 'one value' : `${String(reading.count)} values`} can be read in ${reading.orders.length === 2 ? 'two' : 'three'} ways`
			});
		else if (reading.kind === 'conflict')
			told.dates.push({
				...at,
				order: null,
				orders: [],
				reason: 'values are written in more than one order, and no order reads them all'
			});
		return settled === undefined ? taken : { ...taken, dates: settled };
	}
	if (!hasWords(column) || look.different > 60) return taken;
	const before = earlierTaken(table, column.column, header, context.earlier)?.codes ?? {};
	const known: SuggestedCodes['known'] = [];
	const unknown: SuggestedCodes['unknown'] = [];
	for (const [theirs, count] of [...look.counts].sort((a, b) => b[1] - a[1])) {
		const ours = before[theirs] ?? ourWord(column, theirs, context.synonyms);
		if (ours === null) unknown.push({ theirs, count });
		else known.push({ theirs, ours, count });
	}
	told.codes.push({ ...at, known, unknown });
	const codes = Object.fromEntries(
		known.filter(({ theirs, ours }) => theirs !== ours).map(({ theirs, ours }) => [theirs, ours])
	);
	return Object.keys(codes).length === 0 ? taken : { ...taken, codes: { ...before, ...codes } };
}

/** How an earlier profile took the same header to the same column, or null. */
function earlierTaken(
	table: string,
	column: string,
	header: string,
	earlier: readonly Profile[]
): Extract<TakenFrom, { column: string }> | null {
	for (const profile of earlier)
		for (const part of profile.tables) {
			const taken = part.table === table ? part.columns[column] : undefined;
			if (taken && 'column' in taken && folded(taken.column) === folded(header)) return taken;
		}
	return null;
}
