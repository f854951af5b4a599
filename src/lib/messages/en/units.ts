import { plural } from '../plural.ts';
import { singular } from './figures.ts';

const cases = plural('en');

type Kind = 'worker' | 'team' | 'program' | 'site';
type Side = 'below' | 'above';
type Count = { value: number; number: string };

const OTHERS: Record<Kind, string> = { worker: 'workers', team: 'teams', program: 'programs', site: 'sites' };
const many = (kind: Kind, { value, number }: Count) =>
	`${number} ${cases(value, { one: kind, other: OTHERS[kind] })}`;
const are = ({ value }: Count) => cases(value, { one: 'is', other: 'are' });

/** What stands out is a conversation with a person, and of what is no person a word without one. */
const claim = (kind: Kind, { value }: Pick<Count, 'value'>) =>
	kind === 'worker'
		? `${cases(value, { one: 'is', other: 'are' })} worth a conversation`
		: cases(value, { one: 'stands out', other: 'stand out' });

const LOOK = 'Look again in six months.';

/** Workers, teams, programs and sites compared with each other. Numbers come as text, unless they choose a word. */
export default {
	title: 'Comparison',
	by: ({ kind }: { kind: Kind }) => `Comparison of ${OTHERS[kind]}`,
	choose: 'Compare',
	kinds: OTHERS,

	/** What all together say: the title of the picture. */
	found: {
		none: ({ kind, units }: { kind: Kind; units: Count }) =>
			`${many(kind, units)}: what sets them apart is within what chance gives`,
		same: ({ kind, units }: { kind: Kind; units: Count }) =>
			`${many(kind, units)}: they do not differ beyond chance`,
		differ: ({ kind, units }: { kind: Kind; units: Count }) =>
			`${many(kind, units)}: they differ more than chance gives, but none stands out from how much they differ`,
		little: ({ kind, units }: { kind: Kind; units: Count }) =>
			`${many(kind, units)}: too little data to judge ${cases(units.value, { one: 'it', other: 'any of them' })}`,
		again: ({ kind, units, again }: { kind: Kind; units: Count; again: Count }) =>
			`${many(kind, units)}: ${again.number} ${are(again)} to be looked at again, none ${claim(kind, { value: 1 })}`,
		some: ({ kind, units, some }: { kind: Kind; units: Count; some: Count }) =>
			`Of ${many(kind, units)}, ${some.number} ${claim(kind, some)}`,
		named: ({ name, value, all, side }: Record<'name' | 'value' | 'all', string> & { side: Side }) =>
			`${name} stands out: ${value}, ${side} the ${all} of all together`
	},

	/** Where one stands, in a few words. */
	short: {
		'too little data': 'too little data',
		'within chance': 'within chance',
		'within differences': ({ kind, side }: { kind: Kind; side: Side }) =>
			`${side}, as ${OTHERS[kind]} differ here`,
		pulled: ({ kind, side }: { kind: Kind; side: Side }) => `${side}, through one other ${kind}`,
		'look again': ({ side }: { side: Side }) => `outside, ${side}: look again`,
		'worth a conversation': ({ kind, side, good }: { kind: Kind; side: Side; good: boolean | null }) =>
			`${kind === 'worker' ? 'worth a conversation' : 'stands out'}: ${side}${good === true ? ', a strength' : ''}`
	},

	/** The same as sentences. */
	says: {
		'few clients': ({ fewest }: { fewest: string }) =>
			`Too little data to judge: fewer than ${fewest} people.`,
		'no result could':
			'Too little data to judge: no result of so few rows could lie outside of what chance gives.',
		alone: ({ kind }: { kind: Kind }) =>
			`Too little data to judge: hardly any other ${kind} has such cases, so there is nothing to compare with.`,
		'within chance': 'Within what chance gives.',
		'within differences': ({ kind, side }: { kind: Kind; side: Side }) =>
			`Further ${side} than chance alone gives, but ${OTHERS[kind]} differ that much here. ${
				kind === 'worker'
					? 'Look for what several have in common, such as their team, before anybody is asked.'
					: 'Look for what several have in common.'
			}`,
		pulled: ({ kind, side }: { kind: Kind; side: Side }) =>
			`Outside, ${side}, only because one other ${kind} lies so far on the other side. Without that one it is within what chance gives.`,
		'look again': {
			within: ({ side }: { side: Side }) =>
				`Outside of what chance gives, ${side}, for the first time. ${LOOK}`,
			'not known': ({ side }: { side: Side }) =>
				`Outside of what chance gives, ${side}. Six months before there was too little data to say so. ${LOOK}`,
			outside: ({ kind, side }: { kind: Kind; side: Side }) =>
				`Outside of what chance gives, ${side}, now and six months before. Where so many ${OTHERS[kind]} and figures are looked at, chance puts one as far out now and then. ${LOOK}`
		},
		'worth a conversation': ({ kind, side, good }: { kind: Kind; side: Side; good: boolean | null }) =>
			`${kind === 'worker' ? 'Worth a conversation' : 'Stands out'}: further ${side} than chance gives, now and six months before. ${
				good === true
					? 'It is a strength: ask what others can learn from it.'
					: kind === 'worker'
						? 'Begin with the cases.'
						: 'Begin with the rows.'
			}`
	},

	part: 'in part: it has rows that you may not see, or left out',

	/** How the comparison was made. */
	pool: ({ kind, units, value }: { kind: Kind; units: Count; value: string }) =>
		`Compared with all ${many(kind, units)} of the agency together: ${value}.`,
	within: ({ kind, units, value }: { kind: Kind; units: Count; value: string }) =>
		`Compared with the ${many(kind, units)} that you see, together ${value}: fewer than five others are behind the rest, and their results are theirs.`,
	window: ({ now, before }: Record<'now' | 'before', string>) =>
		`The window is ${now}; the one six months before, ${before}.`,
	as: {
		duration: ({ standards }: { standards: string }) =>
			`Compared is the share within the time that it may take (${standards}).`,
		time_to_event: ({ day, unit }: { day: string; unit: string }) =>
			`Compared is the share by ${singular(unit)} ${day}, among those who were observed that long.`
	},
	/** What a duration is held to, where rows are held to different times. */
	standards: 'each row by its standard or target',
	mix: {
		title: 'What a comparison allows for',
		of: ({ dimensions }: { dimensions: string }) =>
			`Adjusted for ${dimensions}: what each would have with the cases of all. The figure as it is stands beside it.`,
		none: 'Not adjusted for the mix of cases.',
		plain: ({ dimensions }: { dimensions: string }) =>
			`Where workers, teams, programs or sites are compared, it is adjusted for ${dimensions}.`
	},
	allowing: ({ kind }: { kind: Kind }) =>
		`The ${OTHERS[kind]} differ more than chance gives, and the limits allow for that.`,
	strict: ({ kind, fewest }: { kind: Kind; fewest: string }) =>
		`With fewer than ${fewest} ${OTHERS[kind]} the limits are those of chance alone.`,
	order: 'They stand in alphabetical order: this is no ranking.',
	how: 'How units are compared',
	lead: 'Begin with the cases: each name leads to its rows.',

	not: {
		total: 'Totals are not compared: they say how much there was, not how well it went.',
		mean: 'Averages are not compared. How far chance moves one depends on how its values are spread, and limits made from the values themselves would be widest around the very one that differs.',
		'no standard':
			'It is not compared: no standard or target says how long it may take. Set one in the standards, and the share within it is compared.',
		'not collected': 'It is not compared: no source has what it needs.',
		immature:
			'It is not compared: the latest of this period were not observed for as long as the figure asks.',
		'no rows': 'There is nothing to compare in this period.',
		'one alone': ({ kind }: { kind: Kind }) => `There is one ${kind} alone: nothing to compare with.`
	},

	chart: {
		caption:
			'Each dot is one of them, by how much its figure rests on. Between the inner lines chance leaves 95 of 100, between the outer ones 998 of 1,000.',
		x: 'rests on so many independent rows',
		xRate: 'rests on so many independent 30-day spans',
		all: ({ value }: { value: string }) => `All ${value}`,
		limits95: '95 %',
		limits998: '99.8 %',
		limits: ({ limits }: { limits: string }) => `99.8 % limits ${limits}`,
		columns: { n: 'Effective n', limits: '99.8 % limits', position: 'Position' }
	},
	columns: {
		value: 'Figure',
		compared: 'Compared',
		adjusted: 'Adjusted',
		peers: 'Middle half of the peers',
		shrunk: 'Most likely its own',
		limits: '99.8 % limits',
		position: 'What may be said',
		people: 'People'
	},
	methods: {
		title: 'Does a worker or a team differ?',
		text: [
			'Each is compared with all of the agency together. How far chance alone moves a figure depends on how much it rests on: the limits of 95 % and 99.8 % are exact, of the binomial distribution for shares and of Poisson’s for rates, on the effective n, whose design effect is never taken for less than that of all units together. A duration is compared by the share within its standard or target, a share by a day among those who were observed that long. Totals and averages are not compared.',
			'Workers and programs always differ somewhat, for reasons that no figure shows. From eleven units on the limits allow for that: by the variance that makes up for their mean squared distance φ, cut off at 10 and 90 %. They are never narrower than chance alone. With fewer, a unit that stands out would hide itself; there, one is not held against the others: who is outside only because another lies far on the other side is told so.',
			'Cases differ, too. A figure says what a unit may not help, such as the type of its programs; its value is adjusted for that by indirect standardisation, and judged so: what the rates of all in each stratum lead one to expect of its cases. Strata of fewer than 30 rows are taken together. Where four fifths of what is expected rest on the unit’s own rows, nobody is there to compare with. Protected traits, such as race, language or age, are never adjusted away.',
			'What of a value is the unit’s own is drawn towards the middle of all by as much as it may be chance, and told only where at least 70 % of it is no chance. Between which values the middle half of the peers lies is told from five peers on.'
		],
		says: 'What may be said',
		rules: [
			'Fewer than ten people, or so few rows that no result could lie outside: too little data to judge.',
			'Within the 99.8 % limits: within what chance gives, or within how much they differ anyway.',
			'Outside, for the first time: look again in six months.',
			'Outside now and, on the same side, in the window that ended six months before, and so far out now that it stands out among all units and figures that are looked at: worth a conversation, about a strength as well. The same rule holds for teams, programs and sites, of which it is said that they stand out.'
		],
		chance: ({
			workers,
			figures,
			claimed,
			twice
		}: Record<'workers' | 'figures' | 'claimed' | 'twice', string>) =>
			`Simulated for an agency of ${workers} workers of whom none differs, and ${figures} figures: in ${claimed} of such agencies somebody is worth a conversation. Without the last condition it would be ${twice}.`,
		power: ({
			rows,
			share,
			others,
			now,
			both,
			claimed
		}: Record<'rows' | 'share' | 'others' | 'now' | 'both' | 'claimed', string>) =>
			`A worker at ${share} among others at ${others}, each with ${rows} rows in a window, is outside in ${now} of windows, in both of them in ${both}, and worth a conversation in ${claimed}.`,
		formula: {
			distance:
				'The distance from the share p of all, in standard errors, on a scale where chance is alike everywhere:',
			differ: 'How much m units differ beyond chance:',
			limits: 'The limits that allow for it (99.8 %):',
			adjusted: 'The value with the cases of all, from successes s and the rates of all in each stratum h:',
			own: 'How much of a value is no chance, with the variance τ² between units by DerSimonian and Laird:'
		},
		source:
			'Spiegelhalter, 2005, “Funnel plots for comparing institutional performance”, and “Handling over-dispersion of performance indicators”; DerSimonian and Laird, 1986, “Meta-analysis in clinical trials”. Indirect standardisation: Breslow and Day, 1987, “Statistical Methods in Cancer Research”, volume II.'
	},
	caption: ({ title, kind }: { title: string; kind: Kind }) => `${title}: ${OTHERS[kind]} compared`
};
