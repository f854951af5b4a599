import { describe, expect, it } from 'vitest';
import { readChecks } from '#pipelines/checks/definition.ts';
import { readQuestions, REPORTS } from '#pipelines/sources/hmis-csv/hud/definition.ts';
import { compareTable, questionOf, readTheirs } from '#pipelines/sources/hmis-csv/hud/compare.ts';
import { findProjects, systemProjects } from '#pipelines/sources/hmis-csv/hud/projects.ts';

const projects = ['Harbor House', 'Tideline, North', 'Night Harbor'].map((label, at) => ({
	program_id: String(at),
	label,
	source: at < 2 ? 'county' : 'city'
}));
const found = (...texts: string[]) => findProjects(projects, texts).map(({ label }) => label);

describe('projects by name', () => {
	it('are one or several, each once, also where a name has a comma', () => {
		expect(found('Harbor House, Night Harbor')).toEqual(['Harbor House', 'Night Harbor']);
		expect(found('Tideline, North', 'Harbor House', 'Harbor House')).toEqual([
			'Tideline, North',
			'Harbor House'
		]);
	});

	it('that are not there are all said, each with the nearest', () => {
		expect(() => found('Harbour House,Moon')).toThrow(
			/There is no HMIS project "Harbour House"\. Did you mean "Harbor House"\?\nThere is no HMIS project "Moon"\./
		);
	});

	it('of a system are all of the sources that cover it, or refused', () => {
		expect(systemProjects(projects, ['county'])).toHaveLength(2);
		expect(() => systemProjects(projects, ['moon'])).toThrow(/"covers_system": \["county", "city"\]/);
	});
});

describe('a table of another system', () => {
	const ours = {
		question: 'Q1',
		title: 'One',
		of: 'people' as const,
		corner: '',
		columns: ['Total', 'Share'],
		rows: [
			{ label: 'Client Doesn’t Know/Refused', cells: [3, 0.3333333] },
			{ label: 'Average length', cells: [30.375, null] },
			{ label: 'Ours alone', cells: [1, 1] }
		]
	};

	const compare = (lines: string[][]) => compareTable(ours, readTheirs(ours, lines));

	it('is compared cell by cell, by the labels, whatever their order and punctuation', () => {
		expect(
			compare([
				['', 'Share', 'Total', 'Theirs'],
				['Average.Length', '0', '30.38', '1'],
				["Client Doesn't Know/Refused", '33.3%', '4', '1']
			])
		).toEqual({
			question: 'Q1',
			equal: 3,
			differing: [
				{ question: 'Q1', row: 'Client Doesn’t Know/Refused', column: 'Total', ours: '3', theirs: '4' }
			],
			missing: ['Ours alone'],
			strange: { lines: [], columns: [4] }
		});
	});

	it('is kept of nothing but numbers: a name in the place of a count is not kept, nor a line of another label', () => {
		const theirs = readTheirs(ours, [
			['', 'Total'],
			['Average length', 'Jane Roe'],
			['Jane Roe', '1'],
			['Ours alone', '1,204']
		]);
		expect(JSON.stringify(theirs)).not.toContain('Jane');
		expect(theirs.strange).toEqual({ lines: [3], columns: [] });
		expect(compareTable(ours, theirs).differing.map((each) => each.theirs)).toEqual(['no number', '1,204']);
	});

	it('of projects has a line for each, also of one organization', () => {
		const list = {
			...{ question: 'Q4a', title: 'Projects', of: 'projects' as const, corner: 'Organization Name' },
			columns: ['Project Name'],
			rows: [
				{ label: 'Harbor', cells: ['Shelter'] },
				{ label: 'Harbor', cells: ['Outreach'] }
			]
		};
		const lines = [
			['Organization Name', 'Project Name'],
			['Harbor', 'Shelter'],
			['Harbor', 'Street']
		];
		const { equal, differing } = compareTable(list, readTheirs(list, lines));
		expect([equal, differing.map(({ theirs }) => theirs)]).toEqual([1, ['Street']]);
	});

	it('is known by the name of its file', () => {
		const questions = ['Q4a', 'Q13a1', 'M3-2'];
		expect(
			['Q04a.csv', 'q13A1.CSV', 'M3-2.csv', 'Q4.csv', 'Client.csv'].map((file) => questionOf(file, questions))
		).toEqual(['Q4a', 'Q13a1', 'M3-2', null, null]);
	});
});

describe('a question about the quality of data', () => {
	const asked = REPORTS.flatMap(readQuestions).filter(({ head }) => Object.keys(head.checks).length > 0);

	it('leads from rows that it has to checks that there are', () => {
		expect(asked.map(({ name }) => name)).toContain('Q6a');
		const checks = readChecks(null).checks.map(({ id }) => id);
		for (const { head } of asked)
			for (const [row, ids] of Object.entries(head.checks)) {
				expect(head.rows).toContain(row);
				expect(checks).toEqual(expect.arrayContaining(ids));
			}
	});
});
