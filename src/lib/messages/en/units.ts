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
		named: ({
			name,
			value,
			all,
			side,
			and
		}: Record<'name' | 'value' | 'all', string> & { side: Side; and: Count | null }) =>
			`${name} stands out: ${value}, ${side} the ${all} of all together${and === null ? '' : `, and so ${cases(and.value, { one: 'does', other: 'do' })} ${and.number} more`}`
	},

	/** Where one stands, in a few words. */
	short: {
		'too little data': 'too little data',
		'within chance': 'within chance',
		'within differences': ({ kind, side }: { kind: Kind; side: Side }) =>
			`${side}, as ${OTHERS[kind]} differ here`,
		pulled: ({ kind, side }: { kind: Kind; side: Side }) => `${side}, by one other ${kind} alone`,
		'look again': ({ side }: { side: Side }) => `outside, ${side}: look again`,
		'worth a conversation': ({ kind, side, good }: { kind: Kind; side: Side; good: boolean | null }) =>
			`${kind === 'worker' ? 'worth a conversation' : 'stands out'}: ${side}${good === true ? ', a strength' : ''}`
	},

	/** The same as sentences. */
	says: {
		'few clients': ({ people, fewest }: Record<'people' | 'fewest', string>) =>
			`Too little data to judge: ${people}, where ${fewest} are the least.`,
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
	order: ({ kind }: { kind: Kind }) =>
		`${kind === 'worker' ? 'Workers stand' : 'They stand'} in alphabetical order: this is no ranking.`,
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
	caption: ({ title, kind }: { title: string; kind: Kind }) => `${title}: ${OTHERS[kind]} compared`
};
