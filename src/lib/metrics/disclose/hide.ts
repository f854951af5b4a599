import { hiddenTogether } from './attack.ts';
import { impliedZeros, type Counts } from './counts.ts';
import { findGivenAway, protect, Unprotectable } from './protect.ts';
import type { Kept } from './told.ts';

/** Numbers that are secret by themselves, numbers that would be told, and what the audience knows. */
export type Telling = {
	secret: ReadonlySet<number>;
	telling: ReadonlySet<number>;
	before: Kept;
	k: number;
};

/** Which numbers are not told; `withheld`: those that are not told for what was told before. */
export type Hiding = { hidden: Set<number>; withheld: Set<number> };

/**
 * Decides which numbers an audience is not told: those that are secret, and those of what it would be told without which these
 * could be worked out, with all that it knows. Where what it knows gives away too much for that, it always comes to an end, by
 * steps (METHODS §5: refuse with the reason): what it could work out exactly before anything is told is let go; then all
 * that hangs together with what is given away is withheld; then what is still given away is let go, for nothing helps.
 * @param onProgress hears how many hidden numbers could still be worked out
 */
export async function hide(
	counts: Counts,
	{ secret, telling, before, k }: Telling,
	onProgress?: (open: number) => void
): Promise<Hiding> {
	const all = new Set(counts.values.keys());
	const published = before.told;
	const zeros = impliedZeros(counts, new Set(secret));
	const first = before.hidden.difference(telling).union(secret).difference(zeros).difference(published);
	const named = first.union(telling).union(published);
	const tellable = telling.difference(published).difference(first);
	let open = zeros.union(all.difference(named));
	let withheld = new Set<number>();
	for (let step = 1; ; step++) {
		try {
			const hidden = first.union(withheld).difference(open);
			const found = await protect(counts, { hidden, published, open, k }, onProgress);
			return { hidden: found.union(secret).union(withheld), withheld };
		} catch (error) {
			if (!(error instanceof Unprotectable)) throw error;
			const lost = new Set(error.guesses.map(({ place }) => place));
			if (step === 1) {
				const unknown = open.union(tellable);
				const guesses = await findGivenAway(counts, { hidden: first.difference(open), open: unknown, k });
				open = open.union(new Set(guesses.filter(isExact).map(({ place }) => place)));
				continue;
			}
			const together = hiddenTogether(counts, all.difference(published)).filter((own) =>
				own.some((place) => lost.has(place))
			);
			const more = tellable.intersection(new Set(together.flat())).difference(withheld).difference(open);
			if (more.size > 0) withheld = withheld.union(more);
			else open = open.union(lost);
		}
	}
}

const isExact = ({ lower, upper }: { lower: number; upper: number }) => lower === upper;
