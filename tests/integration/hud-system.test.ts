// HUD's system performance measures of a system of nine people, worked out by hand.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Home } from '#pipelines/home.ts';
import { command } from '../command-here.ts';
import { CORE, exportOf, header, newHome, query, take, temporaryFolder, type Tables } from '../home.ts';

const PROJECTS = { shelter: 0, transitional: 2, supportive: 3, outreach: 4 };
const LEFT_FOR = { rental: '410', shelter: '101', street: '116' };

type Stay = {
	who: string;
	in: keyof typeof PROJECTS;
	from: string;
	to?: string;
	leftFor?: keyof typeof LEFT_FOR;
	homelessSince?: string;
	movedIn?: string;
};

/** Who was where. The period is the year 2024, at the end of which the data ends. */
const STAYS: Stay[] = [
	// Ann: ten nights in shelter, then 19 until she had her home; homeless for ten nights before.
	{
		who: 'Ann',
		in: 'shelter',
		from: '2024-02-01',
		to: '2024-02-11',
		leftFor: 'rental',
		homelessSince: '2024-01-22'
	},
	{ who: 'Ann', in: 'supportive', from: '2024-02-11', movedIn: '2024-03-01', homelessSince: '2024-01-22' },
	// Ben: 731 nights without a gap, the last of them in the period.
	{ who: 'Ben', in: 'shelter', from: '2022-06-01', to: '2024-06-01', leftFor: 'rental' },
	// Cy: three nights; ten of the winter before lie more than a year back.
	{ who: 'Cy', in: 'shelter', from: '2023-01-01', to: '2023-01-11', leftFor: 'street' },
	{ who: 'Cy', in: 'shelter', from: '2024-03-01', to: '2024-03-04', leftFor: 'street' },
	// Dee left for a home in 2022 and was back after 214 days; Eve was not.
	{ who: 'Dee', in: 'shelter', from: '2022-02-01', to: '2022-03-01', leftFor: 'rental' },
	{ who: 'Dee', in: 'shelter', from: '2022-10-01', to: '2022-10-05', leftFor: 'street' },
	{ who: 'Eve', in: 'transitional', from: '2022-03-01', to: '2022-04-01', leftFor: 'rental' },
	// Hal has stayed without a home of his own, Ida left after a year of it, 366 nights.
	{ who: 'Hal', in: 'supportive', from: '2022-05-01' },
	{ who: 'Ida', in: 'supportive', from: '2023-06-01', to: '2024-06-01', leftFor: 'street' },
	// Flo left the street for a shelter, Gus did not.
	{ who: 'Flo', in: 'outreach', from: '2024-01-10', to: '2024-02-01', leftFor: 'shelter' },
	{ who: 'Gus', in: 'outreach', from: '2024-01-10', to: '2024-03-01', leftFor: 'street' }
];

/** Monthly earned income, and other; an annual assessment is stage 5. Hal's is compared with the year before, Ida's with her start. */
const INCOMES: [who: string, on: string, stage: number, earned: number, other: number][] = [
	['Hal', '2022-05-01', 1, 0, 0],
	['Hal', '2023-05-10', 5, 500, 0],
	['Hal', '2024-05-05', 5, 400, 200],
	['Ida', '2023-06-01', 1, 0, 300],
	['Ida', '2024-06-01', 3, 0, 800]
];

function system(tables: Tables): void {
	const first = (file: string) => tables[file]?.[0] ?? {};
	const [project, client, enrollment, exit] = ['Project', 'Client', 'Enrollment', 'Exit'].map(first);
	const people = [...new Set(STAYS.map(({ who }) => who))];
	header(tables, {
		ExportStartDate: '2022-01-01',
		ExportEndDate: '2024-12-31',
		ExportDate: '2025-01-15 08:00:00'
	});
	tables.Project = Object.entries(PROJECTS).map(([name, type]) => ({
		...project,
		ProjectID: name,
		ProjectName: name,
		ProjectType: String(type)
	}));
	tables.Client = people.map((who) => ({ ...client, PersonalID: who, DOB: '1980-01-01' }));
	tables.CurrentLivingSituation = [];
	tables.Services = [];
	tables.Funder = [
		{
			...first('Funder'),
			FunderID: 'f',
			ProjectID: 'supportive',
			Funder: '2',
			StartDate: '2022-01-01',
			EndDate: ''
		}
	];
	tables.IncomeBenefits = INCOMES.map(([who, on, stage, earned, other], at) => ({
		IncomeBenefitsID: `i${String(at)}`,
		EnrollmentID: `e${String(STAYS.findIndex((stay) => stay.who === who))}`,
		PersonalID: who,
		InformationDate: on,
		IncomeFromAnySource: earned + other > 0 ? '1' : '0',
		TotalMonthlyIncome: String(earned + other),
		Earned: earned > 0 ? '1' : '0',
		EarnedAmount: String(earned),
		SSI: other > 0 ? '1' : '0',
		SSIAmount: String(other),
		DataCollectionStage: String(stage),
		DateCreated: `${on} 10:00:00`,
		DateUpdated: `${on} 10:00:00`
	}));
	tables.Enrollment = STAYS.map((stay, at) => ({
		...enrollment,
		EnrollmentID: `e${String(at)}`,
		HouseholdID: `h${String(at)}`,
		PersonalID: stay.who,
		ProjectID: stay.in,
		EntryDate: stay.from,
		RelationshipToHoH: '1',
		LivingSituation: '101',
		DateToStreetESSH: stay.homelessSince ?? '',
		MoveInDate: stay.movedIn ?? '',
		DateOfEngagement: '',
		DateCreated: `${stay.from} 09:00:00`,
		DateUpdated: `${stay.to ?? stay.from} 09:00:00`
	}));
	tables.Exit = STAYS.flatMap((stay, at) =>
		stay.to === undefined
			? []
			: [
					{
						...exit,
						ExitID: `x${String(at)}`,
						EnrollmentID: `e${String(at)}`,
						PersonalID: stay.who,
						ExitDate: stay.to,
						Destination: LEFT_FOR[stay.leftFor ?? 'street'],
						DestinationSubsidyType: '',
						DateCreated: `${stay.to} 09:00:00`,
						DateUpdated: `${stay.to} 09:00:00`
					}
				]
	);
}

let home: Home;
beforeAll(async () => {
	home = newHome();
	await take(home, exportOf(system, { files: [...CORE, 'Funder', 'IncomeBenefits'] }));
});

const report = (out: string) =>
	command(home, 'report', 'hud-spm', '--from', '2024-01-01', '--to', '2024-12-31', '--out', out);

describe('system performance measures', () => {
	it('are refused where no source is said to cover its system, with what to do', async () => {
		const { code, stderr } = await report(join(temporaryFolder(), 'none'));
		expect(code).toBe(1);
		expect(stderr).toMatch(/no source here is said to hold all of one.*"covers_system": \["/);
	});

	it('are of every project: they take none', async () => {
		const { code, stderr } = await command(
			home,
			'report',
			'hud-spm',
			'--project',
			'shelter',
			'--from',
			'2024-01-01',
			'--to',
			'2024-12-31',
			'--out',
			'x'
		);
		expect(code).toBe(2);
		expect(stderr).toMatch(/leave out --project/);
	});

	it('are what was worked out by hand', async () => {
		const [{ source } = {}] = await query(home, 'select source from source');
		writeFileSync(join(home.path, 'settings.json'), JSON.stringify({ covers_system: [source] }));
		const out = join(temporaryFolder(), 'spm');
		expect(await report(out)).toMatchObject({ code: 0 });
		expect(readdirSync(out)).toHaveLength(15);
		const cells = (measure: string) =>
			Papa.parse<string[]>(readFileSync(join(out, `${measure}.csv`), 'utf8').trim())
				.data.slice(1)
				.map((line) => line.slice(1).map(Number));
		expect(cells('M1a')).toEqual([
			[3, (10 + 731 + 3) / 3, 10],
			[3, (10 + 731 + 3) / 3, 10]
		]);
		expect(cells('M1b')).toEqual([
			[4, (39 + 731 + 3 + 366) / 4, (39 + 366) / 2],
			[4, (39 + 731 + 3 + 366) / 4, (39 + 366) / 2]
		]);
		const none = [0, 0, 0, 0, 0, 0, 0, 0, 0];
		expect(cells('M2')).toEqual([
			none,
			[1, 0, 0, 1, 1, 0, 0, 1, 1],
			[1, 0, 0, 0, 0, 0, 0, 0, 0],
			none,
			none,
			[2, 0, 0, 1, 0.5, 0, 0, 1, 0.5]
		]);
		expect(cells('M3-2')).toEqual([[3], [3], [0], [0]]);
		expect(cells('M5-1')).toEqual([[2], [1], [1]]);
		expect(cells('M5-2')).toEqual([[2], [1], [1]]);
		expect(cells('M7a-1')).toEqual([[2], [1], [0], [0.5]]);
		expect(cells('M7b-1')).toEqual([[3], [1], [1 / 3]]);
		expect(cells('M7b-2')).toEqual([[1], [1], [1]]);
		expect(['M4-1', 'M4-2', 'M4-3'].map((each) => cells(each).flat())).toEqual([
			[1, 0, 0],
			[1, 1, 1],
			[1, 1, 1]
		]);
		expect(['M4-4', 'M4-5', 'M4-6'].map((each) => cells(each).flat())).toEqual([
			[1, 0, 0],
			[1, 1, 1],
			[1, 1, 1]
		]);
	});
});
