// Workers, teams, programs and sites compared: a small agency worked by hand, and the sample agency with its planted truths.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Home } from '#pipelines/home.ts';
import { CASE_MIX, COMPARED, readMetrics } from '#pipelines/metrics/definition.ts';
import type { Truths } from '#pipelines/sample/truths.ts';
import { listMetrics, type MetricDefinition } from '#lib/metrics/catalogue.ts';
import { dimension } from '#lib/metrics/dimensions.ts';
import { measure } from '#lib/metrics/engine.ts';
import { OWNER, type Asker } from '#lib/metrics/scope.ts';
import type { Condition } from '#lib/metrics/select.ts';
import { compareUnits, judged, UNITS, type Comparison, type Unit } from '#lib/metrics/units.ts';
import { DEFAULT_LOCALE } from '#lib/messages/index.ts';
import { askerOf } from '#lib/server/access.ts';
import { readMetricPage } from '#lib/server/metric-page.ts';
import { drawMetric } from '#lib/server/pictures.ts';
import { openCurrent, type Store } from '#lib/server/store.ts';
import { speak } from '#lib/speak.ts';
import { tellComparison, tellPosition } from '#lib/tell-units.ts';
import { upload } from '../canonical.ts';
import { newHome, query, rebuild, take } from '../home.ts';
import { command } from '../command-here.ts';
import { readTruths, sampleHome } from '../sample-homes.ts';

vi.mock('#pipelines/run.ts', () => import('../work-here.ts'));

const words = speak(DEFAULT_LOCALE);
const nobody = { programs: [], teams: [], worker: null };
const supervisorOf = (...teams: string[]) => askerOf({ ...nobody, role: 'supervisor', teams });

type Compared = Extract<Comparison, { not_compared: null }>;

async function compared(
	store: Store,
	metric: string,
	by: Unit,
	{ asker = OWNER, where = [] }: { asker?: Asker; where?: Condition[] } = {}
): Promise<Compared> {
	const comparison = await compareUnits(store, { ...asker, metric, where }, by);
	if (comparison.not_compared !== null) throw new Error(`${metric} by ${by}: ${comparison.not_compared}`);
	return comparison;
}

const positions = ({ units }: Pick<Compared, 'units'>) =>
	Object.fromEntries(units.map(({ unit, position }) => [unit, position.says]));

describe('seven workers, worked by hand', () => {
	const NAMES = ['Ada', 'Ben', 'Cleo', 'Dora', 'Eli', 'Fay', 'Gus'];
	/** Ada and Ben are in team North, the others in team South. */
	const teamOf = (worker: number) => (worker < 2 ? 'North' : 'South');
	let home: Home;
	let store: Store;

	beforeAll(async () => {
		// In each half of three, 20 exits of each worker: 4 of Ada's lead to a permanent home, 12 of everybody else's.
		const exits = ['2023-08-01', '2024-03-01', '2024-09-01'].flatMap((day, half) =>
			NAMES.flatMap((_, worker) =>
				Array.from({ length: 20 }, (_, at) => ({
					id: `${String(half)}-${String(worker)}-${String(at)}`,
					worker,
					day,
					home: at < (worker === 0 ? 4 : 12)
				}))
			)
		);
		home = newHome();
		await take(
			home,
			upload({
				about:
					'source_name,exported_at,period_from,period_to,kind\nSmall,2025-01-05 08:00:00,2023-01-01,2024-12-31,full\n',
				program: 'program_id,name,program_type,organization,site\nA,Shelter,emergency shelter,Small,North\n',
				worker: `worker_id,display_name,role,fte,active_from,active_to\n${NAMES.map((name, at) => `W${String(at)},${name},case worker,1,2020-01-01,`).join('\n')}\n`,
				team_membership: `worker_id,team,supervisor_id,valid_from,valid_to\n${NAMES.map((_, at) => `W${String(at)},${teamOf(at)},,2020-01-01,`).join('\n')}\n`,
				client: `client_id,birth_date\n${exits.map(({ id }) => `C${id},1980-01-01`).join('\n')}\n`,
				enrollment: `enrollment_id,client_id,household_id,is_head_of_household,program_id,started_on,exited_on,exit_destination\n${exits
					.map(
						({ id, day, home }) =>
							`E${id},C${id},H${id},yes,A,2023-02-01,${day},${home ? '"rental, no subsidy"' : 'place not meant for habitation'}`
					)
					.join('\n')}\n`,
				assignment: `enrollment_id,worker_id,primary,valid_from,valid_to\n${exits.map(({ id, worker }) => `E${id},W${String(worker)},yes,2023-02-01,`).join('\n')}\n`
			})
		);
		store = await openCurrent(home);
	});
	afterAll(() => {
		store.db.close();
	});

	const METRIC = 'exits-to-permanent-housing';

	it('are compared with all together: 152 of 280 exits, in the last twelve months and six months before', async () => {
		const found = await compared(store, METRIC, 'worker');
		expect(found.period).toEqual({ from: '2024-01-01', to: '2024-12-31' });
		expect(found.earlier).toEqual({ from: '2023-07-01', to: '2024-06-30' });
		expect(found.pool).toMatchObject({ units: 7, whole: true, adjusted: true, tau2: 0 });
		expect(found.pool.value).toBeCloseTo(152 / 280, 12);
		const [ada] = found.units;
		expect(ada).toMatchObject({ unit: 'Ada', clients: 40, crude: { value: 0.2, n: 40 }, part: false });
		// Everybody has the same cases, so that nothing is adjusted.
		expect(ada?.adjusted?.value).toBeCloseTo(0.2, 12);
		expect(ada?.z).toBeCloseTo(
			2 * Math.sqrt(40) * (Math.asin(Math.sqrt(0.2)) - Math.asin(Math.sqrt(152 / 280))),
			12
		);
		// Of 40 with a chance of 54.3 %, at most 11 come up in 0.06 %, at most 12 in 0.16 %.
		expect(ada?.limits.lower998).toBe(12 / 40);
		expect(positions(found)).toEqual({
			Ada: 'worth a conversation',
			...Object.fromEntries(NAMES.slice(1).map((name) => [name, 'within chance']))
		});
		expect(found.units.map(({ unit }) => unit)).toEqual(NAMES);
		expect(ada?.peers?.count).toBe(6);
		expect(ada?.peers?.lower).toBeCloseTo(0.6, 12);
		expect(ada?.peers?.upper).toBeCloseTo(0.6, 12);
	});

	it('are named to nobody who may not see them, and compared with all nevertheless', async () => {
		const found = await compared(store, METRIC, 'worker', { asker: supervisorOf('North') });
		expect(positions(found)).toEqual({ Ada: 'worth a conversation', Ben: 'within chance' });
		expect(found.pool).toMatchObject({ units: 7, whole: true });
		expect(found.pool.value).toBeCloseTo(152 / 280, 12);
		for (const name of NAMES.slice(2)) expect(JSON.stringify(found)).not.toContain(name);
	});

	it('are compared with nobody whose results the figure of all would give away', async () => {
		// Behind the rest are Ada and Ben alone.
		const found = await compared(store, METRIC, 'worker', { asker: supervisorOf('South') });
		expect(found.pool).toMatchObject({ units: 5, whole: false });
		expect(found.pool.value).toBeCloseTo(0.6, 12);
		expect(found.units.every(({ peers }) => peers === null)).toBe(true);
		expect(tellComparison(words, found, await definition(METRIC)).more[0]).toBe(
			'Compared with the 5 workers that you see, together 60 %: fewer than five others are behind the rest, and their results are theirs.'
		);
	});

	it('see their own position alone', async () => {
		const id = (await query(home, "select worker_id::varchar as id from worker where label = 'Ada'"))[0]?.id;
		const asker = askerOf({ ...nobody, role: 'worker', worker: String(id) });
		const found = await compared(store, METRIC, 'worker', { asker });
		expect(positions(found)).toEqual({ Ada: 'worth a conversation' });
		expect(found.pool.units).toBe(7);
		for (const name of NAMES.slice(1)) expect(JSON.stringify(found)).not.toContain(name);
	});

	it('are chosen by a filter of workers or teams, which leaves what they are compared with as it is', async () => {
		const where = [{ dimension: 'worker', value: 'Ben' }];
		const found = await compared(store, METRIC, 'worker', { where });
		expect(positions(found)).toEqual({ Ben: 'within chance' });
		expect(found.pool.value).toBeCloseTo(152 / 280, 12);
		const outside = await compareUnits(
			store,
			{ ...supervisorOf('North'), metric: METRIC, where: [{ dimension: 'worker', value: 'Gus' }] },
			'worker'
		);
		expect(outside).toMatchObject({ not_compared: 'no rows', units: [] });
	});

	it('are to be looked at again where they were not yet outside six months before', async () => {
		const positionOfAda = async (period: { from: string; to: string }) =>
			(await compareUnits(store, { ...OWNER, metric: METRIC, period, where: [] }, 'worker')).units[0]
				?.position;
		// 20 exits of each in the window before: 4 of 20 come up by chance.
		expect(await positionOfAda({ from: '2023-07-01', to: '2024-06-30' })).toEqual({
			says: 'look again',
			side: 'below',
			before: 'within'
		});
		expect(await positionOfAda({ from: '2023-07-01', to: '2023-12-31' })).toEqual({ says: 'within chance' });
	});

	it('cannot be told by a program that is the only one', async () => {
		expect(await compareUnits(store, { ...OWNER, metric: METRIC, where: [] }, 'program')).toMatchObject({
			not_compared: 'one alone',
			units: []
		});
	});

	it('are not given to who may not see single clients', async () => {
		const asker = { ...OWNER, audience: { may_see_clients: false } };
		await expect(compareUnits(store, { ...asker, metric: METRIC, where: [] }, 'worker')).rejects.toThrow(
			'may not see single clients'
		);
	});

	it('are compared on the command line, which is written down', async () => {
		const { code, stdout } = await command(home, 'metric', METRIC, '--compare', 'unit', '--by', 'worker');
		expect(code).toBe(0);
		expect(stdout).toContain('Of 7 workers, 1 is worth a conversation.');
		expect(stdout).toContain(
			'Ada: Worth a conversation: further below than chance gives, now and six months before. Begin with the cases.'
		);
		expect(stdout).toContain('Shared with others');
		const json = await command(home, 'metric', METRIC, '--compare', 'unit', '--by', 'worker', '--json');
		const answer = JSON.parse(json.stdout) as {
			results: object[];
			comparison: { kind: string; units: object[] };
		};
		expect(answer.comparison.kind).toBe('unit');
		expect(answer.comparison.units.map((unit) => (unit as { unit: string }).unit)).toEqual(NAMES);
		const log = await command(home, 'audit', '--json');
		expect(log.stdout).toContain('saw figures by worker');
		const wrong = await command(home, 'metric', METRIC, '--compare', 'unit', '--by', 'language');
		expect({ code: wrong.code, stdout: wrong.stdout }).toEqual({ code: 2, stdout: '' });
		expect(wrong.stderr).toContain('write --by worker or --by team or --by program or --by site');
	});

	it('cannot be adjusted by a protected trait: the metric’s file is refused with the reason', async () => {
		const own = newHome({ from: home });
		const text = readFileSync(join('pipelines', 'metrics', `${METRIC}.sql`), 'utf8');
		for (const trait of ['race_ethnicity', 'chronically_homeless', 'team'])
			writeFileSync(
				join(own.metrics, `by-${trait.replace('_', '-')}.sql`),
				text.replace(/^case_mix: .*$/m, `case_mix: [${trait}]`)
			);
		await rebuild(own);
		const { stderr } = await command(own, 'metrics');
		expect(stderr).toContain(
			'race_ethnicity is, or rests on, a protected trait. A difference by it is never adjusted away'
		);
		expect(stderr).toContain('chronically_homeless is, or rests on, a protected trait');
		expect(stderr).toContain(`cases can be told apart by ${CASE_MIX.join(', ')}`);
	});

	async function definition(id: string): Promise<MetricDefinition> {
		return (await listMetrics(store)).metrics.find((metric) => metric.id === id)!;
	}
});

it('no metric adjusts for what is no dimension or a protected trait, and only what is compared is adjusted', () => {
	const { metrics } = readMetrics(null);
	for (const id of CASE_MIX) expect(dimension(id).id).toBe(id);
	expect(CASE_MIX.join()).not.toMatch(/race|sex|gender|age|language|veteran|disab|chronic/);
	for (const { id, kind, case_mix } of metrics) if (case_mix.length > 0) expect(COMPARED, id).toContain(kind);
});

describe('the sample agency', () => {
	let store: Store;
	let metrics: MetricDefinition[];
	let truths: Truths;
	/** Every comparison that there is. */
	let all: Compared[];
	const metricOf = (id: string) => metrics.find((metric) => metric.id === id)!;
	const truth = (id: string) => truths.truths.find((each) => each.id === id) ?? expect.fail(id);

	beforeAll(async () => {
		const home = await sampleHome();
		truths = readTruths(home);
		store = await openCurrent(home);
		({ metrics } = await listMetrics(store));
		all = [];
		for (const { id } of metrics)
			for (const by of UNITS) {
				const comparison = await compareUnits(store, { ...OWNER, metric: id, where: [] }, by);
				if (comparison.not_compared === null) all.push(comparison);
			}
	}, 300_000);
	afterAll(() => {
		store.db.close();
	});

	const claims = (by: Unit) =>
		all
			.filter((comparison) => comparison.by === by)
			.flatMap(({ metric, units }) =>
				units
					.filter(({ position }) => position.says === 'worth a conversation')
					.map(({ unit }) => `${metric}: ${unit}`)
			);

	it('has one worker who is worth a conversation, the planted one, and says so in words', async () => {
		const { value, metric } = truth('different-worker');
		expect(claims('worker')).toEqual([`${metric}: ${value}`]);
		const found = await compared(store, metric, 'worker');
		const unit = found.units.find((each) => each.unit === value) ?? expect.fail(value);
		expect(tellPosition(words, found, unit, metricOf(metric)).says).toBe(
			'Worth a conversation: further below than chance gives, now and six months before. Begin with the cases.'
		);
		expect(judged(unit).value).toBeLessThan(unit.limits.lower998);
		expect(tellComparison(words, found, metricOf(metric)).finding).toMatch(
			/^Of \d+ workers, 1 is worth a conversation$/
		);
	});

	it('says of those who lie furthest by chance that it is within chance', async () => {
		const { metric, workers } = truths.by_chance ?? expect.fail('nothing is planted');
		const found = await compared(store, metric, 'worker');
		expect(workers.length).toBe(3);
		for (const { name } of workers)
			expect(found.units.find(({ unit }) => unit === name)?.position, name).toEqual({
				says: 'within chance'
			});
	});

	it('has one team that stands out, the planted one, in both of its figures', async () => {
		const { value } = truth('late-notes');
		expect(claims('team')).toEqual([`record-entry-lag: ${value}`, `documents-on-time: ${value}`]);
		const found = await compared(store, 'documents-on-time', 'team');
		expect(found.pool.phi).toBeGreaterThan(10);
		for (const { unit, position } of found.units)
			if (unit !== value) expect(position, unit).toEqual({ says: 'pulled', side: 'above' });
		expect(tellComparison(words, found, metricOf('documents-on-time')).finding).toMatch(
			/^Housing South stands out: 5\d %, below the 79 % of all together$/
		);
	});

	it('shows the late team to its own supervisor, and no other team', async () => {
		const { value } = truth('late-notes');
		const found = await compared(store, 'documents-on-time', 'team', { asker: supervisorOf(value) });
		expect(positions(found)).toEqual({ [value]: 'worth a conversation' });
		expect(found.pool.units).toBe(4);
	});

	it('does not make a conversation with each of its workers of what the team has in common', async () => {
		const found = await compared(store, 'documents-on-time', 'worker', {
			asker: supervisorOf(truth('late-notes').value)
		});
		for (const { unit, position } of found.units)
			expect(position, unit).toEqual({ says: 'within differences', side: 'below' });
	});

	it('has in each comparison the figures of the metric by unit, in alphabetical order', async () => {
		expect(all.length).toBeGreaterThan(100);
		for (const { metric, by, period, units } of all) {
			const { results } = await measure(store, {
				...OWNER,
				metric,
				period,
				by: [by],
				grain: null,
				where: []
			});
			for (const { unit, result, clients } of units) {
				expect(result, `${metric} ${unit}`).toEqual(results.find(({ group }) => group[by] === unit));
				expect(clients).toBeLessThanOrEqual(result.clients);
			}
			const names = units.map(({ unit }) => unit);
			expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
			expect(names).not.toContain('none');
			expect(names).not.toContain('not recorded');
		}
	});

	it('compares the very value of a ratio, and the share within the standard of a duration', async () => {
		for (const { metric, kind, units } of all)
			if (kind === 'ratio' || kind === 'rate')
				for (const { unit, crude, result } of units)
					expect(crude.value, `${metric} ${unit}`).toBeCloseTo(result.value ?? NaN, 12);
		const { units } = await compared(store, 'record-entry-lag', 'team');
		for (const { crude, result } of units)
			expect(crude.value).toBeCloseTo(result.also.within_standard ?? NaN, 12);
	});

	it('compares of a time to event those who were observed that long', () => {
		for (const { metric, kind, units } of all)
			if (kind === 'time_to_event')
				for (const { unit, crude, result } of units)
					if (result.numerator !== null)
						expect(crude.value, `${metric} ${unit}`).toBeCloseTo(result.value ?? NaN, 9);
	});

	it('adjusts to what the agency’s rates lead one to expect of a worker’s cases', async () => {
		const metric = 'appointments-kept';
		const { case_mix } = metricOf(metric);
		const question = { ...OWNER, metric, grain: null, where: [] };
		const keyOf = (group: Record<string, string>) => case_mix.map((id) => group[id]).join();
		const rates = (await measure(store, { ...question, by: case_mix })).results;
		const { units, pool } = await compared(store, metric, 'worker');
		const { results } = await measure(store, { ...question, by: ['worker', ...case_mix] });
		// Strata of fewer than 30 rows are taken together; a worker who has none of these is worked out here.
		const large = new Map(
			rates.filter(({ n }) => n >= 30).map((each) => [keyOf(each.group), each.value ?? 0])
		);
		let checked = 0;
		for (const { unit, crude, adjusted } of units) {
			const own = results.filter(({ group }) => group.worker === unit);
			if (own.some(({ group }) => !large.has(keyOf(group)))) continue;
			const n = own.reduce((sum, each) => sum + each.n, 0);
			const expected = own.reduce((sum, each) => sum + each.n * (large.get(keyOf(each.group)) ?? 0), 0);
			expect(adjusted?.value, unit).toBeCloseTo(Math.min(1, (pool.value * crude.value * n) / expected), 9);
			checked++;
		}
		expect(checked).toBeGreaterThan(10);
	});

	it('gives nobody more than their own units, and each the figures of their own rows', async () => {
		const people = await store.db.rows('select worker_id::varchar as id, label from worker order by label');
		const names = people.map(({ label }) => String(label));
		const programs = await store.db.rows('select program_id::varchar as id from program order by label');
		const askers: Asker[] = [
			supervisorOf('Housing North'),
			supervisorOf('Families'),
			askerOf({ ...nobody, role: 'program manager', programs: [String(programs[0]?.id)] }),
			askerOf({
				...nobody,
				role: 'worker',
				worker: String(people.find(({ label }) => label === 'C. Cedar')?.id)
			})
		];
		for (const metric of [
			'appointments-kept',
			'engagement-rate',
			'income-increased',
			'contact-frequency',
			'days-to-first-contact'
		])
			for (const asker of askers) {
				const whole = await compareUnits(store, { ...OWNER, metric, where: [] }, 'worker');
				const found = await compareUnits(
					store,
					{ ...asker, metric, where: [], period: whole.period },
					'worker'
				);
				const { results } = await measure(store, {
					...asker,
					metric,
					period: whole.period,
					by: ['worker'],
					grain: null,
					where: []
				});
				const own = results.map(({ group }) => group.worker ?? '');
				for (const { unit, result, crude } of found.units) {
					expect(result).toEqual(results.find(({ group }) => group.worker === unit));
					if (metric !== 'days-to-first-contact') expect(crude.value).toBeCloseTo(result.value ?? NaN, 12);
				}
				const text = JSON.stringify(found);
				for (const name of names.filter((each) => !own.includes(each)))
					expect(text).not.toContain(`"${name}"`);
				if (found.pool?.whole === true) {
					expect(found.pool.value).toBe(whole.pool?.value);
					expect(found.pool.phi).toBe(whole.pool?.phi);
				}
			}
	});

	it('counts the part of a worker who came from another team from then on, and says that it is a part', async () => {
		const where = [{ dimension: 'worker', value: 'C. Cedar' }];
		const period = { from: '2024-10-01', to: '2025-09-30' };
		const question = { metric: 'appointments-kept', where, period };
		const [part] = (await compareUnits(store, { ...question, ...supervisorOf('Housing South') }, 'worker'))
			.units;
		const [whole] = (await compareUnits(store, { ...question, ...OWNER }, 'worker')).units;
		expect(part?.part).toBe(true);
		expect(whole?.part).toBe(false);
		expect(part?.result.n).toBeLessThan(whole?.result.n ?? 0);
	});

	it('says why it does not compare', async () => {
		const why = async (metric: string, by: Unit, period = {}) =>
			(await compareUnits(store, { ...OWNER, metric, where: [], period }, by)).not_compared;
		expect(await why('exits', 'team')).toBe('total');
		expect(await why('assistance-paid', 'team')).toBe('total');
		expect(await why('caseload', 'worker')).toBe('mean');
		expect(await why('days-referral-to-start', 'program')).toBe('no standard');
		expect(await why('days-to-move-in', 'program', { to: '2026-09-30' })).toBe('immature');
		expect(await why('outreach-exits-to-better', 'program')).toBe('one alone');
	});

	it('shows a comparison on the metric’s page where it is broken down by units, with a picture and words', async () => {
		const page = async (by: string[], asker: Asker = OWNER, id = 'documents-on-time') =>
			drawMetric(await readMetricPage(store, id, { period: {}, grain: null, by, where: [] }, asker), words);
		const { comparison } = await page(['team']);
		expect(comparison?.finding).toContain('Housing South stands out');
		expect(comparison?.picture?.chart.readings.map(({ label }) => label)).toEqual(
			comparison?.units.map(({ unit }) => unit)
		);
		expect((await page(['language'])).comparison).toBeNull();
		expect((await page(['team'], OWNER, 'exits')).comparison).toBeNull();
		const own = (await page(['worker'], supervisorOf('Families'))).comparison;
		expect(own?.units.map(({ unit }) => unit)).toEqual(['S. Spruce', 'T. Teak', 'U. Umbrella-Pine']);
	});
});
