// The review of one worker: the same figures as everywhere, silent in the same places; goals that are carried on; signed by both, and
// then the same for ever.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Home } from '#pipelines/home.ts';
import { listRows } from '#lib/metrics/rows.ts';
import { compareUnits } from '#lib/metrics/units.ts';
import { measure, wholeOf } from '#lib/metrics/engine.ts';
import { OWNER } from '#lib/metrics/scope.ts';
import { HOUSEHOLDS, type Reviewed } from '#lib/review.ts';
import type { Role } from '#lib/roles.ts';
import { ABILITIES, askerOf, type Viewer } from '#lib/server/access.ts';
import { closeApp, openApp } from '#lib/server/app-db.ts';
import { readReviewed } from '#lib/server/review-figures.ts';
import { doIn, openOf, readReviewPage, type ReviewPage } from '#lib/server/review-page.ts';
import { showReview } from '#lib/server/review-words.ts';
import { forgetReviewed, listReviews, readKept } from '#lib/server/reviews.ts';
import { ready } from '#lib/server/soon.ts';
import { openCurrent, type Store } from '#lib/server/store.ts';
import { speak } from '#lib/speak.ts';
import { findWorker } from '#lib/team.ts';
import { newHome, rebuild, ROOT, run, take } from '../home.ts';
import { readTruths, sampleHome } from '../sample-homes.ts';

const WORKED = join(ROOT, 'pipelines', 'sources', 'canonical-csv', 'sample', 'worked');
const words = speak('en');

function somebody(
	role: Role,
	reach: { teams?: string[]; worker?: string | null; programs?: string[] } = {}
): Viewer {
	const whole = { role, programs: [], teams: [], worker: null, ...reach };
	return {
		id: `${role} ${whole.teams.join()}`,
		name: `A ${role}`,
		email: `${role.replace(' ', '-')}@example.org`,
		role,
		abilities: ABILITIES[role],
		asker: askerOf(whole),
		funder: null
	};
}

const idOf = async (store: Store, label: string) =>
	String(
		(await store.db.row('select worker_id::varchar as id from worker where label = $label', { label })).id
	);

describe('a review in the worked sample', () => {
	let home: Home;
	let store: Store;
	let ben: string;
	const lead = somebody('supervisor', { teams: ['South'] });
	beforeAll(async () => {
		home = newHome();
		await take(home, WORKED);
		process.env.THROUGHLINE_HOME = home.path;
		store = await openCurrent(home);
		ben = await idOf(store, 'Ben');
	});
	afterAll(() => {
		store.db.close();
		delete process.env.THROUGHLINE_HOME;
	});

	const own = () => somebody('worker', { worker: ben });
	const page = async (viewer: Viewer, review: string | null = null): Promise<ReviewPage> =>
		readReviewPage(store, viewer, words, { worker: ben, review });
	const told = async ({ told, traced }: ReviewPage) => ({
		shown: (await ready(told))!,
		...(await ready(traced))!
	});
	const sign = async (viewer: Viewer) =>
		doIn(store, viewer, ben, { do: 'sign', hash: (await told(await page(viewer))).hash });

	it('is of who leads, of administrators and of the worker; to others there is none', async () => {
		for (const viewer of [
			somebody('supervisor', { teams: ['North'] }),
			somebody('worker', { worker: await idOf(store, 'Ada') }),
			somebody('worker')
		])
			await expect(page(viewer)).rejects.toThrow('no such worker');
		expect((await page(lead)).about?.worker).toBe('Ben');
		expect((await page(somebody('administrator'))).about?.worker).toBe('Ben');
		expect(await page(own())).toMatchObject({ about: null, review: null, cases: [] });
	});

	it('begins with the households of the metric, row by row, with the source’s own ids', async () => {
		const { about, cases, reachable } = await page(lead);
		const { rows, n } = await listRows(store, {
			metric: HOUSEHOLDS,
			...lead.asker,
			where: [{ dimension: 'worker', value: 'Ben' }]
		});
		expect(about?.of.listed).toBe(n);
		expect(cases.map(({ enrollment_id }) => enrollment_id).sort()).toEqual(
			rows.map(({ enrollment_id }) => enrollment_id).sort()
		);
		expect(reachable).toHaveLength(n);
		expect(cases[0]?.source_enrollment_id).toMatch(/^E\d\d$/);
	});

	it('says of two workers’ figures what they are, and nothing of where they stand', async () => {
		const { shown } = await told(await page(lead));
		expect(shown.figures.length).toBeGreaterThan(3);
		expect(shown.figures.every(({ unit, all }) => unit === null && all === null)).toBe(true);
		expect(shown.counts).toMatchObject({ prompt: 0, strength: 0, judged: 0 });
	});

	it('is opened by who leads, once; then both see the same, and a worker opens none', async () => {
		await expect(openOf(store, own(), ben, {})).rejects.toThrow('Who leads');
		await openOf(store, lead, ben, {});
		await openOf(store, lead, ben, {});
		expect(listReviews(home, lead, ben)).toHaveLength(1);
		const [mine, theirs] = [await page(own()), await page(lead)];
		expect(mine.about).toEqual(theirs.about);
		expect(mine.cases).toEqual(theirs.cases);
		expect(await told(mine)).toEqual(await told(theirs));
		expect([...mine.reachable].sort()).toEqual([...theirs.reachable].sort());
	});

	it('has goals from who leads and answers of both; a goal needs words, a day is a day', async () => {
		const goal = { do: 'goal' as const, text: ' A plan for each household ', by_day: '2025-12-31' };
		await expect(doIn(store, own(), ben, goal)).rejects.toThrow('no such review');
		expect(await doIn(store, lead, ben, { ...goal, text: ' ' })).toBe('needed');
		expect(await doIn(store, lead, ben, { ...goal, by_day: 'soon' })).toBe('day');
		expect(await doIn(store, lead, ben, goal)).toBeNull();
		expect(await doIn(store, own(), ben, { do: 'note', text: 'Two of them had moved.' })).toBeNull();
		const { goals, notes } = await page(own());
		expect(goals).toMatchObject([{ text: 'A plan for each household', own: true, settled: null }]);
		expect(notes).toMatchObject([{ side: 'worker', text: 'Two of them had moved.', by: 'A worker' }]);
	});

	it('is signed as it was read: what is written after takes the signature away', async () => {
		expect(await doIn(store, lead, ben, { do: 'sign', hash: 'another' })).toBe('changed');
		expect(await sign(lead)).toBeNull();
		expect((await page(own())).review).toMatchObject({ held: true, signatures: [{ side: 'supervisor' }] });
		await doIn(store, own(), ben, { do: 'note', text: 'One thing more.' });
		expect((await page(lead)).review).toMatchObject({ held: false, signatures: [] });
	});

	it('is closed by the second signature, and the same after an import, new keys, and a purge', async () => {
		expect(await sign(own())).toBeNull();
		expect(await sign(lead)).toBeNull();
		const [closed] = listReviews(home, lead, ben);
		expect(closed?.closed).not.toBeNull();
		const before = await page(lead, closed!.id);
		const said = await told(before);
		const { n } = openApp(home).prepare('select count(*) as n from review_case').get() as { n: number };
		expect(n).toBe(before.about!.of.listed);
		expect(JSON.stringify(readKept(home, closed!)!.content)).not.toContain(before.cases[0]!.enrollment_id);
		await expect(doIn(store, lead, ben, { do: 'note', text: 'Late' })).rejects.toThrow('no open review');

		await run(home, { kind: 'purge', batches: [], client: 'C1', source: null });
		await forgetReviewed(home);
		await rebuild(home);
		const newer = await openCurrent(home);
		expect(newer.id).not.toBe(store.id);
		const after = await readReviewPage(newer, lead, words, { worker: ben, review: closed!.id });
		newer.db.close();
		expect(after.about).toEqual(before.about);
		expect(await told(after)).toEqual(said);
		expect(after.whole).toBe(true);
		expect(after.goals).toEqual(before.goals);
		const kept = new Set(after.cases.map(({ enrollment_id }) => enrollment_id));
		const gone = before.cases.filter(({ enrollment_id }) => !kept.has(enrollment_id));
		expect(gone.length).toBe(before.cases.length - after.cases.length);
		openApp(home).prepare('update review set shown = replace(shown, \'"listed"\', \'"listed" \')').run();
		expect(readKept(home, closed!)?.whole).toBe(false);
		openApp(home).prepare('update review set shown = replace(shown, \'"listed" \', \'"listed"\')').run();
	});

	it('carries open goals on to the next, where it is said what came of them', async () => {
		const newer = await openCurrent(home);
		await openOf(newer, lead, ben, { from: '2025-01-01', to: '2025-06-30' });
		const ask = () => readReviewPage(newer, lead, words, { worker: ben, review: null });
		const [goal] = (await ask()).goals;
		expect(goal).toMatchObject({ own: false, settled: null });
		await doIn(newer, lead, ben, { do: 'settle', goal: goal!.id, as: 'reached' });
		expect((await ask()).goals).toMatchObject([{ settled: { as: 'reached', by: 'A supervisor' } }]);
		expect((await ask()).about?.period).toEqual({ from: '2025-01-01', to: '2025-06-30' });
		newer.db.close();
		// In the closed one it stands as it stood.
		const closed = listReviews(home, lead, ben).find((each) => each.closed !== null)!;
		expect(readKept(home, closed)?.content.goals).toMatchObject([{ settled: null }]);
	});

	it('is written into the audit log, never what was written', () => {
		const entries = openApp(home)
			.prepare("select action, subject, detail from audit where action like '%review%' order by seq")
			.all();
		const actions = new Set(entries.map(({ action }) => action));
		expect([...actions].sort()).toEqual([
			'closed a review',
			'opened a review',
			'signed a review',
			'wrote in a review'
		]);
		expect(JSON.stringify(entries)).not.toMatch(/household|moved/);
		const seen = openApp(home).prepare("select count(*) as n from audit where subject = 'review'").get();
		expect(Number(seen?.n)).toBeGreaterThan(3);
	});

	it('is found again after new keys', async () => {
		await run(home, { kind: 'rotate' });
		closeApp(home);
		const newer = await openCurrent(home);
		const renewed = await idOf(newer, 'Ben');
		expect(renewed).not.toBe(ben);
		const reviews = listReviews(home, lead, renewed);
		expect(reviews).toHaveLength(2);
		const closed = reviews.find((each) => each.closed !== null)!;
		const { cases, reachable } = await readReviewPage(newer, lead, words, {
			worker: renewed,
			review: closed.id
		});
		newer.db.close();
		expect(cases.length).toBeGreaterThan(0);
		expect(reachable).toHaveLength(cases.length);
	});
});

describe('reviews in the sample agency', () => {
	let agency: Store;
	let different: string;
	const contents = new Map<string, Reviewed>();
	beforeAll(async () => {
		const sample = await sampleHome();
		agency = await openCurrent(sample);
		const truth = readTruths(sample).truths.find(({ id }) => id === 'different-worker');
		different = String(truth?.value);
		for (const name of [different, 'B. Beech', 'A. Alder', 'C. Cedar']) {
			const worker = (await findWorker(agency, OWNER.scope, await idOf(agency, name)))!;
			contents.set(name, await readReviewed(agency, { worker, asker: OWNER, period: {} }));
		}
	}, 300_000);
	afterAll(() => {
		agency.db.close();
	});

	it('tell the worker who differs: worth a conversation about the appointments, that begins with the cases', () => {
		const { figures, counts } = showReview(contents.get(different)!, words);
		const prompts = figures.filter(({ calls }) => calls === 'prompt');
		expect(prompts.map(({ metric }) => metric)).toEqual(['appointments-kept']);
		expect(prompts[0]?.says).toBe(
			'Worth a conversation: further below than chance gives, now and six months before. Begin with the cases.'
		);
		expect(counts.judged).toBeGreaterThan(10);
	});

	it('tell one of the late team that the whole team is late, and that it is to be talked about with the team', () => {
		const { figures, counts } = showReview(contents.get('C. Cedar')!, words);
		expect(counts).toMatchObject({ prompt: 0, team: 2 });
		const late = figures.filter(({ team }) => team !== null);
		expect(late.map(({ metric }) => metric).sort()).toEqual(['documents-on-time', 'record-entry-lag']);
		expect(late.find(({ metric }) => metric === 'documents-on-time')?.team).toBe(
			'Housing South as a whole has 52 %, all teams together 79 %.'
		);
		expect(late.map(({ asShare }) => asShare)).toEqual([true, false]);
		expect(late[0]?.team).toBe('Housing South as a whole has 40 % in time, all teams together 79 %.');
		for (const name of [different, 'B. Beech', 'A. Alder'])
			expect(showReview(contents.get(name)!, words).counts.team, name).toBe(0);
	});

	it('tell workers who differ by chance that it is chance, or how much workers differ', () => {
		for (const name of ['B. Beech', 'A. Alder']) {
			const { figures, counts } = showReview(contents.get(name)!, words);
			expect(counts).toMatchObject({ prompt: 0, strength: 0 });
			for (const { calls, says } of figures)
				if (calls === 'nothing')
					expect(says).toMatch(/what chance gives|differ that much here|only because one other/);
		}
	});

	it('have the figures of the metric page and of the command line, and never an order of workers', async () => {
		const reviewed = contents.get(different)!;
		const where = [{ dimension: 'worker', value: different }];
		for (const { metric, result, unit } of reviewed.figures) {
			const said = wholeOf(
				await measure(agency, { metric: metric.id, ...OWNER, by: [], grain: null, where })
			);
			expect({ ...result, group: {} }, metric.id).toEqual(said);
			const comparison = await compareUnits(agency, { metric: metric.id, ...OWNER, where: [] }, 'worker');
			const own = comparison.units.find((each) => each.unit === different) ?? null;
			expect(unit, metric.id).toEqual(own);
		}
		const others = [...contents.keys()].filter((name) => name !== different);
		for (const name of others) expect(JSON.stringify(reviewed)).not.toContain(name);
	});
});
