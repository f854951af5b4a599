import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { homeAt, ROOT, type Home } from '#pipelines/home.ts';
import { dateOf, LAST_DAY } from '#pipelines/sample/calendar.ts';
import { PROGRAMS } from '#pipelines/sample/programs.ts';
import { readStandards } from '#pipelines/standards.ts';
import { promised } from '#lib/metrics/targets.ts';
import { readGrants } from '#lib/reports/grants.ts';
import { lastComplete, quartersOf } from '#lib/reports/quarters.ts';
import { reasons } from '../refused.ts';

let home: Home;
beforeEach(() => {
	home = homeAt(mkdtempSync(join(tmpdir(), 'throughline-grants-')));
});
afterEach(() => {
	rmSync(home.path, { recursive: true });
});

const HEADER = 'grant,funder,programs,from,to,year_starts,breakdowns,k,basis,due_days,responsible';
const grants = (...lines: string[]) => {
	writeFileSync(join(home.path, 'grants.csv'), [HEADER, ...lines.map((line) => `${line},,`), ''].join('\n'));
	return readGrants(home);
};

describe('grants', () => {
	it('are none where the home has no file of them', () => {
		expect(readGrants(home)).toEqual([]);
	});

	it('are read with their programs, breakdowns and policy', () => {
		expect(
			grants(
				'Rapid 26,City of Harbor,Harbor Rapid; Lantern Rapid,2025-07-01,2027-06-30,7,program; language+age_group,,',
				'ESG,State,Harbor Shelter,2025-10-01,2026-09-30,10,,5,',
				'CoC,HUD,Harbor Rapid,2025-10-01,2026-09-30,10,,,"Grant agreement, § 4.2"'
			)
		).toEqual([
			{
				name: 'Rapid 26',
				funder: 'City of Harbor',
				programs: ['Harbor Rapid', 'Lantern Rapid'],
				from: '2025-07-01',
				to: '2027-06-30',
				yearStarts: 7,
				breakdowns: [['program'], ['language', 'age_group']],
				policy: { kind: 'suppress', k: 11 },
				dueDays: 30,
				responsible: null
			},
			expect.objectContaining({ name: 'ESG', breakdowns: [], policy: { kind: 'suppress', k: 5 } }),
			expect.objectContaining({ policy: { kind: 'unsuppressed', basis: 'Grant agreement, § 4.2' } })
		]);
	});

	it('are refused with every reason at once, each with its place, value and mend', () => {
		expect(
			reasons(() =>
				grants(
					'A,,,2025-07-01,2025-06-30,13,langauge,2,',
					'A,F,P,2025-02-30,2025-06-30,7,worker; program+site+language+veteran; site+site,5,Contract'
				)
			)
		).toEqual([
			'grants.csv line 2, funder "": name who gives it.',
			'grants.csv line 2, programs "": name the programs that it is for, with ; between them.',
			'grants.csv line 2, to "2025-06-30": it ends before it begins, on 2025-07-01. Correct one of them.',
			'grants.csv line 2, year_starts "13": write the month in which its year starts, 1 to 12.',
			expect.stringMatching(
				/^grants\.csv line 2, breakdowns "langauge": reports to funders are not broken down by "langauge"\. Did you mean "language"\? There are program, /
			),
			'grants.csv line 2, k "2": write the smallest number of clients that it may know, 3 to 100.',
			'grants.csv line 3, grant "A": line 2 is of that grant. Remove one.',
			'grants.csv line 3, from "2025-02-30": write a day of the calendar, such as 2026-07-01.',
			expect.stringContaining('reports to funders are not broken down by "worker".'),
			expect.stringContaining('program+site+language+veteran are more than 3 at once. Split it.'),
			expect.stringContaining('a dimension stands twice in one. Remove one.'),
			'grants.csv line 3, basis "Contract": with a basis nothing is hidden, with k 5 what is fewer. Leave one of them empty.'
		]);
	});
});

describe('the quarters of a grant', () => {
	const grant = { from: '2025-08-15', to: '2026-12-31', yearStarts: 7 };

	it('follow its own year, and are clipped to its time', () => {
		expect(
			quartersOf(grant).map(({ from, to, number, toDate, year }) => [number, from, to, toDate.from, year.to])
		).toEqual([
			[1, '2025-08-15', '2025-09-30', '2025-08-15', '2026-06-30'],
			[2, '2025-10-01', '2025-12-31', '2025-08-15', '2026-06-30'],
			[3, '2026-01-01', '2026-03-31', '2025-08-15', '2026-06-30'],
			[4, '2026-04-01', '2026-06-30', '2025-08-15', '2026-06-30'],
			[1, '2026-07-01', '2026-09-30', '2026-07-01', '2026-12-31'],
			[2, '2026-10-01', '2026-12-31', '2026-07-01', '2026-12-31']
		]);
	});

	it('are complete once their last day is known', () => {
		const quarters = quartersOf(grant);
		expect(lastComplete(quarters, '2025-09-29')).toBeNull();
		expect(lastComplete(quarters, '2025-12-31')?.to).toBe('2025-12-31');
		expect(lastComplete(quarters, '2026-02-01')?.to).toBe('2025-12-31');
	});
});

describe('the sample agency’s grants', () => {
	const sample = homeAt(join(ROOT, 'pipelines', 'sample'));
	const known = PROGRAMS.map(({ name }) => name);

	it('are of two funders, for programs that it has, and each promise is for one of them', () => {
		const granted = readGrants(sample);
		expect(new Set(granted.map(({ funder }) => funder)).size).toBe(2);
		for (const { programs } of granted) expect(known).toEqual(expect.arrayContaining(programs));
		for (const { grant, program, from, to } of readStandards(sample).targets) {
			const of = granted.find(({ name }) => name === grant);
			expect(of).toBeDefined();
			expect(['', ...of!.programs]).toContain(program);
			expect([of!.from <= from, to <= of!.to]).toEqual([true, true]);
		}
	});

	it('promise outputs for the last quarter that is known, for the year to date and for the year', () => {
		const targets = readStandards(sample)
			.targets.filter(({ metric }) => metric === 'enrollments-started')
			.map(({ target, ...each }) => ({ ...each, value: target }));
		for (const grant of readGrants(sample)) {
			const quarter = lastComplete(quartersOf(grant), dateOf(LAST_DAY))!;
			for (const period of [quarter, quarter.toDate, quarter.year]) {
				const { from, to } = period;
				expect(promised(targets, { kind: 'count' }, { grant: grant.name, period })).toMatchObject({
					from,
					to
				});
			}
		}
	});
});
