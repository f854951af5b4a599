import type { Assignment } from './assignments.ts';
import { EXPORTED_AT, FIRST_DAY, LAST_DAY } from './calendar.ts';
import type { Contact } from './contacts.ts';
import type { Entry } from './entries.ts';
import { SURVEY_MAX } from './measures.ts';
import { ORGANIZATION, PROGRAMS } from './programs.ts';
import { MEMBERSHIPS, WORKERS } from './roster.ts';
import type { Sample } from './sample.ts';
import { amount, date, time, type Line, type Tables } from './tables.ts';

const yesNo = (value: boolean | null) => (value === null ? '' : value ? 'yes' : 'no');
const recorded = (entry: Entry | null): Line => ({ recorded_at: time(entry), recorded_by: entry?.by ?? '' });

/** The sample agency in the files of canonical CSV: every table. */
export function canonicalTables(sample: Sample): Tables {
	return {
		...aboutTables(),
		...peopleTables(sample),
		...rosterTables(sample),
		...workTables(sample),
		...planTables(sample),
		...measureTables(sample)
	};
}

function aboutTables(): Tables {
	return {
		about: [
			{
				source_name: ORGANIZATION,
				exported_at: EXPORTED_AT,
				period_from: date(FIRST_DAY),
				period_to: date(LAST_DAY),
				kind: 'full'
			}
		],
		program: PROGRAMS.map((program) => ({
			program_id: program.id,
			name: program.name,
			program_type: program.type,
			organization: ORGANIZATION,
			site: program.site,
			funders: program.funders,
			operating_from: date(program.operatingFrom),
			capacity: program.capacity === null ? '' : String(program.capacity)
		}))
	};
}

function peopleTables({ people, enrollments }: Sample): Tables {
	return {
		client: people.map((person) => ({
			client_id: person.id,
			birth_date: date(person.birth),
			sex_or_gender: person.sex,
			race_ethnicity: person.race,
			veteran: person.veteran,
			disabling_condition: person.disabling,
			language: person.language,
			zip3: person.zip3,
			recorded_at: time(person.entry),
			recorded_by: person.entry?.by ?? ''
		})),
		enrollment: enrollments.map((each) => ({
			enrollment_id: each.id,
			client_id: each.person.id,
			household_id: each.case.id,
			is_head_of_household: yesNo(each.isHead),
			program_id: each.case.program.id,
			referred_on: date(each.case.referredOn),
			started_on: date(each.startedOn),
			start_recorded_at: time(each.start),
			engaged_on: date(each.engagedOn),
			moved_in_on: date(each.movedInOn),
			exited_on: date(each.exitedOn),
			exit_recorded_at: time(each.exit),
			exit_recorded_by: each.exit?.by ?? '',
			exit_destination: each.destination ?? '',
			exit_reason: each.exitReason ?? '',
			completed_program: yesNo(each.completed),
			prior_living_situation: each.case.before,
			homeless_since: date(each.case.homelessSince),
			...recorded(each.start)
		}))
	};
}

function rosterTables({ assignments, absences, supervisions }: Sample): Tables {
	return {
		worker: WORKERS.map((worker) => ({
			worker_id: worker.id,
			display_name: worker.name,
			role: worker.role,
			fte: worker.fte.toFixed(1),
			active_from: date(worker.activeFrom),
			active_to: date(worker.activeTo)
		})),
		team_membership: MEMBERSHIPS.map(({ worker, team, supervisor, from, to }) => ({
			worker_id: worker,
			team,
			supervisor_id: supervisor,
			valid_from: date(from),
			valid_to: date(to)
		})),
		absence: absences.map(({ worker, from, to }) => ({
			worker_id: worker,
			valid_from: date(from),
			valid_to: date(to)
		})),
		assignment: assignments.flatMap(assignmentLines),
		supervision: supervisions.map(({ id, worker, supervisor, plannedOn, heldOn }) => ({
			supervision_id: id,
			worker_id: worker,
			supervisor_id: supervisor,
			planned_on: date(plannedOn),
			held_on: date(heldOn)
		}))
	};
}

/** A line for each member of the household, as long as both are there. */
function assignmentLines({ case: found, worker, primary, from, to }: Assignment): Line[] {
	return found.stays
		.map((stay) => ({
			stay,
			begins: Math.max(from, stay.startedOn),
			ends: stay.exitedOn === null ? to : Math.min(to ?? stay.exitedOn, stay.exitedOn)
		}))
		.filter(({ begins, ends }) => ends === null || begins <= ends)
		.map(({ stay, begins, ends }) => ({
			enrollment_id: stay.id,
			worker_id: worker,
			primary: yesNo(primary),
			valid_from: date(begins),
			valid_to: date(ends)
		}));
}

function workTables({ contacts, documents, services, incidents, slips }: Sample): Tables {
	const line = (contact: Contact): Line => ({
		contact_id: contact.id,
		enrollment_id: contact.stay.id,
		worker_id: contact.worker,
		occurred_on: slips.undated.has(contact.id) ? '' : date(contact.on),
		kind: contact.kind,
		scheduled: yesNo(contact.scheduled),
		result: contact.result,
		...recorded(contact.entry)
	});
	return {
		contact: contacts.flatMap((contact) =>
			slips.doubled.has(contact.id) ? [line(contact), line(contact)] : [line(contact)]
		),
		document: documents.map((each) => ({
			document_id: each.id,
			enrollment_id: each.stay.id,
			worker_id: each.worker,
			kind: each.kind,
			service_on: date(each.serviceOn),
			due_on: date(each.dueOn),
			complete: yesNo(each.complete),
			audit_passed: yesNo(each.auditPassed),
			...recorded(each.entry)
		})),
		service: services.map((each) => ({
			service_id: each.id,
			enrollment_id: each.stay.id,
			kind: each.kind,
			provided_on: date(each.providedOn),
			amount: amount(each.amount),
			...recorded(each.entry)
		})),
		incident: incidents.map((each) => ({
			incident_id: each.id,
			enrollment_id: each.stay.id,
			worker_id: each.worker ?? '',
			reported_at: each.reportedAt,
			responded_at: each.respondedAt ?? '',
			closed_at: each.closedAt ?? '',
			result: each.result,
			...recorded(each.entry)
		}))
	};
}

function planTables({ plans, goals, referrals, appeals }: Sample): Tables {
	return {
		plan: plans.map((each) => ({
			plan_id: each.id,
			enrollment_id: each.stay.id,
			created_on: date(each.createdOn),
			review_due_on: date(each.reviewDueOn),
			reviewed_on: date(each.reviewedOn),
			...recorded(each.entry)
		})),
		goal: goals.map((each) => ({
			goal_id: each.id,
			enrollment_id: each.stay.id,
			domain: each.domain,
			set_on: date(each.setOn),
			target_on: date(each.targetOn),
			closed_on: date(each.closedOn),
			status: each.status,
			...recorded(each.entry)
		})),
		referral: referrals.map((each) => ({
			referral_id: each.id,
			enrollment_id: each.stay.id,
			service_type: each.serviceType,
			provider: each.provider,
			made_on: date(each.madeOn),
			result: each.result,
			result_on: date(each.resultOn),
			...recorded(each.entry)
		})),
		appeal: appeals.map((each) => ({
			appeal_id: each.id,
			enrollment_id: each.stay.id,
			kind: each.kind,
			program: each.program,
			filed_on: date(each.filedOn),
			decided_on: date(each.decidedOn),
			result: each.result,
			...recorded(each.entry)
		}))
	};
}

function measureTables({ assessments, incomes, surveys }: Sample): Tables {
	return {
		assessment: assessments.map((each) => ({
			assessment_id: each.id,
			enrollment_id: each.stay.id,
			kind: each.kind,
			measure: each.measure,
			score: String(each.score),
			assessed_on: date(each.assessedOn),
			stage: each.stage,
			...recorded(each.entry)
		})),
		income: incomes.map((each) => ({
			income_id: each.id,
			enrollment_id: each.stay.id,
			client_id: each.stay.person.id,
			assessed_on: date(each.assessedOn),
			stage: each.stage,
			earned: amount(each.earned),
			other: amount(each.other),
			total: amount(each.earned === null || each.other === null ? null : each.earned + each.other),
			...recorded(each.entry)
		})),
		survey: surveys.map((each) => ({
			survey_id: each.id,
			enrollment_id: each.stay.id,
			invited_on: date(each.invitedOn),
			answered_on: date(each.answeredOn),
			score: each.score === null ? '' : String(each.score),
			scale_max: String(SURVEY_MAX),
			...recorded(each.entry)
		}))
	};
}
