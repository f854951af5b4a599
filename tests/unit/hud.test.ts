import { describe, expect, it } from 'vitest';
import { compareTable } from '#pipelines/sources/hmis-csv/hud/compare.ts';
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
		corner: '',
		columns: ['Total', 'Share'],
		rows: [
			{ label: 'Client Doesn’t Know/Refused', cells: [3, 0.3333333] },
			{ label: 'Average length', cells: [30.375, null] },
			{ label: 'Ours alone', cells: [1, 1] }
		]
	};

	it('is compared cell by cell, by the labels, whatever their order and punctuation', () => {
		expect(
			compareTable(ours, [
				['', 'Share', 'Total', 'Theirs'],
				['Average.Length', '0', '30.38', '1'],
				["Client Doesn't Know/Refused", '0.333', '4', '1']
			])
		).toEqual({
			question: 'Q1',
			equal: 3,
			differing: [
				{ question: 'Q1', row: 'Client Doesn’t Know/Refused', column: 'Total', ours: '3', theirs: '4' }
			],
			onlyOurs: ['Ours alone'],
			onlyTheirs: ['Theirs']
		});
	});
});
