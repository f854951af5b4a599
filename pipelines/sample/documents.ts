import { EXPORTED_ON, LAST_DAY, type Day } from './calendar.ts';
import type { Case, Stay } from './cases.ts';
import type { Contact } from './contacts.ts';
import { writeDown, type Entry } from './entries.ts';
import { finish, headOf, workerOf, type Office } from './office.ts';
import type { ProgramKey } from './programs.ts';
import type { Random } from './random.ts';

/** A document that was due or written; `entry` is null while it is missing. */
export type Document = {
	id: string;
	stay: Stay;
	worker: string;
	kind: string;
	serviceOn: Day;
	dueOn: Day;
	complete: boolean;
	auditPassed: boolean | null;
	entry: Entry | null;
};

/** A document that a stay calls for: from which event, and how many days after it. */
type Rule = {
	kind: string;
	programs: readonly ProgramKey[];
	of: 'start' | 'move-in' | 'exit';
	within: number;
};

const HOUSING = ['rapid', 'supportive'] as const;
const RULES: readonly Rule[] = [
	{ kind: 'intake', programs: ['outreach', 'shelter', ...HOUSING, 'family'], of: 'start', within: 3 },
	{ kind: 'homelessness verification', programs: HOUSING, of: 'start', within: 14 },
	{ kind: 'assessment', programs: ['shelter', ...HOUSING, 'family'], of: 'start', within: 14 },
	{ kind: 'service plan', programs: [...HOUSING, 'family'], of: 'start', within: 30 },
	{ kind: 'inspection', programs: HOUSING, of: 'move-in', within: 0 },
	{ kind: 'lease', programs: HOUSING, of: 'move-in', within: 7 },
	{ kind: 'exit summary', programs: ['shelter', ...HOUSING, 'family'], of: 'exit', within: 7 }
];
const REEVALUATION_DAYS = 90;
const NOTE_WITHIN = 3;
const ON_TIME = 0.9;
const ON_TIME_BY_LATE_TEAM = 0.65;
const NEVER_WRITTEN = 0.2;
const INCOMPLETE = 0.02;
const AUDITED = 0.12;
const AUDIT_PASSED = 0.9;

/**
 * Draws the documents of all heads of household: those that a stay calls for, and a progress note for each
 * appointment that was kept.
 */
export function drawDocuments(random: Random, office: Office, contacts: readonly Contact[]): Document[] {
	const called = office.cases.flatMap((found) => {
		const own = random.fork(found.id);
		return duties(found).map(([kind, serviceOn, dueOn]) =>
			drawDocument(own, office, found, kind, serviceOn, dueOn)
		);
	});
	const notes = contacts
		.filter(
			({ stay, kind, scheduled, result }) =>
				stay.isHead && scheduled && kind === 'visit' && result === 'attended'
		)
		.map(({ id, stay, worker, on, entry }): Document => {
			const own = random.fork(id);
			const complete = !own.chance(INCOMPLETE);
			const auditPassed = drawAudit(own);
			return {
				id: '',
				stay,
				worker,
				kind: 'progress note',
				serviceOn: on,
				dueOn: on + NOTE_WITHIN,
				complete,
				auditPassed,
				entry
			};
		});
	return finish([...called, ...notes], 'D', (document) => document.serviceOn);
}

/** What a case calls for: the kind of document, the day that it is of, and the day by which it is due. */
function duties(found: Case): [kind: string, serviceOn: Day, dueOn: Day][] {
	const { key } = found.program;
	const days = { start: found.startedOn, 'move-in': found.movedInOn, exit: found.exitedOn };
	const called: [string, Day, Day][] = [];
	for (const { kind, programs, of, within } of RULES) {
		const day = days[of];
		if (day !== null && programs.includes(key)) called.push([kind, day, day + within]);
	}
	if (key === 'rapid')
		for (
			let day = found.startedOn + REEVALUATION_DAYS;
			day <= (found.exitedOn ?? LAST_DAY);
			day += REEVALUATION_DAYS
		)
			called.push(['eligibility re-evaluation', day - 10, day]);
	return called;
}

function drawDocument(
	own: Random,
	office: Office,
	found: Case,
	kind: string,
	serviceOn: Day,
	dueOn: Day
): Document {
	const worker = office.workerOn(found, serviceOn) ?? workerOf(office, found, dueOn);
	const lag = drawLag(own, dueOn - serviceOn, office.isLate(worker, serviceOn));
	const written = lag === null ? null : writeDown(own, serviceOn, lag, worker, office.isAway);
	const entry = written !== null && written.on <= EXPORTED_ON ? written : null;
	const complete = entry !== null && !own.chance(INCOMPLETE);
	const auditPassed = entry === null ? null : drawAudit(own);
	return { id: '', stay: headOf(found), worker, kind, serviceOn, dueOn, complete, auditPassed, entry };
}

/** Days until a document is written that is due after `within` days; null where it never is. */
function drawLag(own: Random, within: number, late: boolean): number | null {
	if (own.chance(late ? ON_TIME_BY_LATE_TEAM : ON_TIME)) return own.integer(0, within);
	if (own.chance(NEVER_WRITTEN)) return null;
	return within + 1 + Math.round(own.exponential(late ? 16 : 10));
}

function drawAudit(own: Random): boolean | null {
	return own.chance(AUDITED) ? own.chance(AUDIT_PASSED) : null;
}
