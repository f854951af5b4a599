import { FIRST_DAY, LAST_DAY, dateOf, type Day } from './calendar.ts';
import { SLOWED_FROM, SLOWED_PROGRAM } from './cases.ts';
import { appointments, byChance, isKept, LAST_YEAR, share, type Chance } from './chance.ts';
import { DIFFERENT_WORKER, type Contact } from './contacts.ts';
import type { Enrollment } from './enrollments.ts';
import { LATE_TEAM } from './entries.ts';
import { SLOW_LANGUAGE } from './people.ts';
import { programOf } from './programs.ts';
import { FULL_SERVICE } from './referrals.ts';
import { teamOn, WORKERS } from './roster.ts';
import type { Sample } from './sample.ts';
import { halfBy, median, shareBy, type Wait } from './waits.ts';

/** One figure of the group with the truth and of what it is compared with; null where there is none. */
export type Measure = {
	measure: string;
	value: number | null;
	against: number | null;
	n: number;
	n_against: number;
};

/** Something true of the sample agency that its figures should show. Days are ISO dates. */
export type Truth = {
	id: string;
	says: string;
	metric: string;
	dimension: string;
	value: string;
	against: string;
	from: string;
	to: string;
	measures: Measure[];
	/** In which of the formats it can be seen. */
	formats: string[];
	look: string;
};

export type Truths = {
	seed: number;
	clients: number;
	observed_from: string;
	observed_until: string;
	truths: Truth[];
	/** Null where nothing was planted: then all are like all others. */
	by_chance: Chance | null;
	dirt: { what: string; table: string; count: number; ids: string[] }[];
};

const ALL = `--from ${dateOf(FIRST_DAY)} --to ${dateOf(LAST_DAY)}`;
const YEAR = `--from ${dateOf(LAST_YEAR)} --to ${dateOf(LAST_DAY)}`;

/** Says what was planted in a sample, and measures it in the rows as they were made, dirt included. */
export function findTruths(sample: Sample): Truths {
	return {
		seed: sample.seed,
		clients: sample.people.length,
		observed_from: dateOf(FIRST_DAY),
		observed_until: dateOf(LAST_DAY),
		truths: sample.planted
			? [
					doubledWaits(sample),
					lateNotes(sample),
					slowLanguage(sample),
					fullService(sample),
					differentWorker(sample)
				]
			: [],
		by_chance: sample.planted ? byChance(sample) : null,
		dirt: sample.dirt.map(({ what, table, ids }) => ({ what, table, count: ids.length, ids }))
	};
}

function doubledWaits({ enrollments }: Sample): Truth {
	const { name } = programOf(SLOWED_PROGRAM);
	const own = enrollments.filter((each) => each.case.program.key === SLOWED_PROGRAM);
	return {
		id: 'waits-doubled',
		says: `In ${name}, households that entered from ${dateOf(SLOWED_FROM)} on waited twice as long for a home as those before.`,
		metric: 'days-to-move-in',
		dimension: 'program',
		value: name,
		against: 'the same program before',
		from: dateOf(SLOWED_FROM),
		to: dateOf(LAST_DAY),
		measures: compareWaits(waitsOf(own, SLOWED_FROM, LAST_DAY), waitsOf(own, FIRST_DAY, SLOWED_FROM - 1)),
		formats: ['canonical-csv', 'hmis-csv'],
		look: `metric days-to-move-in ${ALL} --grain quarter --where program="${name}"`
	};
}

function slowLanguage({ enrollments, people }: Sample): Truth {
	const known = new Set(people);
	const speaks = ({ person }: Enrollment) => known.has(person) && person.language === SLOW_LANGUAGE;
	return {
		id: 'language-waits-longer',
		says: `In both housing programs, heads of household who speak ${SLOW_LANGUAGE} waited about twice as long for a home as the others, all the time.`,
		metric: 'days-to-move-in',
		dimension: 'language',
		value: SLOW_LANGUAGE,
		against: 'all other languages',
		from: dateOf(FIRST_DAY),
		to: dateOf(LAST_DAY),
		measures: compareWaits(
			waitsOf(enrollments.filter(speaks), FIRST_DAY, LAST_DAY),
			waitsOf(
				enrollments.filter((each) => !speaks(each)),
				FIRST_DAY,
				LAST_DAY
			)
		),
		formats: ['canonical-csv'],
		look: `metric days-to-move-in ${ALL} --by language`
	};
}

/** The waits of heads who entered a housing program between two days. */
function waitsOf(enrollments: readonly Enrollment[], from: Day, to: Day): Wait[] {
	return enrollments
		.filter(
			(each) => each.isHead && (each.case.program.key === 'rapid' || each.case.program.key === 'supportive')
		)
		.filter(
			(each) =>
				from <= each.startedOn && each.startedOn <= to && (each.exitedOn ?? LAST_DAY) >= each.startedOn
		)
		.map((each) => {
			const last = Math.min(each.exitedOn ?? LAST_DAY, LAST_DAY);
			const moved =
				each.movedInOn !== null && each.movedInOn >= each.startedOn && each.movedInOn <= last
					? each.movedInOn
					: null;
			const left = each.exitedOn !== null && each.exitedOn <= LAST_DAY;
			return {
				days: (moved ?? last) - each.startedOn,
				outcome: moved !== null ? 'event' : left ? 'competing' : 'censored'
			};
		});
}

function compareWaits(there: Wait[], elsewhere: Wait[]): Measure[] {
	const compare = (measure: string, of: (waits: Wait[]) => number | null): Measure => ({
		measure,
		value: of(there),
		against: of(elsewhere),
		n: there.length,
		n_against: elsewhere.length
	});
	return [
		compare('days until half had moved in', halfBy),
		compare('share moved in by day 90', (waits) => shareBy(waits, 90))
	];
}

function lateNotes({ documents, contacts }: Sample): Truth {
	const due = documents.filter((each) => FIRST_DAY <= each.dueOn && each.dueOn <= LAST_DAY);
	const [ours, theirs] = split(due, (each) => teamOn(each.worker, each.dueOn) === LATE_TEAM);
	const onTime = (list: typeof due) =>
		share(list, (each) => each.complete && each.entry !== null && each.entry.on <= each.dueOn);
	const seen = contacts.filter(
		(each) => FIRST_DAY <= each.on && each.on <= LAST_DAY && teamOn(each.worker, each.on) !== null
	);
	const [late, others] = split(seen, (each) => teamOn(each.worker, each.on) === LATE_TEAM);
	const lag = (list: Contact[]) =>
		list.length === 0 ? null : median(list.map((each) => Math.max(0, each.entry.on - each.on)));
	return {
		id: 'late-notes',
		says: `The team ${LATE_TEAM} writes its notes late: days after the contact, where the others need a day.`,
		metric: 'documents-on-time',
		dimension: 'team',
		value: LATE_TEAM,
		against: 'the other teams',
		from: dateOf(FIRST_DAY),
		to: dateOf(LAST_DAY),
		measures: [
			{
				measure: 'share of documents complete by the day they were due',
				value: onTime(ours),
				against: onTime(theirs),
				n: ours.length,
				n_against: theirs.length
			},
			{
				measure: 'days until a contact was written down (median; metric record-entry-lag)',
				value: lag(late),
				against: lag(others),
				n: late.length,
				n_against: others.length
			}
		],
		formats: ['canonical-csv'],
		look: `metric documents-on-time ${YEAR} --by team; metric record-entry-lag ${YEAR} --by team`
	};
}

function fullService({ referrals }: Sample): Truth {
	const made = referrals.filter((each) => FIRST_DAY <= each.madeOn && each.madeOn <= LAST_DAY - 30);
	const [there, elsewhere] = split(made, (each) => each.serviceType === FULL_SERVICE);
	const compare = (measure: string, result: string): Measure => ({
		measure,
		value: share(there, (each) => each.result === result),
		against: share(elsewhere, (each) => each.result === result),
		n: there.length,
		n_against: elsewhere.length
	});
	return {
		id: 'no-capacity',
		says: `More than half of the referrals to ${FULL_SERVICE} ended because nobody had room.`,
		metric: 'unmet-need',
		dimension: 'event',
		value: FULL_SERVICE,
		against: 'all other services',
		from: dateOf(FIRST_DAY),
		to: dateOf(LAST_DAY - 30),
		measures: [
			compare('share of referrals without capacity', 'no capacity'),
			compare('share of referrals connected (metric referrals-connected)', 'connected')
		],
		formats: ['canonical-csv'],
		look: `metric unmet-need ${YEAR} --by event; metric referrals-connected ${YEAR} --by event`
	};
}

function differentWorker({ contacts }: Sample): Truth {
	const compare = (measure: string, from: Day): Measure => {
		const [there, elsewhere] = split(
			appointments(contacts, from),
			(each) => each.worker === DIFFERENT_WORKER
		);
		return {
			measure,
			value: share(there, isKept),
			against: share(elsewhere, isKept),
			n: there.length,
			n_against: elsewhere.length
		};
	};
	const name = WORKERS.find((worker) => worker.id === DIFFERENT_WORKER)?.name ?? DIFFERENT_WORKER;
	return {
		id: 'different-worker',
		says: `Fewer of the appointments of ${name} (${DIFFERENT_WORKER}) are kept, for no reason in the cases.`,
		metric: 'appointments-kept',
		dimension: 'worker',
		value: name,
		against: 'all other workers',
		from: dateOf(FIRST_DAY),
		to: dateOf(LAST_DAY),
		measures: [
			compare('share of appointments kept', FIRST_DAY),
			compare('share of appointments kept, last twelve months', LAST_YEAR)
		],
		formats: ['canonical-csv'],
		look: `metric appointments-kept ${YEAR} --by worker`
	};
}

function split<Item>(list: readonly Item[], belongs: (item: Item) => boolean): [Item[], Item[]] {
	return [list.filter(belongs), list.filter((item) => !belongs(item))];
}
