import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Truths } from '#pipelines/sample/truths.ts';
import { readNeeds, unmetOf, type Needs } from '#lib/metrics/needs.ts';
import { listRows } from '#lib/metrics/rows.ts';
import { OUTCOMES } from '#lib/metrics/referral-outcomes.ts';
import { OWNER } from '#lib/metrics/scope.ts';
import { drawFlow, readFlowPage } from '#lib/server/flow-page.ts';
import { openCurrent, type Store } from '#lib/server/store.ts';
import { speak } from '#lib/speak.ts';
import { DEFAULT_VIEW } from '#lib/view.ts';
import { newHome, take } from '../home.ts';
import { readTruths, sampleHome } from '../sample-homes.ts';
import { households } from '../households.ts';

const open: Store[] = [];
afterAll(() => {
	for (const store of open) store.db.close();
});
async function storeOf(upload: string): Promise<Store> {
	const home = newHome();
	await take(home, upload);
	const store = await openCurrent(home);
	open.push(store);
	return store;
}

describe('what came of the referrals of the sample agency', () => {
	let store: Store;
	let needs: Needs;
	let truth: Truths['truths'][number];
	const question = () => ({ ...OWNER, where: [], period: { from: truth.from, to: truth.to } });

	beforeAll(async () => {
		const home = await sampleHome();
		const { truths } = readTruths(home);
		truth = truths.find(({ id }) => id === 'no-capacity')!;
		store = await openCurrent(home);
		open.push(store);
		needs = await readNeeds(store, question());
	});

	it('names the service that was planted as the one without room, by share and by count, with its figure', () => {
		const [room, connected] = truth.measures;
		expect([needs.share?.service, needs.count?.service]).toEqual([truth.value, truth.value]);
		expect(needs.share?.of.room.value).toBeCloseTo(room?.value ?? -1, 10);
		expect(needs.share?.n).toBe(room?.n);
		expect(needs.share?.of.connected.value).toBeCloseTo(connected?.value ?? -1, 10);
		expect(needs.whole.room.n).toBe((room?.n ?? 0) + (room?.n_against ?? 0));
	});

	it('says so on the page first, in a sentence with the interval', async () => {
		const view = { ...DEFAULT_VIEW, period: { from: truth.from, to: truth.to } };
		const page = drawFlow(await readFlowPage(store, view, OWNER), speak('en'));
		expect(page.needsSentences[0]).toMatch(
			new RegExp(
				`^Most need is unmet in ${truth.value}: 5\\d % of [\\d,]+ referrals ended because there was no room \\(\\d+ to \\d+ %\\)`
			)
		);
		expect(page.pictures.needs?.title).toBe(`Most often without room: ${truth.value}`);
	});

	it('counts the same referrals for each outcome, none of them twice, and lists those of a service', async () => {
		expect(needs.services.length).toBeGreaterThan(5);
		for (const { service, n, of } of needs.services) {
			expect(Object.values(of).map((result) => result.n)).toEqual(Array(4).fill(n));
			const told = Object.values(of).reduce((sum, { numerator }) => sum + (numerator ?? 0), 0);
			expect(told).toBeLessThanOrEqual(n);
			expect(unmetOf(of)).toBe((of.room.numerator ?? 0) + (of.eligible.numerator ?? 0));
			const where = [{ dimension: 'event', value: service }];
			const list = await listRows(store, { ...question(), where, metric: OUTCOMES.room });
			expect(list.n).toBe(n);
			expect(list.rows.filter(({ success }) => success === true)).toHaveLength(of.room.numerator ?? -1);
		}
		expect(needs.services.reduce((sum, { n }) => sum + n, 0)).toBe(needs.whole.connected.n);
	});

	it('is asked for the households of who asks alone', async () => {
		const [program] = await store.db.rows(
			'select program_id::varchar as id, label from program order by label'
		);
		const scope = { ...OWNER.scope, programs: [String(program?.id)] };
		const own = await readNeeds(store, { ...question(), scope });
		const filtered = await readNeeds(store, {
			...question(),
			where: [{ dimension: 'program', value: String(program?.label) }]
		});
		expect(own.whole.room.n).toBeLessThan(needs.whole.room.n);
		expect(own.services.map(({ service, n }) => [service, n])).toEqual(
			filtered.services.map(({ service, n }) => [service, n])
		);
	});
});

describe('a source without referrals', () => {
	it('has no needs that could be told, and says what would bring them', async () => {
		const needs = await readNeeds(await storeOf(households()), { ...OWNER, where: [], period: {} });
		expect(needs).toMatchObject({ services: [], share: null, count: null });
		expect(needs.whole.connected).toMatchObject({ status: 'not_collected' });
		expect(needs.whole.connected.reason).toContain('referral.made_on');
	});
});
