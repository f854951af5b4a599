import { describe, expect, it, vi } from 'vitest';
import { csv } from '#lib/csv.ts';
import { measure } from '#lib/metrics/engine.ts';
import { answerSchema } from '#lib/metrics/result.ts';
import { OWNER } from '#lib/metrics/scope.ts';
import { openCurrent } from '#lib/server/store.ts';
import { newHome, type Ended } from '../home.ts';
import { command } from '../command-here.ts';
import { base, scene, metrics, lines, YEAR } from '../command.ts';

vi.mock('#pipelines/run.ts', () => import('../work-here.ts'));

describe('standard output', () => {
	const json = ({ stdout, code }: Ended): unknown => {
		expect(code).toBe(0);
		return JSON.parse(stdout);
	};

	it('holds JSON and nothing else with --json, for every command; progress goes to standard error', async () => {
		const home = newHome();
		const imported = await command(home, 'import', scene, '--json');
		const outcome = json(imported) as {
			imported: { outcome: string; batch: string }[];
			built: { store: string };
		};
		expect(outcome.imported[0]?.outcome).toBe('accepted');
		expect(imported.stderr).toContain('Receiving');
		expect(json(await command(home, 'batches', '--json'))).toHaveLength(1);
		expect(json(await command(home, 'metrics', '--json'))).toMatchObject({ broken: [] });
		expect(json(await command(home, 'check', '--json'))).not.toHaveLength(0);
		expect(json(await command(home, 'rows', 'exits', ...YEAR, '--json'))).toMatchObject({ metric: 'exits' });
		expect(json(await command(home, 'build', '--json'))).toMatchObject({ built: { rebuilt: false } });
		expect(json(await command(home, 'undo', outcome.imported[0]?.batch ?? '', '--json'))).toMatchObject({
			built: { batches: [] }
		});
		const purged = await command(
			home,
			'purge',
			'--batch',
			outcome.imported[0]?.batch ?? '',
			'--yes',
			'--json'
		);
		expect(json(purged)).toMatchObject({ purgedRows: 0 });
	});

	it('holds an answer of the published schema for every kind of metric, whole and in every grain', async () => {
		const { metrics } = json(await command(base, 'metrics', '--json')) as {
			metrics: { id: string; kind: string }[];
		};
		const ofKind = new Map(metrics.map(({ id, kind }) => [kind, id]));
		expect(ofKind.size).toBeGreaterThanOrEqual(6);
		for (const metric of ofKind.values()) {
			const whole = json(await command(base, 'metric', metric, ...YEAR, '--json'));
			expect(answerSchema.parse(whole), metric).toEqual(whole);
			const split = ['--by', 'program', '--by', 'worker', '--grain', 'quarter'];
			const parts = json(await command(base, 'metric', metric, ...YEAR, ...split, '--json'));
			expect(answerSchema.parse(parts), metric).toEqual(parts);
			expect(answerSchema.parse(parts).grain).toBe('quarter');
		}
	});

	it('would be of the published schema for every metric', async () => {
		const store = await openCurrent(base);
		expect(metrics.length).toBeGreaterThanOrEqual(13);
		for (const metric of metrics)
			for (const more of [
				{ by: [], grain: null },
				{ by: ['program', 'worker'], grain: 'quarter' as const }
			]) {
				const answer = await measure(store, {
					metric,
					...OWNER,
					period: { from: YEAR[1]!, to: YEAR[3]! },
					where: [],
					...more
				});
				const printed: unknown = JSON.parse(JSON.stringify(answer));
				expect(answerSchema.parse(printed), metric).toEqual(printed);
			}
		store.db.close();
	});

	it('holds as many rows as the figure says', async () => {
		const { results } = answerSchema.parse(
			json(await command(base, 'metric', 'people-served', ...YEAR, '--json'))
		);
		const list = json(await command(base, 'rows', 'people-served', ...YEAR, '--json')) as { rows: unknown[] };
		expect(results[0]?.n).toBe(8);
		expect(list.rows).toHaveLength(8);
	});

	it('holds CSV and nothing else with --csv: one line of names, then as many cells on each line', async () => {
		for (const args of [
			['metrics'],
			['batches'],
			['metric', 'exits', '--by', 'worker'],
			['rows', 'exits', ...YEAR],
			['check'],
			['import', scene]
		]) {
			const { code, stdout } = await command(base, ...args, '--csv');
			expect(code, args.join(' ')).toBe(0);
			const [head = '', ...rest] = lines(stdout);
			expect(head, args.join(' ')).toMatch(/^[a-z_]+(,[a-z_]+)+$/);
			expect(rest.length, args.join(' ')).toBeGreaterThan(0);
		}
	});
});

describe('a cell of a CSV', () => {
	it('that begins like a formula is inert; a negative number stays a number', () => {
		const text = csv([
			{ a: '=1+1', b: '+1', c: '-1', d: '@x', e: '\tx', f: -1.5, g: 'a-b', h: null, i: true, j: 'a,"b"\n' }
		]);
		expect(text).toBe(`a,b,c,d,e,f,g,h,i,j\r\n'=1+1,'+1,'-1,'@x,'\tx,-1.5,a-b,,true,"a,""b""\n"\r\n`);
	});

	it('from the source is inert in figures and in case lists', async () => {
		const figures = await command(base, 'metric', 'people-served', ...YEAR, '--by', 'program', '--csv');
		const programs = lines(figures.stdout)
			.slice(1)
			.map((line) => line.split(',')[2]);
		expect(programs.sort()).toEqual(["'+Nights", "'-Tiny", "'=1+1", "'@SUM(A1)"]);
		const rows = await command(base, 'rows', 'exits', ...YEAR, '--csv');
		expect(rows.stdout).toContain(",'=1+1,");
		expect(rows.stdout).not.toMatch(/(^|,)[=@+]/m);
		// To a person and to a program it is what the source wrote.
		expect(
			(await command(base, 'metric', 'exits', ...YEAR, '--where', 'program==1+1', '--json')).stdout
		).toContain('"n": 4');
		expect((await command(base, 'metric', 'exits', ...YEAR, '--by', 'program')).stdout).toContain(' =1+1');
	});

	it('of days before the event is a negative number', async () => {
		const { stdout } = await command(base, 'rows', 'record-entry-lag', ...YEAR, '--csv');
		const [head = '', ...rest] = lines(stdout);
		const at = head.split(',').indexOf('days');
		const days = rest.map((line) => line.split(',')[at] ?? '');
		expect(days.length).toBeGreaterThan(10);
		for (const day of days) expect(day).toMatch(/^-?\d+(\.\d+)?$/);
	});
});
