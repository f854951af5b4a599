import { plural } from '../plural.ts';

const cases = plural('en');

/** One of a unit whose first word is in the plural: person, move-in, person moving in. */
export function singular(unit: string): string {
	return unit.replace(/^\S+/, (word) => (word === 'people' ? 'person' : word.replace(/s$/, '')));
}

/** What a figure is held to, in words: a standard, or the target that was promised. */
type HeldTo = { standard: string; kind: 'standard' | 'target' };

/** Figures, dates and periods in words. Numbers come as text, written for the locale. */
export default {
	none: 'no figure',
	percent: ({ number }: { number: string }) => `${number} %`,
	under: ({ number }: { number: string }) => `under ${number}`,
	over: ({ number }: { number: string }) => `over ${number}`,
	/** `value` is the number as it is written, so that 1.04 written as 1 is one. */
	quantity: ({ number, value, unit }: { number: string; value: number; unit: string }) =>
		`${number} ${cases(value, { one: singular(unit), other: unit })}`,
	per30days: ({ quantity }: { quantity: string }) => `${quantity} per 30 days`,
	range: ({ from, to }: { from: string; to: string }) => `${from} to ${to}`,
	share: ({ part, whole }: { part: string; whole: string }) => `${part} of ${whole}`,
	basis: ({ n }: { n: string }) => `n = ${n}`,
	answer: ({ figure, limits, rests }: { figure: string; limits: string | null; rests: string | null }) =>
		`${figure}${limits === null ? '' : ` (${limits})`}${rests === null ? '' : `, ${rests}`}`,
	because: ({ status, reason }: { status: string; reason: string }) => `${status}: ${reason}`,
	moment: ({ date, time }: { date: string; time: string }) => `${date}, ${time} UTC`,
	age: ({ days, number }: { days: number; number: string }) =>
		cases(days, { zero: 'today', one: 'yesterday', other: `${number} days ago` }),

	status: {
		shown: 'shown',
		no_data: 'no data',
		not_reached: 'not reached: fewer than half so far',
		suppressed: 'hidden: too few people',
		not_collected: 'not collected'
	},
	verdict: {
		better: 'better, by more than chance',
		worse: 'worse, by more than chance',
		'within chance': 'within chance',
		'too little data': 'too little data to judge'
	},
	/** A verdict on the standard or target, as a sentence after the finding. */
	comparison: {
		better: ({ standard, kind }: HeldTo) =>
			`The ${kind} is ${standard}; this is better, by more than chance.`,
		worse: ({ standard, kind }: HeldTo) => `The ${kind} is ${standard}; this is worse, by more than chance.`,
		'within chance': ({ standard, kind }: HeldTo) =>
			`The ${kind} is ${standard}; the difference is no more than chance.`,
		'too little data': ({ standard, kind }: HeldTo) =>
			`The ${kind} is ${standard}; there is too little data to judge.`
	},
	standard: ({ standard, kind }: HeldTo) => `The ${kind} is ${standard}.`,
	/** Before a figure without which the one before it misleads. */
	beside: 'Read it with',
	sentence: ({ text }: { text: string }) => `${text}.`,
	leftOut: 'it was left out, since its file has a problem.',
	immature: 'not all observed long enough yet',
	/** Where a metric has no sentence of its own. */
	finding: ({ title, figure }: { title: string; figure: string }) => `${title}: ${figure}.`
};
