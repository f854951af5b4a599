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
	return Math.min(1, 2 * tail(Math.abs(away), away < 0 ? -skewness : skewness));
}

/** Nearly symmetric: there the third curve is the normal one, and its cube root loses its digits. */
const SYMMETRIC = 1e-4;

/** The chance of a standardised value of at least `away`, of a third curve with this skewness. */
function tail(away: number, skewness: number): number {
	const upper = (z: number) => (z >= 0 ? normalTails(z) / 2 : 1 - normalTails(z) / 2);
	if (Math.abs(skewness) < SYMMETRIC) return upper(away);
	const shape = 4 / skewness ** 2;
	const scaled = 1 + (away * Math.sign(skewness)) / Math.sqrt(shape);
	// The short tail ends here: no value lies beyond.
	if (scaled <= 0) return 0;
	const z = 3 * Math.sqrt(shape) * (Math.cbrt(scaled) - 1 + 1 / (9 * shape));
	return skewness > 0 ? upper(z) : 1 - upper(z);
}
