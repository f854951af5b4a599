import type { ProfileTable } from '../profile.ts';
import type { Looked } from './column.ts';
import type { Known } from './table.ts';
import { takenFrom, type Context, type Told } from './taken.ts';
import { wordsOf } from './words.ts';

/**
 * Joins to each table what only another file says: a file that has no rows of its own and a column with the same
 * values, such as exits by the id of the case, or names of services by their id.
 */
export function joinFiles(
	tables: ProfileTable[],
	files: readonly Known[],
	told: Told,
	context: Context
): void {
	for (const other of files.filter(({ row }) => row.table === null))
		for (const part of tables.filter((each) => !each.merge)) {
			const host = files.find(({ key }) => key === part.from);
			const key = host ? keyBetween(host, other, part) : null;
			if (!host || !key) continue;
			const before = Object.keys(part.columns).length;
			takeMissing(part, other, key, told, context);
			takeNames(part, other, key, told);
			const reads = Object.values(part.columns).some((each) => 'column' in each && each.file === other.key);
			if (Object.keys(part.columns).length > before || reads)
				part.join.push({ file: other.key, on: [[key.left.header, key.right.header]] });
		}
}

/**
 * Where cases name their program by its name alone, the name is the id in the file of programs too.
 */
export function alignPrograms(tables: readonly ProfileTable[], files: readonly Known[]): void {
	const lookedAt = (key: string, header: string) =>
		files.find((each) => each.key === key)?.looked.find((each) => each.header === header);
	for (const part of tables.filter(({ table, merge }) => table === 'program' && !merge)) {
		const { program_id: id, name } = part.columns;
		if (!id || !name || !('column' in id) || !('column' in name)) continue;
		for (const other of tables.filter(({ from }) => from !== part.from)) {
			const taken = other.columns.program_id;
			const left = taken && 'column' in taken ? lookedAt(other.from, taken.column) : undefined;
			const byId = lookedAt(part.from, id.column);
			const byName = lookedAt(part.from, name.column);
			if (left && byId && byName && overlap(left, byName) > overlap(left, byId))
				part.columns.program_id = { column: name.column };
		}
	}
}

type Key = { left: Looked; right: Looked };

/** A column of a table's file and one of another file that has each value once, where they share values. */
function keyBetween(host: Known, other: Known, part: ProfileTable): Key | null {
	let best: (Key & { score: number }) | null = null;
	for (const right of other.looked) {
		if (!right.look.unique || right.look.different < 2 || right.identifier !== null || right.look.dates > 0.5)
			continue;
		for (const left of host.looked) {
			if (left.identifier !== null || left.look.filled === 0) continue;
			const shared = overlap(left, right);
			const alike = isAlike(left, right);
			if (shared < (alike ? 0.3 : 0.8)) continue;
			const score = shared + (alike ? 0.5 : 0) + (isTaken(part, left) ? 0.2 : 0);
			if (score > (best?.score ?? 0)) best = { left, right, score };
		}
	}
	return best;
}

/** The share of a column's different values that another one has too. */
export function overlap(left: Looked, right: Looked): number {
	const values = [...left.look.counts.keys()];
	return values.length === 0
		? 0
		: values.filter((value) => right.look.counts.has(value)).length / values.length;
}

function isAlike(left: Looked, right: Looked): boolean {
	if (wordsOf(left.header).sort().join(' ') === wordsOf(right.header).sort().join(' ')) return true;
	return left.candidates.some(({ table, column }) =>
		right.candidates.some((each) => each.table === table && each.column === column && column.endsWith('_id'))
	);
}

function isTaken(part: ProfileTable, { header }: Looked): boolean {
	return Object.values(part.columns).some((taken) => 'column' in taken && taken.column === header);
}

/** Columns of the table that its own file has not. */
function takeMissing(part: ProfileTable, other: Known, key: Key, told: Told, context: Context): void {
	const used = new Set<Looked>([key.right]);
	const choices = context.columns
		.filter(({ file, column, type }) => file === part.table && !(column in part.columns) && type !== 'id')
		.flatMap((column) =>
			other.looked.flatMap((looked) =>
				looked.candidates
					.filter((each) => each.table === part.table && each.column === column.column)
					.map((candidate) => ({ column, looked, candidate }))
			)
		)
		.sort((a, b) => b.candidate.score - a.candidate.score);
	for (const { column, looked, candidate } of choices) {
		if (used.has(looked) || column.column in part.columns) continue;
		if (column.need.some((need) => need === 'created' || need === 'updated' || need === 'deleted')) continue;
		used.add(looked);
		part.columns[column.column] = takenFrom(part, other.key, column, looked, told, context);
		told.columns.push({
			table: part.table,
			column: column.column,
			file: other.key,
			headers: [looked.header],
			score: candidate.score * 0.9,
			reason: `${candidate.reason}; the files share “${key.left.header}”`
		});
	}
}

/** A label that is only an id in the table's file is taken by its name from the file that has it. */
function takeNames(part: ProfileTable, other: Known, key: Key, told: Told): void {
	const name = other.looked.find(
		(each) => each !== key.right && each.identifier === null && wordsOf(each.header).includes('name')
	);
	if (!name) return;
	for (const [column, taken] of Object.entries(part.columns)) {
		if (!('column' in taken) || taken.column !== key.left.header || taken.file !== undefined) continue;
		if (column.endsWith('_id') || column.endsWith('_on') || column.endsWith('_at')) continue;
		part.columns[column] = { column: name.header, file: other.key };
		const was = told.columns.find((each) => each.table === part.table && each.column === column);
		if (was)
			Object.assign(was, {
				file: other.key,
				headers: [name.header],
				reason: `the other file has a name for each “${key.left.header}”`
			});
		const codes = told.codes.findIndex((each) => each.table === part.table && each.column === column);
		if (codes >= 0) told.codes.splice(codes, 1);
	}
}
