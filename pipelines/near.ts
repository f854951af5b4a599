/**
 * The word that was most likely meant: of those that differ by at most a third of its letters (capitals aside)
 * the one that differs least, the first of equals. Null where none is so near.
 */
export function nearest(word: string, known: Iterable<string>): string | null {
	const wanted = word.toLowerCase();
	let best: string | null = null;
	let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
	for (const each of known) {
		const distance = editDistance(wanted, each.toLowerCase());
		if (distance < least) {
			best = each;
			least = distance;
		}
	}
	return best;
}

/** ` Did you mean "…"?` where a known word is near, else nothing. */
export function didYouMean(word: string, known: Iterable<string>): string {
	const near = nearest(word, known);
	return near === null ? '' : ` Did you mean "${near}"?`;
}

/**
 * How many letters must be put in, taken out, replaced or exchanged with the next to make one word of another
 * (optimal string alignment).
 */
function editDistance(from: string, to: string): number {
	let before: number[] = [];
	let row = Array.from({ length: to.length + 1 }, (_, at) => at);
	for (const [index, letter] of from.split('').entries()) {
		const next = [index + 1];
		for (let at = 1; at <= to.length; at++) {
			const exchanged = letter === to[at - 2] && from[index - 1] === to[at - 1];
			next.push(
				Math.min(
					(next[at - 1] ?? 0) + 1,
					(row[at] ?? 0) + 1,
					(row[at - 1] ?? 0) + (letter === to[at - 1] ? 0 : 1),
					exchanged ? (before[at - 2] ?? 0) + 1 : Infinity
				)
			);
		}
		before = row;
		row = next;
	}
	return row[to.length] ?? 0;
}
