import { plural } from '../plural.ts';

const cases = plural('en');

type Grain = 'month' | 'quarter' | 'year';
type Mark = { kind: 'outside' | 'run of change' | 'two of three' | 'one side'; side: 'up' | 'down' };
/** A number with how it is written. */
type Count = { value: number; number: string };

const units = (grain: Grain, { value, number }: Count) =>
	`${number} ${cases(value, { one: grain, other: `${grain}s` })}`;
const hows = { better: 'Better', worse: 'Worse', up: 'Higher', down: 'Lower' };

/** Whether a figure changed over time, or only as chance changes it. */
export default {
	/** A change is claimed: since when, or from when to when, or in which part alone. */
	since: ({
		how,
		from,
		to,
		length,
		grain,
		side,
		level
	}: {
		how: keyof typeof hows;
		from: string;
		/** Null where it lasts. */
		to: string | null;
		length: Count;
		grain: Grain;
		side: Mark['side'];
		level: string;
	}) =>
		`${hows[how]} ${to === null ? `since ${from}` : `from ${from} to ${to}, and not after`}: ${units(grain, length)} in a row ${side === 'up' ? 'above' : 'below'} the level of ${level}.`,
	alone: ({ how, when, value }: { how: keyof typeof hows; when: string; value: string }) =>
		`${hows[how]} in ${when} than chance explains: ${value}.`,
	steady: ({ grain }: { grain: Grain }) => `No ${grain} differs from the others by more than chance.`,
	same: ({ grain }: { grain: Grain }) => `Every ${grain} has the same figure.`,
	tooFew: ({ points, fewest, grain }: { points: Count; fewest: string; grain: Grain }) =>
		points.value === 0
			? `No ${grain} can be judged yet: it takes ${fewest} that are known whole.`
			: `Too few to tell a change from chance: ${units(grain, points)} that ${cases(points.value, { one: 'is', other: 'are' })} known whole, and it takes ${fewest}.`,
	tooFewSince: ({
		points,
		fewest,
		grain,
		date
	}: {
		points: Count;
		fewest: string;
		grain: Grain;
		date: string;
	}) =>
		`Since the step of ${date} there ${cases(points.value, { one: 'is', other: 'are' })} ${units(grain, points)} that can be judged; it takes ${fewest} to tell a change from chance.`,
	carriesOver: ({ grain }: { grain: Grain }) =>
		`A ${grain} counts mostly the people of the ${grain} before. Chance does not act on each anew, so no limits are drawn and no change is claimed.`,
	medians:
		'These are medians, which go by whole days and not as chance alone would move them, so no limits are drawn and no change is claimed.',
	tooRare: ({ grain, fewest }: { grain: Grain; fewest: string }) =>
		`Too few to tell a change from chance: a ${grain} should hold at least ${fewest} on average of what is counted.`,
	weak: 'The signs in the picture are weaker ones: they prove no change by themselves.',
	sinceStep: ({ date, grain, points }: { date: string; grain: Grain; points: Count }) =>
		`This is about the ${units(grain, points)} since the step of ${date}.`,
	chance: ({ charts, points }: { charts: string; points: string }) =>
		`Chance alone says as much in about one of ${charts} charts of ${points} points.`,

	marks: ({ kind, side }: Mark): string => {
		switch (kind) {
			case 'outside':
				return side === 'up' ? 'above the limits' : 'below the limits';
			case 'run of change':
				return side === 'up' ? 'seven or more rising' : 'seven or more falling';
			case 'two of three':
				return side === 'up' ? 'two of three near the upper limit' : 'two of three near the lower limit';
			default:
				return side === 'up' ? 'seven or more above the level' : 'seven or more below the level';
		}
	},
	kinds: {
		outside: 'beyond the limits',
		'run of change': 'seven or more rising or falling',
		'two of three': 'two of three near a limit',
		'one side': 'seven or more on one side of the level'
	},
	/** The legend of the signs in a picture. */
	signs: ({ signs }: { signs: { sign: string; name: string }[] }) =>
		`${signs.map(({ sign, name }) => `${sign}\u00a0${name}`).join('; ')}.`,
	limits: ({ limits }: { limits: string }) => `by chance ${limits}`,
	columns: { level: 'Level', limits: 'Limits of chance', mark: 'Sign' },
	caption: {
		limits: ({ grain }: { grain: Grain }) =>
			`The line is the level, the band is how far chance alone moves a single ${grain}.`,
		hollow: ({ grain }: { grain: Grain }) =>
			`Hollow: a ${grain} that is not over, or that is too fresh: its people could not be followed long enough yet, or what is known of them still changes. It is not judged.`,
		step: 'A dotted line is a step change: level and limits begin anew.'
	},

	steps: {
		title: 'Step changes',
		about:
			'From a step change on the figure is another for a known reason, such as a new rule or a new program. Before and after are judged apart.',
		none: 'None is marked.',
		marked: ({ who, date }: { who: string; date: string }) => `Marked by ${who} on ${date}.`,
		takenBack: ({ who, date }: { who: string; date: string }) => `Taken back by ${who} on ${date}.`,
		gone: 'Taken back',
		takeBack: 'Take back',
		takeBackOf: ({ date }: { date: string }) => `Take back the step of ${date}`
	},
	form: {
		open: 'Mark a step change',
		on: 'Day on which it came',
		reason: 'Reason',
		reasonHint: 'Everybody who sees this figure reads it. No names of clients.',
		of: 'It is about',
		whole: 'the whole figure, as far as you see it',
		view: ({ filters }: { filters: string }) => `only what the filters choose: ${filters}`,
		submit: 'Mark it',
		refused: 'Nothing was marked',
		sample: 'This is the sample agency: nothing is changed in it.',
		wrong: {
			needed: 'This is needed.',
			day: 'This is not a day. Write it as 2026-07-01.',
			future: 'This day has not come yet.',
			long: 'Use at most 300 characters.',
			known: 'A step change on this day is marked already.',
			nothing: 'There is nothing of it that you may see. Remove a filter.'
		}
	},

	list: {
		title: 'Better, or noise?',
		none: ({ looked }: { looked: Count }) =>
			cases(looked.value, {
				zero: 'No figure has enough points to tell a change from chance.',
				one: 'The one figure that has enough points moves no more than chance moves it.',
				other: `None of the ${looked.number} figures that have enough points moves more than chance moves it.`
			}),
		found: ({ changed, looked }: { changed: Count; looked: Count }) =>
			`${changed.number} of ${looked.number} figures ${cases(changed.value, { one: 'moves', other: 'move' })} more than chance alone would move ${cases(changed.value, { one: 'it', other: 'them' })}.`,
		expected: ({ expected }: { expected: string }) =>
			`By chance alone about ${expected} of so many would look so, though nothing changed.`
	},

	methods: {
		title: 'Better, or noise?',
		text: [
			'A figure never stays the same from month to month. Its picture over time has the level of all its months and limits: how far chance alone moves a single one. Shares have wider limits in a month of few people (Laney’s p′); all other figures take their limits from how much neighboring months differ (XmR).',
			'A sign says that chance alone rarely does this. Of the first and the last kind a sentence says that something changed; the other two are shown and no more. A step change, which a manager marks with a date and a reason, begins level and limits anew, and no sign crosses it.',
			'Of a share in a month where fewer than five successes or fewer than five failures are expected, the limits are those of the exact binomial where they are wider, and the month weighs less in a row of seven if chance mostly puts it on that side. So a program of few people is not marked more often than the table says.',
			'Fewer than twelve months that are known whole are not judged. A month without a figure is none, not zero. Months of which something still changes, such as goals that are achieved late, are shown hollow. Nothing is said of chance where a month counts mostly what was there the month before, such as who is enrolled; of medians, which go by whole days; and of counts and rates of fewer than ten a month. Counts of people, who come as households, are marked a little more often than the table says.'
		],
		caption: 'How often chance alone makes a sign, in pictures about which there is nothing to find',
		chart: { xmr: 'Other figures', 'p-prime': 'Shares' },
		row: ({ chart, points }: { chart: string; points: string }) => `${chart}, ${points} points`,
		columns: { chart: 'Picture of', any: 'any sign', claimed: 'a sentence that claims a change' },
		oneOf: ({ charts }: { charts: string }) => `1 in ${charts}`,
		formula: {
			xmr: 'Other figures, m of them: the mean ± 2.66 times the mean difference of neighbors. Differences of 3.267 times their mean or more are left out once.',
			'p-prime':
				'Shares: the share of all rows, p̄, give or take three standard errors of n rows, times σ of z: how much more the shares differ from month to month than rows drawn at random. Of a share by a day, n is the effective n.'
		},
		made: 'Simulated: 20,000 pictures for each row. Figures are drawn from a normal distribution, shares from 20 to 100 rows of which each is a success with a chance of 60 %.',
		source: 'Wheeler, 2000, “Understanding Variation”; Laney, 2002, “Improved control charts for attributes”.'
	}
};
