import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Ledger } from '#lib/metrics/disclose/counts.ts';
import { protect, Unprotectable } from '#lib/metrics/disclose/protect.ts';
import { workOut, type Published } from '../attacker.ts';
import { ALL, noteTable, type CrossTable } from '../cross-table.ts';

const K = 11;

/** What is published of a table: each number with the inner places that it counts. */
async function publish(
	table: CrossTable,
	k = K
): Promise<{ published: Record<string, Published>; small: number }> {
	const ledger = new Ledger();
	noteTable(ledger, table);
	const { values } = ledger.counts;
	const small = new Set([...values.keys()].filter((at) => values[at]! > 0 && values[at]! < k));
	const hidden = await protect(ledger.counts, { hidden: small, k });
	const inside = insideOf(table.sizes);
	const published: Record<string, Published> = {};
	for (const name of namesOf(table.sizes)) {
		const place = ledger.names.indexOf(name);
		const parts = name.split(',');
		const of = inside.filter((key) =>
			key.split(',').every((each, at) => parts[at] === ALL || parts[at] === each)
		);
		published[name] = { of, value: hidden.has(place) ? null : values[place]! };
	}
	return { published, small: small.size };
}

const places = (size: number) => Array.from({ length: size }, (_, at) => String(at));
const across = (lists: string[][]) =>
	lists
		.reduce<string[][]>((all, own) => all.flatMap((key) => own.map((at) => [...key, at])), [[]])
		.map(String);
const insideOf = (sizes: readonly number[]) => across(sizes.map(places));
const namesOf = (sizes: readonly number[]) => across(sizes.map((size) => [...places(size), ALL]));

const hiddenOf = (published: Record<string, Published>) =>
	Object.keys(published).filter((name) => published[name]!.value === null);

/** The hidden numbers of which more can be worked out than the policy allows. */
function givenAway(published: Record<string, Published>, k = K): string[] {
	return Object.entries(workOut(published, k - 1))
		.filter(([, { lower, upper }]) => upper < k || upper - lower < k - 1)
		.map(([name, { lower, upper }]) => `${name} lies between ${String(lower)} and ${String(upper)}`);
}

/** Numbers as tables of an agency have them: many small ones, some zeros, a few large ones. */
const clients = fc.oneof(
	{ weight: 2, arbitrary: fc.constant(0) },
	{ weight: 4, arbitrary: fc.integer({ min: 1, max: K - 1 }) },
	{ weight: 6, arbitrary: fc.integer({ min: K, max: 60 }) },
	{ weight: 1, arbitrary: fc.integer({ min: 100, max: 3000 }) }
);
const tableOf = (...sizes: fc.Arbitrary<number>[]): fc.Arbitrary<CrossTable> =>
	fc.tuple(...sizes).chain((chosen) => {
		const length = chosen.reduce((all, size) => all * size, 1);
		return fc.record({
			sizes: fc.constant(chosen),
			cells: fc.array(clients, { minLength: length, maxLength: length })
		});
	});
const size = (max: number) => fc.integer({ min: 2, max });

describe('a table that is published', () => {
	it('hides a small number, and three others without which it is a subtraction', async () => {
		const { published } = await publish({ sizes: [2, 3], cells: [40, 5, 30, 25, 60, 12] });
		expect(hiddenOf(published)).toContain('0,1');
		expect(hiddenOf(published)).toHaveLength(4);
		expect(givenAway(published)).toEqual([]);
	});

	it('hides nothing where nothing is small, and no zero', async () => {
		const { published } = await publish({ sizes: [2, 2], cells: [40, 0, 11, 200] });
		expect(hiddenOf(published)).toEqual([]);
	});

	it('hides the total where nothing else could keep a number from being worked out', async () => {
		const { published } = await publish({ sizes: [2, 1], cells: [0, 4] });
		expect(hiddenOf(published)).toEqual(['1,0', '1,*', '*,0', '*,*']);
	});

	it('is attacked in vain: one in which no line has a single hidden number, and yet one is given away', () => {
		// Each row and column that has a hidden number has two; the sums leave 9 to 10 for the first place.
		const own = { '0,0': null, '0,1': null, '1,0': null, '1,1': null };
		const published = Object.fromEntries(
			namesOf([2, 2]).map((name) => {
				const parts = name.split(',');
				const of = insideOf([2, 2]).filter((key) =>
					key.split(',').every((each, at) => parts[at] === ALL || parts[at] === each)
				);
				const sums: Record<string, number> = { '0,*': 10, '1,*': 1, '*,0': 10, '*,1': 1, '*,*': 11 };
				return [name, { of, value: name in own ? null : sums[name]! }];
			})
		);
		expect(givenAway(published)).toContain('0,0 lies between 9 and 10');
	});

	for (const [title, table, runs] of [
		['two ways', tableOf(size(5), size(4)), 1300],
		['three ways', tableOf(size(3), size(3), size(2)), 700]
	] as const)
		it(
			`gives no hidden number away, over ${String(runs)} random tables of ${title}`,
			{ timeout: 300_000 },
			async () => {
				let [small, more] = [0, 0];
				await fc.assert(
					fc.asyncProperty(table, async (each) => {
						const { published, small: first } = await publish(each);
						small += first;
						more += hiddenOf(published).length - first;
						expect(givenAway(published)).toEqual([]);
					}),
					{ numRuns: runs, seed: 30 }
				);
				expect(more / small).toBeLessThan(3);
			}
		);
});

describe('what was published before', () => {
	/** A half year of two quarters, the second of them small: hidden, where `published` is known already. */
	async function hiddenBeside(...published: string[]): Promise<string[]> {
		const ledger = new Ledger();
		const [first, second, half] = [
			ledger.note('first', 40),
			ledger.note('second', 4),
			ledger.note('half', 44)
		];
		ledger.sum(half, [first, second]);
		const hidden = await protect(ledger.counts, {
			hidden: new Set([second]),
			published: new Set(published.map((name) => ledger.names.indexOf(name))),
			k: K
		});
		return ['first', 'second', 'half'].filter((name) => hidden.has(ledger.names.indexOf(name)));
	}

	it('cannot be hidden any more: what would give it away is hidden in its place', async () => {
		expect(await hiddenBeside('first')).toEqual(['second', 'half']);
	});

	it('is refused where it gives a number away by itself', async () => {
		await expect(hiddenBeside('first', 'half')).rejects.toThrow(Unprotectable);
	});
});

describe('clients who are in several programs', () => {
	it(
		'are no sum: a small program is not worked out from what all have, and what each has',
		{ timeout: 120_000 },
		async () => {
			const subsets = [1, 2, 3, 4, 5, 6, 7];
			await fc.assert(
				fc.asyncProperty(fc.array(clients, { minLength: 7, maxLength: 7 }), async (sizes) => {
					const names = ['first', 'second', 'third'];
					const counted: Record<string, string[]> = { all: subsets.map(String) };
					names.forEach((name, at) => (counted[name] = subsets.filter((set) => set & (1 << at)).map(String)));
					const sizeOf = (of: string[]) => of.reduce((all, set) => all + sizes[Number(set) - 1]!, 0);
					const ledger = new Ledger();
					const place = Object.fromEntries(
						Object.entries(counted).map(([name, of]) => [name, ledger.note(name, sizeOf(of))])
					);
					ledger.union(
						place.all!,
						names.map((name) => place[name]!)
					);
					const { values } = ledger.counts;
					const small = new Set([...values.keys()].filter((at) => values[at]! > 0 && values[at]! < K));
					const hidden = await protect(ledger.counts, { hidden: small, k: K });
					const published = Object.fromEntries(
						Object.entries(counted).map(([name, of]) => [
							name,
							{ of, value: hidden.has(place[name]!) ? null : values[place[name]!]! }
						])
					);
					expect(givenAway(published)).toEqual([]);
				}),
				{ numRuns: 200, seed: 30 }
			);
		}
	);
});
