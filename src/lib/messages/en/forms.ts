/** The files that a report is given out as: workbook, table to be stacked, filled template. */
export default {
	/** In place of a share that is near one of the ends. */
	band: {
		under: ({ share }: { share: string }) => `hidden: under ${share}`,
		over: ({ share }: { share: string }) => `hidden: over ${share}`
	},
	/** What must be known of a figure that is shown. */
	carried: 'As it was told before: what changed in it since would tell of few people.',
	immature: 'Not all were observed long enough yet.',

	/** At the foot of each page. */
	foot: ({ title, store, date }: Record<'title' | 'store' | 'date', string>) =>
		`${title}. Figures of ${date}, state ${store}.`,

	workbook: {
		first: 'Report',
		dictionary: 'Data dictionary',
		grant: 'Grant',
		funder: 'Funder',
		programs: 'Programs',
		quarter: 'Quarter',
		observed: 'Known until',
		store: 'Made from store',
		summary: 'Summary',
		inert: 'A figure that is hidden or not known is a text that says why. It is not 0.',
		sheet: 'Sheet',
		holds: 'What it holds',
		rows: 'Rows',
		what: 'Each column of each sheet, and each metric',
		column: 'Column',
		about: 'What it holds',
		type: 'Type',
		types: {
			text: 'text',
			count: 'whole number',
			share: 'share, 0 to 1, shown in percent',
			number: 'number',
			dollars: 'US dollars',
			date: 'date'
		},
		metric: 'Metric',
		title: 'Title',
		question: 'Question',
		counts: 'What counts',
		leaves: 'What is left out',
		unit: 'Unit',
		version: 'Version of its definition',
		source: 'Source'
	},

	template: {
		unknown: ({ name, near }: { name: string; near: string | null }) =>
			`“${name}” is no name of this report; its cell was left as it is.${near === null ? '' : ` Did you mean “${near}”?`}`
	}
};
