// How often chance alone makes a gap: agencies whose households differ in nothing but chance, compared by every kind of
// figure and in as many groups as the sample agency has. The seeds are fixed. No store is needed: they are the rows.
import { expect, it } from 'vitest';
import { compareSides, type ComparedKind, type Fact } from '#lib/metrics/compare/sides.ts';
import { adjust } from '#lib/metrics/compare/discoveries.ts';
import { randomOf, type Random } from '#pipelines/sample/random.ts';

const AGENCIES = 200;
const HOUSEHOLDS = 160;
/** How many households are of each group of each dimension; the last dimension is of single people. */
const DIMENSIONS = [
	[67, 22, 4, 3, 2, 2],
	[34, 33, 14, 4, 3, 5, 7],
	[52, 44, 4],
	[55, 45],
	[14, 86],
	[60, 40]
];

/** Figures as an agency has them: one row each or many, alike in a household or not, some households with far more than others. */
type Figure = {
	kind: ComparedKind;
	draw: (random: Random, people: number) => Omit<Fact, 'cluster' | 'client' | 'told'>[];
};
const alone = { outcome: null, flawed: 0, kept: [true] };

/** Rows of a household that comes more or less readily: its share of successes is its own. */
function shares(mean: number, rows: number, alike: number): Figure {
	return {
		kind: 'ratio',
		draw: (random, people) => {
			const own = Math.min(1, Math.max(0, mean + alike * random.normal()));
			return Array.from({ length: people }, () => {
				const n = rows === 1 ? 1 : 1 + random.poisson(random.exponential(rows - 1));
				let x = 0;
				for (let row = 0; row < n; row++) if (random.chance(own)) x++;
				return { ...alone, n, x, y: 0 };
			});
		}
	};
}

const FIGURES: Figure[] = [
	shares(0.6, 1, 0),
	shares(0.9, 1, 0.1),
	shares(0.8, 12, 0.15),
	shares(0.35, 4, 0.2),
	{
		// All of a household leave for the same place.
		kind: 'ratio',
		draw: (random, people) => {
			const x = Number(random.chance(0.55));
			return Array.from({ length: people }, () => ({ ...alone, n: 1, x, y: 0 }));
		}
	},
	{
		// Who is met more readily is met more often, and all of a household together, for as long as they stay.
		kind: 'rate',
		draw: (random, people) => {
			const y = Math.max(1, Math.round(random.weibull(0.9, 70)));
			const x = random.poisson((y / 30) * 3 * random.gamma(2));
			return Array.from({ length: people }, () => ({ ...alone, n: 1, x, y }));
		}
	},
	{
		kind: 'time_to_event',
		draw: (random) => {
			const [wait, patience, known] = [
				random.weibull(1.3, 50),
				random.exponential(330),
				random.integer(90, 365)
			];
			const x = Math.round(Math.min(wait, patience, known));
			const outcome =
				wait <= Math.min(patience, known) ? 'event' : patience <= known ? 'competing' : 'censored';
			return [{ ...alone, n: 1, x, y: 0, outcome }];
		}
	},
	{
		kind: 'duration',
		draw: (random, people) => {
			const x = Math.round(random.gamma(1.5) * 17);
			return Array.from({ length: people }, () => ({ ...alone, n: 1, x, y: 0 }));
		}
	}
];

/** The p of every group against the rest, by every figure. */
function scan(random: Random): number[] {
	const households = Array.from({ length: HOUSEHOLDS }, (_, cluster) => ({
		cluster,
		people: random.chance(0.45) ? random.integer(2, 5) : 1,
		told: DIMENSIONS.slice(0, -1).map((weights) => group(random, weights))
	}));
	const of = DIMENSIONS.at(-1) ?? [];
	return FIGURES.flatMap(({ kind, draw }) => {
		const facts = households
			.filter(() => random.chance(0.8))
			.flatMap(({ cluster, people, told }) =>
				draw(random, people).map((fact, person): Fact => ({
					...fact,
					cluster,
					client: 8 * cluster + person,
					told: [...told, group(random, of)]
				}))
			);
		return DIMENSIONS.flatMap((weights, at) =>
			weights.flatMap((_, value) => {
				const is = ({ told }: Fact) => told[at] === String(value);
				const sides = compareSides(
					kind,
					facts.filter(is),
					facts.filter((fact) => !is(fact)),
					90
				);
				return sides === null ? [] : [sides.compared.p];
			})
		);
	});
}

function group(random: Random, weights: readonly number[]): string {
	return String(random.weighted(weights.map((weight, value) => [value, weight] as const)));
}

it('finds a gap in at most 5 % of 200 agencies in which nobody differs', () => {
	let found = 0;
	let cells = 0;
	let small = 0;
	for (let agency = 0; agency < AGENCIES; agency++) {
		const p = scan(randomOf(`agency without gaps ${String(agency)}`));
		cells += p.length;
		small += p.filter((each) => each <= 0.001).length;
		if (Math.min(...adjust(p)) <= 0.05) found++;
	}
	console.info(
		`Of ${String(AGENCIES)} agencies without a difference, ${String(cells / AGENCIES)} comparisons in each: ${String(found)} with q ≤ 0.05; p ≤ 0.001 in ${((1000 * small) / cells).toFixed(2)} of 1,000.`
	);
	expect(found).toBeLessThanOrEqual(0.05 * AGENCIES);
	expect(small / cells).toBeLessThan(0.002);
}, 120_000);

it('finds next to all where a group differs by much', () => {
	let found = 0;
	for (let agency = 0; agency < 50; agency++) {
		const random = randomOf(`agency with a gap ${String(agency)}`);
		const p = scan(random);
		const facts = Array.from({ length: 4 * HOUSEHOLDS }, (_, cluster): Fact => {
			const is = cluster % 4 === 0;
			return {
				...alone,
				cluster,
				client: cluster,
				n: 1,
				y: 0,
				told: [String(is)],
				x: Number(random.chance(is ? 0.35 : 0.6))
			};
		});
		const is = ({ told }: Fact) => told[0] === 'true';
		const sides = compareSides(
			'ratio',
			facts.filter(is),
			facts.filter((fact) => !is(fact)),
			0
		);
		if ((adjust([sides?.compared.p ?? 1, ...p])[0] ?? 1) <= 0.05) found++;
	}
	console.info(
		`Of 50 agencies in which 160 of 640 people have 35 % against 60 %: found in ${String(found)}.`
	);
	expect(found).toBeGreaterThanOrEqual(48);
}, 60_000);
