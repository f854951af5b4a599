/** What may come of a referral, each with the metric that counts it; all of them count the same referrals. */
export const OUTCOMES = {
	room: 'referrals-without-room',
	eligible: 'referrals-not-eligible',
	waiting: 'referrals-waiting',
	connected: 'referrals-connected'
} as const;

export type Outcome = keyof typeof OUTCOMES;
