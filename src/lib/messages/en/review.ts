import { plural } from '../plural.ts';

const cases = plural('en');
type Count = { value: number; number: string };
type Side = 'supervisor' | 'worker';

const counted = ({ value, number }: Count, one: string, other: string) =>
	`${number} ${cases(value, { one, other })}`;
const are = ({ value }: Count) => cases(value, { one: 'is', other: 'are' });
const households = (count: Count) => counted(count, 'household', 'households');
const whose = { supervisor: 'who leads', worker: 'the worker' };

/** The review of one worker's work. */
export default {
	title: 'Review',
	mine: 'My reviews',
	toReview: 'The half-yearly review',
	pdf: 'As a PDF of two pages',
	toSheet: 'The sheet for the one-to-one',
	of: ({ worker, period }: { worker: string; period: string }) => `The work of ${worker}, ${period}`,
	about:
		'A review begins with the cases, says of each figure how sure it is and how far it is in the worker’s hands, and keeps what both agree. It makes no order of workers.',
	headline: ({
		judged,
		prompts,
		strengths,
		again,
		team
	}: Record<'judged' | 'prompts' | 'strengths' | 'again' | 'team', Count>) => {
		const parts = [
			...(prompts.value > 0 ? [`${prompts.number} ${are(prompts)} worth a conversation`] : []),
			...(strengths.value > 0
				? [`${strengths.number} ${cases(strengths.value, { one: 'is a strength', other: 'are strengths' })}`]
				: []),
			...(again.value > 0 ? [`${again.number} ${are(again)} to be looked at again`] : [])
		];
		const [first, ...rest] = parts;
		if (judged.value === 0) return 'There is too little data to judge any figure';
		const teams = team.value === 0 ? '' : `; in ${team.number} the whole team stands out`;
		if (first === undefined)
			return `Of ${counted(judged, 'figure', 'figures')} that can be judged, none is worth a conversation about this worker${team.value === 0 ? ': what sets them apart is chance, or as workers differ' : teams}`;
		const all = rest.length === 0 ? first : `${[first, ...rest.slice(0, -1)].join(', ')} and ${rest.at(-1)!}`;
		return `Of ${counted(judged, 'figure', 'figures')} that can be judged, ${all}${teams}`;
	},
	notOpen: 'No review is open',
	notOpenOwn: 'Whoever leads you opens one; you then see the same page, answer in writing, and both sign it.',
	preview:
		'No review is open. This is what one would say now. Opened, the worker sees the same page and can answer.',
	open: 'Open a review',
	openLead: 'Without days it is about the last twelve months known.',
	from: 'From',
	to: 'To',
	opened: ({ by, date }: Record<'by' | 'date', string>) => `Opened by ${by} on ${date}.`,
	closed: ({ date }: { date: string }) =>
		`Closed on ${date}. It is kept as it was signed; what was imported since is not in it. Links lead to the data of today.`,
	held: 'It is kept as it was signed first. Whatever is written now takes the signature away, and figures are those of today again.',
	damaged: 'What is kept of this review is not what was signed. Restore app.sqlite from a backup.',
	made: ({ store, date }: { store: string; date: string }) => `Known up to ${date}. Data ${store}.`,
	sample: 'This is the sample agency: nothing is written in it.',
	saved: 'It is written down.',
	changed: 'Figures, goals or answers changed since this page was loaded. Read it again, then sign.',

	cases: {
		title: 'The cases',
		sentence: ({
			listed,
			open,
			started,
			moved,
			exited
		}: Record<'listed' | 'open' | 'started' | 'moved' | 'exited', Count>) =>
			`${households(listed)} in the window: ${open.number} ${are(open)} enrolled at its end, ${started.number} started in it, ${moved.number} moved in, ${exited.number} left.`,
		none: 'There was no household in the window.',
		gone: ({ gone }: { gone: Count }) =>
			`${households(gone)} ${are(gone)} not listed any more: the client’s data was deleted for good.`,
		caption: 'Households of the window, the newest first',
		openCaption: 'Households enrolled at the end of the window',
		columns: {
			case: 'Case',
			program: 'Program',
			started: 'Started',
			moved: 'Moved in',
			exited: 'Left',
			to: 'Left for',
			contact: 'Last contact'
		},
		all: ({ all }: { all: string }) => `All ${all} households`,
		figure: 'How households are counted'
	},
	caseload: {
		title: 'The caseload and its mix',
		sentence: ({ average, now }: { average: string; now: string | null }) =>
			`On an average day ${average} for a full-time post${now === null ? '' : `; on the last day known ${now}`}.`,
		none: 'There is no caseload of this worker in the window.',
		part: ({ value, n, share }: Record<'value' | 'n' | 'share', string>) => `${value} ${n} (${share})`
	},
	prompts: 'Worth a conversation',
	strengths: 'Strengths',
	again: 'To be looked at again',
	ofTeam: 'Of the whole team',
	ofTeamLead:
		'Here the whole team lies where the worker lies, further out than chance gives. It is to be talked about with the team, before it is with one of it.',
	team: ({ team, value, all, inTime }: Record<'team' | 'value' | 'all', string> & { inTime: boolean }) =>
		`${team} as a whole has ${value}${inTime ? ' in time' : ''}, all teams together ${all}.`,
	noPrompts: 'No figure is worth a conversation.',
	noStrengths:
		'No figure stands out as a strength beyond chance. That is what is expected of most: good work mostly lies within it.',
	little: ({ figures }: { figures: string }) => `Too little data to judge: ${figures}.`,
	not: 'not compared',
	fewOthers:
		'Where it stands is not said: fewer than five others are behind what it would be compared with, and their results are theirs.',
	is: ({ figure, rests }: { figure: string; rests: string }) =>
		rests === '' ? figure : `${figure}, ${rests}`,
	rows: 'The cases behind it',
	rowsOf: ({ title }: { title: string }) => `The cases behind it: “${title}”`,
	control: {
		worker: 'in the worker’s hands',
		shared: 'not in the worker’s hands alone',
		agency: 'the agency’s doing'
	},
	figures: {
		title: 'All figures',
		lead: 'In the order of the catalogue. Adjusted is what the worker would have with the cases of all. The middle half of the others is told from five others on.',
		caption: 'Every figure that can be judged, with where it stands',
		none: 'There is no figure that can be judged.',
		columns: {
			figure: 'Figure',
			value: 'As it is',
			adjusted: 'Adjusted',
			peers: 'Middle half of the others',
			all: 'All together',
			position: 'What may be said'
		},
		own: ({ period }: { period: string }) => `of ${period}`,
		share: 'compared is the share in time'
	},
	documents: {
		title: 'Documents on time, by kind',
		caption: 'Documents that were complete when they were due',
		columns: { kind: 'Kind', value: 'On time', interval: '95 % interval', rests: 'Of' },
		lead: 'Days on which the worker was away do not run.'
	},
	trends: {
		title: 'Over time',
		working: 'What changed over the last two years is being worked out …',
		none: ({ looked }: { looked: Count }) =>
			looked.value === 0
				? 'No figure has enough months to tell a change from chance.'
				: `None of ${counted(looked, 'figure', 'figures')} with enough months moves more than chance moves it.`,
		some: ({ changed, looked, expected }: { changed: Count; looked: Count; expected: string }) =>
			`${changed.number} of ${counted(looked, 'figure', 'figures')} with enough months ${cases(changed.value, { one: 'moves', other: 'move' })} more than chance alone would move ${cases(changed.value, { one: 'it', other: 'them' })}. By chance alone about ${expected} of so many would look so.`
	},
	working: 'The figures are being worked out …',
	failed: 'The figures could not be worked out just now. Load the page again in a moment.',

	goals: {
		title: 'Goals',
		none: 'Nothing is agreed yet.',
		agreed: ({ by, date }: Record<'by' | 'date', string>) => `agreed with ${by} on ${date}`,
		carried: ({ date }: { date: string }) => `carried on from the review of ${date}`,
		until: ({ date }: { date: string }) => `until ${date}`,
		state: { open: 'goes on', reached: 'reached', dropped: 'dropped' },
		settle: ({ text }: { text: string }) => `What came of “${text}”`,
		set: 'Say so',
		add: 'Agree on a goal',
		text: 'Goal',
		hint: 'What will be different, so that both can tell. Without the name of a client.',
		by: 'Until (may stay empty)',
		save: 'Write the goal down'
	},
	notes: {
		title: 'What both say',
		none: 'Nobody has written anything yet.',
		by: ({ by, side, date }: { by: string; side: Side; date: string }) => `${by} (${whose[side]}), ${date}`,
		write: { supervisor: 'Write something', worker: 'Your answer' },
		hint: 'It stands here for both, and cannot be changed afterwards. Without the name of a client.',
		save: 'Write it down'
	},
	sign: {
		title: 'Signatures',
		lead: 'To sign says that this was read and talked about, not that one agrees with all of it. Once both have signed, the review is closed and kept as it is.',
		none: ({ side }: { side: Side }) => `Not signed yet by ${whose[side]}.`,
		done: ({ by, side, date }: { by: string; side: Side; date: string }) =>
			`Signed by ${by} (${whose[side]}) on ${date}.`,
		sign: 'Sign this review'
	},
	past: {
		title: 'Closed reviews',
		none: 'There is none yet.',
		item: ({ date }: { date: string }) => `Review of ${date}`
	},
	wrong: {
		needed: 'Write something.',
		long: 'That is too long: 500 letters for a goal, 4,000 for an answer.',
		day: 'Give days such as 2026-12-15, the first before the last.'
	}
};
