import type { ProfileTable } from '../profile.ts';
import type { Looked } from './column.ts';
import { bestFor } from './row.ts';
import { onlyFilled, suggestTable, type Known } from './table.ts';
import type { Context, Told } from './taken.ts';

/** Tables whose rows a case may carry along, each with a column that says that it does. */
const BESIDE_A_CASE: Record<string, string> = { plan: 'created_on' };

/** Every table that files feed: that of their own lines, and of the people, programs and workers that they name. */
export function tablesOf(files: readonly Known[], told: Told, context: Context): ProfileTable[] {
	const has = (shape: Known['row']['shape']) => files.some(({ row }) => row.shape === shape);
	const tables = files.flatMap((known) => {
		const { table, shape } = known.row;
		if (table === null) return [];
		const own = withDay(
			suggestTable(known, table, { merge: isMerged(known), told, context }),
			known,
			context
		);
		const parts = [own];
		const suggest = (name: string, merge: boolean) =>
			suggestTable(known, name, { merge, told, context, beside: parts });
		const tellsOf = (name: string, column: string) => bestFor(known.looked, name, column) !== null;
		const ofCase = shape === 'case' || (shape === 'event' && !has('case') && startsStays(known));
		const worker = own.columns.worker_id;
		const named =
			worker && 'column' in worker ? known.looked.find(({ header }) => header === worker.column) : null;
		if (shape === 'event' && named) parts.push(...workerOf(known, named, told));
		if (shape === 'event' && ofCase) parts.push(suggest('enrollment', true));
		if (ofCase && !has('person') && tellsOf('client', 'client_id')) parts.push(suggest('client', true));
		if (ofCase && !has('program') && (tellsOf('program', 'program_id') || tellsOf('program', 'name')))
			parts.push(suggest('program', true));
		if (shape === 'case') parts.push(...assignmentOf(known, own, told, context));
		if (shape === 'case')
			for (const [name, column] of Object.entries(BESIDE_A_CASE))
				if (tellsOf(name, column)) parts.push(...besides(known, name, column, own, told, context));
		if (shape === 'roster' && table !== 'worker' && table !== 'assignment' && tellsOf('worker', 'worker_id'))
			if (tellsOf('worker', 'role') || tellsOf('worker', 'display_name') || tellsOf('worker', 'fte'))
				parts.push(suggest('worker', true));
		return parts;
	});
	// What was told of a part that says nothing goes with it.
	const kept = tables.filter(({ columns }) => Object.keys(columns).length > 0);
	for (const list of [told.columns, told.dates, told.codes] as { table: string; file: string }[][])
		list.splice(
			0,
			list.length,
			...list.filter((each) => kept.some((part) => part.table === each.table && joins(part, each.file)))
		);
	return kept;
}

function joins(part: ProfileTable, file: string): boolean {
	return part.from === file || part.join.some((each) => each.file === file);
}

function startsStays({ looked }: Known): boolean {
	return bestFor(looked, 'enrollment', 'started_on') !== null;
}

/** People and programs come once each, but an export may repeat them. */
function isMerged({ row, looked }: Known): boolean {
	const id = row.table === 'client' ? bestFor(looked, 'client', 'client_id') : null;
	return id !== null && !id.looked.look.unique;
}

/** A line without the day of its event is no event: reports of cases have one line for a case without any. */
function withDay(part: ProfileTable, known: Known, context: Context): ProfileTable {
	if (known.row.shape !== 'event') return part;
	const day = context.columns.find(
		(column) => column.file === part.table && column.type.startsWith('date') && column.need.includes('key')
	);
	const taken = day ? part.columns[day.column] : undefined;
	return taken && 'column' in taken && startsStays(known)
		? { ...part, where: onlyFilled(known, taken.column) }
		: part;
}

/** The worker whose case a line is, from the first day of the stay to its last. */
function assignmentOf(known: Known, stay: ProfileTable, told: Told, context: Context): ProfileTable[] {
	const worker = bestFor(known.looked, 'assignment', 'worker_id');
	const start = bestFor(known.looked, 'enrollment', 'started_on');
	if (!worker || !start) return [];
	const part = suggestTable(known, 'assignment', { merge: false, told, context, beside: [stay] });
	part.where = onlyFilled(known, worker.looked.header);
	for (const [ours, theirs] of [
		['valid_from', 'started_on'],
		['valid_to', 'exited_on']
	] as const) {
		const taken = stay.columns[theirs];
		if (ours in part.columns || !taken || !('column' in taken)) continue;
		part.columns[ours] = taken;
		told.columns.push({
			table: 'assignment',
			column: ours,
			file: known.key,
			headers: [taken.column],
			score: 0.6,
			reason: 'the worker is taken to have had the case for the whole stay'
		});
	}
	return [part, ...workerOf(known, worker.looked, told)];
}

/** Workers by what a column calls them. Codes with digits say nothing more of a worker than that there is one. */
function workerOf({ key, file, looked }: Known, worker: Looked, told: Told): ProfileTable[] {
	if (![...worker.look.counts.keys()].some((text) => /^\D*\p{L}{2}\D*$/u.test(text))) return [];
	for (const column of ['worker_id', 'display_name'])
		told.columns.push({
			table: 'worker',
			column,
			file: key,
			headers: [worker.header],
			score: 0.6,
			reason: 'the workers are called so'
		});
	const taken = { column: worker.header };
	return [
		{
			table: 'worker',
			from: key,
			join: [],
			where: onlyFilled({ file, looked }, worker.header),
			merge: true,
			columns: { worker_id: taken, display_name: taken }
		}
	];
}

/** A table of which a line of a case has one row at most: it has the id of the case. */
function besides(
	known: Known,
	table: string,
	column: string,
	own: ProfileTable,
	told: Told,
	context: Context
): ProfileTable[] {
	const day = bestFor(known.looked, table, column);
	if (!day || day.candidate.score < 0.9 || day.looked.candidates[0]?.table === 'enrollment') return [];
	const part = suggestTable(known, table, { merge: false, told, context, beside: [own] });
	const stay = part.columns.enrollment_id;
	if (!stay) return [];
	part.where = onlyFilled(known, day.looked.header);
	if (!(`${table}_id` in part.columns)) {
		const columns = 'columns' in stay ? stay.columns : 'column' in stay ? [stay.column] : [];
		part.columns[`${table}_id`] = { columns };
		told.columns.push({
			table,
			column: `${table}_id`,
			file: known.key,
			headers: columns,
			score: 0.6,
			reason: `a case has one ${table} at most on its line`
		});
	}
	return [part];
}
