// What can be worked out between answers that each are safe by themselves: over totals that were not asked for, spans of
// time, the grants of one funder, and figures before and after a correction.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { disclose } from '#lib/metrics/disclose/disclosed.ts';
import type { DisclosedQuestion } from '#lib/metrics/disclose/asked.ts';
import type { DisclosedResult, Told } from '#lib/metrics/disclose/told.ts';
import { newHome } from '../home.ts';
import { alike, type Stay } from '../made-agency.ts';
import { makeStore } from '../made-store.ts';

const POLICY = { kind: 'suppress', k: 11 } as const;
const Q2 = { from: '2024-04-01', to: '2024-06-30' };
const HALF = { from: '2024-01-01', to: '2024-06-30' };

const STAY = { program: 'North', race: 'White', sex: 'woman', from: '2024-02-01', to: null, housed: false };

/** Groups of people alike: how many, and what sets them apart from `STAY`. */
function people(...groups: [count: number, Partial<Stay>][]): Stay[] {
	return groups.flatMap(([count, own], at) => alike(count, 1000 * (at + 1), { ...STAY, ...own }));
}

const home = newHome();
mkdirSync(join(home.path, 'metrics'), { recursive: true });
writeFileSync(
	join(home.path, 'metrics', 'here-at-first.sql'),
	`/* ---
title: Here at first
question: How many people were here on the first day?
kind: count
unit: people
group: outputs
headline: {better: neutral}
grain: person
one_row_per: client
accrues: true
needs: [enrollment.started_on]
control: agency
source: our own
--- */
select enrollment_id, $from as cohort_date from active_enrollment($from, $to) where started_on <= $from`
);
let made: Awaited<ReturnType<typeof makeStore>>;
beforeAll(async () => {
	made = await makeStore(home, '2024-06-30');
});
afterAll(() => {
	made.db.close();
});

/** Answers questions of these people in turn, each with all that was told before. */
async function tell(
	releases: { stays: Stay[]; questions: Partial<DisclosedQuestion>[] }[]
): Promise<DisclosedResult[][][]> {
	const earlier: Told[] = [];
	const all: DisclosedResult[][][] = [];
	for (const { stays, questions } of releases) {
		const asked = questions.map((each): DisclosedQuestion => ({
			...{ metric: 'enrollments-started', programs: [], by: [], periods: [HALF] },
			...each
		}));
		const { disclosed, told } = await disclose(await made.holding(stays), asked, { policy: POLICY, earlier });
		earlier.push(told);
		all.push(disclosed.answers.map(({ results }) => results));
	}
	return all;
}

/** What is told of the group with a value, or of all; null where it is hidden. */
const told = (results: DisclosedResult[] | undefined, value?: string) =>
	results!.find(({ group }) => value === undefined || Object.values(group).join(' ') === value)?.n ?? null;

describe('no number is given away', () => {
	it('by the total over two dimensions where no total over one was asked for', async () => {
		const stays = people(
			[40, {}],
			[5, { race: 'Asian' }],
			[30, { sex: 'man' }],
			[25, { sex: 'man', race: 'Asian' }]
		);
		const [[all, cells] = []] = await tell([
			{ stays, questions: [{}, { by: ['race_ethnicity', 'sex_or_gender'] }] }
		]);
		const hidden = cells!.filter(({ n }) => n === null);
		expect(hidden.length > 1 || told(all) === null).toBe(true);
	});

	it('by how many were served in the half-year, of a group of which nobody was in its first quarter', async () => {
		const late = { from: '2024-05-01' };
		const stays = people(
			...([
				[40, {}],
				[3, { ...late, race: 'Asian' }],
				[20, { ...late, race: 'Black' }]
			] as [number, Partial<Stay>][])
		);
		const metric = 'people-served';
		const [[all, groups] = []] = await tell([
			{
				stays,
				questions: [
					{ metric, periods: [Q2, HALF] },
					{ metric, by: ['race_ethnicity'], periods: [Q2, HALF] }
				]
			}
		]);
		const of = ({ from }: { from: string }, results: DisclosedResult[]) =>
			results.filter(({ period }) => period.from === from);
		// Who started in the second quarter: in it and in the half-year they are as many.
		const known = (race: string) => told(of(Q2, groups!), race) ?? told(of(HALF, groups!), race);
		const total = told(of(Q2, all!)) ?? told(of(HALF, all!));
		const open = groups!.map(({ group }) => Object.values(group)[0]!);
		const unknown = [...new Set(open)].filter((race) => known(race) === null);
		expect(unknown.length).toBeGreaterThan(1);
		expect(total).not.toBeNull();
	});

	it('by two that are fewer than eleven each, and are eleven together: each is one at least', async () => {
		const stays = people([5, { race: 'Asian' }], [6, { race: 'Black' }], [30, {}]);
		const [[all, groups] = []] = await tell([{ stays, questions: [{}, { by: ['race_ethnicity'] }] }]);
		expect([told(all), told(groups, 'White')]).toContain(null);
	});

	it('by what all programs have together, where nobody is in two of them', async () => {
		const stays = people([40, {}], [30, { program: 'South' }], [5, { program: 'East' }]);
		const metric = 'people-served';
		const [[all, programs] = []] = await tell([
			{ stays, questions: [{ metric }, { metric, by: ['program'] }] }
		]);
		expect([told(all), told(programs, 'North'), told(programs, 'South')]).toContain(null);
	});

	it('by clients of whom each has one row: the clients and the rows are the same number', async () => {
		const stays = people(
			[40, {}],
			[30, { race: 'Black' }],
			[25, { race: 'Asian' }],
			[5, { program: 'South' }]
		);
		const [[, groups, programs] = []] = await tell([
			{ stays, questions: [{}, { by: ['race_ethnicity'] }, { by: ['program'] }] }
		]);
		for (const { n, clients } of [...groups!, ...programs!]) expect(clients).toBe(n);
	});

	it('by another grant, in which the same people are a group of its own', async () => {
		const groups: [number, Partial<Stay>][] = [
			[5, { race: 'Asian' }],
			[20, { race: 'Black' }],
			[20, {}],
			[40, { program: 'South', race: 'Asian' }],
			[40, { program: 'South', race: 'Black' }],
			[40, { program: 'South' }]
		];
		const first = { programs: ['North', 'South'], by: ['program', 'race_ethnicity'] };
		const second = { programs: ['North'], by: ['race_ethnicity'] };
		const [[cells] = [], [own] = []] = await tell([
			{ stays: people(...groups), questions: [first] },
			{ stays: people(...groups), questions: [second, { programs: ['North'] }] }
		]);
		for (const race of ['Black', 'White'])
			expect([race, told(own, race) === null]).toEqual([race, told(cells, `North ${race}`) === null]);
	});
});

describe('a correction of three people', () => {
	const before = people([40, {}], [60, { program: 'South' }]);
	const changed = (north: number, south: number) =>
		people([40 + north, {}], [60 + south, { program: 'South' }]);
	const both = { programs: ['North', 'South'] };
	const one = (program: string) => ({ programs: [program] });

	it('is carried, and told once it has grown', async () => {
		const [, [same] = [], [grown] = []] = await tell([
			{ stays: before, questions: [both] },
			{ stays: changed(0, 3), questions: [both] },
			{ stays: changed(0, 12), questions: [both] }
		]);
		expect(same![0]).toMatchObject({ n: 100, carried: true });
		expect(grown![0]).toMatchObject({ n: 112, carried: false });
	});

	it('is not worked out from the programs of grants that are asked for one after the other', async () => {
		const [, [north] = [], [south] = []] = await tell([
			{ stays: before, questions: [both] },
			{ stays: changed(0, 3), questions: [one('North')] },
			{ stays: changed(0, 3), questions: [one('South')] }
		]);
		expect([told(north), told(south)]).toContain(null);
	});

	it('is not worked out of the programs by which two grants differ', async () => {
		const [[first, firstAll] = [], [now, nowAll] = []] = await tell([
			{ stays: before, questions: [one('North'), both] },
			{ stays: changed(12, 3), questions: [one('North'), both] }
		]);
		expect([told(first), told(firstAll)]).toEqual([40, 100]);
		const isNew = (results: DisclosedResult[]) => told(results) !== null && !results[0]!.carried;
		expect(isNew(now!) && isNew(nowAll!)).toBe(false);
	});

	it('is not told by a grant on the program that was a group of another', async () => {
		const [, [now] = []] = await tell([
			{ stays: before, questions: [{ ...both, by: ['program'] }] },
			{ stays: changed(0, 3), questions: [one('South')] }
		]);
		expect(told(now)).toBeNull();
	});

	it('does not give away a group that was hidden, though every row of the data has changed its number', async () => {
		const groups: [number, Partial<Stay>][] = [
			[5, { race: 'Asian' }],
			[20, { race: 'Black' }],
			[20, {}]
		];
		const renamed = people(...groups).map((stay) => ({ ...stay, id: stay.id + 50_000 }));
		const by = { by: ['race_ethnicity'] };
		const [[, old] = [], [now] = []] = await tell([
			{ stays: people(...groups), questions: [{}, by] },
			{ stays: renamed, questions: [by] }
		]);
		for (const race of ['Asian', 'Black', 'White'])
			if (told(old, race) === null) expect([race, told(now, race)]).toEqual([race, null]);
	});
});

describe('what is no reason not to answer', () => {
	const stays = people(
		[40, {}],
		[30, { race: 'Black' }],
		[15, { from: '2024-05-01' }],
		[20, { from: HALF.from }]
	);
	const asked = { metric: 'people-served', programs: [], by: [], periods: [Q2, HALF] };

	it('a metric of one’s own that says that it accrues, and does not: it is told as one that does not', async () => {
		const store = await made.holding(stays);
		const own = { ...asked, metric: 'here-at-first' };
		const { disclosed, notAccruing } = await disclose(store, [own, asked], { policy: POLICY });
		expect(notAccruing).toEqual(['here-at-first']);
		expect(disclosed.answers.map(({ results }) => results.map(({ n }) => n))).toEqual([
			[90, 20],
			[105, 105]
		]);
	});

	it('what was told before by a metric, a dimension or a program that is gone', async () => {
		const store = await made.holding(stays);
		const { told: before } = await disclose(store, [asked, { ...asked, by: ['race_ethnicity'] }], {
			policy: POLICY
		});
		const gone = [
			{ ...asked, metric: 'what-was' },
			{ ...asked, by: ['star_sign'] },
			{ ...asked, programs: ['West'] }
		];
		const earlier = [{ ...before, questions: [...before.questions, ...gone] }];
		const { disclosed } = await disclose(store, [asked], { policy: POLICY, earlier });
		expect(disclosed.answers[0]!.results.map(({ n }) => n)).toEqual([105, 105]);
	});
});
