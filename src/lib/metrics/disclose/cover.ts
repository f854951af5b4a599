import type { Highs, Model } from 'highs';
import type { Guess } from './attack.ts';
import { factorsOf, slackOf, type Counts } from './counts.ts';
import { makeProgram, type Row } from './solver.ts';

/** What it costs to hide one that is hidden already: next to nothing, so that it is preferred. */
const HIDDEN = 1e-4;

/**
 * Finds what else to hide so that a hidden number could as well be another: the cheapest change of the numbers that
 * leaves all sums right and moves it far enough, by a linear program; what the change touches is hidden. (Kelly,
 * Golden and Assad 1992, Cell suppression, with the numbers' size as the cost.)
 */
export class Cover {
	readonly #highs: Highs;
	readonly #counts: Counts;
	readonly #model: Model;
	readonly #ends: readonly number[];

	/** @param fixed the numbers that nothing can be said about any more: they stay as they are */
	constructor(highs: Highs, counts: Counts, fixed: ReadonlySet<number>) {
		const { values } = counts;
		this.#highs = highs;
		this.#counts = counts;
		// Two columns for each number: by how much it goes up, and down.
		this.#ends = values.flatMap((value, place) => (fixed.has(place) ? [0, 0] : [Infinity, value]));
		this.#model = makeProgram(highs, { upper: this.#ends, rows: changes(counts), whole: false });
		values.forEach((_, place) => this.#price(place, this.#costOf(place)));
	}

	/** By how much each number changes, those that are hidden among them; null where nothing moves it so far. */
	find({ place, lower, upper }: Guess, hidden: ReadonlySet<number>, k: number): Map<number, number> | null {
		for (const each of hidden) this.#price(each, HIDDEN);
		const value = this.#counts.values[place]!;
		const up = Math.max(k, lower + k - 1) - value;
		const down = value - (upper - k + 1);
		return (
			this.#move(2 * place, up) ?? (upper >= k && down <= value ? this.#move(2 * place + 1, down) : null)
		);
	}

	/** Frees what the solver holds. */
	dispose(): void {
		this.#model.dispose();
	}

	#costOf(place: number): number {
		return Math.log2(2 + this.#counts.values[place]!);
	}

	#price(place: number, cost: number): void {
		this.#model.changeColCost(2 * place, cost);
		this.#model.changeColCost(2 * place + 1, cost);
	}

	#move(column: number, by: number): Map<number, number> | null {
		const other = column ^ 1;
		if (by > this.#ends[column]!) return null;
		this.#model.changeColBounds(column, by, this.#ends[column]!);
		this.#model.changeColBounds(other, 0, 0);
		this.#model.run();
		const isFound = this.#model.getModelStatus() === this.#highs.constants.modelStatus.optimal;
		const change = isFound ? this.#model.getSolution().colValue : null;
		this.#model.changeColBounds(column, 0, this.#ends[column]!);
		this.#model.changeColBounds(other, 0, this.#ends[other]!);
		if (change === null) return null;
		const moved = this.#counts.values.map((_, place) => change[2 * place]! - change[2 * place + 1]!);
		return new Map(moved.entries().filter(([, by]) => Math.abs(by) > 1e-6));
	}
}

/** The relations, as what they say of changes. */
function changes({ values, relations }: Counts): Row[] {
	return relations.map((relation) => {
		const isEqual = relation.kind === 'equal';
		return {
			lower: isEqual ? 0 : -slackOf(relation, (place) => values[place]!),
			upper: isEqual ? 0 : Infinity,
			entries: [...factorsOf(relation)].flatMap(([place, factor]) => [
				[2 * place, factor] as const,
				[2 * place + 1, -factor] as const
			])
		};
	});
}
