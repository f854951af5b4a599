import { filesOf, columnsOfFile } from '../sources/format.ts';
import { livingSituation, readCodes } from './destinations.ts';
import type { Enrollment } from './enrollments.ts';
import type { Entry } from './entries.ts';
import { COC, projectTables, stamps } from './hmis-projects.ts';
import { ageOn, isAdult, type Person } from './people.ts';
import type { Sample } from './sample.ts';
import { amount, date, time, type Line, type Tables } from './tables.ts';

const YES_NO: Record<string, string> = {
	yes: '1',
	no: '0',
	'does not know': '8',
	declined: '9',
	'not collected': '99'
};
const SEX: Record<string, string> = { female: '0', male: '1', declined: '9', 'not collected': '99' };
const RACES: Record<string, readonly string[]> = {
	'American Indian, Alaska Native or Indigenous': ['AmIndAKNative'],
	Asian: ['Asian'],
	'Black, African American or African': ['BlackAfAmerican'],
	'Hispanic or Latina/e/o': ['HispanicLatinao'],
	'Middle Eastern or North African': ['MidEastNAfrican'],
	'Native Hawaiian or Pacific Islander': ['NativeHIPacific'],
	White: ['White'],
	'more than one race': ['BlackAfAmerican', 'White']
};
const RACE_COLUMNS = [
	'AmIndAKNative',
	'Asian',
	'BlackAfAmerican',
	'HispanicLatinao',
	'MidEastNAfrican',
	'NativeHIPacific',
	'White'
];
const STAGES = { start: '1', update: '2', exit: '3', annual: '5' } as const;

const stamped = (entry: Entry): Line => stamps(time(entry), entry.by);

/** The sample agency in the files of an HMIS CSV export (FY2026): what HMIS has a place for, all 24 files. */
export function hmisTables(sample: Sample): Tables {
	const files = filesOf('hmis-csv').filter((file) =>
		columnsOfFile('hmis-csv', file).some((column) => column.versions.includes('2026'))
	);
	return {
		...Object.fromEntries(files.map((file) => [file, []])),
		...projectTables(),
		Client: sample.people.map(clientLine),
		...stayTables(sample.enrollments),
		...workTables(sample)
	};
}

function clientLine(person: Person): Line {
	const races = RACES[person.race];
	return {
		PersonalID: person.id,
		NameDataQuality: '99',
		SSNDataQuality: '99',
		DOB: date(person.birth),
		DOBDataQuality: person.birth === null ? '99' : '1',
		Sex: SEX[person.sex] ?? '99',
		...(races
			? Object.fromEntries(RACE_COLUMNS.map((column) => [column, races.includes(column) ? '1' : '0']))
			: { RaceNone: YES_NO[person.race] ?? '99' }),
		VeteranStatus: YES_NO[person.veteran] ?? '99',
		...(person.entry === null ? {} : stamped(person.entry))
	};
}

function stayTables(enrollments: readonly Enrollment[]): Tables {
	return {
		Enrollment: enrollments.map((each) => {
			const before = livingSituation(each.case.before);
			return {
				EnrollmentID: each.id,
				PersonalID: each.person.id,
				ProjectID: each.case.program.id,
				EntryDate: date(each.startedOn),
				HouseholdID: each.case.id,
				RelationshipToHoH: each.isHead ? '1' : relationship(each),
				EnrollmentCoC: each.isHead ? COC : '',
				LivingSituation: before.code,
				RentalSubsidyType: before.subsidy,
				DateToStreetESSH: date(each.case.homelessSince),
				DisablingCondition: YES_NO[each.person.disabling] ?? '99',
				DateOfEngagement: date(each.engagedOn),
				MoveInDate: date(each.movedInOn),
				...stamped(each.start)
			};
		}),
		Exit: enrollments.flatMap((each) => {
			if (each.exitedOn === null || each.exit === null) return [];
			const to = each.destination === null ? null : livingSituation(each.destination);
			return [
				{
					ExitID: `X-${each.id}`,
					EnrollmentID: each.id,
					PersonalID: each.person.id,
					ExitDate: date(each.exitedOn),
					Destination: to?.code ?? '',
					DestinationSubsidyType: to?.subsidy ?? '',
					ProjectCompletionStatus: each.completed === null ? '' : each.completed ? '1' : '2',
					...stamped(each.exit)
				}
			];
		})
	};
}

/** HMIS: 2 a child of the head, 3 a partner, 4 another relative. */
function relationship(each: Enrollment): string {
	if (isAdult(each.person, each.startedOn)) return '3';
	return (ageOn(each.person, each.startedOn) ?? 0) < 0 ? '4' : '2';
}

/** What HMIS can carry of the work: outreach contacts, funded services, events, incomes and assessments. */
function workTables({ contacts, services, referrals, incomes, assessments, slips }: Sample): Tables {
	const records = new Map(readCodes('record_type').map(({ kind = '', code = '' }) => [kind, code]));
	const outreach = contacts.filter((each) => each.kind === 'outreach' && each.result === 'attended');
	return {
		CurrentLivingSituation: outreach
			.flatMap((each) => (slips.doubled.has(each.id) ? [each, each] : [each]))
			.map((each) => ({
				CurrentLivingSitID: each.id,
				EnrollmentID: each.stay.id,
				PersonalID: each.stay.person.id,
				InformationDate: slips.undated.has(each.id) ? '' : date(each.on),
				CurrentLivingSituation: livingSituation('place not meant for habitation').code,
				...stamped(each.entry)
			})),
		Services: services
			.filter((each) => records.has(each.kind))
			.map((each) => ({
				ServicesID: each.id,
				EnrollmentID: each.stay.id,
				PersonalID: each.stay.person.id,
				DateProvided: date(each.providedOn),
				RecordType: records.get(each.kind) ?? '',
				TypeProvided: '2',
				FAAmount: amount(each.amount),
				...stamped(each.entry)
			})),
		Event: eventLines(referrals),
		IncomeBenefits: incomes.map((each) => {
			const known = each.earned !== null && each.other !== null;
			const total = (each.earned ?? 0) + (each.other ?? 0);
			return {
				IncomeBenefitsID: each.id,
				EnrollmentID: each.stay.id,
				PersonalID: each.stay.person.id,
				InformationDate: date(each.assessedOn),
				IncomeFromAnySource: known ? (total > 0 ? '1' : '0') : '99',
				TotalMonthlyIncome: known && total > 0 ? amount(total) : '',
				Earned: known ? (each.earned ? '1' : '0') : '',
				EarnedAmount: known && each.earned ? amount(each.earned) : '',
				OtherIncomeSource: known ? (each.other ? '1' : '0') : '',
				OtherIncomeAmount: known && each.other ? amount(each.other) : '',
				DataCollectionStage: STAGES[each.stage],
				...stamped(each.entry)
			};
		}),
		Assessment: assessments
			.filter((each) => each.kind === 'housing needs')
			.map((each) => ({
				AssessmentID: each.id,
				EnrollmentID: each.stay.id,
				PersonalID: each.stay.person.id,
				AssessmentDate: date(each.assessedOn),
				AssessmentType: '3',
				AssessmentLevel: '2',
				PrioritizationStatus: '1',
				...stamped(each.entry)
			}))
	};
}

/**
 * Referrals as coordinated-entry events. HMIS has codes for housing and funds; of other services it only
 * knows that there was no capacity, or that the person was not eligible.
 */
function eventLines(referrals: Sample['referrals']): Line[] {
	const codes = new Map(
		readCodes('event')
			.filter(({ result }) => result === '')
			.map(({ code = '', service_type: type = '' }) => [type, code])
	);
	const results: Partial<Record<string, string>> = {
		connected: '1',
		'refused by client': '2',
		'not eligible': '3',
		'no capacity': '3'
	};
	const missing: Partial<Record<string, string>> = { 'not eligible': '8', 'no capacity': '9' };
	return referrals.flatMap((each) => {
		const named = codes.get(each.serviceType);
		const event = named ?? missing[each.result];
		if (event === undefined) return [];
		const result = named === undefined ? '' : (results[each.result] ?? '');
		return [
			{
				EventID: each.id,
				EnrollmentID: each.stay.id,
				PersonalID: each.stay.person.id,
				EventDate: date(each.madeOn),
				Event: event,
				ReferralResult: result,
				ResultDate: result === '' ? '' : date(each.resultOn),
				...stamped(each.entry)
			}
		];
	});
}
