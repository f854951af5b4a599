import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { writeSample } from '#pipelines/sample/write.ts';
import { readStages } from '#pipelines/stages/definition.ts';
import { measure } from '#lib/metrics/engine.ts';
import {
	flowSchema,
	traceFlow,
	type FlowAnswer,
	type FlowQuestion,
	type FlowStage
} from '#lib/metrics/flow.ts';
import { listFlow } from '#lib/metrics/flow/rows.ts';
import { WHO, type Who } from '#lib/metrics/flow/who.ts';
import { addDays } from '#lib/metrics/periods.ts';
import { listRows } from '#lib/metrics/rows.ts';
import { OWNER, type Scope } from '#lib/metrics/scope.ts';
import { listValues } from '#lib/metrics/values.ts';
import { openCurrent, type Store } from '#lib/server/store.ts';
import { drawFlow, readFlowPage } from '#lib/server/flow-page.ts';
import { speak } from '#lib/speak.ts';
import { DEFAULT_VIEW } from '#lib/view.ts';
import { newHome, take, temporaryFolder } from '../home.ts';
import { command } from '../command-here.ts';
import { households, STARTED, UNTIL } from '../households.ts';

vi.mock('#pipelines/run.ts', () => import('../work-here.ts'));

const open: Store[] = [];
afterAll(() => {
	for (const store of open) store.db.close();
});

/** A store of its own with an upload in it. */
async function storeOf(...uploads: string[]): Promise<Store> {
	const home = newHome();
	await take(home, uploads);
	const store = await openCurrent(home);
	open.push(store);
	return store;
}

const period = { from: '2025-01-01', to: '2025-09-30' };
const inProgram = (value: string) => [{ dimension: 'program', value }];
const ask = (store: Store, question: Partial<FlowQuestion> = {}) =>
	traceFlow(store, { ...OWNER, period, where: [], by: null, ...question });
const stageOf = ({ stages }: { stages: FlowStage[] }, id: string): FlowStage => {
	const found = stages.find(({ stage }) => stage === id);
	if (!found) throw new Error(`There is no stage ${id}.`);
	return found;
};
const among = async (
	store: Store,
	stage: string,
	who: Who,
	where = inProgram('Rapid'),
	to: string | null = null
) => listFlow(store, { ...OWNER, period, where }, { stage, who, to });

describe('twelve households that started in rapid re-housing on one day, followed for 300 days', () => {
	let store: Store;
	let flow: FlowAnswer;
	beforeAll(async () => {
		store = await storeOf(households());
		flow = await ask(store, { where: inProgram('Rapid') });
	});

	it('are the households of the flow, each once', () => {
		expect(flowSchema.parse(flow)).toEqual(flow);
		expect(flow).toMatchObject({ started: 12, observed_until: UNTIL, period });
		expect(flow.stages.map(({ stage }) => stage)).toEqual([
			'referred',
			'started',
			'engaged',
			'planned',
			'placed',
			'housed'
		]);
	});

	it('had been referred where that is known; half began within 20 days of it', () => {
		expect(stageOf(flow, 'referred')).toMatchObject({ could: 12, reached: 3, share_by: null, share: null });
		expect(stageOf(flow, 'started')).toMatchObject({
			could: 12,
			reached: 12,
			step: { from: 'referred', n: 3, half_by: 20 }
		});
	});

	it('were engaged by the first contact: ten of them, nine by day 7, half by day 3', () => {
		const engaged = stageOf(flow, 'engaged');
		expect(engaged).toMatchObject({
			could: 12,
			reached: 10,
			share_by: 7,
			half_by: 3,
			waiting: { n: 1, half: 300, here: 1, others: 0 },
			left: { n: 1, here: 1, to: [{ group: 'homeless', n: 1 }] },
			step: { from: 'started', n: 12, half_by: 3, without: 0 },
			immature: false
		});
		expect(engaged.share).toBeCloseTo(9 / 12, 12);
	});

	it('had a plan: eight of them, seven by day 30; who has a home without one still waits for it', () => {
		const planned = stageOf(flow, 'planned');
		expect(planned).toMatchObject({
			reached: 8,
			half_by: 25,
			waiting: { n: 2, half: 300, here: 0 },
			left: { n: 2, here: 1 },
			step: { from: 'engaged', n: 10, half_by: 18, without: 0 }
		});
		expect(planned.share).toBeCloseTo(7 / 12, 12);
	});

	it('had a home: five of them, one of these without a plan; three wait, and four left without one', () => {
		const placed = stageOf(flow, 'placed');
		expect(placed).toMatchObject({
			reached: 5,
			half_by: null,
			waiting: { n: 3, half: 300, here: 2, others: 1 },
			left: {
				n: 4,
				here: 2,
				to: [
					{ group: 'homeless', n: 2 },
					{ group: 'temporary', n: 1 },
					{ group: 'unknown', n: 1 }
				]
			},
			step: { from: 'planned', n: 8, half_by: 40, without: 1 }
		});
		expect(placed.share).toBeCloseTo(5 / 12, 12);
	});

	it('still had it half a year later but for one that went back to the street and one that came back to the shelter', () => {
		const housed = stageOf(flow, 'housed');
		expect(housed).toMatchObject({
			could: 5,
			after: 'placed',
			reached: 3,
			share_by: 180,
			immature: false,
			waiting: { n: 0, half: null },
			left: {
				n: 2,
				to: [
					{ group: 'homeless', n: 1 },
					{ group: 'returned', n: 1 }
				]
			},
			half_by: null,
			step: null
		});
		expect(housed.share).toBeCloseTo(3 / 5, 12);
	});

	it('are stuck and lost between plan and home; of steps that fewer than ten took the length says too little', () => {
		expect(flow).toMatchObject({ stuck: 'placed', lost: 'placed', slowest: 'planned' });
	});

	it.each([
		['placed', 'days-to-move-in'],
		['planned', 'plan-within-30-days'],
		['engaged', 'days-to-first-contact']
	])('have the same figure at the stage %s as the metric %s', async (id, metric) => {
		const { results } = await measure(store, {
			...OWNER,
			metric,
			period,
			where: inProgram('Rapid'),
			by: [],
			grain: null
		});
		const { value, lower, upper, n, also } = results[0]!;
		expect(stageOf(flow, id)).toMatchObject({
			share: value,
			lower,
			upper,
			could: n,
			half_by: also.half_by,
			waiting: { n: also.waiting },
			left: { n: also.left }
		});
	});

	it('are listed behind each number, who waits the longest first, with the days so far', async () => {
		const waiting = await among(store, 'placed', 'waiting');
		expect(waiting.rows.map(({ days, started_on }) => [days, started_on])).toEqual(
			Array(3).fill([300, STARTED])
		);
		const lost = await among(store, 'placed', 'left-here');
		expect(lost.rows.map(({ days, went_to, left_on }) => [days, went_to, left_on])).toEqual([
			[80, 'homeless', addDays(STARTED, 80)],
			[50, 'temporary', addDays(STARTED, 50)]
		]);
		expect((await among(store, 'placed', 'left', inProgram('Rapid'), 'homeless')).n).toBe(2);
		const others = await among(store, 'placed', 'others');
		expect(others.rows.map(({ days, started_on }) => [days, started_on])).toEqual([
			[570, addDays(STARTED, -270)]
		]);
	});

	it('are followed by group too, in alphabetical order', async () => {
		const { groups } = await ask(store, { where: inProgram('Rapid'), by: 'language' });
		expect(groups.map(({ group, started }) => [group, started])).toEqual([
			['English', 6],
			['Spanish', 6]
		]);
		expect(groups.map((group) => stageOf(group, 'placed').reached)).toEqual([5, 0]);
		expect(groups.map((group) => stageOf(group, 'placed').waiting.n)).toEqual([1, 2]);
	});
});

describe('another type of program', () => {
	let store: Store;
	beforeAll(async () => {
		store = await storeOf(households());
	});

	it('has its own way to a stage: from a shelter, the exit to a permanent home', async () => {
		const flow = await ask(store, { where: inProgram('Shelter') });
		expect(stageOf(flow, 'placed')).toMatchObject({ could: 2, reached: 1, half_by: 20, waiting: { n: 1 } });
		expect(stageOf(flow, 'housed')).toMatchObject({ could: 1, reached: 1 });
	});

	it('may not have the stage at all, and nobody is lost or waits for it', async () => {
		const flow = await ask(store, { where: inProgram('Advice') });
		expect(stageOf(flow, 'placed')).toMatchObject({ status: 'no_data', could: 0, not_collected: 0 });
		const all = await ask(store);
		expect(all.started).toBe(15);
		expect(stageOf(all, 'placed')).toMatchObject({ could: 14, not_collected: 0 });
	});
});

describe('a stage that the source does not collect', () => {
	it('is not collected, never zero, and the stage before it is the one before that', async () => {
		const flow = await ask(await storeOf(households({ without: ['plan', 'referred_on'] })), {
			where: inProgram('Rapid')
		});
		for (const id of ['planned', 'referred'])
			expect(stageOf(flow, id)).toMatchObject({ status: 'not_collected', could: 0, not_collected: 12 });
		expect(stageOf(flow, 'planned').reason).toBe(
			'No source has plan.created_on; a source with this column would bring it.'
		);
		expect(stageOf(flow, 'started').step).toBeNull();
		expect(stageOf(flow, 'placed')).toMatchObject({
			reached: 5,
			waiting: { n: 3, here: 2 },
			left: { n: 4, here: 3 },
			step: { from: 'engaged', n: 10, without: 0 }
		});
	});
});

describe('the page', () => {
	const page = async (where = inProgram('Rapid')) =>
		drawFlow(
			await readFlowPage(await storeOf(households()), { ...DEFAULT_VIEW, period, where }, OWNER),
			speak('en')
		);

	it('says where cases are stuck and lost before it shows it', async () => {
		const { headline, sentences, pictures } = await page();
		expect(headline).toBe(
			'Of 12 households that started, 3 are still waiting for a home, half of them for 300 days or longer.'
		);
		expect(sentences).toEqual([
			'Most are lost between service plan and home: 2 left without a home after they had got as far as the service plan.',
			'The longest step is from engagement to service plan: half of those who got as far went on within 18 days.',
			'Of the 5 that had a home, 60 % still had it 180 days later (25 to 95 %).',
			'Besides these, 1 household that started before or after this period is still waiting for a home.'
		]);
		expect(pictures.flow?.title).toBe('Most are lost between service plan and home');
		expect(pictures.flow?.chart.table.rows.map((row) => row.slice(0, 5))).toEqual([
			['Referred', '3', '3', '0', '0'],
			['Started', '12', '12', '0', '0'],
			['Engaged', '12', '10', '1', '1'],
			['Planned', '12', '8', '2', '2'],
			['Placed', '12', '5', '3', '4'],
			['Still housed', '5', '3', '0', '2']
		]);
	});

	it('says so where nobody started', async () => {
		const { headline, sentences, pictures } = await page([{ dimension: 'language', value: 'Greek' }]);
		expect([headline, sentences, pictures.flow]).toEqual(['No household started in this period', [], null]);
	});
});

describe('the command line', () => {
	it('answers in the schema, lists the households behind a number, and refuses what makes no sense', async () => {
		const home = newHome();
		await take(home, households());
		const options = ['--from', period.from, '--to', period.to, '--where', 'program=Rapid'];
		const said = JSON.parse(
			(await command(home, 'flow', ...options, '--by', 'language', '--json')).stdout
		) as unknown;
		expect(flowSchema.parse(said)).toEqual(said);
		const table = await command(home, 'flow', ...options);
		expect(table.stdout).toMatch(/placed +12 +5 +90 +0\.417/);
		const rows = await command(home, 'flow', ...options, '--rows', 'placed', '--who', 'left-here', '--csv');
		expect(rows.stdout.trim().split('\n')).toHaveLength(3);
		expect((await command(home, 'flow', '--rows', 'placed', '--by', 'program')).code).toBe(2);
		expect((await command(home, 'flow', '--rows', 'nowhere')).code).toBe(2);
		expect((await command(home, 'flow', '--by', 'event')).stderr).toContain('A household has no "event".');
	});
});

describe('a question that cannot be answered', () => {
	it('is refused in words', async () => {
		const store = await storeOf(households());
		await expect(ask(store, { by: 'event' })).rejects.toThrow('A household has no "event".');
		await expect(ask(store, { by: 'nonsense' })).rejects.toThrow('There is no dimension "nonsense".');
		await expect(among(store, 'nonsense', 'left')).rejects.toThrow(
			'There is no stage "nonsense". There are: referred'
		);
		await expect(among(store, 'placed', 'toString' as Who)).rejects.toThrow(
			'There is no "toString" at a stage.'
		);
	});

	it('of somebody who may not see single clients is not answered', async () => {
		const store = await storeOf(households());
		await expect(ask(store, { audience: { may_see_clients: false } })).rejects.toThrow(
			'Nothing is given out.'
		);
	});
});

describe('the sample agency', () => {
	const years = { from: '2023-10-01', to: '2026-06-30' };
	let store: Store;
	let hmis: Store;
	beforeAll(async () => {
		const folder = `${temporaryFolder()}/sample`;
		await writeSample(
			folder,
			{ clients: 500, seed: 5, formats: ['canonical-csv', 'hmis-csv'] },
			() => undefined
		);
		store = await storeOf(`${folder}/canonical-csv`);
		hmis = await storeOf(`${folder}/hmis-fy2026.zip`);
	});

	it.each(['program', 'language', 'household_type', 'team'])(
		'loses nobody on the way, by %s: reached, waiting and left are all who could, and the groups are the whole',
		async (by) => {
			for (const each of [store, hmis]) {
				const flow = await ask(each, { period: years, by });
				expect(flow.started).toBeGreaterThan(100);
				for (const { stages } of [flow, ...flow.groups])
					for (const { stage, share_by, could, reached, waiting, left, step } of stages) {
						if (share_by === null) continue;
						expect([stage, reached + waiting.n + left.n]).toEqual([stage, could]);
						expect(left.to.reduce((sum, { n }) => sum + n, 0)).toBe(left.n);
						for (const figure of [could, reached, waiting.n, waiting.here, left.here, step?.n ?? 0])
							expect(figure).toBeGreaterThanOrEqual(0);
						expect(waiting.here).toBeLessThanOrEqual(waiting.n);
						expect(left.here).toBeLessThanOrEqual(left.n);
					}
				for (const { stage } of readStages().map(({ id }) => ({ stage: id })))
					for (const of of ['could', 'reached'] as const)
						expect(flow.groups.reduce((sum, group) => sum + stageOf(group, stage)[of], 0)).toBe(
							stageOf(flow, stage)[of]
						);
			}
		}
	);

	it('has every household in one place: at the last stage that it reached, or through', async () => {
		for (const { value } of await listValues(store, 'program', OWNER.scope)) {
			const flow = await ask(store, { period: years, where: inProgram(value) });
			const steps = flow.stages.filter(
				({ share_by, after, could }) => share_by !== null && after === null && could > 0
			);
			const here = steps.reduce((sum, { waiting, left }) => sum + waiting.here + left.here, 0);
			expect([value, here + (steps.at(-1)?.reached ?? 0)]).toEqual([value, flow.started]);
		}
	});

	it('lists as many households behind each number as the number says, and nothing after the last day known', async () => {
		const flow = await ask(store, { period: years });
		for (const each of flow.stages) {
			const numbers: Record<Who, number> = {
				could: each.could,
				reached: each.reached,
				waiting: each.waiting.n,
				'waiting-here': each.waiting.here,
				others: each.waiting.others,
				left: each.left.n,
				'left-here': each.left.here
			};
			for (const who of WHO) {
				const list = await listFlow(
					store,
					{ ...OWNER, period: years, where: [] },
					{ stage: each.stage, who, to: null }
				);
				expect([each.stage, who, list.n, list.rows.length]).toEqual([
					each.stage,
					who,
					numbers[who],
					numbers[who]
				]);
				for (const row of list.rows) {
					for (const day of [row.started_on, row.reached_on, row.left_on])
						expect((day ?? '') <= (flow.observed_until ?? '')).toBe(true);
					expect(row.days === null || Number(row.days) >= 0).toBe(true);
				}
			}
		}
	});

	it.each([
		['placed', 'days-to-move-in'],
		['engaged', 'days-to-first-contact'],
		['planned', 'plan-within-30-days']
	])('says of the stage %s what the metric %s says of the same households', async (id, metric) => {
		for (const program of ['Tideway Rapid Re-Housing', 'Millrace Supportive Housing']) {
			const question = { ...OWNER, period: years, where: inProgram(program) };
			const stage = stageOf(await ask(store, question), id);
			const heads = (await listFlow(store, question, { stage: id, who: 'could', to: null })).rows;
			const rows = (await listRows(store, { ...question, metric })).rows;
			const ofHeads = rows.filter((row) => heads.some((head) => head.enrollment_id === row.enrollment_id));
			expect(ofHeads.length).toBe(stage.could);
			const outcomes = (outcome: string) => ofHeads.filter((row) => row.outcome === outcome).length;
			expect([outcomes('event'), outcomes('censored'), outcomes('competing')]).toEqual([
				stage.reached,
				stage.waiting.n,
				stage.left.n
			]);
			if (id !== 'placed') continue; // members of a household count there too
			const [result] = (await measure(store, { ...question, metric, by: [], grain: null })).results;
			expect(stage).toMatchObject({
				could: result?.n,
				share: result?.value,
				lower: result?.lower,
				upper: result?.upper,
				half_by: result?.also.half_by,
				immature: result?.immature
			});
		}
	});

	it('says of the start what the days from referral to start say', async () => {
		const question = { ...OWNER, period: years, where: inProgram('Tideway Rapid Re-Housing') };
		const { step } = stageOf(await ask(store, question), 'started');
		const heads = (await listFlow(store, question, { stage: 'referred', who: 'reached', to: null })).rows;
		const rows = (await listRows(store, { ...question, metric: 'days-referral-to-start' })).rows
			.filter((row) => heads.some((head) => head.enrollment_id === row.enrollment_id))
			.map(({ days }) => Number(days))
			.sort((a, b) => a - b);
		expect(step?.n).toBe(rows.length);
		expect(step?.half_by).toBe(
			((rows[Math.floor((rows.length - 1) / 2)] ?? 0) + (rows[Math.ceil((rows.length - 1) / 2)] ?? 0)) / 2
		);
	});

	it('in the form of HMIS has no plans, no referrals and no contacts outside outreach, and the same homes', async () => {
		const [own, other] = [await ask(store, { period: years }), await ask(hmis, { period: years })];
		for (const id of ['referred', 'planned']) expect(stageOf(other, id).status).toBe('not_collected');
		const inRapid = await ask(hmis, { period: years, where: inProgram('Tideway Rapid Re-Housing') });
		expect(stageOf(inRapid, 'engaged').status).toBe('not_collected');
		expect(stageOf(inRapid, 'placed').step?.from).toBe('started');
		const inOutreach = await ask(hmis, { period: years, where: inProgram('Lantern Street Outreach') });
		expect(stageOf(inOutreach, 'engaged').status).toBe('shown');
		for (const id of ['placed', 'housed'])
			expect([stageOf(other, id).could, stageOf(other, id).reached]).toEqual([
				stageOf(own, id).could,
				stageOf(own, id).reached
			]);
	});

	it('shows each asker their own households alone, and all of them together once', async () => {
		const programs = await store.db.rows('select program_id::varchar as id, label from program');
		let sum = 0;
		for (const { id, label } of programs) {
			const scope: Scope = { ...OWNER.scope, programs: [String(id)] };
			const mine = await ask(store, { period: years, scope });
			sum += mine.started;
			const filtered = await ask(store, { period: years, where: inProgram(String(label)) });
			expect(mine.stages.map(({ reached, could }) => [reached, could])).toEqual(
				filtered.stages.map(({ reached, could }) => [reached, could])
			);
			const list = await listFlow(
				store,
				{ ...OWNER, scope, period: years, where: [] },
				{ stage: 'started', who: 'could', to: null }
			);
			expect(new Set(list.rows.map((row) => row.program))).toEqual(new Set(mine.started > 0 ? [label] : []));
		}
		expect(sum).toBe((await ask(store, { period: years })).started);
		const nothing = await ask(store, { period: years, scope: { ...OWNER.scope, workers: [] } });
		expect(nothing.started).toBe(0);
		expect(nothing.stages.every(({ could, waiting }) => could === 0 && waiting.others === 0)).toBe(true);
	});
});
