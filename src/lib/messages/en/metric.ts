import { singular } from './figures.ts';

/** The page of one metric, and the case list behind it. */
export default {
	all: 'All figures',
	seeRows: ({ rows }: { rows: string }) => `See the ${rows} behind it`,
	forPeriod: ({ period }: { period: string }) => `${period}.`,
	clientUnit: 'people',
	rowsOf: ({ group }: { group: string }) => `See the rows of ${group}`,
	clients: ({ rows, people }: { rows: string; people: string }) => `It rests on ${rows} of ${people}.`,
	rests: ({ rows }: { rows: string }) => `It rests on ${rows}.`,
	/** One sentence, whose middle is a word that is explained. */
	interval: {
		before: 'The',
		term: '95 % interval',
		after: ({ interval }: { interval: string }) =>
			`is ${interval}: chance alone could move the figure that far.`
	},
	waiting: ({ waiting, left }: { waiting: string; left: string }) =>
		`On the last day known, ${waiting} were still waiting and ${left} had left without it.`,
	halfBy: ({ days }: { days: string }) => `Half had it within ${days}.`,
	halfNotReached: 'Fewer than half have had it so far.',
	ninth: ({ days }: { days: string }) => `Nine of ten took ${days} or less.`,
	immature: 'Not everybody could be followed long enough yet, so it is not judged.',
	/** How many of the rows have problems that touch the figure: a sentence that begins with a link to them. */
	problems: {
		link: ({ some, rows }: { some: string; rows: string }) => `${some} of ${rows}`,
		touch: ({ without }: { without: string | null }) =>
			`have problems that touch this figure; without them ${without === null ? 'there is too little to tell' : `it is ${without}`}.`,
		none: 'The checks find nothing in these rows that touches this figure.'
	},
	short: ({ name, date }: { name: string; date: string }) =>
		`The data of ${name} is known up to ${date}; what came later is not in these figures.`,
	leftOut: ({ source, reason }: { source: string; reason: string }) =>
		`Not in these figures: ${source}. ${reason}`,

	overTime: 'Over time',
	curve: 'How long it takes',
	histogram: 'How it is spread',
	breakdown: ({ dimension }: { dimension: string }) => `By ${dimension}`,
	noGroups: 'There is nothing to break down.',

	/** Titles of the pictures: what each shows, as a finding. */
	found: {
		curve: ({
			share,
			day,
			median,
			unit
		}: Record<'share' | 'day' | 'unit', string> & { median: string | null }) =>
			median === null
				? `${share} by ${singular(unit)} ${day}; half has not been reached`
				: `${share} by ${singular(unit)} ${day}; half by ${singular(unit)} ${median}`,
		bars: ({ low, lowest, high, highest }: Record<'low' | 'lowest' | 'high' | 'highest', string>) =>
			`From ${lowest} (${low}) to ${highest} (${high})`,
		many: ({ groups, all }: { groups: string; all: string }) => `${groups}, all together ${all}`,
		one: ({ group, value }: { group: string; value: string }) => `${group}: ${value}`,
		histogram: ({ median, p90 }: { median: string; p90: string }) =>
			`Half took ${median} or less, nine of ten ${p90} or less`
	},
	caption: {
		trend: 'Each figure with its 95 % interval. Hollow where not everybody could be followed long enough.',
		trendCount: 'How many in each part of the period. A part that is not over is hollow.',
		trendSum: 'How much in each part of the period. A part that is not over is hollow.',
		curve: ({ unit }: { unit: string }) =>
			`The share with the event by each ${singular(unit)}, with its 95 % interval. Who left without it stays in the count; who still waits counts as long as they could be followed.`,
		bars: 'Each group with its 95 % interval. Where intervals overlap widely, the difference may be chance.',
		barsCount: 'How many in each group.',
		barsSum: 'How much in each group.',
		histogram: 'How many took how long.'
	},

	value: 'Figure',
	limits: '95 % interval',
	basis: 'Rests on',
	people: 'People',
	note: 'Note',
	/** Under the groups of a figure that counts each person once. */
	overlap: ({ added, whole }: { added: string; whole: string }) =>
		`Who is in two groups counts in each: together they are ${added}, and ${whole} in all.`,
	groupsCaption: ({ title, dimension }: { title: string; dimension: string }) => `${title} by ${dimension}`,

	/** Beside workers: whose row a row is. */
	ofWorkers:
		'A row is of the worker whom it names, else of the one whose case it was on that day, else of who entered the record. Workers stand in alphabetical order: these figures are no ranking.',
	workers: ({ n }: { n: string }) => `${n} workers`,

	about: 'What this figure is',
	counts: 'What it counts',
	leavesOut: 'What it leaves out',
	how: 'How it is worked out',
	kinds: {
		ratio:
			'The share of rows that are a success. The interval (Wilson, 95 %) allows for members of one household and for several rows of one client, which are not independent.',
		duration: 'The median: half took this long or less. The interval comes from the ordered values (95 %).',
		time_to_event:
			'The share with the event by a day or a minute, from the curve of Aalen and Johansen: who left otherwise stays in the count as not having had it, who is still waiting counts for as long as they could be followed. So nobody who waits is forgotten.',
		rate: 'Events for each 30 days that somebody was enrolled. The interval (95 %) allows for clients who differ.',
		mean: 'The average over all rows, with a 95 % interval that allows for several rows of one worker or client. Where rows have a weight, each counts by it. Rows of programs alone are all that there are, and have no interval.',
		sum: 'The values of the rows are added up. A total has no interval.',
		count: 'Rows are counted. A count has no interval.'
	},
	control: 'Whose doing it is',
	controls: {
		worker: 'Mostly the worker’s.',
		shared:
			'Shared with others, such as the housing market and other agencies. It says little about one worker alone.',
		agency: 'The agency’s.'
	},
	better: 'Which way is better',
	betters: { higher: 'Higher.', lower: 'Lower.', neutral: 'Neither: it says how much, not how well.' },
	source: 'Where the definition is from',
	standard: 'What it is held to',
	standardFrom: ({ standard, source }: { standard: string; source: string }) => `${standard}: ${source}`,
	noStandard: 'No standard or target is set.',
	needs: 'Columns that it needs',

	rows: {
		title: ({ title }: { title: string }) => `Rows behind: ${title}`,
		heading: ({ rows, period }: { rows: string; period: string }) => `${rows}, ${period}`,
		caption: ({ title }: { title: string }) => `One row for each unit of the figure “${title}”`,
		back: 'Back to the figure',
		download: 'Download all rows as CSV',
		touched: ({ rows, period }: { rows: string; period: string }) =>
			`${rows} with problems that touch the figure, ${period}`,
		all: 'Show all rows',
		none: 'There are no rows. Choose another period, or remove a filter.',
		success: { yes: 'yes', no: 'no' },
		outcomes: { event: 'it happened', competing: 'left without it', censored: 'still waiting' },
		/** In the order in which they stand. */
		columns: {
			enrollment_id: 'Enrollment',
			client_id: 'Client',
			cohort_date: 'Date',
			success: 'A success',
			days: 'Days',
			minutes: 'Minutes',
			outcome: 'How it ended',
			events: 'Events',
			exposure_days: 'Days enrolled',
			value: 'Value',
			weight: 'Weight',
			event: 'Kind of record',
			program: 'Program',
			worker: 'Worker',
			team: 'Team',
			started_on: 'Start',
			exited_on: 'Exit',
			problems: 'Problems that touch the figure'
		}
	}
};
