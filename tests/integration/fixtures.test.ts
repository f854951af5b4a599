import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from '#pipelines/build.ts';
import { prepareHome, ROOT, type Home } from '#pipelines/home.ts';
import { importUpload } from '#pipelines/import.ts';
import type { Imported } from '#pipelines/take-in.ts';
import { dimension } from '#lib/metrics/dimensions.ts';
import { listMetrics } from '#lib/metrics/catalogue.ts';
import { measure } from '#lib/metrics/engine.ts';
import { listRows } from '#lib/metrics/rows.ts';
import { CASEWORK, FULL_SCOPE } from '#lib/metrics/scope.ts';
import { listProjects } from '#pipelines/sources/hmis-csv/hud/projects.ts';
import { openCurrent, type Store } from '#lib/server/store.ts';
import { cell, tablesOf } from '../hud.ts';

const FIXTURES = join(ROOT, '..', 'shared', 'fixtures');
const fixture = (name: string) => join(FIXTURES, `hmis-${name}.zip`);
const silent = () => undefined;
const everything = { scope: FULL_SCOPE, audience: CASEWORK, grain: null, where: [] };
const period = { from: '2021-10-01', to: '2022-09-30' };

async function openWith(paths: string[]): Promise<{ home: Home; store: Store; imported: Imported[] }> {
	const home = prepareHome(mkdtempSync(join(tmpdir(), 'throughline-')));
	const imported: Imported[] = [];
	for (const path of paths) imported.push(await importUpload(home, path, {}, silent));
	await build(home, silent);
	return { home, store: await openCurrent(home), imported };
}

describe.skipIf(!existsSync(FIXTURES))('real-shaped exports', () => {
	describe.each(['fy2024-testkit', 'fy2026-testkit'])('the test kit as %s', (name) => {
		let open: Awaited<ReturnType<typeof openWith>>;
		beforeAll(async () => {
			open = await openWith([fixture(name)]);
		});
		afterAll(() => {
			open.store.db.close();
			rmSync(open.home.path, { recursive: true });
		});

		it('is taken line by line: accepted and rejected are all lines', () => {
			expect(open.imported[0]?.files).toHaveLength(24);
			for (const file of open.imported[0]?.files ?? [])
				expect(file.accepted + file.rejected, file.name).toBe(file.lines);
		});

		// HUD's own tables for these projects: APR Q6e, Q23c, Q5a, Q8a, CAPER Q9b.
		it.each([
			['starts-recorded-on-time', 'DataLab - PSH CoC I', 5, 6],
			['starts-recorded-on-time', 'DataLab - RRH CoC I', 8, 8],
			['exits-to-permanent-housing', 'DataLab - PSH CoC I', 4, 5],
			['exits-to-permanent-housing', 'DataLab - RRH CoC I', 5, 7],
			['people-served', 'DataLab - PSH CoC I', null, 28],
			['people-served', 'DataLab - RRH CoC I', null, 14],
			['people-served', 'DataLab - SO ESG', null, 25],
			['households-served', 'DataLab - PSH CoC I', null, 28],
			['households-served', 'DataLab - RRH CoC I', null, 11],
			['households-served', 'DataLab - SO ESG', null, 17],
			['exits', 'DataLab - PSH CoC I', null, 5],
			['exits', 'DataLab - SO ESG', null, 25],
			['active-at-end', 'DataLab - PSH CoC I', null, 23],
			['active-at-end', 'DataLab - RRH CoC I', null, 7],
			['move-ins', 'DataLab - PSH CoC I', null, 5],
			['move-ins', 'DataLab - RRH CoC I', null, 8],
			['outreach-engagement-rate', 'DataLab - SO ESG', 5, 10]
		])('gives %s of %s as HUD does: %s of %s', async (metric, program, numerator, n) => {
			const { results } = await measure(open.store, { ...everything, metric, period, by: ['program'] });
			const result = results.find((each) => each.group.program === program);
			expect(result).toMatchObject({ status: 'shown', numerator, n });
		});
	});

	it('keeps two source systems apart that use the same ids for different people', async () => {
		const { home, store, imported } = await openWith([
			fixture('fy2024-testkit'),
			fixture('fy2026-testkit'),
			fixture('fy2026-demo')
		]);
		expect(imported.map((each) => each.source)).toEqual([
			'1106-i-count-network',
			'1106-i-count-network',
			'demo999-demo-coc'
		]);
		for (const each of imported)
			for (const file of each.files) expect(file.accepted + file.rejected, file.name).toBe(file.lines);
		expect(
			await store.db.rows('select source, count(*) as n from client group by source order by source')
		).toEqual([
			{ source: '1106-i-count-network', n: 514 },
			{ source: 'demo999-demo-coc', n: 4146 }
		]);
		expect(await store.db.row('select count(*) as n from enrollment')).toEqual({ n: 574 + 4771 });
		expect(
			await store.db.row(
				'select count(*) as n from (select client_id from client group by client_id having count(distinct source) > 1)'
			)
		).toEqual({ n: 0 });
		store.db.close();
		rmSync(home.path, { recursive: true });
	});

	/** The first and the last: of all of them the rows of every other sample are counted (scopes.test.ts). */
	const ends = <Each>(all: readonly Each[]): Each[] => [...new Set([...all.slice(0, 1), ...all.slice(-1)])];

	describe('the demo', () => {
		let open: Awaited<ReturnType<typeof openWith>>;
		beforeAll(async () => {
			open = await openWith([fixture('fy2026-demo')]);
		});
		afterAll(() => {
			open.store.db.close();
			rmSync(open.home.path, { recursive: true });
		});

		it('settles the order of Client.DateUpdated by the rows’ own creation, without a question', () => {
			expect(open.imported[0]?.problems).toEqual([]);
		});

		it('has tables of HUD that hold together: of all projects, and of some of them alone', async () => {
			const names = (await listProjects(open.store.db)).map(({ label }) => label);
			for (const projects of [names, ...names.slice(0, 3).map((name) => [name])]) {
				const tables = await tablesOf(open.home, open.store, 'apr', projects, period);
				const count = (question: string, row = 'Total', column = 'Total') =>
					cell(tables, question, row, column);
				const people = (row: string) => count('Q5a', row, 'Count of Clients');
				const all = people('Total number of persons served');
				expect(all).toBeGreaterThan(0);
				for (const question of ['Q11', 'Q12a', 'Q12b']) expect(count(question), question).toBe(all);
				expect(count('Q10a') + count('Q10b') + count('Q10c')).toBe(all);
				expect(people('Number of leavers') + people('Number of stayers')).toBe(all);
				expect(count('Q23c')).toBe(people('Number of leavers'));
			}
		});

		it('has for each figure as many rows as its n: whole, by program, by worker and by month', async () => {
			const { metrics } = await listMetrics(open.store);
			expect(metrics.length).toBeGreaterThanOrEqual(13);
			for (const { id: metric } of metrics) {
				const rowsOf = async (where: { dimension: string; value: string }[], within = period) =>
					(await listRows(open.store, { ...everything, metric, period: within, where })).rows.length;
				const [whole] = (await measure(open.store, { ...everything, metric, period, by: [] })).results;
				if (whole?.status === 'not_collected') continue; // HMIS has no documents, plans or assignments
				expect(whole?.n, metric).toBeGreaterThan(0);
				expect(await rowsOf([]), metric).toBe(whole?.n);
				for (const by of ['program', 'worker']) {
					const { results } = await measure(open.store, {
						...everything,
						metric,
						period,
						by: [dimension(by).id]
					});
					expect(results.length, `${metric} by ${by}`).toBeGreaterThan(0);
					for (const result of ends(results))
						expect(
							await rowsOf([{ dimension: by, value: result.group[by] ?? '' }]),
							`${metric} ${by} ${result.group[by] ?? ''}`
						).toBe(result.n);
				}
				const months = (await measure(open.store, { ...everything, metric, period, by: [], grain: 'month' }))
					.results;
				expect(months).toHaveLength(12);
				for (const month of ends(months))
					expect(await rowsOf([], month.period), `${metric} in ${month.period.from}`).toBe(month.n);
			}
		}, 600_000);
	});
});
