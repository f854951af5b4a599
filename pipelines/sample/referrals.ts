import { LAST_DAY, type Day } from './calendar.ts';
import type { Case, Stay } from './cases.ts';
import type { Entry } from './entries.ts';
import { enter, finish, headOf, type Office } from './office.ts';
import type { ProgramKey } from './programs.ts';
import type { Random } from './random.ts';

export type ReferralResult =
	'connected' | 'refused by client' | 'not eligible' | 'no capacity' | 'lost' | 'pending';

export type Referral = {
	id: string;
	stay: Stay;
	serviceType: string;
	provider: string;
	madeOn: Day;
	result: ReferralResult;
	resultOn: Day | null;
	entry: Entry;
};

/** The kind of service for which there is no capacity (truths.ts). */
export const FULL_SERVICE = 'mental health care';

const PROVIDERS: Record<string, string> = {
	[FULL_SERVICE]: 'Harborview Counseling',
	'substance use treatment': 'New Leaf Treatment',
	'primary health care': 'County Clinic',
	'employment services': 'Works Center',
	'benefits enrollment': 'County Benefits Office',
	'legal aid': 'Tenants’ Legal Aid',
	'child care': 'Little Steps',
	'housing navigation': 'County Housing Desk',
	'permanent supportive housing': 'Coordinated Entry',
	'emergency assistance or flexible funds': 'Community Fund'
};
/** What the people of each program are referred to. */
const TYPES: Record<ProgramKey, Record<string, number>> = {
	outreach: {
		[FULL_SERVICE]: 18,
		'substance use treatment': 22,
		'primary health care': 20,
		'benefits enrollment': 12,
		'housing navigation': 20,
		'permanent supportive housing': 8
	},
	shelter: {
		[FULL_SERVICE]: 18,
		'substance use treatment': 14,
		'primary health care': 16,
		'employment services': 14,
		'benefits enrollment': 14,
		'housing navigation': 16,
		'permanent supportive housing': 8
	},
	rapid: {
		[FULL_SERVICE]: 14,
		'primary health care': 10,
		'employment services': 26,
		'benefits enrollment': 14,
		'legal aid': 12,
		'child care': 12,
		'emergency assistance or flexible funds': 12
	},
	supportive: {
		[FULL_SERVICE]: 34,
		'substance use treatment': 18,
		'primary health care': 24,
		'benefits enrollment': 14,
		'employment services': 10
	},
	family: {
		[FULL_SERVICE]: 20,
		'primary health care': 12,
		'employment services': 16,
		'benefits enrollment': 12,
		'legal aid': 10,
		'child care': 18,
		'emergency assistance or flexible funds': 12
	}
};
const PER_CASE: Record<ProgramKey, number> = {
	outreach: 0.8,
	shelter: 0.7,
	rapid: 1.5,
	supportive: 2.2,
	family: 1.4
};
const RESULTS: Record<ReferralResult, number> = {
	connected: 72,
	'refused by client': 8,
	'not eligible': 6,
	'no capacity': 3,
	lost: 8,
	pending: 3
};
const RESULTS_OF_FULL: Record<ReferralResult, number> = {
	connected: 22,
	'refused by client': 6,
	'not eligible': 4,
	'no capacity': 56,
	lost: 7,
	pending: 5
};

/** Draws the referrals that heads of household got, and what came of them. */
export function drawReferrals(random: Random, office: Office): Referral[] {
	const referrals = office.cases.flatMap((found) => {
		const own = random.fork(found.id);
		return Array.from({ length: own.poisson(PER_CASE[found.program.key]) }, () =>
			drawReferral(own, office, found)
		);
	});
	return finish(referrals, 'R', (referral) => referral.madeOn);
}

function drawReferral(own: Random, office: Office, found: Case): Referral {
	const end = found.exitedOn ?? LAST_DAY;
	const serviceType = own.among(TYPES[found.program.key]);
	const madeOn = Math.min(
		end,
		found.startedOn + Math.round(own.exponential((end - found.startedOn) * 0.35 + 4))
	);
	const result = own.among(office.planted && serviceType === FULL_SERVICE ? RESULTS_OF_FULL : RESULTS);
	const resultOn = madeOn + 2 + Math.round(own.weibull(1.2, 17));
	const isPending = result === 'pending' || resultOn > LAST_DAY;
	return {
		id: '',
		stay: headOf(found),
		serviceType,
		provider: PROVIDERS[serviceType] ?? '',
		madeOn,
		result: isPending ? 'pending' : result,
		resultOn: isPending ? null : resultOn,
		entry: enter(own, office, found, madeOn)
	};
}
