import type { SourceFile } from '#pipelines/suggest.ts';

/** A file of a few lines: the header, then rows, their cells divided by `|`. */
export function fileOf(name: string, text: string): SourceFile {
	const [head = [], ...samples] = text
		.trim()
		.split('\n')
		.map((line) => line.split('|').map((cell) => cell.trim()));
	return { name, headers: head, samples };
}

/**
 * Layouts of reports as agencies have them. All are made up by us after how people speak of such systems: none is a
 * vendor's format.
 */
export const LAYOUTS = {
	/** A report of forms, one line per case, with US dates. */
	formReport: fileOf(
		'Housing enrollments.csv',
		`Record ID | Participant Number | Program Name | Intake Date | Discharge Date | Reason for Discharge | Where Client Went | Assigned Worker | Gender | Race | Date Created
		 4001 | P-17 | Home First | 01/15/2026 | 03/20/2026 | Completed | Rental by client, no ongoing housing subsidy | W7 | Female | Black or African American | 01/16/2026 09:14 AM
		 4002 | P-18 | Home First | 02/03/2026 | | | | W8 | M | White | 02/03/2026 01:30 PM
		 4003 | P-17 | Safe Nights | 04/28/2026 | 05/02/2026 | Left | Jail, prison, or juvenile detention facility | W7 | Female | Black or African American | 04/29/2026 10:00 AM`
	),
	/** Touchpoints, one line per contact, beside people and their entries. */
	touchpointPeople: fileOf(
		'participants.csv',
		`Participant Site Identifier | DOB | Ethnicity | Primary Language | Veteran Status
		 100 | 1984-05-17 | Hispanic or Latino | Spanish | No
		 101 | 1990-11-02 | White | English | Client doesn't know
		 102 | 1979-01-30 | Asian | English | Yes`
	),
	touchpointEntries: fileOf(
		'program entries.csv',
		`Participant Site Identifier | Program Enrollment ID | Program ID | Program | Program Start Date | Program End Date | Dismissal Reason
		 100 | 9001 | 12 | Street Team | 2026-01-05 | | 
		 101 | 9002 | 12 | Street Team | 2026-01-20 | 2026-03-01 | Moved away
		 102 | 9003 | 14 | Home First | 2026-02-11 | | `
	),
	touchpointContacts: fileOf(
		'touchpoints.csv',
		`TouchPoint Response ID | Program Enrollment ID | Date Taken | Contact Method | Contact Outcome | Staff ID
		 1 | 9001 | 2026-01-09 | Phone | Left message | 55
		 2 | 9001 | 2026-01-14 | Home visit | Completed | 55
		 3 | 9002 | 2026-01-25 | Office visit | No Show | 56
		 4 | 9003 | 2026-02-13 | Text | Completed | 55`
	),
	/** Screens of a case system: coded headers in capitals. */
	screenExport: fileOf(
		'ENROLLMENT.csv',
		`CASE_ID | CLIENT_ID | PROJECT_NAME | PROJECT_TYPE | HOUSEHOLD_ID | RELATIONSHIP_TO_HOH | PROJECT_START_DATE | HOUSING_MOVE_IN_DATE | PROJECT_EXIT_DATE | EXIT_DESTINATION | CASE_MANAGER_ID | CREATED_DATE | LAST_MODIFIED_DATE
		 E9 | C1 | Rapid A | PH - Rapid Re-Housing | H1 | Self (head of household) | 20260110 | 20260301 | | | U4 | 2026-01-11 08:00:00 | 2026-03-02 08:00:00
		 E10 | C2 | Rapid A | PH - Rapid Re-Housing | H1 | Head of household's child | 20260110 | 20260301 | | | U4 | 2026-01-11 08:05:00 | 2026-03-02 08:00:00
		 E11 | C3 | Night One | Emergency Shelter - Night-by-Night | H2 | Self (head of household) | 20260205 | | 20260301 | Staying or living with family, temporary tenure (e.g., room, apartment, or house) | U5 | 2026-02-05 21:00:00 | 2026-03-01 09:00:00`
	),
	/** A look of an HMIS: long names, services in one file. */
	lookServices: fileOf(
		'services provided.csv',
		`Clients Unique Identifier | Enrollments Enrollment ID | Services Service Item Name | Services Start Date | Services Service Amount
		 AAA1 | 71 | Rental Assistance | 3/14/2026 | 650.00
		 AAA1 | 71 | Security Deposit | 3/02/2026 | 900.00
		 BBB2 | 72 | Case Management | 3/30/2026 | `
	),
	/** Objects with API names. */
	objectEngagements: fileOf(
		'engagements.csv',
		`Id | pmdm__Contact__c | pmdm__Program__c | pmdm__StartDate__c | pmdm__EndDate__c | pmdm__Stage__c | OwnerId | CreatedDate
		 a01A | 003A | a00X | 2026-01-05 | | Active | 005A | 2026-01-05T15:00:00.000Z
		 a01B | 003B | a00X | 2026-01-09 | 2026-02-28 | Completed | 005A | 2026-01-09T15:00:00.000Z`
	),
	/** Activities of a contact manager. */
	activityExport: fileOf(
		'activities export.csv',
		`Activity ID | Case ID | Activity Type | Activity Date | Activity Status | Added By
		 501 | 31 | Phone Call | 2026-03-02 14:00:00 | Completed | 4
		 502 | 31 | Meeting | 2026-03-09 10:00:00 | No_show | 4
		 503 | 32 | Phone Call | 2026-03-10 10:00:00 | Left Message | 6`
	),
	/** One person's spreadsheet: no ids of cases, one line per contact, the case on each. */
	plainSheet: fileOf(
		'tracking sheet.csv',
		`Client # | Program | Entry | Exit | Destination | Date of Contact | Type of Contact | Result
		 12 | Outreach | 1/5/2026 | | | 1/9/2026 | Call | Reached
		 12 | Outreach | 1/5/2026 | | | 1/22/2026 | Visit | No show
		 13 | Outreach | 1/19/2026 | 2/27/2026 | Street | 1/25/2026 | Visit | Met
		 13 | Outreach | 1/19/2026 | 2/27/2026 | Street | 2/13/2026 | Visit | Met
		 14 | Outreach | 2/2/2026 | | | | |`
	),
	staff: fileOf(
		'staff list.csv',
		`Employee ID | Team | Supervisor | Position | FTE | Joined Team
		 W7 | East | W1 | Case manager | 1.0 | 2025-02-01
		 W8 | West | W1 | Navigator | 0.5 | 2025-07-15`
	),
	exits: fileOf(
		'closed cases.csv',
		`Enrollment Number | Discharge Date | Discharge Destination
		 71 | 3/30/2026 | Section 8
		 72 | 4/18/2026 | Deceased`
	),
	openings: fileOf(
		'open cases.csv',
		`Enrollment Number | Client Number | Program Code | Enrollment Date
		 71 | 5 | RRH | 1/13/2026
		 72 | 6 | RRH | 1/14/2026
		 73 | 7 | RRH | 2/20/2026`
	),
	/** Nothing of cases. */
	inventory: fileOf(
		'inventory.csv',
		`Item | Quantity | Shelf | Supplier
		 Blankets | 40 | A | North Mills
		 Soap | 200 | B | Clean Co`
	)
};
