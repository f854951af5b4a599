import type { Day } from './calendar.ts';
import type { Entry } from './entries.ts';
import type { ProgramKey } from './programs.ts';
import type { Random } from './random.ts';

/** A person: an id and what figures are grouped by; no name, no number, no address. */
export type Person = {
	id: string;
	birth: Day | null;
	sex: string;
	race: string;
	veteran: string;
	disabling: string;
	language: string;
	zip3: string;
	/** When the person was entered, with their first stay (enrollments.ts); null until then. */
	entry: Entry | null;
};

/** People who come together, the head first. */
export type Household = {
	people: Person[];
	language: string;
	/** How readily the household answers, about 1: it multiplies how often it is met. */
	readiness: number;
};

/** The language whose speakers wait longer (truths.ts). */
export const SLOW_LANGUAGE = 'Spanish';

const LANGUAGES = [
	['English', 67],
	[SLOW_LANGUAGE, 22],
	['Haitian Creole', 4],
	['Somali', 3],
	['Vietnamese', 2],
	['not collected', 2]
] as const;
const RACES = [
	['White', 34],
	['Black, African American or African', 33],
	['Hispanic or Latina/e/o', 14],
	['American Indian, Alaska Native or Indigenous', 4],
	['Asian', 3],
	['Middle Eastern or North African', 1],
	['Native Hawaiian or Pacific Islander', 1],
	['more than one race', 5],
	['does not know', 1],
	['declined', 2],
	['not collected', 2]
] as const;
const ZIP3S = ['014', '015', '016', '017'] as const;

/** The share of households with children among those who come to a program anew. */
const WITH_CHILDREN: Record<ProgramKey, number> = {
	outreach: 0.01,
	shelter: 0.08,
	rapid: 0.45,
	supportive: 0.12,
	family: 0.96
};
const VETERANS: Record<ProgramKey, number> = {
	outreach: 0.08,
	shelter: 0.09,
	rapid: 0.14,
	supportive: 0.13,
	family: 0.03
};
const DISABLED: Record<ProgramKey, number> = {
	outreach: 0.58,
	shelter: 0.46,
	rapid: 0.34,
	supportive: 0.93,
	family: 0.22
};
const YEAR = 365.25;

/**
 * Draws a household that comes to a program on a day. Its people have no ids yet: those who are in the
 * export get them (cases.ts).
 * @param planted false where nothing differs but by chance (sample.ts): adults lack no more answers than children
 */
export function drawHousehold(random: Random, program: ProgramKey, day: Day, planted: boolean): Household {
	const language = random.weighted(LANGUAGES);
	const race =
		language === SLOW_LANGUAGE && random.chance(0.88) ? 'Hispanic or Latina/e/o' : random.weighted(RACES);
	const shared = { id: '', language, race, zip3: random.pick(ZIP3S), entry: null };
	const adult = (low: number, high: number): Person => ({
		...shared,
		birth:
			planted && random.chance(0.015)
				? null
				: day - Math.round((low + ((high - low) * (random.next() + random.next())) / 2) * YEAR),
		sex: random.among({ male: 58, female: 40, 'not collected': 1, declined: 1 }),
		veteran: random.weighted([
			['yes', VETERANS[program]],
			['no', 1 - VETERANS[program]],
			['not collected', planted ? 0.02 : 0]
		]),
		disabling: random.weighted([
			['yes', DISABLED[program]],
			['no', 1 - DISABLED[program]],
			['not collected', planted ? 0.03 : 0.02]
		])
	});
	const child = (): Person => ({
		...shared,
		birth: day - Math.round(random.next() * 17.4 * YEAR),
		sex: random.among({ male: 50, female: 49, 'not collected': 1 }),
		veteran: 'no',
		disabling: random.among({ yes: 8, no: 90, 'not collected': 2 })
	});
	const people: Person[] = [];
	if (random.chance(WITH_CHILDREN[program])) {
		const head = adult(20, 52);
		if (random.chance(0.72)) head.sex = 'female';
		people.push(head);
		if (random.chance(0.32)) people.push(adult(20, 55));
		const children = random.weighted([
			[1, 40],
			[2, 34],
			[3, 18],
			[4, 8]
		]);
		for (let born = 0; born < children; born++) people.push(child());
	} else {
		people.push(adult(18, 78));
		if (random.chance(0.07)) people.push(adult(20, 75));
	}
	return { people, language, readiness: random.gamma(2) };
}

/** The age of a person in whole years on a day, as good as a sample needs it; null where it is not known. */
export function ageOn(person: Person, day: Day): number | null {
	return person.birth === null ? null : Math.floor((day - person.birth) / YEAR);
}

/** True for who was 18 on a day; someone of unknown age is taken for an adult. */
export function isAdult(person: Person, day: Day): boolean {
	return (ageOn(person, day) ?? 18) >= 18;
}
