import { attack, hiddenTogether, type Guess } from './attack.ts';
import type { Counts } from './counts.ts';
import { Cover } from './cover.ts';
import { solver } from './solver.ts';

/** What is to be hidden at least, and what the audience has already, which cannot be hidden any more. */
export type Protection = { hidden: ReadonlySet<number>; published?: ReadonlySet<number>; k: number };

/** That of a number more can be worked out from what is published already than the policy allows. */
export class Unprotectable extends Error {
	readonly guesses: readonly Guess[];

	constructor(guesses: readonly Guess[]) {
		super('What is published already gives away numbers that are to be hidden.');
		this.guesses = guesses;
	}
}

/**
 * Which numbers are hidden in all: those that are to be hidden, and those without which these could be worked out from the
 * sums, until an attacker who knows all that is published can say of no hidden number more than that it lies in an interval
 * [L, U] with U ≥ k and U − L ≥ k − 1, which integer programs prove (METHODS §5). No zero is hidden: people may
 * know that something cannot be.
 * @param onProgress hears how many of the hidden numbers could still be worked out
 * @throws Unprotectable where what is published already gives a number away
 */
export async function protect(
	counts: Counts,
	{ hidden: first, published = new Set(), k }: Protection,
	onProgress: (open: number) => void = () => undefined
): Promise<Set<number>> {
	const highs = await solver();
	const hidden = new Set(first);
	const fixed = new Set(
		[...counts.values.keys()].filter((at) => counts.values[at] === 0 || published.has(at))
	);
	const cover = new Cover(highs, counts, fixed);
	const settled = new Map<string, Guess[]>();
	const attackTogether = (together: number[]) => {
		const key = together.join();
		const guesses = settled.get(key) ?? [...attack(highs, counts, together, k)];
		settled.set(key, guesses);
		return guesses;
	};
	try {
		for (;;) {
			const guesses = hiddenTogether(counts, hidden).flatMap(attackTogether);
			onProgress(guesses.length);
			if (guesses.length === 0) return hidden;
			const before = hidden.size;
			for (const guess of guesses) for (const place of cover.find(guess, hidden, k) ?? []) hidden.add(place);
			if (hidden.size > before) continue;
			// The linear program sees numbers between the whole ones, where there are none.
			const next = guesses.flatMap((guess) => nearest(counts, guess, hidden, fixed))[0];
			if (next === undefined) throw new Unprotectable(guesses);
			hidden.add(next);
		}
	} finally {
		cover.dispose();
	}
}

/** What is not hidden yet of what a number hangs together with, the smallest first. */
function nearest(
	{ values, relations }: Counts,
	{ place }: Guess,
	hidden: ReadonlySet<number>,
	fixed: ReadonlySet<number>
): number[] {
	const together = relations.flatMap(({ total, parts }) => {
		const all = [total, ...parts];
		return all.some((each) => each === place || hidden.has(each)) ? all : [];
	});
	return together
		.filter((each) => !hidden.has(each) && !fixed.has(each))
		.sort((a, b) => values[a]! - values[b]!);
}
