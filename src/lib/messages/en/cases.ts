import { plural } from '../plural.ts';

const cases = plural('en');
type Count = { value: number; number: string };

/** Finding a case by the source system's own id, and the page of one. */
export default {
	nav: 'Cases',
	/** Wherever the ids of cases stand. */
	ids: 'Each id is the source system’s own: by it you find the record there. The letters beside it are a made-up code that stands for it in the figures, always the same for the same one; a file has it whole.',

	find: {
		title: 'Find a case',
		lead: 'By the id that the source system gives an enrollment, a client or a household.',
		label: 'Id',
		hint: 'Whole and exactly as the source system writes it, with its zeros. Names are never in here.',
		submit: 'Find',
		none: 'None of your cases has this id',
		noneWhy:
			'Check it for a slip. A case that was entered only now is found after the next import. You see the cases that are yours to see.',
		again: 'Look for another case',
		trouble: 'The cases cannot be read',
		found: ({ value, number }: Count) => `${number} ${cases(value, { one: 'stay', other: 'stays' })} found`,
		caption: 'The stays found, newest first'
	},

	title: ({ program }: { program: string }) => `A stay in ${program}`,
	headline: {
		open: ({ program, start, days }: Record<'program' | 'start' | 'days', string>) =>
			`In ${program} since ${start}, for ${days} so far`,
		ended: ({ program, start, end, days }: Record<'program' | 'start' | 'end' | 'days', string>) =>
			`In ${program} from ${start} to ${end}, for ${days}`
	},
	known: ({ source, date }: { source: string; date: string }) => `${source}, known up to ${date}.`,
	columns: {
		enrollment: 'Enrollment',
		client: 'Client',
		household: 'Household',
		program: 'Program',
		program_type: 'Type of program',
		worker: 'Worker',
		team: 'Team',
		age_group: 'Age at the start',
		household_type: 'Type of household',
		head: 'Head of the household',
		prior_living_situation: 'Stayed before in',
		referred_on: 'Referred',
		started_on: 'Started',
		moved_in_on: 'Moved in',
		exited_on: 'Exit',
		exit_destination: 'Went to',
		days: 'Days',
		last_contact_on: 'Last contact',
		problems: 'Problems'
	},
	still: 'still there',
	yesNo: { yes: 'yes', no: 'no' },
	others: 'All stays of this client',
	lastDay: 'Worker and team are those on the last day known.',

	problems: {
		title: 'Problems in the record',
		none: 'The checks find nothing wrong in it.',
		caption: 'What the checks found in this case',
		check: 'Check',
		detail: 'What is wrong',
		remedy: 'What to do'
	},
	work: {
		title: 'Who had it',
		none: 'Nobody of yours is written down as having it.',
		caption: 'Workers with this case',
		primary: 'In charge',
		from: 'From',
		to: 'To'
	},
	records: {
		latest: ({ shown, n }: { shown: string; n: string }) => `The newest ${shown} of ${n}.`,
		none: 'Nothing is written down.',
		of: {
			contact: 'Contacts',
			document: 'Documents',
			plan: 'Service plans',
			goal: 'Goals',
			referral: 'Referrals',
			service: 'Services and payments'
		},
		columns: {
			occurred_on: 'Day',
			kind: 'Kind',
			result: 'Result',
			worker: 'Worker',
			due_on: 'Due',
			service_on: 'Written for',
			complete: 'Complete',
			audit_passed: 'Passed the audit',
			created_on: 'Made',
			review_due_on: 'Review due',
			reviewed_on: 'Reviewed',
			set_on: 'Set',
			domain: 'Field',
			target_on: 'Aimed at',
			closed_on: 'Closed',
			status: 'State',
			made_on: 'Made',
			service_type: 'Service',
			provider: 'Provider',
			result_on: 'Result on',
			provided_on: 'Day',
			amount: 'Amount'
		}
	}
};
