import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build, fillStore } from '#pipelines/build.ts';
import { openDatabase } from '#pipelines/duckdb.ts';
import { homeAt, prepareHome, ROOT, type Home } from '#pipelines/home.ts';
import { importUpload } from '#pipelines/import.ts';
import { readMetrics } from '#pipelines/metrics/definition.ts';
import { readCanonical, readModel } from '#pipelines/model/definition.ts';
import { columnsOf, readFormats, storedName } from '#pipelines/sources/format.ts';
import { openVault } from '#pipelines/vault.ts';
import { listMetrics } from '#lib/metrics/catalogue.ts';
import { listRows, measure } from '#lib/metrics/engine.ts';
import { CASEWORK, FULL_SCOPE } from '#lib/metrics/scope.ts';
import { openCurrent, type Store } from '#lib/server/store.ts';

const SAMPLE = join(ROOT, 'pipelines', 'sources', 'hmis-csv', 'sample');
const silent = () => undefined;
const everything = { scope: FULL_SCOPE, audience: CASEWORK, grain: null, where: [] };

type Figure = {
	n: number;
	numerator?: number;
	value?: number;
	p90?: number;
	within_standard?: number;
	rows?: string[];
	successes?: string[];
};
type Expected = {
	period: { from: string; to: string };
	observed_until: string;
	metrics: Record<string, { kind: string; rows_are: string; whole: Figure; program: Record<string, Figure> }>;
};
const expected = JSON.parse(readFileSync(join(SAMPLE, 'expected.json'), 'utf8')) as Expected;

describe('every SQL file fits the tables before there is any data', () => {
	it('makes the model, the checks and all metrics of an empty store without a complaint', async () => {
		const scratch = mkdtempSync(join(tmpdir(), 'throughline-'));
		const db = await openDatabase(':memory:', scratch);
		const notes = await fillStore(db, null, 'empty', [], silent);
		expect(notes).toEqual([]);
		const { metrics } = readMetrics(null);
		expect(metrics.length).toBeGreaterThanOrEqual(13);
		const defined = await db.rows('select id from metric_definition where problem is null order by id');
		expect(defined.map((row) => row.id)).toEqual(metrics.map((metric) => metric.id).sort());
		for (const table of readModel())
			expect(await db.row(`select count(*) as n from "${table.id}"`), table.id).toEqual({ n: 0 });
		db.close();
		rmSync(scratch, { recursive: true });
	});

	it('maps each canonical column that a format declares, from source columns that the format has', async () => {
		const model = new Map(readModel().map((table) => [table.id, table]));
		for (const format of await readFormats()) {
			const known = new Set(columnsOf(format.id).map((column) => `${column.file}.${column.column}`));
			const stored = new Set(columnsOf(format.id).map((column) => `${column.file}.${storedName(column)}`));
			for (const select of readCanonical(format.id))
				for (const [column, sources] of Object.entries(select.head.columns)) {
					expect(Object.keys(model.get(select.id)?.head.given ?? {}), select.id).toContain(column);
					for (const source of sources) {
						expect(known, `${select.id}.${column}`).toContain(source);
						expect(stored, `${source} is dropped before it is stored`).toContain(source);
					}
				}
		}
	});
});

describe.each(['fy2022', 'fy2024', 'fy2026'])(
	'the twelve enrollments of the %s sample, worked by hand',
	(version) => {
		let home: Home;
		let store: Store;

		beforeAll(async () => {
			home = prepareHome(mkdtempSync(join(tmpdir(), 'throughline-')));
			await importUpload(home, join(SAMPLE, version), {}, silent);
			const built = await build(home, silent);
			expect(built.notes).toEqual([]);
			store = await openCurrent(home);
		});
		afterAll(() => {
			store.db.close();
			rmSync(home.path, { recursive: true });
		});

		it('has an expectation for every metric', async () => {
			const { metrics, broken } = await listMetrics(store);
			expect(broken).toEqual([]);
			expect(metrics.map((metric) => metric.id).sort()).toEqual(Object.keys(expected.metrics).sort());
		});

		it.each(Object.keys(expected.metrics))(
			'gives %s as worked out on paper, whole and by program',
			async (id) => {
				const { whole, program, kind } = expected.metrics[id] ?? expect.fail();
				const question = { ...everything, metric: id, period: expected.period };
				const [result] = (await measure(store, { ...question, by: [] })).results;
				compare(result, whole, kind);
				const groups = (await measure(store, { ...question, by: ['program'] })).results;
				for (const [name, figure] of Object.entries(program)) {
					const group = groups.find((each) => each.group.program === name);
					if (figure.n === 0) expect(group, name).toBeUndefined();
					else compare(group, figure, kind);
				}
				expect(groups.length).toBe(Object.values(program).filter((figure) => figure.n > 0).length);
			}
		);

		it.each(Object.keys(expected.metrics))('follows %s to the rows that were meant', async (id) => {
			const figures = [
				{ where: [], figure: expected.metrics[id]?.whole },
				...Object.entries(expected.metrics[id]?.program ?? {}).map(([name, figure]) => ({
					where: [{ dimension: 'program', value: name }],
					figure
				}))
			];
			const vault = openVault(home);
			for (const { where, figure } of figures) {
				const { rows } = await listRows(store, { ...everything, metric: id, period: expected.period, where });
				expect(rows.length).toBe(figure?.n);
				if (!figure?.rows || id === 'households-served') continue; // its rows are listed by household
				const enrollments = (list: typeof rows) =>
					list.map((row) => vault.find(String(row.enrollment_id))).sort();
				expect(enrollments(rows)).toEqual(figure.rows);
				if (figure.successes)
					expect(enrollments(rows.filter((row) => row.success))).toEqual(figure.successes);
			}
			vault.close();
		});

		it('lists households-served by the household of each head', async () => {
			const { rows } = await listRows(store, {
				...everything,
				metric: 'households-served',
				period: expected.period
			});
			const vault = openVault(home);
			expect(rows.map((row) => vault.find(String(row.household_id))).sort()).toEqual(
				expected.metrics['households-served']?.whole.rows
			);
			vault.close();
		});

		it('never lists a birth date or a name, and has exactly one worker for each row', async () => {
			for (const id of Object.keys(expected.metrics)) {
				const { rows } = await listRows(store, { ...everything, metric: id, period: expected.period });
				for (const row of rows) {
					expect(Object.keys(row)).not.toContain('birth_date');
					expect(row.worker).toMatch(/^(worker [0-9a-f]{8}|none)$/);
				}
			}
		});
	}
);

function compare(
	result: Awaited<ReturnType<typeof measure>>['results'][number] | undefined,
	figure: Figure,
	kind: string
) {
	if (!result) expect.fail('there is no result');
	expect(result.n).toBe(figure.n);
	if (kind === 'ratio' && figure.n === 0) {
		expect(result).toMatchObject({ status: 'no_data', value: null });
		return;
	}
	expect(result.status).toBe('shown');
	if (kind === 'count') expect(result.value).toBe(figure.n);
	if (kind === 'ratio') {
		expect(result.numerator).toBe(figure.numerator);
		expect(result.value).toBeCloseTo((figure.numerator ?? 0) / figure.n, 12);
		expect(result.lower).toBeLessThanOrEqual(result.value ?? -1);
		expect(result.upper).toBeGreaterThanOrEqual(result.value ?? 2);
	}
	if (kind === 'duration') {
		expect(result.value).toBe(figure.value);
		if (figure.p90 !== undefined) expect(result.also.p90).toBeCloseTo(figure.p90, 9);
		if (figure.within_standard !== undefined)
			expect(result.also.within_standard).toBe(figure.within_standard);
	}
}

describe('a home without a batch', () => {
	it('answers with a status and a reason, never with a zero', async () => {
		const home = homeAt(mkdtempSync(join(tmpdir(), 'throughline-')));
		prepareHome(home.path);
		await build(home, silent);
		const store = await openCurrent(home);
		for (const { id } of (await listMetrics(store)).metrics) {
			const { results } = await measure(store, { ...everything, metric: id, by: [] });
			expect(results).toHaveLength(1);
			expect(results[0]).toMatchObject({
				status: 'no_data',
				value: null,
				reason: 'Nothing was imported yet.'
			});
			expect((await measure(store, { ...everything, metric: id, by: ['program'] })).results).toEqual([]);
		}
		store.db.close();
		rmSync(home.path, { recursive: true });
	});
});
