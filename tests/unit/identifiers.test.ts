import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { name, openDatabase, type Database } from '#pipelines/duckdb.ts';
import {
	isHarmlessHeader,
	isHeaderRow,
	kindOfHeader,
	Scan,
	type Finding,
	type Kind
} from '#pipelines/identifiers.ts';
import { scanTable } from '#pipelines/scan.ts';
import { columnsOf, readRecords } from '#pipelines/sources/format.ts';

const folder = mkdtempSync(join(tmpdir(), 'throughline-test-'));
let db: Database;
beforeAll(async () => {
	db = await openDatabase(':memory:', folder);
});
afterAll(() => {
	db.close();
	rmSync(folder, { recursive: true, force: true });
});

/** What is found in columns, each by its header. */
function scan(columns: Record<string, string[]>): Record<string, Pick<Finding, 'kind' | 'by'>> {
	const headers = Object.keys(columns);
	const looked = new Scan(headers);
	headers.forEach((header, at) => {
		for (const value of columns[header] ?? []) looked.see(at, value);
	});
	return byHeader(headers, looked.findings());
}

const byHeader = (headers: string[], findings: Finding[]) =>
	Object.fromEntries(findings.map(({ column, kind, by }) => [headers[column] ?? '', { kind, by }]));

const many = (make: (n: number) => string, length = 60) => Array.from({ length }, (_, n) => make(n));

describe('a header', () => {
	it.each<[Kind, string[]]>([
		[
			'person name',
			['First Name', 'ClientLastName', 'client_first_name', 'Name (Last)', 'FNAME', 'Client Name']
		],
		[
			'person name',
			['participantname', 'Contact: Last Name', 'Emergency Contact Name', 'Alias', 'Full Name', 'MI']
		],
		[
			'social security number',
			['SSN', 'Social Security Number', 'soc_sec_no', 'SSNLast4', 'SS#', 'Client SSN']
		],
		['e-mail address', ['E-mail', 'Email Address', 'npe01__HomeEmail__c', 'PersonEMail', 'client_email']],
		[
			'phone number',
			['Phone', 'PhoneNumber1', 'Cell', 'Mobile Phone', 'HomePhone', 'Tel', 'Fax', 'SourceContactPhone']
		],
		[
			'street address',
			['Address', 'MailingStreet', 'Street Address 2', 'Addr1', 'LastPermanentStreet', 'Apt #']
		],
		[
			'personal number',
			['MRN', 'Medical Record Number', 'MedicaidID', "Driver's License", 'Passport No', 'A-Number']
		],
		['coordinates', ['Latitude', 'lng', 'GPS', 'geo_location']],
		['full ZIP', ['ZIP', 'Zip Code', 'zip5', 'MailingPostalCode']],
		['birth date', ['DOB', 'Date of Birth', 'BirthDate', 'client_birth_date', 'Birthdate']],
		[
			'free text',
			['Notes', 'Case Notes', 'progress_notes', 'Comments', 'If other, specify', 'LocationDetails']
		]
	])('tells of a %s: %j', (kind, headers) => {
		for (const header of headers) expect(kindOfHeader(header), header).toBe(kind);
	});

	it.each([
		['Client ID', 'Case Number', 'EnrollmentID', 'Household', 'Record ID', 'Participant Site ID'],
		['Program Name', 'Project', 'Organization Name', 'Site', 'Grant Name', 'Name of Program', 'Team Name'],
		['Case Manager', 'Case Manager Name', 'Worker Code', 'Staff Role', 'Created By', 'display_name'],
		['Entry Date', 'Note Date', 'Date of Last Call', 'Address Verified On', 'Phone Screening Date'],
		['Note Type', 'Number of Notes', 'SSN Data Quality', 'Email Opt In', 'Phone Type', 'Preferred Language'],
		[
			'Amount',
			'Rent Assistance',
			'zip3',
			'Year of Birth',
			'Street Outreach Date',
			'Mobile Outreach',
			'Cell Count'
		],
		['Social Worker', 'Latino', 'Relationship', 'Destination', 'Status', 'Reason for Exit', 'Veteran', 'Plan']
	])('of what is kept tells nothing: %s, %s, %s …', (...headers) => {
		for (const header of headers) expect(kindOfHeader(header), header).toBeNull();
	});

	it('that is itself a value counts, and may not be repeated', () => {
		for (const header of [
			'jane@example.org',
			'123-45-6789',
			'(617) 555-0123',
			'Jane Winterbourne',
			'12 Elm Street'
		]) {
			expect(kindOfHeader(header), header).not.toBeNull();
			expect(isHarmlessHeader(header), header).toBe(false);
		}
		for (const header of ['01/02/1980', '6175550123', '', 'x'.repeat(101), '17']) {
			expect(isHarmlessHeader(header), header).toBe(false);
		}
		for (const header of ['First Name', 'Client SSN', 'Q1 2024', 'Zip-5', 'HH 5+'])
			expect(isHarmlessHeader(header), header).toBe(true);
	});

	it('row is none where one of its cells is a person’s', () => {
		expect(isHeaderRow(['Client', '', 'Start'])).toBe(true);
		expect(isHeaderRow(['1', 'Winterbourne'])).toBe(false);
		expect(isHeaderRow(['Winterbourne', '01/02/1980'])).toBe(false);
		expect(isHeaderRow(['', ' '])).toBe(false);
	});
});

describe('values', () => {
	it.each<[Kind, string[]]>([
		['social security number', many((n) => (n % 50 === 0 ? '123-45-6789' : 'none given'))],
		['social security number', many((n) => String(101121111 + n * 7123457))],
		['e-mail address', many((n) => (n === 7 ? 'ask jane@example.org' : 'web site'))],
		['phone number', many((n) => (n === 7 ? '(617) 555-0123' : 'front desk'))],
		['phone number', many((n) => String(6172223333 + n * 35791357).slice(0, 10))],
		['street address', many((n) => `${String(n + 1)} Elm St, Apt ${String(n)}`)],
		['street address', many((n) => `P.O. Box ${String(n)}`)],
		['coordinates', many((n) => `42.36${String(100 + n)}, -71.05${String(100 + n)}`)],
		['coordinates', many((n) => `-71.05${String(100 + n)}`)],
		['full ZIP', many((n) => `02139-${String(1000 + n)}`)],
		['personal number', many((n) => `MRN ${String(100000 + n)}`)],
		['person name', many((n) => (n % 4 === 0 ? 'Maria Winterbourne' : 'Xanthe Okonkwo'))],
		['person name', many((n) => (n % 4 === 0 ? 'Winterbourne, James T.' : 'Okonkwo, Xanthe'))],
		['person name', many((n) => ['MARIA', 'james', 'Linda', 'Xanthe'][n % 4] ?? '')],
		['free text', many((n) => `Met ${String(n)} times, she said that the landlord had not called back yet`)],
		['free text', many((n) => (n < 5 ? `${String(n)}${'x'.repeat(200)}` : 'ok'))]
	])('of a %s are found in a column of another name', (kind, values) => {
		expect(scan({ Column: values })).toEqual({ Column: { kind, by: 'values' } });
	});

	it.each<[string, string[]]>([
		['ids that are counted up', many((n) => String(347812300 + n), 500)],
		['ids of ten digits that are counted up', many((n) => String(6172220000 + n), 500)],
		['short ids', many((n) => String(10000 + n * 37))],
		['ids with zeros in front', many((n) => String(n).padStart(6, '0'))],
		['ids of a cloud system', many((n) => `0038${String(n)}00001AbCdEFAA${String(n)}`)],
		['GUIDs', many((n) => `3f2504e0-4f89-11d3-9a0c-0305e82c33${String(10 + n)}`)],
		['hashes', many((n) => `${'9f86d081884c7d659a2feaa0c55ad015'.repeat(2)}${String(n)}`)],
		['codes of workers', many((n) => `W-${String(n % 7)}`)],
		['workers by initial', many((n) => ['D. Dogwood', 'A. Aspen'][n % 2] ?? '')],
		['dates', many((n) => `${String((n % 12) + 1)}/${String((n % 28) + 1)}/2024`)],
		['times', many((n) => `2024-03-${String(10 + (n % 20))} 10:00:00`)],
		['amounts', many((n) => `$${String(n * 31)}.50`)],
		['money with four decimals', many((n) => `${String(123450 + n)}.7800`)],
		['scores', many((n) => String(n / 7))],
		[
			'programs',
			many((n) => ['Harbor Homes', 'Martin House', 'Grace Place', 'Street Outreach'][n % 4] ?? '')
		],
		['sites named after people', many((n) => ['Maria Lopez Center', 'Rosa Parks Village'][n % 2] ?? '')],
		['grants', many((n) => ['Ryan White Part A', 'HOPWA 2024-2025', 'MA0123L1T002205'][n % 3] ?? '')],
		['cities', many((n) => ['Boston', 'Jackson', 'Eugene', 'San Francisco'][n % 4] ?? '')],
		['languages', many((n) => ['Spanish', 'Haitian Creole', 'English'][n % 3] ?? '')],
		['long labels of a list', many((n) => LIVING[n % LIVING.length] ?? '', 200)],
		['ages', many((n) => String(n))],
		['yes and no', many((n) => (n % 2 ? 'Yes' : 'No'))]
	])('that are %s are not', (_, values) => {
		expect(scan({ Column: values })).toEqual({});
	});

	it('are asked where a header leads one to expect something: only whether there is any is none', () => {
		expect(
			scan({ Phone: ['Yes', 'No', '99'], SSN: ['1', '2'], 'Income - Other': ['1,250.00', '80'] })
		).toEqual({});
		expect(scan({ Phone: ['Yes', '617-555-0123'], SSN: ['1', '123456789'] })).toEqual({
			Phone: { kind: 'phone number', by: 'header' },
			SSN: { kind: 'social security number', by: 'header' }
		});
	});

	it('of an empty column are no finding', () => {
		expect(scan({ 'First Name': ['', ' ', '\u00a0'] })).toEqual({});
	});

	it('of a person under a header for dates of birth are found', () => {
		expect(scan({ DOB: ['123-45-6789', '1980-01-01'] })).toEqual({
			DOB: { kind: 'social security number', by: 'values' }
		});
	});

	it('under a header that may name persons are found from fewer on', () => {
		const values = many((n) => (n % 15 === 0 ? 'Maria Winterbourne' : 'Xanthe Okonkwo'));
		expect(scan({ Client: values, Column: values })).toEqual({
			Client: { kind: 'person name', by: 'values' }
		});
	});

	it('that are shared by a few are told by their share', () => {
		const looked = new Scan(['Exit reason']);
		for (const value of many((n) => (n < 3 ? 'call 617-555-0123' : 'moved'))) looked.see(0, value);
		expect(looked.findings()).toEqual([{ column: 0, kind: 'phone number', by: 'values', share: 0.05 }]);
	});
});

const LIVING = [
	'Place not meant for habitation (e.g., a vehicle, an abandoned building, bus/train/subway station/airport or anywhere outside)',
	'Emergency shelter, including hotel or motel paid for with emergency shelter voucher, Host Home shelter',
	'Staying or living with family, permanent tenure',
	'Rental by client, with other ongoing housing subsidy',
	'Client prefers not to answer'
];

describe('the samples', () => {
	/** What HMIS drops that is no direct identifier, and is not found by its header. */
	const OTHER =
		/^(ExportID|DateDeleted|City|LastPermanentCity|AssessmentLocation|Assessment(Question|Result|Answer).*|AdditionalRaceEthnicity|PreferredLanguageDifferent|VerifiedBy|LocationCrisisOrPHHousing)$/;

	it('of HMIS have every identifier that is dropped, by header where it is filled', () => {
		for (const column of columnsOf('hmis-csv'))
			if (['given', 'drop'].includes(column.treatment) && !OTHER.test(column.column))
				expect(kindOfHeader(column.column), column.column).not.toBeNull();
	});

	it.each([
		...['fy2022', 'fy2024', 'fy2026'].map((each) => [
			'hmis-csv',
			join('pipelines/sources/hmis-csv/sample', each)
		]),
		...['tiny', 'worked', 'annual'].map((each) => [
			'canonical-csv',
			join('pipelines/sources/canonical-csv/sample', each)
		]),
		['canonical-csv', 'static/templates']
	])('of %s, %s, have nothing but them and dates of birth', (format, path) => {
		for (const file of readdirSync(path).filter((each) => each.endsWith('.csv'))) {
			const records = readRecords(join(path, file));
			const headers = Object.keys(records[0] ?? {});
			const found = scan(
				Object.fromEntries(headers.map((each) => [each, records.map((row) => row[each] ?? '')]))
			);
			for (const [header, { kind }] of Object.entries(found)) {
				const column = columnsOf(format).find(
					(each) => each.file === file.slice(0, -4) && each.column.toLowerCase() === header.toLowerCase()
				);
				if (kind !== 'birth date' && column?.type !== 'zip3')
					expect(['drop', 'given'], `${file} ${header} ${kind}`).toContain(column?.treatment);
			}
			if (file === 'Client.csv')
				expect(Object.keys(found)).toEqual(expect.arrayContaining(['FirstName', 'SSN', 'DOB']));
		}
	});
});

describe('the database', () => {
	const cell = fc.oneof(
		fc.constantFrom(
			...[
				'',
				' ',
				'yes',
				'99',
				'Jane Doe',
				'DOE, JANE',
				'Maria',
				'josé',
				'Ryan White',
				'123-45-6789',
				'123456789'
			],
			...[
				'6175550123',
				'(617)555-0123',
				'a@b.org',
				'12 Elm St',
				'PO Box 1',
				'42.36012, -71.0512',
				'42.36012',
				'$1.50'
			],
			...[
				'02139-1234',
				'MRN:12345',
				'one two three four five six',
				'x'.repeat(160),
				'\u00a0Ana \n',
				'K\u212aate',
				'ſara'
			]
		),
		fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replaceAll('\0', '')),
		fc.stringMatching(/^[0-9]{9}$/),
		fc.stringMatching(/^[-0-9. ()]{9,14}$/)
	);
	const header = fc.constantFrom('a', 'Client', 'SSN', 'DOB', 'Notes', 'Phone', 'Name');

	it('finds in a table what is found value by value', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(header, { minLength: 1, maxLength: 4 }),
				fc.array(fc.array(cell, { minLength: 4, maxLength: 4 })),
				async (headers, rows) => {
					const looked = new Scan(headers);
					for (const row of rows)
						headers.forEach((_, at) => {
							looked.see(at, row[at] ?? '');
						});
					const columns = headers.map((each, at) => ({ name: `c${String(at)} "`, header: each }));
					await db.run(
						`create or replace table scanned (${columns.map((each) => `${name(each.name)} varchar`).join(', ')})`
					);
					await db.append(
						'scanned',
						rows.map((row) => row.slice(0, headers.length))
					);
					expect(await scanTable(db, 'scanned', columns)).toEqual(looked.findings());
				}
			),
			{ numRuns: 5 }
		);
	});

	it('finds any social security number, phone and e-mail address, however it is written', () => {
		const digits = (n: number) => fc.stringMatching(new RegExp(`^[0-9]{${String(n)}}$`));
		const mark = fc.constantFrom('-', '.', ' ', '/');
		const around = fc.constantFrom('', 'SSN ', 'call ', ' (home)');
		const value = fc.oneof(
			fc.tuple(around, digits(3), mark, digits(2), mark, digits(4)),
			fc.tuple(around, digits(3), mark, digits(3), mark, digits(4)),
			fc.tuple(around, fc.constant('('), digits(3), fc.constantFrom(')', ') '), digits(3), mark, digits(4)),
			fc.tuple(fc.constantFrom('', 'to '), fc.emailAddress({ size: 'small' }))
		);
		fc.assert(
			fc.property(value, (parts) => {
				expect(Object.keys(scan({ Column: [parts.join(''), ...many(() => 'none', 40)] }))).toEqual([
					'Column'
				]);
			})
		);
	});
});
