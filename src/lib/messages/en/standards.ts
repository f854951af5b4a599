import { plural } from '../plural.ts';

const cases = plural('en');
type Amount = { number: string; value: number };

/** With a capital in front, to begin a sentence. */
const begin = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What the figures are held to, and where that is set. */
export default {
	title: 'Standards and targets',
	what: 'A standard is a time limit for each record, or what a figure should reach. A target is a promise to a funder. A figure is judged against the target for its period where there is one, otherwise against its standard.',
	wins: 'A funder’s own standard comes first, then that of the type of program, then the one for all. Where two funders of a program differ, the one that is harder to keep counts.',
	trouble: 'The figures cannot be read',
	broken: {
		title: 'These files cannot be read, so nothing can be imported or built',
		why: 'The figures are still held to what is below. Correct these lines, then run “throughline build”.'
	},
	changed: {
		title: 'The files were changed since the figures were made',
		why: 'This page shows what the figures were made with. Run “throughline build” to take up the change.'
	},
	notes: 'Some lines match nothing in the data',

	standards: {
		title: 'Standards',
		caption: 'The standards in force',
		none: 'There are no standards',
		noneWhy: 'Set them in standards.csv of the home, then run “throughline build”.'
	},
	targets: {
		title: 'Targets',
		caption: 'What was promised',
		none: 'Nothing was promised yet',
		noneWhy: 'Write promises into targets.csv of the home, then run “throughline build”.'
	},
	figure: 'Figure',
	event: 'Records',
	threshold: 'Standard',
	whom: 'For',
	source: 'Where it is from',
	target: 'Target',
	program: 'Program',
	grant: 'Grant',
	period: 'Period',
	allEvents: 'all',
	allPrograms: 'all programs',
	otherPrograms: 'all other programs',
	noGrant: 'none named',
	noPrograms: 'none yet',
	funder: ({ funder }: { funder: string }) => `programs paid by ${funder}`,
	funderAndType: ({ funder, type }: { funder: string; type: string }) => `${type} paid by ${funder}`,
	count: ({ value, number }: Amount) => cases(value, { one: '1 program', other: `${number} programs` }),

	/** A time limit in the unit in which time runs. */
	days: {
		'calendar days': ({ number, value }: Amount) =>
			`${number} calendar ${cases(value, { one: 'day', other: 'days' })}`,
		'business days': ({ number, value }: Amount) =>
			`${number} business ${cases(value, { one: 'day', other: 'days' })}`
	},
	within: ({ days }: { days: string }) => `within ${days}`,
	sameDay: 'on the same day',
	atLeast: ({ amount }: { amount: string }) => `${amount} or more`,
	atMost: ({ amount }: { amount: string }) => `${amount} or less`,
	/** On a metric's page. */
	limits: 'Time limit',
	all: 'All standards and targets',
	limit: ({ whom, within, source }: { whom: string | null; within: string; source: string }) =>
		`${whom === null ? begin(within) : `${begin(whom)}: ${within}`}. ${source}`,

	holidays: {
		title: 'Business days',
		what: 'Business days are Mondays to Fridays that are no holidays. They are counted from the day after the event.',
		none: 'No holidays are set, so every Monday to Friday is a business day.',
		years: ({ first, last, value, number }: Amount & { first: string; last: string }) =>
			`${number} ${cases(value, { one: 'holiday', other: 'holidays' })}, ${first === last ? first : `${first} to ${last}`}`,
		caption: 'Days that are no business days',
		date: 'Date',
		name: 'Holiday',
		/** A holiday by its name in the file. */
		called: ({ name }: { name: string }) => name
	},

	files: {
		title: 'Where they are set',
		caption: 'The files that hold them',
		file: 'File',
		holds: 'What it holds',
		whose: 'Whose it is',
		own: 'your own, in the home',
		ours: 'ours; a file of this name in the home wins over it',
		what: {
			'standards.csv': 'standards by figure, kind of record, type of program and funder',
			'targets.csv': 'promises by figure, program, grant and period',
			'holidays.csv': 'days that are no business days'
		}
	}
};
