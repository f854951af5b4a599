// Which rows of a figure have problems that touch it, and what the figure is without them.
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { measure, wholeOf } from '#lib/metrics/engine.ts';
import type { Question } from '#lib/metrics/question.ts';
import { resultSchema, type Result } from '#lib/metrics/result.ts';
import { listRows } from '#lib/metrics/rows.ts';
import { CASEWORK, FULL_SCOPE } from '#lib/metrics/scope.ts';
import { openCurrent, type Store } from '#lib/server/store.ts';
import { exportOf, newHome, ROOT, take } from '../home.ts';
import { command } from '../command-here.ts';

vi.mock('#pipelines/run.ts', () => import('../work-here.ts'));

const WORKED = join(ROOT, 'pipelines', 'sources', 'canonical-csv', 'sample', 'worked');
const EVER = { from: '2023-01-01', to: '2026-12-31' };

/** E03, a case of W1 throughout, on these days also of W2. */
const SHARED = ['2024-08-01', '2024-08-10'];
const OPEN = ['2024-07-10', '2024-09-01'];

const home = newHome();
let store: Store;
beforeAll(async () => {
	const twice = exportOf(
		(tables) => {
			const [valid_from = '', valid_to = ''] = SHARED;
			tables.assignment?.push({
				enrollment_id: 'E03',
				worker_id: 'W2',
				valid_from,
				valid_to,
				primary: 'yes'
			});
		},
		{ from: WORKED, files: 'all' }
	);
	await take(home, twice);
	store = await openCurrent(home);
	return () => {
		store.db.close();
	};
});

const asked = (metric: string, more: Partial<Question> = {}): Question => ({
	metric,
	scope: FULL_SCOPE,
	audience: CASEWORK,
	period: EVER,
	by: [],
	grain: null,
	where: [],
	problems: true,
	...more
});
const whole = async (metric: string, more: Partial<Question> = {}): Promise<Result> =>
	wholeOf(await measure(store, asked(metric, more)));
const touched = (metric: string) => listRows(store, asked(metric));

describe('the problems that touch a figure', () => {
	it('are those of a row’s own record, not of others of the case', async () => {
		const kept = await whole('appointments-kept');
		const { n, rows } = await touched('appointments-kept');
		expect(rows.map(({ problems }) => problems)).toEqual(['Appointment without a result']); // K12
		expect(n).toBe(1);
		expect(kept.problems).toMatchObject({ rows: 1, without: { n: kept.n - 1 } });
		expect(kept.problems?.without.value).toBeCloseTo((kept.numerator ?? 0) / (kept.n - 1), 12);
		expect(kept.problems?.without.lower).toBeGreaterThan(kept.lower ?? 1);
	});

	it('are those of the whole case where a row is one', async () => {
		expect((await touched('program-completion')).rows.map(({ problems }) => problems)).toEqual([
			'Exit without a word of completion' // E09
		]);
	});

	it('are none of what the figure does not rest on', async () => {
		const { n, problems, value, lower, upper } = await whole('exits-to-permanent-housing');
		expect(problems).toEqual({ rows: 0, without: { n, value, lower, upper } });
	});

	it('are, of a worker’s days, those of the cases that the worker had on them', async () => {
		const { rows } = await touched('caseload');
		expect([...new Set(rows.map(({ problems }) => problems))]).toEqual(['Two primary workers at a time']);
		const days = rows.map(({ cohort_date }) => String(cohort_date)).sort();
		expect([days[0], days.at(-1)]).toEqual(OPEN);
	});

	it('are told of each group and period, and add up', async () => {
		const { results } = await measure(
			store,
			asked('appointments-kept', { by: ['program'], grain: 'quarter' })
		);
		const all = results.filter(({ problems }) => problems !== undefined);
		expect(all.reduce((sum, { problems }) => sum + (problems?.rows ?? 0), 0)).toBe(1);
		for (const { n, problems } of all) expect((problems?.rows ?? 0) + (problems?.without.n ?? 0)).toBe(n);
	});

	it('are not asked for by others, nor of what stands beside a figure', async () => {
		expect(await whole('appointments-kept', { problems: false })).not.toHaveProperty('problems');
	});

	it('are those in the scope of who asks alone', async () => {
		const none = await whole('appointments-kept', { scope: { ...FULL_SCOPE, workers: [] } });
		expect(none).toMatchObject({ n: 0 });
		expect(none).not.toHaveProperty('problems');
	});
});

describe('on the command line', () => {
	it('a figure always says them, and its rows can be kept to those', async () => {
		const period = ['--from', EVER.from, '--to', EVER.to];
		const { stdout } = await command(home, 'metric', 'appointments-kept', ...period, '--json');
		const { results } = JSON.parse(stdout) as { results: Result[] };
		expect(results.map((each) => resultSchema.parse(each).problems?.rows)).toEqual([1]);
		const table = await command(home, 'metric', 'appointments-kept', ...period);
		expect(table.stdout).toMatch(/with_problems +without_them/);
		const rows = await command(home, 'rows', 'appointments-kept', ...period, '--problems', '--json');
		expect((JSON.parse(rows.stdout) as { rows: unknown[] }).rows).toHaveLength(1);
	});
});
