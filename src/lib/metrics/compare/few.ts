import { binomialQuantile, logChoose } from '../estimate/distributions.ts';
import type { Expected } from './limits.ts';
import type { Point } from './marks.ts';
import { pPrime, type Part } from './p-prime.ts';

/** A share with the rows that it is of, and as how many independent rows they count. */
export type CountedShare = Part & { effective: number };

/** What can be expected of a share, with how far each limit is, and how much it weighs in a run on either side. */
export type ExpectedShare = Expected & Pick<Point, 'above' | 'below' | 'weight'>;

/** Where fewer successes, or failures, than these are expected, a share is not nearly normal. */
const FEW = 5;
/** The chance of a normal value beyond three standard deviations on one side. */
const BEYOND = 0.00135;

/**
 * The limits of a trend of shares: Laney's p′ (`pPrime`), with the exact binomial where few successes or few failures are
 * expected. There a normal curve is far off: of months with five rows of which 97 % succeed, chance would put one beyond its
 * p′ limits in half of all charts, and seven in a row above the level in as many. So the limits of such a share are never
 * narrower than the binomial's, and a share that chance puts on one side more often than not weighs less in a run: it
 * counts as log2(1 ÷ that chance) of a point.
 *
 * Null where `pPrime` is. Throws RangeError for shares and numbers of rows that there are not.
 */
export function expectShares(shares: readonly CountedShare[]): ExpectedShare[] | null {
	const found = pPrime(shares);
	if (found === null) return null;
	return found.expected.map((expected, at) =>
		widen(expected, Math.max(1, Math.round(shares[at]!.effective)))
	);
}

function widen(expected: Expected, n: number): ExpectedShare {
	const { centre, reach } = expected;
	if (n * Math.min(centre, 1 - centre) >= FEW) return expected;
	const below = Math.max(reach, centre - binomialQuantile(BEYOND, n, centre) / n);
	const above = Math.max(reach, binomialQuantile(1 - BEYOND, n, centre) / n - centre);
	const chances = binomial(n, centre);
	const chanceOf = (side: (share: number) => boolean) =>
		chances.reduce((sum, chance, successes) => sum + (side(successes / n) ? chance : 0), 0);
	return {
		...expected,
		lower: Math.max(0, centre - below),
		upper: Math.min(1, centre + above),
		below,
		above,
		weight: {
			up: worth(chanceOf((share) => share > centre)),
			down: worth(chanceOf((share) => share < centre))
		}
	};
}

/** As much of a point of a run as its chance says: all of one at one half or less. */
function worth(chance: number): number {
	return chance <= 0.5 ? 1 : Math.max(0, -Math.log2(chance));
}

function binomial(n: number, p: number): number[] {
	return Array.from({ length: n + 1 }, (_, k) =>
		Math.exp(logChoose(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p))
	);
}
