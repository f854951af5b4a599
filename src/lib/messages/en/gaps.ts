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
	/** How many of the gaps are what another dimension brings with it. */
	brought: ({ value, number }: Count) =>
		cases(value, {
			one: 'Of one of them half or less is left when people alike in another respect are compared; it stands last.',
			other: `Of ${number} of them half or less is left when people alike in another respect are compared; these stand last.`
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
		bar: ({ who, when }: Record<'who' | 'when', string>) => `${who}, ${when}`,
		bars: { then: 'then', now: 'now' },
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
		note: 'Note',
		person: 'Person',
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
	},

	/** On the page of formulas. */
	methods: {
		title: 'Gaps between groups',
		text: [
			'Every group of people (by language, age, race and the like) is compared with all others of whom the same is known, never with one group that somebody picked. Somebody of whom it is not known is on neither side, and the answer says how many those are. The figure of a group is the one that stands on the page of the figure, by that dimension; the others are all its other rows. So somebody who was in two groups, such as two ages at two starts, counts in both. A wait is not compared while its latest cases could not be followed long enough.',
			'A difference is shown as a gap where it is more than chance, at least as large as the settings say that it must be to matter, and rests on at least ten households on both sides. The sentence leads with the groups that are worse off; those that are better off stand apart.'
		],
		tests: 'The test of each kind of figure',
		columns: { kind: 'Kind of figure', test: 'Test', source: 'From' },
		kinds: [
			{
				kind: 'Share, each household with one row',
				test: 'Fisher’s exact test; the ratio of the shares has Katz’s interval.',
				source: 'Fisher 1935; Katz and others 1978'
			},
			{
				kind: 'Share, households with several rows',
				test: 'Student’s t of the difference, with the variance over households and Satterthwaite’s degrees of freedom.',
				source: 'Cochran 1977, ratio estimator; Satterthwaite 1946'
			},
			{
				kind: 'Share by a day',
				test: 'The difference by the headline’s day over its standard error, from the curves of Aalen and Johansen.',
				source: 'Aalen and Johansen 1978'
			},
			{
				kind: 'Time that is over',
				test: 'Mann and Whitney’s test of the households’ medians: exact for fewer than fifty on each side without ties, else by the normal distribution with ties and continuity.',
				source: 'Mann and Whitney 1947'
			},
			{
				kind: 'Rate',
				test: 'The ratio of the rates by a quasi-Poisson model over households who differ.',
				source: 'McCullagh and Nelder 1989'
			},
			{
				kind: 'Mean',
				test: 'Welch’s t over households.',
				source: 'Welch 1947'
			}
		],
		cautious: 'Held to what chance does',
		cautiousText: [
			'With hundreds of comparisons it is the far ends of a test that count, and there t and z of a few households are far too sure: with 1 of 12 against 40 % z says one in ten thousand, where the exact test says one in fifty. So shares of several rows and shares by a day are never surer than Fisher’s test of as many independent rows as would know as much; shares of several rows, rates and means are never surer than dealing the households out to the two sides at random would be (Pitman 1937, with the exact mean, variance and skewness of what can be dealt). Tests that lean on large numbers are not made with fewer than ten households on a side.',
			'To see that this holds, households of the sample agency were dealt to groups of 3, 10 and 40 % at random, two thousand times for each of nine figures: p of 0.01 or less came up in at most 1.6 of a hundred, p of 0.001 or less in at most 2 of a thousand. Without it the rate gave p of 0.001 or less 18 times in a thousand.'
		],
		many: 'Many comparisons',
		manyText:
			'Among a thousand comparisons where nothing differs, fifty have a p of 0.05 or less. So all of a scan are judged together by Benjamini and Hochberg’s q, those among them that nobody is shown. Of the differences with a q of at most 0.05, one in twenty at most is expected to be chance. Where nothing differs at all, one scan in twenty at most shows a gap.',
		manyWhere: 'Of m comparisons, p(i) is the i-th smallest p.',
		explain: 'What could explain a gap',
		explainText:
			'For each other dimension, and for programs and sites, people of the same value are compared, and their differences are put together by Mantel and Haenszel’s weights. What is left is what that dimension does not explain; the one that takes most away is told. It is no proof: what nobody wrote down explains nothing here, and a difference that goes with a program may be the program’s doing. The interval of a difference is made of the intervals of both figures (Newcombe 1998; Zou and Donner 2008).',
		source:
			'Benjamini and Hochberg 1995; Mantel and Haenszel 1959; Greenland and Robins 1985; Wilson and Hilferty 1931. Fisher’s p, q, the ratio of shares, the t, the rate ratio and the difference by a day are held to the values that R gives.'
	}
};
