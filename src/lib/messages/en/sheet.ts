import { plural } from '../plural.ts';

const cases = plural('en');
type Count = { value: number; number: string };

/** The sheet for a one-to-one with a worker, and the log of supervision meetings. */
export default {
	title: ({ worker }: { worker: string }) => `One-to-one with ${worker}`,
	/** On the sheet of who reads it. */
	own: 'My one-to-one',
	open: ({ worker }: { worker: string }) => `The sheet for a one-to-one with ${worker}`,
	link: 'Sheet',
	column: 'One-to-one',
	toOwn: 'The sheet for my one-to-one, and what was agreed in the last',
	back: 'What is due',
	backOwn: 'My work',
	print: 'It prints on one page.',
	team: ({ team, fte, away }: { team: string; fte: string | null; away: string | null }) =>
		`${team}${fte === null ? '' : `, ${fte} of full time`}${away === null ? '' : `. Away: ${away}`}.`,

	households: {
		title: ({ value, number }: Count) =>
			`${number} ${cases(value, { one: 'household', other: 'households' })}`,
		caption: 'Households on the last day known, by what is to be done first',
		none: 'No household is this worker’s on the last day known.',
		columns: {
			case: 'Household',
			program: 'Program',
			days: 'Enrolled',
			moved: 'Moved in',
			contact: 'Last contact',
			next: 'To do first',
			found: 'To mend in the record'
		},
		days: ({ value, number, date }: Count & { date: string }) =>
			`${number} ${cases(value, { one: 'day', other: 'days' })}, since ${date}`,
		notYet: 'not yet',
		never: 'none yet',
		more: ({ number }: { number: string }) => `and ${number} more`,
		times: ({ title, number }: { title: string; number: string }) => `${title} (${number})`
	},
	others: {
		title: 'Due in other cases',
		lead: 'In cases that ended, or of which the head of the household is somebody else’s.',
		caption: 'Things that are overdue or fall due in the week in cases that are not above'
	},
	mends: {
		title: 'Where to mend it',
		where: ({ where }: { where: string }) => `In ${where}.`
	},

	last: {
		title: 'Agreed last time',
		none: 'Nothing that was agreed is open.',
		caption: 'What was agreed, and what became of it',
		columns: { what: 'What', who: 'By whom', until: 'Until', state: 'State' },
		on: ({ date }: { date: string }) => `agreed on ${date}`,
		states: {
			open: 'open',
			done: 'done',
			'carried on': 'carried on',
			dropped: 'dropped'
		},
		late: 'its day is over'
	},
	blank: {
		title: 'Agreed today',
		caption: 'Lines to write on',
		topics: 'What we talked about',
		next: 'We meet again on'
	},

	log: {
		title: 'Supervision log',
		who: 'The worker, whoever leads them and the administrators can read it. Nothing in it is ever changed: what is corrected stays to be read.',
		none: 'No meeting was written down yet.',
		held: ({ date }: { date: string }) => `Held on ${date}`,
		fellOut: ({ date }: { date: string }) => `Did not take place, planned for ${date}`,
		plannedFor: ({ date }: { date: string }) => `planned for ${date}`,
		unplanned: 'not planned',
		next: ({ date }: { date: string }) => `The next one: ${date}.`,
		by: ({ by, at }: { by: string; at: string }) => `Written down by ${by}, ${at}.`,
		corrected: ({ by, at, reason }: { by: string; at: string; reason: string }) =>
			`Corrected by ${by}, ${at}: ${reason}`,
		before: 'What was written before',
		correct: 'Correct',
		correctOf: ({ date }: { date: string }) => `Correct what is written of the meeting of ${date}`,
		agreed: 'Agreed',
		unsent: 'The figure “Supervision held” does not have it yet.',
		send: 'Bring it to the figures now',
		kept: 'The meeting is written down',
		keptCorrection: 'The correction is written down',
		keptMore: 'The figures have it in a moment; it counts once its planned day is 14 days ago.',
		counts:
			'A planned meeting that is written down here counts in “Supervision held”, as an upload of its own that can be taken back. A later full export that has supervision meetings itself has the last word.'
	},

	form: {
		title: 'Write the meeting down',
		correct: ({ date }: { date: string }) => `Correct the meeting of ${date}`,
		cancel: 'Leave it as it is',
		names: 'Write ids of cases, never names of clients: nobody can find them here to delete them.',
		meeting: 'Which meeting',
		meetingHint: 'Those that were planned and of which nobody has said yet whether they took place.',
		other: 'Another one',
		plannedOn: 'The other one was planned for',
		plannedOnHint: 'Leave it empty where nobody planned it; the figure then leaves it out.',
		heldOn: 'Held on',
		fellOut: 'It did not take place',
		topics: 'What we talked about',
		topicsOut: 'Of a meeting that fell out: why.',
		nextOn: 'The next one is planned for',
		nextOnHint: 'From that day on the figure asks whether it took place.',
		steps: 'What became of what was agreed',
		step: ({ what }: { what: string }) => `${what}: what became of it`,
		stepUntil: ({ what }: { what: string }) => `${what}: carried on until`,
		stay: 'as it was',
		agreed: 'Agreed today',
		what: ({ number }: { number: string }) => `What, ${number}`,
		who: ({ number }: { number: string }) => `By whom, ${number}`,
		until: ({ number }: { number: string }) => `Until, ${number}`,
		reason: 'Why it is corrected',
		submit: 'Write it down',
		submitCorrection: 'Write the correction down',
		sample: 'This is the sample agency: no meeting is written down in it.',
		slips: {
			meeting: { unknown: 'Choose one of the list.' },
			planned_on: {
				day: 'Give a day, such as 2026-12-15.',
				future: 'Give today or a day before it.',
				listed: 'A meeting of that day is in the list: choose it there.',
				needed: 'Say for which day it was planned.'
			},
			held_on: {
				needed: 'Give the day, or say that it did not take place.',
				day: 'Give a day, such as 2026-12-15.',
				future: 'Give today or a day before it.',
				both: 'Either give the day or say that it did not take place.'
			},
			next_on: { day: 'Give a day, such as 2026-12-15.', past: 'Give a day after this meeting.' },
			topics: { needed: 'Say what it was about, in a few words.', long: 'Say it in at most 4,000 letters.' },
			reason: { needed: 'Say why, in a few words.', long: 'Say it in at most 500 letters.' },
			agreed: {
				what: 'Say what is to be done.',
				who: 'Say by whom.',
				day: 'Give a day, such as 2026-12-15.',
				long: 'Say it in at most 300 letters.'
			},
			steps: { day: 'Give a day, such as 2026-12-15.' }
		}
	}
};
