import { plural } from '../plural.ts';

const cases = plural('en');

type Count = { value: number; number: string };

/** Better, or noise: every figure over time, held to what chance alone does. */
export default {
	nav: 'Trends',
	title: 'Is it better, or is it noise?',
	found: ({ changed, looked }: { changed: Count; looked: Count }) =>
		looked.value === 0
			? 'No figure can be judged over time yet'
			: cases(changed.value, {
					zero: `Noise: of ${looked.number} figures none moved more than chance moves it`,
					one: `One of ${looked.number} figures moved more than chance usually moves it`,
					other: `${changed.number} of ${looked.number} figures moved more than chance usually moves them`
				}),
	/** How many chance alone would mark. `isMore` where more changed than that explains. */
	chance: ({ expected, isMore }: { expected: string; isMore: boolean }) =>
		`Chance alone would show about ${expected} such changes among so many figures${isMore ? ', so most of these are likely real' : '. Each of these may be one of them: look at what lasts, and at what you know a reason for'}.`,
	period: 'Looked at are the last 24 whole months that are known.',
	how: 'How a change is told from chance',
	changed: 'What changed',
	none: 'Nothing changed by more than chance.',
	steady: 'What did not change by more than chance',
	silent: 'What cannot be judged, and why',
	caption: 'Figures over time, in the order of the overview',
	columns: { metric: 'Figure', finding: 'Over time' },
	count: ({ value, number }: Count) => `${number} ${cases(value, { one: 'figure', other: 'figures' })}`
};
