import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
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
import { measure } from '#lib/metrics/engine.ts';
import { listRows } from '#lib/metrics/rows.ts';
import { CASEWORK, FULL_SCOPE } from '#lib/metrics/scope.ts';
import { openCurrent, type Store } from '#lib/server/store.ts';

const silent = () => undefined;
const everything = { scope: FULL_SCOPE, audience: CASEWORK, grain: null, where: [] };

/** A share as a number or as the fraction that it was worked out as. */
type Share = number | string | null;
type Figure = {
	n: number;
	numerator?: number | null;
	value?: Share;
	p90?: number;
	within_standard?: number;
	events?: number;
	exposure_days?: number;
	sum?: number;
	weight?: number;
	also?: Record<string, Share>;
	rows?: string[];
	successes?: string[];
};
/** The dimensions by which a metric was worked out, besides the whole. */
const DIMENSIONS = ['program', 'worker', 'team', 'event'] as const;
type Worked = {
	kind: string;
	/** Where the export cannot carry it; there is nothing else then. */
	status?: 'not_collected';
	whole: Figure;
} & { [Dimension in (typeof DIMENSIONS)[number]]?: Record<string, Figure> };
type Expected = { period: { from: string; to: string }; metrics: Record<string, Worked> };

function sample(folder: string, version: string, workers: RegExp) {
	const { period, metrics } = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected;
	const upload = existsSync(join(folder, version)) ? join(folder, version) : folder;
	const ids = (missing: boolean) =>
		Object.keys(metrics).filter((id) => (metrics[id]?.status === 'not_collected') === missing);
	return { version, upload, period, metrics, workers, collected: ids(false), missing: ids(true) };
}
const SOURCES = join(ROOT, 'pipelines', 'sources');
const HMIS = ['fy2022', 'fy2024', 'fy2026'].map((version) =>
	sample(join(SOURCES, 'hmis-csv', 'sample'), version, /^(worker [0-9a-f]{8}|none)$/)
);
const ROSTER = sample(
	join(SOURCES, 'canonical-csv', 'sample', 'worked'),
	'roster',
	/^(Ada|Ben|Cleo|Dora|Eli)$/
);
const ANNUAL = sample(join(SOURCES, 'canonical-csv', 'sample', 'annual'), 'anniversaries', /^none$/);

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

it('works every metric by hand in a sample that can carry it', () => {
	const { metrics, broken } = readMetrics(null);
	expect(broken).toEqual([]);
	const worked = new Set([...HMIS, ROSTER, ANNUAL].flatMap(({ collected }) => collected));
	expect(metrics.map(({ id }) => id).filter((id) => !worked.has(id))).toEqual([]);
});

it('says of every metric what it asks, finds, counts and leaves out, whose doing it is, and how HUD has it', () => {
	for (const { id, ...metric } of readMetrics(null).metrics) {
		for (const text of [metric.finding, metric.counts, metric.leaves_out])
			expect(text, `${id}: finding, counts and leaves_out`).toMatch(/^[A-Z{].{8,}\.$/);
		expect(metric.question, `${id}: question`).toMatch(/^[A-Z].{8,}\?$/);
		expect(metric.headline.better, `${id}: headline`).toMatch(/^(higher|lower|neutral)$/);
		expect(metric.control, `${id}: control`).toMatch(/^(worker|shared|agency)$/);
		expect(metric.source, `${id}: source`).toMatch(/.{6,}/);
		const told = [metric.source, metric.counts, metric.leaves_out].join(' ');
		if (!/\bHUD\b/.test(told)) continue;
		expect(metric.hud?.like, `${id}: hud.like`).toMatch(/^HUD /);
		expect(metric.hud?.differs, `${id}: hud.differs`).toMatch(/^[A-Z].{20,}\.$/);
	}
});

describe.each([...HMIS, ROSTER, ANNUAL])(
	'the enrollments of the $version sample, worked by hand',
	({ upload, period, metrics, workers, collected, missing }) => {
		let home: Home;
		let store: Store;

		beforeAll(async () => {
			home = prepareHome(mkdtempSync(join(tmpdir(), 'throughline-')));
			await importUpload(home, upload, {}, silent);
			const built = await build(home, silent);
			expect(built.notes).toEqual([]);
			store = await openCurrent(home);
		});
		afterAll(() => {
			store.db.close();
			rmSync(home.path, { recursive: true });
		});

		it.runIf(missing.length > 0)('has an expectation for every metric', async () => {
			const { metrics: listed, broken } = await listMetrics(store);
			expect(broken).toEqual([]);
			expect(listed.map((metric) => metric.id).sort()).toEqual(Object.keys(metrics).sort());
		});

		it.each(missing)('does not collect %s, and says what would bring it', async (metric) => {
			const { results } = await measure(store, { ...everything, metric, period, by: [] });
			expect(results).toHaveLength(1);
			expect(results[0]).toMatchObject({ status: 'not_collected', value: null, n: 0 });
			expect(results[0]?.reason).toMatch(/^No source has [a-z_]+\.[a-z_]+.* would bring it\.$/);
		});

		it.each(collected)(
			'gives %s as worked out on paper, whole and by program, worker or team',
			async (id) => {
				const worked = metrics[id] ?? expect.fail();
				const [result] = (await measure(store, { ...everything, metric: id, period, by: [] })).results;
				compare(result, worked.whole, worked.kind);
				for (const dimension of DIMENSIONS) {
					const figures = Object.entries(worked[dimension] ?? {});
					if (figures.length === 0) continue;
					const { results } = await measure(store, { ...everything, metric: id, period, by: [dimension] });
					for (const [name, figure] of figures) {
						const group = results.find((each) => each.group[dimension] === name);
						if (figure.n === 0) expect(group, name).toBeUndefined();
						else compare(group, figure, worked.kind);
					}
					expect(results.length).toBe(figures.filter(([, figure]) => figure.n > 0).length);
				}
			}
		);

		it.each(collected)('follows %s to the rows that were meant', async (id) => {
			const worked = metrics[id] ?? expect.fail();
			const figures = [
				{ where: [], figure: worked.whole },
				...DIMENSIONS.flatMap((dimension) =>
					Object.entries(worked[dimension] ?? {}).map(([value, figure]) => ({
						where: [{ dimension, value }],
						figure
					}))
				)
			];
			const vault = openVault(home);
			for (const { where, figure } of figures) {
				const { rows } = await listRows(store, { ...everything, metric: id, period, where });
				expect(rows.length).toBe(figure.n);
				if (!figure.rows || id === 'households-served') continue; // its rows are listed by household
				const enrollments = (list: typeof rows) =>
					list.map((row) => vault.find(String(row.enrollment_id))).sort();
				expect(enrollments(rows)).toEqual(figure.rows);
				if (figure.successes)
					expect(enrollments(rows.filter((row) => row.success))).toEqual(figure.successes);
			}
			vault.close();
		});

		it.runIf(collected.includes('households-served'))(
			'lists households-served by the household of each head',
			async () => {
				const { rows } = await listRows(store, { ...everything, metric: 'households-served', period });
				const vault = openVault(home);
				expect(rows.map((row) => vault.find(String(row.household_id))).sort()).toEqual(
					metrics['households-served']?.whole.rows
				);
				vault.close();
			}
		);

		it('never lists a birth date or a name of a client, and has exactly one worker for each row', async () => {
			for (const id of collected) {
				const { rows } = await listRows(store, { ...everything, metric: id, period });
				for (const row of rows) {
					expect(Object.keys(row)).not.toContain('birth_date');
					expect(row.worker).toMatch(workers);
				}
			}
		});
	}
);

/** A share that may be written as a fraction, such as 5/12. */
function share(written: Share): number | null {
	if (typeof written !== 'string') return written;
	const [part = NaN, whole = NaN] = written.split('/').map(Number);
	return part / whole;
}

function close(found: number | null | undefined, expected: number | null | undefined, what: string) {
	if (typeof expected === 'number') expect(found, what).toBeCloseTo(expected, 12);
	else expect(found, what).toBe(expected);
}

function compare(
	result: Awaited<ReturnType<typeof measure>>['results'][number] | undefined,
	figure: Figure,
	kind: string
) {
	if (!result) expect.fail('there is no result');
	expect(result.n).toBe(figure.n);
	if ((kind === 'ratio' && figure.n === 0) || figure.value === null)
		expect(result).toMatchObject({ status: 'no_data', value: null });
	else {
		expect(result.status).toBe('shown');
		if (
			kind !== 'count' &&
			kind !== 'sum' &&
			kind !== 'duration' &&
			!(kind === 'mean' && result.lower === null)
		) {
			expect(result.lower).toBeLessThanOrEqual(result.value ?? -1);
			expect(result.upper).toBeGreaterThanOrEqual(result.value ?? Infinity);
		}
	}
	if (kind === 'count') expect(result.value).toBe(figure.n);
	if (kind === 'ratio' && figure.n > 0) {
		expect(result.numerator).toBe(figure.numerator);
		close(result.value, (figure.numerator ?? 0) / figure.n, 'value');
	}
	if (kind === 'time_to_event') {
		close(result.value, share(figure.value ?? null), 'value');
		expect(result.numerator).toBe(figure.numerator);
	}
	if (kind === 'rate') {
		expect(result.also).toMatchObject({ events: figure.events, exposure_days: figure.exposure_days });
		close(result.value, (30 * (figure.events ?? NaN)) / (figure.exposure_days ?? NaN), 'value');
	}
	if (kind === 'sum') expect(result).toMatchObject({ value: figure.sum, lower: null, upper: null });
	if (kind === 'mean') close(result.value, (figure.sum ?? NaN) / (figure.weight ?? figure.n), 'value');
	if (kind === 'duration') {
		expect(result.value).toBe(figure.value);
		if (figure.p90 !== undefined) close(result.also.p90, figure.p90, 'p90');
		if (figure.within_standard !== undefined)
			expect(result.also.within_standard).toBe(figure.within_standard);
	}
	for (const [name, written] of Object.entries(figure.also ?? {}))
		close(result.also[name], share(written), name);
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
