import { attack, Found, hiddenTogether, isSafe, type Guess } from './attack.ts';
import type { Counts } from './counts.ts';
import { Cover } from './cover.ts';
import { solver } from './solver.ts';

/**
 * What is to be hidden at least; what the audience has already, which cannot be hidden any more; and what is published
 * nowhere, and small of nobody: it may be worked out.
 */
export type Protection = {
	hidden: ReadonlySet<number>;
	published?: ReadonlySet<number>;
	open?: ReadonlySet<number>;
	k: number;
};

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
 * [L, U] with U ≥ k and U − L ≥ k − 1, which integer programs prove (METHODS §5). No further zero is hidden: people may
 * know that something cannot be.
 * @param onProgress hears how many of the hidden numbers could still be worked out
 * @throws Unprotectable where what is published already gives a number away
 */
export async function protect(
	counts: Counts,
	{ hidden: first, published = new Set(), open = new Set(), k }: Protection,
	onProgress: (open: number) => void = () => undefined
): Promise<Set<number>> {
	const highs = await solver();
	const hidden = new Set(first);
	const unknown = () => hidden.union(open);
	const fixed = new Set(
		[...counts.values.keys()].filter((at) => published.has(at) || (counts.values[at] === 0 && !first.has(at)))
	);
	const cover = new Cover(highs, counts, fixed);
	const found = new Found(counts);
	/** Hides what must move so that a number could be another. */
	const hideAround = (guess: Guess) => {
		const change = cover.find(guess, unknown(), k);
		if (change === null) return;
		for (const place of change.keys()) if (!open.has(place)) hidden.add(place);
		found.note(new Map(change.entries().map(([place, by]) => [place, counts.values[place]! + tidy(by)])));
	};
	try {
		for (const place of first) {
			const bounds = found.boundsOf(place);
			if (!isSafe(bounds, k)) hideAround({ place, ...bounds });
		}
		for (;;) {
			const guesses = hiddenTogether(counts, unknown()).flatMap((together) => [
				...attack(highs, counts, together, { found, k, open })
			]);
			onProgress(guesses.length);
			if (guesses.length === 0) return hidden;
			const before = hidden.size;
			for (const guess of guesses) hideAround(guess);
			if (hidden.size > before) continue;
			// The linear program sees numbers between the whole ones, where there are none.
			const next = guesses.flatMap((guess) => nearest(counts, guess, unknown(), fixed))[0];
			if (next === undefined) throw new Unprotectable(guesses);
			hidden.add(next);
		}
	} finally {
		cover.dispose();
	}
}

/** Of which hidden numbers more can be worked out than the policy allows, and what. */
export async function findGivenAway(
	counts: Counts,
	{ hidden, open = new Set(), k }: Omit<Protection, 'published'>
): Promise<Guess[]> {
	const highs = await solver();
	const found = new Found(counts);
	return hiddenTogether(counts, hidden.union(open)).flatMap((together) => [
		...attack(highs, counts, together, { found, k, open })
	]);
}

/** A number that the solver means to be whole, as a whole one. */
function tidy(value: number): number {
	const whole = Math.round(value);
	return Math.abs(value - whole) < 1e-6 ? whole : value;
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
