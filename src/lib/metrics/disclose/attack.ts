import type { Highs, Model } from 'highs';
import { factorsOf, fits, type Counts } from './counts.ts';
import { makeProgram, type Row } from './solver.ts';

/** A hidden number of which it can be worked out that it lies between two others. */
export type Guess = { place: number; lower: number; upper: number };

/** Whether two bounds say so little of a hidden number that it stays hidden (METHODS §5). */
export function isSafe({ lower, upper }: Pick<Guess, 'lower' | 'upper'>, k: number): boolean {
	return upper >= k && upper - lower >= k - 1;
}

/** Hidden numbers that hang together: what is worked out of one may depend on each of the others. */
export function hiddenTogether({ values, relations }: Counts, hidden: ReadonlySet<number>): number[][] {
	const parent = values.map((_, place) => place);
	const root = (place: number): number => {
		while (parent[place] !== place) place = parent[place] = parent[parent[place]!]!;
		return place;
	};
	for (const { total, parts } of relations) {
		const [first, ...others] = [total, ...parts].filter((place) => hidden.has(place));
		if (first !== undefined) for (const other of others) parent[root(other)] = root(first);
	}
	return [
		...Map.groupBy(
			[...hidden].sort((a, b) => a - b),
			root
		).values()
	];
}

/** What was found of hidden numbers: that each could as well be another, by tables that fit all that is known. */
export class Found {
	readonly #counts: Counts;
	readonly #bounds = new Map<number, { lower: number; upper: number }>();

	constructor(counts: Counts) {
		this.#counts = counts;
	}

	/** Between which numbers it was found to lie, the true one at least. */
	boundsOf(place: number): { lower: number; upper: number } {
		const value = this.#counts.values[place]!;
		return this.#bounds.get(place) ?? { lower: value, upper: value };
	}

	/** Notes a table that was found: numbers, the others being what they are. Gives whether it fits, else it is left out. */
	note(table: ReadonlyMap<number, number>): boolean {
		if (!fits(this.#counts, table)) return false;
		for (const [place, value] of table) {
			const { lower, upper } = this.boundsOf(place);
			this.#bounds.set(place, { lower: Math.min(lower, value), upper: Math.max(upper, value) });
		}
		return true;
	}
}

/**
 * What somebody who knows all that is published, and all relations, can work out of hidden numbers that hang together: gives
 * the bounds of each that is not safe, by integer programs, but for those that may be worked out (`open`). Of each
 * other, two tables were found that fit all that is known and lie far enough apart; they still fit when more is hidden,
 * so that what is `found` need not be found again.
 */
export function* attack(
	highs: Highs,
	counts: Counts,
	together: readonly number[],
	{ found, k, open }: { found: Found; k: number; open: ReadonlySet<number> }
): Generator<Guess, void> {
	const aims = together.filter((place) => !open.has(place) && !isSafe(found.boundsOf(place), k));
	if (aims.length === 0) return;
	const { rows, roof } = known(counts, together);
	const model = makeProgram(highs, { upper: together.map(() => roof), rows, whole: true });
	try {
		for (const place of aims) {
			for (const sense of ['maximize', 'minimize'] as const) {
				if (isSafe(found.boundsOf(place), k)) break;
				const table = solve(highs, model, together.indexOf(place), sense);
				if (!found.note(new Map(table.map((value, column) => [together[column]!, value]))))
					throw new Error('The solver gave a table that does not fit.');
			}
			const bounds = found.boundsOf(place);
			if (!isSafe(bounds, k)) yield { place, ...bounds };
		}
	} finally {
		model.dispose();
	}
}

/** What is known of hidden numbers: each relation that one of them is in, with what is published put in. */
function known({ values, relations }: Counts, together: readonly number[]): { rows: Row[]; roof: number } {
	const columns = new Map(together.map((place, column) => [place, column]));
	const rows = relations.flatMap((relation): Row[] => {
		const factors = [...factorsOf(relation)];
		const entries = factors.flatMap(([place, factor]) => {
			const column = columns.get(place);
			return column === undefined ? [] : [[column, factor] as const];
		});
		if (entries.length === 0) return [];
		const rest = factors
			.filter(([place]) => !columns.has(place))
			.reduce((sum, [place, factor]) => sum - factor * values[place]!, 0);
		return [{ lower: rest, upper: relation.kind === 'equal' ? rest : Infinity, entries }];
	});
	// More than there can be of anybody; a bound, so that what nothing limits has an end.
	return { rows, roof: 10_000 + 2 * Math.max(...values) };
}

/** @throws Error where the solver finds no table: there is one, the true one */
function solve(highs: Highs, model: Model, column: number, sense: 'maximize' | 'minimize'): number[] {
	const { objectiveSense, modelStatus } = highs.constants;
	model.changeObjectiveSense(objectiveSense[sense]);
	model.changeColCost(column, 1);
	model.run();
	const status = model.getModelStatus();
	if (status !== modelStatus.optimal)
		throw new Error(`The solver ended with status ${String(status)} on a program that has a solution.`);
	const table = Array.from(model.getSolution().colValue, Math.round);
	model.changeColCost(column, 0);
	return table;
}
