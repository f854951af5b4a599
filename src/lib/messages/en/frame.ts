/** The frame around every page, and the pages that say that something is missing or failed. */
export default {
	name: 'Throughline',
	tagline: 'Outcomes from the exports that you already have',
	title: ({ page }: { page: string }) => `${page} · Throughline`,
	skip: 'Skip to the content',
	navigation: 'Pages',
	overview: 'Overview',
	data: 'Data',
	methods: 'Methods',
	parts: 'Parts of a page',
	language: 'Language',

	sample: {
		is: 'This is the sample agency.',
		madeUp: 'Its people are made up.'
	},

	known: ({ date, age }: { date: string; age: string }) => `Data known up to ${date}, ${age}`,
	nothing: 'Nothing has been imported yet',
	store: ({ id }: { id: string }) => `Store ${id}`,
	storeFull: ({ id }: { id: string }) => `All figures on this page come from the store ${id}.`,
	room: {
		title: ({ free }: { free: string }) => `Only ${free} are free on the disk of this server`,
		mend: 'An import that finds the disk full is refused, and the figures stay as they are. Free some space, or have “throughline prune” run on the server.'
	},
	version: ({ version }: { version: string }) => `Throughline ${version}`,

	missing: {
		title: 'Not found',
		heading: 'There is no page at this address',
		mend: 'Check the address for a slip, or go to the first page.'
	},
	failed: {
		title: 'Something went wrong',
		safe: 'Nothing that was imported is lost. Try again in a moment, go to the first page, or ask who looks after this server.'
	},
	refused: {
		title: 'This cannot be shown'
	},
	/** To a request that is not answered at all. */
	refusal: {
		host: ({ name }: { name: string }) =>
			`This server does not answer to the name “${name}”. Open it at the address that it said when it was started. If people reach it by this name, set “origin” in settings.json to that address and start it again.`,
		origin:
			'This was sent by another site, or by something that is not a page of this server. Nothing was changed. Open the page here and do it there.',
		large: ({ megabytes, setting }: { megabytes: number; setting: string }) =>
			`This is more than may be sent at once, which is ${String(megabytes)} MB. Nothing was changed. Send less, or have an administrator set “${setting}” in settings.json higher.`
	},
	stopped: 'This page stopped working in your browser. Load it again.',
	first: 'Go to the first page',
	logged: ({ id }: { id: string }) => `To find the cause in the log of the server, quote ${id}.`
};
