import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Home } from '#pipelines/home.ts';
import { casesAmong, findCases, readCase } from '#lib/cases.ts';
import { listMetrics, type MetricDefinition } from '#lib/metrics/catalogue.ts';
import { DIMENSIONS } from '#lib/metrics/dimensions.ts';
import { measure, measureBeside, measureOverTime } from '#lib/metrics/engine.ts';
import type { Question } from '#lib/metrics/question.ts';
import { listRows } from '#lib/metrics/rows.ts';
import { FULL_SCOPE, type Asker, type Scope } from '#lib/metrics/scope.ts';
import { countValues, listWaits, traceCurves } from '#lib/metrics/shapes.ts';
import { lastObserved } from '#lib/metrics/sources.ts';
import { listValues } from '#lib/metrics/values.ts';
import { countChecks, listCheck } from '#lib/problems.ts';
import { askerOf } from '#lib/server/access.ts';
import { readMetricPage } from '#lib/server/metric-page.ts';
import { readOverview } from '#lib/server/overview.ts';
import { readPage } from '#lib/server/page.ts';
import { openCurrent, type Store } from '#lib/server/store.ts';
import { DEFAULT_VIEW } from '#lib/view.ts';
import { TINY } from '../canonical.ts';
import { newHome, take } from '../home.ts';
import { sampleHome } from '../sample-homes.ts';
import { casesIn, readWorld, rowsIn, workIn, type World } from '../scopes.ts';

/** The sample's three years and, of another source, the tiny agency's one. */
const PERIOD = { from: '2024-01-01', to: '2026-09-30' };

let home: Home;
let store: Store;
let world: World;
let metrics: MetricDefinition[];
/** Every role's askers, by what they are. */
let askers: [name: string, asker: Asker][];
let moved: { id: string; label: string; from: string; to: string; on: string };

beforeAll(async () => {
	home = newHome({ from: await sampleHome({ clients: 300, seed: 3 }) });
	process.env.THROUGHLINE_HOME = home.path;
	await take(home, TINY);
	store = await openCurrent(home);
	world = await readWorld(store, PERIOD);
	({ metrics } = await listMetrics(store));
	const mover = await store.db.row(
		`select w.worker_id::varchar as id, w.label, a.team as "from", b.team as "to", b.valid_from::varchar as "on"
		from worker w join team_membership a using (worker_id) join team_membership b using (worker_id)
		where w.label = 'C. Cedar' and b.valid_from > a.valid_from`
	);
	moved = mover as typeof moved;
	const none = { programs: [], teams: [], worker: null };
	askers = [
		['administrator', askerOf({ role: 'administrator', ...none })],
		['data steward', askerOf({ role: 'data steward', ...none })],
		['manager of all programs', askerOf({ role: 'program manager', ...none, programs: 'all' })],
		...world.programs.map((id): [string, Asker] => [
			`manager of ${id.slice(0, 4)}`,
			askerOf({ role: 'program manager', ...none, programs: [id] })
		]),
		[
			'manager of two programs',
			askerOf({ role: 'program manager', ...none, programs: world.programs.slice(0, 2) })
		],
		...world.teams.map((team): [string, Asker] => [
			`supervisor of ${team}`,
			askerOf({ role: 'supervisor', ...none, teams: [team] })
		]),
		['worker who moved', askerOf({ role: 'worker', ...none, worker: moved.id })],
		['another worker', askerOf({ role: 'worker', ...none, worker: world.work[0]?.worker_id ?? '' })],
		['worker without a link', askerOf({ role: 'worker', ...none })]
	];
});
afterAll(() => {
	store.db.close();
});

const ask = (metric: string, { scope, audience }: Asker, more: Partial<Question> = {}): Question => ({
	metric,
	scope,
	audience,
	period: PERIOD,
	by: [],
	grain: null,
	where: [],
	...more
});
const nOf = async (metric: string, asker: Asker, more: Partial<Question> = {}) =>
	(await measure(store, ask(metric, asker, more))).results.reduce((sum, { n }) => sum + n, 0);
const asker = (name: string) => askers.find(([each]) => each === name)?.[1] ?? expect.fail(name);
const sorted = (texts: Iterable<string>) => [...new Set(texts)].sort();
const caseworker = (scope: Scope): Asker => ({ scope, audience: { may_see_clients: true } });

describe('every figure of every role', () => {
	it('is of as many rows as are theirs, counted from the tables', async () => {
		const seen = new Set<string>();
		for (const metric of metrics)
			for (const [name, each] of askers) {
				const expected = rowsIn(world, each.scope, metric).length;
				if (expected > 0 && expected < rowsIn(world, FULL_SCOPE, metric).length) seen.add(metric.id);
				expect(await nOf(metric.id, each), `${metric.id} for ${name}`).toBe(expected);
			}
		// The agency has rows of all but a few metrics, and nearly each is a part of the whole for somebody.
		expect(seen.size).toBeGreaterThan(metrics.length - 3);
	});

	it('lists those rows and no others', async () => {
		for (const metric of metrics.filter(({ one_row_per: onePer }) => onePer === undefined))
			for (const [name, each] of askers.filter(
				([role]) => !/administrator|steward|all|manager of .{4}$/.test(role)
			)) {
				const expected = rowsIn(world, each.scope, metric).map((row) => row.enrollment_id ?? '');
				const { rows, n } = await listRows(store, ask(metric.id, each));
				expect(n).toBe(expected.length);
				expect(rows.map((row) => String(row.enrollment_id ?? '')).sort(), `${metric.id} for ${name}`).toEqual(
					expected.sort()
				);
			}
	});

	it('in groups and over time is of the same rows', async () => {
		for (const metric of metrics.filter(({ one_row_per: onePer }) => onePer === undefined))
			for (const name of [`supervisor of ${moved.from}`, 'manager of two programs', 'worker who moved']) {
				const expected = rowsIn(world, asker(name).scope, metric).length;
				expect(await nOf(metric.id, asker(name), { by: ['worker'] }), metric.id).toBe(expected);
				const { whole } = await measureOverTime(store, ask(metric.id, asker(name)));
				expect(whole.results[0]?.n, metric.id).toBe(expected);
			}
	});

	it('has companions of the same rows', async () => {
		let companions = 0;
		for (const metric of metrics)
			for (const [name, each] of askers)
				for (const { id, answer } of await measureBeside(store, ask(metric.id, each))) {
					const other = metrics.find((known) => known.id === id) ?? expect.fail(id);
					const n = answer?.results.reduce((sum, result) => sum + result.n, 0);
					expect(n, `${id} beside ${metric.id} for ${name}`).toBe(rowsIn(world, each.scope, other).length);
					companions++;
				}
		expect(companions).toBeGreaterThan(0);
	});

	it('has curves, waits and histograms of the same rows', async () => {
		for (const metric of metrics)
			for (const [name, each] of askers) {
				const expected = rowsIn(world, each.scope, metric).length;
				const about = `${metric.id} for ${name}`;
				if (metric.kind === 'time_to_event') {
					const curves = await traceCurves(store, ask(metric.id, each), 90);
					expect(
						curves.reduce((sum, { shape }) => sum + (shape.atRisk([0])[0] ?? 0), 0),
						about
					).toBe(expected);
					const waits = await listWaits(store, ask(metric.id, each));
					expect(
						waits.reduce((sum, { count }) => sum + count, 0),
						about
					).toBe(expected);
				} else if (metric.kind === 'duration') {
					const histograms = await countValues(store, ask(metric.id, each));
					const counted = histograms.flatMap(({ shape }) => shape.map(([, n]) => n));
					expect(
						counted.reduce((sum, n) => sum + n, 0),
						about
					).toBe(expected);
				}
			}
	});

	it('adds up, over scopes that share nothing, to no more than the whole', async () => {
		for (const metric of metrics.filter(({ one_row_per: onePer }) => onePer === undefined)) {
			const whole = await nOf(metric.id, asker('administrator'));
			for (const part of ['manager of ', 'supervisor of ']) {
				const parts = askers.filter(([name]) => name.startsWith(part) && !/of (all|two) /.test(name));
				let added = 0;
				for (const [, each] of parts) added += await nOf(metric.id, each);
				expect(added, `${metric.id}: ${part}`).toBeLessThanOrEqual(whole);
			}
		}
	});

	it('is known up to the last day of their own cases', async () => {
		const lasts = new Set<string | null>();
		for (const [name, { scope }] of askers) {
			const own = casesIn(world, scope).map(({ observed_until }) => observed_until);
			const { observedUntil, anybody } = await lastObserved(store, scope, []);
			expect(anybody, name).toBe(own.length > 0);
			if (own.length > 0) expect(observedUntil, name).toBe(own.sort().at(-1));
			lasts.add(observedUntil);
		}
		expect(lasts.size).toBe(2);
	});
});

describe('what a filter can be set to', () => {
	const OF_STAYS = [
		'program',
		'program_type',
		'site',
		'funders',
		'source',
		'household_type',
		'prior_living_situation',
		'race_ethnicity',
		'language',
		'sex_or_gender',
		'veteran'
	];

	it('is what their own cases have, with as many', async () => {
		for (const [name, { scope }] of askers)
			for (const dimension of OF_STAYS) {
				const counts = new Map<string, number>();
				for (const stay of casesIn(world, scope)) {
					const value = stay[dimension] ?? 'not recorded';
					counts.set(value, (counts.get(value) ?? 0) + 1);
				}
				const values = await listValues(store, dimension, scope);
				expect(
					Object.fromEntries(values.map(({ value, n }) => [value, n])),
					`${dimension} for ${name}`
				).toEqual(Object.fromEntries(counts));
			}
	});

	it('is, of workers and teams, who did the work that is theirs', async () => {
		const labels = new Map(
			(await store.db.rows('select worker_id::varchar as id, label from worker')).map(({ id, label }) => [
				id,
				String(label)
			])
		);
		for (const [name, { scope }] of askers) {
			const work = workIn(world, scope);
			const values = async (id: string) => (await listValues(store, id, scope)).map(({ value }) => value);
			expect(sorted(await values('worker')), name).toEqual(
				sorted(work.map(({ worker_id }) => labels.get(worker_id) ?? ''))
			);
			const teams = world.memberships
				.filter(
					({ worker_id, team, valid_from, valid_to }) =>
						(scope.teams === 'all' || scope.teams.includes(team)) &&
						work.some(
							(each) =>
								each.worker_id === worker_id &&
								valid_from <= each.last &&
								each.first <= (valid_to ?? '9999-12-31')
						)
				)
				.map(({ team }) => team);
			expect(sorted(await values('team')), name).toEqual(sorted(teams));
		}
	});

	it('has for nobody a value that only others’ rows have, whatever the dimension', async () => {
		for (const { id } of DIMENSIONS)
			for (const [name, { scope }] of askers) {
				const all = new Set((await listValues(store, id, FULL_SCOPE)).map(({ value }) => value));
				const own = await listValues(store, id, scope);
				if (casesIn(world, scope).length === 0) expect(own, `${id} for ${name}`).toEqual([]);
				for (const { value } of own) expect(all.has(value), `${id} ${value} for ${name}`).toBe(true);
			}
	});

	it('set to what only others have answers as a value that there is not', async () => {
		const supervisor = asker(`supervisor of ${moved.from}`);
		const manager = askers.find(([name]) => name.startsWith('manager of ') && !/all|two/.test(name))?.[1];
		for (const [each, dimension] of [
			[supervisor, 'worker'],
			[supervisor, 'team'],
			[supervisor, 'program'],
			[manager ?? expect.fail(), 'program'],
			[manager ?? expect.fail(), 'site']
		] as const) {
			const own = new Set((await listValues(store, dimension, each.scope)).map(({ value }) => value));
			const other = (await listValues(store, dimension, FULL_SCOPE)).find(({ value }) => !own.has(value));
			if (other === undefined) continue;
			for (const { id } of metrics) {
				const answer = async (value: string) =>
					JSON.stringify(await measure(store, ask(id, each, { where: [{ dimension, value }] }))).replaceAll(
						JSON.stringify(value).slice(1, -1).replaceAll('"', '\\"'),
						'…'
					);
				expect(await answer(other.value), `${id} where ${dimension} is others'`).toBe(
					await answer('There is no such value')
				);
			}
		}
	});
});

describe('problems', () => {
	it('are those of their own cases; what is of no case is for who may see all', async () => {
		for (const [name, { scope }] of askers) {
			const own = new Set(casesIn(world, scope).map(({ enrollment_id }) => enrollment_id));
			const all = (['programs', 'teams', 'workers', 'cases'] as const).every((part) => scope[part] === 'all');
			const mine = world.problems.filter(
				({ enrollment_id }) => all || (enrollment_id !== null && own.has(enrollment_id))
			);
			const counts = await countChecks(store, scope);
			expect(sorted(counts.map(({ id, count }) => `${id} ${String(count)}`)), name).toEqual(
				sorted(
					sorted(mine.map(({ check }) => check)).map(
						(check) => `${check} ${String(mine.filter((each) => each.check === check).length)}`
					)
				)
			);
			for (const { id, count } of counts) {
				const rows = await listCheck(store, id, scope);
				expect(rows, name).toHaveLength(count);
				if (!all)
					for (const row of rows) expect(own.has(row.enrollment_id ?? ''), `${id} for ${name}`).toBe(true);
			}
		}
	});
});

describe('cases', () => {
	it('are found and opened by who has or had them, and are not there for others', async () => {
		for (const [name, { scope }] of askers) {
			const own = new Set(casesIn(world, scope).map(({ enrollment_id }) => enrollment_id));
			const all = world.stays.map(({ enrollment_id }) => enrollment_id);
			const found = await findCases(store, scope, { enrollment: all, client: [], household: [] });
			expect(sorted(found.map(({ enrollment_id }) => enrollment_id)), name).toEqual(sorted(own));
			expect(sorted(await casesAmong(store, scope, all)), name).toEqual(sorted(own));
			const mine = all.find((id) => own.has(id));
			const theirs = all.find((id) => !own.has(id));
			if (mine !== undefined) expect((await readCase(store, scope, mine)).enrollment_id).toBe(mine);
			const refusals = [theirs, '00000000-0000-0000-0000-000000000000', 'no id'].flatMap((id) => id ?? []);
			for (const id of refusals)
				await expect(readCase(store, scope, id), name).rejects.toThrow(
					/^There is no such case, or it is not one of yours\.$/
				);
		}
	});

	it('are one alone where the scope names one, and nothing more by asking for another', async () => {
		const [first, second] = world.stays;
		if (!first || !second) return expect.fail();
		const scope = { ...FULL_SCOPE, cases: [first.enrollment_id] };
		expect((await readCase(store, scope, first.enrollment_id)).enrollment_id).toBe(first.enrollment_id);
		await expect(readCase(store, scope, second.enrollment_id)).rejects.toThrow('There is no such case');
	});

	it('name a worker only for work that is in the scope', async () => {
		const { scope } = asker(`supervisor of ${moved.from}`);
		const names = sorted(
			world.memberships.filter(({ team }) => team === moved.from).map(({ worker_id }) => worker_id)
		);
		const labels = new Set(
			(
				await store.db.rows(
					`select label from worker where worker_id::varchar in (${names.map((id) => `'${id}'`).join(', ')})`
				)
			).map(({ label }) => label)
		);
		let hidden = 0;
		for (const { enrollment_id } of casesIn(world, scope)) {
			const own = await readCase(store, scope, enrollment_id);
			const whole = await readCase(store, FULL_SCOPE, enrollment_id);
			const told = [
				own.worker,
				...own.work.map(({ worker }) => worker),
				...own.records.flatMap(({ rows }) => rows.map((row) => row.worker ?? null))
			];
			for (const worker of told) if (worker !== null) expect(labels.has(worker), String(worker)).toBe(true);
			if (own.team !== null) expect(own.team).toBe(moved.from);
			hidden += whole.work.length - own.work.length;
			expect(own.records.map(({ table, n }) => [table, n])).toEqual(
				whole.records.map(({ table, n }) => [table, n])
			);
		}
		expect(hidden).toBeGreaterThan(0);
	});
});

describe('two people', () => {
	it('who ask in turn of one store never get each other’s answer', async () => {
		const pair = [asker(`supervisor of ${moved.from}`), asker(`supervisor of ${moved.to}`)] as const;
		const apart = await Promise.all(
			pair.map(async ({ scope, audience }) => {
				const own = await openCurrent(home);
				const answers: unknown[] = [];
				for (const { id } of metrics) answers.push(await measure(own, ask(id, { scope, audience })));
				answers.push(await lastObserved(own, scope, []), await listValues(own, 'worker', scope));
				own.db.close();
				return answers;
			})
		);
		expect(apart[0]).not.toEqual(apart[1]);
		const shared = await openCurrent(home);
		for (let turn = 0; turn < 3; turn++) {
			const together = await Promise.all(
				pair.map(async (each) => [
					...(await Promise.all(metrics.map(({ id }) => measure(shared, ask(id, each))))),
					await lastObserved(shared, each.scope, []),
					await listValues(shared, 'worker', each.scope)
				])
			);
			expect(together).toEqual(apart);
		}
		shared.db.close();
	});

	it('who open one address in turn get each their own page', async () => {
		const url = new URL(
			`http://localhost/metrics/documents-on-time?by=worker&from=${PERIOD.from}&to=${PERIOD.to}`
		);
		const open = (each: Asker) =>
			readPage(url, each, (one, view) => readMetricPage(one, 'documents-on-time', view, each));
		const names = [`supervisor of ${moved.from}`, `supervisor of ${moved.to}`, 'worker who moved'];
		for (let turn = 0; turn < 2; turn++) {
			const pages = await Promise.all(names.map((name) => open(asker(name))));
			for (const [at, name] of names.entries()) {
				const { content, controls } = pages[at] ?? expect.fail();
				const scope = asker(name).scope;
				const metric = metrics.find(({ id }) => id === 'documents-on-time') ?? expect.fail();
				expect(content?.whole.n, name).toBe(rowsIn(world, scope, metric).length);
				const groups = content?.breakdown.results ?? [];
				expect(
					groups.reduce((sum, { n }) => sum + n, 0),
					name
				).toBe(content?.whole.n);
				const workers = controls?.choices.find(({ id }) => id === 'worker')?.values ?? [];
				const known = (await listValues(store, 'worker', scope)).map(({ value }) => value);
				expect(workers, name).toEqual(known.length > 1 ? known : []);
			}
		}
	});
});

it('a supervisor sees the rows of a worker who moved from the days in their own team alone', async () => {
	let before = 0;
	let after = 0;
	for (const { id, one_row_per: onePer } of metrics) {
		if (onePer !== undefined) continue;
		const ofMover = async (each: Asker) =>
			(
				await listRows(store, ask(id, each, { where: [{ dimension: 'worker', value: moved.label }] }))
			).rows.map((row) => String(row.cohort_date));
		const [from, to, all] = [
			await ofMover(asker(`supervisor of ${moved.from}`)),
			await ofMover(asker(`supervisor of ${moved.to}`)),
			await ofMover(asker('worker who moved'))
		];
		expect(
			from.every((day) => day < moved.on),
			id
		).toBe(true);
		expect(
			to.every((day) => day >= moved.on),
			id
		).toBe(true);
		expect([...from, ...to].sort(), id).toEqual(all.sort());
		before += from.length;
		after += to.length;
	}
	expect(before).toBeGreaterThan(0);
	expect(after).toBeGreaterThan(0);
});

it('a worker without a link sees nothing, and no error', async () => {
	const nobody = asker('worker without a link');
	for (const { id } of metrics) {
		const { results } = await measure(store, ask(id, nobody, { period: undefined }));
		expect(
			results.map(({ n, clients }) => [n, clients]),
			id
		).toEqual([[0, 0]]);
		expect((await listRows(store, ask(id, nobody))).rows, id).toEqual([]);
	}
	expect(await countChecks(store, nobody.scope)).toEqual([]);
	const overview = await readOverview(store, DEFAULT_VIEW, nobody);
	expect(overview.standsOut.judged).toBe(0);
});

it('for any scope, a figure is of the rows in it, and a list of values of the cases in it', async () => {
	const some = (values: readonly string[], most: number) =>
		fc.oneof(fc.constant('all' as const), fc.uniqueArray(fc.constantFrom(...values), { maxLength: most }));
	const scopes = fc.record({
		programs: some(world.programs, 3),
		teams: some(world.teams, 2),
		workers: some(world.workers, 6),
		cases: fc.oneof(
			{ weight: 2, arbitrary: fc.constant('all' as const) },
			fc.uniqueArray(fc.constantFrom(...world.stays.map(({ enrollment_id }) => enrollment_id)), {
				maxLength: 60
			})
		)
	});
	await fc.assert(
		fc.asyncProperty(
			scopes,
			fc.shuffledSubarray(metrics, { minLength: 6, maxLength: 6 }),
			async (scope, few) => {
				for (const metric of few)
					expect(await nOf(metric.id, caseworker(scope)), metric.id).toBe(
						rowsIn(world, scope, metric).length
					);
				const own = casesIn(world, scope);
				const programs = await listValues(store, 'program', scope);
				expect(sorted(programs.map(({ value }) => value))).toEqual(
					sorted(own.map(({ program }) => program ?? 'not recorded'))
				);
				const found = await findCases(store, scope, {
					enrollment: world.stays.map(({ enrollment_id }) => enrollment_id),
					client: [],
					household: []
				});
				expect(sorted(found.map(({ enrollment_id }) => enrollment_id))).toEqual(
					sorted(own.map(({ enrollment_id }) => enrollment_id))
				);
			}
		),
		{ seed: 20260705, numRuns: 40, endOnFailure: true }
	);
});
