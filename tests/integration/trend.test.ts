// Trends of figures whose months are made to measure, in a home with the worked enrollments: each metric of its own
// has so many rows in each month, counted back from the last month known.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { prepareHome, type Home } from '#pipelines/home.ts';
import { measure } from '#lib/metrics/engine.ts';
import { addDays, addMonths, endOfMonth } from '#lib/metrics/periods.ts';
import { CASEWORK, FULL_SCOPE } from '#lib/metrics/scope.ts';
import { trendSchema, traceTrend, type Step, type TrendQuestion } from '#lib/metrics/trend.ts';
import { DEFAULT_LOCALE } from '#lib/messages/index.ts';
import { findMetric } from '#lib/metrics/catalogue.ts';
import { openCurrent, type Store } from '#lib/server/store.ts';
import { listTrends } from '#lib/server/trends.ts';
import { speak } from '#lib/speak.ts';
import { tellTrend } from '#lib/tell-trend.ts';
import { DEFAULT_VIEW } from '#lib/view.ts';
import { newHome, ROOT, take } from '../home.ts';
import { command } from '../command-here.ts';

vi.mock('#pipelines/run.ts', () => import('../work-here.ts'));

const WORKED = join(ROOT, 'pipelines', 'sources', 'canonical-csv', 'sample', 'worked');
/** The last month that is known whole, by its first day. */
const LAST = '2025-06-01';
/** The first of the month so many months before it. */
const month = (back: number) => addMonths(LAST, -back);

/** Successes of rows in a month, or values; null is a month without rows. The last is that of LAST. */
type Month = readonly [successes: number, rows: number] | null;

const front = (id: string, kind: string, more = '') => `/* ---
title: The figure ${id}
question: How is the figure ${id}?
kind: ${kind}
unit: ${kind === 'count' ? 'things' : 'days'}
rows: things
group: engagement
headline: {better: ${id.endsWith('-neutral') ? 'neutral' : id.endsWith('-low') ? 'lower' : 'higher'}}
grain: thing
needs: [enrollment.started_on]
control: shared
source: a test
${more}--- */
`;

const rowsOf = (months: readonly Month[], columns: string) => {
	const lines = months.flatMap((each, at) =>
		each === null ? [] : [`(date '${month(months.length - 1 - at)}', ${String(each[0])}, ${String(each[1])})`]
	);
	return `select e.enrollment_id, s.day + 9 as cohort_date${columns}
from (values ${lines.join(', ')}) s(day, k, n), range(s.n) r(i)
join (select enrollment_id, row_number() over (order by started_on, referred_on, exited_on, is_head_of_household) - 1 as at, count(*) over () as of from enrollment) e on e.at = r.i % e.of
`;
};
const ratio = (id: string, months: readonly Month[], more = '') =>
	front(id, 'ratio', more) + rowsOf(months, ', r.i < s.k as success');
/** A mean, or a duration whose median, is the first number in each month. */
const mean = (id: string, values: readonly (number | null)[], [kind, column] = ['mean', 'value']) =>
	front(id, kind) +
	rowsOf(
		values.map((value) => (value === null ? null : [value, 3])),
		`, s.k as ${column}`
	);
const count = (id: string, values: readonly number[], more = '') =>
	front(id, 'count', more) +
	rowsOf(
		values.map((value) => [value, value]),
		''
	);

const noise = [11, 9, 10, 12, 9, 11, 10, 8, 11, 10, 9, 12];
const years = [...noise, ...noise];

const METRICS: Record<string, string> = {
	steady: ratio(
		'steady',
		years.map((successes) => [successes, 20])
	),
	better: ratio(
		'better',
		[...noise, ...noise].map((successes, at) => [successes + (at > 16 ? 5 : 0), 20])
	),
	'better-low': ratio(
		'better-low',
		years.map((successes, at) => [successes + (at > 16 ? 5 : 0), 20])
	),
	'better-neutral': ratio(
		'better-neutral',
		years.map((successes, at) => [successes + (at > 16 ? 5 : 0), 20])
	),
	alone: mean(
		'alone',
		years.map((value, at) => (at === 20 ? 40 : value))
	),
	eleven: mean('eleven', noise.slice(1)),
	twelve: mean('twelve', noise),
	gap: mean(
		'gap',
		years.map((value, at) => (at === 13 ? null : at > 9 && at < 18 ? 16 : value))
	),
	same: mean(
		'same',
		years.map(() => 7)
	),
	all: ratio(
		'all',
		years.map(() => [20, 20])
	),
	none: ratio(
		'none',
		years.map(() => [0, 20])
	),
	few: ratio(
		'few',
		years.map((successes, at) => (at % 2 === 0 ? [Math.round(successes / 10), 2] : [successes * 10, 200]))
	),
	carried: count(
		'carried',
		years.map((value, at) => value + at),
		'carries_over: true\n'
	),
	settling: ratio(
		'settling',
		years.map((successes, at) => [at > 20 ? 0 : successes, 20]),
		'settles_after: 90\n'
	),
	counted: count('counted', years),
	medians: mean('medians', years, ['duration', 'days']),
	'rare-count': count(
		'rare-count',
		years.map((value) => value % 5)
	)
};

let home: Home;
let store: Store;
beforeAll(async () => {
	home = prepareHome(newHome().path);
	for (const [id, text] of Object.entries(METRICS))
		writeFileSync(join(home.path, 'metrics', `${id}.sql`), text);
	await take(home, WORKED);
	store = await openCurrent(home);
});
afterAll(() => store.db.close());

const trace = (metric: string, question: Partial<TrendQuestion> = {}, steps: readonly Step[] = []) =>
	traceTrend(
		store,
		{ metric, scope: FULL_SCOPE, audience: CASEWORK, grain: null, where: [], ...question },
		steps
	);
const say = async (metric: string, ...rest: [Partial<TrendQuestion>?, (readonly Step[])?]) =>
	tellTrend(speak(DEFAULT_LOCALE), await trace(metric, ...rest), await findMetric(store, metric)).finding;

describe('a trend without a period', () => {
	it('is of the whole months that are known, 24 at most, each the figure that the command line gives', async () => {
		const { points, grain } = await trace('steady');
		expect(grain).toBe('month');
		expect(points.at(-1)?.result.period).toEqual({ from: LAST, to: endOfMonth(LAST) });
		expect(points.length).toBeLessThanOrEqual(24);
		const { results } = await measure(store, {
			metric: 'steady',
			scope: FULL_SCOPE,
			audience: CASEWORK,
			by: [],
			where: [],
			grain: 'month',
			period: { from: points[0]!.result.period.from, to: endOfMonth(LAST) }
		});
		expect(points.map(({ result }) => result)).toEqual(results);
	});
});

const twoYears = { period: { from: month(23), to: endOfMonth(LAST) } };

describe('a verdict', () => {
	it('is steady where no month differs by more than chance', async () => {
		expect((await trace('steady', twoYears)).verdict).toEqual({ says: 'steady', points: 24 });
		expect(await say('steady', twoYears)).toBe('No month differs from the others by more than chance.');
	});

	it('is better since the month in which seven in a row began, by the direction of the headline', async () => {
		expect((await trace('better', twoYears)).verdict).toMatchObject({
			says: 'changed',
			mark: { kind: 'one side', side: 'up' },
			direction: 'better',
			first: { from: month(6) },
			length: 7,
			lasts: true
		});
		expect(await say('better', twoYears)).toMatch(
			/^Better since December 2024: 7 months in a row above the level of \d+ %\.$/
		);
		expect(await say('better-low', twoYears)).toMatch(/^Worse since December 2024/);
		expect(await say('better-neutral', twoYears)).toMatch(/^Higher since December 2024/);
	});

	it('is worse in the one month that lies beyond the limits', async () => {
		const { verdict, points } = await trace('alone', twoYears);
		expect(verdict).toMatchObject({
			says: 'changed',
			mark: { kind: 'outside', side: 'up' },
			value: 40,
			lasts: false
		});
		expect(points[20]?.mark?.kind).toBe('outside');
		expect(points[20]!.upper).toBeLessThan(40);
		expect(await say('alone', twoYears)).toBe('Better in March 2025 than chance explains: 40 days.');
	});

	it('is none of eleven points, and one of twelve', async () => {
		const eleven = await trace('eleven', twoYears);
		expect(eleven.verdict).toEqual({ says: 'too few', points: 11 });
		expect(eleven.points.every(({ centre, mark }) => centre === null && mark === null)).toBe(true);
		expect(eleven.by_chance).toBeNull();
		expect((await trace('twelve', twoYears)).verdict).toEqual({ says: 'steady', points: 12 });
	});

	it('is none where every month is the same: no limits, and no NaN', async () => {
		for (const metric of ['same', 'all', 'none']) {
			const trend = await trace(metric, twoYears);
			expect(trend.segments[0]?.status).toBe('all the same');
			expect(trend.by_chance).toBe(0); // nothing of it can be marked
			expect(trend.points.every(({ centre }) => centre === null)).toBe(true);
			expect(await say(metric, twoYears)).toBe('Every month has the same figure.');
			expect(JSON.stringify(trend)).not.toMatch(/NaN/);
		}
	});

	it('is none of a figure that carries over from month to month', async () => {
		const trend = await trace('carried', twoYears);
		expect(trend.verdict).toEqual({ says: 'carries over', points: 24 });
		expect(trend.points.some(({ mark, centre }) => mark !== null || centre !== null)).toBe(false);
	});
});

describe('nothing is said of chance', () => {
	it.each([
		['medians', 'medians', /^These are medians/],
		['rare-count', 'too rare', /^Too few to tell/]
	])('of %s, however many months there are', async (metric, says, sentence) => {
		const trend = await trace(metric, twoYears);
		expect(trend.verdict.says).toBe(says);
		expect(trend.segments[0]?.status).toBe(says);
		expect(trend.points.some(({ mark, centre, upper }) => mark ?? centre ?? upper)).toBe(false);
		expect(trend.by_chance).toBeNull();
		expect(await say(metric, twoYears)).toMatch(sentence);
	});
});

describe('a month without rows', () => {
	it('is no point, and ends a run that would be one of eight', async () => {
		const { points, verdict } = await trace('gap', twoYears);
		expect(points[13]?.result).toMatchObject({ value: null, n: 0 });
		expect(points[13]).toMatchObject({ centre: null, mark: null });
		expect(verdict).toMatchObject({ points: 23 });
		expect(points.slice(10, 18).some(({ mark }) => mark?.kind === 'one side')).toBe(false);
	});
});

describe('a month that is cut off', () => {
	it('is hollow, enters no limit and has no mark', async () => {
		const cut = await trace('better', { period: { from: addDays(month(23), 3), to: addDays(LAST, 20) } });
		expect(cut.points[0]).toMatchObject({ result: { immature: true }, centre: null, mark: null });
		expect(cut.points.at(-1)).toMatchObject({ result: { immature: true }, centre: null, mark: null });
		expect(cut.segments[0]?.points).toBe(22);
		const inner = await trace('better', { period: { from: month(22), to: addDays(LAST, -1) } });
		expect(cut.points[1]?.centre).toBeCloseTo(inner.points[0]!.centre!, 12);
	});
});

describe('a month whose rows still change', () => {
	it('is hollow until they have settled: the last three of 90 days', async () => {
		const { points, verdict } = await trace('settling', twoYears);
		expect(points.map(({ result }) => result.immature).lastIndexOf(false)).toBe(20);
		expect(points.slice(21).every(({ mark, centre }) => mark === null && centre === null)).toBe(true);
		expect(verdict).toEqual({ says: 'steady', points: 21 });
	});
});

describe('limits', () => {
	it('of shares are the wider the fewer rows a month has, and stay within 0 and 1', async () => {
		const { points, chart } = await trace('few', twoYears);
		expect(chart).toBe('p-prime');
		for (const { result, lower, upper } of points) {
			expect(lower).toBeGreaterThanOrEqual(0);
			expect(upper).toBeLessThanOrEqual(1);
			expect(result.n === 2 ? upper! - lower! : 1).toBeGreaterThan(0.5);
		}
		expect(points[1]!.upper! - points[1]!.lower!).toBeLessThan(points[0]!.upper! - points[0]!.lower!);
	});

	it('of counts are those of single values, not below 0', async () => {
		const { points, chart } = await trace('counted', twoYears);
		expect(chart).toBe('xmr');
		expect(new Set(points.map(({ upper }) => upper)).size).toBe(1);
		expect(points[0]!.lower).toBeGreaterThanOrEqual(0);
	});
});

describe('a step change', () => {
	const step = { on: addDays(month(11), 14), reason: 'A new rule' };

	it('begins a segment with the month that holds its day, with a level and limits of its own', async () => {
		const { segments, points, verdict } = await trace('better', twoYears, [step]);
		expect(segments.map(({ points, status, steps }) => [points, status, steps])).toEqual([
			[12, 'judged', []],
			[12, 'judged', [step]]
		]);
		expect(points[11]!.centre).toBeLessThan(points[12]!.centre!);
		expect(verdict.points).toBe(12);
	});

	it('leaves the side that has fewer than twelve points without limits and marks', async () => {
		const late = { ...step, on: month(6) };
		const { segments, points, verdict } = await trace('better', twoYears, [late]);
		expect(segments.map(({ status }) => status)).toEqual(['judged', 'too few']);
		expect(points.slice(17).every(({ upper, mark }) => upper === null && mark === null)).toBe(true);
		expect(verdict).toEqual({ says: 'too few', points: 7 });
		expect(await say('better', twoYears, [late])).toBe(
			'Since the step of 1 December 2024 there are 7 months that can be judged; it takes 12 to tell a change from chance.'
		);
	});

	it('before the first month or after the last splits nothing', async () => {
		const whole = await trace('better', twoYears);
		for (const on of [addDays(month(23), -40), addDays(month(23), 3), addDays(endOfMonth(LAST), 30)])
			expect((await trace('better', twoYears, [{ ...step, on }])).points).toEqual(whole.points);
	});
});

describe('metric ID --compare trend', () => {
	const ask = (...args: string[]) =>
		command(home, 'metric', 'better', '--from', month(23), '--to', endOfMonth(LAST), ...args);

	it('prints one object: the answer, and the trend that the page shows', async () => {
		const { comparison, ...answer } = JSON.parse(
			(await ask('--compare', 'trend', '--json')).stdout
		) as Record<string, unknown>;
		expect(trendSchema.parse(comparison)).toEqual(await trace('better', twoYears));
		expect(answer).toEqual(JSON.parse((await ask('--json')).stdout));
	});

	it('tells a person the sentence, and a program a line for each month', async () => {
		const { stdout } = await ask('--compare', 'trend');
		expect(stdout).toMatch(/^Better since December 2024/);
		expect(stdout).toContain('seven or more above the level');
		const [head, ...lines] = (await ask('--compare', 'trend', '--csv')).stdout.trim().split(/\r?\n/);
		expect(head).toMatch(/level,lower_limit,upper_limit,mark$/);
		expect(lines).toHaveLength(24);
	});

	it('refuses what is no comparison, and a trend by groups', async () => {
		expect(await ask('--compare', 'fashion')).toMatchObject({
			code: 2,
			stderr: expect.stringContaining('trend') as string
		});
		expect(await ask('--compare', 'trend', '--by', 'program')).toMatchObject({ code: 2 });
	});
});

describe('all trends of a view', () => {
	it('are those that changed, what lasts first, of how many that could be judged, and how many chance would mark', async () => {
		process.env.THROUGHLINE_HOME = home.path;
		const asker = { scope: FULL_SCOPE, audience: CASEWORK };
		const all = await listTrends(store, asker, DEFAULT_VIEW);
		const { changed, steady, looked, expected } = all;
		const ids = changed.map(({ metric }) => metric.id);
		const own = Object.keys(METRICS);
		const alone = await Promise.all(
			own.map(async (id) => ({ id, trend: await trace(id), metric: await findMetric(store, id) }))
		);
		const claimed = alone.filter(
			({ trend, metric }) =>
				trend.verdict.says === 'changed' && metric.headline.better !== 'neutral' && !metric.carries_over
		);
		expect(ids.filter((id) => own.includes(id)).sort()).toEqual(claimed.map(({ id }) => id).sort());
		expect(ids).toContain('alone');
		expect(ids).not.toContain('better-neutral');
		expect(ids).not.toContain('carried');
		const lasts = changed.map(({ trend: { verdict } }) => verdict.says === 'changed' && verdict.lasts);
		expect(lasts).toEqual([...lasts].sort((a, b) => Number(b) - Number(a)));
		expect(looked).toBe(changed.length + steady.length);
		expect(expected).toBeGreaterThan(0);
		expect(expected).toBeLessThan(looked * 0.3);
		const shorter = { ...DEFAULT_VIEW, period: { from: '2025-06-01', to: '2025-06-30' } };
		expect(await listTrends(store, asker, shorter)).toEqual(all);
	});
});

it('the metrics of Throughline that carry over say so in their files', () => {
	const text = (id: string) => readFileSync(join(ROOT, 'pipelines', 'metrics', `${id}.sql`), 'utf8');
	for (const id of [
		'people-served',
		'households-served',
		'active-at-end',
		'caseload',
		'utilization',
		'services-provided',
		'assistance-paid',
		'contact-frequency',
		'engagement-rate'
	])
		expect(text(id)).toMatch(/^carries_over: true$/m);
});
