// Random agencies, told of in two or three releases between which people come and go: no number that is hidden can be worked out from all
// of them more closely than the policy allows. (That it is small he may come to know of a group that is gone since.)
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readMetrics } from '#pipelines/metrics/definition.ts';
import { decide } from '#lib/metrics/disclose/decide.ts';
import { tell } from '#lib/metrics/disclose/disclosed.ts';
import { nameOf, type Figure } from '#lib/metrics/disclose/figures.ts';
import type { DisclosedResult, Told } from '#lib/metrics/disclose/told.ts';
import type { Period, Result } from '#lib/metrics/result.ts';
import { workOut, type Bounds, type Published } from '../attacker.ts';
import { alike, type Stay } from '../made-agency.ts';
import type { Reading } from '../read-forms.ts';
import { keptFrom, publish, subjectOf } from '../release-attacker.ts';

const K = 11;
/** Of a group of which nobody was, and now is, he knows that it is 1 to `K` - 1. */
const LEAST = K - 2;
const POLICY = { kind: 'suppress', k: K } as const;
const PROGRAMS = ['North', 'South'];
const EXITS = 'exits-to-permanent-housing';
const metric = {
	...readMetrics(null).metrics.find(({ id }) => id === EXITS)!,
	...({ of: 'enrollment', rows_sql: '' } as const)
};
const Q1 = { from: '2024-01-01', to: '2024-03-31' };
const Q2 = { from: '2024-04-01', to: '2024-06-30' };
const PERIODS = [Q1, Q2, { from: Q1.from, to: Q2.to }];
const BY = [[], ['program'], ['race_ethnicity'], ['sex_or_gender'], ['race_ethnicity', 'sex_or_gender']];
const isAskedBy = (by: readonly string[]) => by.length !== 1 || by[0] === 'program';

/** Each kind of stay: where, whose, when it ended and how. */
const KINDS = PROGRAMS.flatMap((program) =>
	['White', 'Black', 'Asian'].flatMap((race) =>
		['woman'].flatMap((sex) =>
			['2024-02-01', '2024-05-01'].flatMap((to) =>
				[true, false].map((housed) => ({ program, race, sex, from: '2024-01-01', to, housed }))
			)
		)
	)
);

const valueOf = (stay: Stay, dimension: string) =>
	dimension === 'program' ? stay.program : dimension === 'race_ethnicity' ? stay.race : stay.sex;

function headsOf(stays: readonly Stay[]) {
	const ids = stays.map(({ id }) => id).join('+');
	return { rows: stays.length, clients: stays.length, of: ids, whose: ids };
}

/** The figures of exits, as a store would give them. */
function figuresOf(stays: readonly Stay[], periods: readonly Period[]): Figure[] {
	return periods.flatMap((period) =>
		BY.flatMap((by) => {
			const own = stays.filter(({ to }) => to! >= period.from && to! <= period.to);
			const groups = Map.groupBy(own, (stay) => JSON.stringify(by.map((id) => valueOf(stay, id))));
			return [...groups.values()].map((rows): Figure => ({
				...{ metric, programs: PROGRAMS, period, isAtom: false, isOneClients: false },
				...headsOf(rows),
				isSpan: period !== PERIODS[2],
				group: Object.fromEntries(by.map((id) => [id, valueOf(rows[0]!, id)])),
				yes: headsOf(rows.filter(({ housed }) => housed)),
				no: headsOf(rows.filter(({ housed }) => !housed))
			}));
		})
	);
}

function resultOf({ period, group, rows, clients, yes }: Figure): Result {
	return {
		...{ period, group, clients, n: rows, numerator: yes!.rows, value: yes!.rows / rows },
		...{ status: 'shown', reason: null, lower: null, upper: null, immature: false },
		...{ standard: null, standard_source: null, verdict: null, also: {} }
	};
}

/** What is told of the stays of a release. */
async function release(stays: Stay[], periods: Period[], earlier: Told[]) {
	const figures = figuresOf(stays, periods);
	const named = figures
		.filter(({ group }) => isAskedBy(Object.keys(group)))
		.map((figure) => ({ figure, name: nameOf({ ...figure, metric: EXITS }) }));
	const asked = new Set(named.map(({ name }) => name));
	const decision = await decide(figures, { asked, policy: POLICY, earlier });
	const results = new Map<string, DisclosedResult>(
		named.map(({ figure, name }) => [name, tell(resultOf(figure), name, decision)])
	);
	const readings = [...results.values()].map(
		({ period, group, n, clients, numerator, carried, band }): Reading => ({
			...{ form: 'JSON', metric: EXITS, ...period, group, carried, band, before: false },
			said: { n, clients, numerator }
		})
	);
	// What is hidden for others' sake alone may be told in a later release.
	const secrets = named.flatMap(({ figure, name }) => {
		const { places, secret } = decision.entries.get(name)!;
		const { rows, clients, yes, no } = places;
		const subject = subjectOf({ metric: EXITS, ...figure.period, group: figure.group });
		const parts = Object.entries({ n: rows, clients, numerator: yes!, no: no! });
		return parts.flatMap(([part, place]) =>
			secret?.places.includes(place) === true ? [`${subject} ${part}`] : []
		);
	});
	return { readings, secrets, told: decision.keep([], results) };
}

/** What can be worked out; nothing where who takes what is the same for unchanged is wrong: no table fits. */
function worked(published: Record<string, Published>): Record<string, Bounds> {
	try {
		return workOut(published, K - 1);
	} catch (error) {
		if (error instanceof Error && error.message.endsWith('Infeasible')) return {};
		throw error;
	}
}

/** Whether all of a group are of one side in one of two releases, and not in the other. */
function isOneSided(releases: readonly (readonly Stay[])[]): boolean {
	const sides = releases.map((stays) =>
		figuresOf(stays, PERIODS).map((figure) => ({
			name: nameOf({ ...figure, metric: EXITS }),
			is: figure.yes!.rows === 0 || figure.no!.rows === 0
		}))
	);
	return sides.some((now, at) =>
		now.some(({ name, is }) => {
			const before = sides[at - 1]?.find((each) => each.name === name)?.is;
			return at > 0 && (before ?? false) !== is;
		})
	);
}

/** Whether what is worked out of a number is that it is what was told before: people came and went, and as many are there. */
function isAsTold(
	published: Record<string, Published>,
	name: string,
	{ lower, upper }: Pick<Bounds, 'lower' | 'upper'>
): boolean {
	const [release = '', ...subject] = name.split(' ');
	return (
		lower === upper &&
		[0, 1].some(
			(at) => at < Number(release) && published[`${String(at)} ${subject.join(' ')}`]?.value === lower
		)
	);
}

const size = fc.oneof(
	{ weight: 4, arbitrary: fc.constant(0) },
	{ weight: 3, arbitrary: fc.integer({ min: 1, max: K - 1 }) },
	{ weight: 4, arbitrary: fc.integer({ min: K, max: 50 }) }
);
const change = fc.tuple(fc.nat(KINDS.length - 1), fc.integer({ min: -14, max: 16 }));
const agency = fc.record({
	sizes: fc.array(size, { minLength: KINDS.length, maxLength: KINDS.length }),
	changes: fc.array(fc.array(change, { maxLength: 4 }), { minLength: 1, maxLength: 2 })
});

it(
	'no number that is hidden can be worked out from two or three releases of a random agency',
	{ timeout: 60_000 },
	async () => {
		let [hidden, told] = [0, 0];
		await fc.assert(
			fc.asyncProperty(agency, async ({ sizes: first, changes }) => {
				// Of each quarter and side there is somebody: of nobody, everybody knows of whom.
				const sizes = first.map((each, kind) => each + (kind < 4 ? 20 : 0));
				const all = [[], ...changes].map((own, at) => {
					for (const [kind, by] of own) sizes[kind] = Math.max(0, sizes[kind]! + by);
					const stays = KINDS.flatMap((kind, which) => alike(sizes[which]!, 1000 * (which + 1), kind));
					return { stays, seen: stays.filter(({ to }) => at > 0 || to! <= Q1.to) };
				});
				// That all of a group are, or were, of one side can be guessed where a number of the side is that of the group, and of
				// all who came from totals.
				fc.pre(!isOneSided(all.map(({ seen }) => seen)));
				const earlier: Told[] = [];
				const releases = [];
				const aims = new Set<string>();
				for (const [at, { stays, seen }] of all.entries()) {
					const own = await release(stays, at === 0 ? [Q1] : PERIODS, earlier);
					earlier.push(own.told);
					for (const secret of own.secrets) aims.add(`${String(at)} ${secret}`);
					releases.push({ stays: seen, readings: own.readings });
				}
				const { published } = publish(releases, K);
				const kept = keptFrom(published);
				hidden += Object.keys(kept).length;
				told += Object.keys(published).length - Object.keys(kept).length;
				const weak = Object.entries(worked(published)).filter(
					([name, { lower, upper }]) =>
						name in kept &&
						aims.has(name) &&
						upper - lower < LEAST &&
						!isAsTold(published, name, { lower, upper })
				);
				expect(weak.map(([name, { lower, upper }]) => [name, lower, upper])).toEqual([]);
			}),
			{ numRuns: 8, seed: 9, endOnFailure: true }
		);
		// Of numbers of which most are small, some are told.
		expect(told).toBeGreaterThan(hidden / 10);
	}
);
