import { describe, expect, it } from 'vitest';
import { Scan } from '#pipelines/identifiers.ts';
import { sayProfile, whatIsMissing } from '#pipelines/profile-words.ts';
import { profileSchema, type Profile, type TakenFrom } from '#pipelines/profile.ts';
import { readSynonyms } from '#pipelines/sources/canonical-csv/synonyms.ts';
import { columnsOf } from '#pipelines/sources/format.ts';
import { suggestProfile, type Given, type Suggestion } from '#pipelines/suggest.ts';
import { fileOf, LAYOUTS } from './layouts.ts';

const columns = columnsOf('canonical-csv');
const synonyms = readSynonyms();

function suggested(names: (keyof typeof LAYOUTS)[], more: Partial<Given> = {}): Suggestion {
	return suggestProfile({
		files: names.map((name) => LAYOUTS[name]),
		columns,
		synonyms,
		latest: '2026-06-30',
		...more
	});
}

function one(text: string, more: Partial<Given> = {}, name = 'export.csv'): Suggestion {
	return suggestProfile({ files: [fileOf(name, text)], columns, synonyms, latest: '2026-06-30', ...more });
}

/** Where each column of a table is taken from: headers with ` + ` between them, and ` of ` the joined file. */
function table({ tables }: Profile, name: string): Record<string, string> {
	const part = tables.find((each) => each.table === name);
	return Object.fromEntries(
		Object.entries(part?.columns ?? {}).map(([column, taken]) => [column, from(taken)])
	);
}

function from(taken: TakenFrom): string {
	if ('constant' in taken) return `"${taken.constant}"`;
	if ('columns' in taken) return taken.columns.join(' + ');
	return `${taken.column}${taken.file === undefined ? '' : ` of ${taken.file}`}`;
}

const tablesOf = ({ profile }: Suggestion) => profile.tables.map((each) => each.table);
const missing = ({ profile }: Suggestion) =>
	whatIsMissing(profile, columns).map((each) => `${each.table}.${each.column ?? '*'}`);

describe('a report with one line per case', () => {
	const found = suggested(['formReport']);

	it('is told by the first day of a stay, and feeds people, programs and whose case it is', () => {
		expect(found.files).toMatchObject([{ shape: 'case', table: 'enrollment', key: 'enrollment' }]);
		expect(tablesOf(found)).toEqual(['enrollment', 'client', 'program', 'assignment']);
		expect(found.profile.tables.map(({ merge }) => merge)).toEqual([false, true, true, false]);
		expect(table(found.profile, 'enrollment')).toEqual({
			enrollment_id: 'Record ID',
			client_id: 'Participant Number',
			program_id: 'Program Name',
			started_on: 'Intake Date',
			exited_on: 'Discharge Date',
			exit_reason: 'Reason for Discharge',
			exit_destination: 'Where Client Went',
			recorded_at: 'Date Created'
		});
		expect(table(found.profile, 'client')).toEqual({
			client_id: 'Participant Number',
			sex_or_gender: 'Gender',
			race_ethnicity: 'Race'
		});
		expect(table(found.profile, 'assignment')).toEqual({
			enrollment_id: 'Record ID',
			worker_id: 'Assigned Worker',
			valid_from: 'Intake Date',
			valid_to: 'Discharge Date'
		});
	});

	it('is a profile that can be used as it is', () => {
		expect(profileSchema.parse(found.profile)).toEqual(found.profile);
		expect(missing(found)).toEqual([]);
	});

	it('says why, and how sure that is', () => {
		expect(found.columns.find(({ column }) => column === 'started_on')).toEqual({
			table: 'enrollment',
			column: 'started_on',
			file: 'enrollment',
			headers: ['Intake Date'],
			score: 0.95,
			reason: 'the header says so, all values are dates'
		});
	});

	it('puts words into ours', () => {
		expect(found.profile.tables[0]?.columns.exit_destination).toEqual({
			column: 'Where Client Went',
			codes: {
				'Rental by client, no ongoing housing subsidy': 'rental, no subsidy',
				'Jail, prison, or juvenile detention facility': 'jail or prison'
			}
		});
		expect(found.profile.tables[1]?.columns.sex_or_gender).toEqual({
			column: 'Gender',
			codes: { Female: 'female', M: 'male' }
		});
	});
});

describe('several files of one system', () => {
	const found = suggested(['touchpointPeople', 'touchpointEntries', 'touchpointContacts']);

	it('each feed their table, with the ids that they share', () => {
		expect(found.files.map(({ shape }) => shape)).toEqual(['person', 'case', 'event']);
		expect(tablesOf(found)).toEqual(['client', 'enrollment', 'program', 'contact']);
		expect(table(found.profile, 'client')).toEqual({
			client_id: 'Participant Site Identifier',
			birth_date: 'DOB',
			race_ethnicity: 'Ethnicity',
			language: 'Primary Language',
			veteran: 'Veteran Status'
		});
		expect(table(found.profile, 'enrollment')).toEqual({
			enrollment_id: 'Program Enrollment ID',
			client_id: 'Participant Site Identifier',
			program_id: 'Program ID',
			started_on: 'Program Start Date',
			exited_on: 'Program End Date',
			exit_reason: 'Dismissal Reason'
		});
		expect(table(found.profile, 'program')).toEqual({ program_id: 'Program ID', name: 'Program' });
		expect(table(found.profile, 'contact')).toEqual({
			contact_id: 'TouchPoint Response ID',
			enrollment_id: 'Program Enrollment ID',
			worker_id: 'Staff ID',
			occurred_on: 'Date Taken',
			kind: 'Contact Method',
			result: 'Contact Outcome'
		});
		expect(missing(found)).toEqual([]);
	});

	it('are joined where one tells what another has no column for', () => {
		const joined = suggested(['openings', 'exits', 'lookServices']);
		expect(table(joined.profile, 'enrollment')).toEqual({
			enrollment_id: 'Enrollment Number',
			client_id: 'Client Number',
			program_id: 'Program Code',
			started_on: 'Enrollment Date',
			exited_on: 'Discharge Date of file',
			exit_destination: 'Discharge Destination of file'
		});
		expect(joined.profile.tables[0]?.join).toEqual([
			{ file: 'file', on: [['Enrollment Number', 'Enrollment Number']] }
		]);
		expect(profileSchema.safeParse(joined.profile).success).toBe(true);
		expect(table(joined.profile, 'service')).toMatchObject({
			enrollment_id: 'Enrollments Enrollment ID',
			kind: 'Services Service Item Name',
			provided_on: 'Services Start Date',
			amount: 'Services Service Amount'
		});
	});

	it('of the same headers count once: a profile could not tell them apart', () => {
		const twice = suggestProfile({
			files: [LAYOUTS.openings, { ...LAYOUTS.openings, name: 'open cases 2.csv' }],
			columns,
			synonyms
		});
		expect(twice.profile.files).toHaveLength(1);
		expect(twice.files[1]).toMatchObject({ key: null });
	});

	it('name programs alike, by the name where cases have no id of them', () => {
		const programs = fileOf(
			'programs.csv',
			`Program ID | Program Name | Program Type
			 1 | Home First | RRH
			 2 | Safe Nights | ES`
		);
		const both = suggestProfile({ files: [LAYOUTS.formReport, programs], columns, synonyms });
		expect(table(both.profile, 'program')).toEqual({
			program_id: 'Program Name',
			name: 'Program Name',
			program_type: 'Program Type'
		});
	});
});

describe('headers in capitals, coded', () => {
	const found = suggested(['screenExport']);

	it('are read by their words', () => {
		expect(table(found.profile, 'enrollment')).toEqual({
			enrollment_id: 'CASE_ID',
			client_id: 'CLIENT_ID',
			household_id: 'HOUSEHOLD_ID',
			is_head_of_household: 'RELATIONSHIP_TO_HOH',
			program_id: 'PROJECT_NAME',
			started_on: 'PROJECT_START_DATE',
			moved_in_on: 'HOUSING_MOVE_IN_DATE',
			exited_on: 'PROJECT_EXIT_DATE',
			exit_destination: 'EXIT_DESTINATION',
			recorded_at: 'CREATED_DATE',
			updated_at: 'LAST_MODIFIED_DATE'
		});
		expect(table(found.profile, 'program')).toEqual({
			program_id: 'PROJECT_NAME',
			name: 'PROJECT_NAME',
			program_type: 'PROJECT_TYPE'
		});
	});

	it('has a head of each household, from how each is related to it', () => {
		expect(found.profile.tables[0]?.columns.is_head_of_household).toMatchObject({
			codes: { 'Self (head of household)': 'yes', "Head of household's child": 'no' }
		});
	});

	it('with the names of a programming interface are read as well', () => {
		const objects = suggested(['objectEngagements']);
		expect(table(objects.profile, 'enrollment')).toMatchObject({
			enrollment_id: 'Id',
			client_id: 'pmdm__Contact__c',
			program_id: 'pmdm__Program__c',
			started_on: 'pmdm__StartDate__c',
			exited_on: 'pmdm__EndDate__c',
			recorded_at: 'CreatedDate'
		});
		expect(table(objects.profile, 'assignment')).toMatchObject({ worker_id: 'OwnerId' });
	});
});

describe('a report with one line per contact', () => {
	it('that names its case needs the cases besides', () => {
		const found = suggested(['activityExport']);
		expect(table(found.profile, 'contact')).toEqual({
			contact_id: 'Activity ID',
			enrollment_id: 'Case ID',
			kind: 'Activity Type',
			occurred_on: 'Activity Date',
			result: 'Activity Status',
			recorded_by: 'Added By'
		});
		expect(missing(found)).toEqual(['client.*', 'program.*', 'enrollment.*']);
	});

	it('that carries the case along feeds all of it, with ids made of several columns', () => {
		const found = suggested(['plainSheet']);
		expect(found.files).toMatchObject([
			{ shape: 'event', reason: 'a case comes on several lines, each with a day of its own' }
		]);
		expect(tablesOf(found)).toEqual(['contact', 'enrollment', 'client', 'program']);
		const [contact, enrollment] = found.profile.tables;
		expect(contact?.where).toEqual([{ column: 'Date of Contact', filled: true }]);
		expect(contact?.columns.contact_id).toEqual({
			columns: ['Client #', 'Program', 'Entry', 'Date of Contact', 'Type of Contact'],
			numbered: true
		});
		expect(enrollment).toMatchObject({
			merge: true,
			columns: { enrollment_id: { columns: ['Client #', 'Program', 'Entry'] } }
		});
		expect(missing(found)).toEqual([]);
		expect(profileSchema.safeParse(found.profile).success).toBe(true);
	});
});

describe('a list of staff', () => {
	it('is a roster, and asks for no case', () => {
		const found = suggested(['staff']);
		expect(table(found.profile, 'team_membership')).toEqual({
			worker_id: 'Employee ID',
			team: 'Team',
			supervisor_id: 'Supervisor',
			valid_from: 'Joined Team'
		});
		expect(table(found.profile, 'worker')).toEqual({
			worker_id: 'Employee ID',
			role: 'Position',
			fte: 'FTE'
		});
		expect(missing(found)).toEqual([]);
	});
});

describe('dates', () => {
	const sheet = (dates: string[]) =>
		`Case ID | Client ID | Program | Intake Date\n${dates.map((each, at) => `E${String(at)} | C${String(at)} | A | ${each}`).join('\n')}`;
	const order = (found: Suggestion) =>
		found.dates.filter(({ table: name, column }) => name === 'enrollment' && column === 'started_on');

	it('are settled where one reading holds for all', () => {
		expect(order(one(sheet(['03/04/2026', '03/25/2026'])))).toMatchObject([{ order: 'month first' }]);
		expect(order(one(sheet(['03/04/2026', '25/03/2026'])))).toMatchObject([{ order: 'day first' }]);
	});

	it('are never read as after the export', () => {
		expect(order(one(sheet(['04/07/2026', '05/08/2026'])))).toMatchObject([{ order: 'month first' }]);
	});

	it('are asked for where two readings hold, and nothing is taken', () => {
		const found = one(sheet(['03/04/2026', '05/01/2026']));
		expect(order(found)).toMatchObject([
			{ order: null, orders: ['month first', 'day first'], reason: '2 values can be read in two ways' }
		]);
		expect(found.profile.tables[0]?.columns.started_on).toEqual({ column: 'Intake Date' });
	});

	it('are asked for where no reading holds', () => {
		expect(order(one(sheet(['25/03/2026', '03/25/2026'])))).toMatchObject([{ order: null, orders: [] }]);
	});

	it('that begin with the year need no order', () => {
		expect(order(one(sheet(['2026-03-04', '20260305'])))).toEqual([]);
	});
});

describe('what was mapped before', () => {
	const earlier = one(
		`Casekey | Who | Where | Begun | How it went
		 E1 | C1 | A | 03/25/2026 | OK`
	).profile;
	earlier.tables = [
		{
			table: 'enrollment',
			from: 'file',
			join: [],
			where: [],
			merge: false,
			columns: {
				enrollment_id: { column: 'Casekey' },
				client_id: { column: 'Who' },
				program_id: { column: 'Where' },
				started_on: { column: 'Begun', dates: 'day first' },
				completed_program: { column: 'How it went', codes: { OK: 'yes' } }
			}
		},
		{
			table: 'client',
			from: 'file',
			join: [],
			where: [],
			merge: true,
			columns: { client_id: { column: 'Who' } }
		}
	];

	it('is suggested again, with its dates and its codes', () => {
		const found = one(
			`Casekey | WHO | Where | Begun | How it went
			 E1 | C1 | A | 03/04/2026 | OK
			 E2 | C2 | A | 05/04/2026 | No`,
			{ earlier: [earlier] }
		);
		expect(found.columns.find(({ column }) => column === 'started_on')?.reason).toBe(
			'you mapped it so before, all values are dates'
		);
		expect(found.profile.tables[0]?.columns).toMatchObject({
			client_id: { column: 'WHO' },
			started_on: { column: 'Begun', dates: 'day first' },
			completed_program: { codes: { OK: 'yes' } }
		});
	});
});

describe('direct identifiers', () => {
	const found = one(
		`Client ID | Client Name | SSN | DOB | Zip Code | Case ID | Program | Intake Date | Case Manager
		 7 | a | b | 1980-02-03 | 60614 | E1 | A | 2026-01-02 | c`,
		{
			identifiers: [
				{ file: 'export.csv', header: 'Client Name', kind: 'person name' },
				{ file: 'export.csv', header: 'SSN', kind: 'social security number' },
				{ file: 'export.csv', header: 'DOB', kind: 'birth date' },
				{ file: 'export.csv', header: 'Zip Code', kind: 'full ZIP' },
				{ file: 'export.csv', header: 'Case Manager', kind: 'person name' }
			]
		}
	);

	it('are never suggested, but for a birth date and a ZIP', () => {
		expect(table(found.profile, 'client')).toEqual({
			client_id: 'Client ID',
			birth_date: 'DOB',
			zip3: 'Zip Code'
		});
		expect(tablesOf(found)).not.toContain('assignment');
	});

	it('are dropped by the profile', () => {
		expect(found.profile.files[0]?.drop).toEqual(['Client Name', 'SSN', 'Case Manager']);
		expect(found.profile.files[0]?.headers).not.toContain('SSN');
	});

	it('are not found in columns that are codes and ids: what is suggested stays', () => {
		for (const name of Object.keys(LAYOUTS) as (keyof typeof LAYOUTS)[]) {
			const file = LAYOUTS[name];
			const scan = new Scan(file.headers);
			for (const row of file.samples) row.forEach((text, column) => scan.see(column, text));
			const identifiers = scan
				.findings()
				.map(({ column, kind }) => ({ file: file.name, header: file.headers[column] ?? '', kind }));
			expect(suggested([name], { identifiers }).profile.tables, name).toEqual(
				suggested([name]).profile.tables
			);
		}
	});

	it('are no ids, even where nobody looked: names of people in a column "Client"', () => {
		const names = one(`Client | Program | Intake Date\nAda Ash | A | 2026-01-02\nBen Birch | A | 2026-01-03`);
		expect(JSON.stringify(names.profile.tables)).not.toContain('"Client"');
		expect(missing(names)).toEqual(['client.*', 'enrollment.enrollment_id', 'enrollment.client_id']);
	});
});

describe('what is not there', () => {
	it('is not made up: a list of stock is no case file', () => {
		const found = suggested(['inventory']);
		expect(found.profile.tables).toEqual([]);
		expect(found.files).toMatchObject([{ shape: 'unknown', table: null }]);
		expect(missing(found)).toEqual(['client.*', 'program.*', 'enrollment.*']);
		expect(found.unused).toHaveLength(4);
	});

	it('the day of the last contact is no contact', () => {
		const found = one(
			`Case ID | Client ID | Program | Entry Date | Last Contact Date | Next Appointment
			 E1 | C1 | A | 2026-01-02 | 2026-03-01 | 2026-05-01
			 E2 | C2 | A | 2026-01-09 | 2026-02-14 | 2026-05-02`
		);
		expect(found.files).toMatchObject([{ table: 'enrollment' }]);
		expect(tablesOf(found)).not.toContain('contact');
		expect(found.unused.map(({ header }) => header)).toEqual(['Last Contact Date', 'Next Appointment']);
	});

	it('a column of dates by name that holds none is left out', () => {
		const found = one(
			`Case ID | Client ID | Program | Entry Date | Exit Date\nE1 | C1 | A | 2026-01-02 | see file`
		);
		expect(table(found.profile, 'enrollment')).not.toHaveProperty('exited_on');
	});

	it('an id of a household, on several lines, is no id of a case', () => {
		const found = one(
			`Case # | Client ID | Program | Entry Date
			 1 | C1 | A | 2026-01-02
			 1 | C2 | A | 2026-01-02
			 2 | C3 | A | 2026-01-05`
		);
		expect(found.profile.tables[0]?.columns.enrollment_id).toEqual({
			columns: ['Client ID', 'Program', 'Entry Date']
		});
	});

	it('a program that no column names is asked for in words', () => {
		const found = one(`Client ID | Intake Date\n1 | 2026-01-02`);
		expect(whatIsMissing(found.profile, columns).map(({ sentence }) => sentence)).toEqual([
			'Nothing says yet which programs there are: no file feeds the table program.',
			'Each row of enrollment needs program_id (the program): say which column of “enrollment” it is, or write one word where all is of one program.'
		]);
	});

	it('a word that nobody has settled is given with its count', () => {
		const found = one(
			`Case ID | Client ID | Program | Entry Date | Exit Destination
			 1 | C1 | A | 2026-01-02 | Street
			 2 | C2 | A | 2026-01-02 | Aunt Mabel's
			 3 | C3 | A | 2026-01-05 | Aunt Mabel's`
		);
		expect(found.codes.find(({ column }) => column === 'exit_destination')).toMatchObject({
			known: [{ theirs: 'Street', ours: 'place not meant for habitation', count: 1 }],
			unknown: [{ theirs: "Aunt Mabel's", count: 2 }]
		});
	});
});

describe('what a profile does is said in sentences', () => {
	it('with headers, dates, words and ids', () => {
		expect(sayProfile(suggested(['plainSheet'], { source: 'Tracking sheet' }).profile)).toEqual([
			'“Tracking sheet”, version 1, reads one file of the source “Tracking sheet”: “contact” by 8 headers.',
			'Each line of “contact” becomes a row of contact, where “Date of Contact” is filled: occurred_on is “Date of Contact” with dates month first; kind is “Type of Contact” with 2 words put into ours; result is “Result” with 3 words put into ours; enrollment_id is “Client #”, “Program” and “Entry” together; contact_id is “Client #”, “Program”, “Entry”, “Date of Contact” and “Type of Contact” together, numbered where several are alike.',
			'Lines of “contact” that name the same enrollment become one row of enrollment: client_id is “Client #”; program_id is “Program”; started_on is “Entry” with dates month first; exited_on is “Exit” with dates month first; exit_destination is “Destination” with 1 word put into ours; enrollment_id is “Client #”, “Program” and “Entry” together.',
			'Lines of “contact” that name the same client become one row of client: client_id is “Client #”.',
			'Lines of “contact” that name the same program become one row of program: program_id is “Program”; name is “Program”.',
			'Each upload holds what is new or changed: what is missing in it stays as it was.',
			'It is known up to the last day on which anything in it happened.'
		]);
	});
});
