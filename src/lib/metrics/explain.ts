import { standardise } from './compare/standardise.ts';
import { figureOf, weightOf, type ComparedKind, type Fact } from './compare/sides.ts';
import type { Explained } from './gap-answer.ts';

/** A gap whose rows are looked into: the group's and the rest's, with their values of `alongside`. */
type Looked = {
	kind: ComparedKind;
	day: number;
	alongside: readonly string[];
	group: readonly Fact[];
	rest: readonly Fact[];
	/** The dimension of the gap itself. */
	except: string;
};

/**
 * What could explain a gap: how many rows of each side have a data problem, and, for each other dimension, how much of
 * the difference remains when people of the same value are compared; what takes away most comes first. It is
 * no proof: what is not in the data explains nothing here.
 */
export function explain(looked: Looked): Explained {
	const { alongside, group, rest, except } = looked;
	const held = alongside.flatMap((id, at) => {
		if (id === except || isOneValue([...group, ...rest], at)) return [];
		const remains = hold(looked, at);
		return remains === null ? [] : [{ by: id, ...remains, most: mostOf(group, rest, at) }];
	});
	const size = Math.abs(figureDifference(looked));
	return {
		problems: { group: flawedShare(group), rest: flawedShare(rest) },
		held: held.sort((a, b) => left(a.difference) - left(b.difference))
	};

	/** A difference that is turned round is taken away wholly. */
	function left(remaining: number): number {
		return size === 0 ? 0 : (remaining * Math.sign(figureDifference(looked))) / size;
	}
}

/** Where all have one value there is nothing to hold alike. */
function isOneValue(facts: readonly Fact[], at: number): boolean {
	return facts.every(({ told }) => told[at] === facts[0]?.told[at]);
}

function figureDifference({ kind, day, group, rest }: Looked): number {
	return (figureOf(kind, group, day)?.value ?? 0) - (figureOf(kind, rest, day)?.value ?? 0);
}

function hold({ kind, day, group, rest }: Looked, at: number): ReturnType<typeof standardise> {
	const [own, others] = [byValue(group, at), byValue(rest, at)];
	return standardise(
		[...own].map(([value, facts]) => {
			const against = others.get(value) ?? [];
			const side = (of: readonly Fact[]) => ({
				value: figureOf(kind, of, day)?.value ?? null,
				weight: weightOf(kind, of)
			});
			return { group: side(facts), rest: side(against) };
		})
	);
}

/** The value by which the group stands out most from the rest, with the share of the rows of each that have it. */
function mostOf(
	group: readonly Fact[],
	rest: readonly Fact[],
	at: number
): Explained['held'][number]['most'] {
	const [own, others] = [sharesOf(group, at), sharesOf(rest, at)];
	const [first] = [...own].sort(([a, x], [b, y]) => y - (others.get(b) ?? 0) - (x - (others.get(a) ?? 0)));
	return first ? { value: first[0], group: first[1], rest: others.get(first[0]) ?? 0 } : null;
}

function byValue(facts: readonly Fact[], at: number): Map<string, Fact[]> {
	const found = new Map<string, Fact[]>();
	for (const fact of facts) {
		const value = fact.told[at]!;
		const own = found.get(value);
		if (own) own.push(fact);
		else found.set(value, [fact]);
	}
	return found;
}

function sharesOf(facts: readonly Fact[], at: number): Map<string, number> {
	const all = rowsOf(facts);
	return new Map([...byValue(facts, at)].map(([value, own]) => [value, rowsOf(own) / all]));
}

function rowsOf(facts: readonly Fact[]): number {
	return facts.reduce((sum, { n }) => sum + n, 0);
}

function flawedShare(facts: readonly Fact[]): number {
	return facts.reduce((sum, { flawed }) => sum + flawed, 0) / Math.max(1, rowsOf(facts));
}
