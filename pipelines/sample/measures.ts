import { LAST_DAY, type Day } from './calendar.ts';
import type { Case, Stay } from './cases.ts';
import type { Entry } from './entries.ts';
import { enter, finish, headOf, type Office } from './office.ts';
import { isAdult } from './people.ts';
import type { ProgramKey } from './programs.ts';
import type { Random } from './random.ts';

export type Stage = 'start' | 'update' | 'annual' | 'exit';

/** A person's monthly income in dollars; null where it is not known. */
export type Income = {
	id: string;
	stay: Stay;
	assessedOn: Day;
	stage: Stage;
	earned: number | null;
	other: number | null;
	entry: Entry;
};

/** One measure of one assessment. */
export type Assessment = {
	id: string;
	stay: Stay;
	kind: string;
	measure: string;
	score: number;
	assessedOn: Day;
	stage: Stage;
	entry: Entry;
};

/** An invitation to say how content one is, and the answer. */
export type Survey = {
	id: string;
	stay: Stay;
	invitedOn: Day;
	answeredOn: Day | null;
	score: number | null;
	entry: Entry;
};

export const SURVEY_MAX = 5;
/** Points from 0 (in crisis) to 10 (stable). */
const MEASURES = ['housing stability', 'income', 'health', 'support'] as const;
const YEAR = 365;
const EARNS: Record<ProgramKey, number> = {
	outreach: 0.07,
	shelter: 0.2,
	rapid: 0.38,
	supportive: 0.1,
	family: 0.46
};

type Measures = { incomes: Income[]; assessments: Assessment[]; surveys: Survey[] };

/** Draws the incomes of adults, the assessments of heads and the surveys, each in the order of its days. */
export function drawMeasures(random: Random, office: Office): Measures {
	const drawn = office.cases.map((found): Measures => {
		const own = random.fork(found.id);
		const note = (day: Day) => enter(own, office, found, day);
		const adults = found.stays.filter((stay) => isAdult(stay.person, stay.startedOn));
		return {
			incomes: adults.flatMap((stay) => drawIncomes(own, found, stay, note, office.planted)),
			assessments: drawAssessments(own, found, note),
			surveys: drawSurveys(own, found, note)
		};
	});
	return {
		incomes: finish(
			drawn.flatMap((each) => each.incomes),
			'I',
			(row) => row.assessedOn
		),
		assessments: finish(
			drawn.flatMap((each) => each.assessments),
			'A',
			(row) => row.assessedOn
		),
		surveys: finish(
			drawn.flatMap((each) => each.surveys),
			'Q',
			(row) => row.invitedOn
		)
	};
}

/** When a stay is measured: at its start, each year, and at its exit. */
function stages(stay: Stay): [Day, Stage][] {
	const end = stay.exitedOn ?? LAST_DAY;
	const found: [Day, Stage][] = [[stay.startedOn, 'start']];
	for (let day = stay.startedOn + YEAR; day < end; day += YEAR) found.push([day, 'annual']);
	if (stay.exitedOn !== null && stay.exitedOn > stay.startedOn) found.push([stay.exitedOn, 'exit']);
	return found;
}

function drawIncomes(
	own: Random,
	found: Case,
	stay: Stay,
	note: (day: Day) => Entry,
	planted: boolean
): Income[] {
	const { key } = found.program;
	const helped = key === 'rapid' || key === 'family' ? 0.3 : 0.16;
	let earned = own.chance(EARNS[key]) ? Math.round(500 + own.gamma(2) * 900) : 0;
	let other = own.chance(key === 'supportive' ? 0.72 : 0.38) ? Math.round(200 + own.gamma(2) * 620) : 0;
	return stages(stay)
		.filter(([, stage]) => stage === 'start' || own.chance(0.82))
		.map(([day, stage]) => {
			if (stage !== 'start') {
				if (own.chance(helped))
					earned = Math.round(earned === 0 ? 700 + own.gamma(2) * 800 : earned * (1.05 + own.next() * 0.4));
				else if (own.chance(0.08)) earned = 0;
				if (own.chance(helped * 0.6))
					other = Math.round(other === 0 ? 250 + own.gamma(2) * 500 : other * 1.06);
			}
			// Of adults alone it is asked at the start: where nothing is planted, none of it is missing.
			const known = (!planted && stage === 'start') || !own.chance(0.04);
			return {
				id: '',
				stay,
				assessedOn: day,
				stage,
				earned: known ? earned : null,
				other: known ? other : null,
				entry: note(day)
			};
		});
}

/** Outreach and shelter assess once what people need; the others come back to the same measures. */
function drawAssessments(own: Random, found: Case, note: (day: Day) => Entry): Assessment[] {
	const stay = headOf(found);
	const { key } = found.program;
	if (key === 'outreach' || key === 'shelter') {
		const day = stay.startedOn + own.integer(0, 14);
		if (!own.chance(0.7) || day > (stay.exitedOn ?? LAST_DAY)) return [];
		const score = own.integer(2, 16);
		return [
			{
				id: '',
				stay,
				kind: 'housing needs',
				measure: 'priority',
				score,
				assessedOn: day,
				stage: 'start',
				entry: note(day)
			}
		];
	}
	const base = MEASURES.map((measure) => ({ measure, score: own.integer(1, 6) }));
	return stages(stay)
		.filter(([, stage]) => stage === 'start' || own.chance(0.78))
		.flatMap(([assessedOn, stage], at) => {
			const entry = note(assessedOn);
			return base.map(({ measure, score: before }) => {
				const gain = at === 0 ? 0 : Math.round(at * 1.3 + own.normal() * 1.4);
				const score = Math.max(0, Math.min(10, before + gain));
				return { id: '', stay, kind: 'self-sufficiency', measure, score, assessedOn, stage, entry };
			});
		});
}

function drawSurveys(own: Random, found: Case, note: (day: Day) => Entry): Survey[] {
	const stay = headOf(found);
	const end = stay.exitedOn ?? LAST_DAY;
	const days = [stay.startedOn + 60, ...(stay.exitedOn === null ? [] : [end])];
	return days
		.filter((day) => day <= end && own.chance(0.45))
		.map((invitedOn) => {
			const answer = invitedOn + own.integer(0, 21);
			const answers = own.chance(0.36) && answer <= LAST_DAY;
			const score = Number(own.among({ '1': 5, '2': 7, '3': 18, '4': 38, '5': 32 }));
			return {
				id: '',
				stay,
				invitedOn,
				answeredOn: answers ? answer : null,
				score: answers ? score : null,
				entry: note(invitedOn)
			};
		});
}
