import { PROGRAMS, programOf, type Program, type ProgramKey } from './programs.ts';
import { dayOf, FIRST_DAY, isWeekend, LAST_DAY, monthOf, type Day } from './calendar.ts';
import { BEFORE, DESTINATIONS, FROM_HOME, livingSituation } from './destinations.ts';
import { drawHousehold, isAdult, SLOW_LANGUAGE, type Household, type Person } from './people.ts';
import type { Random } from './random.ts';

/** A household's time in a program. What would come after the last day has not happened: it is null. */
export type Case = {
	id: string;
	program: Program;
	household: Household;
	referredOn: Day | null;
	startedOn: Day;
	engagedOn: Day | null;
	movedInOn: Day | null;
	exitedOn: Day | null;
	destination: string | null;
	before: string;
	homelessSince: Day | null;
	stays: Stay[];
};

/** One person's part of a case: an enrollment. */
export type Stay = {
	id: string;
	person: Person;
	isHead: boolean;
	startedOn: Day;
	exitedOn: Day | null;
};

/** The program whose waits doubled, and from which day on (truths.ts). */
export const SLOWED_PROGRAM: ProgramKey = 'rapid';
export const SLOWED_FROM = dayOf('2025-11-01');
const SLOWED_BY = 2;
const SLOW_LANGUAGE_BY = 1.9;

/** Where nothing is planted, the people of all programs are drawn as those of one, and come from where those of one do. */
const ALIKE = { people: 'rapid', before: 'supportive' } as const;
/** Days in supportive housing where nothing is planted: few enough for its numbers to have settled by the first day. */
const SETTLED = 400;

/** Households a year, at 4,000 clients, that come without being sent by another program or coming back. */
const NEW: Record<ProgramKey, number> = {
	outreach: 205,
	shelter: 345,
	rapid: 112,
	supportive: 8,
	family: 92
};
/** Households a year that come while they are in shelter or known to outreach. */
const SENT: Partial<Record<ProgramKey, number>> = { rapid: 74, supportive: 17 };
/** From when on each program is simulated: long enough before the first day for its cases to have settled. */
const FROM: Record<ProgramKey, Day> = {
	outreach: dayOf('2023-01-01'),
	shelter: dayOf('2023-01-01'),
	rapid: dayOf('2022-07-01'),
	supportive: dayOf('2019-10-01'),
	family: dayOf('2023-01-01')
};
/** How many more come in a month, January first, than in a month like any other. */
const SEASON: Record<ProgramKey, readonly number[]> = {
	outreach: [0.85, 0.85, 0.95, 1, 1.1, 1.15, 1.2, 1.2, 1.05, 1, 0.9, 0.8],
	shelter: [1.5, 1.35, 1.1, 0.9, 0.8, 0.72, 0.7, 0.75, 0.85, 1, 1.2, 1.45],
	rapid: [1, 1, 1, 1, 1, 1.05, 1, 0.95, 0.95, 1.15, 1.1, 0.8],
	supportive: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
	family: [0.95, 0.95, 1, 0.95, 1, 0.9, 0.85, 1.25, 1.3, 1.1, 1, 0.75]
};

/**
 * Draws the cases of the agency, day by day: who comes anew, who is sent by outreach and shelter, who comes
 * back. Those that ended before the first day are left out.
 * @param scale how many come, against the 4,000 clients of the default
 * @param planted false where nothing differs but by chance (sample.ts)
 */
export function drawCases(random: Random, scale: number, planted: boolean): Case[] {
	const all: Case[] = [];
	let open: Case[] = [];
	const returning = new Map<Day, { household: Household; program: ProgramKey }[]>();
	const start = (key: ProgramKey, household: Household, day: Day) => {
		const found = drawCase(random.fork(`case ${String(all.length)}`), key, household, day, planted);
		if (found.movedInOn !== null) endEarlier(open, found, found.movedInOn);
		all.push(found);
		open.push(found);
	};
	for (let day = FROM.supportive; day <= LAST_DAY; day++) {
		const today = random.fork(`day ${String(day)}`);
		for (const left of open.filter((each) => each.exitedOn !== null && each.exitedOn <= day))
			planReturn(today, left, returning);
		open = open.filter((each) => each.exitedOn === null || each.exitedOn > day);
		for (const { household, program } of returning.get(day) ?? [])
			if (!open.some((each) => each.household === household)) start(program, household, day);
		for (const { key } of PROGRAMS) {
			if (day < FROM[key]) continue;
			const season = planted ? (SEASON[key][monthOf(day) - 1] ?? 1) : 1;
			const often = (perYear: number) => today.poisson((perYear / 365) * scale * season * weekly(key, day));
			const anew = often(NEW[key]);
			for (let each = 0; each < anew; each++)
				start(
					key,
					drawHousehold(today.fork(`${key} ${String(each)}`), planted ? key : ALIKE.people, day, planted),
					day
				);
			const sent = often(SENT[key] ?? 0);
			for (let each = 0; each < sent; each++) {
				const candidates = findSendable(open, day);
				if (candidates.length > 0) start(key, today.pick(candidates).household, day);
			}
		}
	}
	for (const [index, each] of all.entries()) {
		if (each.exitedOn !== null && each.exitedOn < FIRST_DAY) continue;
		drawStays(random.fork(`stays ${String(index)}`), each, planted);
		hideFuture(each);
	}
	return number(all.filter((each) => each.stays.length > 0));
}

/** Offices are closed on weekends; outreach and shelter are not. */
function weekly(key: ProgramKey, day: Day): number {
	const share = key === 'shelter' ? 0.8 : key === 'outreach' ? 0.5 : 0;
	return isWeekend(day) ? share : (7 - 2 * share) / 5;
}

/** Whose household is in shelter or known to outreach for a week, and nowhere else. */
function findSendable(open: readonly Case[], day: Day): Case[] {
	const ofHousehold = Map.groupBy(open, (each) => each.household);
	return open.filter(
		({ program, startedOn, household }) =>
			(program.key === 'shelter' || program.key === 'outreach') &&
			startedOn + 7 <= day &&
			ofHousehold.get(household)?.length === 1
	);
}

function drawCase(random: Random, key: ProgramKey, household: Household, day: Day, planted: boolean): Case {
	const plan = drawPlan(random, key, household, day, planted);
	const homeless = key !== 'family' || !planted;
	return {
		id: '',
		program: programOf(key),
		household,
		referredOn:
			key === 'rapid' || key === 'supportive' || (key === 'family' && random.chance(0.5))
				? day - Math.round(random.gamma(1.5) * 17)
				: null,
		startedOn: day,
		engagedOn: null,
		movedInOn: null,
		before: random.weighted(BEFORE[planted ? key : ALIKE.before]),
		homelessSince: homeless && random.chance(0.9) ? day - Math.round(random.exponential(210)) : null,
		stays: [],
		...plan
	};
}

/** What comes of a case, as if it were known to its end. */
function drawPlan(
	random: Random,
	key: ProgramKey,
	household: Household,
	day: Day,
	planted: boolean
): Pick<Case, 'exitedOn' | 'destination'> & Partial<Pick<Case, 'engagedOn' | 'movedInOn'>> {
	const after = (days: number) => day + Math.max(1, Math.round(days));
	const away = () => random.weighted(DESTINATIONS[key]);
	if (key === 'outreach') {
		const exitedOn = after(random.weibull(1, 52));
		const engagedOn = day + Math.round(random.exponential(20));
		return {
			exitedOn,
			destination: away(),
			engagedOn: random.chance(0.7) && engagedOn < exitedOn ? engagedOn : null
		};
	}
	if (key === 'shelter') {
		const winter = planted && [11, 12, 1].includes(monthOf(day)) ? 1.3 : 1;
		return { exitedOn: after(random.weibull(0.85, 27 * winter)), destination: away() };
	}
	if (key === 'family') return { exitedOn: after(random.weibull(1.4, 72)), destination: away() };
	const slowed = planted && key === SLOWED_PROGRAM && day >= SLOWED_FROM ? SLOWED_BY : 1;
	const slower = planted && household.language === SLOW_LANGUAGE ? SLOW_LANGUAGE_BY : 1;
	const wait = random.weibull(1.3, (key === 'rapid' ? 50 : 58) * slowed * slower);
	const patience = 8 + random.exponential(key === 'rapid' ? 330 : 420);
	if (patience < wait) return { exitedOn: after(patience), destination: away() };
	const movedInOn = after(wait);
	const stay =
		key === 'rapid' ? 25 + random.weibull(1.6, 92) : 60 + random.exponential(planted ? 1000 : SETTLED);
	return { movedInOn, exitedOn: movedInOn + Math.round(stay), destination: random.weighted(FROM_HOME[key]) };
}

/** Who moves into a home leaves shelter and outreach for it. */
function endEarlier(open: readonly Case[], moving: Case, on: Day): void {
	for (const each of open)
		if (each.household === moving.household && (each.exitedOn === null || each.exitedOn > on)) {
			each.exitedOn = on;
			each.destination =
				moving.program.key === 'rapid' ? 'rental, rapid re-housing subsidy' : 'permanent supportive housing';
			if (each.engagedOn !== null && each.engagedOn > on) each.engagedOn = on;
		}
}

function planReturn(
	random: Random,
	left: Case,
	returning: Map<Day, { household: Household; program: ProgramKey }[]>
): void {
	if (left.exitedOn === null || left.destination === null || left.destination === 'deceased') return;
	const { group } = livingSituation(left.destination);
	const key = left.program.key;
	const likely = group === 'permanent' ? (key === 'shelter' ? 0.2 : 0.15) : group === 'unknown' ? 0.28 : 0.36;
	if (!random.chance(likely)) return;
	const day = left.exitedOn + 5 + Math.round(random.weibull(0.9, 110));
	const program = random.weighted<ProgramKey>([
		['shelter', 58],
		['outreach', key === 'family' ? 4 : 22],
		['rapid', 14],
		['family', key === 'family' ? 22 : 1]
	]);
	returning.set(day, [...(returning.get(day) ?? []), { household: left.household, program }]);
}

/** One enrollment for each person; a few join later or leave before the others. */
function drawStays(random: Random, found: Case, planted: boolean): void {
	const end = found.exitedOn ?? LAST_DAY;
	const length = end - found.startedOn;
	found.stays = found.household.people.map((person, index) => {
		const stay: Stay = {
			id: '',
			person,
			isHead: index === 0,
			startedOn: found.startedOn,
			exitedOn: found.exitedOn
		};
		if (index === 0 || length < 30) return stay;
		const child = !isAdult(person, found.startedOn);
		const differs = planted && random.chance(0.1);
		if (differs && (child || random.chance(0.5)))
			stay.startedOn = found.startedOn + random.integer(7, Math.floor(length / 2));
		else if (differs) stay.exitedOn = found.startedOn + random.integer(14, length - 1);
		if (person.birth !== null && person.birth > stay.startedOn)
			person.birth = stay.startedOn - random.integer(1, 200);
		return stay;
	});
}

function hideFuture(found: Case): void {
	const known = (day: Day | null) => (day !== null && day <= LAST_DAY ? day : null);
	found.engagedOn = known(found.engagedOn);
	found.movedInOn = known(found.movedInOn);
	found.exitedOn = known(found.exitedOn);
	if (found.exitedOn === null) found.destination = null;
	found.stays = found.stays.filter((stay) => stay.startedOn <= LAST_DAY);
	for (const stay of found.stays) stay.exitedOn = known(stay.exitedOn);
}

/** Gives cases, stays and people their ids, by the day on which they came. */
function number(cases: readonly Case[]): Case[] {
	const code = (letter: string, count: number) => `${letter}${String(count).padStart(5, '0')}`;
	const sorted = cases.toSorted((one, other) => one.startedOn - other.startedOn);
	let people = 0;
	let stays = 0;
	for (const [index, found] of sorted.entries()) {
		found.id = code('H', index + 1);
		for (const stay of found.stays) {
			stay.id = code('E', ++stays);
			if (stay.person.id === '') stay.person.id = code('C', ++people);
		}
	}
	return sorted;
}
