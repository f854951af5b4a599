// HUD's tables of the sample agency: they hold together, each cell is the people in it, and the command writes them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MODEL_CODES, readRecords } from '#pipelines/sources/format.ts';
import { readLabels, readQuestions } from '#pipelines/sources/hmis-csv/hud/definition.ts';
import { listProjects } from '#pipelines/sources/hmis-csv/hud/projects.ts';
import { openCell, type Table } from '#pipelines/sources/hmis-csv/hud/report.ts';
import type { Home } from '#pipelines/home.ts';
import { openCurrent, type Store } from '#lib/server/store.ts';
import { command } from '../command-here.ts';
import { newHome, SAMPLE, take, temporaryFolder } from '../home.ts';
import { cell, tablesOf } from '../hud.ts';

const PERIOD = { from: '2024-10-01', to: '2025-09-30' };
const HOUSEHOLDS = [
	'Without Children',
	'With Children And Adults',
	'With Only Children',
	'Unknown Household Type'
];

let home: Home;
let store: Store;
let projects: string[];
const made = new Map<string, Table[]>();
beforeAll(async () => {
	home = newHome();
	await take(home, SAMPLE);
	store = await openCurrent(home);
	projects = (await listProjects(store.db)).map(({ label }) => label);
	for (const names of [...projects.map((name) => [name]), projects])
		made.set(names.join(), await tablesOf(home, store, 'apr', names, PERIOD));
});
afterAll(() => store.db.close());

const persons = (tables: Table[]) =>
	cell(tables, 'Q5a', 'Total number of persons served', 'Count of Clients');

describe('HUD’s tables of each project, and of all together', () => {
	it('count every person once in age, race and ethnicity, and by gender in three tables', () => {
		expect(made.size).toBeGreaterThan(5);
		for (const tables of made.values()) {
			const all = persons(tables);
			expect(all).toBeGreaterThan(0);
			for (const question of ['Q7a', 'Q11', 'Q12a', 'Q12b', 'Q13a2', 'Q26b', 'Q22a1'])
				expect(cell(tables, question, 'Total'), question).toBe(all);
			expect(
				['Q10a', 'Q10b', 'Q10c'].map((each) => cell(tables, each, 'Total')).reduce((sum, n) => sum + n, 0)
			).toBe(all);
		}
	});

	it('have everybody left or still there, and who left somewhere', () => {
		for (const tables of made.values()) {
			const leavers = cell(tables, 'Q5a', 'Number of leavers', 'Count of Clients');
			expect(leavers + cell(tables, 'Q5a', 'Number of stayers', 'Count of Clients')).toBe(persons(tables));
			expect(cell(tables, 'Q23c', 'Total')).toBe(leavers);
			expect(cell(tables, 'Q16', 'Total', 'Income at Exit for Leavers')).toBe(
				cell(tables, 'Q5a', 'Number of adult leavers', 'Count of Clients')
			);
		}
	});

	it('have a total that is the types of household together, in every row that counts people', () => {
		for (const tables of made.values())
			for (const table of tables) {
				const places = HOUSEHOLDS.map((type) => table.columns.indexOf(type));
				const counts = table.rows.filter(({ label }) => !/^(Average|Percent)/.test(label));
				if (places.includes(-1)) continue;
				for (const { label, cells } of counts)
					expect(
						places.reduce((sum, at) => sum + Number(cells[at]), 0),
						`${table.question} ${label}`
					).toBe(cells[table.columns.indexOf('Total')]);
			}
	});

	it('count a person who was in several projects once', () => {
		const apart = projects.reduce((sum, name) => sum + persons(made.get(name) ?? []), 0);
		const together = persons(made.get(projects.join()) ?? []);
		expect(together).toBeLessThan(apart);
		expect(together).toBeGreaterThan(0);
	});
});

describe('a cell', () => {
	const open = async (question: string, row: string, column: string) => {
		const programs = (await listProjects(store.db)).map(({ program_id }) => program_id);
		return store.db.beside((db) =>
			openCell(db, { report: 'apr', programs, ...PERIOD }, { question, row, column })
		);
	};

	it.each([
		['Q5a', 'Number of veterans', 'Count of Clients'],
		['Q16', 'No Income', 'Income at Start'],
		['Q23c', 'Permanent Subtotal', 'Total']
	])('of %s opens to as many people as it counts, each with the reason', async (question, row, column) => {
		const members = (await open(question, row, column)) ?? expect.fail();
		expect(new Set(members.map(({ client_id }) => client_id)).size).toBe(
			cell(made.get(projects.join()) ?? [], question, row, column)
		);
		expect(members.length).toBeGreaterThan(0);
		expect(members.every(({ because, value }) => because !== '' && value === null)).toBe(true);
	});

	it('with a share opens to everybody whom it is of, with 0 and 1', async () => {
		const members = (await open('Q23c', 'Percentage', 'Total')) ?? expect.fail();
		const ones = members.filter(({ value }) => value === 1).length;
		expect(ones / members.length).toBeCloseTo(
			cell(made.get(projects.join()) ?? [], 'Q23c', 'Percentage'),
			12
		);
	});

	it('that no table has opens to nothing', async () => {
		expect(await open('Q23c', 'Moon', 'Total')).toBeNull();
		expect(await open('Q99', 'Total', 'Total')).toBeNull();
	});
});

it('every living situation that the model knows has its row before and after', () => {
	const known = readRecords(join(MODEL_CODES, 'living_situation.csv')).map(({ value }) => value);
	for (const list of ['destinations', 'prior-situations'])
		expect(
			readLabels(list)
				.flatMap(({ value = '' }) => (value === '' ? [] : [value]))
				.sort()
		).toEqual([...known].sort());
});

describe('throughline report', () => {
	const report = (...args: string[]) => command(home, 'report', ...args);
	const year = ['--from', PERIOD.from, '--to', PERIOD.to];

	it('writes a file for each question, with the source’s own ids of the projects', async () => {
		const out = join(temporaryFolder(), 'caper');
		const { code, stdout } = await report(
			'hud-caper',
			'--project',
			`${projects[0]},${projects[1]}`,
			...year,
			'--out',
			out
		);
		expect({ code, stdout }).toMatchObject({ code: 0 });
		expect(readdirSync(out).sort()).toEqual(
			readQuestions('caper')
				.map(({ name }) => `${name}.csv`)
				.sort()
		);
		const [, ...lines] = readFileSync(join(out, 'Q4a.csv'), 'utf8').trim().split('\r\n');
		expect(Papa.parse<string[]>(lines.join('\n')).data.map((line) => line.slice(1, 4))).toEqual([
			['10', projects[0], '105'],
			['10', projects[1], '102']
		]);
	});

	it.each([
		[
			'a project that there is not',
			['--project', 'Harbour House Supportive Housing', ...year],
			/Did you mean "Harbor House Supportive Housing"\?/
		],
		[
			'a day that there is not',
			['--project', 'x', '--from', '2024-02-30', '--to', '2024-12-31'],
			/"2024-02-30" is not a date/
		],
		[
			'a period the wrong way round',
			['--project', 'x', '--from', '2024-12-31', '--to', '2024-01-01'],
			/before it begins/
		]
	])('does not know %s', async (_, args, words) => {
		const { code, stderr } = await report('hud-apr', ...args, '--out', join(temporaryFolder(), 'none'));
		expect(code).toBe(2);
		expect(stderr).toMatch(words);
	});

	it('writes nothing into a folder that holds something, and nothing without an HMIS export', async () => {
		const full = await report('hud-apr', '--project', 'x', ...year, '--out', home.path);
		expect(full).toMatchObject({ code: 1 });
		expect(full.stderr).toMatch(/not an empty folder/);
	});
});
