import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from '#pipelines/build.ts';
import { openStoreFile } from '#pipelines/duckdb.ts';
import { Fault, Misused, Refused } from '#pipelines/errors.ts';
import { prepareHome, ROOT, type Home } from '#pipelines/home.ts';
import { importUpload } from '#pipelines/import.ts';
import { currentStoreId, storeFile } from '#pipelines/publish.ts';
import { listMetrics } from '#lib/metrics/catalogue.ts';
import { measure } from '#lib/metrics/engine.ts';
import type { Question } from '#lib/metrics/question.ts';
import { listRows } from '#lib/metrics/rows.ts';
import { answerSchema } from '#lib/metrics/result.ts';
import { CASEWORK, FULL_SCOPE } from '#lib/metrics/scope.ts';
import { openCurrent, type Store } from '#lib/server/store.ts';

const silent = () => undefined;
const period = { from: '2024-10-01', to: '2025-09-30' };

let home: Home;
let store: Store;
const ask = (question: Partial<Question> & { metric: string }) =>
	measure(store, {
		scope: FULL_SCOPE,
		audience: CASEWORK,
		period,
		by: [],
		grain: null,
		where: [],
		...question
	});

beforeAll(async () => {
	home = prepareHome(mkdtempSync(join(tmpdir(), 'throughline-')));
	await importUpload(home, join(ROOT, 'data', 'sample', 'hmis-fy2026'), {}, silent);
	await build(home, silent);
	store = await openCurrent(home);
});
afterAll(() => {
	store.db.close();
	rmSync(home.path, { recursive: true });
});

describe('a question', () => {
	it('is answered in the one schema, for every metric, grain and kind of group', async () => {
		const { metrics } = await listMetrics(store);
		const questions = [
			...metrics.flatMap(({ id: metric }) => [
				{ metric, grain: null, by: [] },
				{ metric, grain: 'quarter' as const, by: ['program'] }
			]),
			...['people-served', 'exit-destination-known', 'record-entry-lag'].flatMap((metric) => [
				{ metric, grain: 'month' as const, by: [] },
				{ metric, grain: 'year' as const, by: ['age_group', 'veteran'] }
			])
		];
		for (const question of questions) {
			const answer = await ask(question);
			expect(answerSchema.parse(answer)).toEqual(answer);
			// No program of this sample says whether it was completed: there are no groups without rows.
			if (question.metric !== 'program-completion' || question.by.length === 0)
				expect(answer.results.length, question.metric).toBeGreaterThan(0);
			for (const { value, lower, upper, also } of answer.results)
				for (const each of [value, lower, upper, ...Object.values(also)])
					expect(Number.isNaN(each)).toBe(false);
		}
	});

	it('without a period is about the last twelve months observed', async () => {
		const { results, observed_until } = await ask({ metric: 'exits', period: undefined });
		expect(observed_until).toBe('2025-09-30');
		expect(results[0]?.period).toEqual(period);
	});

	it('month by month over three years, each month is as if asked alone', async () => {
		const years = { from: '2022-10-01', to: '2025-09-30' };
		const month = { from: '2025-02-01', to: '2025-02-28' };
		for (const metric of ['active-at-end', 'contact-frequency', 'people-served', 'exits']) {
			const { results } = await ask({ metric, period: years, grain: 'month' });
			expect(results, metric).toHaveLength(36);
			const alone = (await ask({ metric, period: month })).results[0];
			expect(results.find(({ period }) => period.from === month.from)).toEqual(alone);
		}
	});

	it('split by a dimension gives parts that add up to the whole', async () => {
		for (const metric of ['exits', 'exit-destination-known', 'record-entry-lag', 'starts-recorded-on-time'])
			for (const by of [
				['program'],
				['worker'],
				['team'],
				['household_type', 'sex_or_gender'],
				['race_ethnicity']
			]) {
				const whole = (await ask({ metric })).results[0];
				const parts = (await ask({ metric, by })).results;
				expect(
					parts.reduce((sum, part) => sum + part.n, 0),
					`${metric} by ${by.join()}`
				).toBe(whole?.n);
			}
	});

	it('counts somebody once over several programs, and once in each of them', async () => {
		const whole = (await ask({ metric: 'people-served' })).results[0];
		const parts = (await ask({ metric: 'people-served', by: ['program'] })).results;
		expect(whole?.n).toBe(whole?.clients);
		for (const part of parts) expect(part.n).toBe(part.clients);
		expect(parts.reduce((sum, part) => sum + part.n, 0)).toBeGreaterThan(whole?.n ?? 0);
	});

	it('filters by several values of one dimension as alternatives, and by several dimensions together', async () => {
		const byProgram = (await ask({ metric: 'exits', by: ['program'] })).results;
		const [first, second] = byProgram;
		if (!first || !second) return expect.fail('the sample has exits in two programs');
		const where = [first, second].map((part) => ({ dimension: 'program', value: part.group.program ?? '' }));
		expect((await ask({ metric: 'exits', where })).results[0]?.n).toBe(first.n + second.n);
		const none = await ask({
			metric: 'exits',
			where: [...where, { dimension: 'team', value: 'no such team' }]
		});
		expect(none.results[0]).toMatchObject({ n: 0, status: 'shown', value: 0 });
		const misspelt = await ask({
			metric: 'exits',
			where: [{ dimension: 'program', value: 'No such program' }]
		});
		expect(misspelt.results[0]).toMatchObject({
			n: 0,
			status: 'no_data',
			value: null,
			reason: 'No enrollment has program "No such program".'
		});
	});

	it('takes hostile values as values', async () => {
		for (const value of ["' or 1=1 --", '"; drop table enrollment; --', '$from', '%', '\\', '\u0000x']) {
			const { results } = await ask({ metric: 'exits', where: [{ dimension: 'program', value }] });
			expect(results[0]?.n).toBe(0);
		}
		expect((await ask({ metric: 'exits' })).results[0]?.n).toBeGreaterThan(0);
	});

	it.each([
		[{ metric: 'no-such-metric' }, /There is no metric "no-such-metric"\. There are: active-at-end/],
		[{ metric: 'exits', by: ['colour'] }, /There is no dimension "colour"\. There are: program/],
		[{ metric: 'exits', where: [{ dimension: 'x', value: 'y' }] }, /There is no dimension "x"/],
		[{ metric: 'exits', period: { from: '2025-02-30', to: '2025-03-01' } }, /"2025-02-30" is not a date/],
		[
			{ metric: 'exits', period: { from: '2025-03-02', to: '2025-03-01' } },
			/ends on 2025-03-01, before it begins/
		]
	])('for what there is not, names what there is: %j', async (question, message) => {
		await expect(ask(question)).rejects.toThrow(Misused);
		await expect(ask(question)).rejects.toThrow(message);
	});

	it('about a time that nothing is known of yet has no data, and no zero', async () => {
		const later = { from: '2026-01-01', to: '2026-03-31' };
		expect((await ask({ metric: 'exits', period: later })).results[0]).toMatchObject({
			status: 'no_data',
			value: null
		});
		expect((await ask({ metric: 'people-served', period: later })).results[0]).toMatchObject({
			status: 'no_data',
			value: null
		});
	});
});

describe('a scope', () => {
	it('is in the query: nothing outside it is counted or listed', async () => {
		const programs = await store.db.rows(
			'select program_id::varchar as id, label from program order by label'
		);
		for (const { id, label } of programs) {
			const scope = { ...FULL_SCOPE, programs: [String(id)] };
			for (const metric of ['people-served', 'exits', 'record-entry-lag']) {
				const inScope = (await ask({ metric, scope, by: ['program'] })).results;
				const filtered = (await ask({ metric, where: [{ dimension: 'program', value: String(label) }] }))
					.results[0];
				expect(inScope.map((result) => result.group.program).filter((each) => each !== label)).toEqual([]);
				expect(inScope.reduce((sum, result) => sum + result.n, 0)).toBe(filtered?.n);
				const { rows } = await listRows(store, { metric, scope, audience: CASEWORK, period, where: [] });
				expect(rows.length).toBe(filtered?.n);
			}
		}
		expect(programs.length).toBe(5);
	});

	it('of nothing shows nothing, also for a team or worker that has no rows', async () => {
		for (const part of ['programs', 'teams', 'workers', 'cases'] as const) {
			const { results } = await ask({ metric: 'exits', scope: { ...FULL_SCOPE, [part]: [] } });
			expect(results[0]?.n).toBe(0);
		}
	});

	it('gives nothing at all to an audience that may not see clients, as long as nothing is disclosed for it', async () => {
		await expect(ask({ metric: 'exits', audience: { may_see_clients: false } })).rejects.toThrow(Fault);
	});
});

describe('a metric whose column no source has', () => {
	it('is not collected, and says which column would bring it', async () => {
		writeFileSync(
			join(home.metrics, 'goals-set.sql'),
			`/* ---
title: Goals set
question: How many goals were set?
kind: count
unit: goals
group: plans, referrals and work
headline: {better: higher}
grain: goal
needs: [goal.set_on, enrollment.started_on]
control: worker
source: a test
--- */
select enrollment_id, set_on as cohort_date from goal`
		);
		await build(home, silent);
		const own = await openCurrent(home);
		const { results } = await measure(own, {
			metric: 'goals-set',
			scope: FULL_SCOPE,
			audience: CASEWORK,
			period,
			by: [],
			grain: null,
			where: []
		});
		expect(results[0]).toMatchObject({ status: 'not_collected', value: null, n: 0 });
		expect(results[0]?.reason).toBe('No source has goal.set_on; a source with this column would bring it.');
		own.db.close();
		rmSync(join(home.metrics, 'goals-set.sql'));
	});
});

describe('standards and targets', () => {
	const write = (file: string, text: string) => {
		writeFileSync(join(home.path, file), text);
	};
	const rebuilt = async () => {
		await build(home, silent);
		return openCurrent(home);
	};

	it('of the home change what counts as on time, and by program type', async () => {
		const before = (await ask({ metric: 'starts-recorded-on-time' })).results[0];
		write(
			'standards.csv',
			'metric,event,program_type,funder,threshold,unit,source\nstarts-recorded-on-time,start,,,0,calendar days,a test\n'
		);
		const strict = await rebuilt();
		const after = (
			await measure(strict, {
				metric: 'starts-recorded-on-time',
				scope: FULL_SCOPE,
				audience: CASEWORK,
				period,
				by: [],
				grain: null,
				where: []
			})
		).results[0];
		expect(after?.n).toBe(before?.n);
		expect(after?.numerator).toBeLessThan(before?.numerator ?? 0);
		strict.db.close();
		rmSync(join(home.path, 'standards.csv'));
	});

	it('judge a figure: the program’s own target wins over the standard', async () => {
		const [group] = (await ask({ metric: 'exits-to-permanent-housing', by: ['program'] })).results;
		const program = group?.group.program ?? '';
		write(
			'standards.csv',
			'metric,event,program_type,funder,threshold,unit,source\nexits-to-permanent-housing,,,,0.5,share,a test\n'
		);
		write(
			'targets.csv',
			`metric,program,grant,from,to,target\nexits-to-permanent-housing,"${program}",Grant A,2024-10-01,2025-09-30,0.999\n`
		);
		const judged = await rebuilt();
		const { results } = await measure(judged, {
			metric: 'exits-to-permanent-housing',
			scope: FULL_SCOPE,
			audience: CASEWORK,
			period,
			by: ['program'],
			grain: null,
			where: []
		});
		for (const result of results) {
			expect(result.verdict).not.toBeNull();
			if (result.group.program === program)
				expect(result).toMatchObject({
					standard: 0.999,
					standard_source: `target of Grant A for ${program}`
				});
			else expect(result).toMatchObject({ standard: 0.5, standard_source: 'a test' });
		}
		judged.db.close();
		rmSync(join(home.path, 'standards.csv'));
		rmSync(join(home.path, 'targets.csv'));
	});

	it('that cannot be read are refused with every line at once', async () => {
		write(
			'standards.csv',
			'metric,event,program_type,funder,threshold,unit,source\nexits,,,,many,share,a\nstarts-recorded-on-time,start,,,3,share,b\nz,,,,1,weeks,\nexitz,,,,80,share,c\n'
		);
		const error = await build(home, silent).catch((each: unknown) => each);
		expect(error).toBeInstanceOf(Refused);
		const { reasons } = error as Refused;
		expect(reasons.join('\n')).toMatch(/^standards\.csv line 2, threshold "many": write a number/m);
		expect(reasons.join('\n')).toMatch(/^standards\.csv line 4, metric "z": there is no such metric/m);
		expect(reasons.join('\n')).toMatch(
			/^standards\.csv line 3, threshold "3": a share is from 0 to 1, so 3 % is 0\.03/m
		);
		expect(reasons.join('\n')).toMatch(
			/^standards\.csv line 5, metric "exitz": there is no such metric\. Did you mean "exits"\?/m
		);
		expect(reasons.join('\n')).toMatch(/80 % is 0\.8\.$/m);
		rmSync(join(home.path, 'standards.csv'));
	});
});

describe('a published store', () => {
	it('cannot be written to, cannot reach a file and cannot be unlocked', async () => {
		const db = await openStoreFile(storeFile(home, currentStoreId(home) ?? ''));
		for (const sql of [
			'create table x (a int)',
			'delete from enrollment',
			"select * from read_csv('/etc/passwd')",
			"select * from read_text('/etc/passwd')",
			"from '/etc/passwd'",
			"select * from glob('/etc/*')",
			"select * from parquet_scan('/tmp/x.parquet')",
			"select * from read_csv('http://127.0.0.1:1/x.csv')",
			"select * from 'https://127.0.0.1:1/x.parquet'",
			"attach '/tmp/other.duckdb'",
			"attach ':memory:' as other; copy enrollment to '/tmp/stolen.parquet'",
			"copy enrollment to '/tmp/stolen.csv'",
			"copy (select 1) to '/tmp/stolen.csv'",
			"export database '/tmp/stolen'",
			'install httpfs',
			"install x from 'http://127.0.0.1:1'",
			'load httpfs',
			"load '/tmp/x.duckdb_extension'",
			'create secret (type http)',
			"set temp_directory = '/tmp'",
			'set threads = 64',
			'reset lock_configuration',
			'set enable_external_access = true',
			"set allowed_directories = ['/']"
		])
			for (const over of [db, { rows: (each: string) => db.beside((other) => other.rows(each)) }])
				await expect(over.rows(sql), sql).rejects.toThrow();
		db.close();
	});
});
