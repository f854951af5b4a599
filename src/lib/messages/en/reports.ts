import { plural } from '../plural.ts';

const cases = plural('en');

/** What the report to a funder says. Numbers, dates and figures come as text, written for the locale. */
export default {
	title: ({ report, grant }: { report: string; grant: string }) => `${report}: ${grant}`,
	of: ({ quarter, period, funder }: { quarter: string; period: string; funder: string }) =>
		`Quarter ${quarter}, ${period}. For ${funder}.`,
	about: ({ programs, observed, store }: { programs: string; observed: string; store: string }) =>
		`Programs: ${programs}. The data is known up to ${observed}; these figures are of state ${store}.`,
	/** The answer to "did the grant deliver", as the first sentence. */
	answer: {
		none: 'Nothing was promised for this quarter or the year.',
		toDate: ({ kept, judged }: { kept: number; judged: number }) =>
			`Year to date, ${String(kept)} of ${String(judged)} ${cases(judged, { one: 'promise', other: 'promises' })} that can be judged ${cases(kept, { one: 'is', other: 'are' })} kept.`,
		quarter: ({ kept, judged }: { kept: number; judged: number }) =>
			`This quarter, ${String(kept)} of ${String(judged)} ${cases(kept, { one: 'is', other: 'are' })}.`,
		behind: ({ figures }: { figures: string }) => `Behind: ${figures}.`,
		unjudged: ({ n }: { n: number }) =>
			`${String(n)} more cannot be judged: what was delivered is hidden, or not known well enough yet.`,
		trust: 'How far to trust the figures',
		known: ({ date }: { date: string }) =>
			`They are counted from the case records, which are known up to ${date}.`,
		sound: ({ n }: { n: number }) =>
			cases(n, {
				one: 'Problems in the records touch fewer than 5 % of the rows of the one figure of which this can be told.',
				other: `Problems in the records touch fewer than 5 % of the rows of each of the ${String(n)} figures of which this can be told.`
			}),
		doubted: ({ figures }: { figures: string }) =>
			`Read these with care, since problems in the records touch 5 % of their rows or more: ${figures}.`,
		hidden: ({ n, all }: { n: string; all: string }) =>
			`${n} of ${all} numbers are hidden, so that nobody’s case can be made out.`,
		allTold: 'No number is hidden.',
		carried: ({ n }: { n: number }) =>
			cases(n, {
				one: '1 stands as it was last reported: what changed in it would tell of few people.',
				other: `${String(n)} stand as they were last reported: what changed in them would tell of few people.`
			}),
		changes: 'Changed since the last report',
		such: ({
			figure,
			period,
			before,
			now
		}: {
			figure: string;
			period: string;
			before: string;
			now: string;
		}) => `${figure}, ${period}: it was ${before}, and is ${now}.`
	},
	parts: {
		summary: 'In short',
		promises: 'Promised and delivered',
		'how much': 'How much was done',
		'how well': 'How well it was done',
		'better off': 'Is anyone better off',
		served: 'Who was served',
		gaps: 'Gaps that are worked on',
		restated: 'What was restated',
		methods: 'How the figures are made'
	},
	columns: {
		figure: 'Figure',
		period: 'Period',
		quarter: 'This quarter',
		toDate: 'Year to date',
		year: 'Promise for the year',
		promised: 'Promised',
		share: 'Of the year’s promise',
		state: 'State',
		value: 'Value',
		interval: '95 % interval',
		rows: 'Counted',
		before: 'Was',
		now: 'Is',
		why: 'Why'
	},
	/** What each column holds, for who reads the file without the report. */
	dictionary: {
		figure: 'The figure’s name.',
		period: 'The days that it is of.',
		quarter: 'The figure for the quarter that the report is on.',
		toDate: 'The figure from the beginning of the grant’s year to the end of the quarter.',
		year: 'What was promised for the whole year.',
		promisedQuarter: 'What was promised for the quarter.',
		promisedToDate: 'What was promised for the year to date.',
		promised: 'What was promised for this period.',
		share: 'The figure of the year to date as a share of the promise for the year.',
		state: 'Whether the promise is kept, with what chance explains taken into account.',
		value: 'The figure.',
		interval: 'Where the figure would lie by chance in 95 of 100 such periods.',
		rows: 'What the figure rests on: the part and the whole of a share, else the number of what was counted.',
		group: 'The group of people.',
		before: 'The figure as it was last released.',
		now: 'The figure now.',
		why: 'What changed since.'
	},
	state: {
		kept: 'kept',
		missed: 'missed',
		chance: 'short, but within chance',
		little: 'too little data to judge',
		waiting: 'not all observed long enough yet',
		hidden: 'hidden',
		unknown: 'no figure'
	},
	hidden: 'hidden',
	carried: 'as last released: what changed since would tell of few people',
	none: '–',
	noRows: '0',
	byDay: ({ figure, day }: { figure: string; day: string }) => `${figure}: share by day ${day}`,
	/** Each with its quarter. */
	trend: ({ figure, first, last }: { figure: string; first: string; last: string }) =>
		`${figure}: ${first}; ${last}`,
	valueOf: ({ value, period }: { value: string; period: string }) => `${value} in ${period}`,
	table: ({ figure }: { figure: string }) => `${figure} by quarter, and for the year to date`,
	promisesTable: 'Each promise, and what was delivered',
	servedTable: ({ figure, by }: { figure: string; by: string }) => `${figure} by ${by}`,
	restatedTable: 'Figures that are others than in the last release',
	variance: 'Why it differs:',
	action: 'What is done:',
	quality: {
		title: 'Data:',
		none: 'no row of this quarter has a problem that touches it.',
		'under 5 %': 'fewer than 5 % of this quarter’s rows have a problem that touches it.',
		'5 to 20 %': '5 to 20 % of this quarter’s rows have a problem that touches it. Read it with care.',
		'over 20 %': 'more than 20 % of this quarter’s rows have a problem that touches it. It may be far off.'
	},
	counts: 'Counts:',
	leavesOut: 'Leaves out:',
	source: 'Source:',
	version: 'Definition:',
	noFigures: 'The grant’s programs collect none of these figures.',
	noServed: 'The grant asks for no breakdown.',
	noGaps: 'Nothing was written of gaps.',
	firstRelease: 'This is the first report that was released on this grant.',
	nothingRestated: ({ since }: { since: string }) => `No figure that was released on ${since} has changed.`,
	restated: ({ n, since }: { n: number; since: string }) =>
		`${String(n)} ${cases(n, { one: 'figure has', other: 'figures have' })} changed since the release of ${since}.`,
	policy: ({ k }: { k: string }) =>
		`Nothing is told of fewer than ${k} people. Further figures are hidden where these could be worked out from them; the two look the same.`,
	unsuppressed: ({ basis }: { basis: string }) => `Nothing is hidden, on this basis: ${basis}`,
	glossary: [
		[
			'95 % interval',
			'Chance alone moves a figure. In 95 of 100 such periods it would lie between these two.'
		],
		[
			'Short, but within chance',
			'Less than was promised, by no more than chance explains; it is not known to be missed.'
		],
		[
			'Not all observed long enough yet',
			'Some of the people counted had not been followed for as long as the figure asks when the data ended.'
		],
		['Year to date', 'From the first day of the grant’s year to the last day of the quarter.']
	] as [string, string][],
	glossaryTitle: 'Words',
	definitions: 'Definitions',
	control: 'What is hidden',
	made: ({ store }: { store: string }) => `Made from state ${store} of the data.`,
	definitionChanged: 'The definition of the figure changed.',
	reasons: {
		came: ({ source, date }: { source: string; date: string }) => `Data of ${source} came on ${date}.`,
		gone: ({ source, date }: { source: string; date: string }) =>
			`Data of ${source} that had come on ${date} was taken back.`,
		settings: 'Settings, standards or targets changed.',
		code: 'Throughline was updated.',
		nothing: 'Nothing that is known of.'
	}
};
