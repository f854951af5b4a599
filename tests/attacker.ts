// Somebody who wants to know what was hidden: an integer program of its own, over the single places of a table, that
// knows nothing but what was published and how the places add up.
import loadHighs from 'highs';

const highs = await loadHighs();

/**
 * A number of a publication: the places that it counts, and what is published of it; null where it is hidden. Of such
 * a one it may be known what it is at least and at most.
 */
export type Published = { of: readonly string[]; value: number | null; least?: number; most?: number };

/** What can be worked out of a hidden number. */
export type Bounds = { of: readonly string[]; lower: number; upper: number };

/** More clients than any of the tests' tables has. */
const ROOF = 100_000;

/**
 * The bounds of each hidden number, by name. Of one for which two tables lie `enough` apart, and one of them reaches `enough` + 1,
 * the bounds are those that were found, which are no wider than the true ones.
 */
export function workOut(published: Record<string, Published>, enough: number): Record<string, Bounds> {
	const places = [...new Set(Object.values(published).flatMap(({ of }) => of))];
	const column = new Map(places.map((place, at) => [place, `x${String(at)}`]));
	const sum = (of: readonly string[]) => of.map((place) => column.get(place)!).join(' + ');
	const rules = Object.values(published).flatMap(({ of, value, least, most }) => {
		if (of.length === 0) return [];
		if (value !== null) return [`${sum(of)} = ${String(value)}`];
		return [
			...(least === undefined ? [] : [`${sum(of)} >= ${String(least)}`]),
			...(most === undefined ? [] : [`${sum(of)} <= ${String(most)}`])
		];
	});
	const program = (sense: string, of: readonly string[]) =>
		[sense, sum(of), 'Subject To', ...rules, `${sum(places)} <= ${String(ROOF)}`]
			.concat('Generals', places.map((place) => column.get(place)!).join(' '), 'End')
			.join('\n');
	const hidden = Object.entries(published).filter(([, { value }]) => value === null);
	const found: Record<string, Bounds> = Object.fromEntries(
		hidden.map(([name, { of }]) => [name, { of, lower: Infinity, upper: -Infinity }])
	);
	const isEnough = ({ lower, upper }: Bounds) => upper > enough && upper - lower >= enough;
	for (const [name, { of }] of hidden)
		for (const sense of ['Maximize', 'Minimize']) {
			if (isEnough(found[name]!)) break;
			const solution = highs.solve(program(sense, of), { output_flag: false });
			if (solution.Status !== 'Optimal') throw new Error(`${name}: ${solution.Status}`);
			const table = new Map(
				places.map((place) => [
					place,
					Math.round(Number((solution.Columns[column.get(place)!] as { Primal: number }).Primal))
				])
			);
			for (const bounds of Object.values(found)) {
				const value = bounds.of.reduce((all, place) => all + table.get(place)!, 0);
				bounds.lower = Math.min(bounds.lower, value);
				bounds.upper = Math.max(bounds.upper, value);
			}
		}
	return found;
}
