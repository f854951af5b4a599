import { LAST_DAY, type Day } from './calendar.ts';
import type { Case, Stay } from './cases.ts';
import type { Entry } from './entries.ts';
import { enter, finish, headOf, type Office } from './office.ts';
import type { ProgramKey } from './programs.ts';
import type { Random } from './random.ts';

/** An application for a benefit, or an appeal against its denial. */
export type Appeal = {
	id: string;
	stay: Stay;
	kind: 'application' | 'appeal';
	program: string;
	filedOn: Day;
	decidedOn: Day | null;
	result: 'approved' | 'denied' | 'withdrawn' | 'pending';
	entry: Entry;
};

const APPLIES: Record<ProgramKey, number> = {
	outreach: 0.08,
	shelter: 0.2,
	rapid: 0.35,
	supportive: 0.5,
	family: 0.4
};
const BENEFITS = [
	'food assistance',
	'disability income',
	'cash assistance',
	'medical coverage',
	'housing voucher'
];

/** Draws the applications of heads of household and, of those denied, the appeals, in the order of their days. */
export function drawAppeals(random: Random, office: Office): Appeal[] {
	const appeals = office.cases.flatMap((found) => {
		const own = random.fork(found.id);
		return own.chance(APPLIES[found.program.key]) ? drawOfCase(own, office, found) : [];
	});
	return finish(appeals, 'B', (appeal) => appeal.filedOn);
}

function drawOfCase(own: Random, office: Office, found: Case): Appeal[] {
	const program = own.pick(BENEFITS);
	const file = (kind: Appeal['kind'], filedOn: Day, days: number, approved: number): Appeal => {
		const decided = filedOn + 8 + Math.round(own.weibull(1.4, days));
		const isDecided = decided <= LAST_DAY;
		return {
			id: '',
			stay: headOf(found),
			kind,
			program,
			filedOn,
			decidedOn: isDecided ? decided : null,
			result: isDecided ? own.among({ approved, denied: 94 - approved, withdrawn: 6 }) : 'pending',
			entry: enter(own, office, found, filedOn)
		};
	};
	const first = file('application', own.integer(found.startedOn, found.exitedOn ?? LAST_DAY), 34, 62);
	const appealOn = (first.decidedOn ?? LAST_DAY) + own.integer(5, 40);
	if (first.result !== 'denied' || appealOn > LAST_DAY || !own.chance(0.5)) return [first];
	return [first, file('appeal', appealOn, 70, 48)];
}
