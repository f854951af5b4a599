import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareHome } from '#pipelines/home.ts';
import { measure } from '#lib/metrics/engine.ts';
import { addDays } from '#lib/metrics/periods.ts';
import type { Question } from '#lib/metrics/question.ts';
import { listRows } from '#lib/metrics/rows.ts';
import { CASEWORK, FULL_SCOPE } from '#lib/metrics/scope.ts';
import { countValues, traceCurves } from '#lib/metrics/shapes.ts';
import { listValues } from '#lib/metrics/values.ts';
import { openCurrent, type Store } from '#lib/server/store.ts';
import { newHome, ROOT, take } from '../home.ts';

const WORKED = join(ROOT, 'pipelines', 'sources', 'canonical-csv', 'sample', 'worked');
const UNTIL = '2025-06-30';
const whole = { scope: FULL_SCOPE, audience: CASEWORK, by: [], grain: null, where: [] };
const known = { from: '2024-07-01', to: addDays(UNTIL, -90) };

let store: Store;
const ask = (question: Partial<Question> & { metric: string }) => measure(store, { ...whole, ...question });

beforeAll(async () => {
	const home = prepareHome(newHome().path);
	writeFileSync(
		join(home.path, 'targets.csv'),
		'metric,program,grant,from,to,target\ndays-to-move-in,,Grant A,2024-01-01,2025-12-31,0.999\n'
	);
	await take(home, WORKED);
	store = await openCurrent(home);
});
afterAll(() => store.db.close());

describe('a wait, asked without a period', () => {
	it('is that of the last twelve months whose people were followed as long as the headline asks', async () => {
		const { results, share_by } = await ask({ metric: 'days-to-move-in' });
		expect(share_by).toBe(90);
		expect(results[0]).toMatchObject({ period: { to: known.to }, immature: false });
	});
});

describe('a wait in a period whose last people were not followed long enough', () => {
	it('is shown as immature and not judged, whatever the target', async () => {
		const { results } = await ask({ metric: 'days-to-move-in', period: { from: known.from, to: UNTIL } });
		expect(results[0]).toMatchObject({ status: 'shown', immature: true, standard: 0.999, verdict: null });
	});

	it('is judged when they were', async () => {
		const { results } = await ask({ metric: 'days-to-move-in', period: known });
		expect(results[0]?.immature).toBe(false);
		expect(results[0]?.verdict).not.toBeNull();
	});

	it('has no figure, and says why, where nobody was followed so long', async () => {
		const late = { from: addDays(UNTIL, -40), to: UNTIL };
		const { results } = await ask({ metric: 'plan-within-30-days', period: late, by: ['program'] });
		for (const result of results)
			if (result.value === null) {
				expect(result.status).toBe('no_data');
				expect(result.reason).toBe('Nobody has been observed for 30 days yet.');
			}
		const { results: one } = await ask({
			metric: 'days-to-move-in',
			period: { from: addDays(UNTIL, -5), to: UNTIL }
		});
		expect(one[0]?.status).toBe('no_data');
		expect(one[0]?.value).toBeNull();
	});
});

describe('the curve of a wait', () => {
	it('passes through the figure, and starts with everybody followed', async () => {
		const question = { ...whole, metric: 'days-to-move-in', period: known };
		const [result] = (await ask(question)).results;
		const [curve] = await traceCurves(store, question, 180);
		const by90 = curve?.shape.points.findLast(({ day }) => day <= 90);
		expect(by90?.share).toBeCloseTo(result?.value ?? -1, 12);
		expect(curve?.shape.atRisk([0])).toEqual([result?.n]);
		expect((await listRows(store, question)).n).toBe(result?.n);
	});

	it('of each group rests on that group’s rows', async () => {
		const question = { ...whole, metric: 'days-to-move-in', period: known, by: ['program'] };
		const { results } = await ask(question);
		const curves = await traceCurves(store, question, 180);
		expect(curves.map(({ group, shape }) => [group[0], shape.atRisk([0])[0]])).toEqual(
			results.map((result) => [result.group.program, result.n])
		);
	});
});

describe('the spread of a duration', () => {
	it('has as many values as the figure has rows', async () => {
		const question = { ...whole, metric: 'record-entry-lag', period: { from: known.from, to: UNTIL } };
		const [result] = (await ask(question)).results;
		const [spread] = await countValues(store, question);
		expect(spread?.shape.reduce((sum, [, count]) => sum + count, 0)).toBe(result?.n);
		expect(result?.n).toBeGreaterThan(0);
	});
});

describe('a metric over several periods at once', () => {
	it.each(['contact-frequency', 'caseload', 'days-to-move-in', 'documents-on-time', 'people-served'])(
		'gives for each month of %s what it gives for that month alone',
		async (metric) => {
			const { results } = await ask({
				metric,
				period: { from: '2024-10-01', to: '2025-03-31' },
				grain: 'month'
			});
			expect(results).toHaveLength(6);
			for (const result of results)
				expect(result).toEqual((await ask({ metric, period: result.period })).results[0]);
		}
	);
});

describe('a case list in pages', () => {
	it('gives every row once, in the order of the whole list', async () => {
		const question = { ...whole, metric: 'documents-on-time', period: { from: known.from, to: UNTIL } };
		const all = await listRows(store, question);
		const pages = [];
		for (let offset = 0; offset < all.n + 4; offset += 4) {
			const page = await listRows(store, question, { limit: 4, offset });
			expect(page.n).toBe(all.n);
			pages.push(...page.rows);
		}
		expect(pages).toEqual(all.rows);
	});
});

describe('the values to filter by', () => {
	it('are those of the enrollments in scope, workers and teams those with cases', async () => {
		const programs = await listValues(store, 'program', FULL_SCOPE);
		expect(programs.length).toBeGreaterThan(1);
		for (const { value, n } of programs) {
			const { results } = await ask({
				metric: 'enrollments-started',
				period: { from: '2000-01-01', to: UNTIL },
				where: [{ dimension: 'program', value }]
			});
			expect(results[0]?.value).toBe(n);
		}
		expect((await listValues(store, 'team', FULL_SCOPE)).length).toBeGreaterThan(0);
		expect(await listValues(store, 'program', { ...FULL_SCOPE, programs: [] })).toEqual([]);
	});
});
