import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { readBatches } from '#pipelines/batch.ts';
import type { Home } from '#pipelines/home.ts';
import { answerSchema } from '#lib/metrics/result.ts';
import { dimension, DIMENSIONS } from '#lib/metrics/dimensions.ts';
import {
	cli,
	exportOf,
	header,
	leftovers,
	newHome,
	published,
	rebuild,
	SAMPLE,
	temporaryFolder
} from '../home.ts';
import { base, scene, metrics, YEAR } from '../command.ts';
import { command } from '../command-here.ts';

vi.mock('#pipelines/run.ts', () => import('../work-here.ts'));

describe('exit codes', () => {
	it('0: done, with or without rows', async () => {
		for (const args of [
			['metrics'],
			['batches'],
			['check'],
			['metric', 'exits', '--from', '1990-01-01', '--to', '1990-12-31'],
			['--help'],
			['import', '--help']
		])
			expect(await command(base, ...args), args.join(' ')).toMatchObject({ code: 0, stderr: '' });
	});

	it('0: lines that were rejected are reported, and are no error', async () => {
		const { code, stdout } = await cli(newHome(), 'import', SAMPLE, '--dry-run');
		expect(code).toBe(0);
		expect(stdout).toContain('2 × rejected');
		expect(stdout).toContain('Services.csv line 42');
	});

	it('1: an import that is refused says every reason, and the good one beside it is kept', async () => {
		const home = newHome();
		const bad = exportOf((tables) => {
			header(tables, { CSVVersion: '2019', ExportDirective: '7', ExportStartDate: 'soon' });
		});
		const alone = await cli(home, 'import', bad);
		expect(alone.code).toBe(1);
		expect(alone.stderr).toContain('- Export.csv, CSVVersion: "2019"');
		expect(alone.stderr).toContain('- Export.csv, ExportDirective: "7"');
		expect(alone.stderr).toContain(
			'- Export.csv: ExportDate, ExportStartDate and ExportEndDate must be dates'
		);
		expect(readBatches(home).batches).toEqual([]);
		expect(leftovers(home)).toEqual([]);
		const both = await cli(home, 'import', bad, scene);
		expect(both.code).toBe(1);
		expect(both.stderr).toContain('CSVVersion');
		expect(both.stdout).toContain('Accepted as batch b0001-');
		expect(readBatches(home).batches).toHaveLength(1);
	});

	it('1: a home in which nothing was imported', async () => {
		const { code, stderr, stdout } = await cli(newHome(), 'metric', 'exits', '--json');
		expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
		expect(stderr).toContain('Import an export: npm run -s throughline -- import PATH.');
	});

	it('2: what there is not is refused with the list of what there is', async () => {
		const wrong: [string[], string[]][] = [
			[
				['metric', 'exists'],
				['There is no metric "exists".', ...metrics]
			],
			[
				['metric', 'exits', '--by', 'colour'],
				['There is no dimension "colour".', ...DIMENSIONS.map((each) => each.id)]
			],
			[
				['metric', 'exits', '--where', 'colour=red'],
				['There is no dimension "colour".', 'veteran']
			],
			[
				['metric', 'exits', '--where', 'red'],
				['--where red: write dimension=value, such as program=Harbor.']
			],
			[['metric', 'exits', '--grain', 'week'], ['--grain week: it is month, quarter or year.']],
			[['metric', 'exits', '--from', '2024-02-30'], ['"2024-02-30" is not a date. Write it as 2026-07-01.']],
			[['metric', 'exits', '--to', '31.12.2024'], ['"31.12.2024" is not a date.']],
			[
				['metric', 'exits', '--from', '2024-12-31', '--to', '2024-01-01'],
				['The period ends on 2024-01-01, before it begins on 2024-12-31.']
			],
			[
				['metric', 'exits', '--colour'],
				["unknown option '--colour'", '--by <dimension>', '--grain <grain>']
			],
			[['metric'], ["missing required argument 'id'", 'Usage:']],
			[
				['metrik', 'exits'],
				["unknown command 'metrik'", 'metrics', 'import', 'undo']
			],
			[
				['rows', 'exists'],
				['There is no metric "exists".', 'exits']
			],
			[['undo', 'b0007-aaaaaa'], ['There is no batch b0007-aaaaaa. The batches are: b0001-']],
			[
				['import', scene, '--format', 'excel'],
				['There is no format excel.', 'hmis-csv']
			]
		];
		for (const [args, words] of wrong) {
			const { code, stdout, stderr } = await command(base, ...args);
			expect({ code, stdout }, args.join(' ')).toEqual({ code: 2, stdout: '' });
			for (const word of words) expect(stderr, args.join(' ')).toContain(word);
		}
		expect((await cli(base, 'metric', 'exists')).code).toBe(2);
	});

	it('3: a fault of ours or of the machine', async () => {
		const home = newHome({ from: base });
		rmSync(join(home.stores, `${String(published(home))}.duckdb`));
		const { code, stdout, stderr } = await cli(home, 'metric', 'exits', '--csv');
		expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
		expect(stderr).toContain('Run "throughline build"');
	});
});

describe('--dry-run', () => {
	it('says what would come of it and stores nothing, neither batch nor vault nor figures', async () => {
		const home = newHome();
		const { code, stdout } = await command(home, 'import', scene, '--dry-run', '--json');
		expect(code).toBe(0);
		expect(JSON.parse(stdout)).toMatchObject({
			imported: [{ outcome: 'checked', batch: null }],
			built: null
		});
		for (const folder of [home.batches, home.stores, home.vault, home.uploads])
			expect(readdirSync(folder)).toEqual([]);
		expect(published(home)).toBeNull();
	});

	it('of an export that was imported builds nothing either', async () => {
		const home = newHome({ from: base });
		rmSync(home.current);
		const { code, stdout } = await command(home, 'import', scene, '--dry-run', '--json');
		expect(code).toBe(0);
		expect(JSON.parse(stdout)).toMatchObject({ imported: [{ outcome: 'same' }], built: null });
		expect(published(home)).toBeNull();
	});

	it('of a bad export is refused as an import would be', async () => {
		const home = newHome();
		const bad = exportOf((tables) => {
			delete tables.Exit;
		});
		const dry = await command(home, 'import', bad, '--dry-run');
		const real = await command(home, 'import', bad);
		expect(dry.code).toBe(1);
		expect(dry.stderr.split('\n').at(-2)).toBe(real.stderr.split('\n').at(-2));
		expect(dry.stderr).toContain('Exit');
	});
});

describe('a metric in the home', () => {
	const front = (extra = '') => `/* ---
title: Stays of the home's own
question: How many stays began?
kind: count
unit: stays
group: outputs
headline: {better: neutral}
grain: enrollment
needs: [enrollment.started_on]
control: agency
source: our own
${extra}--- */
`;
	let home: Home;
	beforeEach(() => {
		home = newHome({ from: base });
	});

	it('works like ours', async () => {
		writeFileSync(
			join(home.metrics, 'our-stays.sql'),
			`${front()}select enrollment_id, started_on as cohort_date from enrollment\n`
		);
		expect((await command(home, 'check')).stdout).toContain(
			'metrics or the program changed since the store was built'
		);
		const { built } = await rebuild(home);
		expect(built?.notes).toEqual([]);
		const { stdout } = await command(home, 'metric', 'our-stays', ...YEAR, '--json');
		expect(answerSchema.parse(JSON.parse(stdout)).results[0]).toMatchObject({
			value: 7,
			n: 7,
			status: 'shown'
		});
		expect((await command(home, 'metrics')).stdout).toContain('our-stays');
	});

	it('that is broken is reported with its file and mend, and the others work', async () => {
		const broken: Record<string, [string, string]> = {
			'no-front-matter': ['select 1\n', 'no-front-matter.sql: it does not begin with a front matter comment'],
			'unknown-key': [
				`${front('colour: red\n')}select enrollment_id, started_on as cohort_date from enrollment\n`,
				'colour'
			],
			'no-such-table': [
				`${front()}select enrollment_id, day as cohort_date from nowhere\n`,
				'no-such-table.sql: its SQL does not fit the tables'
			],
			'no-date': [
				`${front()}select enrollment_id from enrollment\n`,
				'no-date.sql: a count needs a column cohort_date'
			],
			'reads-files': [
				`${front()}select enrollment_id, started_on as cohort_date from enrollment, read_csv('/etc/passwd')\n`,
				'reads-files.sql: its SQL does not fit the tables: Permission Error'
			],
			'two-statements': [
				`${front()}select 1; drop table enrollment\n`,
				'two-statements.sql: it holds more than one statement'
			]
		};
		for (const [id, [text]] of Object.entries(broken)) writeFileSync(join(home.metrics, `${id}.sql`), text);
		writeFileSync(
			join(home.metrics, 'fails-late.sql'),
			`${front()}select enrollment_id, started_on as cohort_date from enrollment where error('late') is null\n`
		);
		const { code, stdout } = await command(home, 'build');
		expect(code).toBe(0);
		const listed = await command(home, 'metrics');
		expect(listed.code).toBe(0);
		for (const [id, [, words]] of Object.entries(broken)) {
			expect(stdout, id).toContain(words);
			expect(listed.stderr, id).toContain(`Left out: ${id}.sql`);
			const asked = await command(home, 'metric', id);
			expect(asked.code, id).toBe(2);
			expect(asked.stderr, id).toContain(`The metric ${id} was left out.`);
		}
		expect(stdout).toContain('fails-late');
		for (const id of metrics) expect(listed.stdout).toContain(id);
		expect((await command(home, 'metric', 'people-served', ...YEAR, '--json')).stdout).toContain(
			'"value": 8'
		);
	});
});

it('a mapping, a setting or a path that is not there is refused with its name', async () => {
	const nowhere = join(temporaryFolder(), 'nothing.zip');
	const { code, stderr } = await command(base, 'import', nowhere);
	expect(code).toBe(1);
	expect(stderr).toContain(`${nowhere} does not exist. Check the path.`);
	const home = newHome({ from: base });
	writeFileSync(join(home.path, 'settings.json'), '{"fiscal_year_start": 13, "colour": "red"}');
	const settings = await command(home, 'build');
	expect(settings.code).toBe(1);
	expect(settings.stderr).toContain('settings.json, fiscal_year_start:');
	expect(settings.stderr).toContain('colour');
	expect(dimension('program').id).toBe('program');
});
