import { EXPORTED_AT, FIRST_DAY, LAST_DAY } from './calendar.ts';
import { ORGANIZATION, PROGRAMS, type ProgramKey } from './programs.ts';
import { INTAKE, WORKERS } from './roster.ts';
import { date, type Line, type Tables } from './tables.ts';

const EXPORT_ID = '7001';
/** A continuum that there is not. */
export const COC = 'XX-501';

/** What a project is in HMIS: its type, its funders, and, of its beds, the type of household they are for. */
const PROJECTS: Record<
	ProgramKey,
	{ type: number; funders: readonly number[]; rapid?: number; housing?: number }
> = {
	outreach: { type: 4, funders: [21] },
	shelter: { type: 0, funders: [8], housing: 1 },
	rapid: { type: 13, funders: [3, 33], rapid: 2, housing: 3 },
	supportive: { type: 3, funders: [2], housing: 2 },
	family: { type: 6, funders: [46] }
};

/** The columns of a record that say when and by whom it was entered. */
export function stamps(at: string, by: string): Line {
	return { DateCreated: at, DateUpdated: at, UserID: by, ExportID: EXPORT_ID };
}

const SET_UP = stamps('2019-01-07 09:00:00', INTAKE);

/** The files of an HMIS export about the export itself, the organization, its projects and its users. */
export function projectTables(): Tables {
	const start = date(FIRST_DAY);
	return {
		Export: [
			{
				ExportID: EXPORT_ID,
				SourceType: '1',
				SourceID: 'SAMPLE2',
				SourceName: ORGANIZATION,
				ExportDate: EXPORTED_AT,
				ExportStartDate: start,
				ExportEndDate: date(LAST_DAY),
				SoftwareName: 'Throughline sample',
				SoftwareVersion: '1',
				CSVVersion: '2026 v1',
				ExportPeriodType: '3',
				ExportDirective: '2',
				HashStatus: '3',
				ImplementationID: 'SAMPLE-2'
			}
		],
		Organization: [
			{ OrganizationID: 'O1', OrganizationName: ORGANIZATION, VictimServiceProvider: '0', ...SET_UP }
		],
		User: WORKERS.map(({ id, activeFrom }) => ({
			UserID: id,
			DateCreated: `${date(activeFrom)} 09:00:00`,
			DateUpdated: `${date(activeFrom)} 09:00:00`,
			ExportID: EXPORT_ID
		})),
		Project: PROGRAMS.map(({ key, id, name, operatingFrom }) => ({
			ProjectID: id,
			OrganizationID: 'O1',
			ProjectName: name,
			OperatingStartDate: date(operatingFrom),
			ContinuumProject: '1',
			ProjectType: String(PROJECTS[key].type),
			HousingType: PROJECTS[key].housing === undefined ? '' : '1',
			RRHSubType: String(PROJECTS[key].rapid ?? ''),
			TargetPopulation: '4',
			...SET_UP
		})),
		ProjectCoC: PROGRAMS.map(({ id }) => ({
			ProjectCoCID: `${id}-1`,
			ProjectID: id,
			CoCCode: COC,
			Geocode: '999999',
			State: 'XX',
			GeographyType: '2',
			...SET_UP
		})),
		HMISParticipation: PROGRAMS.map(({ id, operatingFrom }) => ({
			HMISParticipationID: `${id}-1`,
			ProjectID: id,
			HMISParticipationType: '1',
			HMISParticipationStatusStartDate: date(operatingFrom),
			...SET_UP
		})),
		Funder: PROGRAMS.flatMap(({ key, id, operatingFrom }) =>
			PROJECTS[key].funders.map((funder) => ({
				FunderID: `${id}-${String(funder)}`,
				ProjectID: id,
				Funder: String(funder),
				GrantID: `SAMPLE-${id}`,
				StartDate: date(operatingFrom),
				...SET_UP
			}))
		),
		Inventory: PROGRAMS.filter(({ capacity }) => capacity !== null).map(
			({ key, id, capacity, operatingFrom }) => ({
				InventoryID: `${id}-1`,
				ProjectID: id,
				CoCCode: COC,
				HouseholdType: key === 'rapid' ? '3' : '1',
				Availability: key === 'shelter' ? '1' : '',
				UnitInventory: String(capacity),
				BedInventory: String(capacity),
				OtherBedInventory: String(capacity),
				ESBedType: key === 'shelter' ? '1' : '',
				InventoryStartDate: date(operatingFrom),
				...SET_UP
			})
		)
	};
}
