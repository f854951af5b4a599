/** The first page: every figure, by the question that it answers. */
export default {
	title: 'Overview',
	headline: ({ people, period }: { people: string; period: string }) => `${people} served, ${period}`,
	none: 'There are no figures yet',
	asks: {
		'how much': 'How much did we do?',
		'how well': 'How well did we do it?',
		'better off': 'Is anyone better off?'
	},
	/** Beside a figure whose days are not those of the page: a wait needs time to be known. */
	otherPeriod: ({ period }: { period: string }) =>
		`For ${period}, the latest that could be followed long enough.`,
	ownPeriod: ({ period }: { period: string }) => `For ${period}.`,
	trend: ({ title, parts }: { title: string; parts: string }) => `${title} over time: ${parts}.`,
	notCollected: 'Not collected',
	notCollectedWhy: 'No source that was imported has what these figures need.',
	broken: 'Left out',
	brokenOne: ({ id, problem }: { id: string; problem: string }) => `The metric ${id} was left out. ${problem}`
};
