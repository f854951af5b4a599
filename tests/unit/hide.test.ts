import { describe, expect, it } from 'vitest';
import { Ledger } from '#lib/metrics/disclose/counts.ts';
import { hide } from '#lib/metrics/disclose/hide.ts';

const K = 11;

/** Sums by their parts, what of them is secret, and what was told before: by name what is hidden, and what withheld. */
async function hidden(
	numbers: Record<string, number>,
	sums: Record<string, string[]>,
	{ secret, told, least = [] }: { secret: string[]; told: string[]; least?: string[] }
) {
	const ledger = new Ledger();
	const names = Object.keys(numbers);
	const place = new Map(names.map((name) => [name, ledger.note(name, numbers[name]!)]));
	const of = (list: string[]) => list.map((name) => place.get(name)!);
	for (const [total, parts] of Object.entries(sums)) ledger.sum(place.get(total)!, of(parts));
	const one = ledger.note('one', 1);
	for (const each of of(least)) ledger.atMost(one, [each]);
	const before = { told: new Set([...of(told), one]), hidden: new Set<number>() };
	const telling = new Set(place.values());
	const found = await hide(ledger.counts, { secret: new Set(of(secret)), telling, before, k: K });
	const named = (places: ReadonlySet<number>) => names.filter((name) => places.has(place.get(name)!));
	return { hidden: named(found.hidden), withheld: named(found.withheld) };
}

describe('what is not told', () => {
	const OTHER = { north: 30, south: 5, east: 20, all: 55 };

	it('is what is secret and what it could be worked out from', async () => {
		const found = await hidden(OTHER, { all: ['north', 'south', 'east'] }, { secret: ['south'], told: [] });
		expect(found).toEqual({ hidden: ['south', 'east'], withheld: [] });
	});

	it('does not grow for what everybody could subtract before', async () => {
		const found = await hidden(
			{ first: 40, second: 4, half: 44, third: 50, nine: 94, ...OTHER },
			{ half: ['first', 'second'], nine: ['half', 'third'], all: ['north', 'south', 'east'] },
			{ secret: ['second', 'south'], told: ['first', 'half'] }
		);
		expect(found).toEqual({ hidden: ['second', 'south', 'east'], withheld: [] });
	});

	it('is all that hangs together with a number that is nearly given away already, and no other table', async () => {
		const found = await hidden(
			{ women: 5, men: 6, both: 11, others: 20, more: 25, ...OTHER },
			{ both: ['women', 'men'], more: ['women', 'others'], all: ['north', 'south', 'east'] },
			{ secret: ['women', 'men', 'south'], told: ['both'], least: ['women', 'men'] }
		);
		expect(found).toEqual({
			hidden: ['women', 'men', 'others', 'more', 'south', 'east'],
			withheld: ['others', 'more']
		});
	});
});
