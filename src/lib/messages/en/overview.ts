import { plural } from '../plural.ts';

const cases = plural('en');

/** The first page: every figure, by the question that it answers. */
export default {
	title: 'Overview',
	headline: ({ people, period }: { people: string; period: string }) => `${people} served, ${period}`,
	none: 'There are no figures yet',
	jump: 'On this page',
	asks: {
		'how much': 'How much did we do?',
		'how well': 'How well did we do it?',
		'better off': 'Is anyone better off?'
	},
	/** What belongs together, in the words of its heading. */
	groups: {
		outputs: 'Outputs',
		'housing and access': 'Housing and access',
		engagement: 'Engagement',
		documentation: 'Documentation',
		'plans, referrals and work': 'Plans, referrals and work',
		advocacy: 'Advocacy',
		crisis: 'Crisis',
		'client voice': 'Client voice'
	},
	others: ({ group }: { group: string }) => `${group}: the other figures`,
	columns: {
		figure: 'Figure',
		value: 'Value',
		interval: '95 % interval',
		basis: 'Rests on',
		standard: 'Standard',
		note: 'Note',
		trend: 'Over time'
	},
	/** Above all figures: what a manager asks next. The pages behind them tell it at length. */
	answers: {
		stuck: 'Where do cases get stuck?',
		flow: 'The flow of cases, stage by stage',
		behind: 'Who is left behind?',
		gaps: 'All comparisons of groups',
		changes: 'Is it better, or is it noise?',
		trends: 'All figures over time',
		/** While they are worked out; without scripts the page does not fill in by itself. */
		working:
			'This is being worked out for the first time with this data. Load the page again in a moment, or open the page behind it.',
		failed: 'This could not be worked out. The page behind it may say why.'
	},
	standsOut: 'What stands out',
	/** `judged` counts the figures that are held to a standard or target. */
	nothingStandsOut: ({ value, number }: { value: number; number: string }) =>
		cases(value, {
			zero: 'No figure can be judged: none that is known well enough has a standard or a target.',
			one: 'One figure is held to a standard or a target. It differs from it by no more than chance.',
			other: `${number} figures are held to a standard or a target. None differs from it by more than chance.`
		}),
	moreStandOut: ({ value, number }: { value: number; number: string }) =>
		cases(value, {
			one: 'One more figure differs from its standard by more than chance; it is marked below.',
			other: `${number} more figures differ from their standards by more than chance; they are marked below.`
		}),
	/** Beside a figure whose days are not those of the page: a wait needs time to be known. */
	otherPeriod: ({ period }: { period: string }) =>
		`For ${period}, the latest that could be followed long enough.`,
	trend: ({ title, parts }: { title: string; parts: string }) => `${title} over time: ${parts}.`,
	notCollected: 'Not collected',
	templates: 'Templates to fill in for what your export does not carry',
	/** `columns` are names of the model's tables and columns. */
	noSourceHas: ({ columns }: { columns: string }) => `No source has ${columns}:`,
	broken: 'Left out',
	brokenOne: ({ id, problem }: { id: string; problem: string }) =>
		`The metric ${id} was left out. ${problem}`,
	mendBroken:
		'An agency’s own metrics lie in the folder metrics of its home. Mend the file, then build the figures again:',
	buildCommand: 'npm run -s throughline -- build'
};
