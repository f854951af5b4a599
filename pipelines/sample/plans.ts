import { LAST_DAY, type Day } from './calendar.ts';
import type { Case, Stay } from './cases.ts';
import type { Entry } from './entries.ts';
import { enter, finish, headOf, type Office } from './office.ts';
import type { ProgramKey } from './programs.ts';
import type { Random } from './random.ts';

/** A service plan: one for each member of the household, made on the same day. */
export type Plan = {
	id: string;
	stay: Stay;
	createdOn: Day;
	reviewDueOn: Day;
	reviewedOn: Day | null;
	entry: Entry;
};

/** A goal of the head of household. */
export type Goal = {
	id: string;
	stay: Stay;
	domain: string;
	setOn: Day;
	targetOn: Day;
	closedOn: Day | null;
	status: 'in progress' | 'achieved' | 'not achieved' | 'dropped';
	entry: Entry;
};

/** How many cases get a plan, and after how many days half of these have it. */
const PLANS: Record<ProgramKey, { share: number; median: number }> = {
	outreach: { share: 0.35, median: 24 },
	shelter: { share: 0.86, median: 6 },
	rapid: { share: 0.96, median: 13 },
	supportive: { share: 0.97, median: 15 },
	family: { share: 0.95, median: 11 }
};
const REVIEW_DAYS = 90;
const DOMAINS: Record<ProgramKey, readonly string[]> = {
	outreach: ['identification papers', 'health', 'shelter'],
	shelter: ['housing', 'income', 'identification papers', 'health'],
	rapid: ['housing', 'income', 'employment', 'budgeting', 'child care'],
	supportive: ['housing', 'health', 'daily living', 'social ties'],
	family: ['parenting', 'school', 'income', 'housing', 'health']
};

/** Draws the plans of all cases with their reviews, and the goals of their heads. */
export function drawPlans(random: Random, office: Office): { plans: Plan[]; goals: Goal[] } {
	const plans: Plan[] = [];
	const goals: Goal[] = [];
	for (const found of office.cases) {
		const own = random.fork(found.id);
		const { share, median } = PLANS[found.program.key];
		const createdOn = found.startedOn + Math.round(own.weibull(1.1, median));
		if (!own.chance(share) || createdOn > (found.exitedOn ?? LAST_DAY)) continue;
		plans.push(...drawPlansOf(own, office, found, createdOn));
		goals.push(...drawGoals(own, found, createdOn, enter(own, office, found, createdOn)));
	}
	return {
		plans: finish(plans, 'N', (plan) => plan.createdOn),
		goals: finish(goals, 'G', (goal) => goal.setOn)
	};
}

/** The first plan and, after each review, the next. A shelter makes only one. */
function drawPlansOf(own: Random, office: Office, found: Case, createdOn: Day): Plan[] {
	const plans: Plan[] = [];
	const end = found.exitedOn ?? LAST_DAY;
	for (let day: Day | null = createdOn; day !== null && day <= end;) {
		const reviewDueOn: Day = day + REVIEW_DAYS;
		const reviewed: Day = reviewDueOn + (own.chance(0.85) ? own.integer(-12, 6) : own.integer(7, 60));
		const reviewedOn: Day | null = reviewed <= end ? reviewed : null;
		const entry = enter(own, office, found, day);
		for (const stay of found.stays)
			if ((stay.exitedOn ?? day) >= day && stay.startedOn <= reviewDueOn)
				plans.push({
					id: '',
					stay,
					createdOn: Math.max(day, stay.startedOn),
					reviewDueOn,
					reviewedOn,
					entry
				});
		day = found.program.key === 'shelter' ? null : reviewedOn;
	}
	return plans;
}

function drawGoals(own: Random, found: Case, setOn: Day, entry: Entry): Goal[] {
	const end = found.exitedOn ?? LAST_DAY;
	return DOMAINS[found.program.key]
		.filter(() => own.chance(0.45))
		.map((domain) => {
			const targetOn = setOn + own.pick([30, 60, 90, 120, 180]);
			const closed = Math.min(targetOn + own.integer(-20, 45), end);
			const isClosed = closed >= setOn && (found.exitedOn !== null || closed < LAST_DAY);
			return {
				id: '',
				stay: headOf(found),
				domain,
				setOn,
				targetOn,
				closedOn: isClosed ? closed : null,
				status: isClosed ? own.among({ achieved: 62, 'not achieved': 24, dropped: 14 }) : 'in progress',
				entry
			};
		});
}
