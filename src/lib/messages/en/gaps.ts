import { plural } from '../plural.ts';

const cases = plural('en');
type Count = { value: number; number: string };

const yesNo = (value: string, yes: string, no: string) =>
	value === 'yes' ? yes : value === 'no' ? no : null;

/** Who is left behind: groups of people against all others. */
export default {
	nav: 'Gaps',
	title: 'Who is left behind?',

	/** A group of people, at the beginning of a sentence. One whose dimension is not here is named by both. */
	groups: {
		language: (value: string) => `People who speak ${value}`,
		age_group: (value: string) =>
			value === 'under 18' ? 'People under 18 at the start' : `People aged ${value} at the start`,
		sex_or_gender: (value: string) => `People recorded as ${value}`,
		race_ethnicity: (value: string) => `People recorded as ${value}`,
		veteran: (value: string) => yesNo(value, 'Veterans', 'People who are not veterans'),
		disabling_condition: (value: string) =>
			yesNo(value, 'People with a disabling condition', 'People without a disabling condition'),
		household_type: (value: string) => `People in households of ${value}`,
		prior_living_situation: (value: string) => `People whose living situation before was “${value}”`,
		chronically_homeless: (value: string) =>
			yesNo(value, 'People chronically homeless at the start', 'People not chronically homeless at the start')
	} as Record<string, (value: string) => string | null>,
	anyGroup: ({ dimension, value }: Record<'dimension' | 'value', string>) => `${value} (${dimension})`,

	/** The finding of a group, its full stop taken off, and the figure of all others. */
	against: ({ group, finding, others }: Record<'group' | 'finding' | 'others', string>) =>
		`${group}: ${finding}, against ${others} among the others.`,
	people: ({ value, number }: Count) => cases(value, { one: 'One person', other: `${number} people` }),
	sure: ({ q }: { q: string }) => `More than chance: q ${q}.`,
	tiny: 'under 0.001',
	/** Of shares: how many rows it would be. */
	ifAlike: ({ more, rows, number }: { more: boolean; rows: string; number: string }) =>
		`If it were as among the others, it would be true of about ${number} ${more ? 'more' : 'fewer'} of these ${rows}.`,
	/** Of all else: the difference in the metric's unit. */
	thatIs: ({ amount, more }: { amount: string; more: boolean }) =>
		`That is ${amount} ${more ? 'more' : 'less'}.`,
	points: ({ value, number }: Count) => cases(value, { one: 'one point', other: `${number} points` }),

	remains: ({ size, left, by }: Record<'size' | 'left' | 'by', string>) =>
		`Of the difference of ${size}, ${left} remain when people of the same ${by} are compared.`,
	gone: ({ size, by }: Record<'size' | 'by', string>) =>
		`Of the difference of ${size}, nothing remains when people of the same ${by} are compared.`,
	most: ({ share, value, rest, rows }: Record<'share' | 'value' | 'rest' | 'rows', string>) =>
		`Of the group’s ${rows}, ${share} are of “${value}”, of the others’ ${rest}.`,
	notBy: ({ left, size, by }: Record<'left' | 'size' | 'by', string>) =>
		`Nothing that was looked at takes much of it away: of ${size}, at least ${left} remain, whatever is held alike (most is taken away by ${by}).`,
	notAtAll: ({ looked }: { looked: string }) => `Nothing that was looked at takes any of it away: ${looked}.`,
	untellable:
		'What could explain it cannot be told: in no other respect is there anybody alike to compare with.',
	problems: ({ group, rest, rows }: Record<'group' | 'rest' | 'rows', string>) =>
		`${group} of the group’s ${rows} have a data problem, of the others’ ${rest}.`,

	found: ({
		gaps,
		comparisons,
		number
	}: {
		gaps: number;
		comparisons: number;
		number: (n: number) => string;
	}) =>
		comparisons === 0
			? 'There was nothing to compare'
			: cases(gaps, {
					zero: `No group is left behind, in ${number(comparisons)} comparisons`,
					one: `One gap, in ${number(comparisons)} comparisons`,
					other: `${number(gaps)} gaps, in ${number(comparisons)} comparisons`
				}),
	chance: ({ alone }: { alone: string }) =>
		`Had each comparison been judged on its own, chance alone would have shown about ${alone}. They are judged together, so that fewer than one in twenty of the gaps that are shown is chance.`,
	standings: {
		behind: 'behind',
		ahead: 'ahead',
		small: 'more than chance, too small to matter',
		few: 'too few people to judge',
		alike: 'no more than chance'
	},
	left: {
		'not collected': ({ title, reason }: { title: string; reason: string }) =>
			`${title}: not collected. ${reason}`,
		immature: ({ title }: { title: string }) =>
			`${title}: not compared, because not everybody could be followed long enough yet.`,
		'nothing to compare': ({ title }: { title: string }) => `${title}: there are no two groups to compare.`
	},

	lead: 'Each group of people is compared with all others, for every figure of which it can be said which way is better.',
	behind: 'Behind',
	noneBehind: 'No group is behind by more than chance and by enough to matter.',
	ahead: 'Ahead of the others',
	aheadWhy:
		'These groups are better off than all others. Look at what is done for them that is not done for the rest.',
	inShort: ({ group, value, others }: Record<'group' | 'value' | 'others', string>) =>
		`${group}: ${value}, against ${others} among the others.`,
	picture: 'above the group, below all others',
	byDimension: ({ dimension }: { dimension: string }) => `The figure by ${dimension}`,
	rows: 'The rows of the group',
	follow: 'Open this gap, to follow it',
	opened: 'It is followed',

	followed: 'Gaps that are followed',
	noneFollowed: 'None is followed.',
	followedBy: ({ assigned }: { assigned: string | null }) =>
		assigned === null ? 'Nobody sees to it yet.' : `${assigned} sees to it.`,
	since: ({ date, by }: Record<'date' | 'by', string>) => `Opened on ${date} by ${by}.`,
	closedOn: ({ date, by }: Record<'date' | 'by', string>) => `Closed on ${date} by ${by}.`,

	looked: 'What was looked at',
	lookedAt: ({ comparisons, metrics }: Record<'comparisons' | 'metrics', string>) =>
		`${comparisons} comparisons, ${metrics} figures`,
	lookedCaption: 'How the comparisons of each figure came out',
	columns: {
		metric: 'Figure',
		comparisons: 'Comparisons',
		behind: 'Behind',
		ahead: 'Ahead',
		small: 'Too small to matter',
		few: 'Too few people',
		alike: 'No more than chance'
	},
	how: 'How groups are compared',
	sizes: ({ share, other }: Record<'share' | 'other', string>) =>
		`Shown are differences of at least ${share} of shares, and of ${other} of other figures.`,

	/** The page of one gap that is followed. */
	one: {
		back: 'All gaps',
		others: 'All others',
		bar: ({ who, period }: Record<'who' | 'period', string>) => `${who}, ${period}`,
		pictureBoth: 'When it was opened, and now',
		pictureThen: ({ date }: { date: string }) => `When it was opened, on ${date}`,
		then: ({ size, period }: Record<'size' | 'period', string>) =>
			`It was opened on a difference of ${size} (${period}).`,
		now: ({ size, interval, period }: { size: string; interval: string | null; period: string }) =>
			`It is now ${size}${interval === null ? '' : ` (${interval})`} (${period}).`,
		better: ({ size }: { size: string }) => `the group is ${size} better off`,
		standings: {
			behind: 'The group is still behind.',
			ahead: 'The group is now ahead of the others.',
			small: 'It is more than chance, and too small to matter.',
			few: 'There are too few people now to judge.',
			alike: 'The difference is now no more than chance could make.'
		},
		notNewer: 'No later period is known since it was opened.',
		gone: 'There is nothing to compare any more: the figure or the group is not in the data.',
		only: ({ filters }: { filters: string }) => `Only ${filters}.`,
		table: 'The group and all others, then and now',
		columns: {
			when: 'When',
			group: 'The group',
			others: 'All others',
			difference: 'Difference',
			people: 'People'
		},
		rows: { then: 'When it was opened', now: 'Now' },
		figure: ({ value, interval }: { value: string; interval: string | null }) =>
			interval === null ? value : `${value} (${interval})`,
		explain: 'What could explain it',

		notes: 'What was written down',
		noNotes: 'Nothing yet.',
		wrote: ({ by, date }: Record<'by' | 'date', string>) => `${by}, ${date}`,
		gave: ({ to }: { to: string | null }) =>
			to === null ? 'Nobody sees to it any more.' : `${to} sees to it.`,
		write: 'Write something down',
		writeHint: 'What was found out or done about it. No names of clients.',
		save: 'Save it',
		who: 'Who sees to it',
		nobody: 'nobody yet',
		give: 'Save who sees to it',
		close: 'Close it',
		reason: 'Why it is closed',
		reasonHint: 'Such as: the difference is gone; it was explained; nothing more can be done here.',
		closeIt: 'Close this gap',
		closed: 'This gap is closed',
		saved: {
			note: 'It was written down',
			assign: 'It was saved who sees to it',
			close: 'The gap was closed'
		},
		wrong: {
			needed: 'Write something first.',
			long: 'Write 2,000 characters or fewer.'
		}
	}
};
