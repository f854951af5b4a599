import { plural } from '../plural.ts';

const cases = plural('en');
type Count = { value: number; number: string };

const things = ({ value, number }: Count) => `${number} ${cases(value, { one: 'thing', other: 'things' })}`;
const households = ({ value, number }: Count) =>
	`${number} ${cases(value, { one: 'household', other: 'households' })}`;
const days = ({ value, number }: Count) => `${number} ${cases(value, { one: 'day', other: 'days' })}`;
const are = ({ value }: Count) => cases(value, { one: 'is', other: 'are' });

/** What is due, for who leads a team and for who does it. */
export default {
	/** What is said first of a list. */
	headline: ({ over, households: of, week }: Record<'over' | 'households' | 'week', Count>) => {
		const falls = cases(week.value, { one: 'falls', other: 'fall' });
		if (over.value > 0)
			return `${things(over)} ${are(over)} overdue in ${households(of)}, and ${week.number} more ${falls} due in the week after`;
		return `Nothing is overdue; ${things(week)} ${falls} due in the week after`;
	},
	team: {
		nav: 'What is due',
		title: 'What is due'
	},
	mine: {
		nav: 'My work',
		title: 'What I have to do',
		unlinked: 'Your account is not linked to a worker in the data',
		unlinkedMend:
			'Ask whoever looks after the accounts to choose which worker you are. Until then there is nothing to show here.',
		of: ({ worker }: { worker: string }) => `The work of ${worker}`,
		next: 'To do first',
		shared: 'not in your hands alone',
		cases: 'My cases',
		casesCaption: 'Households that are yours on the last day known, the newest first',
		noCases: 'No household is yours on the last day known.',
		deadlines: 'My deadlines',
		figures: 'My figures',
		figuresLead:
			'As your supervisor sees them: the same figures, with the same limits, and silent in the same places. They are about the last twelve months, and no order of workers is made of them anywhere.',
		figuresCaption: 'My figures of the last twelve months',
		noFigures: 'There is no figure of yours in the last twelve months.',
		working: 'Your figures are being worked out …',
		failed: 'Your figures could not be worked out just now. Load the page again in a moment.',
		columns: {
			figure: 'Figure',
			mine: 'Mine',
			people: 'People',
			peers: 'Middle half of the others',
			position: 'What may be said of it'
		},
		looked: 'Who looked at them',
		lookedLead:
			'Pages about you alone that others opened in the last 90 days. Lists of a whole team or of the agency are not told here one by one.',
		nobodyLooked: 'Nobody opened a page about you alone.',
		lookedCaption: 'Who looked at a page about me, newest first',
		lookedColumns: { at: 'When', who: 'Who', what: 'What' }
	},
	/** Which day it is counted on, and how old that is. */
	known: ({ date, age }: { date: string; age: string }) =>
		`As it was on ${date}, the last day known (${age}). What was done since is not in it.`,
	whose: 'Each case is with who has it now; where none is assigned, with who entered the record.',

	lists: {
		label: 'Show',
		now: 'Overdue or due in the week',
		over: 'Overdue',
		week: 'Due in the week after',
		since: 'Due since then',
		'put-off': 'Put off'
	},
	counted: ({ name, number }: { name: string; number: string }) => `${name} (${number})`,
	since: ({ date, today }: { date: string; today: string }) =>
		`These have their last day between ${date} and a week from today, ${today}. The data ends before it: some may be done already.`,
	kinds: { label: 'Kind', all: 'All kinds' },
	list: 'What is to be done',
	caption: 'What is due, by its last day',
	none: {
		now: 'Nothing is overdue, and nothing falls due in the week after.',
		over: 'Nothing is overdue.',
		week: 'Nothing falls due in the week after.',
		since: 'Nothing has its last day since then.',
		'put-off': 'Nothing is put off.'
	},
	noneWith: 'Other filters may show more.',
	columns: {
		choose: 'Choose',
		what: 'What',
		case: 'Case',
		program: 'Program',
		worker: 'Worker',
		due: 'Last day',
		over: 'When last known',
		today: 'Today'
	},
	/** What a thing is called in a list, by its kind; an agency's own kinds have their own words. */
	says: {
		documents: ({ what }) => what ?? 'document',
		'plan-reviews': () => 'plan review',
		'annual-assessments': () => 'annual assessment',
		contacts: ({ what, isOver }) =>
			!isOver ? 'next contact' : what === 'never' ? 'no contact yet' : 'no contact',
		waits: ({ waits }) => waits ?? 'a long wait'
	} as Record<string, (said: { what: string | null; waits: string | null; isOver: boolean }) => string>,
	/** Since when, by its kind. */
	sinceDay: {
		documents: ({ date }) => `of ${date}`,
		'plan-reviews': ({ date }) => `of the plan of ${date}`,
		'annual-assessments': ({ date }) => `for the anniversary on ${date}`,
		contacts: ({ date }) => `the last on ${date}`
	} as Record<string, (said: { date: string }) => string>,
	sinceStart: ({ date }: { date: string }) => `enrolled since ${date}`,
	sinceThen: ({ date }: { date: string }) => `since ${date}`,
	/** Days from the last day: less than 0 before it; `number` is without its sign. */
	over: ({ value, number }: Count) => {
		if (value === 0) return 'on that day';
		return value > 0 ? `${days({ value, number })} over` : `in ${days({ value: -value, number })}`;
	},
	exited: ({ date }: { date: string }) => `left on ${date}`,
	putOffUntil: ({ until, by, reason }: Record<'until' | 'by' | 'reason', string>) =>
		`Put off until ${until} by ${by}: ${reason}`,
	download: 'Download the list as CSV',

	putOff: {
		title: 'Put what is chosen off',
		lead: 'What nobody can do now, or what is settled in another way. It is out of the list until the day, and still counted as put off, with the reason and your name.',
		until: 'Until',
		untilHint: 'From that day on it is back in the list. A year at most.',
		reason: 'Why',
		reasonHint: 'In a few words, without the name of a client.',
		submit: 'Put off',
		wake: 'Take up what is chosen again',
		wakeLead: 'It is back in the list at once.',
		choose: ({ what }: { what: string }) => `Choose: ${what}`,
		sample: 'This is the sample agency: nothing is put off in it.',
		done: (count: Count) => `${things(count)} ${cases(count.value, { one: 'is', other: 'are' })} put off`,
		woken: (count: Count) => `${things(count)} ${are(count)} back in the list`,
		slips: {
			things: { none: 'Choose at least one thing in the list above.' },
			until: {
				needed: 'Give a day, such as 2026-12-15.',
				past: 'Give a day after today.',
				far: 'Give a day within a year.'
			},
			reason: { needed: 'Say why, in a few words.', long: 'Say it in at most 500 letters.' }
		}
	},

	workers: {
		title: 'Who needs help',
		lead: 'By name. What is overdue may be nobody’s fault: begin with the cases.',
		caption: 'Every worker’s cases, and what is due in them',
		none: 'There are no workers to show.',
		columns: {
			worker: 'Worker',
			team: 'Team',
			households: 'Households',
			caseload: 'Cases per full-time post',
			away: 'Away',
			over: 'Overdue',
			longest: 'Longest overdue',
			week: 'Due in the week',
			putOff: 'Put off'
		},
		away: ({ from, to }: { from: string; to: string | null }) =>
			to === null ? `from ${from}, no end known` : `${from} to ${to}`,
		fte: ({ fte }: { fte: string }) => `${fte} of full time`,
		caseload:
			'Cases are enrolled people whose case it is, for a full-time post on the last day known: a worker at half time with 12 has 24. Who is away and has none is not counted.',
		noCaseload: ({ reason }: { reason: string }) => `There are no caseloads: ${reason}`,
		only: ({ worker }: { worker: string }) => `What is due in the cases of ${worker}`
	},

	changes: {
		title: 'What changed in the last week known',
		period: ({ period }: { period: string }) => `From ${period}.`,
		sentence: ({ started, moved, exited, over }: Record<'started' | 'moved' | 'exited' | 'over', Count>) =>
			`${households(started)} started, ${moved.number} moved in, ${exited.number} left, and ${things(over)} became overdue.`,
		caption: 'Households that started, moved in or left, the newest first',
		columns: { what: 'What', day: 'Day' },
		started: 'Started',
		moved_in: 'Moved in',
		exited: 'Left',
		exitedTo: ({ to }: { to: string }) => `Left: ${to}`
	},

	how: {
		title: 'How it is counted',
		counts: 'In it',
		leavesOut: 'Not in it',
		do: 'What to do',
		metric: 'The figure beside it',
		whole: ({ columns }: { columns: string }) =>
			`Not collected: no source has ${columns}. This list says nothing of it.`,
		sources: ({ sources }: { sources: string }) =>
			`Not collected by ${sources}: the list says nothing of its cases here.`
	}
};
