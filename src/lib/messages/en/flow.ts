import { plural } from '../plural.ts';

const cases = plural('en');

/** A number of households, written and as it counts. */
type Count = { value: number; number: string };

const households = ({ value, number }: Count) =>
	`${number} ${cases(value, { one: 'household', other: 'households' })}`;
const days = ({ value, number }: Count) => `${number} ${cases(value, { one: 'day', other: 'days' })}`;
const are = (value: number) => cases(value, { one: 'is', other: 'are' });

/** Where cases get stuck: the flow through the stages, who is at each, and the needs that referrals could not meet. */
export default {
	nav: 'Flow',
	title: 'Where cases get stuck',
	none: 'No household started in this period',
	households,
	days,

	/** What is said first. `phrase` and `from`, `to` are a stage's own words. */
	waiting: ({
		started,
		waiting,
		phrase,
		half
	}: Record<'started' | 'waiting', Count> & { phrase: string; half: string | null }) =>
		`Of ${households(started)} that started, ${waiting.number} ${are(waiting.value)} ${phrase}${half === null ? '' : `, half of them for ${half} or longer`}.`,
	nobodyWaits: ({ started }: { started: Count }) =>
		`Of ${households(started)} that started, none is waiting for its next stage.`,
	lost: ({ from, to, left, phrase }: { from: string; to: string; left: Count; phrase: string }) =>
		`Most are lost between ${from} and ${to}: ${left.number} ${phrase} after they had got as far as the ${from}.`,
	nobodyLost: 'Nobody was lost on the way.',
	slowest: ({ from, to, half }: { from: string; to: string; half: string | null }) =>
		half === null
			? `The longest step is from ${from} to ${to}: fewer than half of those who got as far have gone on so far.`
			: `The longest step is from ${from} to ${to}: half of those who got as far went on within ${half}.`,
	kept: ({ placed, share, limits, day }: { placed: Count; share: string; limits: string; day: string }) =>
		`Of the ${placed.number} that had a home, ${share} still had it ${day} later (${limits}).`,
	others: ({ others, phrase }: { others: Count; phrase: string }) =>
		`Besides these, ${households(others)} that started before or after this period ${are(others.value)} ${phrase}.`,
	period: ({ period }: { period: string }) =>
		`Households that started in the period ${period}, each followed by its head to the last day known. Who is in two programs is followed in both.`,
	immature: 'Not all could be followed long enough yet; who waits counts for as long as they could.',
	leftOut: ({ source, reason }: { source: string; reason: string }) =>
		`Not in these figures: ${source}. ${reason}`,

	chart: {
		lost: ({ from, to }: { from: string; to: string }) => `Most are lost between ${from} and ${to}`,
		nobody: 'Nobody is lost between the stages',
		caption:
			'Each bar is all households that could reach the stage: their program has it, and their source collects it. Who waits is still enrolled; who left is not lost to help elsewhere, but left before it.',
		parts: { reached: 'reached it', waiting: 'waiting', left: 'left before' },
		says: ({
			reached,
			waiting,
			left,
			phrase
		}: Record<'reached' | 'waiting' | 'left', Count> & { phrase: string }) =>
			[
				`${reached.number} ${phrase}`,
				waiting.value === 0 ? '' : `${waiting.number} waiting`,
				left.value === 0 ? '' : `${left.number} left before`
			]
				.filter((part) => part !== '')
				.join(' · '),
		notCollected: 'not collected',
		columns: { stage: 'Stage', could: 'Could reach it', note: 'Note' }
	},

	stages: 'Stage by stage',
	stagesCaption: 'Households at each stage, with the time that it took',
	columns: {
		stage: 'Stage',
		could: 'Could reach it',
		reached: 'Reached it',
		share: 'Share by a day',
		half: 'Half had it',
		step: 'From the stage before',
		waiting: 'Waiting',
		left: 'Left before'
	},
	could: ({ could, missing }: { could: string; missing: Count }) =>
		missing.value === 0 ? could : `${could}; of ${missing.number} it is not collected`,
	shareBy: ({ share, limits, day }: { share: string; limits: string | null; day: string }) =>
		`${share}${limits === null ? '' : ` (${limits})`} by day ${day}`,
	unknownBy: ({ day }: { day: string }) => `nobody followed to day ${day} yet`,
	halfBy: ({ half, days }: { half: number; days: string }) =>
		half === 0 ? 'on the first day' : `within ${days}`,
	fewerThanHalf: 'fewer than half so far',
	stepBy: ({ half, days, n, from }: { half: number; days: string; n: string; from: string }) =>
		`${half === 0 ? 'the same day' : days} (${n} after the ${from})`,
	stepNot: ({ n, from }: { n: string; from: string }) => `fewer than half so far (${n} after the ${from})`,
	without: ({ without, from }: { without: Count; from: string }) =>
		`${without.number} reached it without the ${from} first`,
	halfFor: ({ half }: { half: string }) => `half for ${half} or longer`,
	othersToo: ({ others }: { others: Count }) => `${others.number} more, started outside the period`,
	leftHere: ({ here, from }: { here: Count; from: string }) => `${here.number} of them after the ${from}`,
	reason: ({ stage, reason }: { stage: string; reason: string }) => `${stage}: ${reason}`,

	destinations: 'Where those who left before went',
	destinationsCaption: 'Households that left before each stage, by where they went',
	noDestinations: 'Nobody left before any stage.',
	all: 'All',
	to: {
		permanent: 'A permanent home',
		temporary: 'A temporary place',
		institutional: 'An institution',
		homeless: 'The street or a shelter',
		other: 'Elsewhere',
		unknown: 'Not known',
		excluded: 'Died, or to a hospital or care',
		returned: 'Back in our programs'
	} as Record<string, string>,

	by: ({ dimension }: { dimension: string }) => `By ${dimension}`,
	groupsIntro:
		'Whether groups differ by more than chance is not judged here: each stands with its interval and how many it rests on.',
	ofWorkers:
		'A household is of the worker whose case it was on the day it started, else of who entered the record. Workers stand in alphabetical order: these figures are no ranking. What comes of a case is shared with the housing market and other agencies.',
	groupsCaption: ({ stage, dimension }: { stage: string; dimension: string }) => `${stage}, by ${dimension}`,
	noGroups: 'There is nothing to break down.',
	seeRows: ({ what, stage }: { what: string; stage: string }) => `${what}, ${stage}: see the households`,

	needs: {
		title: 'Needs that could not be met',
		/** `n` referrals to a service, of which so many ended in vain. */
		share: ({
			service,
			n,
			room,
			limits,
			unfit
		}: {
			service: string;
			n: string;
			room: string;
			limits: string;
			unfit: Count;
		}) =>
			`Most need is unmet in ${service}: ${room} of ${n} referrals ended because there was no room (${limits})${unfit.value === 0 ? '' : `, and ${unfit.number} because the person was not eligible`}.`,
		both: 'It is the service with the most such referrals, too.',
		count: ({ service, unmet, n }: { service: string; unmet: string; n: string }) =>
			`In number it is ${service}, with ${unmet} of ${n}.`,
		met: 'No referral ended for want of room, or because the person was not eligible.',
		few: 'Too few people were referred to any one service to name one.',
		period: ({ period }: { period: string }) =>
			`Referrals made in the period ${period} and at least 30 days before the last day known. Needs for which nobody made a referral are not in the data.`,
		chart: ({ service }: { service: string }) => `Most often without room: ${service}`,
		chartMet: 'No referral ended for want of room',
		chartCaption:
			'The share of referrals that ended because there was no room, with its 95 % interval. Where intervals overlap widely, the difference may be chance.',
		all: ({ value }: { value: string }) => `All ${value}`,
		caption: 'What came of the referrals to each service',
		columns: {
			service: 'Service',
			n: 'Referrals',
			room: 'No room',
			eligible: 'Not eligible',
			waiting: 'Still waiting',
			connected: 'Connected'
		},
		figure: ({ numerator, share, limits }: { numerator: string; share: string; limits: string | null }) =>
			`${numerator} (${share}${limits === null ? '' : `, ${limits}`})`,
		rows: ({ service }: { service: string }) => `See the referrals to ${service}`
	},

	how: 'How the stages are defined',
	howHere: 'What it is to reach each stage, by type of program, and which columns it needs.',

	rows: {
		title: ({ stage, who }: { stage: string; who: string }) => `${stage}: ${who}`,
		/** `phrase` is the stage's own words. */
		heading: {
			could: ({ households, stage }: { households: string; stage: string }) =>
				`${households} could reach the stage “${stage}”`,
			reached: ({ households, phrase }: { households: string; phrase: string }) => `${households} ${phrase}`,
			waiting: ({ count, phrase }: { count: Count; phrase: string }) =>
				`${households(count)} ${are(count.value)} ${phrase}`,
			left: ({ households, phrase }: { households: string; phrase: string }) => `${households} ${phrase}`
		},
		period: ({ period }: { period: string }) => `Started in the period ${period}.`,
		outside: ({ period }: { period: string }) => `Started before or after the period ${period}.`,
		who: {
			could: 'all that could reach it',
			reached: 'reached it',
			waiting: 'waiting',
			'waiting-here': 'waiting, came as far as the stage before',
			others: 'waiting, started outside the period',
			left: 'left before it',
			'left-here': 'left before it, came as far as the stage before'
		},
		choose: 'Which households',
		destination: ({ to }: { to: string }) => `Only those that went here: ${to}.`,
		back: 'The flow of cases',
		none: 'There are no such households.',
		download: 'Download all of them as CSV',
		caption: 'The households, those with the most days first',
		columns: {
			enrollment_id: 'Enrollment',
			days: 'Days',
			started_on: 'Start',
			since_on: 'Counted from',
			reached_on: 'Reached it',
			left_on: 'Left before it',
			went_to: 'Where to',
			program: 'Program',
			worker: 'Worker',
			team: 'Team',
			client_id: 'Client'
		}
	},

	methods: {
		title: 'The flow of cases',
		link: 'What it is to reach each stage, from referral to a home that is kept',
		intro:
			'Each household that starts in a program is followed by its head through the stages below. Every time it starts is a case of its own.',
		how: [
			'Of each stage, those that could reach it are the households whose program has it and whose source collects it. They reached it, still wait for it, or left before: these three are always all of them. A stage that a source does not collect is never counted as not reached.',
			'Who still waits is not lost. The share by a day is taken from the curve of Aalen and Johansen, in which leaving before the stage is an end of its own and who waits counts for as long as they could be followed. Members of one household are followed by its head; several starts of one person are not independent, and the interval allows for it.',
			'From the stage before, only those are followed who reached that one first. A stage may be passed by: who has a home without a service plan is shown as such, and waits for a plan still.',
			'“Lost between” two stages are those who left, and whose last stage was the first of the two. Each household is in one such place at most.'
		],
		idea: 'The idea is that of a patient pathway in health services (referral to treatment) and of multi-state models with competing ends (Putter, Fiocco and Geskus, Statistics in Medicine 2007).',
		programs: ({ programs }: { programs: string }) => `In ${programs}`,
		everywhere: 'In every type of program',
		elsewhere: 'In all other types of program',
		counts: 'What counts',
		leavesOut: 'What does not',
		needs: 'Needs',
		collected: ({ names }: { names: string }) => `Collected by ${names}.`,
		collectedByNone: 'No source collects it.',
		metric: 'The metric beside it',
		days: ({ day }: { day: string }) => `The share is told by day ${day} after the start.`,
		daysAfter: ({ day, noun }: { day: string; noun: string }) =>
			`The share is told by day ${day} after the ${noun}.`,
		source: 'Where it is from',
		sql: 'The rule as SQL'
	}
};
