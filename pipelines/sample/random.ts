import { createHash } from 'node:crypto';

/**
 * A stream of random numbers that its name alone decides: the same name gives the same numbers on every
 * machine. Not for secrets.
 */
export type Random = {
	/** A number from 0 up to, not including, 1. */
	next: () => number;
	/** A whole number from `low` to `high`, both included. */
	integer: (low: number, high: number) => number;
	/** True with a probability. */
	chance: (probability: number) => boolean;
	/** One of a list; throws `RangeError` where it is empty. */
	pick: <Item>(list: readonly Item[]) => Item;
	/** One of a list of pairs, as often as its weight says; throws `RangeError` where no weight is above 0. */
	weighted: <Item>(entries: readonly (readonly [item: Item, weight: number])[]) => Item;
	/** One of the keys of an object, as often as its weight says. */
	among: <Key extends string>(weights: Readonly<Record<Key, number>>) => Key;
	/** From the standard normal distribution (mean 0, standard deviation 1). */
	normal: () => number;
	/** From the exponential distribution with a mean. */
	exponential: (mean: number) => number;
	/** From the Weibull distribution with a shape and a median. */
	weibull: (shape: number, median: number) => number;
	/** From the gamma distribution with a shape of 1 or more, and mean 1. */
	gamma: (shape: number) => number;
	/** From the Poisson distribution with a mean. */
	poisson: (mean: number) => number;
	/** A stream of its own, named below this one; this one is not moved by it. */
	fork: (name: string | number) => Random;
};

/** The stream of a name. */
export function randomOf(name: string): Random {
	const next = xoshiro(name);
	const integer = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
	// 1 - next() is never 0, of which there is no logarithm.
	const exponential = (mean: number) => -Math.log(1 - next()) * mean;
	const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
	const weighted = <Item>(entries: readonly (readonly [item: Item, weight: number])[]): Item => {
		const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
		let left = next() * total;
		const found = entries.find(([, weight]) => (left -= weight) < 0);
		if (!found) throw new RangeError('There is nothing to choose from: no weight is above 0.');
		return found[0];
	};
	return {
		next,
		integer,
		chance: (probability) => next() < probability,
		pick: (list) => at(list, integer(0, list.length - 1)),
		weighted,
		among: <Key extends string>(weights: Readonly<Record<Key, number>>) =>
			weighted(Object.entries<number>(weights) as [Key, number][]),
		normal,
		exponential,
		weibull: (shape, median) => median * Math.pow(exponential(1) / Math.LN2, 1 / shape),
		gamma: (shape) => gamma(shape, next, normal) / shape,
		poisson: (mean) => {
			let count = 0;
			for (let sum = exponential(1); sum < mean; sum += exponential(1)) count++;
			return count;
		},
		fork: (part) => randomOf(`${name}/${String(part)}`)
	};
}

function at<Item>(list: readonly Item[], index: number): Item {
	if (index < 0 || index >= list.length) throw new RangeError('There is nothing to choose from.');
	return list[index] as Item;
}

/** xoshiro128** 1.1 (Blackman and Vigna 2018), its state the hash of a name; 32 bits a number. */
function xoshiro(name: string): () => number {
	const state = createHash('sha256').update(name).digest();
	let a = state.readUInt32LE(0);
	let b = state.readUInt32LE(4);
	let c = state.readUInt32LE(8);
	let d = state.readUInt32LE(12);
	const turn = (value: number, by: number) => (value << by) | (value >>> (32 - by));
	return () => {
		const result = Math.imul(turn(Math.imul(b, 5), 7), 9) >>> 0;
		const shifted = b << 9;
		c ^= a;
		d ^= b;
		b ^= c;
		a ^= d;
		c ^= shifted;
		d = turn(d, 11);
		return result / 0x1_0000_0000;
	};
}

/** Marsaglia and Tsang (2000): gamma of a shape of 1 or more, scale 1. */
function gamma(shape: number, next: () => number, normal: () => number): number {
	const d = shape - 1 / 3;
	const c = 1 / Math.sqrt(9 * d);
	for (;;) {
		const x = normal();
		const v = Math.pow(1 + c * x, 3);
		if (v > 0 && Math.log(1 - next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
	}
}
