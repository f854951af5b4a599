import { normalTails } from '../estimate/distributions.ts';

/**
 * How often the sum over the group's clusters would lie as far from its mean if it were dealt its clusters at random from
 * all of them, two-sided: the permutation test of a sum, with the exact mean, variance and skewness of what can be dealt,
 * by Pearson's third curve. A t takes its variance from the group's own few clusters, which may all be small or alike by
 * chance; here it comes from all. 1 where nothing differs.
 * Rule: Pitman 1937; the tails of the third curve by Wilson and Hilferty 1931.
 */
export function dealt(group: readonly number[], rest: readonly number[]): number {
	const [m, k] = [group.length, group.length + rest.length];
	if (m === 0 || m === k || k < 3) return 1;
	const all = [...group, ...rest];
	const mean = all.reduce((sum, each) => sum + each, 0) / k;
	let squares = 0;
	let cubes = 0;
	for (const each of all) {
		squares += (each - mean) ** 2;
		cubes += (each - mean) ** 3;
	}
	const variance = ((m * (k - m)) / (k * (k - 1))) * squares;
	if (variance <= 0) return 1;
	const third = ((m * (k - m) * (k - 2 * m)) / (k * (k - 1) * (k - 2))) * cubes;
	const away = group.reduce((sum, each) => sum + each - mean, 0) / Math.sqrt(variance);
	const skewness = third / variance ** 1.5;
	// A curve that leans to the left is one that leans to the right, seen in a mirror.
	const { above, below } = skewness < 0 ? tails(-away, -skewness) : tails(away, skewness);
	return Math.min(1, 2 * Math.min(above, below));
}

/** Nearly symmetric: there the third curve is the normal one, and its cube root loses its digits. */
const SYMMETRIC = 1e-4;

/** The chances of a standardised value above and below this one, of a third curve with this skewness, from 0. */
function tails(value: number, skewness: number): { above: number; below: number } {
	if (skewness < SYMMETRIC) return normal(value);
	const shape = 4 / skewness ** 2;
	const scaled = 1 + value / Math.sqrt(shape);
	if (scaled <= 0) return { above: 1, below: 0 }; // the short tail ends before
	return normal(3 * Math.sqrt(shape) * (Math.cbrt(scaled) - 1 + 1 / (9 * shape)));
}

function normal(z: number): { above: number; below: number } {
	const [tail, rest] = [normalTails(z) / 2, 1 - normalTails(z) / 2];
	return z >= 0 ? { above: tail, below: rest } : { above: rest, below: tail };
}
