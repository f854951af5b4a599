// Problems in the records of cases: by check, program and worker, each number followed to its rows, in the scope of who asks.
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { measure, wholeOf } from '#lib/metrics/engine.ts';
import { listMetrics } from '#lib/metrics/catalogue.ts';
import { countByCheck, listQuality, QUALITY, type QualityQuestion } from '#lib/metrics/quality.ts';
import { CASEWORK, FULL_SCOPE } from '#lib/metrics/scope.ts';
import { openCurrent, type Store } from '#lib/server/store.ts';
import { newHome, ROOT, take } from '../home.ts';

const WORKED = join(ROOT, 'pipelines', 'sources', 'canonical-csv', 'sample', 'worked');

const home = newHome();
let store: Store;
beforeAll(async () => {
	await take(home, WORKED);
	store = await openCurrent(home);
	return () => {
		store.db.close();
	};
});

const EVERYTHING: QualityQuestion = {
	scope: FULL_SCOPE,
	audience: CASEWORK,
	period: { from: '2023-01-01', to: '2026-12-31' },
	where: []
};
const ask = (by: string[], question = EVERYTHING) =>
	measure(store, { ...question, metric: QUALITY, by, grain: null });

describe('problems in the records of cases', () => {
	it('are counted by check as the checks found them, those that touch a figure first', async () => {
		const checks = await countByCheck(store, EVERYTHING);
		const found = await store.db.rows(
			'select check_id, count(*) as n from problem where enrollment_id is not null group by all order by all'
		);
		expect(Object.fromEntries(checks.map(({ check, problems }) => [check, problems]))).toEqual(
			Object.fromEntries(found.map((row) => [row.check_id, row.n]))
		);
		expect(checks.map(({ severity }) => severity)).toEqual(checks.map(({ severity }) => severity).sort());
		expect(checks.find(({ check }) => check === 'completion-not-recorded')?.touches).toEqual([
			'program-completion'
		]);
	});

	it('are those of the rows: every record is of one program and one worker, by name', async () => {
		const whole = wholeOf(await ask([]));
		for (const by of ['program', 'worker']) {
			const { results } = await ask([by]);
			expect(results.reduce((sum, { n }) => sum + n, 0)).toBe(whole.n);
			expect(results.reduce((sum, { numerator }) => sum + (numerator ?? 0), 0)).toBe(whole.numerator);
			const names = results.map(({ group }) => group[by]);
			expect(names).toEqual([...names].sort());
			for (const { group, numerator } of results) {
				const where = [{ dimension: by, value: group[by] ?? '' }];
				const { rows } = await listQuality(store, { ...EVERYTHING, where }, null);
				expect(
					new Set(rows.map(({ event, record_id }) => `${String(event)} ${String(record_id)}`)).size
				).toBe(numerator);
			}
		}
	});

	it('have the day of their record: what is wrong with an exit is of the exit', async () => {
		const { rows } = await listQuality(store, EVERYTHING, 'completion-not-recorded'); // E09
		expect(rows).toEqual([expect.objectContaining({ event: 'exit' })]);
		const exit = await store.db.row('select exited_on from enrollment where enrollment_id::varchar = $id', {
			id: String(rows[0]?.enrollment_id)
		});
		expect(rows[0]?.cohort_date).toBe(exit.exited_on);
	});

	it('come page by page, of one check or all', async () => {
		const all = await listQuality(store, EVERYTHING, null);
		const pages = await Promise.all(
			[0, 10].map((offset) => listQuality(store, EVERYTHING, null, { limit: 10, offset }))
		);
		expect(pages.flatMap(({ rows }) => rows)).toEqual(all.rows);
		expect(pages[0]?.n).toBe(all.n);
	});

	it('are none of other people’s cases', async () => {
		const scope = { ...FULL_SCOPE, programs: [] };
		expect(await countByCheck(store, { ...EVERYTHING, scope })).toEqual([]);
		expect(await listQuality(store, { ...EVERYTHING, scope }, null)).toMatchObject({ n: 0, rows: [] });
	});

	it('are no figure among the figures', async () => {
		expect((await listMetrics(store)).metrics.map(({ id }) => id)).not.toContain(QUALITY);
	});
});
