/**
 * Numbers that could be published, and what everybody knows of how they hang together. It is told apart neither where
 * they come from nor what they are called: a number is its place in `values`.
 */
export type Counts = {
	/** Whole numbers, 0 or more. */
	values: readonly number[];
	relations: readonly Relation[];
};

/** A number that equals the sum of its parts, or that is at most their sum. */
export type Relation = { total: number; parts: readonly number[]; kind: 'equal' | 'at most' };

/** Collects numbers by name, with what is known of them. */
export class Ledger {
	readonly #places = new Map<string, number>();
	readonly #values: number[] = [];
	readonly #relations = new Map<string, Relation>();

	/**
	 * Notes a number, and gives its place.
	 * @throws RangeError for a number that is no count, or that was noted as another before
	 */
	note(name: string, value: number): number {
		if (!Number.isSafeInteger(value) || value < 0)
			throw new RangeError(`${name} is ${String(value)}, which is no count.`);
		const before = this.#places.get(name);
		if (before === undefined) {
			this.#places.set(name, this.#values.length);
			return this.#values.push(value) - 1;
		}
		if (this.#values[before] !== value)
			throw new RangeError(`${name} is ${String(value)}, and was ${String(this.#values[before])} before.`);
		return before;
	}

	/** Notes that a number is the sum of others, each of which counts what no other of them counts. */
	sum(total: number, parts: readonly number[]): void {
		this.#relate({ total, parts, kind: 'equal' });
	}

	/** Notes that a number counts what any of others counts, where some may count the same. Where none does, it is taken for their sum. */
	union(total: number, parts: readonly number[]): void {
		if (this.#addUp(total, parts)) {
			this.sum(total, parts);
			return;
		}
		this.atMost(total, parts);
		for (const part of parts) this.atMost(part, [total]);
	}

	#addUp(total: number, parts: readonly number[]): boolean {
		return sumOf({ parts }, (place) => this.valueAt(place)) === this.valueAt(total);
	}

	/** Notes that a number is never more than the sum of others. */
	atMost(total: number, parts: readonly number[]): void {
		this.#relate({ total, parts, kind: 'at most' });
	}

	/** The number at a place. */
	valueAt(place: number): number {
		return this.#values[place]!;
	}

	get counts(): Counts {
		return { values: [...this.#values], relations: [...this.#relations.values()] };
	}

	/** The names of all numbers, each at its place. */
	get names(): string[] {
		return [...this.#places.keys()];
	}

	/** @throws RangeError where the numbers contradict it: then what is proved of them would be worth nothing */
	#relate(relation: Relation): void {
		const valueOf = (place: number) => this.#values[place]!;
		if (!holds(relation, valueOf))
			throw new RangeError(
				`${this.#nameOf(relation.total)} is ${String(valueOf(relation.total))}, and ${relation.parts.map((part) => this.#nameOf(part)).join(', ')} are together ${String(sumOf(relation, valueOf))}.`
			);
		this.#relations.set(JSON.stringify(relation), relation);
	}

	#nameOf(place: number): string {
		return this.names[place] ?? String(place);
	}
}

/** Zeros that follow from what is not among `hidden`: of nothing there are no parts. */
export function impliedZeros({ values, relations }: Counts, hidden: ReadonlySet<number>): Set<number> {
	const implied = new Set<number>();
	const isNothing = (place: number) => values[place] === 0 && (!hidden.has(place) || implied.has(place));
	for (let before = -1; before < implied.size;) {
		before = implied.size;
		for (const { total, parts, kind } of relations) {
			if (kind === 'equal' && isNothing(total))
				for (const part of parts) if (hidden.has(part)) implied.add(part);
			if (parts.every(isNothing) && hidden.has(total)) implied.add(total);
		}
	}
	return implied;
}

/** Whether other numbers, the others being what they are, are counts, and right by all relations. */
export function fits({ values, relations }: Counts, others: ReadonlyMap<number, number>): boolean {
	const valueOf = (place: number) => others.get(place) ?? values[place]!;
	if (![...others.values()].every((value) => Number.isSafeInteger(value) && value >= 0)) return false;
	return relations.every((relation) => holds(relation, valueOf));
}

const sumOf = ({ parts }: Pick<Relation, 'parts'>, valueOf: (place: number) => number): number =>
	parts.reduce((sum, part) => sum + valueOf(part), 0);

/** By how much the parts of a relation are together more than its total. */
export function slackOf(relation: Relation, valueOf: (place: number) => number): number {
	return sumOf(relation, valueOf) - valueOf(relation.total);
}

function holds(relation: Relation, valueOf: (place: number) => number): boolean {
	const slack = slackOf(relation, valueOf);
	return relation.kind === 'equal' ? slack === 0 : slack >= 0;
}

/** The slack of a relation as a sum: each number in it with its factor. */
export function factorsOf({ total, parts }: Relation): Map<number, number> {
	const factors = new Map<number, number>();
	for (const part of parts) factors.set(part, (factors.get(part) ?? 0) + 1);
	return factors.set(total, (factors.get(total) ?? 0) - 1);
}
