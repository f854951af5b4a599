import type { Ledger } from '#lib/metrics/disclose/counts.ts';

/** What stands for all values of a dimension. */
export const ALL = '*';

/** Clients by their values of some dimensions, each in one place. */
export type CrossTable = { sizes: readonly number[]; cells: readonly number[] };

/**
 * Notes each number of a table of several dimensions, with the totals over each of them and over several at once, under
 * the values' places: `2,*,0`. The cells are in the order of the last dimension first.
 */
export function noteTable(ledger: Ledger, { sizes, cells }: CrossTable): void {
	const values = new Map<string, number>();
	const places = sizes.map((size) => [...Array(size).keys()].map(String));
	const inside = places.reduce<string[][]>(
		(all, own) => all.flatMap((key) => own.map((at) => [...key, at])),
		[[]]
	);
	inside.forEach((key, index) => {
		for (let mask = 0; mask < 1 << sizes.length; mask++) {
			const name = key.map((each, axis) => (mask & (1 << axis) ? ALL : each)).join();
			values.set(name, (values.get(name) ?? 0) + cells[index]!);
		}
	});
	const at = new Map([...values].map(([name, value]) => [name, ledger.note(name, value)]));
	for (const name of values.keys()) {
		const key = name.split(',');
		key.forEach((each, axis) => {
			if (each !== ALL) return;
			const parts = places[axis]!.map((own) => at.get(key.with(axis, own).join())!);
			ledger.sum(at.get(name)!, parts);
		});
	}
}
