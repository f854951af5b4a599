import { absenceIndex, drawAbsences, type Absence } from './absences.ts';
import { drawAppeals, type Appeal } from './appeals.ts';
import { drawAssignments, workerIndex, type Assignment } from './assignments.ts';
import { drawCases, type Case } from './cases.ts';
import { drawContacts, type Contact } from './contacts.ts';
import { soil, type Dirt, type Slips } from './dirt.ts';
import { drawDocuments, type Document } from './documents.ts';
import { isLate } from './entries.ts';
import { enterStays, type Enrollment } from './enrollments.ts';
import { drawIncidents, type Incident } from './incidents.ts';
import { drawMeasures, type Assessment, type Income, type Survey } from './measures.ts';
import type { Office } from './office.ts';
import type { Person } from './people.ts';
import { drawPlans, type Goal, type Plan } from './plans.ts';
import { randomOf } from './random.ts';
import { drawReferrals, type Referral } from './referrals.ts';
import { drawServices, type Service } from './services.ts';
import { drawSupervisions, type Supervision } from './supervision.ts';

/** A made-up agency with all that it has written down, dirt included. */
export type Sample = {
	seed: number;
	/** False where nothing was planted. */
	planted: boolean;
	/** Who is among the clients; a few in enrollments are not. */
	people: Person[];
	enrollments: Enrollment[];
	assignments: Assignment[];
	contacts: Contact[];
	documents: Document[];
	plans: Plan[];
	goals: Goal[];
	referrals: Referral[];
	assessments: Assessment[];
	incomes: Income[];
	services: Service[];
	incidents: Incident[];
	appeals: Appeal[];
	surveys: Survey[];
	absences: Absence[];
	supervisions: Supervision[];
	dirt: Dirt[];
	slips: Slips;
};

export const DEFAULT_CLIENTS = 4000;
export const DEFAULT_SEED = 1;

/** How many people a scale of 1 in cases.ts gives on average; with nothing planted there are more families. */
const CLIENTS_AT_SCALE_1 = { planted: 4035, plain: 5260 };

/**
 * Makes the sample agency. Its programs and workers are always the same; the people, and what happens to
 * them, are drawn. The same numbers always give the same agency.
 * @param clients about how many people
 * @param planted false for an agency in which nothing differs but by chance: neither what is planted (truths.ts)
 * nor, within a program, any group of people, any worker or any time. Programs differ all the same.
 */
export function makeSample({
	clients,
	seed,
	planted = true
}: {
	clients: number;
	seed: number;
	planted?: boolean;
}): Sample {
	const random = randomOf(`sample agency ${String(seed)}`);
	const absences = planted ? drawAbsences(random.fork('absences')) : [];
	const scale = clients / CLIENTS_AT_SCALE_1[planted ? 'planted' : 'plain'];
	const cases = drawCases(random.fork('cases'), scale, planted);
	const assignments = drawAssignments(random.fork('assignments'), cases, absences, planted);
	const office: Office = {
		planted,
		cases,
		workerOn: workerIndex(assignments),
		isAway: absenceIndex(absences),
		isLate: planted ? isLate : () => false
	};
	const contacts = drawContacts(random.fork('contacts'), office);
	const documents = drawDocuments(random.fork('documents'), office, contacts);
	const rows = {
		people: peopleOf(cases),
		enrollments: enterStays(random.fork('enrollments'), office),
		contacts
	};
	return {
		seed,
		planted,
		assignments,
		documents,
		...drawPlans(random.fork('plans'), office),
		referrals: drawReferrals(random.fork('referrals'), office),
		...drawMeasures(random.fork('measures'), office),
		services: drawServices(random.fork('services'), office),
		incidents: drawIncidents(random.fork('incidents'), office),
		appeals: drawAppeals(random.fork('appeals'), office),
		absences,
		supervisions: drawSupervisions(random.fork('supervisions'), office),
		...soil(random.fork('dirt'), rows),
		...rows
	};
}

function peopleOf(cases: readonly Case[]): Person[] {
	const people = new Set(cases.flatMap((found) => found.stays.map((stay) => stay.person)));
	return [...people].sort((one, other) => (one.id < other.id ? -1 : 1));
}
