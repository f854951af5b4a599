/** Words that belong to the parts of a page, wherever they stand. */
export default {
	period: {
		legend: 'Period',
		presets: {
			'last-12-months': 'Last 12 months',
			'this-quarter': 'This quarter',
			'last-quarter': 'Last quarter',
			'this-year': 'This fiscal year',
			'last-year': 'Last fiscal year'
		},
		from: 'From',
		to: 'To',
		apply: 'Apply',
		grain: 'In steps of',
		grains: { whole: 'Whole period', month: 'Months', quarter: 'Quarters', year: 'Years' }
	},
	filters: {
		legend: 'Only',
		none: 'Everybody',
		inShort: ({ values }: { values: string }) => (values === '' ? 'everybody' : `only ${values}`),
		chip: ({ dimension, value }: { dimension: string; value: string }) => `${dimension}: ${value}`,
		remove: ({ dimension, value }: { dimension: string; value: string }) =>
			`Remove the filter ${dimension}: ${value}`,
		choose: 'Add a filter',
		placeholder: 'Choose …',
		add: 'Add',
		clear: 'Remove all'
	},
	/** The controls of a page, folded on a phone. */
	controls: {
		label: 'Period and filters',
		state: ({ period, filters }: { period: string | null; filters: string }) =>
			period === null ? filters : `${period}, ${filters}`
	},
	groupBy: { label: 'Broken down by', show: 'Show' },
	/** What is wrong with an address, and how to mend it. */
	view: {
		date: ({ value }: { value: string }) => `“${value}” is not a date. Write it as 2026-07-01.`,
		order: ({ from, to }: { from: string; to: string }) =>
			`The period ends on ${to}, before it begins on ${from}. Swap the two, or choose another.`,
		grain: ({ value }: { value: string }) =>
			`There are no steps of “${value}”. There are month, quarter and year.`,
		dimension: ({ value, known }: { value: string; known: string }) =>
			`Nothing can be grouped or filtered by “${value}”. It can by ${known}.`,
		condition: ({ value }: { value: string }) =>
			`The filter “${value}” is not understood. Write it as program:Harbor Rapid.`,
		heading: 'Part of this address was left out',
		instead: 'The rest is shown.'
	},
	table: {
		sortBy: ({ column }: { column: string }) => `Sort by ${column}`,
		ascending: 'lowest first',
		descending: 'highest first'
	},
	pager: {
		label: 'Pages of this list',
		shown: ({ from, to, of }: { from: string; to: string; of: string }) => `${from} to ${to} of ${of}`,
		previous: 'Previous',
		next: 'Next',
		first: 'First',
		last: 'Last'
	},
	/** A word beside a sign: what the state of a figure is. */
	state: {
		better: 'Better, by more than chance',
		worse: 'Worse, by more than chance',
		'within chance': 'Within chance',
		'too little data': 'Too little data to judge',
		immature: 'Not all observed long enough yet',
		no_data: 'No data',
		not_reached: 'Not reached yet',
		suppressed: 'Hidden: too few people',
		not_collected: 'Not collected'
	},
	figure: {
		interval: '95 % interval',
		basis: 'Rests on',
		standard: 'Standard',
		intervalIs: ({ interval }: { interval: string }) => `The 95 % interval is ${interval}.`
	},
	progress: {
		step: ({ step, of, name }: { step: string; of: string; name: string }) =>
			`Step ${step} of ${of}: ${name}`,
		left: ({ value, unit }: { value: number; unit: 'seconds' | 'minutes' }) =>
			`About ${String(value)} ${value === 1 ? unit.slice(0, -1) : unit} left`
	},
	notice: { info: 'Note', warning: 'Warning', error: 'Problem', done: 'Done' },
	dialog: { close: 'Close', cancel: 'Cancel' },
	term: { explain: ({ word }: { word: string }) => `What “${word}” means` },
	demo: {
		title: 'Parts of a page',
		intro: 'Every part that pages are made of, in every state. What a part shows here is made up.',
		theme: 'Colors',
		themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
		group: 'Parts',
		charts: 'Charts'
	}
};
