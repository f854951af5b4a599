import type { Consequence } from '#lib/server/batches.ts';
import type { Words } from '#lib/speak.ts';

/** What taking a batch back does: the sentence that matters most, and the others. */
export function effectsOf(
	{ m, format }: Words,
	{ accepted, source_name: source, counts, left, knownNow, knownThen }: Consequence,
	sample: boolean
): { first: string; others: string[] } {
	const w = m.data.undo;
	const counted = (value: number) => ({ value, number: format.number(value) });
	const known =
		knownThen === null
			? w.unknown({ source })
			: knownNow !== null && knownNow !== knownThen
				? w.known({ source, now: format.date(knownNow), then: format.date(knownThen) })
				: null;
	return {
		first: counts ? w.effect({ ...counted(accepted), source }) : w.effectNone,
		others: [
			...(counts ? [w.left(counted(left)), ...(known === null || left === 0 ? [] : [known])] : []),
			w.kept,
			...(sample ? [w.sample] : []),
			w.meanwhile
		]
	};
}
